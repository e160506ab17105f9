//! Openings: which state may follow which, and which days fit.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::criteria::{Criterion, criteria_problems};
use super::end_of_day_everywhere;
use crate::platform::problem::FieldError;

crate::text_enum! {
    /// Where an opening is.
    pub enum OpeningState {
        /// Being written; only the task force sees it.
        Draft = "draft",
        /// On the public page; takes applications until its closing day.
        Published = "published",
        /// Takes no applications any more.
        Closed = "closed",
        /// Every seat has somebody who accepted it.
        Filled = "filled",
    }
}

impl OpeningState {
    /// Which state may follow which.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use OpeningState::{Closed, Draft, Filled, Published};
        matches!(
            (self, next),
            (Draft | Published, Closed) | (Draft, Published) | (Published | Closed, Filled)
        )
    }

    /// Whether all that are left can be declined in one step: nobody can apply any more.
    #[must_use]
    pub const fn declines_remaining(self) -> bool {
        matches!(self, Self::Closed | Self::Filled)
    }
}

/// Everything that is wrong with the dates and criteria of an opening.
#[must_use]
pub fn opening_problems(
    term_starts_on: NaiveDate,
    term_ends_on: NaiveDate,
    closes_on: NaiveDate,
    criteria: &[Criterion],
) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    for (pointer, day) in
        [("/term_starts_on", term_starts_on), ("/term_ends_on", term_ends_on), ("/closes_on", closes_on)]
    {
        if !(2000..=2199).contains(&day.year()) {
            wrong.push(FieldError::new(pointer, "range", "Use a year from 2000 to 2199."));
        }
    }
    if term_starts_on >= term_ends_on {
        wrong.push(FieldError::new("/term_ends_on", "order", "A term ends after it starts."));
    }
    if closes_on >= term_ends_on {
        wrong.push(FieldError::new("/closes_on", "order", "An opening closes before its term ends."));
    }
    wrong.extend(criteria_problems(criteria));
    wrong
}

/// What is wrong with another closing day of a published opening: people have planned by the present one, so it moves
/// to a later day only, and to none that has ended everywhere. The present day is no move.
#[must_use]
pub fn extension_problem(present: NaiveDate, wanted: NaiveDate, now: NaiveDateTime) -> Option<FieldError> {
    if wanted < present {
        return Some(FieldError::new(
            "/closes_on",
            "earlier",
            format!("The closing day is public: it moves to a day after {present}, not before it."),
        ));
    }
    if wanted > present && end_of_day_everywhere(wanted) <= now {
        return Some(FieldError::new("/closes_on", "past", "This day is over: choose today or a later day."));
    }
    None
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::super::criteria::default_criteria;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// Every pair of states, written out: a new state fails here until somebody decides.
    #[test]
    fn an_opening_moves_only_forward() {
        use OpeningState::{Closed, Draft, Filled, Published};
        let allowed =
            [(Draft, Published), (Draft, Closed), (Published, Closed), (Published, Filled), (Closed, Filled)];
        for from in OpeningState::ALL {
            for to in OpeningState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    #[test]
    fn the_remaining_are_declined_when_nobody_can_apply_any_more() {
        use OpeningState::{Closed, Filled};
        for state in OpeningState::ALL {
            assert_eq!(state.declines_remaining(), [Closed, Filled].contains(state), "{state}");
        }
    }

    #[test]
    fn a_closing_day_that_is_public_moves_to_a_later_day_only() {
        let code = |wanted: &str, now: &str| {
            let now = day(now).and_time(NaiveTime::MIN);
            extension_problem(day("2027-05-15"), day(wanted), now).map(|wrong| wrong.code)
        };
        assert_eq!(code("2027-05-14", "2027-03-01").as_deref(), Some("earlier"));
        assert_eq!(code("2027-05-15", "2027-03-01"), None);
        assert_eq!(code("2027-05-16", "2027-03-01"), None);
        assert_eq!(code("2027-05-15", "2027-08-01"), None, "it is not moved");
        assert_eq!(code("2027-07-30", "2027-08-01").as_deref(), Some("past"));
        assert_eq!(code("2027-07-31", "2027-08-01"), None, "somewhere it is still the day before");
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let mut criteria = default_criteria();
        criteria[1].code = "Experience!".into();
        criteria[2].code = "experience".into();
        let wrong = opening_problems(day("2028-07-01"), day("2027-07-01"), day("2227-07-01"), &criteria);
        let pointers: Vec<_> = wrong.iter().map(|e| (e.pointer.as_str(), e.code.as_str())).collect();
        assert_eq!(
            pointers,
            [
                ("/closes_on", "range"),
                ("/term_ends_on", "order"),
                ("/closes_on", "order"),
                ("/criteria/1/code", "code"),
                ("/criteria/2/code", "duplicate"),
            ]
        );
    }
}
