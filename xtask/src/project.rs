//! Where things lie: the repository's root, the target folder, the programs that cargo builds there.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools;

pub struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    pub fn locate() -> Result<Self, String> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .map(Path::to_path_buf)
            .ok_or("xtask has no parent folder; run it as `cargo xtask`.")?;
        // This program lies in <target>/<profile>/, whatever told cargo where that is.
        let target = std::env::current_exe()
            .ok()
            .and_then(|program| program.ancestors().nth(2).map(Path::to_path_buf))
            .unwrap_or_else(|| root.join("target"));
        Ok(Self { root, target })
    }

    /// A project whose programs lie in another target folder.
    #[cfg(test)]
    pub fn with_target(target: PathBuf) -> Self {
        let root = target.clone();
        Self { root, target }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn frontend(&self) -> PathBuf {
        self.root.join("frontend")
    }

    pub fn screens(&self) -> PathBuf {
        self.root.join("frontend/dist")
    }

    pub fn description(&self) -> PathBuf {
        self.root.join("openapi/perennial.v1.json")
    }

    /// A folder for what xtask keeps between runs (Python environments); never committed.
    pub fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }

    pub fn server(&self, profile: Profile) -> PathBuf {
        self.target.join(profile.folder()).join("perennial")
    }

    /// Whether somebody works here: what a later build would go on from has been kept. Keeping it costs a minute of a build in an
    /// empty folder, of which the gate has thirty.
    fn was_built_step_by_step(&self) -> bool {
        let kept = std::fs::read_dir(self.target.join("debug/incremental"));
        kept.is_ok_and(|entries| {
            entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("perennial-"))
        })
    }

    /// The cargo that builds what is tested: clippy reads along while the workspace's crates are compiled, and what it warns of is
    /// an error. Compiling once and checking once more with clippy takes a third longer. Without clippy it only compiles.
    pub fn cargo_for_tests(&self) -> Command {
        let mut command = self.cargo();
        if tools::on_path("clippy-driver").is_some() {
            // As `cargo clippy -- -D warnings` hands them to its driver.
            command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
            command.env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
        }
        command
    }

    /// The cargo that started this program, so that the two agree on toolchain and settings.
    pub fn cargo(&self) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut command = Command::new(cargo);
        command.current_dir(&self.root);
        // `cargo run` sets these for the program it runs; left in place, they would make the crates that
        // watch them compile again.
        command.env_remove("LD_LIBRARY_PATH");
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        // Builds into the same folder, even when xtask was started by its path.
        command.env("CARGO_TARGET_DIR", &self.target);
        if !self.was_built_step_by_step() {
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }
}

#[derive(Clone, Copy)]
pub enum Profile {
    Dev,
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}
