//! A round as plain tables: pairs with scores, seats, locks, vetoes and published pairs, as anybody's program writes them.

mod assign;
mod read;
mod statement;
mod verify;

pub use assign::{Found, assign, solve_market};
pub use read::{Complaints, MAX_CAPACITY, Market, Source, Sources};
pub use statement::{Aim, Certificate, FORMAT, Proof};
pub use verify::{Verified, verify};
