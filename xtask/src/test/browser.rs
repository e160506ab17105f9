//! The end-to-end tests: the built screens in Chromium, on a demo network of their own.

use std::process::Command;

use crate::chromium;
use crate::frontend;
use crate::process;
use crate::project::{Profile, Project};
use crate::scratch::Scratch;
use crate::server::{Database, Server, sqlite_url};
use crate::steps::Done;

/// The mentees of the cycle over which the workbench is looked at as it is served.
const MANY: &str = "5000";

/// Every journey when `deep`, otherwise those that `playwright.config.ts` does not leave to it.
pub fn on_sqlite(project: &Project, deep: bool) -> Result<Done, String> {
    if !deep {
        return run(project, &Database::Sqlite, &[("PERENNIAL_SAMPLE", "1")]);
    }
    let folder = Scratch::new("browser")?;
    let database = sqlite_url(folder.path());
    let server = Server::start(project, Profile::Dev, &Database::At(&database), &["--demo"])?;
    let mut fill = Command::new(project.server(Profile::Dev));
    fill.args(["bench-cycle", MANY]).env("DATABASE_URL", &database);
    let said = process::capture(&mut fill)?;
    let cycle = said.lines().last().ok_or("`perennial bench-cycle` names no cycle.")?.trim().to_owned();
    in_chromium(project, &server, &[("PERENNIAL_LARGE_CYCLE", cycle.as_str())])
}

/// Every screen in every theme at every width. `database` is the address of an empty one.
pub fn on_postgres(project: &Project, database: &str) -> Result<Done, String> {
    run(project, &Database::At(database), &[("PERENNIAL_EVERY_DRESS", "1")])
}

fn run(project: &Project, database: &Database, more: &[(&str, &str)]) -> Result<Done, String> {
    let server = Server::start(project, Profile::Dev, database, &["--demo"])?;
    in_chromium(project, &server, more)
}

fn in_chromium(project: &Project, server: &Server, more: &[(&str, &str)]) -> Result<Done, String> {
    let chromium = chromium::find()?.display().to_string();
    let base = server.base();
    println!("    a demo network is served at {base}");
    let mut environment =
        vec![("PERENNIAL_BASE_URL", base.as_str()), ("PERENNIAL_CHROMIUM", chromium.as_str())];
    environment.extend(more);
    frontend::script(project, "e2e", &environment)
        .map_err(|sentence| format!("{sentence}\nThe server said last:\n{}", server.last_words()))?;
    Ok(Done::Passed)
}
