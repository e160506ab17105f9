//! What figures are made of: who belongs where, and who takes part in what.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::MembershipState;
use crate::network::associations::members::figures::{Part, Participation};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{cycles, enrolments, memberships, pairings, people};

/// How many records of each association nobody has confirmed.
pub fn unconfirmed(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Vec<(Id, i64)>> {
    let mut query = memberships::table
        .filter(memberships::state.eq(MembershipState::Unconfirmed))
        .group_by(memberships::association_id)
        .select((memberships::association_id, count_star()))
        .into_boxed();
    if !scope.network {
        query = query.filter(memberships::association_id.eq_any(scope.associations.clone()));
    }
    query.load(conn)
}

/// What all these people take part in: of a page, of a file.
pub fn participation_of(conn: &mut AnyConnection, people: &[Id]) -> QueryResult<Participation> {
    let mut found = Participation::default();
    for some in people.chunks(500) {
        let enrolled: Vec<(Id, String)> = enrolments::table
            .filter(enrolments::person_id.eq_any(some.to_vec()))
            .filter(enrolments::state.eq("enrolled").and(enrolments::cycle_id.eq_any(open_cycles())))
            .select((enrolments::person_id, enrolments::role))
            .load(conn)?;
        found.add_enrolled(enrolled);
        let open = || pairings::table.filter(pairings::state.ne("ended"));
        let mentors: Vec<Id> = open()
            .filter(pairings::mentor_id.eq_any(some.to_vec()))
            .select(pairings::mentor_id)
            .load(conn)?;
        let mentees: Vec<Id> = open()
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

// Narrows a boxed query to those whose `$person` has the part.
macro_rules! with_part {
    ($query:ident, $person:expr, $part:expr) => {{
        let enrolled = || {
            enrolments::table
                .filter(enrolments::state.eq("enrolled").and(enrolments::cycle_id.eq_any(open_cycles())))
        };
        let open = || pairings::table.filter(pairings::state.ne("ended"));
        match $part {
            None => {}
            Some(Part::Enrolled) => {
                $query = $query.filter($person.eq_any(enrolled().select(enrolments::person_id)));
            }
            Some(part @ (Part::Mentor | Part::Mentee)) => {
                let role = if part == Part::Mentor { "mentor" } else { "mentee" };
                let people = enrolled().filter(enrolments::role.eq(role)).select(enrolments::person_id);
                $query = $query.filter($person.eq_any(people));
            }
            Some(Part::InPairing) => {
                let mentors = open().select(pairings::mentor_id);
                let mentees = open().select(pairings::mentee_id);
                $query = $query.filter($person.eq_any(mentors).or($person.eq_any(mentees)));
            }
        }
    }};
}

/// How many confirmed members each association has, of those that the caller reaches, or one of them; of these those who
/// let it see what they take part in, and those with a part. Nobody is in one association twice.
pub fn members_by_association(
    conn: &mut AnyConnection,
    scope: &Scope,
    association: Option<Id>,
    shared_alone: bool,
    part: Option<Part>,
) -> QueryResult<Vec<(Id, i64)>> {
    let mut query = memberships::table
        .filter(memberships::state.eq(MembershipState::Active))
        .filter(memberships::person_id.assume_not_null().eq_any(of_the_network()))
        .group_by(memberships::association_id)
        .select((memberships::association_id, count_star()))
        .into_boxed();
    if !scope.network {
        query = query.filter(memberships::association_id.eq_any(scope.associations.clone()));
    }
    if let Some(association) = association {
        query = query.filter(memberships::association_id.eq(association));
    }
    if shared_alone {
        query = query.filter(memberships::shares_participation.eq(true));
    }
    with_part!(query, memberships::person_id.assume_not_null(), part);
    query.load(conn)
}

/// How many people the network has, those in an association alone if told, and with a part.
pub fn people_who(conn: &mut AnyConnection, in_association: bool, part: Option<Part>) -> QueryResult<i64> {
    let mut query = people::table.filter(people::disabled_at.is_null()).into_boxed();
    if in_association {
        let members = memberships::table
            .filter(memberships::state.eq(MembershipState::Active).and(memberships::person_id.is_not_null()))
            .select(memberships::person_id.assume_not_null());
        query = query.filter(people::id.eq_any(members));
    }
    with_part!(query, people::id, part);
    query.count().get_result(conn)
}

/// How many people are in more than one association.
pub fn people_in_several(conn: &mut AnyConnection) -> QueryResult<i64> {
    let several = memberships::table
        .filter(memberships::state.eq(MembershipState::Active).and(memberships::person_id.is_not_null()))
        .group_by(memberships::person_id)
        .having(count_star().gt(1))
        .select(memberships::person_id.assume_not_null());
    people::table
        .filter(people::disabled_at.is_null().and(people::id.eq_any(several)))
        .count()
        .get_result(conn)
}
