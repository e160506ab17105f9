//! Messages that coordinators write to a selection of their people. Nobody needs them to take part: whoever wants none says
//! so, and is left out. What the program must tell is a letter (`platform/letters`).

pub mod api;
mod finding;
mod leaving;
mod one_by_one;
mod queries;
mod resuming;
mod selection;
mod sending;
mod templates;
mod versions;
mod wording;
mod writing;

pub use sending::run_send_message;

/// The kind of job that hands a message's mails to the outbox.
pub const SEND_MESSAGE: &str = "send_message";

/// The most people that one message may be for.
pub const MOST_RECIPIENTS: usize = 5000;

crate::text_enum! {
    /// Why somebody who was chosen gets no mail.
    pub enum LeftOut {
        /// The account is disabled.
        AccountDisabled = "account_disabled",
        /// They have not taken up their invitation, so that nobody knows whether the address is theirs.
        AddressNotConfirmed = "address_not_confirmed",
        /// Mail to the address comes back.
        AddressBounced = "address_bounced",
        /// They want no more messages.
        Unsubscribed = "unsubscribed",
        /// One of the reasons above, of somebody whose own region is not the reader's: which one is not told.
        CannotBeReached = "cannot_be_reached",
        /// The sending was cancelled before it was their turn.
        Cancelled = "cancelled",
        /// The wording could not be filled in for them.
        NotWritten = "not_written",
    }
}

impl LeftOut {
    /// What is told of it to somebody whose scope does not reach the person: nothing of their account or their address. It is
    /// never stored so.
    const fn told_outside(self) -> Self {
        match self {
            Self::AccountDisabled
            | Self::AddressNotConfirmed
            | Self::AddressBounced
            | Self::Unsubscribed
            | Self::CannotBeReached => Self::CannotBeReached,
            Self::Cancelled | Self::NotWritten => self,
        }
    }
}

crate::text_enum! {
    /// How far a message to one person is.
    pub enum RecipientState {
        Queued = "queued",
        Sent = "sent",
        /// It came back, at once or later.
        Bounced = "bounced",
        /// It could not be sent after many attempts, for a reason that is not the address. Of somebody whose own region is not
        /// the reader's, one that came back is told so too.
        Failed = "failed",
        /// They were left out.
        Skipped = "skipped",
    }
}
