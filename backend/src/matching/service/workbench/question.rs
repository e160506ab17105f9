//! What a ready round asks the matcher now: the people who were in it, as they are today, with what was decided by hand.
//!
//! Who has left, or has been given away by another round, is not in the question any more; who joined later never is. A
//! changed enrolment counts as it is now, and the workbench tells of it until a step has counted it.

use std::collections::HashMap;

use matcher::{Explainer, Standing};

use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::proposals::ProposalRow;
use crate::matching::queries::rounds::{self, RoundRow};
use crate::matching::queries::workbench::members::{self, MemberRow};
use crate::matching::queries::workbench::{edits, marks, pauses};
use crate::matching::rules::{Decisions, PairOf, Step};
pub use crate::matching::service::meeting::Meeting;
use crate::matching::service::{meeting, pool};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// A locked pair that breaks a rule: the matcher is not asked about it, and its seat is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    pub mentee: String,
    pub mentor: String,
}

/// See the module. Ids of the matcher are those of people.
pub struct Question {
    /// Everybody, without anything decided but vetoes: for points and for who may meet.
    pub whole: matcher::Problem,
    /// What the matcher is asked.
    pub asked: matcher::Problem,
    pub fixed: Vec<Fixed>,
    /// The numbers of locks that cannot hold any more.
    pub lapsed: Vec<i64>,
    pub decided: Decisions,
    pub mentors: HashMap<String, EnrolmentRow>,
    pub mentees: HashMap<String, EnrolmentRow>,
    pub members: HashMap<Id, MemberRow>,
    of_enrolment: HashMap<Id, String>,
}

impl Question {
    /// The question of a round with all that was decided.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn of(work: &mut Work<'_>, round: &RoundRow) -> Result<Self, Problem> {
        let steps: Vec<Step> =
            edits::of_round(work.conn, round.id)?.iter().map(edits::RoundEditRow::step).collect();
        let mut question = Self::undecided(work, round)?;
        question.decide(Decisions::of(&steps));
        Ok(question)
    }

    fn undecided(work: &mut Work<'_>, round: &RoundRow) -> Result<Self, Problem> {
        let members = members::of_round(work.conn, round.id)?;
        let pool::Pool { problem: mut whole, mut mentors, mut mentees, .. } = pool_of(work, round)?;
        mentors.retain(|_, row| members.contains_key(&row.id));
        mentees.retain(|_, row| members.contains_key(&row.id));
        whole.mentors.retain(|mentor| mentors.contains_key(&mentor.id));
        whole.mentees.retain(|mentee| mentees.contains_key(&mentee.id));
        whole.vetoes.retain(|(mentee, mentor)| mentees.contains_key(mentee) && mentors.contains_key(mentor));
        let of_enrolment =
            mentors.iter().chain(mentees.iter()).map(|(person, row)| (row.id, person.clone())).collect();
        Ok(Self {
            asked: whole.clone(),
            whole,
            fixed: Vec::new(),
            lapsed: Vec::new(),
            decided: Decisions::default(),
            mentors,
            mentees,
            members,
            of_enrolment,
        })
    }

    /// The ids of a pair, when both are in the question.
    #[must_use]
    pub fn named(&self, pair: PairOf) -> Option<(String, String)> {
        let mentee = self.of_enrolment.get(&pair.mentee).filter(|id| self.is_mentee(id, pair.mentee))?;
        let mentor = self.of_enrolment.get(&pair.mentor).filter(|id| self.is_mentor(id, pair.mentor))?;
        Some((mentee.clone(), mentor.clone()))
    }

    /// The matcher's id of a mentee, by enrolment.
    #[must_use]
    pub fn mentee_named(&self, enrolment: Id) -> Option<String> {
        self.of_enrolment.get(&enrolment).filter(|person| self.is_mentee(person, enrolment)).cloned()
    }

    fn is_mentee(&self, person: &str, enrolment: Id) -> bool {
        self.mentees.get(person).is_some_and(|row| row.id == enrolment)
    }

    fn is_mentor(&self, person: &str, enrolment: Id) -> bool {
        self.mentors.get(person).is_some_and(|row| row.id == enrolment)
    }

    /// Asks the same with other decisions.
    pub fn decide(&mut self, decided: Decisions) {
        let vetoes: Vec<(String, String)> =
            decided.vetoes.keys().filter_map(|pair| self.named(*pair)).collect();
        // What was vetoed by the decisions before is no veto any more.
        for pair in self.decided.vetoes.keys() {
            if let Some(named) = self.named(*pair)
                && let Some(at) = self.whole.vetoes.iter().position(|veto| *veto == named)
            {
                self.whole.vetoes.remove(at);
            }
        }
        self.whole.vetoes.extend(vetoes);
        let locks = Locks::sorted(self, &decided);
        self.asked = self.whole.clone();
        self.asked.locks = locks.plain;
        for fixed in &locks.fixed {
            self.asked.mentees.retain(|mentee| mentee.id != fixed.mentee);
            for mentor in self.asked.mentors.iter_mut().filter(|mentor| mentor.id == fixed.mentor) {
                mentor.capacity = mentor.capacity.saturating_sub(1);
            }
        }
        let (mentees, asked) = (&self.mentees, &mut self.asked);
        let is_fixed = |id: &String| locks.fixed.iter().any(|fixed| fixed.mentee == *id);
        asked.vetoes.retain(|(mentee, _)| mentees.contains_key(mentee) && !is_fixed(mentee));
        self.fixed = locks.fixed;
        self.lapsed = locks.lapsed;
        self.decided = decided;
    }

    /// Whether the two may meet: by rule, and by what nobody is told.
    #[must_use]
    pub fn meeting(&self, mentee: &str, mentor: &str) -> Meeting {
        let one = self.whole.mentees.iter().find(|one| one.id == mentee);
        let other = self.whole.mentors.iter().find(|one| one.id == mentor);
        let (Some(one), Some(other)) = (one, other) else { return Meeting::NotAvailable };
        let barred = self.whole.vetoes.iter().any(|veto| veto.0 == mentee && veto.1 == mentor);
        meeting::of_two(&self.whole.policy, one, other, barred)
    }
}

