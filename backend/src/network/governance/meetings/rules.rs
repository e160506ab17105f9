//! Rules of meetings: what may still be changed, and whether enough were there.

crate::text_enum! {
    /// Where a meeting of the task force is.
    pub enum TaskForceMeetingState {
        Planned = "planned",
        /// Who was there is recorded.
        Held = "held",
        Cancelled = "cancelled",
    }
}

crate::text_enum! {
    /// What became of a member in a meeting.
    pub enum Presence {
        Present = "present",
        Excused = "excused",
        Absent = "absent",
    }
}

/// Why what was asked of a meeting cannot be done; `None` when it can.
#[must_use]
pub fn refusal(state: TaskForceMeetingState, wanted: Wanted) -> Option<&'static str> {
    use TaskForceMeetingState::{Cancelled, Held, Planned};
    match (state, wanted) {
        (Planned, _) | (Held, Wanted::Write | Wanted::Record) => None,
        (Held, Wanted::Move) => Some("The meeting was held: its time and place stay as they were."),
        (Held, Wanted::Cancel) => Some("The meeting was held: it cannot be cancelled any more."),
        (Cancelled, _) => Some("The meeting is cancelled: nothing of it can be changed."),
    }
}

/// What somebody wants to do with a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Title, agenda, minutes.
    Write,
    /// Time and place.
    Move,
    /// Who was there.
    Record,
    Cancel,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_that_was_held_is_only_written_up_and_a_cancelled_one_is_left_alone() {
        use TaskForceMeetingState::{Cancelled, Held, Planned};
        for wanted in [Wanted::Write, Wanted::Move, Wanted::Record, Wanted::Cancel] {
            assert_eq!(refusal(Planned, wanted), None, "{wanted:?}");
            let held = matches!(wanted, Wanted::Write | Wanted::Record);
            assert_eq!(refusal(Held, wanted).is_none(), held, "{wanted:?}");
            assert!(refusal(Cancelled, wanted).is_some(), "{wanted:?}");
        }
    }
}
