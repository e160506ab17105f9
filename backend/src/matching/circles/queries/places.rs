//! Rows of places in circles, and the seats that they hold.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::circles::rules::{CircleLeaveReason, CirclePlaceState, CircleState};
use crate::matching::rules::{DeclineReason, EnrolmentRole};
use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{circle_places, circles};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = circle_places)]
pub struct PlaceRow {
    pub id: Id,
    pub circle_id: Id,
    pub round_id: Id,
    pub cycle_id: Id,
    /// The person's.
    pub region_id: Id,
    pub enrolment_id: Id,
    pub person_id: Id,
    pub role: EnrolmentRole,
    pub state: CirclePlaceState,
    /// Of a mentee: in [`matcher::circles::PARTS`] of a point.
    pub parts: Option<i64>,
    /// `None` until the person is asked.
    pub answer_by: Option<NaiveDateTime>,
    pub answered_at: Option<NaiveDateTime>,
    pub decline_reason: Option<DeclineReason>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    pub leave_reason: Option<CircleLeaveReason>,
}

/// No scope: for services that find the circle in the caller's.
pub fn find(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<PlaceRow>> {
    circle_places::table.filter(circle_places::id.eq(id)).select(PlaceRow::as_select()).first(conn).optional()
}

/// All places of several circles, in the order in which they were made. No scope: those of circles that were found.
pub fn of_circles(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, Vec<PlaceRow>>> {
    let mut found: HashMap<Id, Vec<PlaceRow>> = HashMap::new();
    for some in ids.chunks(500) {
        let rows: Vec<PlaceRow> = circle_places::table
            .filter(circle_places::circle_id.eq_any(some.to_vec()))
            .order(circle_places::id)
            .select(PlaceRow::as_select())
            .load(conn)?;
        for row in rows {
            found.entry(row.circle_id).or_default().push(row);
        }
    }
    Ok(found)
}

pub fn of_enrolment(conn: &mut AnyConnection, enrolment: Id) -> QueryResult<Vec<PlaceRow>> {
    circle_places::table
        .filter(circle_places::enrolment_id.eq(enrolment))
        .order(circle_places::id)
        .select(PlaceRow::as_select())
        .load(conn)
}

pub fn of_round(conn: &mut AnyConnection, round: Id) -> QueryResult<Vec<PlaceRow>> {
    circle_places::table
        .filter(circle_places::round_id.eq(round))
        .order(circle_places::id)
        .select(PlaceRow::as_select())
        .load(conn)
}

pub fn insert_all(conn: &mut AnyConnection, rows: &[PlaceRow]) -> Result<(), Problem> {
    for some in rows.chunks(500) {
        on_backend!(conn, |c| diesel::insert_into(circle_places::table).values(some).execute(c)?);
    }
    Ok(())
}

/// Writes what can change; 412 when the row moved on since `row` was read.
pub fn update(conn: &mut AnyConnection, row: &PlaceRow) -> Result<(), Problem> {
    let this = circle_places::table
        .filter(circle_places::id.eq(row.id).and(circle_places::version.eq(row.version - 1)));
    let rows = diesel::update(this)
        .set((
            circle_places::state.eq(row.state),
            circle_places::parts.eq(row.parts),
            circle_places::answer_by.eq(row.answer_by),
            circle_places::answered_at.eq(row.answered_at),
            circle_places::decline_reason.eq(row.decline_reason),
            circle_places::leave_reason.eq(row.leave_reason),
            circle_places::updated_at.eq(row.updated_at),
            circle_places::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Points are counted anew when somebody comes or goes; that makes no new version of a place.
pub fn set_parts(conn: &mut AnyConnection, id: Id, parts: Option<i64>) -> QueryResult<usize> {
    diesel::update(circle_places::table.filter(circle_places::id.eq(id)))
        .set(circle_places::parts.eq(parts))
        .execute(conn)
}

pub fn delete(conn: &mut AnyConnection, id: Id) -> QueryResult<usize> {
    diesel::delete(circle_places::table.filter(circle_places::id.eq(id))).execute(conn)
}

/// Seats held in a cycle by places of open circles: by who has joined, and by questions still open.
pub fn seats_held(conn: &mut AnyConnection, cycle: Id, now: NaiveDateTime) -> QueryResult<HashMap<Id, i32>> {
    let open = circles::table
        .filter(circles::cycle_id.eq(cycle).and(circles::state.eq(CircleState::Open)))
        .select(circles::id);
    let rows: Vec<Id> =
        circle_places::table
            .filter(circle_places::cycle_id.eq(cycle).and(circle_places::circle_id.eq_any(open)))
            .filter(circle_places::state.eq(CirclePlaceState::Joined).or(
                circle_places::state.eq(CirclePlaceState::Asked).and(circle_places::answer_by.gt(Some(now))),
            ))
            .select(circle_places::enrolment_id)
            .load(conn)?;
    let mut held = HashMap::new();
    for enrolment in rows {
        *held.entry(enrolment).or_insert(0) += 1;
    }
    Ok(held)
}

/// How many sit in each of several circles, by what they are there. No scope: circles that were found.
pub fn counts_in(
    conn: &mut AnyConnection,
    ids: &[Id],
    now: NaiveDateTime,
) -> QueryResult<HashMap<(Id, EnrolmentRole), usize>> {
    let mut found = HashMap::new();
    for some in ids.chunks(500) {
        let rows: Vec<(Id, EnrolmentRole, i64)> = circle_places::table
            .filter(circle_places::circle_id.eq_any(some.to_vec()))
            .filter(circle_places::state.eq(CirclePlaceState::Joined).or(
                circle_places::state.eq(CirclePlaceState::Asked).and(circle_places::answer_by.gt(Some(now))),
            ))
            .group_by((circle_places::circle_id, circle_places::role))
            .select((circle_places::circle_id, circle_places::role, diesel::dsl::count_star()))
            .load(conn)?;
        found.extend(
            rows.into_iter().map(|(id, role, count)| ((id, role), usize::try_from(count).unwrap_or(0))),
        );
    }
    Ok(found)
}

/// How many of a cycle are asked, and until when the last of them is.
pub fn asked_in(
    conn: &mut AnyConnection,
    cycle: Id,
    now: NaiveDateTime,
) -> QueryResult<(i64, Option<NaiveDateTime>)> {
    use diesel::dsl::{count_star, max};
    circle_places::table
        .filter(circle_places::cycle_id.eq(cycle).and(circle_places::state.eq(CirclePlaceState::Asked)))
        .filter(circle_places::answer_by.gt(Some(now)))
        .select((count_star(), max(circle_places::answer_by)))
        .first(conn)
}

/// Moves every question of the cycle whose time is over to expired.
pub fn expire_overdue(work: &mut Work<'_>, cycle: Id) -> QueryResult<usize> {
    let now = work.stamp();
    diesel::update(
        circle_places::table
            .filter(circle_places::cycle_id.eq(cycle).and(circle_places::state.eq(CirclePlaceState::Asked)))
            .filter(circle_places::answer_by.le(Some(now))),
    )
    .set((
        circle_places::state.eq(CirclePlaceState::Expired),
        circle_places::updated_at.eq(now),
        circle_places::version.eq(circle_places::version + 1),
    ))
    .execute(work.conn)
}
