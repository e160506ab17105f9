//! Moves of jurisdictions between regions: where one is, and what may happen to it.

use chrono::NaiveDate;

crate::text_enum! {
    /// Where the move of a jurisdiction is.
    pub enum MoveState {
        /// It happens on its day.
        Planned = "planned",
        Made = "made",
        Cancelled = "cancelled",
    }
}

/// What happens to a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveStep {
    /// Its day has come: the jurisdiction lies in the other region from now on.
    Make,
    Cancel,
}

impl MoveState {
    /// Where `step` leads, or `None` when it cannot be taken from here. What was made is undone by another move.
    #[must_use]
    pub const fn after(self, step: MoveStep) -> Option<Self> {
        match (self, step) {
            (Self::Planned, MoveStep::Make) => Some(Self::Made),
            (Self::Planned, MoveStep::Cancel) => Some(Self::Cancelled),
            (Self::Made | Self::Cancelled, _) => None,
        }
    }
}

/// When a move that somebody asks for happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In the same transaction.
    AtOnce,
    /// By the job of its day.
    OnItsDay,
}

/// `None` for a day that has passed.
#[must_use]
pub fn when(effective_on: NaiveDate, today: NaiveDate) -> Option<When> {
    match effective_on.cmp(&today) {
        std::cmp::Ordering::Less => None,
        std::cmp::Ordering::Equal => Some(When::AtOnce),
        std::cmp::Ordering::Greater => Some(When::OnItsDay),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_from_every_state() {
        use MoveState::{Cancelled, Made, Planned};
        let table = [(Planned, [Some(Made), Some(Cancelled)]), (Made, [None; 2]), (Cancelled, [None; 2])];
        assert_eq!(table.len(), MoveState::ALL.len());
        for (state, expected) in table {
            assert_eq!([MoveStep::Make, MoveStep::Cancel].map(|step| state.after(step)), expected, "{state}");
        }
    }

    #[test]
    fn it_happens_today_or_on_a_day_to_come_and_never_in_the_past() {
        let day = |d| NaiveDate::from_ymd_opt(2027, 3, d).unwrap();
        assert_eq!(when(day(1), day(2)), None);
        assert_eq!(when(day(2), day(2)), Some(When::AtOnce));
        assert_eq!(when(day(3), day(2)), Some(When::OnItsDay));
    }
}
