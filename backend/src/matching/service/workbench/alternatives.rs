//! The best other mentors for a mentee, each with what it would cost.

use std::collections::HashMap;

use matcher::{InsistError, Insisted, Seated};

use super::costs::{self, Cost, Move, Seat};
use super::one_by_one;
use super::question::Question;
use super::solved::Solved;
use crate::matching::rules::Decisions;
use crate::platform::db::Id;
use crate::platform::problem::Problem;

/// Another mentor for a mentee.
pub struct Alternative {
    pub mentor: Id,
    pub points: u32,
    /// Every seat is taken: somebody would have to move.
    pub full: bool,
    pub cost: Cost,
}

/// The `most` cheapest.
///
/// # Errors
/// 409 when the question cannot be answered.
pub fn of_mentee(
    question: &mut Question,
    solved: &Solved,
    mentee: Id,
    most: usize,
) -> Result<Vec<Alternative>, Problem> {
    let Some(person) = question.mentee_named(mentee) else { return Ok(Vec::new()) };
    let decided = question.decided.clone();
    // A lock on the mentee is what another mentor would take the place of.
    question.decide(without_locks_of(&decided, mentee));
    let found = Asked::of(question, solved, &person).and_then(|asked| asked.cheapest(most));
    question.decide(decided);
    let mut cheapest = match found? {
        Some(found) => found,
        None => one_by_one::of_mentee(question, solved, mentee, most)?,
    };
    // In the order of what is shown, so that nothing can be read from an order that nothing shown explains.
    cheapest.sort_by_key(|one| (one.cost.matched, one.cost.points, u32::MAX - one.points));
    Ok(cheapest)
}

/// Whom the mentee has now.
#[must_use]
pub fn present(question: &Question, solved: &Solved, mentee: Id) -> Option<Seat> {
    costs::seat_of(question, solved, &question.mentee_named(mentee)?)
}

fn without_locks_of(decided: &Decisions, mentee: Id) -> Decisions {
    let mut decided = decided.clone();
    decided.locks.retain(|lock| lock.pair.mentee != mentee);
    decided
}

/// Who has how many of whom, in an answer.
pub fn taken(solved: &Solved) -> HashMap<&str, u32> {
    let mut taken: HashMap<&str, u32> = HashMap::new();
    for pair in solved.pairs() {
        *taken.entry(pair.mentor.as_str()).or_insert(0) += 1;
    }
    taken
}

/// The question without a lock on the mentee.
struct Asked<'a> {
    question: &'a Question,
    person: &'a str,
    /// With the lock, if there is one.
    before: &'a Solved,
    free: Solved,
}

impl<'a> Asked<'a> {
    fn of(question: &'a Question, before: &'a Solved, person: &'a str) -> Result<Self, Problem> {
        Ok(Self { question, person, before, free: Solved::of(question)? })
    }

    /// `None` where each mentor is a round of its own.
    fn cheapest(&self, most: usize) -> Result<Option<Vec<Alternative>>, Problem> {
        // One more, since the present mentor of a locked mentee may be among them.
        let insisted = match matcher::cheapest(&self.question.asked, self.person, most.saturating_add(1)) {
            Ok(insisted) => insisted,
            Err(InsistError::AnotherQuestion) => return Ok(None),
            Err(error) => return Err(Problem::internal(error)),
        };
        let present = costs::seat_of(self.question, self.before, self.person).map(|seat| seat.mentor);
        let taken = taken(self.before);
        let mut found: Vec<Alternative> = self
            .unlocked()
            .iter()
            .chain(&insisted)
            .filter_map(|other| self.told(other, &taken))
            .filter(|other| Some(other.mentor) != present)
            .collect();
        found.truncate(most);
        Ok(Some(found))
    }

    /// Who the mentee would have without the lock: no other costs less.
    fn unlocked(&self) -> Option<Insisted> {
        let pair = self.free.pairs().find(|pair| pair.mentee == self.person)?;
        Some(Insisted {
            mentor: pair.mentor.clone(),
            points: pair.points,
            cost_points: 0,
            cost_pairs: 0,
            loss: 0,
            moved: Vec::new(),
        })
    }

    fn told(&self, other: &Insisted, taken: &HashMap<&str, u32>) -> Option<Alternative> {
        let row = self.question.mentors.get(&other.mentor)?;
        let capacity = self.question.whole.mentors.iter().find(|one| one.id == other.mentor)?.capacity;
        let points = self.before.points() - self.free.points() + other.cost_points;
        let matched = self.before.matched() - self.free.matched() + other.cost_pairs;
        Some(Alternative {
            mentor: row.id,
            points: other.points,
            full: taken.get(other.mentor.as_str()).copied().unwrap_or(0) >= capacity,
            cost: Cost {
                points: costs::told_points(self.question, points, matched),
                matched,
                moves: self.moves(other),
            },
        })
    }

    /// Who sits elsewhere than with the lock.
    fn moves(&self, other: &Insisted) -> Vec<Move> {
        let (before, free) = (self.before.by_mentee(), self.free.by_mentee());
        let moved: HashMap<&str, Option<&Seated>> =
            other.moved.iter().map(|one| (one.mentee.as_str(), one.after.as_ref())).collect();
        let seat =
            |mentor: &str, points: u32| Some(Seat { mentor: self.question.mentors.get(mentor)?.id, points });
        let of_pair =
            |pair: Option<&&matcher::MatchedPair>| pair.and_then(|pair| seat(&pair.mentor, pair.points));
        let after = |person: &str| match moved.get(person) {
            Some(elsewhere) => elsewhere.and_then(|seated| seat(&seated.mentor, seated.points)),
            None => of_pair(free.get(person)),
        };
        costs::moves_between(self.question, &|person| of_pair(before.get(person)), &after)
    }
}
