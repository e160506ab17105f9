//! The API against its own description: nothing generated is out of date, the description is sound, the
//! answers are as described, and the published example walks the whole lifecycle.

use std::process::Command;
use std::time::Duration;

use crate::generate;
use crate::process;
use crate::project::{Profile, Project};
use crate::python;
use crate::server::{Database, Server};
use crate::steps::Done;
use crate::tools;
use crate::tree;

/// Taken when `frontend/package.json` does not bring its own.
const REDOCLY: &str = "@redocly/cli@2.77.0";
const SCHEMATHESIS: &str = "schemathesis==4.32.5";

pub fn generated_files(project: &Project) -> Result<Done, String> {
    let products = generate::products(project);
    let before = tree::fingerprints(&products);
    generate::description_and_client(project)?;
    generate::snapshots(project)?;
    let changed = tree::changes(&before, &tree::fingerprints(&products));
    if changed.is_empty() {
        return Ok(Done::Passed);
    }
    let names: Vec<String> = changed
        .iter()
        .map(|path| path.strip_prefix(project.root()).unwrap_or(path).display().to_string())
        .collect();
    Err(format!("Out of date, and now written anew; look at them and commit them: {}.", names.join(", ")))
}

pub fn redocly(project: &Project) -> Result<Done, String> {
    let own = project.frontend().join("node_modules/.bin/redocly");
    let mut command = if own.is_file() {
        Command::new(own)
    } else {
        let mut npx = Command::new("npx");
        npx.args(["-y", REDOCLY]);
        npx
    };
    command
        .args(["lint", "--config", "openapi/redocly.yaml", "openapi/perennial.v1.json"])
        .current_dir(project.root())
        .env("REDOCLY_TELEMETRY", "off")
        .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    process::run_within(&mut command, Duration::from_secs(300))?;
    Ok(Done::Passed)
}

pub fn lifecycle_on_sqlite(project: &Project) -> Result<Done, String> {
    lifecycle(project, &Database::Sqlite)
}

/// `database` is the address of an empty one.
pub fn lifecycle_on_postgres(project: &Project, database: &str) -> Result<Done, String> {
    lifecycle(project, &Database::At(database))
}

fn lifecycle(project: &Project, database: &Database) -> Result<Done, String> {
    let python = match tools::python() {
        Ok(python) => python,
        Err(reason) => return Ok(Done::Skipped(reason)),
    };
    let server = Server::start(project, Profile::Dev, database, &["--demo"])?;
    let mut command = Command::new(python);
    command
        .arg("openapi/examples/lifecycle.py")
        .args(["--base", &server.base()])
        .current_dir(project.root())
        .env("PYTHONDONTWRITEBYTECODE", "1");
    process::run_within(&mut command, Duration::from_secs(600))
        .map_err(|sentence| format!("{sentence}\nThe server said last:\n{}", server.last_words()))?;
    Ok(Done::Passed)
}

/// Schemathesis' examples and coverage phases; with `deep` its fuzzing and stateful ones too.
pub fn schemathesis(project: &Project, deep: bool) -> Result<Done, String> {
    if let Err(reason) = tools::python() {
        return Ok(Done::Skipped(reason));
    }
    let program = python::program(project, SCHEMATHESIS, "schemathesis")?;
    let server = Server::start(project, Profile::Dev, &Database::Sqlite, &["--demo"])?;
    let (phases, limit) = if deep {
        ("examples,coverage,fuzzing,stateful", Duration::from_secs(45 * 60))
    } else {
        ("examples,coverage", Duration::from_secs(12 * 60))
    };
    let mut command = Command::new(program);
    command
        .arg("--config-file")
        .arg(project.root().join("xtask/schemathesis.toml"))
        .args(["run", "--no-color", "--phases", phases])
        .args(["--url", &server.base()])
        .arg("--header")
        .arg(format!("Authorization:Bearer {}", server.token()?))
        .arg(project.description())
        // What it writes beside its report (example databases) stays out of the repository.
        .current_dir(project.cache());
    process::run_within(&mut command, limit).map_err(|sentence| hide_token(&sentence))?;
    Ok(Done::Passed)
}

/// The command is part of the sentence, and a token, even a short-lived one, has no place in a log.
fn hide_token(sentence: &str) -> String {
    sentence
        .split(' ')
        .map(|word| if word.matches('.').count() == 2 && word.len() > 80 { "…" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_hidden() {
        let token = format!("{0}.{0}.{0}", "a".repeat(40));
        let sentence =
            hide_token(&format!("`schemathesis run --header Authorization:Bearer {token} x` failed."));
        assert_eq!(sentence, "`schemathesis run --header Authorization:Bearer … x` failed.");
    }
}
