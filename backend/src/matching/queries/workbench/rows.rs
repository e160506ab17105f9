//! Lists of a round's proposals as the workbench asks for them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::queries::proposals::{ProposalRow, in_state};
use crate::matching::rules::ProposalState;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::schema::proposals;

/// What the list is narrowed by. Names are looked at by whoever asks.
#[derive(Debug, Clone, Default)]
pub struct RowFilter {
    pub region: Option<Id>,
    pub state: Option<(ProposalState, NaiveDateTime)>,
    pub approved: Option<bool>,
    pub locked: Option<bool>,
    pub min_points: Option<i32>,
    pub max_points: Option<i32>,
    /// Changed by a step after this one.
    pub changed_since: Option<i64>,
}

type Rows = proposals::BoxedQuery<'static, MultiBackend>;

/// Those of one's regions. Without a state, all but what was replaced.
fn filtered(scope: &Scope, round: Id, filter: &RowFilter) -> Rows {
    let mut query = proposals::table.filter(proposals::round_id.eq(round)).into_boxed();
    if !scope.network {
        query = query.filter(proposals::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(region) = filter.region {
        query = query.filter(proposals::region_id.eq(region));
    }
    query = match filter.state {
        Some((state, now)) => in_state(query, state, now),
        None => query.filter(proposals::state.ne(ProposalState::Replaced)),
    };
    query = match filter.approved {
        Some(true) => query.filter(proposals::approved_at.is_not_null()),
        Some(false) => query.filter(proposals::approved_at.is_null()),
        None => query,
    };
    if let Some(locked) = filter.locked {
        query = query.filter(proposals::locked.eq(locked));
    }
    if let Some(least) = filter.min_points {
        query = query.filter(proposals::points.ge(least));
    }
    if let Some(most) = filter.max_points {
        query = query.filter(proposals::points.le(most));
    }
    if let Some(seq) = filter.changed_since {
        query = query.filter(proposals::changed_seq.gt(seq));
    }
    query
}

/// By points, most or fewest first.
pub fn by_points(
    conn: &mut AnyConnection,
    scope: &Scope,
    round: Id,
    filter: &RowFilter,
    fewest_first: bool,
    window: &Window<(i32, Id)>,
) -> QueryResult<Vec<ProposalRow>> {
    let mut query = filtered(scope, round, filter);
    if let Some((points, id)) = window.after {
        query = if fewest_first {
            query.filter(
                proposals::points.gt(points).or(proposals::points.eq(points).and(proposals::id.gt(id))),
            )
        } else {
            query.filter(
                proposals::points.lt(points).or(proposals::points.eq(points).and(proposals::id.lt(id))),
            )
        };
    }
    query = if fewest_first {
        query.order((proposals::points.asc(), proposals::id.asc()))
    } else {
        query.order((proposals::points.desc(), proposals::id.desc()))
    };
    query.limit(window.fetch()).select(ProposalRow::as_select()).load(conn)
}

/// What is needed to sort a whole round by name, or to look for one.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct RowKey {
    pub id: Id,
    pub points: i32,
    pub mentor_id: Id,
    pub mentee_id: Id,
}

pub fn keys(
    conn: &mut AnyConnection,
    scope: &Scope,
    round: Id,
    filter: &RowFilter,
) -> QueryResult<Vec<RowKey>> {
    filtered(scope, round, filter)
        .select((proposals::id, proposals::points, proposals::mentor_id, proposals::mentee_id))
        .load(conn)
}

/// Some proposals, in no order. No scope: the ids were found in it.
pub fn by_ids(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<Vec<ProposalRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<ProposalRow> = proposals::table
            .filter(proposals::id.eq_any(some.to_vec()))
            .select(ProposalRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// A mentee of a round, and the points of their pair if there is one.
#[derive(Debug, Clone, Copy)]
pub struct Served {
    pub mentee_enrolment_id: Id,
    pub region_id: Id,
    pub mentor_enrolment_id: Option<Id>,
    pub points: Option<i32>,
    /// False for a pair that came to nothing: a newer one, or having none, says more.
    pub stands: bool,
}

impl Served {
    #[must_use]
    pub fn points(&self) -> Option<u32> {
        self.points.and_then(|points| u32::try_from(points).ok())
    }
}

/// The mentees to whom a round gave somebody, whatever came of it later; not what was replaced or withdrawn.
pub fn served(conn: &mut AnyConnection, scope: &Scope, round: Id) -> QueryResult<Vec<Served>> {
    let rows: Vec<(Id, Id, Id, i32, ProposalState)> = filtered(scope, round, &RowFilter::default())
        .filter(proposals::state.ne(ProposalState::Withdrawn))
        .order(proposals::mentee_enrolment_id)
        .select((
            proposals::mentee_enrolment_id,
            proposals::region_id,
            proposals::mentor_enrolment_id,
            proposals::points,
            proposals::state,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(mentee_enrolment_id, region_id, mentor, points, state)| Served {
            mentee_enrolment_id,
            region_id,
            mentor_enrolment_id: Some(mentor),
            points: Some(points),
            stands: matches!(
                state,
                ProposalState::Proposed | ProposalState::Published | ProposalState::Accepted
            ),
        })
        .collect())
}
