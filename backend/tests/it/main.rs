//! What the product promises, asked through its public API, on SQLite and on PostgreSQL.
//!
//! SQLite always; PostgreSQL when `PERENNIAL_TEST_POSTGRES` names a server (`cargo xtask test` starts one).

// A test says what went wrong by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

mod architecture;
mod authz;
mod crash;
mod evaluation;
mod identity;
mod matching;
mod mentorships;
mod migrations;
mod network;
mod openapi;
mod operations;
mod platform;
mod recruitment;
mod reporting;
mod resources;
mod row_leaks;
mod succession;
mod training;
