//! Takes jobs one at a time, and between them sends mail and numbers events.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration as Wait, Instant};

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde_json::Value;

use super::recurring::{self, Recurring};
use super::{Job, JobRun, JobState, LEASE, MOST_ATTEMPTS};
use crate::platform::mail;
use crate::platform::problem::{Kind, Problem};
use crate::platform::record;
use crate::platform::state::Platform;
use crate::schema::jobs;

/// Does the work of one kind of job; its answer is the job's `result`.
pub type Handler = fn(&JobRun<'_>) -> Result<Value, Problem>;

/// Runs jobs, sends mail and numbers events until it is stopped.
pub struct Worker {
    pub platform: Arc<Platform>,
    pub handlers: HashMap<&'static str, Handler>,
    /// What is queued again and again.
    pub recurring: &'static [Recurring],
}

impl Worker {
    /// Runs on this thread until `stop` is set.
    pub fn run(&self, stop: &AtomicBool) {
        let mut looked: Option<Instant> = None;
        while !stop.load(Ordering::Relaxed) {
            if looked.is_none_or(|at| at.elapsed() >= Wait::from_secs(1)) {
                looked = Some(Instant::now());
                if let Err(problem) = recurring::queue_due(&self.platform, self.recurring) {
                    log::error!("recurring work will be queued later: {problem} {:?}", problem.cause);
                }
            }
            match self.turn() {
                Ok(true) => {}
                Ok(false) => thread::sleep(Wait::from_millis(200)),
                Err(problem) => {
                    log::error!("the worker will try again: {problem} {:?}", problem.cause);
                    thread::sleep(Wait::from_secs(2));
                }
            }
        }
    }

    /// One round of work; whether there was any.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn turn(&self) -> Result<bool, Problem> {
        let numbered = record::number_events(&self.platform)?;
        let mailed = mail::send_due(&self.platform)?;
        let ran = match lease_next(&self.platform)? {
            None => false,
            Some(job) => {
                self.run_one(job)?;
                true
            }
        };
        Ok(numbered + mailed > 0 || ran)
    }

    fn run_one(&self, job: Job) -> Result<(), Problem> {
        let run = JobRun {
            platform: &self.platform,
            id: job.id,
            payload: serde_json::from_str(&job.payload).unwrap_or(Value::Null),
            created_by: job.created_by,
            reported: Mutex::new(Instant::now()),
        };
        let outcome = match self.handlers.get(job.kind.as_str()) {
            None => Err(Problem::new(Kind::Invalid, format!("No worker knows jobs of kind '{}'.", job.kind))),
            Some(handler) => std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| handler(&run)))
                .unwrap_or_else(|_| Err(Problem::internal("the job panicked"))),
        };
        finish(&self.platform, &job, outcome)
    }
}

fn lease_next(platform: &Platform) -> Result<Option<Job>, Problem> {
    let now = platform.clock.now().naive_utc();
    let open = |conn: &mut _| -> Result<Option<Job>, Problem> {
        Ok(jobs::table
            .filter(
                jobs::state
                    .eq(JobState::Queued)
                    .and(jobs::run_after.le(now))
                    .or(jobs::state.eq(JobState::Running).and(jobs::leased_until.lt(Some(now)))),
            )
            .order(jobs::id)
            .select(Job::as_select())
            .first(conn)
            .optional()?)
    };
    let Some(job) = platform.db.read(open)? else { return Ok(None) };
    // Whoever moves the version has the lease; the other sees no row and takes its next turn.
    let mine = platform.db.write(|conn| {
        Ok(diesel::update(jobs::table.filter(jobs::id.eq(job.id).and(jobs::version.eq(job.version))))
            .set((
                jobs::state.eq(JobState::Running),
                jobs::attempts.eq(jobs::attempts + 1),
                jobs::leased_until.eq(Some(now + LEASE)),
                jobs::updated_at.eq(now),
                jobs::version.eq(jobs::version + 1),
            ))
            .execute(conn)?)
    })?;
    Ok((mine == 1).then_some(Job { attempts: job.attempts + 1, ..job }))
}

fn finish(platform: &Platform, job: &Job, outcome: Result<Value, Problem>) -> Result<(), Problem> {
    let now = platform.clock.now().naive_utc();
    let cancelled: bool = platform.db.read(|conn| {
        Ok(jobs::table.filter(jobs::id.eq(job.id)).select(jobs::cancel_requested).first(conn)?)
    })?;
    let (state, result, problem) = match outcome {
        Ok(result) => (JobState::Succeeded, Some(result.to_string()), None),
        Err(_) if cancelled => (JobState::Cancelled, None, None),
        Err(problem) => {
            let passing = matches!(problem.kind, Kind::Internal | Kind::Unavailable);
            log::warn!("job {} ({}): {problem} {:?}", job.id, job.kind, problem.cause);
            let again = passing && job.attempts < MOST_ATTEMPTS;
            (if again { JobState::Queued } else { JobState::Failed }, None, Some(problem.detail))
        }
    };
    platform.db.write(|conn| {
        diesel::update(jobs::table.filter(jobs::id.eq(job.id)))
            .set((
                jobs::state.eq(state),
                jobs::result.eq(&result),
                jobs::problem.eq(&problem),
                jobs::leased_until.eq(None::<NaiveDateTime>),
                jobs::run_after.eq(now + Duration::seconds(5 << job.attempts.clamp(0, 8))),
                jobs::updated_at.eq(now),
                jobs::version.eq(jobs::version + 1),
            ))
            .execute(conn)?;
        Ok(())
    })
}
