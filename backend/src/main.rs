//! The commands of Perennial.

use std::process::ExitCode;

use clap::Parser;
use perennial::commands::{Cli, run};

/// Every request makes many small things on one thread and drops them on another, which the system's allocator is
/// slow at (`backend/docs/BENCHMARKS.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
