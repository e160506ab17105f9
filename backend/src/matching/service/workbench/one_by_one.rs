//! The best other mentors where each of them makes the round another question: it is solved again for each.
//!
//! A pair costs at least what it falls short of the prices of the proof (what a mentee gains, what a seat is worth), so
//! mentors are tried in that order, and those who cannot be cheaper any more are not tried at all.

use super::alternatives::{Alternative, taken};
use super::costs;
use super::question::Question;
use super::solved::Solved;
use crate::matching::rules::PairOf;
use crate::platform::db::Id;
use crate::platform::problem::Problem;

/// No more questions are put to the matcher for one answer.
const MOST_TRIED: usize = 24;

/// A candidate and the least it can cost, in the matcher's number.
struct Candidate {
    mentor: Id,
    points: u32,
    full: bool,
    least: i64,
}

/// The `most` cheapest of those that were tried.
///
/// # Errors
/// 409 when the question cannot be answered.
pub fn of_mentee(
    question: &mut Question,
    solved: &Solved,
    mentee: Id,
    most: usize,
) -> Result<Vec<Alternative>, Problem> {
    let mut found: Vec<(i64, Alternative)> = Vec::new();
    for candidate in candidates(question, solved, mentee).into_iter().take(MOST_TRIED.max(most)) {
        found.sort_by_key(|(loss, _)| *loss);
        if found.len() >= most && found.get(most - 1).is_some_and(|(loss, _)| *loss <= candidate.least) {
            break;
        }
        let pair = PairOf { mentee, mentor: candidate.mentor };
        if let Some(insisted) = costs::of_lock(question, solved, pair)? {
            found.push((
                insisted.loss,
                Alternative {
                    mentor: candidate.mentor,
                    points: candidate.points,
                    full: candidate.full,
                    cost: insisted.cost,
                },
            ));
        }
    }
    found.sort_by_key(|(loss, _)| *loss);
    found.truncate(most);
    Ok(found.into_iter().map(|(_, one)| one).collect())
}

fn candidates(question: &Question, solved: &Solved, mentee: Id) -> Vec<Candidate> {
    let Some(person) = question.mentee_named(mentee) else { return Vec::new() };
    let present = costs::seat_of(question, solved, &person).map(|seat| seat.mentor);
    let taken = taken(solved);
    // Of nobody's outcome: then nobody is left out for being this mentee's mentor now.
    let nothing = matcher::Outcome { pairs: Vec::new(), ..solved.outcome.as_ref().clone() };
    let eligible = matcher::alternatives(&question.whole, &nothing, &person, usize::MAX).unwrap_or_default();
    let outcome = &solved.outcome;
    let bonus = i64::from(question.asked.keep) + i64::from(question.asked.policy.weights.confidential_wishes);
    let gain = outcome.duals.mentees.get(&person).copied().unwrap_or(0);
    let mut found: Vec<Candidate> = eligible
        .iter()
        .filter_map(|other| {
            let row = question.mentors.get(&other.mentor)?;
            let price = outcome.duals.mentors.get(&other.mentor).copied().unwrap_or(0);
            let proof = &outcome.certificate;
            let worth = proof.points_multiplier * (i64::from(other.points) + bonus) + proof.pair_bonus;
            Some(Candidate {
                mentor: row.id,
                points: other.points,
                full: taken.get(other.mentor.as_str()).copied().unwrap_or(0) >= other.capacity,
                least: gain + price - worth,
            })
        })
        .filter(|candidate| Some(candidate.mentor) != present)
        .collect();
    found.sort_by(|a, b| a.least.cmp(&b.least).then(b.points.cmp(&a.points)).then(a.mentor.cmp(&b.mentor)));
    found
}
