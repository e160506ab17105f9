//! The rows of mentorships.

mod agreements;
mod check_ins;
mod closing;
mod concerns;
mod conduct;
mod counts;
mod goals;
mod health;
mod imports;
mod meetings;
mod notes;
mod nudges;
mod pairings;
mod planned_meetings;
mod questions;
mod suspensions;

pub use agreements::*;
pub use check_ins::*;
pub use closing::*;
pub use concerns::*;
pub use conduct::*;
pub use counts::*;
pub use goals::*;
pub use health::*;
pub use imports::*;
pub use meetings::*;
pub use notes::*;
pub use nudges::*;
pub use pairings::*;
pub use planned_meetings::*;
pub use questions::*;
pub use suspensions::*;
