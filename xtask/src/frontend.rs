//! The screens: their packages installed, their scripts run, their bundle built when it is older than its sources.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::process;
use crate::project::Project;
use crate::tree;

/// npm 11 gives up on optional packages of other platforms (`npm ci`); this one does not.
const NPM: &str = "npm@10.9.4";

/// No script of the screens takes this long unless it hangs.
const LIMIT: Duration = Duration::from_secs(15 * 60);

/// Installs the packages of `package-lock.json`, unless they are there already.
pub fn install(project: &Project) -> Result<(), String> {
    let folder = project.frontend();
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Err("frontend/package-lock.json is missing.".to_owned());
    }
    // npm writes this file last, when everything is in its place.
    if !tree::is_stale(&folder.join("node_modules/.package-lock.json"), &[lock]) {
        println!("    the packages are up to date");
        return Ok(());
    }
    process::run(
        Command::new("npx")
            .args(["-y", NPM, "ci", "--no-audit", "--no-fund"])
            .current_dir(&folder)
            // Browsers come from the system; no package downloads one.
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .env("PUPPETEER_SKIP_DOWNLOAD", "1"),
    )
}

/// One of the scripts of `frontend/package.json`.
pub fn script(project: &Project, name: &str, environment: &[(&str, &str)]) -> Result<(), String> {
    process::run_within(
        Command::new("npm")
            .args(["run", "--silent", name])
            .current_dir(project.frontend())
            .envs(environment.iter().copied()),
        LIMIT,
    )
}

/// Builds the bundle when one of its sources is newer.
pub fn build_if_stale(project: &Project) -> Result<(), String> {
    if !tree::is_stale(&project.screens().join("index.html"), &sources(project)) {
        println!("    the screens are up to date");
        return Ok(());
    }
    script(project, "build", &[])
}

fn sources(project: &Project) -> Vec<PathBuf> {
    let folder = project.frontend();
    ["src", "public", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"]
        .iter()
        .map(|name| folder.join(name))
        .collect()
}
