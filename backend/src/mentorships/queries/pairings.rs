//! Rows of pairings.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::mentorships::rules::{EndReason, PairingOrigin, PairingSide, PairingState, PauseReason};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{pairings, people};

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
    pub paused_at: Option<NaiveDateTime>,
    pub paused_until: Option<NaiveDate>,
    pub pause_reason: Option<PauseReason>,
    /// The day on which its last pause ended.
    pub resumed_on: Option<NaiveDate>,
    pub ended_by_side: Option<PairingSide>,
    pub made_by: PairingOrigin,
    pub agreement_reminded_at: Option<NaiveDateTime>,
    /// The last day of which the two have been told that it is near.
    pub end_told_for: Option<NaiveDate>,
}

impl PairingRow {
    #[must_use]
    pub fn is_of(&self, person: Option<Id>) -> bool {
        person.is_some_and(|person| self.mentor_id == person || self.mentee_id == person)
    }

    /// The last day of which a meeting can be.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.ended_on.unwrap_or(self.ends_on)
    }

    /// The other one of the pair.
    #[must_use]
    pub fn other_than(&self, person: Id) -> Id {
        if self.mentor_id == person { self.mentee_id } else { self.mentor_id }
    }

    /// As whom somebody acts who was found to reach it.
    #[must_use]
    pub fn side_of(&self, person: Option<Id>) -> PairingSide {
        match person {
            Some(id) if id == self.mentor_id => PairingSide::Mentor,
            Some(id) if id == self.mentee_id => PairingSide::Mentee,
            _ => PairingSide::Coordinator,
        }
    }
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

/// Holds pairings until the transaction ends and changes nothing of them: what is read of them from then on stays so.
pub fn hold(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<()> {
    diesel::update(pairings::table.filter(pairings::id.eq_any(ids.to_vec())))
        .set(pairings::version.eq(pairings::version))
        .execute(conn)?;
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

/// Writes what a step changes; 412 when the row moved on since `row` was read.
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
        pairings::paused_at.eq(row.paused_at),
        pairings::paused_until.eq(row.paused_until),
        pairings::pause_reason.eq(row.pause_reason),
        pairings::resumed_on.eq(row.resumed_on),
        pairings::ended_by_side.eq(row.ended_by_side),
        pairings::agreement_reminded_at.eq(row.agreement_reminded_at),
        pairings::end_told_for.eq(row.end_told_for),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Pairings that last, in the order of their ids, a page at a time. No scope: for those who look after all of them.
pub fn lasting_after(conn: &mut AnyConnection, after: Option<Id>, limit: i64) -> QueryResult<Vec<Id>> {
    let mut query = pairings::table.filter(pairings::state.ne(PairingState::Ended)).into_boxed();
    if let Some(after) = after {
        query = query.filter(pairings::id.gt(after));
    }
    query.order(pairings::id).limit(limit).select(pairings::id).load(conn)
}

/// Several pairings by id that the caller was found to reach.
pub fn by_ids(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<Vec<PairingRow>> {
    pairings::table.filter(pairings::id.eq_any(ids.to_vec())).select(PairingRow::as_select()).load(conn)
}

/// Pairings that last in the regions of the scope.
pub fn lasting_in_regions(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Vec<PairingRow>> {
    let mut query = pairings::table.filter(pairings::state.ne(PairingState::Ended)).into_boxed();
    if !scope.network {
        query = query.filter(pairings::region_id.eq_any(scope.regions.clone()));
    }
    query.order(pairings::id).select(PairingRow::as_select()).load(conn)
}

/// How many pairings last in each region of the scope.
pub fn lasting_counts(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Vec<(Id, i64)>> {
    let mut query = pairings::table
        .filter(pairings::state.ne(PairingState::Ended))
        .group_by(pairings::region_id)
        .select((pairings::region_id, count_star()))
        .into_boxed();
    if !scope.network {
        query = query.filter(pairings::region_id.eq_any(scope.regions.clone()));
    }
    query.load(conn)
}

/// Somebody's own pairings, as mentor or mentee.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn own_pairings(person: Id) -> _ {
    pairings::table
        .filter(pairings::mentor_id.eq(person).or(pairings::mentee_id.eq(person)))
        .select(pairings::id)
}

/// Pairings of mentors of the scope's regions that another region is responsible for, newest first; none of `reader`'s own.
pub fn run_from_elsewhere(
    conn: &mut AnyConnection,
    scope: &Scope,
    reader: Option<Id>,
    window: &Window<Id>,
) -> QueryResult<Vec<PairingRow>> {
    let mentors = people::table.filter(people::region_id.eq_any(scope.regions.clone())).select(people::id);
    let mut query = pairings::table
        .filter(pairings::mentor_id.eq_any(mentors))
        .filter(pairings::region_id.ne_all(scope.regions.clone()))
        .into_boxed();
    if let Some(reader) = reader {
        query = query.filter(pairings::mentor_id.ne(reader).and(pairings::mentee_id.ne(reader)));
    }
    if let Some(after) = window.after {
        query = query.filter(pairings::id.lt(after));
    }
    query.order(pairings::id.desc()).limit(window.fetch()).select(PairingRow::as_select()).load(conn)
}

/// Pairings of the scope's regions that last and end on a day or before: how many, and the first of them.
pub fn ending_until(
    conn: &mut AnyConnection,
    scope: &Scope,
    until: NaiveDate,
    most: i64,
) -> QueryResult<(i64, Vec<PairingRow>)> {
    let narrowed = || {
        let query = pairings::table
            .filter(pairings::state.ne(PairingState::Ended).and(pairings::ends_on.le(until)))
            .into_boxed();
        if scope.network { query } else { query.filter(pairings::region_id.eq_any(scope.regions.clone())) }
    };
    let count = narrowed().count().get_result(conn)?;
    let first = narrowed()
        .order((pairings::ends_on, pairings::id))
        .limit(most)
        .select(PairingRow::as_select())
        .load(conn)?;
    Ok((count, first))
}

/// Whether the two have or had a pairing in a cycle.
pub fn were_paired_in(conn: &mut AnyConnection, cycle: Id, mentor: Id, mentee: Id) -> QueryResult<bool> {
    let found: i64 = pairings::table
        .filter(pairings::cycle_id.eq(cycle))
        .filter(pairings::mentor_id.eq(mentor).and(pairings::mentee_id.eq(mentee)))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}
