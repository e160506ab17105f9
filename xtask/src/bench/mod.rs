//! `cargo xtask bench`: figures of a release build on this machine, as tables for backend/docs/BENCHMARKS.md.

use crate::project::Project;

pub fn bench(_project: &Project, _arguments: &[String]) -> Result<(), String> {
    Err("later".to_owned())
}
