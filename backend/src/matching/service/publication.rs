//! Publishing a round: both sides of every proposal are asked, and told why they were matched.

use std::collections::HashMap;

use chrono::Duration;
use serde_json::json;

use super::rounds::find_round;
use crate::identity::{self, Contact};
use crate::matching::explanation::{self, FactorReason};
use crate::matching::letters;
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::queries::rounds::{self, RoundRow};
use crate::matching::rules::{self, Claim, Clash, ProposalState, RoundState, Seats};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Publishes what a round proposed, all of it or nothing.
///
/// # Errors
/// 404 outside the scope; 403 for a national round in a region's name; 409 when the round is not ready
/// or a seat was spent meanwhile, naming each such proposal.
pub fn publish_round(work: &mut Work<'_>, id: Id) -> Result<RoundRow, Problem> {
    let found = find_round(work, id)?;
    let reached = found.region_id.map_or(work.scope.network, |region| work.scope.reaches_region(region));
    if !reached {
        return Err(Problem::forbidden("Only the task force publishes a round of the nation."));
    }
    let cycle = cycles::lock(work, found.cycle_id)?;
    let round = find_round(work, id)?;
    if round.state != RoundState::Ready {
        return Err(Problem::conflict(format!(
            "The round is {}; only a ready one is published.",
            round.state
        )));
    }
    if !cycle.state.matches_people() {
        return Err(Problem::conflict(format!("The cycle is {}; it asks nobody.", cycle.state)));
    }
    proposals::expire_overdue(work, cycle.id)?;
    let rows: Vec<ProposalRow> = proposals::of_round(work.conn, id)?
        .into_iter()
        .filter(|row| row.state == ProposalState::Proposed)
        .collect();
    let people = People::of(work, &cycle, &rows)?;
    refuse_clashes(work, &cycle, &rows, &people)?;
    let answer_by = work.stamp() + Duration::days(i64::from(cycle.answer_within_days));
    proposals::publish_all(work, id, answer_by)?;
    for row in &rows {
        introduce(work, &cycle, row, &people)?;
    }
    let published: Vec<Change<'_>> = rows
        .iter()
        .map(|row| {
            Change::new("proposal.published", row.id)
                .in_region(row.region_id)
                .with(json!({ "round_id": id, "cycle_id": row.cycle_id }))
        })
        .collect();
    work.record_all(&published)?;
    let row = RoundRow {
        state: RoundState::Published,
        published_at: Some(work.stamp()),
        updated_at: work.stamp(),
        version: round.version + 1,
        ..round
    };
    rounds::update(work.conn, &row)?;
    work.record(
        Change::new("round.published", id)
            .in_region(row.region_id)
            .with(json!({ "cycle_id": cycle.id, "proposals": rows.len() })),
    )?;
    Ok(row)
}

/// Everybody whom a round's proposals are about.
struct People {
    enrolments: HashMap<Id, EnrolmentRow>,
    contacts: HashMap<Id, Contact>,
}

impl People {
    fn of(work: &mut Work<'_>, cycle: &CycleRow, rows: &[ProposalRow]) -> Result<Self, Problem> {
        let enrolments = enrolments::enrolled_in(work.conn, cycle.id, None)?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
        let ids: Vec<Id> = rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
        Ok(Self { enrolments, contacts: identity::contacts(work.conn, &ids)? })
    }

    fn name(&self, person: Id) -> &str {
        self.contacts.get(&person).map_or("", |contact| contact.name.as_str())
    }
}

fn refuse_clashes(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    rows: &[ProposalRow],
    people: &People,
) -> Result<(), Problem> {
    let now = work.stamp();
    let held = proposals::seats_held(work.conn, cycle.id, now)?;
    let seats: HashMap<Id, Seats> = people
        .enrolments
        .values()
        .map(|row| (row.id, Seats { capacity: row.capacity, held: held.get(&row.id).copied().unwrap_or(0) }))
        .collect();
    let claims: Vec<Claim> = rows
        .iter()
        .map(|row| Claim {
            proposal: row.id,
            mentor: row.mentor_enrolment_id,
            mentee: row.mentee_enrolment_id,
        })
        .collect();
    let clashes = rules::clashes(&claims, &seats);
    if clashes.is_empty() {
        return Ok(());
    }
    let by_id: HashMap<Id, &ProposalRow> = rows.iter().map(|row| (row.id, row)).collect();
    let errors = clashes
        .iter()
        .filter_map(|(claim, clash)| by_id.get(&claim.proposal).map(|row| (*row, *clash)))
        .map(|(row, clash)| {
            let detail = match clash {
                Clash::MentorFull => format!("{} has no seat left.", people.name(row.mentor_id)),
                Clash::MenteeTaken => {
                    format!("{} has a mentor or is asked already.", people.name(row.mentee_id))
                }
            };
            FieldError::new(&format!("/proposals/{}", row.id), clash.code(), detail)
        })
        .collect();
    Err(Problem {
        errors,
        ..Problem::conflict("Seats of this round were given elsewhere meanwhile: run a new round.")
    })
}

/// Writes to both: whom, why, and until when to answer.
fn introduce(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    row: &ProposalRow,
    people: &People,
) -> Result<(), Problem> {
    let (Some(mentor), Some(mentee)) =
        (people.contacts.get(&row.mentor_id), people.contacts.get(&row.mentee_id))
    else {
        return Ok(());
    };
    let why: Vec<FactorReason> = match (
        people.enrolments.get(&row.mentor_enrolment_id),
        people.enrolments.get(&row.mentee_enrolment_id),
    ) {
        (Some(a), Some(b)) => {
            let factors: Vec<matcher::FactorPoints> =
                serde_json::from_str(&row.factors).map_err(Problem::internal)?;
            explanation::reasons(&factors, a, b, cycle.starts_on)
        }
        _ => Vec::new(),
    };
    let reasons: Vec<String> =
        why.into_iter().filter(|reason| reason.points > 0).map(|reason| reason.text).collect();
    let about = letters::Proposed {
        cycle: &cycle.name,
        answer_within_days: cycle.answer_within_days,
        reasons: &reasons,
    };
    letters::proposed(work, mentor, mentee, "mentee", &about)?;
    letters::proposed(work, mentee, mentor, "mentor", &about)
}
