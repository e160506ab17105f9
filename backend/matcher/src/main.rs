//! The command `matcher`: rounds from tables, without a service around them.

#![allow(clippy::print_stdout, reason = "a command speaks on standard output and standard error")]

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::run()
}
