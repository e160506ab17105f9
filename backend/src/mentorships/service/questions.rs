//! Ask my coordinator: a question to the coordinators of the responsible region, with a thread of answers.

use serde_json::json;

use super::check_ins::coordinators_addressed;
use super::find_own_pairing;
use crate::identity;
use crate::mentorships::letters;
use crate::mentorships::queries::{self, CoordinatorAnswerRow, CoordinatorQuestionRow};
use crate::mentorships::rules::{QuestionState, SpeaksAs, after_writing};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// # Errors
/// 404 for everybody but whoever asked and the coordinators of the region; also for one who is the other of the pair.
pub fn find_question(work: &mut Work<'_>, id: Id) -> Result<CoordinatorQuestionRow, Problem> {
    queries::find_coordinator_question(work.conn, work.scope, id)?
        .ok_or_else(|| Problem::not_found("question"))
}

/// Asks, also after the pairing has ended.
///
/// # Errors
/// 404 for everybody but the two.
pub fn ask_coordinator(
    work: &mut Work<'_>,
    pairing: Id,
    text: String,
) -> Result<CoordinatorQuestionRow, Problem> {
    let pairing = find_own_pairing(work, pairing)?;
    let me = work.caller.require_person()?;
    let row = CoordinatorQuestionRow {
        id: work.new_id(),
        pairing_id: pairing.id,
        region_id: pairing.region_id,
        asker_id: me,
        text,
        state: QuestionState::Open,
        answered_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_coordinator_question(work.conn, &row)?;
    record(work, &row, "coordinator_question.asked")?;
    let asker = identity::person_name(work.conn, me)?.unwrap_or_default();
    for coordinator in coordinators_addressed(work, &pairing)? {
        letters::question_asked(work, &pairing, &coordinator, &asker)?;
    }
    Ok(row)
}

/// The event holds no word of it.
fn record(work: &mut Work<'_>, row: &CoordinatorQuestionRow, kind: &str) -> Result<(), Problem> {
    work.record(
        Change::new(kind, row.id)
            .in_region(row.region_id)
            .with(json!({ "pairing_id": row.pairing_id, "state": row.state })),
    )
}

/// Writes below a question: a coordinator answers, whoever asked asks on.
///
/// # Errors
/// 404 for everybody else; 412 when somebody wrote at the same time.
pub fn write_below(work: &mut Work<'_>, id: Id, text: String) -> Result<CoordinatorQuestionRow, Problem> {
    let before = find_question(work, id)?;
    let me = work.caller.require_person()?;
    let speaks_as = if before.asker_id == me { SpeaksAs::Asker } else { SpeaksAs::Coordinator };
    let answer = CoordinatorAnswerRow {
        id: work.new_id(),
        question_id: before.id,
        person_id: me,
        speaks_as,
        text,
        created_at: work.stamp(),
    };
    queries::insert_coordinator_answer(work.conn, &answer)?;
    let state = after_writing(before.state, speaks_as);
    let row = CoordinatorQuestionRow {
        state,
        answered_at: Some(work.stamp()).filter(|_| state == QuestionState::Answered),
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_coordinator_question(work.conn, &row)?;
    record(work, &row, "coordinator_question.written_below")?;
    tell(work, &row, speaks_as)?;
    Ok(row)
}

fn tell(work: &mut Work<'_>, row: &CoordinatorQuestionRow, speaks_as: SpeaksAs) -> Result<(), Problem> {
    let me = work.caller.require_person()?;
    let Some(pairing) = queries::by_ids(work.conn, &[row.pairing_id])?.pop() else { return Ok(()) };
    let name = identity::person_name(work.conn, me)?.unwrap_or_default();
    match speaks_as {
        SpeaksAs::Coordinator => {
            let asker = identity::contacts(work.conn, &[row.asker_id])?.remove(&row.asker_id);
            asker.map_or(Ok(()), |asker| letters::question_answered(work, &pairing, &asker, &name))
        }
        SpeaksAs::Asker => {
            for coordinator in coordinators_addressed(work, &pairing)? {
                letters::question_asked(work, &pairing, &coordinator, &name)?;
            }
            Ok(())
        }
    }
}
