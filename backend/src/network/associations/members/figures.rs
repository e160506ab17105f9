//! Figures that count people, each once, whatever number of associations, enrolments or pairings they have. The database counts.

use std::collections::{HashMap, HashSet};

use super::queries;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};

/// Who takes part in what now: for lists of single members.
#[derive(Debug, Default)]
pub struct Participation {
    pub mentors: HashSet<Id>,
    pub mentees: HashSet<Id>,
    pub paired: HashSet<Id>,
}

impl Participation {
    /// People and the role in which each is enrolled.
    pub fn add_enrolled(&mut self, enrolled: Vec<(Id, String)>) {
        for (person, role) in enrolled {
            match role.as_str() {
                "mentor" => self.mentors.insert(person),
                _ => self.mentees.insert(person),
            };
        }
    }
}

/// What people take part in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Enrolled as mentor in a cycle that is not closed.
    Mentor,
    Mentee,
    /// As mentor, mentee or both.
    Enrolled,
    /// In an active pairing.
    InPairing,
}

/// How many of some people take part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// Of how many people.
    pub people: i64,
    pub mentors: i64,
    pub mentees: i64,
    /// Mentors, mentees or both: each person once.
    pub enrolled: i64,
    pub in_pairing: i64,
}

type OfEach = HashMap<Id, i64>;

/// The members of each association, and what those take part in whose participation the caller may count.
pub struct Memberships {
    members: OfEach,
    sharing: OfEach,
    unconfirmed: OfEach,
    people: [OfEach; 4],
    /// Whether participation of all members is counted, not of those alone who share it.
    of_all: bool,
}

/// The members of one association.
pub struct Members {
    pub members: i64,
    pub sharing: i64,
    pub unconfirmed: i64,
    pub parts: Parts,
}

/// Of one association, or of all that the caller reaches. Who sees the network counts the participation of all members;
/// the association's own administrators that of those who share it.
///
/// # Errors
/// When the database does not answer.
pub fn memberships(
    conn: &mut AnyConnection,
    scope: &Scope,
    association: Option<Id>,
) -> diesel::QueryResult<Memberships> {
    let of_all = scope.network;
    let mut count = |shared_alone, part| {
        queries::members_by_association(conn, scope, association, shared_alone, part)
            .map(|rows| rows.into_iter().collect::<OfEach>())
    };
    let people = [
        count(!of_all, Some(Part::Mentor))?,
        count(!of_all, Some(Part::Mentee))?,
        count(!of_all, Some(Part::Enrolled))?,
        count(!of_all, Some(Part::InPairing))?,
    ];
    Ok(Memberships {
        members: count(false, None)?,
        sharing: count(true, None)?,
        people,
        of_all,
        unconfirmed: queries::unconfirmed(conn, scope)?.into_iter().collect(),
    })
}

impl Memberships {
    #[must_use]
    pub fn of(&self, association: Id) -> Members {
        let in_it = |counts: &OfEach| counts.get(&association).copied().unwrap_or(0);
        let [mentors, mentees, enrolled, in_pairing] = self.people.each_ref().map(in_it);
        let (members, sharing) = (in_it(&self.members), in_it(&self.sharing));
        let people = if self.of_all { members } else { sharing };
        Members {
            members,
            sharing,
            unconfirmed: in_it(&self.unconfirmed),
            parts: Parts { people, mentors, mentees, enrolled, in_pairing },
        }
    }

    /// Of all associations: who is in two counts twice.
    #[must_use]
    pub fn all(&self) -> i64 {
        self.members.values().sum()
    }
}

/// What everybody of the network takes part in, or everybody who is in an association.
///
/// # Errors
/// When the database does not answer.
pub fn parts_of_network(conn: &mut AnyConnection, in_association: bool) -> diesel::QueryResult<Parts> {
    let mut count = |part| queries::people_who(conn, in_association, part);
    Ok(Parts {
        people: count(None)?,
        mentors: count(Some(Part::Mentor))?,
        mentees: count(Some(Part::Mentee))?,
        enrolled: count(Some(Part::Enrolled))?,
        in_pairing: count(Some(Part::InPairing))?,
    })
}
