//! Use cases of accounts: sign in, refresh, invite, reset, grant.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::queries::{self, Person};
use super::{letters, rules};
use crate::platform::auth::password;
use crate::platform::db::Id;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail;
use crate::platform::problem::{Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

mod addresses;
mod roles;

pub use addresses::{address_corrected, correct_address};
pub use roles::{
    end_role_on, grant_role, grant_role_in_regions, grant_role_until, holders_for_network, revoke_grant,
    revoke_role,
};

/// Who signs in, from where.
#[derive(Clone)]
pub struct Attempt {
    pub email: String,
    pub password: String,
    pub address: String,
    pub user_agent: String,
}

fn account_digest(email: &str) -> Vec<u8> {
    Sha256::digest(rules::normal_email(email).as_bytes()).to_vec()
}

/// Checks the password, outside of any transaction: hashing is slow by intent.
///
/// # Errors
/// 429 after too many failures from this address.
pub fn check_password(work: &mut Work<'_>, attempt: &Attempt) -> Result<Option<Person>, Problem> {
    let since = work.stamp() - rules::FAILURES_COUNT_FOR;
    let (account, address) =
        queries::count_failures(work.conn, &account_digest(&attempt.email), &attempt.address, since)?;
    if rules::must_wait(account, address) {
        return Err(Problem {
            retry_after_seconds: Some(900),
            ..Problem::new(
                Kind::TooManyRequests,
                "Too many failed sign-ins from here. Wait a quarter of an hour or reset your password.",
            )
        });
    }
    let person = queries::find_person_by_email(work.conn, &rules::normal_email(&attempt.email))?;
    let stored = person.as_ref().and_then(|p| p.password_hash.as_deref());
    let right = password::verify(&attempt.password, stored)?;
    Ok(person.filter(|p| right && p.disabled_at.is_none()))
}

/// Opens a session and answers it with its first refresh token.
///
/// # Errors
/// When the database refuses.
pub fn open_session(
    work: &mut Work<'_>,
    person: &Person,
    attempt: &Attempt,
) -> Result<(Id, String), Problem> {
    let agent: String = attempt.user_agent.chars().take(200).collect();
    let expires = work.stamp() + rules::SESSION_LASTS;
    let session = queries::insert_session(work, person.id, &agent, &attempt.address, expires)?;
    let token = new_refresh_token(work, session)?;
    work.audit("session.opened", "person", person.id, &json!({ "session_id": session }))?;
    Ok((session, token))
}

/// # Errors
/// When the database refuses.
pub fn note_failure(work: &mut Work<'_>, attempt: &Attempt) -> Result<(), Problem> {
    queries::insert_failure(work, &account_digest(&attempt.email), &attempt.address)
}

fn new_refresh_token(work: &mut Work<'_>, session: Id) -> Result<String, Problem> {
    use base64::Engine;
    let token = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(work.entropy.secret::<32>());
    queries::insert_refresh_token(work, session, &link::digest(&token))?;
    Ok(token)
}

/// What became of a refresh token.
pub enum Refreshed {
    Renewed {
        person: Id,
        session: Id,
        token: String,
    },
    /// Unknown, expired, or an old one used again: then the whole family has been ended.
    Refused,
}

/// Rotates a refresh token. An old one that comes back after the grace period was stolen from one
/// of two holders: the session ends for both.
///
/// # Errors
/// When the database refuses.
pub fn refresh(work: &mut Work<'_>, token: &str) -> Result<Refreshed, Problem> {
    let now = work.stamp();
    let Some(found) = queries::find_refresh_token(work.conn, &link::digest(token))? else {
        return Ok(Refreshed::Refused);
    };
    if found.revoked_at.is_some() || found.expires_at <= now {
        return Ok(Refreshed::Refused);
    }
    if found.replaced_at.is_some_and(|at| at + rules::REFRESH_GRACE < now) {
        queries::revoke_sessions(work.conn, found.person_id, Some(found.session_id), now)?;
        work.audit(
            "session.reuse_detected",
            "person",
            found.person_id,
            &json!({ "session_id": found.session_id }),
        )?;
        return Ok(Refreshed::Refused);
    }
    queries::replace_refresh_token(work.conn, found.id, now)?;
    queries::touch_session(work.conn, found.session_id, now)?;
    let token = new_refresh_token(work, found.session_id)?;
    Ok(Refreshed::Renewed { person: found.person_id, session: found.session_id, token })
}

/// Ends the session of a refresh token; an unknown one changes nothing.
///
/// # Errors
/// When the database refuses.
pub fn sign_out(work: &mut Work<'_>, token: &str) -> Result<(), Problem> {
    if let Some(found) = queries::find_refresh_token(work.conn, &link::digest(token))? {
        let now = work.stamp();
        queries::revoke_sessions(work.conn, found.person_id, Some(found.session_id), now)?;
        work.audit("session.closed", "person", found.person_id, &json!({ "session_id": found.session_id }))?;
    }
    Ok(())
}

/// A new person.
pub struct NewAccount<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub password_hash: Option<String>,
    pub institution: Option<Id>,
    pub jurisdiction: Option<String>,
    pub region: Option<Id>,
    pub time_zone: &'a str,
}

