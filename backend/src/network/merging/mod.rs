//! Two records of one institution become one, and two again while nothing contradicts it.

mod duplicates;
pub mod queries;
mod service;

pub use duplicates::{Group, Likeness, likely_duplicates};
pub use service::{find_merge, merge, merges_into, preview, undo};
