//! The end-to-end tests: the built screens in Chromium, on a demo network of their own.

use crate::chromium;
use crate::frontend;
use crate::project::{Profile, Project};
use crate::server::{Database, Server};
use crate::steps::Done;

/// Every journey when `deep`, otherwise those that `playwright.config.ts` does not leave to it.
pub fn on_sqlite(project: &Project, deep: bool) -> Result<Done, String> {
    let sample: &[(&str, &str)] = if deep { &[] } else { &[("PERENNIAL_SAMPLE", "1")] };
    run(project, &Database::Sqlite, sample)
}

/// Every screen in every theme at every width. `database` is the address of an empty one.
pub fn on_postgres(project: &Project, database: &str) -> Result<Done, String> {
    run(project, &Database::At(database), &[("PERENNIAL_EVERY_DRESS", "1")])
}

fn run(project: &Project, database: &Database, more: &[(&str, &str)]) -> Result<Done, String> {
    let chromium = chromium::find()?.display().to_string();
    let server = Server::start(project, Profile::Dev, database, &["--demo"])?;
    let base = server.base();
    println!("    a demo network is served at {base}");
    let mut environment =
        vec![("PERENNIAL_BASE_URL", base.as_str()), ("PERENNIAL_CHROMIUM", chromium.as_str())];
    environment.extend(more);
    frontend::script(project, "e2e", &environment)
        .map_err(|sentence| format!("{sentence}\nThe server said last:\n{}", server.last_words()))?;
    Ok(Done::Passed)
}
