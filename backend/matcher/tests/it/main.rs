//! All tests of the matcher that see it from outside, in one binary.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops with the reason; clippy exempts only the #[test] functions themselves"
)]

#[cfg(feature = "command")]
mod adversarial;
mod brute_force;
mod circles;
mod circles_by_hand;
#[cfg(feature = "command")]
mod command;
#[cfg(feature = "command")]
mod command_people;
mod confidential;
mod edges;
mod explanations;
mod fair;
mod hours;
mod input;
mod insisting;
mod large;
mod market;
mod oracle;
mod order;
mod points;
mod pool;
mod properties;
mod sabotage;
#[cfg(feature = "command")]
mod sabotaged_tables;
#[cfg(feature = "command")]
mod torn;
mod wishes;
mod worst;
