//! Rounds: queued, matched exactly by a job, checked, stored.

use std::collections::HashMap;
use std::ops::ControlFlow;

use serde_json::{Value, json};

use super::discarding;
use super::heed::Heed;
use super::phases::{Phase, Phases};
use super::policies;
use super::pool::Pool;
pub use super::publication::publish_round;
use super::rows::{ALTERNATIVES, Rows};
use super::workbench::question::pool_of;
use super::workbench::taken_over::TakenOver;
use crate::matching::RUN_ROUND;
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::queries::rounds::{self, RoundRow};
use crate::matching::queries::workbench::members::{self, MemberRow};
use crate::matching::rules::{CycleState, RoundObjective, RoundState};
use crate::network;
use crate::platform::db::Id;
use crate::platform::jobs::{self, JobRun};
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Makes a round and queues its job. Without an objective the cycle's policy decides.
///
/// # Errors
/// 404 for an unknown cycle, 409 when it does not match people now, 422 for a region that is unknown
/// or not the caller's.
pub fn start_round(
    work: &mut Work<'_>,
    cycle: Id,
    region: Option<Id>,
    objective: Option<RoundObjective>,
) -> Result<RoundRow, Problem> {
    let cycle = super::cycles::find_cycle(work, cycle)?;
    if let Some(wrong) = region_problem(work, region)? {
        return Err(Problem::invalid(vec![wrong]));
    }
    if !cycle.state.matches_people() {
        return Err(Problem::conflict(format!("The cycle is {}; it runs no rounds.", cycle.state)));
    }
    let mut row = new_round(work, &cycle, region, objective)?;
    rounds::insert(work.conn, &row)?;
    let job = jobs::enqueue(work, RUN_ROUND, &json!({ "round_id": row.id }))?;
    rounds::set_job(work.conn, row.id, job.id)?;
    row.job_id = Some(job.id);
    work.record(
        Change::new("round.started", row.id).in_region(region).with(json!({ "cycle_id": cycle.id })),
    )?;
    Ok(row)
}

/// What is wrong with the region for which somebody would run a round: the nation is the task force's, a region its own.
///
/// # Errors
/// When the database does not answer.
pub fn region_problem(work: &mut Work<'_>, region: Option<Id>) -> Result<Option<FieldError>, Problem> {
    let wrong = |code, detail: &str| Some(FieldError::new("/region_id", code, detail));
    Ok(match region {
        None if !work.scope.network => {
            wrong("missing", "Only the task force runs a round of the nation: name your region.")
        }
        Some(region)
            if !work.scope.reaches_region(region)
                || !network::region_names(work.conn)?.contains_key(&region) =>
        {
            wrong("unknown", "There is no such region, or none in which you may run rounds.")
        }
        _ => None,
    })
}

/// A round that has not run, with the policy in force. Nothing is written.
///
/// # Errors
/// When the database does not answer.
pub fn new_round(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    region: Option<Id>,
    objective: Option<RoundObjective>,
) -> Result<RoundRow, Problem> {
    let found = policies::in_force(work, Some(cycle.id), region)?;
    let mut policy = found.policy;
    if let Some(objective) = objective {
        policy.objective = objective.into();
    }
    Ok(RoundRow {
        id: work.new_id(),
        cycle_id: cycle.id,
        region_id: region,
        state: RoundState::Running,
        objective: policy.objective.into(),
        policy: serde_json::to_string(&policy).map_err(Problem::internal)?,
        job_id: None,
        mentors: 0,
        mentees: 0,
        matched: 0,
        total_points: 0,
        dual_bound: 0,
        published_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        policy_version_id: found.version_id,
    })
}

