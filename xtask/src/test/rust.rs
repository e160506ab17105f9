//! The Rust tests. All are built once and together (`--workspace`): the selection of packages decides the features
//! that shared dependencies are built with, so another selection would build them again.

use crate::process;
use crate::project::Project;
use crate::steps::Done;

/// Builds every test, and the server beside them.
pub fn build(project: &Project) -> Result<Done, String> {
    process::run(project.cargo().args(["test", "--workspace", "--no-run"]))?;
    Ok(Done::Passed)
}

/// The tests inside the crates, those of the pure crates beside them, and the examples in their documentation.
pub fn unit_tests(project: &Project) -> Result<Done, String> {
    let mut inside = project.cargo();
    inside.args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins"]);
    for name in tests_of_pure_crates(project) {
        inside.args(["--test", &name]);
    }
    let outcomes = [
        process::run(&mut inside),
        process::run(project.cargo().args(["test", "--workspace", "--no-fail-fast", "--doc"])),
    ];
    outcomes.into_iter().collect::<Result<(), String>>()?;
    Ok(Done::Passed)
}

/// The one test binary of the server, on SQLite, and on the PostgreSQL server at `postgres` when there is one.
pub fn integration_tests(project: &Project, postgres: Option<&str>, deep: bool) -> Result<Done, String> {
    let mut command = project.cargo();
    command.args(["test", "--workspace", "--no-fail-fast", "--test", "it"]);
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

fn tests_of_pure_crates(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = ["backend/matcher/tests", "backend/evidence/tests"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(project.root().join(folder)).ok())
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let is_test =
                path.extension().is_some_and(|extension| extension == "rs") || path.join("main.rs").is_file();
            let name = path.file_stem()?.to_str()?.to_owned();
            is_test.then_some(name)
        })
        .collect();
    names.sort();
    names.dedup();
    names
}
