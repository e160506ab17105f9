//! Rows of circles.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::circles::rules::{CircleEndReason, CirclePlaceState, CircleState};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{circle_places, circles};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = circles)]
pub struct CircleRow {
    pub id: Id,
    pub round_id: Id,
    pub cycle_id: Id,
    /// That of the round; `None`: of the whole nation.
    pub region_id: Option<Id>,
    pub name: String,
    pub state: CircleState,
    /// Until when those who were asked first answer; `None` until then.
    pub answer_by: Option<NaiveDateTime>,
    pub end_reason: Option<CircleEndReason>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

pub type CircleQuery = circles::BoxedQuery<'static, MultiBackend>;

/// The circles in which somebody is or was asked.
macro_rules! asked {
    ($person:expr) => {
        circle_places::table
            .filter(circle_places::person_id.eq($person).and(circle_places::answer_by.is_not_null()))
            .select(circle_places::circle_id)
    };
}

/// Those with a place in one's regions and, once one was asked, one's own.
fn within(scope: &Scope) -> CircleQuery {
    let query = circles::table.into_boxed();
    if scope.network {
        return query;
    }
    let of_region = circles::region_id.eq_any(scope.regions.clone());
    let sits_here = circles::id.eq_any(
        circle_places::table
            .filter(circle_places::region_id.eq_any(scope.regions.clone()))
            .select(circle_places::circle_id),
    );
    match scope.own {
        None => query.filter(sits_here.or(of_region)),
        Some(own) => query.filter(sits_here.or(of_region).or(circles::id.eq_any(asked!(own)))),
    }
}

pub fn find(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<CircleRow>> {
    within(scope).filter(circles::id.eq(id)).select(CircleRow::as_select()).first(conn).optional()
}

/// What a list of circles is narrowed by.
#[derive(Default)]
pub struct CircleFilter {
    pub cycle: Option<Id>,
    pub round: Option<Id>,
    /// Somebody of it sits there.
    pub region: Option<Id>,
    pub state: Option<CircleState>,
    /// Who is or was asked.
    pub asked: Option<Id>,
    /// Those that need people, and whether they alone are wanted or all others.
    pub in_need: Option<(bool, Vec<Id>)>,
}

/// In the order in which they were formed, or newest first.
pub fn list(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &CircleFilter,
    newest_first: bool,
    window: &Window<Id>,
) -> QueryResult<Vec<CircleRow>> {
    let mut query = within(scope);
    if let Some(cycle) = filter.cycle {
        query = query.filter(circles::cycle_id.eq(cycle));
    }
    if let Some(round) = filter.round {
        query = query.filter(circles::round_id.eq(round));
    }
    if let Some(region) = filter.region {
        query = query.filter(circles::id.eq_any(
            circle_places::table.filter(circle_places::region_id.eq(region)).select(circle_places::circle_id),
        ));
    }
    if let Some(state) = filter.state {
        query = query.filter(circles::state.eq(state));
    }
    if let Some(person) = filter.asked {
        query = query.filter(circles::id.eq_any(asked!(person)));
    }
    match &filter.in_need {
        Some((true, ids)) => query = query.filter(circles::id.eq_any(ids.clone())),
        Some((false, ids)) => query = query.filter(circles::id.ne_all(ids.clone())),
        None => {}
    }
    if newest_first {
        if let Some(after) = window.after {
            query = query.filter(circles::id.lt(after));
        }
        query = query.order(circles::id.desc());
    } else {
        if let Some(after) = window.after {
            query = query.filter(circles::id.gt(after));
        }
        query = query.order(circles::id);
    }
    query.limit(window.fetch()).select(CircleRow::as_select()).load(conn)
}

/// All of a round in the order in which they were formed. No scope: for services that checked.
pub fn of_round(conn: &mut AnyConnection, round: Id) -> QueryResult<Vec<CircleRow>> {
    circles::table
        .filter(circles::round_id.eq(round))
        .order(circles::id)
        .select(CircleRow::as_select())
        .load(conn)
}

/// The open ones about which a scope decides, in the order in which they were formed: those of its regions, all for the network.
pub fn open_led(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Vec<CircleRow>> {
    let mut query = circles::table.filter(circles::state.eq(CircleState::Open)).into_boxed();
    if !scope.network {
        query = query.filter(circles::region_id.eq_any(scope.regions.clone()));
    }
    query.order(circles::id).select(CircleRow::as_select()).load(conn)
}

/// The open ones of a cycle. No scope: for its closing.
pub fn open_in(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<CircleRow>> {
    circles::table
        .filter(circles::cycle_id.eq(cycle).and(circles::state.eq(CircleState::Open)))
        .order(circles::id)
        .select(CircleRow::as_select())
        .load(conn)
}

pub fn insert_all(conn: &mut AnyConnection, rows: &[CircleRow]) -> Result<(), Problem> {
    for some in rows.chunks(500) {
        on_backend!(conn, |c| diesel::insert_into(circles::table).values(some).execute(c)?);
    }
    Ok(())
}

/// Writes what can change; 412 when the row moved on since `row` was read.
pub fn update(conn: &mut AnyConnection, row: &CircleRow) -> Result<(), Problem> {
    let this = circles::table.filter(circles::id.eq(row.id).and(circles::version.eq(row.version - 1)));
    let rows = diesel::update(this)
        .set((
            circles::name.eq(&row.name),
            circles::state.eq(row.state),
            circles::answer_by.eq(row.answer_by),
            circles::end_reason.eq(row.end_reason),
            circles::updated_at.eq(row.updated_at),
            circles::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn delete(conn: &mut AnyConnection, id: Id) -> QueryResult<usize> {
    diesel::delete(circles::table.filter(circles::id.eq(id))).execute(conn)
}

/// Ends the questions of a circle that nobody has answered.
pub fn expire_questions(conn: &mut AnyConnection, circle: Id, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::update(
        circle_places::table.filter(
            circle_places::circle_id.eq(circle).and(circle_places::state.eq(CirclePlaceState::Asked)),
        ),
    )
    .set((
        circle_places::state.eq(CirclePlaceState::Expired),
        circle_places::updated_at.eq(now),
        circle_places::version.eq(circle_places::version + 1),
    ))
    .execute(conn)
}
