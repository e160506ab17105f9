//! The Rust tests. All are built once and together (`--workspace`): the selection of packages decides the features
//! that shared dependencies are built with, so another selection would build them again.

use crate::process;
use crate::project::Project;
use crate::scratch::{Place, Scratch};
use crate::steps::Done;
use crate::tools;

/// Builds every test, and the server beside them, while clippy reads along.
pub fn build(project: &Project) -> Result<Done, String> {
    tools::require_clippy()?;
    process::run(project.cargo_for_tests().args(["test", "--workspace", "--no-run"]))?;
    Ok(Done::Passed)
}

/// The tests inside the crates and the examples in their documentation.
pub fn unit_tests(project: &Project) -> Result<Done, String> {
    let outcomes = [&["--lib", "--bins"][..], &["--doc"][..]].map(|targets| {
        process::run(project.cargo_for_tests().args(["test", "--workspace", "--no-fail-fast"]).args(targets))
    });
    outcomes.into_iter().collect::<Result<(), String>>()?;
    Ok(Done::Passed)
}

/// The tests beside the crates: those of the pure crates, and the server's on SQLite and, when there is one, on the
/// PostgreSQL server at `postgres`.
pub fn integration_tests(project: &Project, postgres: Option<&str>, deep: bool) -> Result<Done, String> {
    let folder = Scratch::at(Place::Memory, "tests")?;
    let mut command = project.cargo_for_tests();
    // Where the tests put their SQLite databases and files.
    command.env("TMPDIR", folder.path());
    command.args(["test", "--workspace", "--no-fail-fast", "--test", "*"]);
    // The server's tests wait for disks and for PostgreSQL nearly half of the time.
    command.args(["--", "--test-threads", &(2 * cores()).to_string()]);
    match postgres {
        Some(address) => {
            command.env("PERENNIAL_TEST_POSTGRES", address);
        }
        None => println!("    on SQLite alone: PostgreSQL is not running"),
    }
    if deep {
        command.env("PERENNIAL_TEST_DEEP", "1");
    }
    process::run(&mut command)?;
    Ok(Done::Passed)
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}
