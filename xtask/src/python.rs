//! Python programs of the tests, each in an environment of its own below the target folder.

use std::path::PathBuf;
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
    println!("    installing {requirement} into {}", folder.display());
    std::fs::create_dir_all(project.cache())
        .map_err(|error| format!("{} could not be made: {error}.", project.cache().display()))?;
    let environment = |python: &PathBuf| {
        process::capture(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder))
    };
    let python = tools::python()?;
    if environment(&python).is_err() {
        // Debian ships the standard library without the part that makes environments.
        tools::apt_install("python3-venv", "Python's `venv`")?;
        environment(&python)?;
    }
    process::capture(Command::new(folder.join("bin/python")).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        requirement,
    ]))?;
    Ok(path)
}
