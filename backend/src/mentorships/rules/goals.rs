//! Goals of a pairing: open, done or dropped, and what may follow.

use chrono::NaiveDate;

crate::text_enum! {
    /// How a goal stands.
    pub enum GoalState {
        Open = "open",
        Done = "done",
        Dropped = "dropped",
    }
}

crate::text_enum! {
    /// What happened to a goal.
    pub enum GoalStepKind {
        Created = "created",
        /// Its words or its day.
        Changed = "changed",
        Noted = "noted",
        Done = "done",
        Dropped = "dropped",
        Reopened = "reopened",
    }
}

/// The most goals of one pairing, dropped ones not counted.
pub const MOST_GOALS: usize = 30;

/// What a move to another state is called in the history, or why it is none.
///
/// # Errors
/// When the goal is in that state.
pub const fn goal_move(from: GoalState, to: GoalState) -> Result<GoalStepKind, &'static str> {
    use GoalState::{Done, Dropped, Open};
    match (from, to) {
        (Open, Open) => Err("The goal is open already."),
        (Done, Done) => Err("The goal is done already."),
        (Dropped, Dropped) => Err("The goal is dropped already."),
        (Done | Dropped, Open) => Ok(GoalStepKind::Reopened),
        (Open | Dropped, Done) => Ok(GoalStepKind::Done),
        (Open | Done, Dropped) => Ok(GoalStepKind::Dropped),
    }
}

/// A goal as far as an agreement is concerned.
#[derive(Debug, Clone)]
pub struct KnownGoal {
    pub title: String,
    /// What it has been called.
    pub former: Vec<String>,
    pub state: GoalState,
    pub from_agreement: bool,
}

/// What becomes of a goal when an agreement is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Stays,
    /// It was dropped, and is open again.
    AgreedAgain,
    /// It came of an agreement and is in this one no more.
    AgreedNoMore,
}

/// What an agreement makes of the goals.
#[derive(Debug, PartialEq, Eq)]
pub struct Takeover {
    /// One for each of the goals that there are.
    pub fates: Vec<Fate>,
    /// What is agreed on and is no goal yet, each once.
    pub missing: Vec<String>,
    /// How many goals there are then, dropped ones not counted.
    pub total: usize,
}

/// Goals are known by their words; one of an agreement whose words were changed is known by those it had, too.
fn meant(known: &[KnownGoal], title: &str) -> Option<usize> {
    let was_called =
        |goal: &KnownGoal| goal.from_agreement && goal.former.iter().any(|former| former == title);
    let is_called = |goal: &KnownGoal| goal.title == title;
    // One that was dropped, and taken up again under the same words, is the later one.
    known
        .iter()
        .position(|goal| is_called(goal) && goal.state != GoalState::Dropped)
        .or_else(|| known.iter().position(is_called))
        .or_else(|| known.iter().position(was_called))
}

#[must_use]
pub fn takeover(known: &[KnownGoal], agreed: &[String]) -> Takeover {
    let mut is_agreed = vec![false; known.len()];
    let mut missing: Vec<String> = Vec::new();
    for title in agreed.iter().map(|title| title.trim()) {
        match meant(known, title) {
            Some(at) => is_agreed[at] = true,
            None if missing.iter().any(|known| known == title) => {}
            None => missing.push(title.to_owned()),
        }
    }
    let fates: Vec<Fate> = known
        .iter()
        .zip(is_agreed)
        .map(|(goal, is_agreed)| match (is_agreed, goal.state, goal.from_agreement) {
            (true, GoalState::Dropped, _) => Fate::AgreedAgain,
            (false, _, true) => Fate::AgreedNoMore,
            _ => Fate::Stays,
        })
        .collect();
    let lasts = |(goal, fate): &(&KnownGoal, &Fate)| match fate {
        Fate::Stays => goal.state != GoalState::Dropped,
        Fate::AgreedAgain => true,
        Fate::AgreedNoMore => goal.state == GoalState::Done,
    };
    let total = known.iter().zip(&fates).filter(lasts).count() + missing.len();
    Takeover { fates, missing, total }
}

/// Only what is still open can be late.
#[must_use]
pub fn goal_overdue(state: GoalState, due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    state == GoalState::Open && due_on.is_some_and(|due| due < today)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_goal_moves_to_every_other_state_and_to_none_twice() {
        for from in GoalState::ALL {
            for to in GoalState::ALL {
                let expected = match to {
                    _ if from == to => None,
                    GoalState::Open => Some(GoalStepKind::Reopened),
                    GoalState::Done => Some(GoalStepKind::Done),
                    GoalState::Dropped => Some(GoalStepKind::Dropped),
                };
                assert_eq!(goal_move(*from, *to).ok(), expected, "{from} {to}");
            }
        }
    }

    fn known(title: &str, state: GoalState, from_agreement: bool) -> KnownGoal {
        let former = if title == "A longer talk" { vec!["A talk".to_owned()] } else { Vec::new() };
        KnownGoal { title: title.to_owned(), former, state, from_agreement }
    }

    #[test]
    fn an_agreement_adds_each_goal_once_and_drops_those_that_are_agreed_no_more() {
        let agreed = |titles: &[&str]| titles.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>();
        let there = [
            known("A grant", GoalState::Open, false),
            known("A longer talk", GoalState::Open, true),
            known("A paper", GoalState::Open, true),
            known("A book", GoalState::Done, true),
            known("A trip", GoalState::Dropped, false),
        ];
        let found = takeover(&there, &agreed(&["A talk", "A trip", " New ", "New", "New"]));
        assert_eq!(
            found.fates,
            [Fate::Stays, Fate::Stays, Fate::AgreedNoMore, Fate::AgreedNoMore, Fate::AgreedAgain]
        );
        assert_eq!((found.missing, found.total), (agreed(&["New"]), 5));
        // Taken up again under the words of one that was dropped, it is one goal.
        let again = [known("A trip", GoalState::Dropped, false), known("A trip", GoalState::Open, false)];
        let found = takeover(&again, &agreed(&["A trip"]));
        assert_eq!((found.fates, found.total), (vec![Fate::Stays, Fate::Stays], 1));
        assert_eq!(takeover(&there, &agreed(&["A grant"])).total, 2);
    }

    #[test]
    fn an_open_goal_is_late_from_the_day_after() {
        let due: NaiveDate = "2027-03-01".parse().unwrap();
        assert!(!goal_overdue(GoalState::Open, Some(due), due));
        assert!(goal_overdue(GoalState::Open, Some(due), due.succ_opt().unwrap()));
        assert!(!goal_overdue(GoalState::Done, Some(due), due.succ_opt().unwrap()));
        assert!(!goal_overdue(GoalState::Open, None, due));
    }
}
