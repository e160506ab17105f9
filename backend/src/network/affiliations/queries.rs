//! Rows of affiliations, and of what a move of their person touches.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::network::queries::{cycles_taking_people, cycles_under_way};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{affiliations, enrolments, pairings, people};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = affiliations)]
pub struct AffiliationRow {
    pub id: Id,
    pub person_id: Id,
    pub institution_id: Id,
    pub since: NaiveDate,
    /// The day on which they were there no more; `None` while they are.
    pub until: Option<NaiveDate>,
    pub recorded_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// Where a person is now.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
pub struct Whereabouts {
    pub id: Id,
    pub name: String,
    pub institution_id: Option<Id>,
    pub jurisdiction: Option<String>,
    pub region_id: Option<Id>,
    pub version: i64,
}

/// Themselves, somebody in a region of the caller's, or anybody for those who see the network.
pub fn find_whereabouts(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<Whereabouts>> {
    let found: Option<Whereabouts> =
        people::table.filter(people::id.eq(id)).select(Whereabouts::as_select()).first(conn).optional()?;
    Ok(found.filter(|person| {
        scope.network
            || scope.is_own(person.id)
            || person.region_id.is_some_and(|r| scope.regions.contains(&r))
    }))
}

/// The history of one person, whom the caller may see, newest first.
pub fn affiliations_of(
    conn: &mut AnyConnection,
    person: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<AffiliationRow>> {
    let mut query = affiliations::table.filter(affiliations::person_id.eq(person)).into_boxed();
    if let Some(after) = window.after {
        query = query.filter(affiliations::id.lt(after));
    }
    query.order(affiliations::id.desc()).limit(window.fetch()).select(AffiliationRow::as_select()).load(conn)
}

/// Who is or was at an institution, of the people whom the caller may see, newest first.
pub fn affiliations_at(
    conn: &mut AnyConnection,
    scope: &Scope,
    institution: Id,
    present: Option<bool>,
    window: &Window<Id>,
) -> QueryResult<Vec<AffiliationRow>> {
    let mut query = affiliations::table.filter(affiliations::institution_id.eq(institution)).into_boxed();
    if !scope.network {
        let seen = people::table
            .filter(people::region_id.assume_not_null().eq_any(scope.regions.clone()))
            .filter(people::region_id.is_not_null())
            .select(people::id);
        query = query.filter(affiliations::person_id.eq_any(seen));
    }
    match present {
        Some(true) => query = query.filter(affiliations::until.is_null()),
        Some(false) => query = query.filter(affiliations::until.is_not_null()),
        None => {}
    }
    if let Some(after) = window.after {
        query = query.filter(affiliations::id.lt(after));
    }
    query.order(affiliations::id.desc()).limit(window.fetch()).select(AffiliationRow::as_select()).load(conn)
}

/// The present affiliation and the last day on which an earlier one ended.
pub fn present_and_last(
    conn: &mut AnyConnection,
    person: Id,
) -> QueryResult<(Option<AffiliationRow>, Option<NaiveDate>)> {
    let present = affiliations::table
        .filter(affiliations::person_id.eq(person).and(affiliations::until.is_null()))
        .select(AffiliationRow::as_select())
        .first(conn)
        .optional()?;
    let last = affiliations::table
        .filter(affiliations::person_id.eq(person))
        .select(diesel::dsl::max(affiliations::until))
        .first(conn)?;
    Ok((present, last))
}

pub fn insert_affiliation(conn: &mut AnyConnection, row: &AffiliationRow) -> QueryResult<usize> {
    diesel::insert_into(affiliations::table).values(row.clone()).execute(conn)
}

/// Writes where and until when over the version before; whether it was still that version.
pub fn update_affiliation(conn: &mut AnyConnection, row: &AffiliationRow) -> QueryResult<bool> {
    let before = affiliations::id.eq(row.id).and(affiliations::version.eq(row.version - 1));
    let rows = diesel::update(affiliations::table.filter(before))
        .set((
            affiliations::institution_id.eq(row.institution_id),
            affiliations::until.eq(row.until),
            affiliations::recorded_by.eq(row.recorded_by),
            affiliations::updated_at.eq(row.updated_at),
            affiliations::version.eq(row.version),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}

/// Puts the person where they are from now on; whether nobody else did at the same moment.
pub fn set_whereabouts(
    conn: &mut AnyConnection,
    after: &Whereabouts,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    let before = people::id.eq(after.id).and(people::version.eq(after.version - 1));
    let rows = diesel::update(people::table.filter(before))
        .set((
            people::institution_id.eq(after.institution_id),
            people::region_id.eq(after.region_id),
            people::updated_at.eq(now),
            people::version.eq(after.version),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}

/// What hangs on where a person works: enrolments that can go along, those that cannot, and open pairings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hanging {
    pub enrolments_open: i64,
    pub enrolments_under_way: i64,
    pub pairings: i64,
}

pub fn hanging_on_person(conn: &mut AnyConnection, person: Id) -> QueryResult<Hanging> {
    let enrolled =
        || enrolments::table.filter(enrolments::person_id.eq(person).and(enrolments::state.eq("enrolled")));
    Ok(Hanging {
        enrolments_open: enrolled()
            .filter(enrolments::cycle_id.eq_any(cycles_taking_people()))
            .count()
            .get_result(conn)?,
        enrolments_under_way: enrolled()
            .filter(enrolments::cycle_id.eq_any(cycles_under_way()))
            .count()
            .get_result(conn)?,
        pairings: pairings::table
            .filter(pairings::state.ne("ended"))
            .filter(pairings::mentor_id.eq(person).or(pairings::mentee_id.eq(person)))
            .count()
            .get_result(conn)?,
    })
}

/// Takes the person's enrolments along, in cycles that still take people.
pub fn take_enrolments_along(
    conn: &mut AnyConnection,
    after: &Whereabouts,
    now: NaiveDateTime,
) -> Result<i64, Problem> {
    // Nobody is enrolled without a region.
    let Some(region) = after.region_id else { return Ok(0) };
    let rows = diesel::update(
        enrolments::table
            .filter(enrolments::person_id.eq(after.id).and(enrolments::state.eq("enrolled")))
            .filter(enrolments::cycle_id.eq_any(cycles_taking_people())),
    )
    .set((
        enrolments::institution_id.eq(after.institution_id),
        enrolments::region_id.eq(region),
        enrolments::updated_at.eq(now),
        enrolments::version.eq(enrolments::version + 1),
    ))
    .execute(conn)?;
    Ok(i64::try_from(rows).unwrap_or(i64::MAX))
}
