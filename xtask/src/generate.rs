//! `cargo xtask generate`: the API description, the client made from it, the snapshots of the tests.

use std::path::PathBuf;

use crate::frontend;
use crate::process;
use crate::project::{Profile, Project};
use crate::server;
use crate::tools;

pub fn generate(project: &Project) -> Result<(), String> {
    tools::require_node()?;
    process::run(project.cargo_for_tests().args(["build", "--package", "perennial"]))?;
    description_and_client(project)?;
    snapshots(project)
}

/// From the dev server that is already built.
pub fn description_and_client(project: &Project) -> Result<(), String> {
    let path = project.description();
    let mut text = server::ask(project, Profile::Dev, &["openapi"])?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    // Left alone when nothing changed, so that what is made from it is not made again.
    if std::fs::read_to_string(&path).is_ok_and(|before| before == text) {
        println!("    openapi/perennial.v1.json is unchanged");
    } else {
        std::fs::write(&path, text)
            .map_err(|error| format!("{} could not be written: {error}.", path.display()))?;
        println!("    openapi/perennial.v1.json is written");
    }
    frontend::install(project)?;
    frontend::script(project, "generate", &[])
}

pub fn snapshots(project: &Project) -> Result<(), String> {
    process::run(
        project
            .cargo_for_tests()
            .args(["test", "--workspace", "--test", "it", "authz_matrix"])
            .env("PERENNIAL_UPDATE_SNAPSHOTS", "1"),
    )
}

/// Everything that `generate` may write.
pub fn products(project: &Project) -> Vec<PathBuf> {
    ["openapi", "frontend/src/gen", "backend/tests"].iter().map(|path| project.root().join(path)).collect()
}
