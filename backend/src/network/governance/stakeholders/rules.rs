//! Rules of winning somebody over: which state may follow which.

crate::text_enum! {
    /// What somebody is to the network.
    pub enum StakeholderKind {
        /// Has a part in what the network does: a state library, say, or a school.
        Stakeholder = "stakeholder",
        /// Knows something that the task force needs.
        Expert = "expert",
    }
}

crate::text_enum! {
    /// How far the task force is with somebody.
    pub enum StakeholderState {
        Considered = "considered",
        Nominated = "nominated",
        Invited = "invited",
        Accepted = "accepted",
        Declined = "declined",
        /// Not asked any more, or not taking part any more.
        Withdrawn = "withdrawn",
    }
}

impl StakeholderState {
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use StakeholderState::{Accepted, Considered, Declined, Invited, Nominated, Withdrawn};
        matches!(
            (self, next),
            (Considered, Nominated | Withdrawn)
                | (Nominated, Considered | Invited | Withdrawn)
                | (Invited, Nominated | Accepted | Declined | Withdrawn)
                | (Accepted, Withdrawn)
                | (Declined | Withdrawn, Considered | Nominated)
        )
    }

    /// Whether a letter may ask them now; who was asked may be asked again.
    #[must_use]
    pub const fn may_be_invited(self) -> bool {
        matches!(self, Self::Nominated | Self::Invited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_move_along_exactly_these_edges() {
        use StakeholderState::{Accepted, Considered, Declined, Invited, Nominated, Withdrawn};
        let edges = [
            (Considered, Nominated),
            (Considered, Withdrawn),
            (Nominated, Considered),
            (Nominated, Invited),
            (Nominated, Withdrawn),
            (Invited, Nominated),
            (Invited, Accepted),
            (Invited, Declined),
            (Invited, Withdrawn),
            (Accepted, Withdrawn),
            (Declined, Considered),
            (Declined, Nominated),
            (Withdrawn, Considered),
            (Withdrawn, Nominated),
        ];
        for from in StakeholderState::ALL {
            for to in StakeholderState::ALL {
                assert_eq!(from.may_become(*to), edges.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }
}