/// Everybody in a pool as a member of the round.
#[must_use]
pub fn members_of(round: &RoundRow, pool: &Pool) -> Vec<MemberRow> {
    let seats: HashMap<&str, u32> =
        pool.problem.mentors.iter().map(|mentor| (mentor.id.as_str(), mentor.capacity)).collect();
    let member = |row: &EnrolmentRow, seats: u32| MemberRow {
        round_id: round.id,
        enrolment_id: row.id,
        person_id: row.person_id,
        region_id: row.region_id,
        role: row.role,
        seats: i32::try_from(seats).unwrap_or(i32::MAX),
        enrolment_version: row.version,
    };
    let mentors = pool
        .mentors
        .iter()
        .map(|(person, row)| member(row, seats.get(person.as_str()).copied().unwrap_or(0)));
    mentors.chain(pool.mentees.values().map(|row| member(row, 1))).collect()
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_round(work: &mut Work<'_>, id: Id) -> Result<RoundRow, Problem> {
    rounds::find(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("round"))
}

/// What a round found, proved and explained.
struct Solved {
    outcome: matcher::Outcome,
    /// The best other mentors of each pair as they are stored, in the order of the pairs.
    alternatives: Vec<String>,
}

/// Solves, checks the certificate, and looks up the alternatives. `progress` hears 0 to 1.
fn solve(
    round: &RoundRow,
    pool: &Pool,
    phases: &mut Phases,
    progress: &mut dyn FnMut(f64) -> Result<(), Problem>,
) -> Result<Solved, Problem> {
    let problem = &pool.problem;
    let mut heed = Heed::of(progress);
    let found = matcher::solve(problem, &mut |at| heed.step(at.fraction * 0.7));
    let outcome = found.map_err(|error| match (error, heed.stopped()) {
        (matcher::SolveError::Cancelled, Some(stopped)) => stopped,
        // What is wrong may name people: only how much is told.
        (error, _) => Problem::conflict(format!("The round cannot be matched: {error}.")),
    })?;
    phases.over(Phase::Solve);
    progress(0.7)?;
    let certificate = matcher::verify(problem, &outcome, &outcome.duals)
        .map_err(|violations| refused(violations.first().map_or("unknown", |v| v.code)))?;
    if certificate.gap != 0 {
        return Err(refused("gap"));
    }
    phases.over(Phase::Verify);
    let explainer = matcher::Explainer::new(problem);
    let mut heed = Heed::of(progress);
    let found =
        explainer.others(&outcome).of_pairs(ALTERNATIVES, &mut |done| heed.step(done.mul_add(0.2, 0.75)));
    let ControlFlow::Continue(found) = found else {
        return Err(heed.stopped().unwrap_or_else(|| Problem::internal("nothing stopped the round")));
    };
    let rows = rows_of(round, pool);
    let alternatives = found.into_iter().map(|others| rows.stored(others)).collect::<Result<_, _>>()?;
    phases.over(Phase::Explain);
    Ok(Solved { outcome, alternatives })
}

fn rows_of<'a>(round: &'a RoundRow, pool: &'a Pool) -> Rows<'a> {
    Rows { round, out_of: pool.problem.policy.out_of(), mentors: &pool.mentors, mentees: &pool.mentees }
}

/// An outcome that its own proof does not carry is never shown. Only the code is told, since details
/// could name who excludes whom.
fn refused(code: &str) -> Problem {
    log::error!("a round's certificate does not verify: {code}");
    Problem::conflict("The round's certificate of optimality does not verify; its outcome was thrown away.")
}

/// The job behind `POST /cycles/{id}/rounds`.
///
/// # Errors
/// When the round is gone, was cancelled, or cannot be proved optimal.
pub fn run_round(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Id = serde_json::from_value(run.payload["round_id"].clone()).map_err(Problem::internal)?;
    let mut phases = Phases::start();
    let round = run.read(|work| find_round(work, id))?;
    if round.state != RoundState::Running {
        return Ok(summary(&round, &phases)); // an earlier attempt got this far and was cut off
    }
    let question = run.read(|work| Asked::of(work, &round))?;
    phases.over(Phase::Read);
    let solved = solve(&round, &question.pool, &mut phases, &mut |fraction| {
        #[allow(clippy::cast_possible_truncation)] // 0 to 1000
        run.progress((fraction * 1000.0) as i64, 1000)
    })?;
    let round = run.write(|work| store(work, round, &question, &solved))?;
    phases.over(Phase::Store);
    // Nothing asks any more whether to go on: what is stored is not called cancelled.
    Ok(summary(&round, &phases))
}

/// What the job tells of a round and of its own time.
fn summary(round: &RoundRow, phases: &Phases) -> Value {
    let mut told = phases.told();
    for (name, figure) in [
        ("round_id", json!(round.id)),
        ("mentors", json!(round.mentors)),
        ("mentees", json!(round.mentees)),
        ("matched", json!(round.matched)),
        ("total_points", json!(round.total_points)),
        ("gap", json!(round.dual_bound - round.total_points)),
    ] {
        told.insert(name.to_owned(), figure);
    }
    Value::Object(told)
}

/// What a new round asks the matcher: its pool, without the pairs that earlier rounds vetoed.
struct Asked {
    cycle: CycleRow,
    pool: Pool,
    vetoes: TakenOver,
}

impl Asked {
    fn of(work: &mut Work<'_>, round: &RoundRow) -> Result<Self, Problem> {
        let cycle = super::cycles::find_cycle(work, round.cycle_id)?;
        let mut pool = pool_of(work, round)?;
        let vetoes = TakenOver::of_cycle(work, cycle.id)?;
        vetoes.apply(&mut pool);
        Ok(Self { cycle, pool, vetoes })
    }
}

/// Runs a round in the caller's transaction: for the demo network.
///
/// # Errors
/// As [`run_round`].
pub fn run_round_now(work: &mut Work<'_>, id: Id) -> Result<RoundRow, Problem> {
    let round = find_round(work, id)?;
    let question = Asked::of(work, &round)?;
    let solved = solve(&round, &question.pool, &mut Phases::start(), &mut |_| Ok(()))?;
    store(work, round, &question, &solved)
}

fn store(
    work: &mut Work<'_>,
    round: RoundRow,
    question: &Asked,
    solved: &Solved,
) -> Result<RoundRow, Problem> {
    let Asked { cycle, pool, vetoes } = question;
    // A second attempt at the same round waits here and then finds it done.
    let held = cycles::lock(work, cycle.id)?;
    let now = find_round(work, round.id)?;
    if now.state != RoundState::Running {
        return Ok(now);
    }
    let (outcome, rows) = (&solved.outcome, rows_of(&round, pool));
    let made: Vec<ProposalRow> = outcome
        .pairs
        .iter()
        .zip(&solved.alternatives)
        .map(|(pair, alternatives)| rows.proposal(work, pair, alternatives.clone()))
        .collect::<Result<_, Problem>>()?;
    proposals::delete_of_round(work.conn, round.id)?;
    proposals::insert_all(work.conn, &made)?;
    members::delete_of_round(work.conn, round.id)?;
    members::insert_all(work.conn, &members_of(&round, pool))?;
    vetoes.write(work, round.id, pool)?;
    rounds::insert_unmatched(work.conn, &rows.unmatched(outcome)?)?;
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let total = i64::try_from(outcome.total_points).unwrap_or(i64::MAX);
    let row = RoundRow {
        state: RoundState::Ready,
        mentors: count(pool.free_mentors),
        mentees: count(pool.problem.mentees.len()),
        matched: count(made.len()),
        total_points: total,
        dual_bound: total + outcome.certificate.gap,
        updated_at: work.stamp(),
        version: now.version + 1,
        ..now
    };
    rounds::update(work.conn, &row)?;
    work.record(Change::new("round.finished", row.id).in_region(row.region_id).with(json!({
        "cycle_id": row.cycle_id, "matched": row.matched, "mentees": row.mentees,
        "mentors": row.mentors, "total_points": row.total_points,
    })))?;
    if held.state == CycleState::Closed {
        return discarding::discard_at_birth(work, row);
    }
    Ok(row)
}
