//! Python programs of the tests, each in an environment of its own below the target folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;
use crate::project::Project;
use crate::tools;

/// The path of `program`, which comes with the requirement `package==version`; installed the first time.
pub fn program(project: &Project, requirement: &str, program: &str) -> Result<PathBuf, String> {
    let folder = project.cache().join(requirement.replace("==", "-"));
    let path = folder.join("bin").join(program);
    if path.is_file() {
        return Ok(path);
    }
    install(project, &folder, &[requirement])?;
    Ok(path)
}

/// The interpreter of an environment that holds all of these requirements; made the first time.
pub fn environment(project: &Project, name: &str, requirements: &[&str]) -> Result<PathBuf, String> {
    let folder = project.cache().join(name);
    let done = folder.join("complete");
    if !done.is_file() {
        install(project, &folder, requirements)?;
        std::fs::write(&done, requirements.join("\n"))
            .map_err(|error| format!("{} cannot be written: {error}.", done.display()))?;
    }
    Ok(folder.join("bin/python"))
}

fn install(project: &Project, folder: &Path, requirements: &[&str]) -> Result<(), String> {
    println!("    installing {} into {}", requirements.join(", "), folder.display());
    std::fs::create_dir_all(project.cache())
        .map_err(|error| format!("{} could not be made: {error}.", project.cache().display()))?;
    let environment =
        |python: &PathBuf| process::capture(Command::new(python).args(["-m", "venv", "--clear"]).arg(folder));
    let python = tools::python()?;
    if environment(&python).is_err() {
        // Debian ships the standard library without the part that makes environments.
        tools::apt_install("python3-venv", "Python's `venv`")?;
        environment(&python)?;
    }
    let mut pip = Command::new(folder.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(requirements);
    process::capture(&mut pip)?;
    Ok(())
}
