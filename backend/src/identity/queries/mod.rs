//! Rows of accounts, by what they are of.

mod grants;
mod people;
mod sessions;

pub use grants::*;
pub use people::*;
pub use sessions::*;
