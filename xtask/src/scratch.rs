//! A folder for one run, removed when it ends however it ends.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::guard::Guard;

pub struct Scratch {
    path: PathBuf,
    _guard: Guard,
}

impl Scratch {
    pub fn new(purpose: &str) -> Result<Self, String> {
        let path = std::env::temp_dir().join(unused_name(purpose));
        std::fs::create_dir(&path)
            .map_err(|error| format!("{} could not be made: {error}.", path.display()))?;
        let guard = Guard::over_folder(path.as_os_str());
        Ok(Self { path, _guard: guard })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A name for a folder that no other run has.
pub fn unused_name(purpose: &str) -> String {
    let nanoseconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    format!("perennial-{purpose}-{}-{nanoseconds}", std::process::id())
}
