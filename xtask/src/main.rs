//! The project's own commands: run it, test it, check it, generate what is generated, measure it.
//! Standard library only, since this is compiled before anything else on a fresh machine.

// A command-line tool talks on standard output.
#![allow(clippy::print_stdout)]

mod bench;
mod check;
mod chromium;
mod frontend;
mod generate;
mod group;
mod guard;
mod http;
mod last_words;
mod postgres;
mod process;
mod project;
mod python;
mod run;
mod scratch;
mod server;
mod steps;
mod test;
mod tools;
mod tree;

use std::process::ExitCode;

const HELP: &str = "\
Perennial's commands

  cargo xtask run [--empty] [--bind ADDRESS] [-- ARGUMENTS]
        build the screens and the server (release) and serve them with a demo network
        (--empty: with none) on ADDRESS, 127.0.0.1:8080 unless told. DATABASE_URL chooses
        the database, ./data/perennial.sqlite unless told.
  cargo xtask test [--deep] [WORD ...]
        everything that a change must pass, with one summary at the end (--deep: the long
        suites too; words: only the steps with one of them in their name, and what they need)
  cargo xtask check
        formatting, clippy, types and lint: for while you work
  cargo xtask generate
        write again what is generated: the API description, its client, the snapshots
  cargo xtask bench [service|lists|rounds|start|import|bundle|matching] [FILE]
        measure, and print tables for backend/docs/BENCHMARKS.md (all of them unless named;
        FILE: the Public Libraries Survey that `service` and `import` use)
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();

    let outcome = project::Project::locate().and_then(|project| match command.as_str() {
        "run" => run::run(&project, &rest),
        "test" => test::test(&project, &rest),
        "check" => check::check(&project),
        "generate" => generate::generate(&project),
        "bench" => bench::bench(&project, &rest),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("There is no command `{other}`. `cargo xtask help` lists them.")),
    });

    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
