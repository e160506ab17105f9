//! Who belongs to an association: its own records, each joined to a person once that person has confirmed it.

pub mod administrators;
pub mod figures;
pub mod import;
mod letters;
pub mod own;
pub mod queries;
mod service;
pub mod sheet;

/// What people are written about memberships.
pub const MEMBERSHIP_LETTERS: &[&crate::platform::letters::Template] = &[&letters::TO_CONFIRM];

pub use service::{
    MemberChanges, NewMember, add_member, all_members, change_member, end_membership, find_membership,
    invite_again, invite_all, reopen_membership, sharing,
};

crate::text_enum! {
    /// Where a membership is.
    pub enum MembershipState {
        /// The association says so; nobody has confirmed it.
        Unconfirmed = "unconfirmed",
        /// The person has confirmed it.
        Active = "active",
        /// The association ended it.
        Ended = "ended",
        /// The person left.
        Left = "left",
        /// The person was asked and declined.
        Declined = "declined",
    }
}

/// What happens to a membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MembershipStep {
    Confirm,
    Decline,
    /// Lets the association see what the person takes part in, or no more.
    Share,
    Leave,
    End,
    /// Takes up what was ended; who had confirmed need not do so again.
    Reopen {
        confirmed: bool,
    },
}

impl MembershipState {
    /// Where `step` leads, or `None` when it cannot be taken from here.
    #[must_use]
    pub const fn after(self, step: MembershipStep) -> Option<Self> {
        use MembershipStep as Step;
        match (self, step) {
            (Self::Unconfirmed, Step::Confirm) | (Self::Ended, Step::Reopen { confirmed: true }) => {
                Some(Self::Active)
            }
            (Self::Unconfirmed, Step::Decline) => Some(Self::Declined),
            (Self::Active, Step::Share) => Some(Self::Active),
            (Self::Active, Step::Leave) => Some(Self::Left),
            (Self::Active | Self::Unconfirmed, Step::End) => Some(Self::Ended),
            // Whoever left by themselves is asked anew, whatever they said before.
            (Self::Ended, Step::Reopen { confirmed: false }) | (Self::Left, Step::Reopen { .. }) => {
                Some(Self::Unconfirmed)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MembershipState::{self, Active, Declined, Ended, Left, Unconfirmed};
    use super::MembershipStep::{Confirm, Decline, End, Leave, Reopen, Share};

    #[test]
    fn every_step_from_every_state() {
        let (again, anew) = (Reopen { confirmed: true }, Reopen { confirmed: false });
        let steps = [Confirm, Decline, Share, Leave, End, again, anew];
        let table: [(MembershipState, [Option<MembershipState>; 7]); 5] = [
            (Unconfirmed, [Some(Active), Some(Declined), None, None, Some(Ended), None, None]),
            (Active, [None, None, Some(Active), Some(Left), Some(Ended), None, None]),
            (Ended, [None, None, None, None, None, Some(Active), Some(Unconfirmed)]),
            (Left, [None, None, None, None, None, Some(Unconfirmed), Some(Unconfirmed)]),
            (Declined, [None; 7]),
        ];
        assert_eq!(table.len(), MembershipState::ALL.len());
        for (state, expected) in table {
            assert_eq!(steps.map(|step| state.after(step)), expected, "{state}");
        }
    }
}
