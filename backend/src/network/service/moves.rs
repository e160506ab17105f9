//! A jurisdiction moves to another region: looked at first, made on a day, kept in the history.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::letters;
use crate::network::MOVE_JURISDICTION;
use crate::network::queries::{self, Extent, JurisdictionRow, MoveRow};
use crate::network::rules::moves::{MoveState, MoveStep, When, when};
use crate::platform::db::Id;
use crate::platform::jobs::{self, JobRun};
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Which jurisdiction moves where, from which day on, and why.
pub struct NewMove {
    pub jurisdiction: String,
    pub to_region: Id,
    pub effective_on: NaiveDate,
    pub reason: String,
}

fn destination(
    work: &mut Work<'_>,
    code: &str,
    to: Id,
) -> Result<(Option<JurisdictionRow>, Vec<FieldError>), Problem> {
    let mut wrong = Vec::new();
    let jurisdiction = queries::find_jurisdiction(work.conn, code)?;
    match &jurisdiction {
        None => {
            wrong.push(FieldError::new(
                "/jurisdiction",
                "unknown",
                "This is no jurisdiction of the network.",
            ));
        }
        Some(there) if there.region_id == to => {
            wrong.push(FieldError::new("/to_region_id", "same", "It lies in this region already."));
        }
        Some(_) => {}
    }
    if queries::find_region(work.conn, work.scope, to)?.is_none() {
        wrong.push(FieldError::new("/to_region_id", "unknown", "There is no such region."));
    }
    Ok((jurisdiction, wrong))
}

/// What would move and what would stay.
///
/// # Errors
/// 422 when there is no such jurisdiction or region, or it lies there already.
pub fn preview_move(work: &mut Work<'_>, code: &str, to: Id) -> Result<(JurisdictionRow, Extent), Problem> {
    let (jurisdiction, wrong) = destination(work, code, to)?;
    let Some(jurisdiction) = jurisdiction.filter(|_| wrong.is_empty()) else {
        return Err(Problem::invalid(wrong));
    };
    let extent = queries::extent_of_move(work.conn, &jurisdiction.code, jurisdiction.region_id)?;
    Ok((jurisdiction, extent))
}

/// # Errors
/// 404 when there is none.
pub fn find_move(work: &mut Work<'_>, id: Id) -> Result<MoveRow, Problem> {
    queries::find_move(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("move"))
}

/// Moves a jurisdiction today, or plans it for a day.
///
/// # Errors
/// 422 naming every field that is wrong; 409 when another move of it is planned or made at the same moment.
pub fn plan_move(work: &mut Work<'_>, new: &NewMove) -> Result<MoveRow, Problem> {
    let today = work.now.date_naive();
    let (jurisdiction, mut wrong) = destination(work, &new.jurisdiction, new.to_region)?;
    let time = when(new.effective_on, today);
    if time.is_none() {
        wrong.push(FieldError::new("/effective_on", "past", "It takes effect today at the earliest."));
    }
    let Some(jurisdiction) = jurisdiction.filter(|_| wrong.is_empty()) else {
        return Err(Problem::invalid(wrong));
    };
    let planned =
        |day: NaiveDate| Problem::conflict(format!("A move of it is planned for {day}: cancel that first."));
    if let Some(other) = queries::planned_move(work.conn, &jurisdiction.code)? {
        return Err(planned(other.effective_on));
    }
    let row = MoveRow {
        id: work.new_id(),
        jurisdiction: jurisdiction.code,
        from_region_id: jurisdiction.region_id,
        to_region_id: new.to_region,
        effective_on: new.effective_on,
        reason: new.reason.trim().to_owned(),
        state: MoveState::Planned,
        institutions: 0,
        people: 0,
        enrolments: 0,
        moved_by: work.caller.person(),
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_move(work.conn, &row).map_err(|error| match Problem::from(error) {
        taken if taken.kind == Kind::Conflict => planned(new.effective_on),
        other => other,
    })?;
    work.record(
        Change::new("jurisdiction_move.planned", row.id).in_region(row.from_region_id).with(told(&row)),
    )?;
    if time == Some(When::OnItsDay) {
        let at = row.effective_on.and_hms_opt(0, 0, 0).unwrap_or_else(|| work.stamp());
        jobs::schedule(work, MOVE_JURISDICTION, &json!({ "move_id": row.id }), at)?;
        letters::jurisdiction_moves(work, &row)?;
        return Ok(row);
    }
    let made = make(work, &row)?;
    letters::jurisdiction_moves(work, &made)?;
    Ok(made)
}

fn told(row: &MoveRow) -> Value {
    json!({
        "jurisdiction": row.jurisdiction, "from_region_id": row.from_region_id,
        "to_region_id": row.to_region_id, "effective_on": row.effective_on,
        "institutions": row.institutions, "people": row.people, "enrolments": row.enrolments,
    })
}

/// Makes it, where that is still to be done.
fn make(work: &mut Work<'_>, row: &MoveRow) -> Result<MoveRow, Problem> {
    let Some(state) = row.state.after(MoveStep::Make) else { return Ok(row.clone()) };
    let (from, to, now) = (row.from_region_id, row.to_region_id, work.stamp());
    if !queries::move_jurisdiction(work.conn, &row.jurisdiction, from, to)? {
        return Err(Problem::conflict("Somebody moved it meanwhile."));
    }
    let (institutions, people, enrolments) =
        queries::carry_along(work.conn, &row.jurisdiction, from, to, now)?;
    let made = MoveRow {
        state,
        institutions,
        people,
        enrolments,
        updated_at: now,
        version: row.version + 1,
        ..row.clone()
    };
    queries::update_move(work.conn, &made)?;
    work.record(Change::new("jurisdiction_move.made", made.id).in_region(to).with(told(&made)))?;
    Ok(made)
}

/// # Errors
/// 404 when there is none, 409 when it is not planned any more.
pub fn cancel_move(work: &mut Work<'_>, id: Id) -> Result<MoveRow, Problem> {
    let row = find_move(work, id)?;
    let state = row.state.after(MoveStep::Cancel).ok_or_else(|| {
        Problem::conflict(format!("The move is {}: move the jurisdiction back instead.", row.state))
    })?;
    let after = MoveRow { state, updated_at: work.stamp(), version: row.version + 1, ..row };
    queries::update_move(work.conn, &after)?;
    work.record(
        Change::new("jurisdiction_move.cancelled", id).in_region(after.from_region_id).with(told(&after)),
    )?;
    Ok(after)
}

/// The job behind a planned move, on its day.
///
/// # Errors
/// When the move is gone or the jurisdiction lies elsewhere.
pub fn run_jurisdiction_move(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Id = serde_json::from_value(run.payload["move_id"].clone()).map_err(Problem::internal)?;
    let row = run.write(|work| {
        let row = find_move(work, id)?;
        make(work, &row)
    })?;
    Ok(told(&row))
}
