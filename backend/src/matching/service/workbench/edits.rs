//! Steps of a ready round: edits, undo, redo. Each is one transaction that holds the cycle, so that nobody publishes,
//! withdraws or edits at the same moment.

use serde_json::json;

use super::outcome::{self, Difference};
use super::question::Question;
use super::solved::Solved;
use super::weighing::{self, NewEdit};
use super::{fairness, stale};
use crate::matching::queries::rounds::RoundRow;
use crate::matching::queries::workbench::edits::{self, RoundEditRow, Undoing};
use crate::matching::queries::workbench::marks;
use crate::matching::queries::{cycles, enrolments};
use crate::matching::rules::{self, Decisions, RoundState, Step};
use crate::matching::service::rounds::find_round;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// What a step did to a round.
pub struct StepOutcome {
    pub before: RoundRow,
    pub round: RoundRow,
    pub seq: i64,
    pub difference: Difference,
    pub fairness_before: matcher::Fairness,
    pub fairness: matcher::Fairness,
    /// The edits whose locks cannot hold any more.
    pub lapsed: Vec<RoundEditRow>,
}

/// A round that is held for a step, and what was decided so far.
struct Held {
    round: RoundRow,
    seq: i64,
    rows: Vec<RoundEditRow>,
}

impl Held {
    fn steps(&self) -> Vec<Step> {
        self.rows.iter().map(RoundEditRow::step).collect()
    }

    fn row(&self, seq: i64) -> Option<&RoundEditRow> {
        self.rows.iter().find(|row| row.seq == seq)
    }
}

/// Takes the round for a step of somebody who saw it at `expected`.
fn held(work: &mut Work<'_>, id: Id, expected: i64) -> Result<Held, Problem> {
    let found = find_round(work, id)?;
    let cycle = cycles::lock(work, found.cycle_id)?;
    let round = find_round(work, id)?;
    if round.state != RoundState::Ready || !cycle.state.matches_people() {
        return Err(super::not_editable(&round));
    }
    let seq = marks::of_round(work.conn, id)?.edit_seq;
    let rows = edits::of_round(work.conn, id)?;
    if seq != expected {
        return Err(stale::told(work, &rows, expected)?);
    }
    Ok(Held { round, seq, rows })
}

/// Edits a ready round, all of them or none.
///
/// # Errors
/// 404 outside the scope; 409 when it is not ready; 412 naming what was done since; 422 naming all that is wrong.
pub fn edit(work: &mut Work<'_>, id: Id, expected: i64, new: &[NewEdit]) -> Result<StepOutcome, Problem> {
    let held = held(work, id, expected)?;
    let mut question = Question::of(work, &held.round)?;
    let (steps, decided) = weighing::weighed(work, &held.round, &question, new, held.seq)?;
    for (step, edit) in steps.iter().zip(new) {
        let region =
            step.pair.and_then(|pair| question.members.get(&pair.mentee)).map(|member| member.region_id);
        let row = RoundEditRow {
            id: work.new_id(),
            round_id: id,
            seq: step.seq,
            kind: step.kind,
            region_id: region,
            mentor_enrolment_id: step.pair.map(|pair| pair.mentor),
            mentee_enrolment_id: step.pair.map(|pair| pair.mentee),
            reason: edit.reason().map(str::to_owned),
            overrides: step.overrides,
            made_by: work.caller.person(),
            made_at: work.stamp(),
            undone_seq: None,
            undone_by: None,
            undone_at: None,
            taken_from_round_id: None,
        };
        edits::insert(work.conn, &row)?;
    }
    question.decide(decided);
    let seq = steps.last().map_or(held.seq, |step| step.seq);
    settle(work, &held, &question, seq)
}

/// Takes back the last edit that is not undone.
///
/// # Errors
/// As [`edit`]; 409 when there is none, or it is about people elsewhere or oneself.
pub fn undo(work: &mut Work<'_>, id: Id, expected: i64) -> Result<StepOutcome, Problem> {
    let held = held(work, id, expected)?;
    let nothing = || Problem::conflict("Nothing of this round can be taken back: it is as it was made.");
    let target = rules::to_undo(&held.steps()).ok_or_else(nothing)?;
    let by = work.caller.person();
    let undone = Undoing { seq: held.seq + 1, by, at: work.stamp() };
    turned(work, held, target, Some(&undone))
}

/// Brings back what was undone last.
///
/// # Errors
/// As [`undo`].
pub fn redo(work: &mut Work<'_>, id: Id, expected: i64) -> Result<StepOutcome, Problem> {
    let held = held(work, id, expected)?;
    let nothing = || Problem::conflict("Nothing can be brought back: the last step was no undoing.");
    let target = rules::to_redo(&held.steps()).ok_or_else(nothing)?;
    turned(work, held, target, None)
}

/// Whether the caller is one of the two whom an edit is about.
///
/// # Errors
/// When the database does not answer.
pub fn is_own(work: &mut Work<'_>, row: &RoundEditRow) -> Result<bool, Problem> {
    let Some(me) = work.caller.person() else { return Ok(false) };
    let both: Vec<Id> = [row.mentor_enrolment_id, row.mentee_enrolment_id].into_iter().flatten().collect();
    Ok(enrolments::by_ids(work.conn, &both)?.values().any(|row| row.person_id == me))
}

fn turned(
    work: &mut Work<'_>,
    held: Held,
    target: i64,
    undone: Option<&Undoing>,
) -> Result<StepOutcome, Problem> {
    if let Some(row) = held.row(target)
        && is_own(work, row)?
    {
        return Err(Problem::conflict("The last edit is about your own pair: somebody else takes it back."));
    }
    let region = held.row(target).and_then(|row| row.region_id);
    let reached =
        region.map_or_else(|| super::leads(work, &held.round), |region| work.scope.reaches_region(region));
    if !reached {
        return Err(Problem::conflict(
            "The last edit is about people of another region: their coordinators take it back.",
        ));
    }
    edits::set_undone(work.conn, held.round.id, target, undone)?;
    let steps: Vec<Step> =
        edits::of_round(work.conn, held.round.id)?.iter().map(RoundEditRow::step).collect();
    let mut question = Question::of(work, &held.round)?;
    question.decide(Decisions::of(&steps));
    let seq = held.seq + 1;
    settle(work, &held, &question, seq)
}

/// Solves the question, writes the answer, and tells what it changed.
fn settle(work: &mut Work<'_>, held: &Held, question: &Question, seq: i64) -> Result<StepOutcome, Problem> {
    let before = fairness::of_round(work, &held.round)?;
    let solved = Solved::of(question)?.checked(question)?;
    let (round, difference) = outcome::write(work, &held.round, question, &solved, seq)?;
    let after = fairness::of_round(work, &round)?;
    let lapsed = edits::of_round(work.conn, round.id)?
        .into_iter()
        .filter(|row| question.lapsed.contains(&row.seq))
        .collect();
    work.record(
        Change::new("round.edited", round.id)
            .in_region(round.region_id)
            .with(json!({ "cycle_id": round.cycle_id, "seq": seq, "matched": round.matched })),
    )?;
    Ok(StepOutcome {
        before: held.round.clone(),
        round,
        seq,
        difference,
        fairness_before: before,
        fairness: after,
        lapsed,
    })
}
