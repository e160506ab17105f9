//! Rules of agreements and meetings: what is signed, which days make sense.

use chrono::{Duration, NaiveDate};
use sha2::{Digest, Sha256};

use super::{AgreementState, Cadence};
use crate::platform::problem::FieldError;

/// How many have signed makes the state.
#[must_use]
pub const fn agreement_state(mentor_signed: bool, mentee_signed: bool) -> AgreementState {
    if mentor_signed && mentee_signed { AgreementState::Signed } else { AgreementState::Draft }
}

/// A meeting was on a day of the pairing, and not in the future. `today` is the day where whoever logs it is; the pairing
/// began on a day of UTC, which may be the day after.
#[must_use]
pub fn meeting_problems(
    held_on: NaiveDate,
    started_on: NaiveDate,
    last_day: NaiveDate,
    today: NaiveDate,
) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    if held_on < started_on - Duration::days(1) {
        let detail = format!("The pairing began on {started_on}.");
        wrong.push(FieldError::new("/held_on", "too_early", detail));
    }
    if held_on > today {
        wrong.push(FieldError::new("/held_on", "future", "The meeting has not been held yet."));
    } else if held_on > last_day {
        let detail = format!("The last day of the pairing is {last_day}.");
        wrong.push(FieldError::new("/held_on", "after_end", detail));
    }
    wrong
}

/// An agreement ends after the pairing began, on a day that is not over, and within two years.
#[must_use]
pub fn agreement_problems(ends_on: NaiveDate, started_on: NaiveDate, today: NaiveDate) -> Vec<FieldError> {
    if ends_on > started_on && ends_on < today {
        return vec![FieldError::new(
            "/ends_on",
            "past",
            "This day is over: an agreement ends on a later one.",
        )];
    }
    if ends_on <= started_on {
        let detail = format!("It has to end after the pairing began, on {started_on}.");
        return vec![FieldError::new("/ends_on", "order", detail)];
    }
    if ends_on > started_on + Duration::days(731) {
        return vec![FieldError::new("/ends_on", "too_late", "An agreement is for two years at most.")];
    }
    Vec::new()
}

/// The last day on which a new pairing meets: the cycle's, but never a day that is over.
#[must_use]
pub fn pairing_end(cycle_ends_on: NaiveDate, today: NaiveDate) -> NaiveDate {
    if cycle_ends_on > today { cycle_ends_on } else { today + Duration::days(180) }
}

/// What is signed, as 64 hexadecimal digits: the same words give the same digest, and nobody signs
/// words that changed behind their back.
#[must_use]
pub fn terms_digest(goals: &[String], cadence: Cadence, confidentiality: &str, ends_on: NaiveDate) -> String {
    let terms = serde_json::json!([goals, cadence, confidentiality, ends_on]).to_string();
    Sha256::digest(terms.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn one_signature_is_a_draft() {
        assert_eq!(agreement_state(false, false), AgreementState::Draft);
        assert_eq!(agreement_state(true, false), AgreementState::Draft);
        assert_eq!(agreement_state(false, true), AgreementState::Draft);
        assert_eq!(agreement_state(true, true), AgreementState::Signed);
    }

    #[test]
    fn a_meeting_lies_within_the_pairing_and_not_ahead() {
        let (start, end, today) = (day("2026-03-01"), day("2026-05-01"), day("2026-04-01"));
        let problems = |on: &str, end, today| -> Vec<String> {
            let found = meeting_problems(day(on), start, end, today);
            found.into_iter().map(|wrong| wrong.code.to_string()).collect()
        };
        assert!(problems("2026-03-15", end, today).is_empty());
        assert!(problems("2026-04-01", end, today).is_empty());
        assert_eq!(problems("2026-04-02", end, today), ["future"]);
        assert!(problems("2026-02-28", end, today).is_empty(), "it was the day before where they are");
        assert_eq!(problems("2026-02-27", end, today), ["too_early"]);
        assert!(problems("2026-05-01", end, day("2026-06-01")).is_empty());
        assert_eq!(problems("2026-05-02", end, day("2026-06-01")), ["after_end"]);
    }

    #[test]
    fn an_agreement_ends_after_the_start_and_within_two_years() {
        let start = day("2026-03-01");
        let code = |on: &str, today: &str| {
            agreement_problems(day(on), start, day(today)).first().map(|wrong| wrong.code.to_string())
        };
        assert_eq!(code("2026-03-01", "2026-03-01").as_deref(), Some("order"));
        assert_eq!(code("2026-03-02", "2026-03-01"), None);
        assert_eq!(code("2028-03-01", "2026-03-01"), None);
        assert_eq!(code("2028-03-02", "2026-03-01").as_deref(), Some("too_late"));
        assert_eq!(code("2026-05-01", "2026-05-01"), None, "today is not over");
        assert_eq!(code("2026-05-01", "2026-05-02").as_deref(), Some("past"));
    }

    #[test]
    fn a_pairing_of_a_cycle_that_is_over_still_gets_time() {
        assert_eq!(pairing_end(day("2026-06-01"), day("2026-03-01")), day("2026-06-01"));
        assert_eq!(pairing_end(day("2026-03-01"), day("2026-03-01")), day("2026-08-28"));
    }

    #[test]
    fn every_word_of_the_terms_counts() {
        let goals = vec!["run a makerspace".to_owned()];
        let first = terms_digest(&goals, Cadence::Monthly, "what is said stays here", day("2026-09-01"));
        assert_eq!(first.len(), 64);
        assert_ne!(first, terms_digest(&[], Cadence::Monthly, "what is said stays here", day("2026-09-01")));
        assert_ne!(
            first,
            terms_digest(&goals, Cadence::Weekly, "what is said stays here", day("2026-09-01"))
        );
        assert_ne!(first, terms_digest(&goals, Cadence::Monthly, "", day("2026-09-01")));
        assert_ne!(
            first,
            terms_digest(&goals, Cadence::Monthly, "what is said stays here", day("2026-09-02"))
        );
    }
}
