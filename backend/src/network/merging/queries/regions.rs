//! Rows of people who go to another region with the institution at which they work.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::network::queries::{cycles_taking_people, cycles_under_way};
use crate::platform::auth::{Role, ScopeKind};
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{enrolments, grants, pairings, people};

/// Who goes from one region to another, and what of theirs goes along: what is under way stays, as it does when a
/// jurisdiction moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionMove {
    pub from: Id,
    pub to: Id,
    /// Those whose region was the duplicate's; whom somebody placed elsewhere stays there.
    pub people: Vec<Id>,
    /// Enrolments in cycles that still take people.
    pub enrolments: Vec<Id>,
    /// Their roles as mentors and mentees of the region.
    pub roles: Vec<Id>,
}

pub fn region_move(
    conn: &mut AnyConnection,
    at_duplicate: &[Id],
    from: Id,
    to: Id,
) -> QueryResult<RegionMove> {
    let mut found = RegionMove { from, to, people: Vec::new(), enrolments: Vec::new(), roles: Vec::new() };
    for some in at_duplicate.chunks(500) {
        let going: Vec<Id> = people::table
            .filter(people::id.eq_any(some.to_vec()).and(people::region_id.eq(from)))
            .select(people::id)
            .load(conn)?;
        let enrolled: Vec<Id> = enrolments::table
            .filter(enrolments::person_id.eq_any(going.clone()))
            .filter(enrolments::state.eq("enrolled").and(enrolments::region_id.eq(from)))
            .filter(enrolments::cycle_id.eq_any(cycles_taking_people()))
            .select(enrolments::id)
            .load(conn)?;
        let roles: Vec<Id> = grants::table
            .filter(grants::person_id.eq_any(going.clone()).and(grants::revoked_at.is_null()))
            .filter(grants::role.eq_any([Role::Mentor, Role::Mentee]))
            .filter(grants::scope_kind.eq(ScopeKind::Region).and(grants::scope_id.eq(from)))
            .select(grants::id)
            .load(conn)?;
        found.people.extend(going);
        found.enrolments.extend(enrolled);
        found.roles.extend(roles);
    }
    Ok(found)
}

/// What stays with the region that is responsible for it, and the first of those who go.
#[derive(Debug, Default)]
pub struct Staying {
    pub first_people: Vec<String>,
    pub enrolments: i64,
    pub pairings: i64,
}

/// How many names are told.
const FIRST: i64 = 5;

pub fn staying(conn: &mut AnyConnection, going: &RegionMove) -> QueryResult<Staying> {
    let mut found = Staying::default();
    for some in going.people.chunks(500) {
        found.enrolments += enrolments::table
            .filter(enrolments::person_id.eq_any(some.to_vec()))
            .filter(enrolments::state.eq("enrolled").and(enrolments::region_id.eq(going.from)))
            .filter(enrolments::cycle_id.eq_any(cycles_under_way()))
            .count()
            .get_result::<i64>(conn)?;
        found.pairings += pairings::table
            .filter(pairings::state.ne("ended").and(pairings::region_id.eq(going.from)))
            .filter(pairings::mentee_id.eq_any(some.to_vec()))
            .count()
            .get_result::<i64>(conn)?;
        let names: Vec<String> = people::table
            .filter(people::id.eq_any(some.to_vec()))
            .order((people::name, people::id))
            .limit(FIRST)
            .select(people::name)
            .load(conn)?;
        found.first_people.extend(names);
    }
    found.first_people.sort_unstable();
    found.first_people.truncate(usize::try_from(FIRST).unwrap_or(usize::MAX));
    Ok(found)
}

/// Carries people and what goes along between the two regions, in the one direction or back.
pub fn carry_people(
    conn: &mut AnyConnection,
    going: &RegionMove,
    (from, to): (Id, Id),
    now: NaiveDateTime,
) -> QueryResult<()> {
    for some in going.people.chunks(500) {
        let those = people::id.eq_any(some.to_vec()).and(people::region_id.eq(from));
        diesel::update(people::table.filter(those))
            .set((
                people::region_id.eq(to),
                people::updated_at.eq(now),
                people::version.eq(people::version + 1),
            ))
            .execute(conn)?;
    }
    for some in going.enrolments.chunks(500) {
        let those = enrolments::id.eq_any(some.to_vec()).and(enrolments::region_id.eq(from));
        diesel::update(enrolments::table.filter(those))
            .set((
                enrolments::region_id.eq(to),
                enrolments::updated_at.eq(now),
                enrolments::version.eq(enrolments::version + 1),
            ))
            .execute(conn)?;
    }
    for some in going.roles.chunks(500) {
        let those = grants::id.eq_any(some.to_vec()).and(grants::scope_id.eq(from));
        diesel::update(grants::table.filter(those))
            .set((grants::scope_id.eq(to), grants::version.eq(grants::version + 1)))
            .execute(conn)?;
    }
    Ok(())
}

/// Which enrolments that went along are in a round by now: taking them back would move a pairing with them, unasked.
pub fn enrolments_under_way(conn: &mut AnyConnection, going: &RegionMove) -> QueryResult<usize> {
    let mut still: usize = 0;
    for some in going.enrolments.chunks(500) {
        let n: i64 = enrolments::table
            .filter(enrolments::id.eq_any(some.to_vec()).and(enrolments::region_id.eq(going.to)))
            .filter(enrolments::cycle_id.eq_any(cycles_taking_people()))
            .count()
            .get_result(conn)?;
        still += usize::try_from(n).unwrap_or(0);
    }
    Ok(going.enrolments.len().saturating_sub(still))
}

/// The names of those who went and are in yet another region by now.
pub fn gone_elsewhere(conn: &mut AnyConnection, going: &RegionMove) -> QueryResult<Vec<String>> {
    let mut names = Vec::new();
    for some in going.people.chunks(500) {
        let those = people::id.eq_any(some.to_vec());
        let elsewhere: Vec<String> = people::table
            .filter(those.and(people::region_id.ne(going.to).or(people::region_id.is_null())))
            .order((people::name, people::id))
            .select(people::name)
            .load(conn)?;
        names.extend(elsewhere);
    }
    Ok(names)
}
