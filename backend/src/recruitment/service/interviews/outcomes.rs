//! After the time has come: whether it was held, and what the panel scores.

use serde_json::json;

use super::moves::{record, while_in_review};
use super::{Arranged, find_interview, held_slot};
use crate::platform::auth::{Caller, IfMatch, Scope};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, InterviewRow, PanelScoreRow, Written};
use crate::recruitment::rules::{self, InterviewOutcome, InterviewState};

/// Records whether an interview took place.
///
/// # Errors
/// 404 outside the scope; 409 before its time, or when it is not booked (a missed one can be corrected to held).
pub fn record_outcome(work: &mut Work<'_>, id: Id, outcome: InterviewOutcome) -> Result<Arranged, Problem> {
    let arranged = find_interview(work, id)?;
    let state = arranged.interview.state;
    if !state.may_become(outcome.state()) {
        return Err(Problem::conflict(format!("The interview is {state}; it cannot become {outcome}.")));
    }
    let begins = held_slot(work, &arranged.interview)?.map(|(slot, _)| slot.starts_at);
    if begins.is_none_or(|at| at > work.stamp()) {
        return Err(Problem::conflict("The interview is booked and has not begun yet."));
    }
    conclude(work, arranged, outcome.state())
}

fn conclude(work: &mut Work<'_>, arranged: Arranged, state: InterviewState) -> Result<Arranged, Problem> {
    let interview = InterviewRow {
        state,
        updated_at: work.stamp(),
        version: arranged.interview.version + 1,
        ..arranged.interview.clone()
    };
    if queries::update_interview(work.conn, &interview)? != Written::Done {
        return Err(Problem::stale());
    }
    let arranged = Arranged { interview, ..arranged };
    let kind = if state == InterviewState::Held { "interview.held" } else { "interview.missed" };
    record(work, kind, &arranged, None)?;
    Ok(arranged)
}

/// Writes the caller's scores of an interview that has begun; they say that it was held. Scores may be left out; they are
/// then shown as missing.
///
/// # Errors
/// 404 when the caller is not on its panel; 409 before it begins, when it was missed or cancelled, or when the
/// application is decided; 412 when the scores moved on (before the first their version is 0); 422 naming scores that do
/// not fit.
pub fn save_panel_score(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    scores: &[(Id, i32)],
    notes: &str,
) -> Result<PanelScoreRow, Problem> {
    let panelist = work.caller.require_person()?;
    let own = Scope { own: Some(panelist), ..Scope::default() };
    let interview =
        queries::find_interview(work.conn, &own, id)?.ok_or_else(|| Problem::not_found("interview"))?;
    let arranged = super::arranged(work.conn, interview)?;
    let before = queries::find_panel_score(work.conn, arranged.interview.id, panelist)?;
    expected.check(before.as_ref().map_or(0, |score| score.version))?;
    while_in_review(&arranged.application)?;
    let begins = held_slot(work, &arranged.interview)?.map(|(slot, _)| slot.starts_at);
    let begun = begins.is_some_and(|at| at <= work.stamp());
    match arranged.interview.state {
        InterviewState::Held => {}
        InterviewState::Booked if begun => {}
        InterviewState::Booked => {
            return Err(Problem::conflict("The interview is booked and has not begun yet."));
        }
        state => return Err(Problem::conflict(format!("The interview is {state}: it has no scores."))),
    }
    let criteria: Vec<Id> =
        queries::list_criteria(work.conn, arranged.opening.id)?.into_iter().map(|c| c.id).collect();
    let wrong = rules::score_problems(&criteria, scores);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let arranged = if arranged.interview.state == InterviewState::Booked {
        conclude(work, arranged, InterviewState::Held)?
    } else {
        arranged
    };
    let now = work.stamp();
    let row = match before {
        Some(score) => {
            PanelScoreRow { notes: notes.to_owned(), updated_at: now, version: score.version + 1, ..score }
        }
        None => PanelScoreRow {
            id: work.new_id(),
            interview_id: arranged.interview.id,
            panelist_id: panelist,
            notes: notes.to_owned(),
            created_at: now,
            updated_at: now,
            version: 1,
        },
    };
    queries::save_panel_score(work.conn, &row, scores)?;
    work.record(
        Change::new("panel_score.saved", row.id)
            .in_region(arranged.opening.region_id)
            .with(json!({ "interview_id": arranged.interview.id })),
    )?;
    Ok(row)
}

/// Whether the caller may see what others scored: members of the panel see it after their own.
#[must_use]
pub fn may_see_panel_scores(caller: &Caller, panel: &[Id], scored: &[Id]) -> bool {
    let Some(person) = caller.person() else { return true };
    !panel.contains(&person) || scored.contains(&person)
}
