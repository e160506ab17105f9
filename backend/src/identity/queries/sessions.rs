//! Rows of sessions, their refresh tokens, and sign-ins that failed.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{refresh_tokens, sessions, sign_in_failures};

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct SessionRow {
    pub id: Id,
    pub user_agent: String,
    pub address: String,
    pub created_at: NaiveDateTime,
    pub last_used_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

#[derive(Queryable)]
pub struct RefreshRow {
    pub id: Id,
    pub session_id: Id,
    pub replaced_at: Option<NaiveDateTime>,
    pub person_id: Id,
    pub revoked_at: Option<NaiveDateTime>,
    pub expires_at: NaiveDateTime,
}

pub fn count_failures(
    conn: &mut AnyConnection,
    account: &[u8],
    address: &str,
    since: NaiveDateTime,
) -> QueryResult<(i64, i64)> {
    let from_address = sign_in_failures::table
        .filter(sign_in_failures::address.eq(address.to_owned()).and(sign_in_failures::failed_at.gt(since)));
    let of_account: i64 = from_address
        .clone()
        .filter(sign_in_failures::account_digest.eq(account.to_vec()))
        .count()
        .get_result(conn)?;
    Ok((of_account, from_address.count().get_result(conn)?))
}

pub fn insert_failure(work: &mut Work<'_>, account: &[u8], address: &str) -> Result<(), Problem> {
    diesel::delete(
        sign_in_failures::table.filter(sign_in_failures::failed_at.lt(work.stamp() - Duration::days(1))),
    )
    .execute(work.conn)?;
    diesel::insert_into(sign_in_failures::table)
        .values((
            sign_in_failures::id.eq(work.new_id()),
            sign_in_failures::account_digest.eq(account),
            sign_in_failures::address.eq(address),
            sign_in_failures::failed_at.eq(work.stamp()),
        ))
        .execute(work.conn)?;
    Ok(())
}

pub fn insert_session(
    work: &mut Work<'_>,
    person: Id,
    user_agent: &str,
    address: &str,
    expires_at: NaiveDateTime,
) -> Result<Id, Problem> {
    let id = work.new_id();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(id),
            sessions::person_id.eq(person),
            sessions::user_agent.eq(user_agent),
            sessions::address.eq(address),
            sessions::created_at.eq(work.stamp()),
            sessions::last_used_at.eq(work.stamp()),
            sessions::expires_at.eq(expires_at),
        ))
        .execute(work.conn)?;
    Ok(id)
}

pub fn insert_refresh_token(work: &mut Work<'_>, session: Id, digest: &[u8]) -> Result<(), Problem> {
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::id.eq(work.new_id()),
            refresh_tokens::session_id.eq(session),
            refresh_tokens::token_digest.eq(digest),
            refresh_tokens::created_at.eq(work.stamp()),
        ))
        .execute(work.conn)?;
    Ok(())
}

pub fn find_refresh_token(conn: &mut AnyConnection, digest: &[u8]) -> QueryResult<Option<RefreshRow>> {
    refresh_tokens::table
        .inner_join(sessions::table)
        .filter(refresh_tokens::token_digest.eq(digest.to_vec()))
        .select((
            refresh_tokens::id,
            refresh_tokens::session_id,
            refresh_tokens::replaced_at,
            sessions::person_id,
            sessions::revoked_at,
            sessions::expires_at,
        ))
        .first(conn)
        .optional()
}

pub fn replace_refresh_token(conn: &mut AnyConnection, id: Id, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::update(
        refresh_tokens::table.filter(refresh_tokens::id.eq(id).and(refresh_tokens::replaced_at.is_null())),
    )
    .set(refresh_tokens::replaced_at.eq(Some(now)))
    .execute(conn)
}

pub fn touch_session(conn: &mut AnyConnection, id: Id, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::update(sessions::table.filter(sessions::id.eq(id)))
        .set(sessions::last_used_at.eq(now))
        .execute(conn)
}

/// Ends one session of a person, or all but `except`.
pub fn revoke_sessions(
    conn: &mut AnyConnection,
    person: Id,
    only: Option<Id>,
    now: NaiveDateTime,
) -> QueryResult<usize> {
    let open = sessions::table.filter(sessions::person_id.eq(person).and(sessions::revoked_at.is_null()));
    match only {
        Some(id) => diesel::update(open.filter(sessions::id.eq(id)))
            .set(sessions::revoked_at.eq(Some(now)))
            .execute(conn),
        None => diesel::update(open).set(sessions::revoked_at.eq(Some(now))).execute(conn),
    }
}

pub fn list_sessions(
    conn: &mut AnyConnection,
    person: Id,
    now: NaiveDateTime,
) -> QueryResult<Vec<SessionRow>> {
    sessions::table
        .filter(sessions::person_id.eq(person).and(sessions::revoked_at.is_null()))
        .filter(sessions::expires_at.gt(now))
        .order(sessions::last_used_at.desc())
        .limit(100)
        .select(SessionRow::as_select())
        .load(conn)
}
