//! A folder for one run, removed when it ends however it ends.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::guard::Guard;
use crate::process;

/// Much more than the tests need.
const ROOM: u64 = 3 << 30;

/// Where the files of a run lie.
#[derive(Clone, Copy)]
pub enum Place {
    /// In memory where there is room: tests make many small databases, and throw them away.
    Memory,
    /// On the disk, which is what a measurement is about.
    Disk,
}

impl Place {
    pub fn folder(self) -> PathBuf {
        let memory = PathBuf::from("/dev/shm");
        match self {
            Self::Memory if room(&memory).is_some_and(|bytes| bytes >= ROOM) => memory,
            _ => std::env::temp_dir(),
        }
    }
}

/// What is free below a path, as POSIX `df` tells it.
fn room(path: &Path) -> Option<u64> {
    let said = process::capture(Command::new("df").arg("-Pk").arg(path)).ok()?;
    let kib: u64 = said.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kib * 1024)
}

pub struct Scratch {
    path: PathBuf,
    _guard: Guard,
}

impl Scratch {
    pub fn new(purpose: &str) -> Result<Self, String> {
        Self::at(Place::Disk, purpose)
    }

    pub fn at(place: Place, purpose: &str) -> Result<Self, String> {
        let path = place.folder().join(unused_name(purpose));
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
