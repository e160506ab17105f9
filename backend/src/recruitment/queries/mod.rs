//! Rows of openings, applications, reviews and offers.
//!
//! In a reading scope, `network` is every row and `own` the applications that this reviewer is
//! assigned and has not stepped back from (see [`super::service::reading_scope`]).

mod applications;
mod assignments;
mod attachments;
mod campaigns;
mod conflicts;
mod drafts;
mod interview_slots;
mod interviews;
mod offers;
mod opening_seats;
mod openings;
mod panel_scores;
mod references;
mod reviews;
mod submissions;

pub use applications::*;
pub use assignments::*;
pub use attachments::*;
pub use campaigns::*;
pub use conflicts::*;
pub use drafts::*;
pub use interview_slots::*;
pub use interviews::*;
pub use offers::*;
pub use opening_seats::*;
pub use openings::*;
pub use panel_scores::*;
pub use references::*;
pub use reviews::*;
pub use submissions::*;
