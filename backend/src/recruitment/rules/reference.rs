//! References: who is asked, in which state each is, what is wrong with a list of referees.

use chrono::TimeDelta;

use super::{ApplicationState, comparable, holds_address_of_web};
use crate::platform::problem::FieldError;

crate::text_enum! {
    /// Where a reference is.
    pub enum ReferenceState {
        /// Not asked before the applicant has opened the mailed link and said so: whoever applies without proof of
        /// the address causes no mail to others, and learns nothing from one.
        Named = "named",
        /// The referee has not answered yet.
        Asked = "asked",
        Received = "received",
        /// The referee would rather not; the applicant may name somebody else.
        Declined = "declined",
        /// The applicant named somebody else after this one declined.
        Replaced = "replaced",
        /// The application ended before the referee answered.
        Cancelled = "cancelled",
    }
}

impl ReferenceState {
    /// Which state may follow which.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use ReferenceState::{Asked, Cancelled, Declined, Named, Received, Replaced};
        matches!(
            (self, next),
            (Named, Asked | Cancelled) | (Asked, Received | Declined | Cancelled) | (Declined, Replaced)
        )
    }
}

/// A referee who has not answered by then is reminded, once.
pub const REMIND_AFTER: TimeDelta = TimeDelta::days(7);

/// Somebody who is asked about an applicant.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Referee {
    pub name: String,
    pub email: String,
    /// In the applicant's words, e.g. "my director".
    pub relation: String,
}

/// Whether referees are still asked and reminded: not after the application has come to an end.
#[must_use]
pub const fn still_reads_references(state: ApplicationState) -> bool {
    match state {
        ApplicationState::Submitted | ApplicationState::InReview | ApplicationState::Offered => true,
        ApplicationState::Appointed | ApplicationState::Declined | ApplicationState::Withdrawn => false,
    }
}

/// Everything that is wrong with the referees of an application whose opening asks for `asked`.
#[must_use]
pub fn referee_problems(asked: i32, applicant_email: &str, referees: &[Referee]) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let named = i32::try_from(referees.len()).unwrap_or(i32::MAX);
    if named != asked {
        let sentence = match asked {
            0 => "This opening asks for no references.".to_owned(),
            1 => "This opening asks for one reference.".to_owned(),
            more => format!("This opening asks for {more} references."),
        };
        wrong.push(FieldError::new("/references", "length", sentence));
    }
    for (index, referee) in referees.iter().enumerate() {
        let mut refuse = |field: &str, code: &str, sentence: &str| {
            wrong.push(FieldError::new(&format!("/references/{index}/{field}"), code, sentence));
        };
        for (field, text) in [("name", &referee.name), ("relation", &referee.relation)] {
            if text.trim().is_empty() {
                refuse(field, "blank", "It must hold more than spaces.");
            } else if holds_address_of_web(text) {
                refuse(field, "web_address", "Leave out addresses of the web.");
            }
        }
        let email = comparable(&referee.email);
        if !validator::ValidateEmail::validate_email(&referee.email) {
            refuse("email", "email", "This is not an email address.");
        } else if email == comparable(applicant_email) {
            refuse("email", "own_address", "This is your own address: name somebody else.");
        } else if referees[..index].iter().any(|earlier| comparable(&earlier.email) == email) {
            refuse("email", "named_twice", "You have named this address already.");
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_answered_once() {
        use ReferenceState::{Asked, Cancelled, Declined, Named, Received, Replaced};
        let allowed = [
            (Named, Asked),
            (Named, Cancelled),
            (Asked, Received),
            (Asked, Declined),
            (Asked, Cancelled),
            (Declined, Replaced),
        ];
        for from in ReferenceState::ALL {
            for to in ReferenceState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    fn referee(name: &str, email: &str, relation: &str) -> Referee {
        Referee { name: name.into(), email: email.into(), relation: relation.into() }
    }

    #[test]
    fn nobody_is_their_own_referee_and_nobody_is_asked_twice() {
        let named = [
            referee("Ana", " ANA@x.example", "me"),
            referee("Rosa", "rosa@x.example", "my director"),
            referee(" ", "Rosa@x.example", "www.buy.example"),
        ];
        let wrong: Vec<_> =
            referee_problems(2, "ana@x.example", &named).into_iter().map(|e| (e.pointer, e.code)).collect();
        let wrong: Vec<_> = wrong.iter().map(|(p, c)| (p.as_str(), c.as_str())).collect();
        assert_eq!(
            wrong,
            [
                ("/references", "length"),
                ("/references/0/email", "email"),
                ("/references/2/name", "blank"),
                ("/references/2/relation", "web_address"),
                ("/references/2/email", "named_twice"),
            ]
        );
        let own = [referee("Ana", "ANA@x.example", "me")];
        assert_eq!(referee_problems(1, "ana@x.example", &own)[0].code, "own_address");
        assert!(referee_problems(0, "ana@x.example", &[]).is_empty());
    }

    #[test]
    fn referees_are_asked_for_as_long_as_somebody_decides() {
        for state in ApplicationState::ALL {
            let ended = !state.may_become(ApplicationState::Withdrawn);
            assert_eq!(still_reads_references(*state), !ended, "{state}");
        }
    }
}
