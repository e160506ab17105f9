//! Rows of openings, applications, reviews and offers.
//!
//! In a reading scope, `network` is every row and `own` the applications that this reviewer is
//! assigned (see [`super::service::reading_scope`]).

mod applications;
mod attachments;
mod campaigns;
mod drafts;
mod offers;
mod openings;
mod references;
mod reviews;
mod submissions;

pub use applications::*;
pub use attachments::*;
pub use campaigns::*;
pub use drafts::*;
pub use offers::*;
pub use openings::*;
pub use references::*;
pub use reviews::*;
pub use submissions::*;
