//! Rules of decisions: what may be done with one, whose votes are kept how, when it may be closed, and what comes of it.

mod closing;

pub use closing::{Ballots, TooEarly, Venue, counted};

crate::text_enum! {
    /// Where a decision is.
    pub enum DecisionState {
        Open = "open",
        Carried = "carried",
        Rejected = "rejected",
        /// Too few took part: nothing is decided.
        NoQuorum = "no_quorum",
        Withdrawn = "withdrawn",
    }
}

/// What happens to a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionStep {
    /// Its words are written anew, which nobody has voted on yet.
    Reword {
        votes_cast: bool,
    },
    /// It is put to another meeting, or a written vote is given more time.
    Postpone,
    Vote,
    /// The votes are counted, with what comes of them.
    Close(Outcome),
    Withdraw,
}

/// What comes of a motion that is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Carried,
    Rejected,
    /// Too few took part.
    NoQuorum,
}

impl DecisionState {
    /// Where `step` leads, or `None` when it cannot be taken from here: what is closed stays closed.
    #[must_use]
    pub const fn after(self, step: DecisionStep) -> Option<Self> {
        use DecisionStep as Step;
        match (self, step) {
            (Self::Open, Step::Reword { votes_cast: false } | Step::Postpone | Step::Vote) => {
                Some(Self::Open)
            }
            (Self::Open, Step::Close(Outcome::Carried)) => Some(Self::Carried),
            (Self::Open, Step::Close(Outcome::Rejected)) => Some(Self::Rejected),
            (Self::Open, Step::Close(Outcome::NoQuorum)) => Some(Self::NoQuorum),
            (Self::Open, Step::Withdraw) => Some(Self::Withdrawn),
            _ => None,
        }
    }
}

crate::text_enum! {
    /// What a motion needs of the votes that say yes or no; who abstains takes part and counts for neither.
    pub enum Majority {
        /// More yes than no.
        Simple = "simple",
        /// At least twice as many yes as no.
        TwoThirds = "two_thirds",
    }
}

crate::text_enum! {
    /// How a member votes.
    pub enum VoteChoice {
        Yes = "yes",
        No = "no",
        Abstain = "abstain",
    }
}

/// How many voted which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub yes: i32,
    pub no: i32,
    pub abstain: i32,
}

impl Tally {
    #[must_use]
    pub const fn votes(self) -> i32 {
        self.yes.saturating_add(self.no).saturating_add(self.abstain)
    }

    pub const fn add(&mut self, choice: VoteChoice, votes: i32) {
        let side = match choice {
            VoteChoice::Yes => &mut self.yes,
            VoteChoice::No => &mut self.no,
            VoteChoice::Abstain => &mut self.abstain,
        };
        *side = side.saturating_add(votes);
    }
}

/// What becomes of a vote that somebody casts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Beside who cast it.
    Named,
    /// In the place of the one before.
    Instead,
    /// Apart from who cast it.
    Secret,
}

/// How a vote is kept; `None` when a secret ballot has the caller's vote already, which nobody can find to change it.
#[must_use]
pub const fn keeping(secret: bool, voted_before: bool) -> Option<Keeping> {
    match (secret, voted_before) {
        (true, true) => None,
        (true, false) => Some(Keeping::Secret),
        (false, true) => Some(Keeping::Instead),
        (false, false) => Some(Keeping::Named),
    }
}

