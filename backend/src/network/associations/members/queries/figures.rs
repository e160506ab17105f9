//! What figures are made of: who belongs where, and who takes part in what.

use std::collections::HashSet;

use diesel::prelude::*;

use super::MembershipState;
use crate::network::associations::members::figures::{Belonging, Participation};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{cycles, enrolments, memberships, pairings, people};

/// The confirmed memberships that the caller reaches.
pub fn belongings(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Vec<Belonging>> {
    let mut query = memberships::table
        .filter(memberships::state.eq(MembershipState::Active).and(memberships::person_id.is_not_null()))
        .into_boxed();
    if !scope.network {
        query = query.filter(memberships::association_id.eq_any(scope.associations.clone()));
    }
    let rows: Vec<(Id, Id, bool)> = query
        .select((
            memberships::association_id,
            memberships::person_id.assume_not_null(),
            memberships::shares_participation,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(association, person, shares)| Belonging { association, person, shares })
        .collect())
}

/// How many records of each association nobody has confirmed.
pub fn unconfirmed(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Vec<(Id, i64)>> {
    let mut query = memberships::table
        .filter(memberships::state.eq(MembershipState::Unconfirmed))
        .group_by(memberships::association_id)
        .select((memberships::association_id, diesel::dsl::count_star()))
        .into_boxed();
    if !scope.network {
        query = query.filter(memberships::association_id.eq_any(scope.associations.clone()));
    }
    query.load(conn)
}

/// Everybody enrolled in a cycle that is not closed, and everybody in an active pairing.
pub fn participation(conn: &mut AnyConnection) -> QueryResult<Participation> {
    let open = cycles::table.filter(cycles::state.ne("closed")).select(cycles::id);
    let enrolled: Vec<(Id, String)> = enrolments::table
        .filter(enrolments::state.eq("enrolled").and(enrolments::cycle_id.eq_any(open)))
        .select((enrolments::person_id, enrolments::role))
        .load(conn)?;
    let pairs: Vec<(Id, Id)> = pairings::table
        .filter(pairings::state.eq("active"))
        .select((pairings::mentor_id, pairings::mentee_id))
        .load(conn)?;
    let of_role = |wanted: &str| -> HashSet<Id> {
        enrolled.iter().filter(|(_, role)| role == wanted).map(|(person, _)| *person).collect()
    };
    Ok(Participation {
        mentors: of_role("mentor"),
        mentees: of_role("mentee"),
        paired: pairs.into_iter().flat_map(|(mentor, mentee)| [mentor, mentee]).collect(),
    })
}

/// People whose account is not disabled.
pub fn people_of_network(conn: &mut AnyConnection) -> QueryResult<i64> {
    people::table.filter(people::disabled_at.is_null()).count().get_result(conn)
}
