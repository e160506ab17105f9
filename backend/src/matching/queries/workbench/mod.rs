//! The rows of the workbench.

pub mod edits;
pub mod marks;
pub mod members;
pub mod notes;
pub mod pairs;
pub mod pauses;
pub mod rows;
pub mod waiting;