/// What comes of a motion: nobody's yes carries nothing, and a tie rejects.
#[must_use]
pub fn outcome(tally: Tally, took_part: i32, quorum: i32, majority: Majority) -> Outcome {
    if took_part < quorum {
        return Outcome::NoQuorum;
    }
    let (yes, no) = (i64::from(tally.yes), i64::from(tally.no));
    let carried = match majority {
        Majority::Simple => yes > no,
        Majority::TwoThirds => yes > 0 && yes >= 2 * no,
    };
    if carried { Outcome::Carried } else { Outcome::Rejected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(yes: i32, no: i32, abstain: i32) -> Tally {
        Tally { yes, no, abstain }
    }

    #[test]
    fn every_step_from_every_state() {
        use DecisionState::{Carried, NoQuorum, Open, Rejected, Withdrawn};
        use DecisionStep as Step;
        let steps = [
            (Step::Reword { votes_cast: false }, Some(Open)),
            (Step::Reword { votes_cast: true }, None),
            (Step::Postpone, Some(Open)),
            (Step::Vote, Some(Open)),
            (Step::Close(Outcome::Carried), Some(Carried)),
            (Step::Close(Outcome::Rejected), Some(Rejected)),
            (Step::Close(Outcome::NoQuorum), Some(NoQuorum)),
            (Step::Withdraw, Some(Withdrawn)),
        ];
        for (step, from_open) in steps {
            for state in DecisionState::ALL {
                let expected = if *state == Open { from_open } else { None };
                assert_eq!(state.after(step), expected, "{state}, {step:?}");
            }
        }
    }

    #[test]
    fn every_outcome_of_up_to_five_who_vote() {
        for (yes, no, abstain) in triples(5) {
            for kept_out in 0..=2 {
                for quorum in 1..=7 {
                    let took_part = yes + no + abstain + kept_out;
                    let simple = outcome(of(yes, no, abstain), took_part, quorum, Majority::Simple);
                    let strict = outcome(of(yes, no, abstain), took_part, quorum, Majority::TwoThirds);
                    let at = format!("{yes}:{no}:{abstain} of {took_part}, quorum {quorum}");
                    assert_eq!(simple == Outcome::NoQuorum, took_part < quorum, "{at}");
                    assert_eq!(strict == Outcome::NoQuorum, took_part < quorum, "{at}");
                    assert_eq!(simple == Outcome::Carried, took_part >= quorum && yes > no, "{at}");
                    // What two thirds carry more than half carry.
                    assert!(strict != Outcome::Carried || simple == Outcome::Carried, "{at}");
                    // Nobody changes what comes of it by abstaining, once there is a quorum.
                    if took_part >= quorum {
                        let without = outcome(of(yes, no, 0), took_part, quorum, Majority::TwoThirds);
                        assert_eq!(strict, without, "{at}");
                    }
                }
            }
        }
    }

    fn triples(most: i32) -> Vec<(i32, i32, i32)> {
        let mut found = Vec::new();
        for yes in 0..=most {
            for no in 0..=most - yes {
                found.extend((0..=most - yes - no).map(|abstain| (yes, no, abstain)));
            }
        }
        found
    }

    #[test]
    fn a_vote_is_changed_in_the_open_and_never_in_secret() {
        assert_eq!(keeping(false, false), Some(Keeping::Named));
        assert_eq!(keeping(false, true), Some(Keeping::Instead));
        assert_eq!(keeping(true, false), Some(Keeping::Secret));
        assert_eq!(keeping(true, true), None);
    }

    #[test]
    fn a_simple_majority_is_more_yes_than_no() {
        assert_eq!(outcome(of(3, 2, 0), 5, 5, Majority::Simple), Outcome::Carried);
        assert_eq!(outcome(of(2, 2, 1), 5, 5, Majority::Simple), Outcome::Rejected, "a tie");
        assert_eq!(outcome(of(1, 0, 4), 5, 5, Majority::Simple), Outcome::Carried);
        assert_eq!(outcome(of(0, 0, 5), 5, 5, Majority::Simple), Outcome::Rejected);
    }

    #[test]
    fn two_thirds_are_twice_as_many_yes_as_no() {
        for yes in 0..20 {
            for no in 0..20 {
                let carried = yes > 0 && 3 * yes >= 2 * (yes + no);
                let expected = if carried { Outcome::Carried } else { Outcome::Rejected };
                assert_eq!(outcome(of(yes, no, 3), 99, 1, Majority::TwoThirds), expected, "{yes} to {no}");
            }
        }
    }

    #[test]
    fn too_few_decide_nothing_however_they_voted() {
        assert_eq!(outcome(of(4, 0, 0), 4, 5, Majority::Simple), Outcome::NoQuorum);
        assert_eq!(
            outcome(of(4, 0, 0), 5, 5, Majority::Simple),
            Outcome::Carried,
            "one was there and kept out"
        );
        assert_eq!(outcome(of(0, 0, 0), 0, 1, Majority::Simple), Outcome::NoQuorum);
    }

    #[test]
    fn votes_add_up() {
        let mut tally = Tally::default();
        tally.add(VoteChoice::Yes, 2);
        tally.add(VoteChoice::No, 1);
        tally.add(VoteChoice::Abstain, 3);
        assert_eq!(tally, of(2, 1, 3));
        assert_eq!(tally.votes(), 6);
        tally.add(VoteChoice::Yes, i32::MAX);
        assert_eq!(tally.votes(), i32::MAX);
    }
}
