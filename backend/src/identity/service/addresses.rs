//! The address of an account, corrected by those who administer accounts.

use serde_json::json;

use super::invite_account;
use crate::identity::queries::{self, Person};
use crate::identity::{letters, rules};
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Gives an account another address, without writing it yet; answers the one before, if it is another. Whoever names an address
/// anew, also the same one, says that it takes mail: if it is marked as one that does not, that goes.
///
/// # Errors
/// 422 when somebody else has the address.
pub fn correct_address(
    work: &mut Work<'_>,
    person: &mut Person,
    email: &str,
) -> Result<Option<String>, Problem> {
    let email = rules::normal_email(email);
    if email == person.email {
        mail::bounces::clear(work.conn, &email)?;
        return Ok(None);
    }
    if queries::find_person_by_email(work.conn, &email)?.is_some() {
        return Err(Problem::field("/email", "taken", "Another account has this address."));
    }
    mail::bounces::clear(work.conn, &email)?;
    Ok(Some(std::mem::replace(&mut person.email, email)))
}

/// What follows from another address: links that went to the one before end; who was invited there is invited anew, and who has
/// signed up is told at both.
///
/// # Errors
/// When the database refuses.
pub fn address_corrected(work: &mut Work<'_>, person: &Person, before: &str) -> Result<(), Problem> {
    work.audit("person.address_corrected", "person", person.id, &json!({}))?;
    link::revoke_all(work, LinkPurpose::PasswordReset, person.id)?;
    let waited = link::revoke_all(work, LinkPurpose::Invitation, person.id)? > 0;
    if person.password_hash.is_some() {
        return letters::address_corrected(work, person, before);
    }
    if waited && person.disabled_at.is_none() {
        invite_account(work, person.id)?;
    }
    Ok(())
}
