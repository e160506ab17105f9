//! The life of a pairing: which step may follow in which state, and on which days.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::PairingState;
use crate::platform::problem::FieldError;

/// What can be done with a pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairingStep {
    Pause,
    Resume,
    Extend,
    End,
}

#[cfg(test)]
impl PairingStep {
    const ALL: [Self; 4] = [Self::Pause, Self::Resume, Self::Extend, Self::End];
}

/// The state after a step, or the sentence that says why it cannot be taken.
///
/// # Errors
/// When the state forbids the step.
pub const fn next_pairing_state(
    state: PairingState,
    step: PairingStep,
) -> Result<PairingState, &'static str> {
    use PairingState::{Active, Ended, Paused};
    match (state, step) {
        (Ended, _) => Err("The pairing has ended."),
        (Paused, PairingStep::Pause) => Err("The pairing is paused already."),
        (Active, PairingStep::Resume) => Err("The pairing is active; there is nothing to resume."),
        (Active, PairingStep::Pause) => Ok(Paused),
        (Paused, PairingStep::Resume) => Ok(Active),
        (state, PairingStep::Extend) => Ok(state),
        (Active | Paused, PairingStep::End) => Ok(Ended),
    }
}

/// The longest pause, in days.
pub const LONGEST_PAUSE: i64 = 180;
/// The longest pairing, in days from its start.
pub const LONGEST_PAIRING: i64 = 731;

/// A pause ends on a later day, within half a year, while the pairing lasts.
#[must_use]
pub fn pause_problem(until: NaiveDate, today: NaiveDate, ends_on: NaiveDate) -> Option<FieldError> {
    if until <= today {
        return Some(FieldError::new("/until", "past", "A pause ends on a later day."));
    }
    if until > today + Duration::days(LONGEST_PAUSE) {
        let detail = format!("A pause lasts {LONGEST_PAUSE} days at most.");
        return Some(FieldError::new("/until", "too_late", detail));
    }
    (until > ends_on).then(|| {
        FieldError::new("/until", "too_late", format!("The pairing ends on {ends_on}: extend it first."))
    })
}

/// For how many days a suspended pairing says that it is paused; then for as many again.
const SUSPENDED_FOR: i64 = 90;

/// The day that a suspended pairing says it is paused until: one that a pause of any reason could have.
#[must_use]
pub fn suspended_until(today: NaiveDate, ends_on: NaiveDate) -> NaiveDate {
    (today + Duration::days(SUSPENDED_FOR)).min(ends_on).max(today + Duration::days(1))
}

/// A pairing is extended to a later day, and lasts two years at most.
#[must_use]
pub fn extension_problem(new: NaiveDate, old: NaiveDate, started_on: NaiveDate) -> Option<FieldError> {
    if new <= old {
        let detail = format!("It ends on {old} as it is: name a later day.");
        return Some(FieldError::new("/ends_on", "order", detail));
    }
    let last = started_on + Duration::days(LONGEST_PAIRING);
    (new > last).then(|| {
        let detail = format!("A pairing lasts two years at most, this one until {last}.");
        FieldError::new("/ends_on", "too_late", detail)
    })
}

/// How a pairing ends that nobody ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NaturalEnd {
    /// It was to end with its cycle, or before.
    WithCycle,
    /// It was extended beyond its cycle, and its own last day is over.
    OnItsDay,
}

/// The end that a pairing of a closed cycle has come to, if any. Its own last day is over when it is over everywhere: what the
/// two had planned for the evening of that day still takes place, wherever they live.
#[must_use]
pub fn natural_end(ends_on: NaiveDate, cycle_ends_on: NaiveDate, now: DateTime<Utc>) -> Option<NaturalEnd> {
    if ends_on <= cycle_ends_on {
        return Some(NaturalEnd::WithCycle);
    }
    let where_it_is_earliest = (now - Duration::hours(12)).date_naive();
    (ends_on < where_it_is_earliest).then_some(NaturalEnd::OnItsDay)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_step_in_every_state() {
        use PairingState::{Active, Ended, Paused};
        for state in PairingState::ALL {
            for step in PairingStep::ALL {
                let expected = match (state, step) {
                    (Active, PairingStep::Pause) => Some(Paused),
                    (Paused, PairingStep::Resume) => Some(Active),
                    (Active | Paused, PairingStep::Extend) => Some(*state),
                    (Active | Paused, PairingStep::End) => Some(Ended),
                    _ => None,
                };
                assert_eq!(next_pairing_state(*state, step).ok(), expected, "{state} {step:?}");
            }
        }
    }

    #[test]
    fn a_pause_is_ahead_within_half_a_year_and_within_the_pairing() {
        let (today, end) = (day("2027-03-01"), day("2027-12-31"));
        let code = |until: &str| pause_problem(day(until), today, end).map(|e| e.code);
        assert_eq!(code("2027-03-01").as_deref(), Some("past"));
        assert_eq!(code("2027-03-02"), None);
        assert_eq!(code("2027-08-28"), None);
        assert_eq!(code("2027-08-29").as_deref(), Some("too_late"));
        assert_eq!(pause_problem(day("2027-03-11"), today, day("2027-03-10")).unwrap().code, "too_late");
        assert_eq!(pause_problem(day("2027-03-10"), today, day("2027-03-10")), None);
    }

    #[test]
    fn a_pairing_of_a_closed_cycle_ends_with_it_or_when_its_own_last_day_is_over_everywhere() {
        let cycle = day("2027-09-01");
        for (ends_on, now, expected) in [
            ("2027-08-01", "2027-03-01T12:00:00Z", Some(NaturalEnd::WithCycle)),
            ("2027-09-01", "2027-03-01T12:00:00Z", Some(NaturalEnd::WithCycle)),
            ("2027-09-02", "2027-03-01T12:00:00Z", None),
            ("2027-12-01", "2027-12-01T23:59:59Z", None),
            ("2027-12-01", "2027-12-02T11:59:59Z", None),
            ("2027-12-01", "2027-12-02T12:00:00Z", Some(NaturalEnd::OnItsDay)),
            ("2027-12-01", "2028-12-01T12:00:00Z", Some(NaturalEnd::OnItsDay)),
        ] {
            assert_eq!(natural_end(day(ends_on), cycle, now.parse().unwrap()), expected, "{ends_on} {now}");
        }
    }

    #[test]
    fn a_suspension_says_a_day_that_a_pause_may_have() {
        let today = day("2027-03-01");
        for end in ["2027-03-02", "2027-04-01", "2028-03-01"] {
            assert_eq!(pause_problem(suspended_until(today, day(end)), today, day(end)), None, "{end}");
        }
        assert_eq!(
            suspended_until(today, day("2027-02-01")),
            day("2027-03-02"),
            "it is over, and rests still"
        );
    }

    #[test]
    fn an_extension_goes_forward_and_not_beyond_two_years() {
        let (start, end) = (day("2027-03-01"), day("2027-09-01"));
        let code = |new: &str| extension_problem(day(new), end, start).map(|e| e.code);
        assert_eq!(code("2027-09-01").as_deref(), Some("order"));
        assert_eq!(code("2027-09-02"), None);
        assert_eq!(code("2029-03-01"), None);
        assert_eq!(code("2029-03-02").as_deref(), Some("too_late"));
    }
}
