//! Offers: who is offered a seat, and what becomes of an offer with each step.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{ApplicationState, OpeningState};
use crate::platform::problem::FieldError;

crate::text_enum! {
    /// Where an offer is.
    pub enum OfferState {
        Open = "open",
        Accepted = "accepted",
        /// The applicant declined.
        Declined = "declined",
        /// The task force took it back.
        Withdrawn = "withdrawn",
        /// Nobody answered in time.
        Expired = "expired",
    }
}

/// What happens to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferStep {
    /// The applicant accepts.
    Accept,
    /// The applicant declines.
    Decline,
    /// The applicant withdraws the application.
    StepBack,
    /// The task force decides against the application.
    TakeBack,
    /// It is written down that nobody answered in time.
    Lapse,
}

impl OfferState {
    /// An open offer whose time is over has expired, whether or not that was written down.
    #[must_use]
    pub fn at(self, expires_at: NaiveDateTime, now: NaiveDateTime) -> Self {
        if self == Self::Open && expires_at <= now { Self::Expired } else { self }
    }

    /// Where `step` leads from what the offer is at this moment (see [`Self::at`]), or `None` when it cannot be taken. What
    /// nobody answered in time stays so, whatever ends the application later.
    #[must_use]
    pub const fn after(self, step: OfferStep) -> Option<Self> {
        use OfferStep as Step;
        match (self, step) {
            (Self::Open, Step::Accept) => Some(Self::Accepted),
            (Self::Open, Step::Decline | Step::StepBack) => Some(Self::Declined),
            (Self::Open, Step::TakeBack) => Some(Self::Withdrawn),
            (Self::Expired, Step::StepBack | Step::TakeBack | Step::Lapse) => Some(Self::Expired),
            _ => None,
        }
    }

    /// Whether the applicant has answered.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::Accepted | Self::Declined)
    }
}

/// Why no seat is offered to somebody now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferObstacle {
    Application(ApplicationState),
    Opening(OpeningState),
    /// An offer to them waits for its answer.
    OpenOffer,
}

/// What keeps a seat from being offered: `last` is the newest offer to the applicant as it is now.
#[must_use]
pub fn offer_obstacle(
    application: ApplicationState,
    opening: OpeningState,
    last: Option<OfferState>,
) -> Option<OfferObstacle> {
    if !application.may_become(ApplicationState::Offered) {
        return Some(OfferObstacle::Application(application));
    }
    if !opening.may_become(OpeningState::Filled) {
        return Some(OfferObstacle::Opening(opening));
    }
    (last == Some(OfferState::Open)).then_some(OfferObstacle::OpenOffer)
}

/// Longest time an offer may stay open.
pub const OFFER_DAYS: u64 = 90;

/// The day on which an offer made on `today` may expire.
#[must_use]
pub fn offer_problems(expires_on: NaiveDate, today: NaiveDate) -> Vec<FieldError> {
    let last = today.checked_add_days(Days::new(OFFER_DAYS)).unwrap_or(today);
    if (today..=last).contains(&expires_on) {
        return Vec::new();
    }
    vec![FieldError::new(
        "/expires_on",
        "range",
        format!("An offer expires between {today} and {last}, {OFFER_DAYS} days later."),
    )]
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;

    const STEPS: [OfferStep; 5] =
        [OfferStep::Accept, OfferStep::Decline, OfferStep::StepBack, OfferStep::TakeBack, OfferStep::Lapse];

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn every_step_from_every_state() {
        use OfferState::{Accepted, Declined, Expired, Open, Withdrawn};
        let table: [(OfferState, [Option<OfferState>; 5]); 5] = [
            // Accept, decline, step back, take back, lapse.
            (Open, [Some(Accepted), Some(Declined), Some(Declined), Some(Withdrawn), None]),
            (Accepted, [None; 5]),
            (Declined, [None; 5]),
            (Withdrawn, [None; 5]),
            (Expired, [None, None, Some(Expired), Some(Expired), Some(Expired)]),
        ];
        assert_eq!(table.len(), OfferState::ALL.len());
        for (state, expected) in table {
            assert_eq!(STEPS.map(|step| state.after(step)), expected, "{state}");
        }
    }

    #[test]
    fn only_the_applicant_answers() {
        for state in OfferState::ALL {
            for step in STEPS {
                let by_applicant =
                    matches!(step, OfferStep::Accept | OfferStep::Decline | OfferStep::StepBack);
                if let Some(next) = state.after(step) {
                    assert_eq!(
                        next.is_answer(),
                        by_applicant && *state == OfferState::Open,
                        "{state} {step:?}"
                    );
                }
            }
        }
    }

    /// What ends an open offer moves the application on too: no step is half taken.
    #[test]
    fn the_application_can_follow_the_offer() {
        use ApplicationState::{Appointed, Declined, Offered, Withdrawn};
        let follows = [Some(Appointed), Some(Withdrawn), Some(Withdrawn), Some(Declined), None];
        for (step, next) in STEPS.into_iter().zip(follows) {
            assert_eq!(OfferState::Open.after(step).is_some(), next.is_some(), "{step:?}");
            assert!(next.is_none_or(|next| Offered.may_become(next)), "{step:?}");
        }
        assert!(Offered.may_become(Offered), "after one that lapsed");
    }

    /// Every application in every opening, with every last offer.
    #[test]
    fn a_seat_is_offered_after_review_while_the_opening_is_not_filled() {
        let offers = || std::iter::once(None).chain(OfferState::ALL.iter().copied().map(Some));
        for application in ApplicationState::ALL {
            for opening in OpeningState::ALL {
                for last in offers() {
                    let reviewed =
                        matches!(application, ApplicationState::InReview | ApplicationState::Offered);
                    let unfilled = matches!(opening, OpeningState::Published | OpeningState::Closed);
                    let expected = match (reviewed, unfilled, last) {
                        (false, ..) => Some(OfferObstacle::Application(*application)),
                        (true, false, _) => Some(OfferObstacle::Opening(*opening)),
                        (true, true, Some(OfferState::Open)) => Some(OfferObstacle::OpenOffer),
                        (true, true, _) => None,
                    };
                    assert_eq!(offer_obstacle(*application, *opening, last), expected);
                }
            }
        }
    }

    #[test]
    fn only_an_open_offer_expires() {
        let end = day("2027-03-01").and_time(NaiveTime::MIN);
        let before = end - chrono::Duration::seconds(1);
        for state in OfferState::ALL {
            assert_eq!(state.at(end, before), *state);
            let after = if *state == OfferState::Open { OfferState::Expired } else { *state };
            assert_eq!(state.at(end, end), after);
        }
    }

    #[test]
    fn an_offer_expires_within_its_days() {
        let today = day("2027-03-01");
        assert!(offer_problems(today, today).is_empty());
        assert!(offer_problems(day("2027-05-30"), today).is_empty());
        assert_eq!(offer_problems(day("2027-05-31"), today)[0].pointer, "/expires_on");
        assert_eq!(offer_problems(day("2027-02-28"), today)[0].pointer, "/expires_on");
    }
}
