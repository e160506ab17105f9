//! Rules of the plan: which state of a milestone may follow which, and when it is overdue.

pub mod differences;

use chrono::NaiveDate;

crate::text_enum! {
    /// Where a milestone is.
    pub enum MilestoneState {
        Planned = "planned",
        InProgress = "in_progress",
        Done = "done",
        /// Given up; it stays in the plan as a decision that was taken.
        Dropped = "dropped",
    }
}

impl MilestoneState {
    /// Which state may follow which. What was closed is first reopened before it is closed otherwise.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use MilestoneState::{Done, Dropped, InProgress, Planned};
        matches!(
            (self, next),
            (Planned, InProgress | Done | Dropped)
                | (InProgress, Planned | Done | Dropped)
                | (Done, InProgress)
                | (Dropped, Planned)
        )
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::InProgress)
    }
}

/// Open, and its day has passed.
#[must_use]
pub fn is_overdue(state: MilestoneState, due_on: NaiveDate, today: NaiveDate) -> bool {
    state.is_open() && due_on < today
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milestones_move_along_exactly_these_edges() {
        use MilestoneState::{Done, Dropped, InProgress, Planned};
        let edges = [
            (Planned, InProgress),
            (Planned, Done),
            (Planned, Dropped),
            (InProgress, Planned),
            (InProgress, Done),
            (InProgress, Dropped),
            (Done, InProgress),
            (Dropped, Planned),
        ];
        for from in MilestoneState::ALL {
            for to in MilestoneState::ALL {
                assert_eq!(from.may_become(*to), edges.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    #[test]
    fn only_open_milestones_are_overdue_and_not_on_the_day_itself() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        for state in MilestoneState::ALL {
            assert_eq!(is_overdue(*state, day(1), day(2)), state.is_open(), "{state}");
            assert!(!is_overdue(*state, day(2), day(2)), "{state}");
        }
    }
}
