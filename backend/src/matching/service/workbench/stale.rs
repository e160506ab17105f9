//! Telling somebody who edits an older state of a round what others did meanwhile.

use std::collections::HashMap;

use crate::identity;
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::workbench::edits::RoundEditRow;
use crate::matching::rules::RoundEditKind;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::work::Work;

/// 412 with a sentence for each step after `expected`.
///
/// # Errors
/// When the database does not answer.
pub fn told(work: &mut Work<'_>, rows: &[RoundEditRow], expected: i64) -> Result<Problem, Problem> {
    let since: Vec<&RoundEditRow> = rows
        .iter()
        .filter(|row| row.seq > expected || row.undone_seq.is_some_and(|seq| seq > expected))
        .collect();
    let names = Names::of(work, &since)?;
    let mut errors: Vec<(i64, FieldError)> = Vec::new();
    for row in since {
        if row.seq > expected {
            let detail = names.sentence(work, row, row.made_by, done(row.kind));
            errors
                .push((row.seq, FieldError::new(&format!("/edits/{}", row.seq), row.kind.as_str(), detail)));
        }
        if let Some(seq) = row.undone_seq.filter(|seq| *seq > expected) {
            let detail = names.sentence(work, row, row.undone_by, taken_back(row.kind));
            errors.push((seq, FieldError::new(&format!("/edits/{seq}"), "undo", detail)));
        }
    }
    errors.sort_by_key(|(seq, _)| *seq);
    let errors: Vec<FieldError> = errors.into_iter().map(|(_, error)| error).collect();
    let detail = match errors.as_slice() {
        [] => "The round has moved on since you read it.".to_owned(),
        all => {
            let sentences: Vec<&str> = all.iter().map(|error| error.detail.as_str()).collect();
            format!("The round has moved on since you read it. {}", sentences.join(" "))
        }
    };
    Ok(Problem { errors, ..Problem::new(Kind::StaleVersion, detail) })
}

const fn done(kind: RoundEditKind) -> &'static str {
    match kind {
        RoundEditKind::Lock => "locked",
        RoundEditKind::Unlock => "unlocked",
        RoundEditKind::Veto => "vetoed",
        RoundEditKind::Unveto => "lifted the veto of",
        RoundEditKind::Refresh => "took everybody as they are now",
    }
}

const fn taken_back(kind: RoundEditKind) -> &'static str {
    match kind {
        RoundEditKind::Lock => "took back the lock of",
        RoundEditKind::Unlock => "took back the unlocking of",
        RoundEditKind::Veto => "took back the veto of",
        RoundEditKind::Unveto => "took back the lifting of the veto of",
        RoundEditKind::Refresh => "took back a refresh",
    }
}

/// The people whom steps name.
struct Names {
    people: HashMap<Id, String>,
    enrolments: HashMap<Id, EnrolmentRow>,
}

impl Names {
    fn of(work: &mut Work<'_>, rows: &[&RoundEditRow]) -> Result<Self, Problem> {
        let both: Vec<Id> = rows
            .iter()
            .flat_map(|row| [row.mentor_enrolment_id, row.mentee_enrolment_id])
            .flatten()
            .collect();
        let enrolments = enrolments::by_ids(work.conn, &both)?;
        let mut people: Vec<Id> = enrolments.values().map(|row| row.person_id).collect();
        people.extend(rows.iter().flat_map(|row| [row.made_by, row.undone_by]).flatten());
        Ok(Self { people: identity::person_names(work.conn, &people)?, enrolments })
    }

    fn person(&self, id: Option<Id>) -> &str {
        id.and_then(|id| self.people.get(&id)).map_or("Somebody", String::as_str)
    }

    fn enrolled(&self, id: Option<Id>) -> &str {
        let row = id.and_then(|id| self.enrolments.get(&id));
        row.and_then(|row| self.people.get(&row.person_id)).map_or("somebody", String::as_str)
    }

    /// Pairs of other regions are not named.
    fn sentence(&self, work: &Work<'_>, row: &RoundEditRow, who: Option<Id>, did: &str) -> String {
        let who = self.person(who);
        match row.region_id {
            None => format!("{who} {did}."),
            Some(region) if !work.scope.reaches_region(region) => {
                format!("{who} {did} a pair of another region.")
            }
            Some(_) => format!(
                "{who} {did} {} and {}.",
                self.enrolled(row.mentee_enrolment_id),
                self.enrolled(row.mentor_enrolment_id)
            ),
        }
    }
}
