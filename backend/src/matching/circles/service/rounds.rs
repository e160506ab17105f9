//! Rounds of circles: queued, formed by a job, checked, stored.

use matcher::circles::{CircleProblem, CirclesOutcome, Sizes, form_circles, verify_circles};
use serde_json::{Value, json};

use crate::matching::circles::RUN_CIRCLE_ROUND;
use crate::matching::circles::queries::circles::{self, CircleRow};
use crate::matching::circles::queries::places::{self, PlaceRow};
use crate::matching::circles::queries::rounds::{self, CircleRoundRow, UnplacedRow};
use crate::matching::circles::rules::{self, CirclePlaceState, CircleState};
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::rules::{RoundObjective, RoundState};
use crate::matching::service::cycles::find_cycle;
use crate::matching::service::heed::Heed;
use crate::matching::service::phases::{Phase, Phases};
use crate::matching::service::policies;
use crate::matching::service::pool::Pool;
use crate::matching::service::rounds::region_problem;
use crate::matching::service::workbench::question::pool_of;
use crate::matching::service::workbench::taken_over::TakenOver;
use crate::platform::db::Id;
use crate::platform::jobs::{self, JobRun};
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// How large circles are to be.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub size_least: i32,
    pub size_most: i32,
    pub mentors_per_circle: i32,
}

/// Makes a round of circles and queues its job.
///
/// # Errors
/// 404 for an unknown cycle, 409 when it does not match people now, 422 naming every size that is wrong and a region that is
/// unknown or not the caller's.
pub fn start_round(
    work: &mut Work<'_>,
    cycle: Id,
    region: Option<Id>,
    wanted: Wanted,
) -> Result<CircleRoundRow, Problem> {
    let cycle = find_cycle(work, cycle)?;
    let mut wrong: Vec<FieldError> = region_problem(work, region)?.into_iter().collect();
    wrong.extend(rules::size_problems(wanted.size_least, wanted.size_most, wanted.mentors_per_circle));
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    if !cycle.state.matches_people() {
        return Err(Problem::conflict(format!("The cycle is {}; it runs no rounds.", cycle.state)));
    }
    let mut row = new_round(work, &cycle, region, wanted)?;
    rounds::insert(work.conn, &row)?;
    let job = jobs::enqueue(work, RUN_CIRCLE_ROUND, &json!({ "circle_round_id": row.id }))?;
    rounds::set_job(work.conn, row.id, job.id)?;
    row.job_id = Some(job.id);
    let started = Change::new("circle_round.started", row.id).in_region(region);
    work.record(started.with(json!({ "cycle_id": cycle.id })))?;
    Ok(row)
}

