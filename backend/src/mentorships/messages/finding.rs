//! Looking people up as a choice says: in the enrolments of a cycle, in pairings, or by name.

use std::collections::{HashMap, HashSet};

use super::MOST_RECIPIENTS;
use super::selection::{MatchedOrNot, Selection, wrong};
use crate::identity;
use crate::matching::{self, CycleRow, EnrolmentRole, EnrolmentState, EnrolmentsWanted};
use crate::mentorships::queries::{self as pairing_queries, PairingFilter, PairingRow};
use crate::mentorships::rules::{HealthState, PairingState};
use crate::mentorships::service;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;

/// A person, where they were found, and whom they are paired with.
pub(super) struct Found {
    pub(super) person: Id,
    pub(super) region: Option<Id>,
    pub(super) partners: Vec<Id>,
}

/// One more than may be written to, so that too many are noticed.
fn most_rows() -> i64 {
    // Each person may be there twice: as mentor and as mentee.
    i64::try_from(MOST_RECIPIENTS * 4).unwrap_or(i64::MAX)
}

fn bounded<T>(rows: Vec<T>) -> Result<Vec<T>, Problem> {
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) > most_rows() { Err(too_many()) } else { Ok(rows) }
}

pub(super) fn too_many() -> Problem {
    let detail = format!("That is more than {MOST_RECIPIENTS} people: choose fewer.");
    Problem::field("/selection", "too_many", detail)
}

pub(super) fn of_enrolments(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    wanted: &Selection,
) -> Result<Vec<Found>, Problem> {
    let asked = EnrolmentsWanted {
        role: wanted.role,
        region: wanted.region_id,
        state: Some(wanted.enrolment_state.unwrap_or(EnrolmentState::Enrolled)),
        ready: wanted.ready,
    };
    let rows = bounded(matching::enrolments_wanted(work, cycle, &asked, most_rows())?)?;
    let lasting: Vec<PairingRow> = pairing_queries::of_cycle(work.conn, cycle.id)?
        .into_iter()
        .filter(|row| row.state != PairingState::Ended)
        .collect();
    let matched: HashSet<(EnrolmentRole, Id)> = lasting
        .iter()
        .flat_map(|row| [(EnrolmentRole::Mentor, row.mentor_id), (EnrolmentRole::Mentee, row.mentee_id)])
        .collect();
    let waiting: HashSet<Id> = match wanted.matching {
        Some(MatchedOrNot::Waiting) => {
            matching::waiting_enrolments(work, cycle.id, wanted.region_id)?.into_iter().collect()
        }
        _ => HashSet::new(),
    };
    let partners = partners(&lasting, work.scope);
    Ok(rows
        .into_iter()
        .filter(|row| match wanted.matching {
            None => true,
            Some(MatchedOrNot::Matched) => matched.contains(&(row.role, row.person_id)),
            Some(MatchedOrNot::Unmatched) => !matched.contains(&(row.role, row.person_id)),
            Some(MatchedOrNot::Waiting) => waiting.contains(&row.id),
        })
        .map(|row| Found {
            partners: partners.get(&(row.role, row.person_id)).cloned().unwrap_or_default(),
            person: row.person_id,
            region: Some(row.region_id),
        })
        .collect())
}

/// Whom each is paired with in each role. Of a pairing that another region is responsible for nothing is told.
fn partners(lasting: &[PairingRow], scope: &Scope) -> HashMap<(EnrolmentRole, Id), Vec<Id>> {
    let mut found: HashMap<(EnrolmentRole, Id), Vec<Id>> = HashMap::new();
    for row in lasting.iter().filter(|row| scope.reaches_region(row.region_id)) {
        found.entry((EnrolmentRole::Mentor, row.mentor_id)).or_default().push(row.mentee_id);
        found.entry((EnrolmentRole::Mentee, row.mentee_id)).or_default().push(row.mentor_id);
    }
    found
}

pub(super) fn of_pairings(work: &mut Work<'_>, wanted: &Selection) -> Result<Vec<Found>, Problem> {
    let filter =
        PairingFilter { state: wanted.pairing_state, cycle: wanted.cycle_id, region: wanted.region_id };
    let window = Window { after: None, limit: most_rows() };
    let mut rows = bounded(pairing_queries::list(work.conn, work.scope, &filter, &window)?)?;
    if wanted.pairing_state.is_none() {
        rows.retain(|row| row.state != PairingState::Ended);
    }
    if let Some(days) = wanted.no_meeting_days {
        rows = not_met(work, rows, days)?;
    }
    if let Some(health) = wanted.health {
        rows = standing(work, rows, health)?;
    }
    let mut found = Vec::with_capacity(rows.len() * 2);
    for row in rows {
        for (person, role) in [(row.mentor_id, EnrolmentRole::Mentor), (row.mentee_id, EnrolmentRole::Mentee)]
        {
            if wanted.role.is_none_or(|wanted| wanted == role) {
                let partners = vec![row.other_than(person)];
                found.push(Found { person, region: Some(row.region_id), partners });
            }
        }
    }
    Ok(found)
}

/// Pairings whose last meeting, or their beginning if there was none, is so many days ago.
fn not_met(work: &mut Work<'_>, rows: Vec<PairingRow>, days: i64) -> Result<Vec<PairingRow>, Problem> {
    let today = work.now.date_naive();
    let mut kept = Vec::new();
    for some in rows.chunks(500) {
        let ids: Vec<Id> = some.iter().map(|row| row.id).collect();
        let meetings = pairing_queries::meetings_of(work.conn, &ids)?;
        kept.extend(some.iter().filter(|row| {
            let last = meetings.get(&row.id).and_then(|(_, last)| *last).unwrap_or(row.started_on);
            (today - last).num_days() >= days
        }));
    }
    Ok(kept.into_iter().cloned().collect())
}

/// Pairings that stand so, as the caller reads it.
fn standing(
    work: &mut Work<'_>,
    mut rows: Vec<PairingRow>,
    wanted: HealthState,
) -> Result<Vec<PairingRow>, Problem> {
    let known = service::health_of_all(work, rows.clone())?;
    let so: HashSet<Id> =
        known.iter().filter(|health| health.state == wanted).map(|health| health.pairing.id).collect();
    rows.retain(|row| so.contains(&row.id));
    Ok(rows)
}

/// People of the caller's regions, each named.
pub(super) fn of_people(work: &mut Work<'_>, wanted: &Selection) -> Result<Vec<Found>, Problem> {
    let ids = wanted.person_ids.clone().unwrap_or_default();
    let known = identity::addressees(work.conn, work.scope, &ids)?;
    let unknown: Vec<FieldError> = ids
        .iter()
        .enumerate()
        .filter(|(_, id)| !known.contains_key(id))
        .map(|(at, _)| {
            wrong(&format!("person_ids/{at}"), "unknown", "There is no such person in your regions.")
        })
        .collect();
    if !unknown.is_empty() {
        return Err(Problem::invalid(unknown));
    }
    let found = |id| Found { person: id, region: known.get(&id).and_then(|p| p.region_id), partners: vec![] };
    Ok(ids.into_iter().map(found).collect())
}
