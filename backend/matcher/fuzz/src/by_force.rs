//! Every possible answer of a tiny round, one by one: what a solver or a certificate is held against.

use matcher::tables::Aim;
use matcher::{mentee_key, mentor_key, tie};

/// A round by number. Scores are those of the policy or the table, `None` for pairs that may not meet.
pub struct Round {
    pub mentees: Vec<String>,
    pub mentors: Vec<String>,
    pub scores: Vec<Vec<Option<i64>>>,
    /// What publishing and confidential wishes add to a pair.
    pub bonus: Vec<Vec<i64>>,
    pub seats: Vec<u32>,
    pub locks: Vec<Option<usize>>,
}

/// What counts, in the order in which it does; the last is the sum of ties, which one answer alone has.
pub type Value = [i128; 4];

impl Round {
    /// Small enough to be tried one by one.
    pub fn is_tiny(&self) -> bool {
        self.mentees.len() <= 5 && self.mentors.len() <= 4
    }

    /// The best value of all, and who sits where.
    pub fn best(&self, aim: Aim) -> (Value, Vec<Option<usize>>) {
        let mut best = ([i128::MIN; 4], Vec::new());
        self.search(aim, &mut self.seats.clone(), &mut Vec::new(), &mut best);
        best
    }

    /// What an answer is worth.
    pub fn value(&self, aim: Aim, chosen: &[Option<usize>]) -> Value {
        let (mut pairs, mut sum, mut ties, mut least) = (0, 0, 0, i128::MAX);
        for (mentee, mentor) in chosen.iter().enumerate() {
            let Some(mentor) = *mentor else { continue };
            let score = self.scores[mentee][mentor].unwrap_or(0);
            pairs += 1;
            sum += i128::from(score + self.bonus[mentee][mentor]);
            let (one, other) = (mentee_key(&self.mentees[mentee]), mentor_key(&self.mentors[mentor]));
            ties += i128::from(tie(one, other));
            if self.locks[mentee].is_none() {
                least = least.min(i128::from(score));
            }
        }
        match aim {
            Aim::Fit => [sum, pairs, ties, 0],
            Aim::Matched => [pairs, sum, ties, 0],
            Aim::WorstServed => [pairs, least, sum, ties],
        }
    }

    fn search(
        &self,
        aim: Aim,
        seats: &mut [u32],
        chosen: &mut Vec<Option<usize>>,
        best: &mut (Value, Vec<Option<usize>>),
    ) {
        let mentee = chosen.len();
        if mentee == self.mentees.len() {
            let value = self.value(aim, chosen);
            if value > best.0 {
                *best = (value, chosen.clone());
            }
            return;
        }
        if self.locks[mentee].is_none() {
            chosen.push(None);
            self.search(aim, seats, chosen, best);
            chosen.pop();
        }
        for mentor in 0..seats.len() {
            let is_allowed = match self.locks[mentee] {
                Some(locked) => locked == mentor,
                None => self.scores[mentee][mentor].is_some(),
            };
            if is_allowed && seats[mentor] > 0 {
                seats[mentor] -= 1;
                chosen.push(Some(mentor));
                self.search(aim, seats, chosen, best);
                chosen.pop();
                seats[mentor] += 1;
            }
        }
    }
}
