//! The plan, its adjustments, the library and the jobs.

use chrono::NaiveDate;
use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use super::{NAMED, Waiting};
use crate::evaluation::AdjustmentState;
use crate::network::MilestoneState;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::jobs::JobState;
use crate::resources::ResourceState;
use crate::schema::{adjustments, jobs, milestones, objectives, resources};

/// A milestone with the title of its objective.
#[derive(Debug, Queryable)]
pub struct PlanRow {
    pub id: Id,
    pub objective_id: Id,
    pub objective_title: String,
    pub title: String,
    pub owner_id: Option<Id>,
    pub due_on: NaiveDate,
    pub state: MilestoneState,
}

/// Open milestones due before `before`, soonest first: all in the network's scope, else one's own.
pub fn open_milestones(
    conn: &mut AnyConnection,
    scope: &Scope,
    before: NaiveDate,
    most: i64,
) -> QueryResult<Vec<PlanRow>> {
    let open: Vec<MilestoneState> =
        MilestoneState::ALL.iter().copied().filter(|state| state.is_open()).collect();
    let mut query = milestones::table
        .inner_join(objectives::table)
        .filter(milestones::state.eq_any(open).and(milestones::due_on.lt(before)))
        .into_boxed();
    if !scope.network {
        let Some(person) = scope.own else { return Ok(Vec::new()) };
        query = query.filter(milestones::owner_id.eq(person));
    }
    query
        .order((milestones::due_on, milestones::id))
        .limit(most)
        .select((
            milestones::id,
            milestones::objective_id,
            objectives::title,
            milestones::title,
            milestones::owner_id,
            milestones::due_on,
            milestones::state,
        ))
        .load(conn)
}

/// Open milestones whose day has passed.
pub fn overdue_milestones(conn: &mut AnyConnection, scope: &Scope, today: NaiveDate) -> QueryResult<Waiting> {
    let rows = open_milestones(conn, scope, today, i64::MAX)?;
    Ok(Waiting {
        count: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        earliest_on: rows.first().map(|row| row.due_on),
        first: rows.into_iter().take(5).map(|row| (row.id, row.title)).collect(),
    })
}

/// Adjustments not done whose day has passed: all in the network's scope, else one's own.
pub fn overdue_adjustments(
    conn: &mut AnyConnection,
    scope: &Scope,
    today: NaiveDate,
) -> QueryResult<Waiting> {
    let narrowed = || {
        let query = adjustments::table
            .filter(adjustments::state.eq_any([AdjustmentState::Planned, AdjustmentState::InProgress]))
            .filter(adjustments::due_on.lt(today))
            .into_boxed();
        match (scope.network, scope.own) {
            (true, _) => Some(query),
            (false, Some(person)) => Some(query.filter(adjustments::owner_id.eq(person))),
            (false, None) => None,
        }
    };
    let (Some(all), Some(first)) = (narrowed(), narrowed()) else { return Ok(Waiting::default()) };
    let (count, earliest_on) = all.select((count_star(), min(adjustments::due_on))).first(conn)?;
    let first = first
        .order((adjustments::due_on, adjustments::id))
        .limit(NAMED)
        .select((adjustments::id, adjustments::title))
        .load(conn)?;
    Ok(Waiting { count, earliest_on, first })
}

/// Resources handed in for review.
pub fn resources_in_review(conn: &mut AnyConnection) -> QueryResult<Waiting> {
    let waiting = resources::table.filter(resources::state.eq(ResourceState::InReview));
    let count = waiting.count().get_result(conn)?;
    let first = waiting
        .order((resources::updated_at, resources::id))
        .limit(NAMED)
        .select((resources::id, resources::title))
        .load(conn)?;
    Ok(Waiting { count, earliest_on: None, first })
}

/// Published resources whose review day has come: all in the network's scope, else one's own.
pub fn resources_to_check(conn: &mut AnyConnection, scope: &Scope, today: NaiveDate) -> QueryResult<Waiting> {
    let narrowed = || {
        let query = resources::table
            .filter(resources::number.gt(0).and(resources::state.ne(ResourceState::Retired)))
            .filter(resources::review_by.le(today))
            .into_boxed();
        match (scope.network, scope.own) {
            (true, _) => Some(query),
            (false, Some(person)) => Some(query.filter(resources::owner_id.eq(person))),
            (false, None) => None,
        }
    };
    let (Some(all), Some(first)) = (narrowed(), narrowed()) else { return Ok(Waiting::default()) };
    let (count, earliest_on) = all.select((count_star(), min(resources::review_by))).first(conn)?;
    let first = first
        .order((resources::review_by, resources::id))
        .limit(NAMED)
        .select((resources::id, resources::title))
        .load(conn)?;
    Ok(Waiting { count, earliest_on, first })
}

/// Id, kind, state, done and total of jobs that have not ended, oldest first; `scope` is that of the
/// permission to view jobs.
pub fn open_jobs(
    conn: &mut AnyConnection,
    scope: &Scope,
) -> QueryResult<Vec<(Id, String, JobState, i64, i64)>> {
    let mut query =
        jobs::table.filter(jobs::state.eq_any([JobState::Queued, JobState::Running])).into_boxed();
    if !scope.network {
        let Some(person) = scope.own else { return Ok(Vec::new()) };
        query = query.filter(jobs::created_by.eq(person));
    }
    query
        .order(jobs::id)
        .limit(50)
        .select((jobs::id, jobs::kind, jobs::state, jobs::done, jobs::total))
        .load(conn)
}
