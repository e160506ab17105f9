//! Perennial: the service that runs a nationwide network of mentorship coordinators.
//!
//! The folders are the lifecycle of the network, in order; `platform` is the ground they stand on
//! and `app` the only place that knows them all.

#![recursion_limit = "256"]

pub mod app;
pub mod commands;
pub mod demo;
pub mod platform;
pub mod schema;

pub mod evaluation;
pub mod identity;
pub mod matching;
pub mod mentorships;
pub mod network;
pub mod operations;
pub mod recruitment;
pub mod reporting;
pub mod resources;
pub mod succession;
pub mod training;
