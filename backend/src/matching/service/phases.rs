//! What the job of a round spends its time on.

use std::time::{Duration, Instant};

use serde_json::{Map, Value};

/// The parts of a round's job, in the order in which they pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Reading the pool.
    Read,
    /// Finding the best outcome.
    Solve,
    /// Checking its proof.
    Verify,
    /// Looking up the best alternatives of each pair.
    Explain,
    /// Writing proposals and reasons.
    Store,
}

impl Phase {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Read, "read_ms"),
        (Self::Solve, "solve_ms"),
        (Self::Verify, "verify_ms"),
        (Self::Explain, "explain_ms"),
        (Self::Store, "store_ms"),
    ];
}

/// Measures one phase after the other.
pub struct Phases {
    since: Instant,
    spent: [Duration; Phase::ALL.len()],
}

impl Phases {
    /// From now on.
    #[must_use]
    pub fn start() -> Self {
        Self { since: Instant::now(), spent: [Duration::ZERO; Phase::ALL.len()] }
    }

    /// All since the phase before was over was spent on this one.
    pub fn over(&mut self, phase: Phase) {
        let now = Instant::now();
        self.spent[phase as usize] += now - self.since;
        self.since = now;
    }

    /// Whole milliseconds by name.
    #[must_use]
    pub fn told(&self) -> Map<String, Value> {
        let milliseconds = |spent: &Duration| u64::try_from(spent.as_millis()).unwrap_or(u64::MAX);
        Phase::ALL
            .iter()
            .zip(&self.spent)
            .map(|((_, name), spent)| ((*name).to_owned(), milliseconds(spent).into()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_is_told_once_and_those_that_did_not_pass_are_zero() {
        for (at, (phase, _)) in Phase::ALL.iter().enumerate() {
            assert_eq!(*phase as usize, at);
        }
        let mut phases = Phases::start();
        std::thread::sleep(Duration::from_millis(3));
        phases.over(Phase::Solve);
        let told = phases.told();
        assert_eq!(told.len(), 5);
        assert!(told["solve_ms"].as_u64().is_some_and(|ms| ms >= 3));
        assert_eq!(told["store_ms"], 0);
    }
}
