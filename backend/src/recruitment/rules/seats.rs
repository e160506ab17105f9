//! Which of an opening's seats can still be offered.

use super::OfferState;
use crate::platform::db::Id;

crate::text_enum! {
    /// Where one of an opening's seats is.
    pub enum OpeningSeatState {
        /// Nobody has it, and nobody is asked.
        Free = "free",
        /// An applicant may still accept it.
        Offered = "offered",
        /// Accepted: somebody is appointed.
        Filled = "filled",
    }
}

/// Most seats that one opening fills.
pub const SEATS_MAX: u64 = 20;

/// The state of each seat, from all offers made of it as they are now.
#[must_use]
pub fn seat_states(seats: &[Id], offers: &[(Id, OfferState)]) -> Vec<(Id, OpeningSeatState)> {
    let state = |seat: Id| {
        let has = |wanted| offers.iter().any(|(of, state)| *of == seat && *state == wanted);
        if has(OfferState::Accepted) {
            OpeningSeatState::Filled
        } else if has(OfferState::Open) {
            OpeningSeatState::Offered
        } else {
            OpeningSeatState::Free
        }
    };
    seats.iter().map(|seat| (*seat, state(*seat))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Id {
        Id(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn a_seat_is_what_its_offers_made_of_it() {
        use OfferState::{Accepted, Declined, Expired, Open, Withdrawn};
        use OpeningSeatState::{Filled, Free, Offered};
        let states = |offers: &[OfferState]| {
            let offers: Vec<_> = offers.iter().map(|state| (id(1), *state)).collect();
            seat_states(&[id(1), id(2)], &offers)
        };
        let first = |offers: &[OfferState]| states(offers)[0].1;
        assert_eq!(first(&[]), Free);
        assert_eq!(first(&[Declined, Withdrawn, Expired]), Free, "it goes to the next");
        assert_eq!(first(&[Declined, Open]), Offered);
        assert_eq!(first(&[Expired, Accepted]), Filled);
        assert_eq!(states(&[Accepted])[1], (id(2), Free), "another seat's offer says nothing");
    }
}
