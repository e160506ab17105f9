//! Words and rules of mentorships. No database, no web, no clock.

mod agreements;
mod concerns;
mod conduct;
mod goals;
mod health;
mod life;
mod notes;
mod nudges;
mod planned_meetings;
mod questions;

pub use agreements::*;
pub use concerns::*;
pub use conduct::*;
pub use goals::*;
pub use health::*;
pub use life::*;
pub use notes::*;
pub use nudges::*;
pub use planned_meetings::*;
pub use questions::*;

crate::text_enum! {
    /// Where a pairing is.
    pub enum PairingState {
        Active = "active",
        /// Resting until a day: nothing is reminded of, nothing is asked.
        Paused = "paused",
        Ended = "ended",
    }
}

crate::text_enum! {
    /// Why a pairing rests.
    pub enum PauseReason {
        Leave = "leave",
        Workload = "workload",
        Health = "health",
        Moving = "moving",
        Other = "other",
    }
}

crate::text_enum! {
    /// As whom somebody acts in a pairing.
    pub enum PairingSide {
        Mentor = "mentor",
        Mentee = "mentee",
        Coordinator = "coordinator",
    }
}

crate::text_enum! {
    /// How a pairing came about.
    pub enum PairingOrigin {
        /// Both accepted what a round proposed.
        Round = "round",
        /// A coordinator made it.
        Hand = "hand",
        /// It was there before the network kept it.
        Import = "import",
    }
}

crate::text_enum! {
    /// Why a pairing ended.
    pub enum EndReason {
        /// The two did what they set out to do.
        Completed = "completed",
        NoContact = "no_contact",
        ChangedGoals = "changed_goals",
        Workload = "workload",
        Moved = "moved",
        Other = "other",
        /// Its cycle was closed: a natural end. Nobody chooses it.
        CycleClosed = "cycle_closed",
    }
}

impl EndReason {
    /// Whether the two came to the end that was meant for them, so that they get a certificate.
    #[must_use]
    pub const fn is_natural(self) -> bool {
        matches!(self, Self::Completed | Self::CycleClosed)
    }
}

crate::text_enum! {
    /// How often the two meet.
    pub enum Cadence {
        Weekly = "weekly",
        Fortnightly = "fortnightly",
        Monthly = "monthly",
    }
}

crate::text_enum! {
    /// How the two met.
    pub enum MeetingChannel {
        Video = "video",
        Phone = "phone",
        InPerson = "in_person",
        Chat = "chat",
    }
}

crate::text_enum! {
    /// How far the agreement is.
    pub enum AgreementState {
        /// Nobody has written it.
        None = "none",
        /// Written, and not signed by both.
        Draft = "draft",
        /// Signed by both.
        Signed = "signed",
    }
}
