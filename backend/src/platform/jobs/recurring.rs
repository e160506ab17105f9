//! Work that comes again by itself: each kind is queued as an ordinary job when its time has come, by one of all the
//! workers that look.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::auth::{Caller, Principal, Scope};
use crate::platform::problem::Problem;
use crate::platform::state::Platform;
use crate::platform::work::Work;
use crate::schema::settings;

/// A kind of job and how long it waits between two runs.
#[derive(Debug, Clone, Copy)]
pub struct Recurring {
    pub kind: &'static str,
    pub every: TimeDelta,
}

/// When a kind was queued last is kept among the settings.
fn setting_of(kind: &str) -> String {
    format!("recurring.{kind}")
}

/// Queues what is due. A kind that was never seen waits for one period first, so that starting a network many times
/// starts nothing many times.
///
/// # Errors
/// When the database does not answer.
pub fn queue_due(platform: &Platform, kinds: &[Recurring]) -> Result<(), Problem> {
    let now = platform.clock.now();
    let names: Vec<String> = kinds.iter().map(|each| setting_of(each.kind)).collect();
    let known: Vec<(String, String)> = platform.db.read(|conn| {
        Ok(settings::table
            .filter(settings::name.eq_any(&names))
            .select((settings::name, settings::value))
            .load(conn)?)
    })?;
    for each in kinds {
        let name = setting_of(each.kind);
        let last = known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        match last {
            None => note_first(platform, &name, now)?,
            Some(last) if is_due(last, each.every, now) => queue(platform, each.kind, &name, last, now)?,
            Some(_) => {}
        }
    }
    Ok(())
}

/// What cannot be read as a moment is due: it is then written anew.
fn is_due(last: &str, every: TimeDelta, now: DateTime<Utc>) -> bool {
    last.parse::<DateTime<Utc>>().map_or(true, |last| last + every <= now)
}

fn note_first(platform: &Platform, name: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    platform.db.write(|conn| {
        on_backend!(conn, |c| diesel::insert_into(settings::table)
            .values((settings::name.eq(name), settings::value.eq(now.to_rfc3339())))
            .on_conflict_do_nothing()
            .execute(c)?);
        Ok(())
    })
}

/// Whoever moves the moment on queues the job; the others see no row.
fn queue(platform: &Platform, kind: &str, name: &str, last: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    let caller = Caller::without_grants(Principal::Worker);
    let scope = Scope::everything();
    platform.db.write(|conn| {
        let mine =
            diesel::update(settings::table.filter(settings::name.eq(name).and(settings::value.eq(last))))
                .set(settings::value.eq(now.to_rfc3339()))
                .execute(conn)?;
        if mine == 1 {
            let mut work = Work::new(platform, conn, &caller, &scope, "recurring");
            super::enqueue(&mut work, kind, &serde_json::json!({}))?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_due_when_its_period_is_over_or_nobody_can_tell() {
        let now: DateTime<Utc> = "2027-03-02T12:00:00Z".parse().unwrap();
        let day = TimeDelta::hours(24);
        assert!(is_due("2027-03-01T12:00:00+00:00", day, now));
        assert!(!is_due("2027-03-01T12:00:01+00:00", day, now));
        assert!(is_due("yesterday", day, now));
    }
}
