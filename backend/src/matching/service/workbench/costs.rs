//! What insisting on a pair would cost the whole: the round solved once more with it.

use super::question::Question;
use super::solved::Solved;
use crate::matching::rules::{Decisions, Lock, PairOf};
use crate::platform::db::Id;
use crate::platform::problem::Problem;

/// A mentor as somebody's, with the points of the pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    pub mentor: Id,
    pub points: u32,
}

/// A mentee who sits elsewhere afterwards. Ids are of enrolments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub mentee: Id,
    /// The mentee's region.
    pub region: Id,
    pub before: Option<Seat>,
    pub after: Option<Seat>,
}

/// In points as they are shown. Both figures may be negative: more matched cost points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    pub points: i64,
    pub matched: i64,
    pub moves: Vec<Move>,
}

/// What the sum of shown points falls by, as it is told. Where as many stay matched it could only rise because something counts
/// that is not shown, and a figure below 0 would say of whom.
#[must_use]
pub fn told_points(question: &Question, points: i64, matched: i64) -> i64 {
    let by_fit = question.asked.policy.objective != matcher::Objective::WorstServedThenFit;
    if by_fit && matched == 0 { points.max(0) } else { points }
}

/// Whom a mentee has in an answer.
#[must_use]
pub fn seat_of(question: &Question, solved: &Solved, mentee: &str) -> Option<Seat> {
    let pair = solved.pairs().find(|pair| pair.mentee == mentee)?;
    Some(Seat { mentor: question.mentors.get(&pair.mentor)?.id, points: pair.points })
}

/// Who sits elsewhere in one answer than in the other, of mentees of either question.
#[must_use]
pub fn moves(question: &Question, before: &Solved, after: &Solved) -> Vec<Move> {
    let (then, now) = (before.by_mentee(), after.by_mentee());
    let seat = |pair: Option<&&matcher::MatchedPair>| {
        let pair = pair?;
        Some(Seat { mentor: question.mentors.get(&pair.mentor)?.id, points: pair.points })
    };
    moves_between(question, &|person| seat(then.get(person)), &|person| seat(now.get(person)))
}

/// Of whom the two say another mentor.
pub fn moves_between(
    question: &Question,
    before: &dyn Fn(&str) -> Option<Seat>,
    after: &dyn Fn(&str) -> Option<Seat>,
) -> Vec<Move> {
    let mut moved: Vec<Move> = question
        .mentees
        .iter()
        .map(|(person, row)| Move {
            mentee: row.id,
            region: row.region_id,
            before: before(person),
            after: after(person),
        })
        .filter(|one| one.before.map(|seat| seat.mentor) != one.after.map(|seat| seat.mentor))
        .collect();
    moved.sort_by_key(|one| one.mentee);
    moved
}

/// The decisions with the pair locked, and the mentee's present lock lifted.
fn insisting(decided: &Decisions, pair: PairOf) -> Decisions {
    let mut decided = decided.clone();
    decided.locks.retain(|lock| lock.pair.mentee != pair.mentee);
    decided.vetoes.remove(&pair);
    decided.locks.push(Lock { seq: i64::MAX, pair, overrides: true });
    decided
}

/// What locking the pair costs; `None` when it cannot be locked. The question is afterwards as it was.
///
/// # Errors
/// 409 when the question cannot be answered.
pub fn of_lock(question: &mut Question, before: &Solved, pair: PairOf) -> Result<Option<Insisted>, Problem> {
    let decided = question.decided.clone();
    question.decide(insisting(&decided, pair));
    // It lapsed: no seat, or nobody to sit there.
    let lapsed = question.lapsed.contains(&i64::MAX);
    let answer = if lapsed { None } else { Some(Solved::of(question)?) };
    question.decide(decided);
    Ok(answer.map(|after| {
        let matched = before.matched() - after.matched();
        Insisted {
            loss: before.outcome.certificate.primal - after.outcome.certificate.primal,
            cost: Cost {
                points: told_points(question, before.points() - after.points(), matched),
                matched,
                moves: moves(question, before, &after),
            },
        }
    }))
}

/// A pair insisted on.
pub struct Insisted {
    pub cost: Cost,
    /// In the matcher's own number: for comparing, never for showing.
    pub loss: i64,
}
