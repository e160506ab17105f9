//! Rows of accounts, by what they are of.

mod grants;
mod holders;
mod people;
mod sessions;

pub use grants::*;
pub use holders::*;
pub use people::*;
pub use sessions::*;
