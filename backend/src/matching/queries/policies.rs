//! Rows of matching policies, one for every save.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::rules::{CycleState, PolicyLevel};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{cycles, policy_versions};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = policy_versions)]
pub struct PolicyVersionRow {
    pub id: Id,
    pub level: PolicyLevel,
    pub region_id: Option<Id>,
    pub cycle_id: Option<Id>,
    /// From 1 on at each place.
    pub number: i64,
    /// A [`matcher::Policy`] as JSON; `None`: the level above counts.
    pub policy: Option<String>,
    pub note: String,
    pub saved_by: Option<Id>,
    pub saved_at: NaiveDateTime,
}

/// Whose policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Network,
    Region(Id),
    Cycle(Id),
}

impl Place {
    #[must_use]
    pub const fn level(self) -> PolicyLevel {
        match self {
            Self::Network => PolicyLevel::Network,
            Self::Region(_) => PolicyLevel::Region,
            Self::Cycle(_) => PolicyLevel::Cycle,
        }
    }

    #[must_use]
    pub const fn region(self) -> Option<Id> {
        match self {
            Self::Region(id) => Some(id),
            _ => None,
        }
    }

    #[must_use]
    pub const fn cycle(self) -> Option<Id> {
        match self {
            Self::Cycle(id) => Some(id),
            _ => None,
        }
    }
}

type VersionQuery = policy_versions::BoxedQuery<'static, MultiBackend>;

fn at(place: Place) -> VersionQuery {
    let query = policy_versions::table.filter(policy_versions::level.eq(place.level())).into_boxed();
    match place {
        Place::Network => query,
        Place::Region(id) => query.filter(policy_versions::region_id.eq(Some(id))),
        Place::Cycle(id) => query.filter(policy_versions::cycle_id.eq(Some(id))),
    }
}

/// The version that counts at a place, if anybody has saved one. No scope: whoever matches may know by what.
pub fn newest(conn: &mut AnyConnection, place: Place) -> QueryResult<Option<PolicyVersionRow>> {
    at(place)
        .order(policy_versions::number.desc())
        .select(PolicyVersionRow::as_select())
        .first(conn)
        .optional()
}

/// The same of several cycles.
pub fn newest_of_cycles(
    conn: &mut AnyConnection,
    cycles: &[Id],
) -> QueryResult<HashMap<Id, PolicyVersionRow>> {
    let rows: Vec<PolicyVersionRow> = policy_versions::table
        .filter(policy_versions::level.eq(PolicyLevel::Cycle))
        .filter(policy_versions::cycle_id.assume_not_null().eq_any(cycles.to_vec()))
        .order(policy_versions::number)
        .select(PolicyVersionRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|row| row.cycle_id.map(|cycle| (cycle, row))).collect())
}

/// A second save of the same number is refused by the database.
pub fn insert(conn: &mut AnyConnection, row: &PolicyVersionRow) -> Result<(), Problem> {
    diesel::insert_into(policy_versions::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Those of the network and of cycles, which hold for everybody, and those of one's regions. `drafts`: whether cycles that are
/// not announced yet exist for the caller.
fn within(scope: &Scope, drafts: bool) -> VersionQuery {
    let mut query = policy_versions::table.into_boxed();
    if !drafts {
        let announced = cycles::table.filter(cycles::state.ne(CycleState::Draft)).select(cycles::id);
        query = query.filter(
            policy_versions::cycle_id
                .is_null()
                .or(policy_versions::cycle_id.assume_not_null().eq_any(announced)),
        );
    }
    if scope.network {
        return query;
    }
    query.filter(
        policy_versions::level
            .ne(PolicyLevel::Region)
            .or(policy_versions::region_id.assume_not_null().eq_any(scope.regions.clone())),
    )
}

pub fn find(
    conn: &mut AnyConnection,
    scope: &Scope,
    drafts: bool,
    id: Id,
) -> QueryResult<Option<PolicyVersionRow>> {
    within(scope, drafts)
        .filter(policy_versions::id.eq(id))
        .select(PolicyVersionRow::as_select())
        .first(conn)
        .optional()
}

/// What a list of versions is narrowed by.
pub struct VersionFilter {
    pub level: Option<PolicyLevel>,
    pub region: Option<Id>,
    pub cycle: Option<Id>,
}

/// Newest first.
pub fn list(
    conn: &mut AnyConnection,
    scope: &Scope,
    drafts: bool,
    filter: &VersionFilter,
    window: &Window<(NaiveDateTime, Id)>,
) -> QueryResult<Vec<PolicyVersionRow>> {
    let mut query = within(scope, drafts);
    if let Some(level) = filter.level {
        query = query.filter(policy_versions::level.eq(level));
    }
    if let Some(region) = filter.region {
        query = query.filter(policy_versions::region_id.eq(Some(region)));
    }
    if let Some(cycle) = filter.cycle {
        query = query.filter(policy_versions::cycle_id.eq(Some(cycle)));
    }
    if let Some((at, id)) = window.after {
        query = query.filter(
            policy_versions::saved_at
                .lt(at)
                .or(policy_versions::saved_at.eq(at).and(policy_versions::id.lt(id))),
        );
    }
    query
        .order((policy_versions::saved_at.desc(), policy_versions::id.desc()))
        .limit(window.fetch())
        .select(PolicyVersionRow::as_select())
        .load(conn)
}
