//! Applications: which state may follow which, and which are left when an opening comes to its end.

use super::{AssignmentState, OfferState};

crate::text_enum! {
    /// Where an application is.
    pub enum ApplicationState {
        Submitted = "submitted",
        InReview = "in_review",
        Offered = "offered",
        Appointed = "appointed",
        /// The task force decided against it.
        Declined = "declined",
        /// The applicant stepped back.
        Withdrawn = "withdrawn",
    }
}

impl ApplicationState {
    /// Which state may follow which.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use ApplicationState::{Appointed, Declined, InReview, Offered, Submitted, Withdrawn};
        matches!(
            (self, next),
            (Submitted, InReview | Declined | Withdrawn)
                | (InReview, Offered | Declined | Withdrawn)
                // A second offer follows one that nobody answered in time.
                | (Offered, Offered | Appointed | Declined | Withdrawn)
        )
    }

    /// Those about which nobody has decided.
    pub const UNDECIDED: [Self; 3] = [Self::Submitted, Self::InReview, Self::Offered];
}

crate::text_enum! {
    /// Why an application is not among those that are declined together.
    pub enum LeftBecause {
        /// The caller has stepped back from reviewing it, or their review of it is set aside: somebody else decides.
        Recused = "recused",
        /// The applicant may still accept an offer.
        OpenOffer = "open_offer",
    }
}

/// Whether an undecided application stays when the remaining ones are declined: `offer` is its newest as it is now, `own` the
/// caller's assignment to review it.
#[must_use]
pub const fn left_because(offer: Option<OfferState>, own: Option<AssignmentState>) -> Option<LeftBecause> {
    if matches!(own, Some(AssignmentState::Recused | AssignmentState::SetAside)) {
        return Some(LeftBecause::Recused);
    }
    if matches!(offer, Some(OfferState::Open)) {
        return Some(LeftBecause::OpenOffer);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_is_reviewed_before_it_is_offered_a_seat() {
        use ApplicationState::{Appointed, Declined, InReview, Offered, Submitted, Withdrawn};
        let allowed = [
            (Submitted, InReview),
            (Submitted, Declined),
            (Submitted, Withdrawn),
            (InReview, Offered),
            (InReview, Declined),
            (InReview, Withdrawn),
            (Offered, Offered),
            (Offered, Appointed),
            (Offered, Declined),
            (Offered, Withdrawn),
        ];
        for from in ApplicationState::ALL {
            for to in ApplicationState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    #[test]
    fn whatever_is_undecided_can_be_declined_and_nothing_else() {
        for state in ApplicationState::ALL {
            let undecided = ApplicationState::UNDECIDED.contains(state);
            assert_eq!(state.may_become(ApplicationState::Declined), undecided, "{state}");
        }
    }

    /// Every offer with every assignment: only an open offer, and whoever must not decide, keep an application.
    #[test]
    fn what_is_left_has_its_reason() {
        let offers = std::iter::once(None).chain(OfferState::ALL.iter().copied().map(Some));
        for offer in offers {
            for own in std::iter::once(None).chain(AssignmentState::ALL.iter().copied().map(Some)) {
                let expected = match (offer, own) {
                    (_, Some(AssignmentState::Recused | AssignmentState::SetAside)) => {
                        Some(LeftBecause::Recused)
                    }
                    (Some(OfferState::Open), _) => Some(LeftBecause::OpenOffer),
                    _ => None,
                };
                assert_eq!(left_because(offer, own), expected, "{offer:?} {own:?}");
            }
        }
    }
}
