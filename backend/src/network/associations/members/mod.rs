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
