//! Who may sit with whom, and what they have of it: as it was in force when the round was formed, with what was decided and
//! asked since.

use std::collections::{BTreeSet, HashSet};

use matcher::circles::PARTS;

use crate::matching::circles::queries::rounds::CircleRoundRow;
use crate::matching::explanation;
use crate::matching::queries::cycles::CycleRow;
use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::proposals;
use crate::matching::rules::EnrolmentRole;
use crate::matching::service::meeting::{self, Meeting};
use crate::matching::service::pool;
use crate::matching::service::workbench::taken_over::TakenOver;
use crate::matching::wishes::OfCycle;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;

/// The rules of a round of circles and what is confidential in its cycle. It never leaves the services.
pub struct Sitting {
    policy: matcher::Policy,
    cycle: CycleRow,
    confidential: OfCycle,
    /// Pairs of people who were tried and came to nothing.
    barred: HashSet<(Id, Id)>,
    /// Pairs of enrolments: mentee, mentor.
    vetoes: HashSet<(Id, Id)>,
}

impl Sitting {
    /// # Errors
    /// When the database does not answer.
    pub fn of(work: &mut Work<'_>, cycle: CycleRow, round: &CircleRoundRow) -> Result<Self, Problem> {
        let vetoes = TakenOver::of_cycle(work, cycle.id)?;
        Ok(Self {
            policy: serde_json::from_str(&round.policy).map_err(Problem::internal)?,
            confidential: OfCycle::read(work, cycle.id)?,
            barred: proposals::barred_pairs(work.conn, cycle.id)?.into_iter().collect(),
            vetoes: vetoes.pairs().map(|pair| (pair.mentee, pair.mentor)).collect(),
            cycle,
        })
    }

    fn is_barred(&self, one: &EnrolmentRow, other: &EnrolmentRow) -> bool {
        let either = |set: &HashSet<(Id, Id)>, a: Id, b: Id| set.contains(&(a, b)) || set.contains(&(b, a));
        either(&self.barred, one.person_id, other.person_id) || either(&self.vetoes, one.id, other.id)
    }

    /// The one as a mentee, the other as who knows what the one aims at.
    fn towards(&self, one: &EnrolmentRow, other: &EnrolmentRow) -> (matcher::Mentee, matcher::Mentor) {
        let (mentee, mut mentor) = pool::two(other, one, 1, self.cycle.starts_on, &self.confidential);
        if other.role == EnrolmentRole::Mentee {
            // As the matcher sees a peer.
            mentor.years_of_experience = 0;
            mentor.shares.clear();
        }
        (mentee, mentor)
    }

    fn met(&self, one: &EnrolmentRow, other: &EnrolmentRow) -> Meeting {
        let (mentee, mentor) = self.towards(one, other);
        meeting::of_two(&self.policy, &mentee, &mentor, self.is_barred(one, other))
    }

    /// Whether the two may sit in one circle, whatever they are there.
    fn meeting(&self, one: &EnrolmentRow, other: &EnrolmentRow) -> Meeting {
        match (one.role, other.role) {
            (EnrolmentRole::Mentee, EnrolmentRole::Mentor) => self.met(one, other),
            (EnrolmentRole::Mentor, EnrolmentRole::Mentee) => self.met(other, one),
            (EnrolmentRole::Mentee, EnrolmentRole::Mentee) => match self.met(one, other) {
                Meeting::Eligible => self.met(other, one),
                refused => refused,
            },
            (EnrolmentRole::Mentor, EnrolmentRole::Mentor) => self.of_mentors(one, other),
        }
    }

    /// Two mentors of one circle have no rules; they only must not have asked to be kept apart.
    fn of_mentors(&self, one: &EnrolmentRow, other: &EnrolmentRow) -> Meeting {
        let excludes = |a: &EnrolmentRow, b: &EnrolmentRow| {
            self.confidential.excluded(a.id).contains(&b.person_id.to_string())
        };
        if self.is_barred(one, other) || excludes(one, other) || excludes(other, one) {
            Meeting::NotAvailable
        } else {
            Meeting::Eligible
        }
    }

    /// What keeps somebody from sitting with those who do: the open rules that are broken, or else one 'not available' for all
    /// that is nobody's business.
    #[must_use]
    pub fn obstacles(&self, newcomer: &EnrolmentRow, others: &[&EnrolmentRow]) -> Vec<FieldError> {
        let (mut broken, mut barred) = (BTreeSet::new(), false);
        for other in others {
            match self.meeting(newcomer, other) {
                Meeting::Eligible => {}
                Meeting::NotAvailable => barred = true,
                Meeting::RuledOut { rules, .. } => {
                    broken.extend(rules.into_iter().map(explanation::rule_name));
                }
            }
        }
        if broken.is_empty() && barred {
            return vec![not_available()];
        }
        broken.into_iter().map(|rule| FieldError::new("/enrolment_id", rule, in_words(rule))).collect()
    }

    /// Whether all who sit there still may.
    #[must_use]
    pub fn all_may_sit(&self, people: &[&EnrolmentRow]) -> bool {
        people.iter().enumerate().all(|(at, one)| self.obstacles(one, &people[at + 1..]).is_empty())
    }

    /// What each mentee of a circle has, by enrolment, in parts of a point: the average of the points with the others, and
    /// the average with the mentors.
    #[must_use]
    pub fn parts(&self, people: &[&EnrolmentRow]) -> Vec<(Id, i64)> {
        let of = |role| people.iter().copied().filter(move |row| row.role == role);
        let average = |one: &EnrolmentRow, others: Vec<&EnrolmentRow>| {
            let count = i64::try_from(others.len()).unwrap_or(1).max(1);
            let points: i64 = others.iter().map(|other| self.points(one, other)).sum();
            points * PARTS / count
        };
        of(EnrolmentRole::Mentee)
            .map(|one| {
                let peers = of(EnrolmentRole::Mentee).filter(|other| other.id != one.id).collect();
                let mentors = of(EnrolmentRole::Mentor).collect();
                (one.id, average(one, peers) + average(one, mentors))
            })
            .collect()
    }

    fn points(&self, one: &EnrolmentRow, other: &EnrolmentRow) -> i64 {
        let (mentee, mentor) = self.towards(one, other);
        let (a, b) = (mentee.id.clone(), mentor.id.clone());
        let two = matcher::Problem {
            policy: self.policy.clone(),
            mentees: vec![mentee],
            mentors: vec![mentor],
            ..matcher::Problem::default()
        };
        matcher::explain(&two, &a, &b).map_or(0, |pair| i64::from(pair.points))
    }
}

/// Full elsewhere, pausing, not ready, or barred for a reason that is nobody's business.
#[must_use]
pub fn not_available() -> FieldError {
    FieldError::new("/enrolment_id", "not_available", "This person is not available for this circle.")
}

/// An open rule in words, about a circle.
fn in_words(rule: &str) -> &'static str {
    match rule {
        "same_person" => "The person sits there already.",
        "same_employer" => "Somebody there has the same employer.",
        "no_shared_language" => "Somebody there has no language in common with this person.",
        "other_region" => "Somebody there is of another region, which the policy forbids.",
        _ => "Somebody there has fewer hours of the week in common than the policy asks for.",
    }
}
