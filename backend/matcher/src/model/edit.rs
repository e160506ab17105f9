//! What may be changed of a solved market, and what a change says of itself.

use super::lists::Arc;
use crate::people::WITHHELD;
use std::fmt;

/// What a coordinator, or a day, may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The pair must be part of the assignment. It need not be in the lists.
    Lock {
        row: u32,
        column: u32,
    },
    Unlock {
        row: u32,
    },
    /// The pair must not be part of it.
    Veto {
        row: u32,
        column: u32,
    },
    LiftVeto {
        row: u32,
        column: u32,
    },
    RowLeaves {
        row: u32,
    },
    RowReturns {
        row: u32,
    },
    ColumnLeaves {
        column: u32,
    },
    ColumnReturns {
        column: u32,
    },
    Capacity {
        column: u32,
        seats: u32,
    },
    /// A new row, numbered after the last, with the columns it may meet, each once.
    NewRow {
        key: u64,
        choices: Vec<Arc>,
    },
    /// A new column, numbered after the last, with the rows it may meet, each once.
    NewColumn {
        key: u64,
        seats: u32,
        choices: Vec<Arc>,
    },
    /// The pair may meet from now on, or has other points.
    Score {
        row: u32,
        column: u32,
        score: i32,
    },
    /// The pair may not meet any more.
    Forbid {
        row: u32,
        column: u32,
    },
    /// Of the pair's score, whatever it is, so many points are told nowhere.
    Withhold {
        row: u32,
        column: u32,
        points: Withheld,
    },
}

/// Points that are told nowhere, so that printing an edit does not either.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Withheld(pub u32);

impl fmt::Debug for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WITHHELD)
    }
}

/// Why an edit was refused; nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditError {
    /// No such row or column, or one that has left.
    Unknown,
    /// The row is locked: unlock it before.
    Locked,
    NotLocked,
    /// All seats are taken by locked rows.
    NoSeat,
    /// Already so: vetoed twice, returned without having left.
    NothingToDo,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "one of the two is not part of this round",
            Self::Locked => "the mentee is locked",
            Self::NotLocked => "the mentee is not locked",
            Self::NoSeat => "all seats of the mentor are locked",
            Self::NothingToDo => "it is so already",
        })
    }
}

impl std::error::Error for EditError {}

/// What an edit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Rows that sit elsewhere now, by number: the column before and after.
    pub moved: Vec<(u32, Option<u32>, Option<u32>)>,
    /// The edit that takes this one back.
    pub undo: Edit,
}
