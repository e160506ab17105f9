//! Two records of one institution become one, and two again while nothing contradicts it; or they are told apart for good.

pub mod distinctions;
pub mod queries;
mod service;

pub use service::{Preview, find_merge, merge, merges_into, preview, second_keys, undo};
