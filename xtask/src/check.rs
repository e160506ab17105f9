//! `cargo xtask check`: what can be told in seconds, while working.

use crate::frontend;
use crate::process;
use crate::project::Project;
use crate::steps::{Done, Steps};
use crate::tools;

pub fn check(project: &Project) -> Result<(), String> {
    let mut steps = Steps::default();
    steps.step("formatting", &[], || formatting(project));
    steps.step("clippy", &[], || clippy(project));
    steps.step("screens: packages", &[], || {
        tools::require_node()?;
        frontend::install(project)?;
        Ok(Done::Passed)
    });
    for (name, script) in [("screens: types", "typecheck"), ("screens: lint", "lint")] {
        steps.step(name, &["screens: packages"], || {
            frontend::script(project, script, &[])?;
            Ok(Done::Passed)
        });
    }
    finish(&steps)
}

pub fn formatting(project: &Project) -> Result<Done, String> {
    process::run(project.cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Done::Passed)
}

pub fn clippy(project: &Project) -> Result<Done, String> {
    process::run(project.cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    Ok(Done::Passed)
}

/// Prints the summary and tells whether all went well.
pub fn finish(steps: &Steps) -> Result<(), String> {
    let failed = steps.failed();
    print!("{}", steps.summary());
    // The summary's last line has said how many; the exit code says it to programs.
    if failed == 0 {
        Ok(())
    } else {
        std::process::exit(1)
    }
}
