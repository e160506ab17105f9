//! Rows of moves of jurisdictions, and what moves with one.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::cycles::{cycles_taking_people, cycles_under_way};
use crate::network::rules::moves::MoveState;
use crate::platform::auth::{Role, Scope, ScopeKind};
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{
    enrolments, grants, institutions, jurisdiction_moves as moves, jurisdictions, pairings, people, regions,
    seats,
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = moves)]
pub struct MoveRow {
    pub id: Id,
    pub jurisdiction: String,
    pub from_region_id: Id,
    pub to_region_id: Id,
    pub effective_on: NaiveDate,
    pub reason: String,
    pub state: MoveState,
    pub institutions: i64,
    pub people: i64,
    pub enrolments: i64,
    pub moved_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// Newest first. What lies where is a public fact of the network, and so is what lay where.
pub fn list_moves(
    conn: &mut AnyConnection,
    _: &Scope,
    jurisdiction: Option<String>,
    window: &Window<Id>,
) -> QueryResult<Vec<MoveRow>> {
    let mut query = moves::table.into_boxed();
    if let Some(code) = jurisdiction {
        query = query.filter(moves::jurisdiction.eq(code));
    }
    if let Some(after) = window.after {
        query = query.filter(moves::id.lt(after));
    }
    query.order(moves::id.desc()).limit(window.fetch()).select(MoveRow::as_select()).load(conn)
}

pub fn find_move(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<MoveRow>> {
    moves::table.filter(moves::id.eq(id)).select(MoveRow::as_select()).first(conn).optional()
}

pub fn planned_move(conn: &mut AnyConnection, jurisdiction: &str) -> QueryResult<Option<MoveRow>> {
    moves::table
        .filter(moves::jurisdiction.eq(jurisdiction.to_owned()).and(moves::state.eq(MoveState::Planned)))
        .select(MoveRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_move(conn: &mut AnyConnection, row: &MoveRow) -> QueryResult<usize> {
    diesel::insert_into(moves::table).values(row.clone()).execute(conn)
}

/// Writes state and figures over the version before: 412 when it moved on.
pub fn update_move(conn: &mut AnyConnection, row: &MoveRow) -> Result<(), Problem> {
    let target = moves::table.filter(moves::id.eq(row.id));
    let rows = diesel::update(target.filter(moves::version.eq(row.version - 1)))
        .set((
            moves::state.eq(row.state),
            moves::institutions.eq(row.institutions),
            moves::people.eq(row.people),
            moves::enrolments.eq(row.enrolments),
            moves::updated_at.eq(row.updated_at),
            moves::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Whether it lay in `from` until now: of two who move it at once, one does.
pub fn move_jurisdiction(conn: &mut AnyConnection, code: &str, from: Id, to: Id) -> QueryResult<bool> {
    let there = jurisdictions::code.eq(code.to_owned()).and(jurisdictions::region_id.eq(from));
    let rows = diesel::update(jurisdictions::table.filter(there))
        .set(jurisdictions::region_id.eq(to))
        .execute(conn)?;
    // Both regions read otherwise from now on: whoever has them asks anew.
    diesel::update(regions::table.filter(regions::id.eq_any(vec![from, to])))
        .set(regions::version.eq(regions::version + 1))
        .execute(conn)?;
    Ok(rows == 1)
}

// Who has their region from this jurisdiction: by their institution, else by their residence. People whom somebody
// placed in another region stay there.
macro_rules! belongs_here {
    ($code:expr, $from:expr) => {
        people::region_id.eq($from).and(
            people::institution_id
                .assume_not_null()
                .eq_any(
                    institutions::table
                        .filter(institutions::jurisdiction.eq($code.clone()))
                        .select(institutions::id),
                )
                .and(people::institution_id.is_not_null())
                .or(people::institution_id.is_null().and(people::jurisdiction.eq($code.clone()))),
        )
    };
}

macro_rules! who_moves {
    ($code:expr, $from:expr) => {
        people::table.filter(belongs_here!($code, $from)).select(people::id)
    };
}

/// What moves with a jurisdiction, and what stays.
#[derive(Debug, Default)]
pub struct Extent {
    pub institutions: i64,
    pub first_institutions: Vec<String>,
    pub people: i64,
    pub first_people: Vec<String>,
    pub enrolments: i64,
    pub roles: i64,
    pub enrolments_stay: i64,
    pub pairings_stay: i64,
    pub seats_stay: i64,
}

/// How many names of a list are told.
const FIRST: i64 = 5;

pub fn extent_of_move(conn: &mut AnyConnection, code: &str, from: Id) -> QueryResult<Extent> {
    let code = code.to_owned();
    let here = || {
        institutions::table
            .filter(institutions::jurisdiction.eq(code.clone()))
            .filter(institutions::merged_into.is_null())
    };
    let moving = || who_moves!(code, from);
    let enrolled = || {
        enrolments::table
            .filter(enrolments::state.eq("enrolled").and(enrolments::region_id.eq(from)))
            .filter(enrolments::person_id.eq_any(moving()))
    };
    Ok(Extent {
        institutions: here().count().get_result(conn)?,
        first_institutions: here()
            .order((institutions::name, institutions::id))
            .limit(FIRST)
            .select(institutions::name)
            .load(conn)?,
        people: people::table.filter(belongs_here!(code, from)).count().get_result(conn)?,
        first_people: people::table
            .filter(belongs_here!(code, from))
            .order((people::name, people::id))
            .limit(FIRST)
            .select(people::name)
            .load(conn)?,
        enrolments: enrolled()
            .filter(enrolments::cycle_id.eq_any(cycles_taking_people()))
            .count()
            .get_result(conn)?,
        roles: grants::table
            .filter(grants::role.eq_any(vec![Role::Mentor, Role::Mentee]))
            .filter(grants::scope_kind.eq(ScopeKind::Region).and(grants::scope_id.eq(from)))
            .filter(grants::revoked_at.is_null().and(grants::person_id.eq_any(moving())))
            .count()
            .get_result(conn)?,
        enrolments_stay: enrolled()
            .filter(enrolments::cycle_id.eq_any(cycles_under_way()))
            .count()
            .get_result(conn)?,
        pairings_stay: pairings::table
            .filter(pairings::state.ne("ended").and(pairings::region_id.eq(from)))
            .filter(pairings::mentee_id.eq_any(moving()))
            .count()
            .get_result(conn)?,
        seats_stay: seats::table
            .filter(seats::region_id.eq(from).and(seats::closed_at.is_null()))
            .count()
            .get_result(conn)?,
    })
}

/// Moves what [`extent_of_move`] counts as moving: a handful of statements, whatever the number of rows. People come
/// last, since the others are found by where their people were.
pub fn carry_along(
    conn: &mut AnyConnection,
    code: &str,
    from: Id,
    to: Id,
    now: NaiveDateTime,
) -> QueryResult<(i64, i64, i64)> {
    let code = code.to_owned();
    let counted = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    let enrolled = diesel::update(
        enrolments::table
            .filter(enrolments::state.eq("enrolled").and(enrolments::region_id.eq(from)))
            .filter(enrolments::cycle_id.eq_any(cycles_taking_people()))
            .filter(enrolments::person_id.eq_any(who_moves!(code, from))),
    )
    .set((
        enrolments::region_id.eq(to),
        enrolments::updated_at.eq(now),
        enrolments::version.eq(enrolments::version + 1),
    ))
    .execute(conn)?;
    diesel::update(
        grants::table
            .filter(grants::role.eq_any(vec![Role::Mentor, Role::Mentee]))
            .filter(grants::scope_kind.eq(ScopeKind::Region).and(grants::scope_id.eq(from)))
            .filter(grants::revoked_at.is_null())
            .filter(grants::person_id.eq_any(who_moves!(code, from))),
    )
    .set((grants::scope_id.eq(to), grants::version.eq(grants::version + 1)))
    .execute(conn)?;
    let moved = diesel::update(people::table.filter(belongs_here!(code, from)))
        .set((people::region_id.eq(to), people::updated_at.eq(now), people::version.eq(people::version + 1)))
        .execute(conn)?;
    // Those that were merged into others lie there too, and may come back; they are not counted.
    let merged = institutions::jurisdiction.eq(code.clone()).and(institutions::merged_into.is_not_null());
    diesel::update(institutions::table.filter(merged)).set(institutions::region_id.eq(to)).execute(conn)?;
    let there = institutions::jurisdiction.eq(code).and(institutions::merged_into.is_null());
    let libraries = diesel::update(institutions::table.filter(there))
        .set((
            institutions::region_id.eq(to),
            institutions::updated_at.eq(now),
            institutions::version.eq(institutions::version + 1),
        ))
        .execute(conn)?;
    Ok((counted(libraries), counted(moved), counted(enrolled)))
}
