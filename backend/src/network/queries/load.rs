//! What regions carry, and what hangs on them.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::platform::auth::ScopeKind;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{
    applications, cohort_members, cycles, enrolments, grants, institutions, jurisdiction_moves,
    jurisdictions, message_recipients, message_templates, messages, openings, pairings, people, rounds,
    seats,
};

type ByRegion = HashMap<Id, i64>;

/// Institutions whose staff is not reported, by region.
pub fn institutions_without_staff(conn: &mut AnyConnection) -> QueryResult<ByRegion> {
    let rows: Vec<(Id, i64)> = institutions::table
        .filter(institutions::staff.is_null().and(institutions::merged_into.is_null()))
        .group_by(institutions::region_id)
        .select((institutions::region_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// People with an account that is not disabled, by region.
pub fn people_by_region(conn: &mut AnyConnection) -> QueryResult<ByRegion> {
    let rows: Vec<(Option<Id>, i64)> = people::table
        .filter(people::disabled_at.is_null().and(people::region_id.is_not_null()))
        .group_by(people::region_id)
        .select((people::region_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(region, n)| region.map(|region| (region, n))).collect())
}

/// Enrolments in cycles that are not closed, by region.
pub fn enrolments_by_region(conn: &mut AnyConnection) -> QueryResult<ByRegion> {
    let open = cycles::table.filter(cycles::state.ne("closed")).select(cycles::id);
    let rows: Vec<(Id, i64)> = enrolments::table
        .filter(enrolments::state.eq("enrolled").and(enrolments::cycle_id.eq_any(open)))
        .group_by(enrolments::region_id)
        .select((enrolments::region_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Applications that are neither decided nor withdrawn, by region. Those of a filled opening wait for nothing any more;
/// those of a closed one are still decided.
pub fn applications_by_region(conn: &mut AnyConnection) -> QueryResult<ByRegion> {
    let unfilled = openings::table.filter(openings::state.ne("filled")).select(openings::id);
    let undecided = applications::state.eq_any(vec!["submitted", "in_review", "offered"]);
    let rows: Vec<(Id, i64)> = applications::table
        .filter(undecided.and(applications::opening_id.eq_any(unfilled)))
        .group_by(applications::region_id)
        .select((applications::region_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Everything that hangs on one of these regions, what there is none of left out.
pub fn hanging_on(conn: &mut AnyConnection, regions: &[Id]) -> QueryResult<Vec<(&'static str, i64)>> {
    let ids = || regions.to_vec();
    let mut found: Vec<(&'static str, i64)> = Vec::new();
    macro_rules! count {
        ($what:literal, $table:ident, $column:expr) => {
            found.push(($what, $table::table.filter($column.eq_any(ids())).count().get_result(conn)?));
        };
    }
    count!("seats", seats, seats::region_id);
    count!("institutions", institutions, institutions::region_id);
    count!("people", people, people::region_id.assume_not_null());
    count!("openings", openings, openings::region_id);
    count!("cohort members", cohort_members, cohort_members::region_id.assume_not_null());
    count!("enrolments", enrolments, enrolments::region_id);
    count!("rounds", rounds, rounds::region_id.assume_not_null());
    count!("pairings", pairings, pairings::region_id);
    count!("message templates", message_templates, message_templates::region_id.assume_not_null());
    count!("messages", messages, messages::region_id.assume_not_null());
    count!("recipients of messages", message_recipients, message_recipients::region_id.assume_not_null());
    let roles = grants::table
        .filter(grants::scope_kind.eq(ScopeKind::Region).and(grants::revoked_at.is_null()))
        .filter(grants::scope_id.assume_not_null().eq_any(ids()));
    found.push(("roles", roles.count().get_result(conn)?));
    let history = jurisdiction_moves::table.filter(
        jurisdiction_moves::from_region_id.eq_any(ids()).or(jurisdiction_moves::to_region_id.eq_any(ids())),
    );
    found.push(("moves of jurisdictions", history.count().get_result(conn)?));
    found.retain(|(_, n)| *n > 0);
    Ok(found)
}

pub fn count_jurisdictions_in(conn: &mut AnyConnection, region: Id) -> QueryResult<i64> {
    jurisdictions::table.filter(jurisdictions::region_id.eq(region)).count().get_result(conn)
}