/// The person with this address, if there is one.
///
/// # Errors
/// When the database does not answer.
pub fn person_by_email(work: &mut Work<'_>, email: &str) -> Result<Option<Id>, Problem> {
    Ok(queries::find_person_by_email(work.conn, &rules::normal_email(email))?.map(|p| p.id))
}

fn new_person(work: &Work<'_>, account: NewAccount<'_>) -> Person {
    let now = work.stamp();
    Person {
        id: work.new_id(),
        name: account.name.trim().to_owned(),
        email: rules::normal_email(account.email),
        password_hash: account.password_hash,
        locale: "en".into(),
        time_zone: account.time_zone.to_owned(),
        institution_id: account.institution,
        jurisdiction: account.jurisdiction,
        region_id: account.region,
        disabled_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

/// # Errors
/// 409 when the address is taken.
pub fn create_account(work: &mut Work<'_>, account: NewAccount<'_>) -> Result<Id, Problem> {
    let person = new_person(work, account);
    queries::insert_person(work.conn, &person, work.caller.person())?;
    work.record(Change::new("person.created", person.id).in_region(person.region_id))?;
    Ok(person.id)
}

/// Makes many accounts at once and answers their ids in the same order.
///
/// # Errors
/// 409 when one of the addresses is taken; none is made then.
pub fn create_accounts(work: &mut Work<'_>, accounts: Vec<NewAccount<'_>>) -> Result<Vec<Id>, Problem> {
    let people: Vec<Person> = accounts.into_iter().map(|account| new_person(work, account)).collect();
    queries::insert_people(work.conn, &people, work.caller.person())?;
    let made: Vec<Change<'_>> = people
        .iter()
        .map(|person| Change::new("person.created", person.id).in_region(person.region_id))
        .collect();
    work.record_all(&made)?;
    Ok(people.into_iter().map(|person| person.id).collect())
}

/// Invites a person by mail to set a password; also for people whose account another slice made.
///
/// # Errors
/// When the database refuses.
pub fn invite_account(work: &mut Work<'_>, person: Id) -> Result<(), Problem> {
    let person = queries::get_person(work.conn, person)?;
    link::revoke_all(work, LinkPurpose::Invitation, person.id)?;
    let token = link::create(work, LinkPurpose::Invitation, person.id, rules::INVITATION_LASTS)?;
    letters::invited(work, &person, &token)?;
    work.record(Change::new("person.invited", person.id).in_region(person.region_id))
}

/// Invites a person who has no password yet, and answers whether that was so.
///
/// # Errors
/// When the database refuses.
pub fn invite_unless_signed_up(work: &mut Work<'_>, person: Id) -> Result<bool, Problem> {
    let invited = queries::get_person(work.conn, person)?.password_hash.is_none();
    if invited {
        invite_account(work, person)?;
    }
    Ok(invited)
}

/// Sets the password of the account that the caller's link is for, and ends its other sessions.
///
/// # Errors
/// 422 for a weak password, 409 when the link was used meanwhile.
pub fn set_password_by_link(
    work: &mut Work<'_>,
    name: Option<String>,
    hash: String,
) -> Result<Person, Problem> {
    let subject = work.scope.link.ok_or_else(|| Problem::internal("no link in scope"))?;
    link::consume(work)?;
    let mut person = queries::get_person(work.conn, subject)?;
    person.password_hash = Some(hash);
    if let Some(name) = name {
        person.name = name;
    }
    person.updated_at = work.stamp();
    person.version += 1;
    queries::update_person(work.conn, &person)?;
    // The link came by mail: the address takes mail.
    mail::bounces::clear(work.conn, &person.email)?;
    let now = work.stamp();
    queries::revoke_sessions(work.conn, person.id, None, now)?;
    work.record(Change::new("person.password_set", person.id))?;
    Ok(person)
}

/// Mails a link to reset the password, if there is such an account and it was not asked for too often lately: the
/// answer never tells.
///
/// # Errors
/// When the database refuses.
pub fn request_reset(work: &mut Work<'_>, email: &str) -> Result<(), Problem> {
    let Some(person) = queries::find_person_by_email(work.conn, &rules::normal_email(email))? else {
        return Ok(());
    };
    if person.disabled_at.is_some()
        || !mail::may_be_asked_for(work, &person.email, &[letters::RESET.key], None)?
    {
        return Ok(());
    }
    link::revoke_all(work, LinkPurpose::PasswordReset, person.id)?;
    let token = link::create(work, LinkPurpose::PasswordReset, person.id, rules::RESET_LASTS)?;
    letters::reset_asked_for(work, &person, &token)?;
    work.audit("person.reset_requested", "person", person.id, &json!({}))
}
