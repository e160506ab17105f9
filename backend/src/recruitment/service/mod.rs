//! Use cases of recruitment, one transaction each.

mod admission;
mod applicant;
mod applications;
mod assignments;
mod attachments;
mod campaigns;
mod conflicts;
mod contact;
mod decisions;
mod drafts;
mod figures;
pub mod interviews;
mod offers;
mod opening_edits;
mod openings;
mod references;
mod reviews;
mod seats;
mod sight;

pub use admission::{Stranger, admit, open_form};
pub use applicant::{ask_referees, followed, replace_referee, withdraw};
pub use applications::{NewApplication, find_application, submit_application, submit_with};
pub use assignments::{recuse, reinstate, set_aside, take_back};
pub use attachments::{NewAttachment, REMOVE_FILES, attach, detach, find_attachment, remove_files};
pub use campaigns::{
    CampaignChanges, NewCampaign, count_visit, create_campaign, find_campaign, funnel, update_campaign,
};
pub use conflicts::{declare_conflict, withdraw_conflict};
pub use contact::{ContactChanges, address_to_confirm, ask_for_address, confirm_address, correct_contact};
pub use decisions::{Remaining, Verdict, decline_application, decline_remaining};
pub use drafts::{
    DraftContent, ERASE_DRAFTS, erase_draft, erase_drafts, linked_draft, referees_of, save_draft,
    start_draft, submit_draft,
};
pub use figures::{Progress, agreement, progress, scores, set_aside_of};
pub use offers::{accept_offer, decline_offer, linked_offer, offer_seat};
pub use opening_edits::{OpeningChanges, update_opening};
pub use openings::{NewOpening, close_opening, create_opening, find_opening, publish_opening};
pub use references::{
    ASK_REFEREES, Written, ask_waiting_referees, decline_reference, linked_reference, write_reference,
};
pub use reviews::{assign_reviewers, save_review};
pub use seats::{OpeningSeat, seats_of};
pub use sight::Sight;

use crate::platform::auth::permissions::DecideApplications;
use crate::platform::auth::{Permission, Scope};
use crate::platform::work::Work;

/// Whether the caller decides about applications, and so sees all of them and what is decided.
#[must_use]
pub fn decides(work: &Work<'_>) -> bool {
    match work.caller.person() {
        Some(_) => DecideApplications::AUDIENCE.scope_of(work.caller).is_some_and(|scope| scope.network),
        None => work.scope.network,
    }
}

/// The rows a reader reaches: everything for those who decide, the assigned applications for a
/// reviewer (those stepped back from left out), however wide the reviewer's grant is.
#[must_use]
pub fn reading_scope(work: &Work<'_>) -> Scope {
    if decides(work) { work.scope.clone() } else { Scope { own: work.caller.person(), ..Scope::default() } }
}
