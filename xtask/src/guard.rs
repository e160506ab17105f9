//! Clean-up that happens however this program ends: returning, failing, Ctrl-C or `kill -9`.
//!
//! A small shell waits, in a process group of its own, for the end of a pipe whose other end only we hold.
//! The pipe closes when the guard is dropped and also when this process dies, and then the shell cleans up.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

pub struct Guard {
    watcher: Option<Child>,
}

impl Guard {
    /// `script` is shell text that finds `arguments` in `$1`, `$2` and so on.
    pub fn new<S: AsRef<OsStr>>(script: &str, arguments: &[S]) -> Self {
        let watcher = Command::new("sh")
            .arg("-c")
            .arg(format!("trap '' INT TERM HUP; cat >/dev/null; {script}"))
            .arg("guard")
            .args(arguments)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .ok();
        Self { watcher }
    }

    /// Ends a process group: politely, and after five seconds not.
    pub fn over_group(leader: u32) -> Self {
        let script = r#"
            kill -s TERM -- "-$1" || exit 0
            for _ in $(seq 50); do
                kill -s 0 -- "-$1" || exit 0
                sleep 0.1
            done
            kill -s KILL -- "-$1""#;
        Self::new(script, &[leader.to_string()])
    }

    /// Removes a folder.
    pub fn over_folder(folder: &OsStr) -> Self {
        Self::new(r#"rm -rf -- "$1""#, &[folder])
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(mut watcher) = self.watcher.take() {
            drop(watcher.stdin.take());
            // Nothing is left to do when the wait fails; the shell goes on by itself.
            let _ = watcher.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_gone_when_the_guard_is() {
        let folder = std::env::temp_dir().join(format!("perennial-guard-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let guard = Guard::over_folder(folder.as_os_str());
        assert!(folder.exists());
        drop(guard);
        assert!(!folder.exists());
    }
}
