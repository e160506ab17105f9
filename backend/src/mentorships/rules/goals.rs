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

/// The most goals of one pairing.
pub const MOST_GOALS: i64 = 30;

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

    #[test]
    fn an_open_goal_is_late_from_the_day_after() {
        let due: NaiveDate = "2027-03-01".parse().unwrap();
        assert!(!goal_overdue(GoalState::Open, Some(due), due));
        assert!(goal_overdue(GoalState::Open, Some(due), due.succ_opt().unwrap()));
        assert!(!goal_overdue(GoalState::Done, Some(due), due.succ_opt().unwrap()));
        assert!(!goal_overdue(GoalState::Open, None, due));
    }
}
