//! Meetings that are planned: when they may be.

use chrono::{DateTime, Duration, Utc};

use super::MeetingChannel;
use crate::platform::problem::FieldError;

crate::text_enum! {
    /// Where a planned meeting is.
    pub enum PlannedMeetingState {
        Planned = "planned",
        /// It took place, and is a logged meeting now.
        Held = "held",
        Cancelled = "cancelled",
    }
}

/// The longest meeting that can be planned, minutes.
pub const LONGEST_PLANNED: i64 = 480;

/// From when until when somebody is taken.
pub type Span = (DateTime<Utc>, DateTime<Utc>);

/// What is wrong with a time, beside the other meetings of whoever plans.
#[must_use]
pub fn planning_problem(span: Span, others: &[Span], now: DateTime<Utc>) -> Option<FieldError> {
    let wrong = |code, detail: &str| Some(FieldError::new("/starts_at", code, detail));
    let (starts, ends) = span;
    if starts <= now {
        return wrong("past", "This time is over: plan a meeting in the future.");
    }
    if starts > now + Duration::days(366) {
        return wrong("too_late", "A meeting is planned a year ahead at most.");
    }
    // One that ends when the other begins does not overlap with it.
    if others.iter().any(|(other_starts, other_ends)| starts < *other_ends && *other_starts < ends) {
        return wrong("overlap", "You have another planned meeting at this time.");
    }
    None
}

/// How two most likely meet, by what they have planned.
#[must_use]
pub const fn likely_channel(has_link: bool, has_place: bool) -> MeetingChannel {
    match (has_link, has_place) {
        (true, _) => MeetingChannel::Video,
        (false, true) => MeetingChannel::InPerson,
        (false, false) => MeetingChannel::Phone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("2027-03-{text}:00Z").parse().unwrap()
    }

    fn code(from: &str, to: &str) -> Option<String> {
        let taken = [(at("10T10:00"), at("10T11:00"))];
        planning_problem((at(from), at(to)), &taken, at("01T12:00")).map(|wrong| wrong.code.to_string())
    }

    #[test]
    fn a_time_is_in_the_future_and_free() {
        for (from, to, expected) in [
            ("01T12:00", "01T13:00", Some("past")),
            ("01T12:01", "01T13:00", None),
            ("10T09:00", "10T10:00", None),
            ("10T09:00", "10T10:01", Some("overlap")),
            ("10T10:15", "10T10:30", Some("overlap")),
            ("10T10:59", "10T12:00", Some("overlap")),
            ("10T11:00", "10T12:00", None),
            ("10T09:00", "10T12:00", Some("overlap")),
        ] {
            assert_eq!(code(from, to).as_deref(), expected, "{from} to {to}");
        }
        let far = at("01T12:00") + Duration::days(367);
        assert!(planning_problem((far, far), &[], at("01T12:00")).is_some_and(|w| w.code == "too_late"));
    }
}
