//! Addresses that take no mail: refused while sending, or reported later by the mail system.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use lettre::message::header::{Header, HeaderName, HeaderValue};

use super::MailState;
use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::schema::{bounced_addresses, mails};

/// The reason is kept in so many characters.
const MOST_OF_REASON: usize = 500;

/// What enhanced codes (RFC 3463) say of an address itself: no such mailbox or system, wrongly written, moved without a trace,
/// no mail taken there (RFC 7505), disabled.
const OF_THE_ADDRESS: [&str; 6] = ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"];

/// Words by which a refusal without an enhanced code says that it is about us or about what we wrote.
const OF_US: [&str; 17] = [
    "authenti",
    "banned",
    "black",
    "block",
    "content",
    "dkim",
    "dmarc",
    "dnsbl",
    "policy",
    "rate",
    "rbl",
    "relay",
    "reputation",
    "sender",
    "spam",
    "spf",
    "virus",
];

/// Whether a permanent refusal is about the address that a mail is for. One about us (a greeting that sends us away, no login, a
/// list of blocked senders, a mail that is too big) would otherwise take the whole network for unreachable.
#[must_use]
pub fn is_of_the_address(code: u16, text: &str) -> bool {
    match enhanced_code(text) {
        Some(enhanced) => OF_THE_ADDRESS.contains(&enhanced),
        None => matches!(code, 550 | 551) && !speaks_of_us(text),
    }
}

/// RFC 5321 has one 550 for a mailbox that is not there and for a refusal by policy. Servers too old for enhanced codes mean the
/// mailbox nearly always, and to write to one that is gone, over and over, spoils a sender's name; so it counts, unless the
/// sentence says otherwise: one list of blocked senders must not make everybody unreachable.
fn speaks_of_us(text: &str) -> bool {
    let text = text.to_lowercase();
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| OF_US.iter().any(|us| word.starts_with(us)))
}

/// The first word of the form `5.x.y`; an address of a network has four numbers.
fn enhanced_code(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|word| word.trim_matches('.')).find(|word| {
        let parts: Vec<&str> = word.split('.').collect();
        parts.len() == 3 && parts[0] == "5" && parts.iter().all(|part| (1..=3).contains(&part.len()))
    })
}

/// Writes down that mail to an address bounces; the first reason stays.
///
/// # Errors
/// When the database refuses.
pub fn note(
    conn: &mut AnyConnection,
    mail: Id,
    address: &str,
    reason: &str,
    now: NaiveDateTime,
) -> Result<(), Problem> {
    let reason: String = reason.chars().take(MOST_OF_REASON).collect();
    on_backend!(conn, |c| diesel::insert_into(bounced_addresses::table)
        .values((
            bounced_addresses::address.eq(address.to_lowercase()),
            bounced_addresses::mail_id.eq(Some(mail)),
            bounced_addresses::reason.eq(&reason),
            bounced_addresses::bounced_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(c)?);
    Ok(())
}

/// Those of the addresses to which mail bounces, in lower case.
///
/// # Errors
/// When the database does not answer.
pub fn among(conn: &mut AnyConnection, addresses: &[String]) -> QueryResult<HashSet<String>> {
    let mut found = HashSet::new();
    for some in addresses.chunks(500) {
        let lower: Vec<String> = some.iter().map(|one| one.to_lowercase()).collect();
        let rows: Vec<String> = bounced_addresses::table
            .filter(bounced_addresses::address.eq_any(lower))
            .select(bounced_addresses::address)
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// The address has shown that it takes mail.
///
/// # Errors
/// When the database refuses.
pub fn clear(conn: &mut AnyConnection, address: &str) -> QueryResult<()> {
    diesel::delete(bounced_addresses::table.filter(bounced_addresses::address.eq(address.to_lowercase())))
        .execute(conn)?;
    Ok(())
}

/// What the mail system reports of a mail that had gone out. Telling it twice changes nothing.
///
/// # Errors
/// 422 when no mail of ours has this Message-ID.
pub fn report(work: &mut Work<'_>, message_id: &str, reason: &str) -> Result<(), Problem> {
    let unknown = || Problem::field("/message_id", "unknown", "No mail of ours has this Message-ID.");
    let local = message_id.trim().trim_matches(['<', '>']).strip_suffix("@perennial").ok_or_else(unknown)?;
    let mail: Id = local.parse().map_err(|_| unknown())?;
    let found: Option<(String, MailState)> = mails::table
        .filter(mails::id.eq(mail))
        .select((mails::to_address, mails::state))
        .first(work.conn)
        .optional()?;
    let (address, state) = found.ok_or_else(unknown)?;
    if state == MailState::Bounced {
        return Ok(());
    }
    diesel::update(mails::table.filter(mails::id.eq(mail)))
        .set((mails::state.eq(MailState::Bounced), mails::last_error.eq(Some(reason))))
        .execute(work.conn)?;
    let now = work.stamp();
    note(work.conn, mail, &address, reason, now)?;
    work.record(Change::new("mail.bounced", mail))
}

/// `List-Unsubscribe` (RFC 2369).
#[derive(Clone)]
pub struct ListUnsubscribe(pub String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        // An address has no spaces to fold it at, and must be read as it stands.
        HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
    }
}

/// `List-Unsubscribe-Post: List-Unsubscribe=One-Click` (RFC 8058).
#[derive(Clone)]
pub struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_the_address_bounces_and_one_of_us_does_not() {
        assert!(is_of_the_address(550, "5.1.1 no such user"));
        assert!(is_of_the_address(550, "permanent error (550): no such user, asked by 185.7.1.2"));
        assert!(is_of_the_address(554, "permanent error (554): no such user, 5.1.1."));
        assert!(is_of_the_address(556, "permanent error (556): 5.1.10 this system takes no mail"));
        assert!(is_of_the_address(550, "permanent error (550): mailbox unavailable"));
        assert!(is_of_the_address(551, "permanent error (551): user not local"));
        assert!(is_of_the_address(
            550,
            "permanent error (550): user not listed in public Name & Address Book"
        ));
        assert!(!is_of_the_address(
            550,
            "permanent error (550): your host is Blocklisted, see https://rbl.example"
        ));
        assert!(!is_of_the_address(550, "permanent error (550): SPF check failed"));
        assert!(!is_of_the_address(550, "permanent error (550): relaying denied"));
        assert!(!is_of_the_address(550, "permanent error (550): rejected as spam"));
        assert!(!is_of_the_address(551, "permanent error (551): not our policy"));
        assert!(!is_of_the_address(554, "permanent error (554): no SMTP service here"));
        assert!(!is_of_the_address(554, "blocked, see the list of 5.0.0.1"));
        assert!(!is_of_the_address(552, "5.3.4 message too big"));
        assert!(!is_of_the_address(550, "5.1.8 sender refused"));
        assert!(!is_of_the_address(554, "5.7.1 relay access denied"));
        assert!(!is_of_the_address(535, "5.7.8 authentication failed"));
        assert!(!is_of_the_address(451, "4.3.0 try later"));
    }
}
