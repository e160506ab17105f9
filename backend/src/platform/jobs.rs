//! Long work: queued in a transaction, leased by one worker at a time, retried, cancellable, and
//! telling how far it is. Runs inside `serve` or in a separate `worker`.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration as Wait, Instant};

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::auth::{Caller, Principal, Scope};
use super::clock::utc;
use super::db::{AnyConnection, Id};
use super::problem::Problem;
use super::record::Change;
use super::reply::Versioned;
use super::state::Platform;
use super::work::Work;
use crate::schema::jobs;

mod worker;

pub use worker::{Handler, Worker};

crate::text_enum! {
    /// Where a job is.
    pub enum JobState {
        Queued = "queued",
        Running = "running",
        Succeeded = "succeeded",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct Job {
    pub id: Id,
    pub kind: String,
    pub state: JobState,
    pub payload: String,
    pub done: i64,
    pub total: i64,
    pub result: Option<String>,
    pub problem: Option<String>,
    pub attempts: i32,
    pub cancel_requested: bool,
    pub created_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// How far a job is.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct JobView {
    pub id: Id,
    #[schema(example = "import_institutions")]
    pub kind: String,
    pub state: JobState,
    /// 0 to 1.
    #[schema(example = 0.5, minimum = 0, maximum = 1)]
    pub progress: f64,
    /// Steps done, of `total` (0: not known yet).
    pub done: i64,
    pub total: i64,
    /// What came of it, once it has succeeded.
    #[schema(value_type = Option<Object>)]
    pub result: Option<Value>,
    /// Why it failed, in one sentence.
    pub problem: Option<String>,
    pub cancel_requested: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

impl Versioned for JobView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<Job> for JobView {
    #[allow(clippy::cast_precision_loss)] // counts are far below 2^52
    fn from(job: Job) -> Self {
        let progress = match job.state {
            JobState::Succeeded => 1.0,
            _ if job.total > 0 => (job.done as f64 / job.total as f64).clamp(0.0, 1.0),
            _ => 0.0,
        };
        Self {
            id: job.id,
            kind: job.kind,
            state: job.state,
            progress,
            done: job.done,
            total: job.total,
            result: job.result.and_then(|text| serde_json::from_str(&text).ok()),
            problem: job.problem,
            cancel_requested: job.cancel_requested,
            created_at: utc(job.created_at),
            updated_at: utc(job.updated_at),
            version: job.version,
        }
    }
}

/// Queues a job in the caller's transaction.
///
/// # Errors
/// When the database refuses.
pub fn enqueue(work: &mut Work<'_>, kind: &str, payload: &Value) -> Result<JobView, Problem> {
    enqueue_at(work, kind, payload, work.stamp())
}

/// Queues a job that is not begun before `run_after` (UTC).
///
/// # Errors
/// When the database refuses.
pub fn enqueue_at(
    work: &mut Work<'_>,
    kind: &str,
    payload: &Value,
    run_after: NaiveDateTime,
) -> Result<JobView, Problem> {
    let id = work.new_id();
    let now = work.stamp();
    diesel::insert_into(jobs::table)
        .values((
            jobs::id.eq(id),
            jobs::kind.eq(kind),
            jobs::state.eq(JobState::Queued),
            jobs::payload.eq(payload.to_string()),
            jobs::done.eq(0_i64),
            jobs::total.eq(0_i64),
            jobs::attempts.eq(0),
            jobs::run_after.eq(run_after),
            jobs::cancel_requested.eq(false),
            jobs::created_by.eq(work.caller.person()),
            jobs::created_at.eq(now),
            jobs::updated_at.eq(now),
            jobs::version.eq(1_i64),
        ))
        .execute(work.conn)?;
    find(work, id)
}

/// A job that the caller may see: its own, or any for those whose scope is the network.
///
/// # Errors
/// 404 outside that.
pub fn find(work: &mut Work<'_>, id: Id) -> Result<JobView, Problem> {
    let job: Option<Job> =
        jobs::table.filter(jobs::id.eq(id)).select(Job::as_select()).first(work.conn).optional()?;
    job.filter(|job| {
        work.scope.network || (job.created_by.is_some() && job.created_by == work.caller.person())
    })
    .map(JobView::from)
    .ok_or_else(|| Problem::not_found("job"))
}

/// Where several jobs are, for the views of what they work on.
///
/// # Errors
/// When the database does not answer.
pub fn states(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, JobState>> {
    let rows: Vec<(Id, JobState)> =
        jobs::table.filter(jobs::id.eq_any(ids.to_vec())).select((jobs::id, jobs::state)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Asks a job to stop. A queued one is cancelled at once, a running one at its next step.
///
/// # Errors
/// 404 outside the scope, 409 when it has ended.
pub fn cancel(work: &mut Work<'_>, id: Id) -> Result<JobView, Problem> {
    let job = find(work, id)?;
    let state = match job.state {
        JobState::Queued => JobState::Cancelled,
        JobState::Running => JobState::Running,
        ended => return Err(Problem::conflict(format!("The job has ended: it is {ended}."))),
    };
    diesel::update(jobs::table.filter(jobs::id.eq(id)))
        .set((
            jobs::cancel_requested.eq(true),
            jobs::state.eq(state),
            jobs::updated_at.eq(work.stamp()),
            jobs::version.eq(jobs::version + 1),
        ))
        .execute(work.conn)?;
    work.record(Change::new("job.cancelled", id))?;
    find(work, id)
}

/// A job while it runs.
pub struct JobRun<'a> {
    pub platform: &'a Platform,
    pub id: Id,
    pub payload: Value,
    created_by: Option<Id>,
    reported: Mutex<Instant>,
}

const LEASE: Duration = Duration::seconds(60);
const MOST_ATTEMPTS: i32 = 5;

impl JobRun<'_> {
    /// One transaction in the job's name. Its scope is the network: whoever queued it was checked then.
    ///
    /// # Errors
    /// What `act` answers.
    pub fn write<T>(&self, act: impl FnOnce(&mut Work<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
        let (caller, scope, request) = self.identity();
        self.platform.db.write(|conn| act(&mut Work::new(self.platform, conn, &caller, &scope, &request)))
    }

    /// # Errors
    /// What `act` answers.
    pub fn read<T>(&self, act: impl FnOnce(&mut Work<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
        let (caller, scope, request) = self.identity();
        self.platform.db.read(|conn| act(&mut Work::new(self.platform, conn, &caller, &scope, &request)))
    }

    fn identity(&self) -> (Caller, Scope, String) {
        (
            Caller::without_grants(Principal::Worker),
            Scope { own: self.created_by, ..Scope::everything() },
            format!("job-{}", self.id),
        )
    }

    /// Tells how far the job is (at most four times a second), renews the lease, and answers
    /// whether it should go on.
    ///
    /// # Errors
    /// 409 when somebody asked it to stop.
    pub fn progress(&self, done: i64, total: i64) -> Result<(), Problem> {
        {
            let mut last = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
            if done < total && last.elapsed() < Wait::from_millis(250) {
                return Ok(());
            }
            *last = Instant::now();
        }
        let now = self.platform.clock.now();
        let stop: bool = self.platform.db.write(|conn| {
            diesel::update(jobs::table.filter(jobs::id.eq(self.id)))
                .set((
                    jobs::done.eq(done),
                    jobs::total.eq(total),
                    jobs::leased_until.eq(Some((now + LEASE).naive_utc())),
                    jobs::updated_at.eq(now.naive_utc()),
                    jobs::version.eq(jobs::version + 1),
                ))
                .execute(conn)?;
            Ok(jobs::table.filter(jobs::id.eq(self.id)).select(jobs::cancel_requested).first(conn)?)
        })?;
        if stop { Err(Problem::conflict("cancelled")) } else { Ok(()) }
    }
}
