//! When a decision may be closed, and which votes count then.

use super::Tally;

/// Where a motion is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Venue {
    /// In writing; whether the time to vote is over.
    Written { over: bool },
    /// In a meeting.
    Meeting {
        begun: bool,
        /// Who was there is recorded.
        recorded: bool,
        /// Voting members who were there.
        present: i32,
    },
}

/// Who may vote, and which votes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ballots {
    pub eligible: i32,
    /// One by one.
    pub cast: Tally,
    /// Hands that were counted in a meeting.
    pub hands: Option<Tally>,
}

/// Why votes are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooEarly {
    MeetingToCome,
    /// So many have not voted, and may still.
    VotesToCome {
        missing: i32,
    },
    /// Hands are shown in meetings alone.
    HandsInWriting,
    /// Members voted one by one already.
    HandsBesideVotes,
    /// Nobody has recorded whose hands could be shown.
    HandsOfWhom,
    /// More hands than voting members.
    HandsOfNobody {
        shown: i32,
        present: i32,
    },
}

/// How many took part, and what they said.
///
/// # Errors
/// Why it cannot be closed, or not so.
pub fn counted(venue: Venue, ballots: Ballots) -> Result<(i32, Tally), TooEarly> {
    let Ballots { eligible, cast, hands } = ballots;
    match (venue, hands) {
        (Venue::Written { .. }, Some(_)) => Err(TooEarly::HandsInWriting),
        (Venue::Written { over: false }, None) if cast.votes() < eligible => {
            Err(TooEarly::VotesToCome { missing: eligible - cast.votes() })
        }
        (Venue::Written { .. }, None) => Ok((cast.votes(), cast)),
        (Venue::Meeting { begun: false, .. }, _) => Err(TooEarly::MeetingToCome),
        // Who voted was there, whatever was recorded.
        (Venue::Meeting { present, .. }, None) => Ok((present.max(cast.votes()), cast)),
        (Venue::Meeting { .. }, Some(_)) if cast.votes() > 0 => Err(TooEarly::HandsBesideVotes),
        (Venue::Meeting { recorded: false, .. }, Some(_)) => Err(TooEarly::HandsOfWhom),
        (Venue::Meeting { present, .. }, Some(shown)) if shown.votes() > present => {
            Err(TooEarly::HandsOfNobody { shown: shown.votes(), present })
        }
        (Venue::Meeting { present, .. }, Some(shown)) => Ok((present, shown)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yes(n: i32) -> Tally {
        Tally { yes: n, no: 0, abstain: 0 }
    }

    fn ballots(cast: i32, hands: Option<i32>) -> Ballots {
        Ballots { eligible: 3, cast: yes(cast), hands: hands.map(yes) }
    }

    #[test]
    fn a_written_vote_ends_with_its_time_or_with_the_last_vote() {
        for cast in 0..=3 {
            let early = counted(Venue::Written { over: false }, ballots(cast, None));
            let expected =
                if cast == 3 { Ok((3, yes(3))) } else { Err(TooEarly::VotesToCome { missing: 3 - cast }) };
            assert_eq!(early, expected, "{cast} of 3");
            let late = counted(Venue::Written { over: true }, ballots(cast, None));
            assert_eq!(late, Ok((cast, yes(cast))), "{cast} of 3, in the end");
            for over in [false, true] {
                let shown = counted(Venue::Written { over }, ballots(cast, Some(1)));
                assert_eq!(shown, Err(TooEarly::HandsInWriting), "{cast} of 3");
            }
        }
    }

    #[test]
    fn in_a_meeting_votes_are_counted_once_it_has_begun() {
        for recorded in [false, true] {
            for present in 0..=3 {
                for (cast, hands) in [(0, None), (2, None), (0, Some(0)), (0, Some(2)), (2, Some(2))] {
                    let to_come = Venue::Meeting { begun: false, recorded, present };
                    assert_eq!(counted(to_come, ballots(cast, hands)), Err(TooEarly::MeetingToCome));
                    let begun = Venue::Meeting { begun: true, recorded, present };
                    let expected = match (cast, hands) {
                        (_, None) => Ok((present.max(cast), yes(cast))),
                        (2, Some(_)) => Err(TooEarly::HandsBesideVotes),
                        (_, Some(_)) if !recorded => Err(TooEarly::HandsOfWhom),
                        (_, Some(shown)) if shown > present => {
                            Err(TooEarly::HandsOfNobody { shown, present })
                        }
                        (_, Some(shown)) => Ok((present, yes(shown))),
                    };
                    let at = format!("recorded {recorded}, {present} there, {cast} cast, hands {hands:?}");
                    assert_eq!(counted(begun, ballots(cast, hands)), expected, "{at}");
                }
            }
        }
    }
}
