//! What is written to somebody in their quiet hours waits in the outbox until these are over; what has become untrue by then
//! is taken back.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use crate::mentorships::queries;
use crate::mentorships::rules::Wishes;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// When a letter to somebody may go out. Whoever causes it is awake, and it answers what they just did.
///
/// # Errors
/// When the database does not answer.
pub fn goes_from(work: &mut Work<'_>, person: Id, time_zone: &str) -> Result<NaiveDateTime, Problem> {
    let wishes = queries::wishes_of(work.conn, &[person])?.remove(&person);
    Ok(goes_from_by(work, person, time_zone, wishes))
}

/// The same for somebody whose wishes are known; `None` is the usual.
#[must_use]
pub fn goes_from_by(work: &Work<'_>, person: Id, time_zone: &str, wishes: Option<Wishes>) -> NaiveDateTime {
    if work.caller.person() == Some(person) {
        return work.stamp();
    }
    let zone = time_zone.parse::<Tz>().unwrap_or(Tz::UTC);
    let quiet = wishes.unwrap_or_default().quiet_until(work.now, zone);
    quiet.map_or_else(|| work.stamp(), |end| end.naive_utc())
}
