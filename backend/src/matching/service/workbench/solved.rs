//! The best answer to a round's question, remembered by the question.
//!
//! Whatever the question holds is part of its digest: people, policy, seats, locks, vetoes. What is found by it is therefore
//! the answer to that question for ever, in whichever process it was solved, and nothing has to be told that it changed.

use std::collections::{HashMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use matcher::{Explainer, MatchedPair, Outcome};
use sha2::{Digest, Sha256};

use super::question::Question;
use crate::platform::problem::Problem;

/// As many pairs as all remembered outcomes may hold together: some fifty megabytes.
const MOST_PAIRS: usize = 100_000;

/// Up to so many pairs that may meet, every outcome that is stored is checked by the code that shares nothing with the
/// solver, some 0.2 s at that size; above, the solver's own proof has to add up.
const CHECKED: usize = 60_000_000;

type Remembered = VecDeque<([u8; 32], Arc<Outcome>)>;

static REMEMBERED: Mutex<Remembered> = Mutex::new(VecDeque::new());

fn digest(problem: &matcher::Problem) -> Result<[u8; 32], Problem> {
    let text = serde_json::to_vec(problem).map_err(Problem::internal)?;
    Ok(Sha256::digest(&text).into())
}

fn recall(key: [u8; 32]) -> Option<Arc<Outcome>> {
    let mut remembered = REMEMBERED.lock().unwrap_or_else(PoisonError::into_inner);
    let at = remembered.iter().position(|(known, _)| *known == key)?;
    let found = remembered.remove(at)?;
    let outcome = Arc::clone(&found.1);
    remembered.push_front(found);
    Some(outcome)
}

fn remember(key: [u8; 32], outcome: &Arc<Outcome>) {
    let mut remembered = REMEMBERED.lock().unwrap_or_else(PoisonError::into_inner);
    remembered.push_front((key, Arc::clone(outcome)));
    let mut pairs = 0;
    remembered.retain(|(_, outcome)| {
        pairs += outcome.pairs.len() + outcome.unmatched.len() + 1;
        pairs <= MOST_PAIRS
    });
}

/// The one best answer to a problem of the matcher.
///
/// # Errors
/// 409 when it cannot be matched.
pub fn best(problem: &matcher::Problem) -> Result<Arc<Outcome>, Problem> {
    let key = digest(problem)?;
    if let Some(known) = recall(key) {
        return Ok(known);
    }
    let outcome = matcher::solve(problem, &mut |_| ControlFlow::Continue(())).map_err(|error| {
        // What is wrong may name people; the words that may be told are few.
        log::error!("a question of the workbench cannot be answered: {error}");
        Problem::conflict("The round cannot be matched as it is now: run a new one.")
    })?;
    if outcome.certificate.gap != 0 {
        log::error!("an outcome of the workbench has a gap");
        return Err(Problem::conflict("No outcome was found that is proved to be the best."));
    }
    let outcome = Arc::new(outcome);
    remember(key, &outcome);
    Ok(outcome)
}

/// The answer to a round's question, with the pairs that were made by hand against a rule.
pub struct Solved {
    pub outcome: Arc<Outcome>,
    fixed: Vec<MatchedPair>,
}

impl Solved {
    /// # Errors
    /// 409 when the question cannot be answered.
    pub fn of(question: &Question) -> Result<Self, Problem> {
        let outcome = best(&question.asked)?;
        let mut fixed = Vec::with_capacity(question.fixed.len());
        if !question.fixed.is_empty() {
            let explainer = Explainer::new(&question.whole);
            for pair in &question.fixed {
                let told = explainer.explain(&pair.mentee, &pair.mentor).map_err(Problem::internal)?;
                fixed.push(MatchedPair {
                    mentee: told.mentee,
                    mentor: told.mentor,
                    points: told.points,
                    factors: told.factors,
                    locked: true,
                });
            }
        }
        Ok(Self { outcome, fixed })
    }

    /// Checks the proof as a round's job does.
    ///
    /// # Errors
    /// 409 when it does not hold.
    pub fn checked(self, question: &Question) -> Result<Self, Problem> {
        let asked = &question.asked;
        if asked.mentees.len() * asked.mentors.len() <= CHECKED {
            let proof = matcher::verify(asked, &self.outcome, &self.outcome.duals);
            if !proof.is_ok_and(|proof| proof.gap == 0) {
                log::error!("an outcome of the workbench does not verify");
                return Err(Problem::conflict("No outcome was found that is proved to be the best."));
            }
        }
        Ok(self)
    }

    pub fn pairs(&self) -> impl Iterator<Item = &MatchedPair> {
        self.outcome.pairs.iter().chain(&self.fixed)
    }

    #[must_use]
    pub fn matched(&self) -> i64 {
        i64::try_from(self.pairs().count()).unwrap_or(i64::MAX)
    }

    #[must_use]
    pub fn points(&self) -> i64 {
        self.pairs().map(|pair| i64::from(pair.points)).sum()
    }

    /// By mentee, the mentor and the points.
    #[must_use]
    pub fn by_mentee(&self) -> HashMap<&str, &MatchedPair> {
        self.pairs().map(|pair| (pair.mentee.as_str(), pair)).collect()
    }
}
