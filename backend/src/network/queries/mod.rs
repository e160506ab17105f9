//! Rows of the network, by what they are of.

mod cycles;
mod imports;
mod institutions;
mod load;
mod moves;
mod regions;
mod seats;
mod terms;

pub use cycles::*;
pub use imports::*;
pub use institutions::*;
pub use load::*;
pub use moves::*;
pub use regions::*;
pub use seats::*;
pub use terms::*;
