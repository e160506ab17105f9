//! What must be on the machine: found, its version compared, installed by apt where we may, named where not.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// The oldest Node that the screens build with.
const OLDEST_NODE: Version = Version(20, 19);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32);

impl Version {
    /// The first `major.minor` in a text: `v20.20.2`, `Python 3.11.7`, `postgres (PostgreSQL) 15.18`.
    pub fn find(text: &str) -> Option<Self> {
        text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
            .filter_map(|word| {
                let mut parts = word.split('.');
                let major = parts.next()?.parse().ok()?;
                let minor = parts.next()?.parse().ok()?;
                Some(Self(major, minor))
            })
            .next()
    }
}

pub fn require_node() -> Result<(), String> {
    let said = process::capture(Command::new("node").arg("--version")).map_err(|_| {
        "Node.js is not installed: install version 20.19 or newer (https://nodejs.org), it builds the screens.".to_owned()
    })?;
    let found = Version::find(&said).ok_or_else(|| format!("`node --version` said `{}`.", said.trim()))?;
    if found < OLDEST_NODE {
        return Err(format!(
            "Node.js {} is too old: install version 20.19 or newer (https://nodejs.org), it builds the screens.",
            said.trim()
        ));
    }
    if on_path("npx").is_none() {
        return Err(
            "`npx` is not installed: it comes with npm, beside Node.js (https://nodejs.org).".to_owned()
        );
    }
    Ok(())
}

pub fn require_c_compiler() -> Result<(), String> {
    if std::env::var_os("CC").is_some() || on_path("cc").is_some() {
        return Ok(());
    }
    Err("No C compiler is installed (`cc`): install `build-essential` on Debian, `gcc` on Fedora, the Xcode command line tools on macOS; SQLite is built with it.".to_owned())
}

pub fn require_clippy() -> Result<(), String> {
    on_path("clippy-driver")
        .map(|_| ())
        .ok_or_else(|| "Clippy is not installed: `rustup component add clippy`.".to_owned())
}

/// Python 3.10 or newer, which the example and Schemathesis need.
pub fn python() -> Result<PathBuf, String> {
    let program = on_path("python3").ok_or("Python 3 is not installed (`python3`).")?;
    let said = process::capture(Command::new(&program).arg("--version"))?;
    match Version::find(&said) {
        Some(found) if found >= Version(3, 10) => Ok(program),
        _ => Err(format!("{} is too old: Python 3.10 or newer is needed.", said.trim())),
    }
}

/// A program on the PATH, links followed.
pub fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|candidate| is_program(candidate))
}

pub fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

pub fn is_root() -> bool {
    process::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs a Debian package when we may; otherwise says what a person should install.
pub fn apt_install(package: &str, what_for: &str) -> Result<(), String> {
    if on_path("apt-get").is_none() || !is_root() {
        return Err(format!("{what_for} is not installed: install it (Debian's package is `{package}`)."));
    }
    println!("    {what_for} is not installed; installing Debian's package `{package}`");
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut command)
    };
    apt(&["update", "-qq"])?;
    apt(&["install", "-qq", "-y", "--no-install-recommends", package])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        assert_eq!(Version::find("v20.20.2\n"), Some(Version(20, 20)));
        assert_eq!(Version::find("Python 3.11.7"), Some(Version(3, 11)));
        assert_eq!(
            Version::find("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"),
            Some(Version(15, 18))
        );
        assert_eq!(Version::find("Chromium 156.0.8078.79 built on Debian"), Some(Version(156, 0)));
        assert_eq!(Version::find("no number. at all"), None);
    }

    #[test]
    fn versions_are_ordered_as_numbers() {
        assert!(Version(20, 9) < OLDEST_NODE);
        assert!(Version(20, 19) >= OLDEST_NODE);
        assert!(Version(22, 0) > OLDEST_NODE);
        assert!(Version(9, 99) < OLDEST_NODE);
    }

    #[test]
    fn programs_are_found_on_the_path() {
        assert!(on_path("sh").is_some());
        assert!(on_path("perennial-no-such-program").is_none());
    }
}