/// The locks that can hold, those of them that the matcher would refuse, and those that cannot.
#[derive(Default)]
struct Locks {
    plain: Vec<(String, String)>,
    fixed: Vec<Fixed>,
    lapsed: Vec<i64>,
}

impl Locks {
    fn sorted(question: &Question, decided: &Decisions) -> Self {
        let mut locks = Self::default();
        if decided.locks.is_empty() {
            return locks;
        }
        let explainer = Explainer::new(&question.whole);
        let seats: HashMap<&str, u32> =
            question.whole.mentors.iter().map(|mentor| (mentor.id.as_str(), mentor.capacity)).collect();
        let mut taken: HashMap<String, u32> = HashMap::new();
        for lock in &decided.locks {
            let Some((mentee, mentor)) = question.named(lock.pair) else {
                locks.lapsed.push(lock.seq);
                continue;
            };
            let seat = taken.entry(mentor.clone()).or_insert(0);
            let has_seat = *seat < seats.get(mentor.as_str()).copied().unwrap_or(0);
            let meets = explainer.explain(&mentee, &mentor).map(|pair| pair.standing);
            match meets {
                Ok(Standing::Eligible) if has_seat => {
                    *seat += 1;
                    locks.plain.push((mentee, mentor));
                }
                Ok(Standing::RuledOut { .. })
                    if has_seat && lock.overrides && question.meeting(&mentee, &mentor).may_be_forced() =>
                {
                    *seat += 1;
                    locks.fixed.push(Fixed { mentee, mentor });
                }
                _ => locks.lapsed.push(lock.seq),
            }
        }
        locks
    }
}

/// Those of some proposals of one round whose mentor is not available for the mentee now: the mentor pauses, or something
/// was said since that is nobody's business.
///
/// # Errors
/// When the database does not answer.
pub fn not_available<'p>(
    work: &mut Work<'_>,
    rows: &[&'p ProposalRow],
) -> Result<Vec<&'p ProposalRow>, Problem> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let round = rounds::find(work.conn, &Scope::everything(), first.round_id)?
        .ok_or_else(|| Problem::not_found("round"))?;
    let pool = pool_of(work, &round)?;
    let policy = meeting::relaxed(&pool.problem.policy);
    let problem = matcher::Problem { policy, ..pool.problem };
    let explainer = Explainer::new(&problem);
    let is_barred = |row: &&&ProposalRow| {
        let pair = explainer.explain(&row.mentee_id.to_string(), &row.mentor_id.to_string());
        pair.is_ok_and(|pair| pair.standing == Standing::NotAvailable)
    };
    Ok(rows.iter().filter(is_barred).copied().collect())
}

/// The pool of a round: the people of its cycle or region now, without the free seats of mentors who pause, and with the
/// pairs of an earlier round that it keeps.
///
/// # Errors
/// When the database does not answer.
pub fn pool_of(work: &mut Work<'_>, round: &RoundRow) -> Result<pool::Pool, Problem> {
    let cycle = super::cycle_of(work, round.cycle_id)?;
    let marks = marks::of_rounds(work.conn, &[round.id])?.remove(&round.id);
    let mut pool = if marks.as_ref().is_some_and(|marks| marks.rematch_of_enrolment_id.is_some()) {
        // It is of the mentee's region, and looked for a mentor everywhere.
        pool::load(work, &cycle, &RoundRow { region_id: None, ..round.clone() })?
    } else {
        pool::load(work, &cycle, round)?
    };
    let today = work.now.date_naive();
    let pausing = pauses::pausing(work.conn, cycle.id, today)?;
    for mentor in &mut pool.problem.mentors {
        let pauses = pool.mentors.get(&mentor.id).is_some_and(|row| pausing.contains(&row.id));
        if pauses && mentor.capacity > 0 {
            mentor.capacity = 0;
            pool.free_mentors -= 1;
        }
    }
    if let Some((from, points)) = marks.and_then(|marks| Some((marks.keep_from_round_id?, marks.keep_points)))
    {
        let kept = super::keeping::pairs_of(work, from)?;
        let keep = u32::try_from(points).unwrap_or(0);
        pool.problem.published = kept
            .into_iter()
            .filter(|(mentee, mentor)| pool.mentees.contains_key(mentee) && pool.mentors.contains_key(mentor))
            .collect();
        pool.problem.keep = keep;
    }
    Ok(pool)
}
