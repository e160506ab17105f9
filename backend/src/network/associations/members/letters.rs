//! What people are written about memberships. It says the same whether or not the address is known to the network.

use chrono::Duration;

use super::queries::MembershipRow;
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// How long the link of an invitation serves.
pub const INVITATION_LASTS: Duration = Duration::days(30);

const ASSOCIATION: Word = Word::new("association", "The association's name", "Ohio Library Council");

pub const TO_CONFIRM: Template = Template {
    key: "membership_to_confirm",
    occasion: "An association adds a member, to the address that it gave. It says the same whether or not the address is known.",
    subject: "Your membership in {{ association }}",
    body: r#"Hello {{ name }},

{{ association }} has added you as a member in the mentoring network for librarians. Nothing is joined to you until you confirm it, and you decide what {{ association }} sees. The link serves once, for thirty days:

{{ link }}

If this is not for you, decline there or do nothing.
"#,
    words: &[
        Word::new("name", "The name that the association gave", "Ana Pérez"),
        ASSOCIATION,
        Word::needed("link", "The link to confirm or decline", "https://network.example/membership#e9r3"),
    ],
};

/// Asks whoever reads the address to confirm; an earlier link ends.
///
/// # Errors
/// 409 when an association has the same address asked again and again: ending and taking up must not fill a mailbox.
pub fn ask_to_confirm(work: &mut Work<'_>, row: &MembershipRow, association: &str) -> Result<(), Problem> {
    let about = Some(row.association_id);
    if !mail::may_be_asked_for(work, &row.email, &[TO_CONFIRM.key], about)? {
        return Err(Problem::conflict(
            "This address was asked often enough within an hour: try again later.",
        ));
    }
    link::revoke_all(work, LinkPurpose::Membership, row.id)?;
    let token = link::create(work, LinkPurpose::Membership, row.id, INVITATION_LASTS)?;
    let values = Values::from([
        ("name", row.name.clone()),
        ("association", association.to_owned()),
        ("link", format!("{}/membership#{token}", work.config.public_url)),
    ]);
    let post = Post { to_name: &row.name, to_address: &row.email, about, calendar: None };
    letters::send(work, &TO_CONFIRM, &post, &values)
}
