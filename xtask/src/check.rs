//! `cargo xtask check`: what can be told in seconds, while working.

use crate::frontend;
use crate::process;
use crate::project::Project;
use crate::steps::{Done, Plan, Record};
use crate::tools;

const PACKAGES: &str = "screens: packages";

pub fn check(project: &Project) -> Result<(), String> {
    let mut plan = Plan::default();
    plan.add("rust: formatting", &[], || formatting(project));
    plan.add("rust: clippy", &[], || clippy(project));
    plan.add(PACKAGES, &[], || packages(project));
    for (name, script) in [("screens: types", "typecheck"), ("screens: lint", "lint")] {
        plan.add(name, &[PACKAGES], || screens(project, script));
    }
    finish(&plan.carry_out())
}

pub fn packages(project: &Project) -> Result<Done, String> {
    tools::require_node()?;
    frontend::install(project)?;
    Ok(Done::Passed)
}

/// One of the scripts of the screens.
pub fn screens(project: &Project, script: &str) -> Result<Done, String> {
    frontend::script(project, script, &[])?;
    Ok(Done::Passed)
}

pub fn formatting(project: &Project) -> Result<Done, String> {
    process::run(project.cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Done::Passed)
}

pub fn clippy(project: &Project) -> Result<Done, String> {
    process::run(project.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    Ok(Done::Passed)
}

/// Prints the summary and tells whether all went well.
pub fn finish(record: &Record) -> Result<(), String> {
    let failed = record.failed();
    print!("{}", record.summary());
    // The summary's last line has said how many; the exit code says it to programs.
    if failed == 0 { Ok(()) } else { std::process::exit(1) }
}