fn new_round(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    region: Option<Id>,
    wanted: Wanted,
) -> Result<CircleRoundRow, Problem> {
    let found = policies::in_force(work, Some(cycle.id), region)?;
    // A mentee has the average with the others and the average with the mentors.
    let possible = found.policy.out_of().saturating_mul(2);
    Ok(CircleRoundRow {
        id: work.new_id(),
        cycle_id: cycle.id,
        region_id: region,
        state: RoundState::Running,
        policy: serde_json::to_string(&found.policy).map_err(Problem::internal)?,
        policy_version_id: found.version_id,
        size_least: wanted.size_least,
        size_most: wanted.size_most,
        mentors_per_circle: wanted.mentors_per_circle,
        job_id: None,
        mentees: 0,
        mentors: 0,
        circles: 0,
        placed: 0,
        most_placed: 0,
        parts: 0,
        most_parts: 0,
        points_possible: i32::try_from(possible).unwrap_or(i32::MAX),
        published_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    })
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_round(work: &mut Work<'_>, id: Id) -> Result<CircleRoundRow, Problem> {
    rounds::find(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("circle round"))
}

/// Who can be in a circle now: as for a round of pairs, with its vetoes and without what came to nothing.
fn asked_of(work: &mut Work<'_>, round: &CircleRoundRow) -> Result<Pool, Problem> {
    let as_of_pairs = RoundRow {
        id: round.id,
        cycle_id: round.cycle_id,
        region_id: round.region_id,
        state: round.state,
        objective: RoundObjective::MostTotalFit,
        policy: round.policy.clone(),
        job_id: None,
        mentors: 0,
        mentees: 0,
        matched: 0,
        total_points: 0,
        dual_bound: 0,
        published_at: None,
        created_at: round.created_at,
        updated_at: round.updated_at,
        version: round.version,
        policy_version_id: None,
    };
    let mut pool = pool_of(work, &as_of_pairs)?;
    TakenOver::of_cycle(work, round.cycle_id)?.apply(&mut pool);
    Ok(pool)
}

fn problem_of(round: &CircleRoundRow, pool: &Pool) -> CircleProblem {
    let count = |number: i32| u32::try_from(number).unwrap_or(0);
    CircleProblem {
        mentees: pool.problem.mentees.clone(),
        mentors: pool.problem.mentors.clone(),
        policy: pool.problem.policy.clone(),
        sizes: Sizes { least: count(round.size_least), most: count(round.size_most) },
        mentors_per_circle: count(round.mentors_per_circle),
        apart: pool.problem.vetoes.clone(),
        ..CircleProblem::default()
    }
}

/// Forms circles and checks them. `progress` hears 0 to 1.
fn form(
    problem: &CircleProblem,
    phases: &mut Phases,
    progress: &mut dyn FnMut(f64) -> Result<(), Problem>,
) -> Result<CirclesOutcome, Problem> {
    let mut heed = Heed::of(progress);
    let found = form_circles(problem, &mut |done| heed.step(done * 0.9));
    let outcome = found.map_err(|error| match (error, heed.stopped()) {
        (matcher::SolveError::Cancelled, Some(stopped)) => stopped,
        // What is wrong may name people: only how much is told.
        (error, _) => Problem::conflict(format!("The circles cannot be formed: {error}.")),
    })?;
    phases.over(Phase::Solve);
    verify_circles(problem, &outcome).map_err(|violations| {
        // Details could name who excludes whom.
        log::error!("circles do not verify: {}", violations.first().map_or("unknown", |v| v.code));
        Problem::conflict("The circles do not keep every rule; the outcome was thrown away.")
    })?;
    phases.over(Phase::Verify);
    progress(0.95)?;
    Ok(outcome)
}

/// The job behind `POST /cycles/{id}/circle-rounds`.
///
/// # Errors
/// When the round is gone, was cancelled, or its circles do not verify.
pub fn run_circle_round(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Id = serde_json::from_value(run.payload["circle_round_id"].clone()).map_err(Problem::internal)?;
    let mut phases = Phases::start();
    let round = run.read(|work| find_round(work, id))?;
    if round.state != RoundState::Running {
        return Ok(summary(&round, &phases)); // an earlier attempt got this far and was cut off
    }
    let pool = run.read(|work| asked_of(work, &round))?;
    phases.over(Phase::Read);
    let outcome = form(&problem_of(&round, &pool), &mut phases, &mut |fraction| {
        #[allow(clippy::cast_possible_truncation)] // 0 to 1000
        run.progress((fraction * 1000.0) as i64, 1000)
    })?;
    let round = run.write(|work| store(work, round.id, &pool, &outcome))?;
    phases.over(Phase::Store);
    // Nothing asks any more whether to go on: what is stored is not called cancelled.
    Ok(summary(&round, &phases))
}

/// What the job tells of a round and of its own time.
fn summary(round: &CircleRoundRow, phases: &Phases) -> Value {
    let mut told = phases.told();
    told.remove("explain_ms");
    for (name, figure) in [
        ("circle_round_id", json!(round.id)),
        ("mentors", json!(round.mentors)),
        ("mentees", json!(round.mentees)),
        ("circles", json!(round.circles)),
        ("placed", json!(round.placed)),
        ("most_placed", json!(round.most_placed)),
    ] {
        told.insert(name.to_owned(), figure);
    }
    Value::Object(told)
}

fn store(
    work: &mut Work<'_>,
    id: Id,
    pool: &Pool,
    outcome: &CirclesOutcome,
) -> Result<CircleRoundRow, Problem> {
    let found = find_round(work, id)?;
    // A second attempt at the same round waits here and then finds it done.
    cycles::lock(work, found.cycle_id)?;
    let now = find_round(work, id)?;
    if now.state != RoundState::Running {
        return Ok(now);
    }
    let (made, seated) = rows_of(work, &now, pool, outcome)?;
    circles::insert_all(work.conn, &made)?;
    places::insert_all(work.conn, &seated)?;
    rounds::insert_unplaced(work.conn, &unplaced(&now, pool, outcome)?)?;
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let parts = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let row = CircleRoundRow {
        state: RoundState::Ready,
        mentors: count(pool.free_mentors),
        mentees: count(pool.problem.mentees.len()),
        circles: count(made.len()),
        placed: count(outcome.placed),
        most_placed: count(outcome.most_placed),
        parts: parts(outcome.parts),
        most_parts: parts(outcome.most_parts),
        updated_at: work.stamp(),
        version: now.version + 1,
        ..now
    };
    rounds::update(work.conn, &row)?;
    let finished = Change::new("circle_round.finished", row.id).in_region(row.region_id);
    work.record(finished.with(json!({
        "cycle_id": row.cycle_id, "circles": row.circles, "placed": row.placed, "mentees": row.mentees,
    })))?;
    Ok(row)
}

fn rows_of(
    work: &Work<'_>,
    round: &CircleRoundRow,
    pool: &Pool,
    outcome: &CirclesOutcome,
) -> Result<(Vec<CircleRow>, Vec<PlaceRow>), Problem> {
    let unknown = || Problem::internal("the matcher named somebody who is not in the round");
    let (mut made, mut seated) = (Vec::new(), Vec::new());
    for (at, circle) in outcome.circles.iter().enumerate() {
        let row = CircleRow {
            id: work.new_id(),
            round_id: round.id,
            cycle_id: round.cycle_id,
            region_id: round.region_id,
            name: format!("Circle {}", at + 1),
            state: CircleState::Proposed,
            answer_by: None,
            end_reason: None,
            created_at: work.stamp(),
            updated_at: work.stamp(),
            version: 1,
        };
        for mentor in &circle.mentors {
            let enrolment = pool.mentors.get(mentor).ok_or_else(unknown)?;
            seated.push(place(work, &row, enrolment, None));
        }
        for member in &circle.members {
            let enrolment = pool.mentees.get(&member.mentee).ok_or_else(unknown)?;
            seated.push(place(work, &row, enrolment, Some(i64::from(member.parts))));
        }
        made.push(row);
    }
    Ok((made, seated))
}

/// A place about which nobody was asked yet.
#[must_use]
pub fn place(work: &Work<'_>, circle: &CircleRow, enrolment: &EnrolmentRow, parts: Option<i64>) -> PlaceRow {
    PlaceRow {
        id: work.new_id(),
        circle_id: circle.id,
        round_id: circle.round_id,
        cycle_id: circle.cycle_id,
        region_id: enrolment.region_id,
        enrolment_id: enrolment.id,
        person_id: enrolment.person_id,
        role: enrolment.role,
        state: CirclePlaceState::Proposed,
        parts,
        answer_by: None,
        answered_at: None,
        decline_reason: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        leave_reason: None,
    }
}

fn unplaced(
    round: &CircleRoundRow,
    pool: &Pool,
    outcome: &CirclesOutcome,
) -> Result<Vec<UnplacedRow>, Problem> {
    let named =
        outcome.unplaced.iter().filter_map(|left| Some((pool.mentees.get(&left.mentee)?, &left.reason)));
    named
        .map(|(row, reason)| {
            Ok(UnplacedRow {
                round_id: round.id,
                enrolment_id: row.id,
                region_id: row.region_id,
                person_id: row.person_id,
                reason: serde_json::to_string(reason).map_err(Problem::internal)?,
            })
        })
        .collect()
}
