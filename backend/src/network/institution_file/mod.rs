//! Institutions of any setting from a plain CSV: upsert by identifier, then by the list's own key; problems by line and
//! column; nothing changed by a second run.

pub mod columns;
mod row;
mod take;

pub use columns::{COLUMNS, check_header};
pub use take::{Outcome, failed_header, take};
