//! Figures that count people, each once, whatever number of associations, enrolments or pairings they have.

use std::collections::{HashMap, HashSet};

use crate::platform::db::Id;

/// A person's confirmed membership in an association.
#[derive(Debug, Clone, Copy)]
pub struct Belonging {
    pub association: Id,
    pub person: Id,
    /// Lets the association see what the person takes part in.
    pub shares: bool,
}

/// Who takes part in what now.
#[derive(Debug, Default)]
pub struct Participation {
    pub mentors: HashSet<Id>,
    pub mentees: HashSet<Id>,
    pub paired: HashSet<Id>,
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

fn count<'a>(people: impl Iterator<Item = &'a Id>) -> i64 {
    i64::try_from(people.count()).unwrap_or(i64::MAX)
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

    #[must_use]
    pub fn among(&self, people: &HashSet<Id>) -> Parts {
        Parts {
            people: count(people.iter()),
            mentors: count(people.intersection(&self.mentors)),
            mentees: count(people.intersection(&self.mentees)),
            enrolled: count(people.iter().filter(|p| self.mentors.contains(p) || self.mentees.contains(p))),
            in_pairing: count(people.intersection(&self.paired)),
        }
    }

    /// Of everybody in the network, whether or not in an association.
    #[must_use]
    pub fn of_all(&self, people: i64) -> Parts {
        Parts {
            people,
            mentors: count(self.mentors.iter()),
            mentees: count(self.mentees.iter()),
            enrolled: count(self.mentors.union(&self.mentees)),
            in_pairing: count(self.paired.iter()),
        }
    }
}

/// The members of one association: all, and those who let it see what they take part in.
#[derive(Debug, Default)]
pub struct Members {
    pub all: HashSet<Id>,
    pub sharing: HashSet<Id>,
}

#[must_use]
pub fn by_association(belongings: &[Belonging]) -> HashMap<Id, Members> {
    let mut found: HashMap<Id, Members> = HashMap::new();
    for belonging in belongings {
        let members = found.entry(belonging.association).or_default();
        members.all.insert(belonging.person);
        if belonging.shares {
            members.sharing.insert(belonging.person);
        }
    }
    found
}

/// The people in at least one association, and how many are in more than one.
#[must_use]
pub fn in_any_and_several(belongings: &[Belonging]) -> (HashSet<Id>, i64) {
    let mut places: HashMap<Id, i64> = HashMap::new();
    for belonging in belongings {
        *places.entry(belonging.person).or_default() += 1;
    }
    let several = count(places.iter().filter(|(_, n)| **n > 1).map(|(person, _)| person));
    (places.into_keys().collect(), several)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Id {
        Id(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn who_is_in_two_associations_and_in_both_roles_counts_once() {
        let belongs = |association, person, shares| Belonging {
            association: id(association),
            person: id(person),
            shares,
        };
        let all = [belongs(1, 10, true), belongs(2, 10, false), belongs(1, 11, false)];
        let (any, several) = in_any_and_several(&all);
        assert_eq!((any.len(), several), (2, 1));
        let taking = Participation {
            mentors: [id(10), id(99)].into(),
            mentees: [id(10)].into(),
            paired: [id(10)].into(),
        };
        let parts = taking.among(&any);
        assert_eq!(parts, Parts { people: 2, mentors: 1, mentees: 1, enrolled: 1, in_pairing: 1 });
        assert_eq!(taking.of_all(5), Parts { people: 5, mentors: 2, mentees: 1, enrolled: 2, in_pairing: 1 });
        let members = by_association(&all);
        assert_eq!((members[&id(1)].all.len(), members[&id(1)].sharing.len()), (2, 1));
        assert_eq!((members[&id(2)].all.len(), members[&id(2)].sharing.len()), (1, 0));
    }
}
