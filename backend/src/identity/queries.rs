//! The rows of people, sessions, grants.

use std::collections::HashMap;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::auth::{Role, Scope, ScopeKind};
use crate::platform::db::{AnyConnection, Id, MultiBackend, lower};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{
    associations, grants, people, refresh_tokens, regions, sessions, sign_in_failures, studies,
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = people)]
pub struct Person {
    pub id: Id,
    pub name: String,
    pub email: String,
    pub password_hash: Option<String>,
    pub locale: String,
    pub time_zone: String,
    pub institution_id: Option<Id>,
    pub jurisdiction: Option<String>,
    pub region_id: Option<Id>,
    pub disabled_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = grants)]
pub struct GrantRow {
    pub id: Id,
    pub person_id: Id,
    pub role: Role,
    pub scope_kind: ScopeKind,
    pub scope_id: Option<Id>,
    pub created_at: NaiveDateTime,
    pub version: i64,
}

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

pub fn find_person_by_email(conn: &mut AnyConnection, email: &str) -> QueryResult<Option<Person>> {
    people::table.filter(people::email.eq(email)).select(Person::as_select()).first(conn).optional()
}

/// Without a scope: for the person's own account and for services that checked already.
pub fn get_person(conn: &mut AnyConnection, id: Id) -> Result<Person, Problem> {
    people::table
        .filter(people::id.eq(id))
        .select(Person::as_select())
        .first(conn)
        .optional()?
        .ok_or_else(|| Problem::not_found("person"))
}

type PeopleQuery = people::BoxedQuery<'static, MultiBackend>;

fn people_in(scope: &Scope) -> PeopleQuery {
    let query = people::table.into_boxed();
    if scope.network { query } else { query.filter(people::region_id.eq_any(scope.regions.clone())) }
}

pub fn find_person(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<Person>> {
    people_in(scope).filter(people::id.eq(id)).select(Person::as_select()).first(conn).optional()
}

/// What a list of people is narrowed by.
#[derive(Default)]
pub struct PeopleFilter {
    pub words: Option<String>,
    pub role: Option<Role>,
    pub region: Option<Id>,
}

pub fn list_people(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &PeopleFilter,
    window: &Window<(String, Id)>,
) -> QueryResult<Vec<Person>> {
    let mut query = people_in(scope);
    if let Some(words) = &filter.words {
        let pattern = format!("%{}%", words.to_lowercase().replace(['%', '_'], " "));
        query = query.filter(people::email.like(pattern.clone()).or(lower(people::name).like(pattern)));
    }
    if let Some(region) = filter.region {
        query = query.filter(people::region_id.eq(region));
    }
    if let Some(role) = filter.role {
        let holders = grants::table
            .filter(grants::role.eq(role).and(grants::revoked_at.is_null()))
            .select(grants::person_id);
        query = query.filter(people::id.eq_any(holders));
    }
    if let Some((name, id)) = &window.after {
        query = query
            .filter(people::name.gt(name.clone()).or(people::name.eq(name.clone()).and(people::id.gt(*id))));
    }
    query.order((people::name, people::id)).limit(window.fetch()).select(Person::as_select()).load(conn)
}

/// The name of a person, for views of other slices.
///
/// # Errors
/// When the database does not answer.
pub fn person_name(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<String>> {
    people::table.filter(people::id.eq(id)).select(people::name).first(conn).optional()
}

/// The names of several people, for lists of other slices.
///
/// # Errors
/// When the database does not answer.
pub fn person_names(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let mut names = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<(Id, String)> = people::table
            .filter(people::id.eq_any(some.to_vec()))
            .select((people::id, people::name))
            .load(conn)?;
        names.extend(rows);
    }
    Ok(names)
}

/// What other slices need of a person: how to write to them and where they belong.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
pub struct Contact {
    pub id: Id,
    pub name: String,
    pub email: String,
    pub time_zone: String,
    pub institution_id: Option<Id>,
    pub region_id: Option<Id>,
}

/// The contacts of several people.
///
/// # Errors
/// When the database does not answer.
pub fn contacts(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, Contact>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<Contact> =
            people::table.filter(people::id.eq_any(some.to_vec())).select(Contact::as_select()).load(conn)?;
        found.extend(rows.into_iter().map(|contact| (contact.id, contact)));
    }
    Ok(found)
}

