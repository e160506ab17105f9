//! What figures are made of: who belongs where, and who takes part in what.

use diesel::prelude::*;

use super::MembershipState;
use crate::network::associations::members::figures::{Belonging, Participation};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{cycles, enrolments, memberships, pairings, people};

/// The confirmed memberships that the caller reaches, of one association or of all.
pub fn belongings(
    conn: &mut AnyConnection,
    scope: &Scope,
    association: Option<Id>,
) -> QueryResult<Vec<Belonging>> {
    let mut query = memberships::table
        .filter(memberships::state.eq(MembershipState::Active))
        .filter(memberships::person_id.assume_not_null().eq_any(of_the_network()))
        .into_boxed();
    if !scope.network {
        query = query.filter(memberships::association_id.eq_any(scope.associations.clone()));
    }
    if let Some(association) = association {
        query = query.filter(memberships::association_id.eq(association));
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

/// What all these people take part in: of a page, of a file, of one association.
pub fn participation_of(conn: &mut AnyConnection, people: &[Id]) -> QueryResult<Participation> {
    let mut found = Participation::default();
    for some in people.chunks(500) {
        let enrolled: Vec<(Id, String)> = enrolments::table
            .filter(enrolments::person_id.eq_any(some.to_vec()))
            .filter(enrolments::state.eq("enrolled").and(enrolments::cycle_id.eq_any(open_cycles())))
            .select((enrolments::person_id, enrolments::role))
            .load(conn)?;
        found.add_enrolled(enrolled);
        let active = || pairings::table.filter(pairings::state.eq("active"));
        let mentors: Vec<Id> = active()
            .filter(pairings::mentor_id.eq_any(some.to_vec()))
            .select(pairings::mentor_id)
            .load(conn)?;
        let mentees: Vec<Id> = active()
            .filter(pairings::mentee_id.eq_any(some.to_vec()))
            .select(pairings::mentee_id)
            .load(conn)?;
        found.paired.extend(mentors.into_iter().chain(mentees));
    }
    Ok(found)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn open_cycles() -> _ {
    cycles::table.filter(cycles::state.ne("closed")).select(cycles::id)
}

/// People whose account is not disabled: nobody else counts in any figure.
#[diesel::dsl::auto_type(no_type_alias)]
fn of_the_network() -> _ {
    people::table.filter(people::disabled_at.is_null()).select(people::id)
}

/// Everybody enrolled in a cycle that is not closed, and everybody in an active pairing: for figures of the network.
pub fn participation_of_all(conn: &mut AnyConnection) -> QueryResult<Participation> {
    let mut found = Participation::default();
    let enrolled: Vec<(Id, String)> = enrolments::table
        .filter(enrolments::state.eq("enrolled").and(enrolments::cycle_id.eq_any(open_cycles())))
        .filter(enrolments::person_id.eq_any(of_the_network()))
        .select((enrolments::person_id, enrolments::role))
        .load(conn)?;
    found.add_enrolled(enrolled);
    let active = || pairings::table.filter(pairings::state.eq("active"));
    let mentors: Vec<Id> = active()
        .filter(pairings::mentor_id.eq_any(of_the_network()))
        .select(pairings::mentor_id)
        .load(conn)?;
    let mentees: Vec<Id> = active()
        .filter(pairings::mentee_id.eq_any(of_the_network()))
        .select(pairings::mentee_id)
        .load(conn)?;
    found.paired.extend(mentors.into_iter().chain(mentees));
    Ok(found)
}

/// How many people the network has.
pub fn people_of_network(conn: &mut AnyConnection) -> QueryResult<i64> {
    of_the_network().count().get_result(conn)
}
