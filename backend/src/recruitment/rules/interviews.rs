//! Rules of interviews: which state may follow which, and until when an applicant may choose, move or cancel a time.

use chrono::{Duration, NaiveDateTime};

crate::text_enum! {
    /// Where an interview is.
    pub enum InterviewState {
        /// The applicant is asked to choose a time.
        Invited = "invited",
        /// A time is agreed.
        Booked = "booked",
        /// It took place.
        Held = "held",
        /// The time came and the applicant did not.
        Missed = "missed",
        /// Called off, by the applicant or by the task force.
        Cancelled = "cancelled",
    }
}

crate::text_enum! {
    /// How far an application is with its interview, as the board of an opening shows it.
    pub enum InterviewStage {
        /// The applicant is asked to choose a time.
        Invited = "invited",
        /// A time is agreed.
        Booked = "booked",
        /// It took place, and somebody on the panel has not scored it yet.
        Held = "held",
        /// It took place, and the whole panel has scored it.
        Scored = "scored",
        /// The time came and the applicant did not.
        Missed = "missed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

crate::text_enum! {
    /// Who called an interview off.
    pub enum CancelledBy {
        Applicant = "applicant",
        TaskForce = "task_force",
    }
}

crate::text_enum! {
    /// What became of an interview whose time has come.
    pub enum InterviewOutcome {
        Held = "held",
        Missed = "missed",
    }
}

impl InterviewState {
    /// Which state may follow which.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use InterviewState::{Booked, Cancelled, Held, Invited, Missed};
        matches!(
            (self, next),
            // The link is mailed again, or another chance is given.
            (Invited | Cancelled | Missed, Invited)
                | (Invited, Booked | Cancelled)
                // Another time.
                | (Booked, Booked | Held | Missed | Cancelled)
                // It was recorded wrongly.
                | (Missed, Held)
        )
    }
}

impl InterviewState {
    /// What the board shows, when `scored` of the `panel` have given their scores.
    #[must_use]
    pub const fn stage(self, panel: usize, scored: usize) -> InterviewStage {
        match self {
            Self::Invited => InterviewStage::Invited,
            Self::Booked => InterviewStage::Booked,
            Self::Held if panel > 0 && scored >= panel => InterviewStage::Scored,
            Self::Held => InterviewStage::Held,
            Self::Missed => InterviewStage::Missed,
            Self::Cancelled => InterviewStage::Cancelled,
        }
    }
}

impl InterviewOutcome {
    #[must_use]
    pub const fn state(self) -> InterviewState {
        match self {
            Self::Held => InterviewState::Held,
            Self::Missed => InterviewState::Missed,
        }
    }
}

/// Unless an opening says otherwise: a slot is offered to applicants until so many hours before it begins, since the panel
/// must learn of it in time.
pub const BOOK_UNTIL_HOURS: i32 = 4;
/// Unless an opening says otherwise: an applicant moves or cancels a time until so many hours before it begins.
pub const CHANGE_UNTIL_HOURS: i32 = 24;
/// What an opening may say at most: two weeks.
pub const MOST_HOURS_BEFORE: i32 = 336;
/// Most slots of one opening.
pub const MOST_SLOTS: i64 = 500;

/// Whether an applicant can still choose a slot that starts at `starts_at`.
#[must_use]
pub fn is_offered(starts_at: NaiveDateTime, until_hours: i32, now: NaiveDateTime) -> bool {
    starts_at - Duration::hours(until_hours.into()) >= now
}

/// The last moment at which an applicant may move or cancel an interview.
#[must_use]
pub fn change_until(starts_at: NaiveDateTime, until_hours: i32) -> NaiveDateTime {
    starts_at - Duration::hours(until_hours.into())
}

/// When to remind of an interview booked at `booked_at`: a day before. `None` when that is over or as good as over, so
/// that the confirmation is reminder enough.
#[must_use]
pub fn remind_at(starts_at: NaiveDateTime, booked_at: NaiveDateTime) -> Option<NaiveDateTime> {
    let day_before = starts_at - Duration::hours(24);
    (day_before >= booked_at + Duration::hours(2)).then_some(day_before)
}

/// Whether two spans of time have a moment in common; one that ends when the other begins has none.
#[must_use]
pub fn overlap(a: (NaiveDateTime, NaiveDateTime), b: (NaiveDateTime, NaiveDateTime)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of states, written out: a new state fails here until somebody decides.
    #[test]
    fn an_interview_is_booked_before_it_is_held() {
        use InterviewState::{Booked, Cancelled, Held, Invited, Missed};
        let allowed = [
            (Invited, Invited),
            (Invited, Booked),
            (Invited, Cancelled),
            (Booked, Booked),
            (Booked, Held),
            (Booked, Missed),
            (Booked, Cancelled),
            (Cancelled, Invited),
            (Missed, Invited),
            (Missed, Held),
        ];
        for from in InterviewState::ALL {
            for to in InterviewState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    /// Every state, with a panel that has not, partly and wholly scored.
    #[test]
    fn an_interview_is_scored_when_the_whole_panel_has_scored() {
        for state in InterviewState::ALL {
            for (panel, scored) in [(2, 0), (2, 1), (2, 2), (0, 0)] {
                let whole = *state == InterviewState::Held && (panel, scored) == (2, 2);
                let expected = if whole { "scored" } else { state.as_str() };
                assert_eq!(state.stage(panel, scored).as_str(), expected, "{state} {scored} of {panel}");
            }
        }
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_moments_belong_to_the_applicant() {
        let start = at("2027-03-09T15:00:00");
        assert!(is_offered(start, 4, at("2027-03-09T11:00:00")));
        assert!(!is_offered(start, 4, at("2027-03-09T11:00:01")));
        assert!(is_offered(start, 0, start), "to the last moment where an opening says so");
        assert_eq!(change_until(start, 24), at("2027-03-08T15:00:00"));
        assert_eq!(change_until(start, 1), at("2027-03-09T14:00:00"));
    }

    #[test]
    fn a_reminder_comes_a_day_before_unless_the_time_was_just_chosen() {
        let start = at("2027-03-09T15:00:00");
        assert_eq!(remind_at(start, at("2027-03-01T12:00:00")), Some(at("2027-03-08T15:00:00")));
        assert_eq!(remind_at(start, at("2027-03-08T13:00:00")), Some(at("2027-03-08T15:00:00")));
        assert_eq!(remind_at(start, at("2027-03-08T13:00:01")), None);
        assert_eq!(remind_at(start, at("2027-03-09T10:00:00")), None);
    }

    #[test]
    fn what_only_touches_does_not_overlap() {
        let span =
            |from: &str, to: &str| (at(&format!("2027-03-09T{from}:00")), at(&format!("2027-03-09T{to}:00")));
        assert!(overlap(span("10:00", "11:00"), span("10:59", "12:00")));
        assert!(overlap(span("10:00", "12:00"), span("10:30", "11:00")));
        assert!(!overlap(span("10:00", "11:00"), span("11:00", "12:00")));
        assert!(!overlap(span("11:00", "12:00"), span("10:00", "11:00")));
    }
}
