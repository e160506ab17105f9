//! Rows of pairings, agreements and meetings.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::rules::{Cadence, EndReason, MeetingChannel, PairingState};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{agreements, meetings, pairings};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pairings)]
pub struct PairingRow {
    pub id: Id,
    pub cycle_id: Id,
    pub proposal_id: Id,
    /// The mentee's region, which is responsible.
    pub region_id: Id,
    pub mentor_id: Id,
    pub mentee_id: Id,
    pub state: PairingState,
    pub started_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
    pub end_reason: Option<EndReason>,
    pub ended_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

impl PairingRow {
    #[must_use]
    pub fn is_of(&self, person: Option<Id>) -> bool {
        person.is_some_and(|person| self.mentor_id == person || self.mentee_id == person)
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = agreements)]
pub struct AgreementRow {
    pub id: Id,
    pub pairing_id: Id,
    /// A JSON list.
    pub goals: String,
    pub cadence: Cadence,
    pub confidentiality: String,
    pub ends_on: NaiveDate,
    pub mentor_signed_at: Option<NaiveDateTime>,
    pub mentee_signed_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

impl AgreementRow {
    #[must_use]
    pub fn goals(&self) -> Vec<String> {
        serde_json::from_str(&self.goals).unwrap_or_default()
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = meetings)]
pub struct MeetingRow {
    pub id: Id,
    pub pairing_id: Id,
    pub held_on: NaiveDate,
    pub duration_minutes: i32,
    pub channel: MeetingChannel,
    /// For the two alone.
    pub shared_note: Option<String>,
    pub logged_by: Id,
    pub created_at: NaiveDateTime,
    pub version: i64,
}

pub fn insert(conn: &mut AnyConnection, row: &PairingRow) -> Result<(), Problem> {
    diesel::insert_into(pairings::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Pairings of one's regions, and one's own.
fn within(scope: &Scope) -> pairings::BoxedQuery<'static, MultiBackend> {
    let query = pairings::table.into_boxed();
    if scope.network {
        return query;
    }
    let regional = pairings::region_id.eq_any(scope.regions.clone());
    match scope.own {
        None => query.filter(regional),
        Some(own) => query.filter(regional.or(pairings::mentor_id.eq(own)).or(pairings::mentee_id.eq(own))),
    }
}

pub fn find(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<PairingRow>> {
    within(scope).filter(pairings::id.eq(id)).select(PairingRow::as_select()).first(conn).optional()
}

/// Takes the pairing for this transaction, so that what the two do at once happens one after the
/// other, and moves its version: meetings and signatures are part of how it is shown.
pub fn touch(work: &mut Work<'_>, id: Id) -> Result<(), Problem> {
    diesel::update(pairings::table.filter(pairings::id.eq(id)))
        .set((pairings::updated_at.eq(work.stamp()), pairings::version.eq(pairings::version + 1)))
        .execute(work.conn)?;
    Ok(())
}

/// What a list of pairings is narrowed by.
#[derive(Default)]
pub struct PairingFilter {
    pub state: Option<PairingState>,
    pub cycle: Option<Id>,
    pub region: Option<Id>,
}

/// Newest first.
pub fn list(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &PairingFilter,
    window: &Window<Id>,
) -> QueryResult<Vec<PairingRow>> {
    let mut query = within(scope);
    if let Some(state) = filter.state {
        query = query.filter(pairings::state.eq(state));
    }
    if let Some(cycle) = filter.cycle {
        query = query.filter(pairings::cycle_id.eq(cycle));
    }
    if let Some(region) = filter.region {
        query = query.filter(pairings::region_id.eq(region));
    }
    if let Some(after) = window.after {
        query = query.filter(pairings::id.lt(after));
    }
    query.order(pairings::id.desc()).limit(window.fetch()).select(PairingRow::as_select()).load(conn)
}

/// All pairings of a cycle. No scope: for other slices, which checked.
pub fn of_cycle(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<PairingRow>> {
    pairings::table
        .filter(pairings::cycle_id.eq(cycle))
        .order(pairings::id)
        .select(PairingRow::as_select())
        .load(conn)
}

/// Writes state and end; 412 when the row moved on since `row` was read.
pub fn update(conn: &mut AnyConnection, row: &PairingRow) -> Result<(), Problem> {
    let rows = diesel::update(
        pairings::table.filter(pairings::id.eq(row.id).and(pairings::version.eq(row.version - 1))),
    )
    .set((
        pairings::state.eq(row.state),
        pairings::ends_on.eq(row.ends_on),
        pairings::ended_on.eq(row.ended_on),
        pairings::end_reason.eq(row.end_reason),
        pairings::ended_by.eq(row.ended_by),
        pairings::updated_at.eq(row.updated_at),
        pairings::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// The agreement of a pairing that the caller was found to reach.
pub fn agreement(conn: &mut AnyConnection, pairing: Id) -> QueryResult<Option<AgreementRow>> {
    agreements::table
        .filter(agreements::pairing_id.eq(pairing))
        .select(AgreementRow::as_select())
        .first(conn)
        .optional()
}

pub fn agreements_of(conn: &mut AnyConnection, pairings: &[Id]) -> QueryResult<HashMap<Id, AgreementRow>> {
    let rows: Vec<AgreementRow> = agreements::table
        .filter(agreements::pairing_id.eq_any(pairings.to_vec()))
        .select(AgreementRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.pairing_id, row)).collect())
}

pub fn insert_agreement(conn: &mut AnyConnection, row: &AgreementRow) -> Result<(), Problem> {
    diesel::insert_into(agreements::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// 412 when the row moved on since `row` was read.
pub fn update_agreement(conn: &mut AnyConnection, row: &AgreementRow) -> Result<(), Problem> {
    let rows = diesel::update(
        agreements::table.filter(agreements::id.eq(row.id).and(agreements::version.eq(row.version - 1))),
    )
    .set((
        agreements::goals.eq(&row.goals),
        agreements::cadence.eq(row.cadence),
        agreements::confidentiality.eq(&row.confidentiality),
        agreements::ends_on.eq(row.ends_on),
        agreements::mentor_signed_at.eq(row.mentor_signed_at),
        agreements::mentee_signed_at.eq(row.mentee_signed_at),
        agreements::updated_at.eq(row.updated_at),
        agreements::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn insert_meeting(conn: &mut AnyConnection, row: &MeetingRow) -> Result<(), Problem> {
    diesel::insert_into(meetings::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// The meetings of a pairing that the caller was found to reach, latest first.
pub fn list_meetings(
    conn: &mut AnyConnection,
    pairing: Id,
    window: &Window<(NaiveDate, Id)>,
) -> QueryResult<Vec<MeetingRow>> {
    let mut query = meetings::table.filter(meetings::pairing_id.eq(pairing)).into_boxed();
    if let Some((day, id)) = window.after {
        query =
            query.filter(meetings::held_on.lt(day).or(meetings::held_on.eq(day).and(meetings::id.lt(id))));
    }
    query
        .order((meetings::held_on.desc(), meetings::id.desc()))
        .limit(window.fetch())
        .select(MeetingRow::as_select())
        .load(conn)
}

/// How many meetings each pairing has had, and the last day of them.
pub fn meetings_of(
    conn: &mut AnyConnection,
    pairings: &[Id],
) -> QueryResult<HashMap<Id, (i64, Option<NaiveDate>)>> {
    use diesel::dsl::{count_star, max};
    let rows: Vec<(Id, i64, Option<NaiveDate>)> = meetings::table
        .filter(meetings::pairing_id.eq_any(pairings.to_vec()))
        .group_by(meetings::pairing_id)
        .select((meetings::pairing_id, count_star(), max(meetings::held_on)))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, n, last)| (id, (n, last))).collect())
}

/// Pairings in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct PairingCounts {
    pub active: i64,
    pub ended_completed: i64,
    pub ended_early: i64,
    /// Pairings whose agreement both have signed.
    pub with_agreement: i64,
    pub meetings: i64,
}

pub fn counts(conn: &mut AnyConnection, region: Option<Id>, cycle: Option<Id>) -> QueryResult<PairingCounts> {
    /// The same narrowing for three queries of different types.
    macro_rules! narrowed {
        ($query:expr) => {{
            let mut query = $query.into_boxed();
            if let Some(region) = region {
                query = query.filter(pairings::region_id.eq(region));
            }
            if let Some(cycle) = cycle {
                query = query.filter(pairings::cycle_id.eq(cycle));
            }
            query
        }};
    }
    let mut found = PairingCounts::default();
    let rows: Vec<(PairingState, Option<EndReason>)> =
        narrowed!(pairings::table).select((pairings::state, pairings::end_reason)).load(conn)?;
    for row in rows {
        match row {
            (PairingState::Active, _) => found.active += 1,
            (PairingState::Ended, Some(EndReason::Completed)) => found.ended_completed += 1,
            (PairingState::Ended, _) => found.ended_early += 1,
        }
    }
    found.with_agreement = narrowed!(agreements::table.inner_join(pairings::table))
        .filter(agreements::mentor_signed_at.is_not_null().and(agreements::mentee_signed_at.is_not_null()))
        .count()
        .get_result(conn)?;
    found.meetings = narrowed!(meetings::table.inner_join(pairings::table)).count().get_result(conn)?;
    Ok(found)
}
