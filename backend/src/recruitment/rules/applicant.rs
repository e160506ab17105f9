//! What an applicant sees of an application, and how long an unsent one is kept.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{ApplicationState, end_of_day_everywhere};
use crate::platform::problem::FieldError;

crate::text_enum! {
    /// Where an application is, in the applicant's words: no reasons, no reviewers.
    pub enum ApplicantState {
        Received = "received",
        InReview = "in_review",
        OfferMade = "offer_made",
        Appointed = "appointed",
        /// Somebody else was chosen.
        NotChosen = "not_chosen",
        Withdrawn = "withdrawn",
    }
}

impl From<ApplicationState> for ApplicantState {
    fn from(state: ApplicationState) -> Self {
        match state {
            ApplicationState::Submitted => Self::Received,
            ApplicationState::InReview => Self::InReview,
            ApplicationState::Offered => Self::OfferMade,
            ApplicationState::Appointed => Self::Appointed,
            ApplicationState::Declined => Self::NotChosen,
            ApplicationState::Withdrawn => Self::Withdrawn,
        }
    }
}

/// Whether the applicant may still correct how they are reached: until it is decided.
#[must_use]
pub const fn corrects_contact(state: ApplicationState) -> bool {
    matches!(state, ApplicationState::Submitted | ApplicationState::InReview)
}

/// Whether a text looks like a telephone number: digits, five to twenty of them, with what people write between.
#[must_use]
pub fn is_phone_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let of_numbers = |c: char| c.is_ascii_digit() || " +-.()/x".contains(c);
    (5..=20).contains(&digits) && text.chars().all(of_numbers)
}

/// Days after the closing day for which an unsent draft is kept.
const DRAFT_DAYS: u64 = 14;
/// Drafts of one address for one opening. Each has a link of its own, so that a stranger who names the address
/// overwrites nothing, and nobody loses what was written.
pub const MOST_DRAFTS: i64 = 3;

/// The last day for which an unsent draft is kept.
#[must_use]
pub fn draft_kept_until(closes_on: NaiveDate) -> NaiveDate {
    closes_on.checked_add_days(Days::new(DRAFT_DAYS)).unwrap_or(closes_on)
}

/// When an unsent draft is erased, for an opening that closes (or was closed) on this day.
#[must_use]
pub fn draft_expires_at(closes_on: NaiveDate) -> NaiveDateTime {
    end_of_day_everywhere(draft_kept_until(closes_on))
}

/// A text that an application must hold.
pub struct Part<'a> {
    pub pointer: &'a str,
    pub text: &'a str,
}

/// The parts that are still empty.
#[must_use]
pub fn missing_parts(parts: &[Part<'_>]) -> Vec<FieldError> {
    parts
        .iter()
        .filter(|part| part.text.trim().is_empty())
        .map(|part| FieldError::new(part.pointer, "blank", "It must hold more than spaces."))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every state, written out: a new one fails here until somebody decides what applicants read.
    #[test]
    fn applicants_read_every_state_in_their_own_words() {
        let words: Vec<_> = ApplicationState::ALL
            .iter()
            .map(|state| (state.as_str(), ApplicantState::from(*state).as_str()))
            .collect();
        assert_eq!(
            words,
            [
                ("submitted", "received"),
                ("in_review", "in_review"),
                ("offered", "offer_made"),
                ("appointed", "appointed"),
                ("declined", "not_chosen"),
                ("withdrawn", "withdrawn"),
            ]
        );
    }

    #[test]
    fn whoever_is_not_at_an_end_may_step_back() {
        for state in ApplicationState::ALL {
            let at_an_end = matches!(
                state,
                ApplicationState::Appointed | ApplicationState::Declined | ApplicationState::Withdrawn
            );
            assert_eq!(state.may_become(ApplicationState::Withdrawn), !at_an_end, "{state}");
        }
    }

    #[test]
    fn drafts_outlive_the_closing_day_by_a_fortnight() {
        let closes: NaiveDate = "2027-05-15".parse().unwrap();
        assert_eq!(draft_kept_until(closes).to_string(), "2027-05-29");
        assert_eq!(draft_expires_at(closes).to_string(), "2027-05-30 12:00:00");
    }

    #[test]
    fn all_that_is_empty_is_named_at_once() {
        let missing = missing_parts(&[
            Part { pointer: "/name", text: " " },
            Part { pointer: "/experience", text: "Nine years." },
            Part { pointer: "/commitment", text: "" },
        ]);
        let pointers: Vec<_> = missing.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(pointers, ["/name", "/commitment"]);
    }

    #[test]
    fn telephone_numbers_are_as_people_write_them() {
        for good in ["+1 216 555 0134", "(216) 555-0134 x12", "216.555.0134", "55501"] {
            assert!(is_phone_number(good), "{good}");
        }
        for bad in ["", "call me", "1234", "+1 216 555 0134; rm", "123456789012345678901"] {
            assert!(!is_phone_number(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_decided_is_not_corrected() {
        for state in ApplicationState::ALL {
            let open = matches!(state, ApplicationState::Submitted | ApplicationState::InReview);
            assert_eq!(corrects_contact(*state), open, "{state}");
        }
    }
}
