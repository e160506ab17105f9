//! What a person wants to be nudged about, and when not.

use crate::identity;
use crate::mentorships::queries::{self, PreferencesRow};
use crate::mentorships::rules::{LEAST_AWAKE, Wishes};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The caller's preferences, and the zone of their quiet hours. The usual ones with the version 0 until they say something.
///
/// # Errors
/// When the database does not answer.
pub fn own_preferences(work: &mut Work<'_>) -> Result<(PreferencesRow, String), Problem> {
    let me = work.caller.require_person()?;
    let row = queries::preferences(work.conn, me)?;
    let zone = identity::contacts(work.conn, &[me])?.remove(&me).map(|contact| contact.time_zone);
    let zone = zone.filter(|zone| zone.parse::<chrono_tz::Tz>().is_ok()).unwrap_or_else(|| "UTC".to_owned());
    Ok((row.unwrap_or_else(|| PreferencesRow::usual(me, work.stamp())), zone))
}

/// # Errors
/// 412 when they moved on; 422 when hardly an hour is left that is not quiet.
pub fn change_preferences(
    work: &mut Work<'_>,
    wishes: Wishes,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<(PreferencesRow, String), Problem> {
    let me = work.caller.require_person()?;
    if wishes.minutes_left() < LEAST_AWAKE {
        let detail = format!("Leave {} hours of the day at least, for what waits.", LEAST_AWAKE / 60);
        return Err(Problem::field("/quiet_to", "too_long", detail));
    }
    let before = queries::hold_preferences(work, me)?;
    expected(before.version)?;
    let row = PreferencesRow::of(me, wishes, work.stamp(), before.version + 1);
    queries::update_preferences(work.conn, &row)?;
    work.record(Change::new("notification_preferences.changed", me))?;
    own_preferences(work)
}
