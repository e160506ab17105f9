//! Tests of the public surface: against independent programs, against an attacker, and of what the words promise.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of tests fail tests; clippy exempts only the test functions themselves"
)]

mod agreement;
mod attack;
mod codebook;
mod disclosure;
mod reference;
