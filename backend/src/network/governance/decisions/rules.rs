//! Rules of decisions: which majority carries a motion, and when too few took part.

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

/// What comes of a motion: nobody's yes carries nothing, and a tie rejects.
#[must_use]
pub fn outcome(tally: Tally, took_part: i32, quorum: i32, majority: Majority) -> DecisionState {
    if took_part < quorum {
        return DecisionState::NoQuorum;
    }
    let (yes, no) = (i64::from(tally.yes), i64::from(tally.no));
    let carried = match majority {
        Majority::Simple => yes > no,
        Majority::TwoThirds => yes > 0 && yes >= 2 * no,
    };
    if carried { DecisionState::Carried } else { DecisionState::Rejected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(yes: i32, no: i32, abstain: i32) -> Tally {
        Tally { yes, no, abstain }
    }

    #[test]
    fn a_simple_majority_is_more_yes_than_no() {
        assert_eq!(outcome(of(3, 2, 0), 5, 5, Majority::Simple), DecisionState::Carried);
        assert_eq!(outcome(of(2, 2, 1), 5, 5, Majority::Simple), DecisionState::Rejected, "a tie");
        assert_eq!(outcome(of(1, 0, 4), 5, 5, Majority::Simple), DecisionState::Carried);
        assert_eq!(outcome(of(0, 0, 5), 5, 5, Majority::Simple), DecisionState::Rejected);
    }

    #[test]
    fn two_thirds_are_twice_as_many_yes_as_no() {
        for yes in 0..20 {
            for no in 0..20 {
                let carried = yes > 0 && 3 * yes >= 2 * (yes + no);
                let expected = if carried { DecisionState::Carried } else { DecisionState::Rejected };
                assert_eq!(outcome(of(yes, no, 3), 99, 1, Majority::TwoThirds), expected, "{yes} to {no}");
            }
        }
    }

    #[test]
    fn too_few_decide_nothing_however_they_voted() {
        assert_eq!(outcome(of(4, 0, 0), 4, 5, Majority::Simple), DecisionState::NoQuorum);
        assert_eq!(
            outcome(of(4, 0, 0), 5, 5, Majority::Simple),
            DecisionState::Carried,
            "one was there and kept out"
        );
        assert_eq!(outcome(of(0, 0, 0), 0, 1, Majority::Simple), DecisionState::NoQuorum);
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
