//! Who is nudged about what, and when. Decided anew at each look, so that a nudge whose reason is gone is never sent.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::{Cadence, PairingState};
use crate::platform::db::Id;

crate::text_enum! {
    /// How often somebody wants to be nudged.
    pub enum NudgeFrequency {
        None = "none",
        /// At most one in seven days, over all pairings.
        Weekly = "weekly",
        /// Each as soon as there is a reason.
        All = "all",
    }
}

crate::text_enum! {
    /// Why somebody is written to.
    pub enum NudgeKind {
        /// A planned meeting is near.
        Reminder = "reminder",
        /// The time of a planned meeting is over, and nobody has said whether it took place.
        Unsaid = "unsaid",
        /// No meeting is planned, and none was logged for as long as the agreement allows.
        PlanNext = "plan_next",
        /// The network asks the pair how it goes.
        HowItGoes = "how_it_goes",
    }
}

impl NudgeKind {
    /// Whether it counts towards, and waits for, the one in seven days.
    #[must_use]
    pub const fn is_rationed(self) -> bool {
        matches!(self, Self::Unsaid | Self::PlanNext)
    }
}

/// Whoever just got a calendar entry about a pairing is not nudged about it for so long: they have it before their eyes.
pub const REST_AFTER_CALENDAR: Duration = Duration::hours(1);

/// Between two nudges of somebody who wants one a week.
const WEEK: Duration = Duration::days(7);

/// What a person wants to be written, and when not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    pub nudges: NudgeFrequency,
    pub reminders: bool,
    /// Hours before a meeting.
    pub reminder_hours: i32,
    /// Minutes since midnight where the person is, this one included.
    pub quiet_from: i32,
    /// Minutes since midnight, this one not included. The same as `quiet_from`: there are no quiet hours.
    pub quiet_to: i32,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            nudges: NudgeFrequency::Weekly,
            reminders: true,
            reminder_hours: 24,
            quiet_from: 21 * 60,
            quiet_to: 8 * 60,
        }
    }
}

/// The least minutes of a day that are not quiet: what waits has to come at some time.
pub const LEAST_AWAKE: i32 = 4 * 60;

impl Wishes {
    /// Minutes of a day that are not quiet.
    #[must_use]
    pub const fn minutes_left(&self) -> i32 {
        24 * 60 - (self.quiet_to - self.quiet_from).rem_euclid(24 * 60)
    }

    /// Whether it is a quiet hour in the person's zone.
    #[must_use]
    pub fn is_quiet(&self, now: DateTime<Utc>, zone: Tz) -> bool {
        let local = now.with_timezone(&zone);
        let minute = i32::try_from(local.hour() * 60 + local.minute()).unwrap_or(0);
        if self.quiet_from <= self.quiet_to {
            (self.quiet_from..self.quiet_to).contains(&minute)
        } else {
            minute >= self.quiet_from || minute < self.quiet_to
        }
    }

    /// When the quiet hours end in which it is now; `None` when there are none now.
    #[must_use]
    pub fn quiet_until(&self, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        if !self.is_quiet(now, zone) {
            return None;
        }
        let local = now.with_timezone(&zone).naive_local();
        let end = local.date().and_time(NaiveTime::MIN) + Duration::minutes(i64::from(self.quiet_to));
        let end = if end > local { end } else { end + Duration::days(1) };
        // An hour that the clocks leave out is over when it would have begun.
        let there = zone.from_local_datetime(&end).earliest();
        Some(there.map_or_else(|| now + (end - local), |end| end.with_timezone(&Utc)))
    }
}

/// How near a meeting is for a change of it to be needed at once.
const NEEDED_AT_ONCE: Duration = Duration::hours(24);

/// Whether somebody needs to know of a meeting at once, also in quiet hours: it begins within a day, or is on.
#[must_use]
pub fn is_needed_at_once(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    ends_at > now && starts_at <= now + NEEDED_AT_ONCE
}

/// A meeting that is planned, neither held nor cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub id: Id,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// What one of a pair may be nudged about.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    pub state: PairingState,
    pub ends_on: NaiveDate,
    pub plans: &'a [Plan],
    /// The last day that the two met; before that, the day on which they began, or went on after a pause.
    pub met_or_began: NaiveDate,
    /// Of the agreement that both have signed.
    pub cadence: Option<Cadence>,
    /// The question how it goes that is open to this person.
    pub question: Option<Id>,
}

/// One nudge; two with the same kind and subject are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nudge {
    pub kind: NudgeKind,
    pub subject: String,
    /// The planned meeting it is about.
    pub plan: Option<Plan>,
}

impl Nudge {
    /// A meeting that was moved is another subject.
    fn about(kind: NudgeKind, plan: Plan) -> Self {
        let subject = format!("{} {}", plan.id, plan.starts_at.format("%Y%m%dT%H%M%SZ"));
        Self { kind, subject, plan: Some(plan) }
    }

    const fn of(kind: NudgeKind, subject: String) -> Self {
        Self { kind, subject, plan: None }
    }
}

/// The most days between two meetings.
const fn days_of(cadence: Cadence) -> i64 {
    match cadence {
        Cadence::Weekly => 7,
        Cadence::Fortnightly => 14,
        Cadence::Monthly => 31,
    }
}

/// Everything there is a reason for now, most urgent first, by what the person wants; quiet hours and the week come after.
#[must_use]
pub fn reasons_to_nudge(of: &Situation<'_>, wishes: &Wishes, now: DateTime<Utc>) -> Vec<Nudge> {
    if of.state != PairingState::Active {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(question) = of.question {
        found.push(Nudge::of(NudgeKind::HowItGoes, question.to_string()));
    }
    let ahead = Duration::hours(i64::from(wishes.reminder_hours));
    let near = |plan: &&Plan| plan.starts_at > now && plan.starts_at - ahead <= now;
    if wishes.reminders {
        found.extend(of.plans.iter().filter(near).map(|plan| Nudge::about(NudgeKind::Reminder, *plan)));
    }
    if wishes.nudges == NudgeFrequency::None {
        return found;
    }
    let over = |plan: &&Plan| plan.ends_at <= now;
    found.extend(of.plans.iter().filter(over).map(|plan| Nudge::about(NudgeKind::Unsaid, *plan)));
    found.extend(plan_next(of, now));
    found
}

/// What nobody has said anything about for so many days counts no longer as planned.
const FORGOTTEN: Duration = Duration::days(14);

/// Who has something planned, or still to say, is not asked to plan; nor is a pair whose last day is over.
fn plan_next(of: &Situation<'_>, now: DateTime<Utc>) -> Option<Nudge> {
    let today = now.date_naive();
    let cadence = of.cadence?;
    let is_time = today > of.met_or_began + Duration::days(days_of(cadence));
    let waits = of.plans.iter().any(|plan| plan.ends_at + FORGOTTEN > now);
    (!waits && is_time && today <= of.ends_on)
        .then(|| Nudge::of(NudgeKind::PlanNext, of.met_or_began.to_string()))
}

/// Whether a nudge for which there is a reason goes out now. `last` is when the person got the last rationed one.
#[must_use]
pub fn goes_now(
    kind: NudgeKind,
    wishes: &Wishes,
    zone: Tz,
    last: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> bool {
    let weekly = wishes.nudges == NudgeFrequency::Weekly;
    let waits = kind.is_rationed() && weekly && last.is_some_and(|last| last + WEEK > now);
    !waits && !wishes.is_quiet(now, zone)
}

#[cfg(test)]
mod tests;
