//! What people are written about memberships. It says the same whether or not the address is known to the network.

use chrono::Duration;

use super::queries::MembershipRow;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail::{self, NewMail};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// How long the link of an invitation serves.
pub const INVITATION_LASTS: Duration = Duration::days(30);

/// Asks whoever reads the address to confirm; an earlier link ends.
pub fn ask_to_confirm(work: &mut Work<'_>, row: &MembershipRow, association: &str) -> Result<(), Problem> {
    link::revoke_all(work, LinkPurpose::Membership, row.id)?;
    let token = link::create(work, LinkPurpose::Membership, row.id, INVITATION_LASTS)?;
    let address = format!("{}/membership#{token}", work.config.public_url);
    let mail = NewMail {
        to_name: &row.name,
        to_address: &row.email,
        subject: format!("Your membership in {association}"),
        body: format!(
            "Hello {},\n\n{association} has added you as a member in the mentoring network for librarians. Nothing is \
             joined to you until you confirm it, and you decide what {association} sees. The link serves once, for \
             thirty days:\n\n{address}\n\nIf this is not for you, decline there or do nothing.\n",
            row.name
        ),
    };
    mail::queue(work, &mail)
}