pub fn insert_person(conn: &mut AnyConnection, person: &Person) -> Result<(), Problem> {
    diesel::insert_into(people::table).values(person.clone()).execute(conn)?;
    Ok(())
}

pub fn insert_people(conn: &mut AnyConnection, rows: &[Person]) -> Result<(), Problem> {
    for some in rows.chunks(500) {
        on_backend!(conn, |c| diesel::insert_into(people::table).values(some).execute(c)?);
    }
    Ok(())
}

/// Writes the editable columns; 412 when the row moved on since `person` was read.
pub fn update_person(conn: &mut AnyConnection, person: &Person) -> Result<(), Problem> {
    let rows = diesel::update(
        people::table.filter(people::id.eq(person.id).and(people::version.eq(person.version - 1))),
    )
    .set((
        people::name.eq(&person.name),
        people::locale.eq(&person.locale),
        people::time_zone.eq(&person.time_zone),
        people::password_hash.eq(&person.password_hash),
        people::disabled_at.eq(person.disabled_at),
        people::updated_at.eq(person.updated_at),
        people::version.eq(person.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
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

pub fn list_grants(
    conn: &mut AnyConnection,
    person: Option<Id>,
    after: Option<Id>,
    fetch: i64,
) -> QueryResult<Vec<GrantRow>> {
    let mut query = grants::table.filter(grants::revoked_at.is_null()).into_boxed();
    if let Some(person) = person {
        query = query.filter(grants::person_id.eq(person));
    }
    if let Some(after) = after {
        query = query.filter(grants::id.gt(after));
    }
    query.order(grants::id).limit(fetch).select(GrantRow::as_select()).load(conn)
}

pub fn find_grant(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<GrantRow>> {
    grants::table
        .filter(grants::id.eq(id).and(grants::revoked_at.is_null()))
        .select(GrantRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_grant(
    work: &mut Work<'_>,
    person: Id,
    role: Role,
    kind: ScopeKind,
    scope: Option<Id>,
) -> Result<Id, Problem> {
    let id = work.new_id();
    diesel::insert_into(grants::table)
        .values((
            grants::id.eq(id),
            grants::person_id.eq(person),
            grants::role.eq(role),
            grants::scope_kind.eq(kind),
            grants::scope_id.eq(scope),
            grants::created_at.eq(work.stamp()),
            grants::version.eq(1_i64),
        ))
        .execute(work.conn)?;
    Ok(id)
}

pub fn insert_grants(conn: &mut AnyConnection, rows: &[GrantRow]) -> Result<(), Problem> {
    for some in rows.chunks(1000) {
        on_backend!(conn, |c| diesel::insert_into(grants::table).values(some).execute(c)?);
    }
    Ok(())
}

pub fn revoke_grant(conn: &mut AnyConnection, id: Id, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::update(grants::table.filter(grants::id.eq(id).and(grants::revoked_at.is_null())))
        .set((grants::revoked_at.eq(Some(now)), grants::version.eq(grants::version + 1)))
        .execute(conn)
}

/// What a grant's scope is called, so that people can read it; `None` also when it does not exist.
pub fn scope_name(conn: &mut AnyConnection, kind: ScopeKind, id: Option<Id>) -> QueryResult<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    match kind {
        ScopeKind::Network => Ok(None),
        ScopeKind::Region => {
            regions::table.filter(regions::id.eq(id)).select(regions::name).first(conn).optional()
        }
        ScopeKind::Association => associations::table
            .filter(associations::id.eq(id))
            .select(associations::name)
            .first(conn)
            .optional(),
        ScopeKind::Study => {
            studies::table.filter(studies::id.eq(id)).select(studies::title).first(conn).optional()
        }
    }
}
