//! Rows of people.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::auth::{Role, Scope};
use crate::platform::db::{AnyConnection, Id, MultiBackend, lower};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::search::containing;
use crate::schema::{affiliations, grants, people};

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

/// Whether a scope reaches somebody: its own person, and people of its regions.
pub fn sees_person(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<bool> {
    Ok(scope.is_own(id) || find_person(conn, scope, id)?.is_some())
}

/// What a list of people is narrowed by.
#[derive(Default)]
pub struct PeopleFilter {
    pub words: Option<String>,
    pub role: Option<Role>,
    pub region: Option<Id>,
    /// A role that has ended by this day is none.
    pub today: NaiveDate,
}

pub fn list_people(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &PeopleFilter,
    window: &Window<(String, Id)>,
) -> QueryResult<Vec<Person>> {
    let mut query = people_in(scope);
    if let Some(words) = &filter.words {
        let pattern = containing(words);
        query = query.filter(people::email.like(pattern.clone()).or(lower(people::name).like(pattern)));
    }
    if let Some(region) = filter.region {
        query = query.filter(people::region_id.eq(region));
    }
    if let Some(role) = filter.role {
        let holders = grants::table
            .filter(grants::role.eq(role).and(grants::revoked_at.is_null()))
            .filter(grants::ends_on.is_null().or(grants::ends_on.gt(Some(filter.today))))
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

/// What is needed to know whether somebody may be written to unasked, and in which language.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
pub struct Addressee {
    pub id: Id,
    pub name: String,
    pub email: String,
    pub locale: String,
    pub time_zone: String,
    pub region_id: Option<Id>,
    pub disabled_at: Option<NaiveDateTime>,
    password_hash: Option<String>,
}

impl Addressee {
    /// A password is set by a mailed link alone: without one nobody has shown yet that the address is theirs.
    #[must_use]
    pub const fn has_confirmed_address(&self) -> bool {
        self.password_hash.is_some()
    }
}

/// Several people to write to, by id; those outside the scope are not there.
///
/// # Errors
/// When the database does not answer.
pub fn addressees(
    conn: &mut AnyConnection,
    scope: &Scope,
    ids: &[Id],
) -> QueryResult<HashMap<Id, Addressee>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<Addressee> = people_in(scope)
            .filter(people::id.eq_any(some.to_vec()))
            .select(Addressee::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|one| (one.id, one)));
    }
    Ok(found)
}

pub fn insert_person(
    conn: &mut AnyConnection,
    person: &Person,
    recorded_by: Option<Id>,
) -> Result<(), Problem> {
    insert_people(conn, std::slice::from_ref(person), recorded_by)
}

/// Makes the accounts, and begins the history of where each works.
pub fn insert_people(
    conn: &mut AnyConnection,
    rows: &[Person],
    recorded_by: Option<Id>,
) -> Result<(), Problem> {
    for some in rows.chunks(500) {
        let begun: Vec<_> = some
            .iter()
            .filter_map(|person| {
                Some((
                    // The first of a person: no other row of the table has that id.
                    affiliations::id.eq(person.id),
                    affiliations::person_id.eq(person.id),
                    affiliations::institution_id.eq(person.institution_id?),
                    affiliations::since.eq(person.created_at.date()),
                    affiliations::recorded_by.eq(recorded_by),
                    affiliations::created_at.eq(person.created_at),
                    affiliations::updated_at.eq(person.created_at),
                    affiliations::version.eq(1_i64),
                ))
            })
            .collect();
        on_backend!(conn, |c| {
            diesel::insert_into(people::table).values(some).execute(c)?;
            if !begun.is_empty() {
                diesel::insert_into(affiliations::table).values(&begun).execute(c)?;
            }
        });
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
        people::email.eq(&person.email),
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
