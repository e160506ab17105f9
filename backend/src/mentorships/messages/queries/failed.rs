//! What is left of a message that failed.

use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::mail::MailState;
use crate::schema::{mails, message_recipients};

/// A mail that could not be sent, for a reason that is not the address.
pub struct FailedMail {
    pub message_id: Id,
    pub mail_id: Id,
    pub person_id: Id,
}

pub fn failed_of(conn: &mut AnyConnection, messages: &[Id]) -> QueryResult<Vec<FailedMail>> {
    let about: Vec<Option<Id>> = messages.iter().map(|id| Some(*id)).collect();
    let failed = mails::table
        .filter(mails::about.eq_any(about))
        .filter(mails::state.eq(MailState::Failed))
        .select(mails::id.nullable());
    let rows: Vec<(Id, Option<Id>, Id)> = message_recipients::table
        .filter(message_recipients::message_id.eq_any(messages.to_vec()))
        .filter(message_recipients::mail_id.eq_any(failed))
        .select((message_recipients::message_id, message_recipients::mail_id, message_recipients::person_id))
        .load(conn)?;
    let with_mail = |(message_id, mail, person_id): (Id, Option<Id>, Id)| {
        Some(FailedMail { message_id, mail_id: mail?, person_id })
    };
    Ok(rows.into_iter().filter_map(with_mail).collect())
}

/// Whether somebody of none of the scope's regions waits for a message that the caller was found to reach.
pub fn any_waiting_outside(conn: &mut AnyConnection, scope: &Scope, message: Id) -> QueryResult<bool> {
    let regions: Vec<Option<Id>> = scope.regions.iter().map(|id| Some(*id)).collect();
    let waiting: i64 = message_recipients::table
        .filter(message_recipients::message_id.eq(message))
        .filter(message_recipients::mail_id.is_null().and(message_recipients::left_out.is_null()))
        .filter(message_recipients::region_id.is_null().or(message_recipients::region_id.ne_all(regions)))
        .count()
        .get_result(conn)?;
    Ok(waiting > 0)
}
