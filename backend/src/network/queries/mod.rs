//! Rows of the network, by what they are of.

mod imports;
mod institutions;
mod regions;
mod seats;

pub use imports::*;
pub use institutions::*;
pub use regions::*;
pub use seats::*;
