//! A round as plain tables: pairs with scores, seats, locks, vetoes and published pairs, as anybody's program writes them.

mod assign;
mod ids;
mod read;
mod statement;
mod verify;

pub use assign::{Found, assign, price_of, solve_market};
pub use read::{
    Complaints, MAX_CAPACITY, Market, PairOfIds, Source, Sources, json, lines_of_json, pairs_of_ids,
};
pub use statement::{Aim, Certificate, FORMAT, Proof};
pub use verify::{Verified, verify};
