//! Mailed links: hashed, expiring, single-purpose. The token is sent as `Authorization: Link <token>`,
//! never in an address, so that no log keeps it; and reading with it changes nothing.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::db::{AnyConnection, Id};
use super::problem::Problem;
use super::work::Work;
use crate::schema::link_tokens;

crate::text_enum! {
    /// What a link is for; it serves nothing else.
    pub enum LinkPurpose {
        Invitation = "invitation",
        PasswordReset = "password_reset",
        Offer = "offer",
        Survey = "survey",
        Interview = "interview",
        ApplicationDraft = "application_draft",
        ApplicationStatus = "application_status",
        /// Confirms another address of an applicant.
        ApplicationAddress = "application_address",
        Reference = "reference",
        Membership = "membership",
        StakeholderInvitation = "stakeholder_invitation",
        PairQuestion = "pair_question",
        /// Takes a person out of the coordinators' messages, and back in. It is not used up.
        MessageUnsubscribe = "message_unsubscribe",
    }
}

/// A link that was found valid.
#[derive(Debug, Clone)]
pub struct Link {
    pub id: Id,
    pub purpose: LinkPurpose,
    pub subject_id: Id,
}

#[must_use]
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Makes a link to `subject` and answers its token, which is stored only as a digest.
///
/// # Errors
/// When the database refuses.
pub fn create(
    work: &mut Work<'_>,
    purpose: LinkPurpose,
    subject: Id,
    lasts: Duration,
) -> Result<String, Problem> {
    let token = URL_SAFE_NO_PAD.encode(work.entropy.secret::<32>());
    diesel::insert_into(link_tokens::table)
        .values((
            link_tokens::id.eq(work.new_id()),
            link_tokens::purpose.eq(purpose),
            link_tokens::token_digest.eq(digest(&token)),
            link_tokens::subject_id.eq(subject),
            link_tokens::expires_at.eq((work.now + lasts).naive_utc()),
            link_tokens::created_at.eq(work.now.naive_utc()),
        ))
        .execute(work.conn)?;
    Ok(token)
}

/// # Errors
/// When the database does not answer.
pub fn find(conn: &mut AnyConnection, token: &str, now: DateTime<Utc>) -> QueryResult<Option<Link>> {
    let row: Option<(Id, LinkPurpose, Id)> = link_tokens::table
        .filter(link_tokens::token_digest.eq(digest(token)))
        .filter(link_tokens::used_at.is_null().and(link_tokens::expires_at.gt(now.naive_utc())))
        .select((link_tokens::id, link_tokens::purpose, link_tokens::subject_id))
        .first(conn)
        .optional()?;
    Ok(row.map(|(id, purpose, subject_id)| Link { id, purpose, subject_id }))
}

/// Marks the caller's link as used. Two uses at once: one wins, the other is told.
///
/// # Errors
/// 409 when it was used meanwhile.
pub fn consume(work: &mut Work<'_>) -> Result<(), Problem> {
    let Some(link) = work.caller.link().cloned() else {
        return Err(Problem::internal("consume() needs a link"));
    };
    let used = diesel::update(
        link_tokens::table.filter(link_tokens::id.eq(link.id).and(link_tokens::used_at.is_null())),
    )
    .set(link_tokens::used_at.eq(Some(work.now.naive_utc())))
    .execute(work.conn)?;
    if used == 1 { Ok(()) } else { Err(Problem::conflict("This link was used already.")) }
}

/// Ends all other links of this purpose to this subject, and answers how many had not been used.
///
/// # Errors
/// When the database refuses.
pub fn revoke_all(work: &mut Work<'_>, purpose: LinkPurpose, subject: Id) -> Result<usize, Problem> {
    let ended = diesel::update(
        link_tokens::table.filter(
            link_tokens::subject_id
                .eq(subject)
                .and(link_tokens::purpose.eq(purpose))
                .and(link_tokens::used_at.is_null()),
        ),
    )
    .set(link_tokens::used_at.eq(Some(work.now.naive_utc())))
    .execute(work.conn)?;
    Ok(ended)
}

/// Lets the links of this purpose to these subjects, those that still open something, open it until a later moment.
///
/// # Errors
/// When the database refuses.
pub fn prolong_all(
    work: &mut Work<'_>,
    purpose: LinkPurpose,
    subjects: &[Id],
    until: NaiveDateTime,
) -> Result<(), Problem> {
    let now = work.now.naive_utc();
    for some in subjects.chunks(500) {
        diesel::update(
            link_tokens::table
                .filter(link_tokens::subject_id.eq_any(some.to_vec()).and(link_tokens::purpose.eq(purpose)))
                .filter(link_tokens::used_at.is_null())
                .filter(link_tokens::expires_at.gt(now).and(link_tokens::expires_at.lt(until))),
        )
        .set(link_tokens::expires_at.eq(until))
        .execute(work.conn)?;
    }
    Ok(())
}
