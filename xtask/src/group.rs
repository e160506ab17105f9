//! A program that runs beside us in a process group of its own, and ends when we do.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::guard::Guard;
use crate::process::not_started;

/// How long a program may take to end after it was asked to.
const PATIENCE: Duration = Duration::from_secs(15);

pub struct Group {
    leader: Child,
    // Dropped after the leader was waited for: it ends what the leader left behind.
    _guard: Guard,
}

impl Group {
    pub fn start(command: &mut Command) -> Result<Self, String> {
        let leader = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| not_started(command, &error))?;
        let guard = Guard::over_group(leader.id());
        Ok(Self { leader, _guard: guard })
    }

    pub fn id(&self) -> u32 {
        self.leader.id()
    }

    /// How the program ended, once it has.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>, String> {
        self.leader.try_wait().map_err(|error| format!("A program could not be waited for: {error}."))
    }

    fn signal(&self, name: &str) {
        // A group that is gone already is what we want.
        let _ = Command::new("kill")
            .args(["-s", name, "--", &format!("-{}", self.leader.id())])
            .stderr(Stdio::null())
            .status();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if matches!(self.leader.try_wait(), Ok(Some(_))) {
            return;
        }
        self.signal("TERM");
        let asked = Instant::now();
        while asked.elapsed() < PATIENCE {
            if !matches!(self.leader.try_wait(), Ok(None)) {
                return;
            }
            sleep(Duration::from_millis(20));
        }
        self.signal("KILL");
        // Reaped so that it does not linger; how it ended is no news.
        let _ = self.leader.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_ends_with_its_children() {
        let group = Group::start(Command::new("sh").args(["-c", "sleep 300 & wait"])).unwrap();
        let id = group.id();
        let started = Instant::now();
        drop(group);
        assert!(started.elapsed() < PATIENCE, "it was ended politely");
        assert!(!alive(id));
    }

    #[test]
    fn what_the_leader_leaves_behind_is_ended_too() {
        let mut group = Group::start(Command::new("sh").args(["-c", "sleep 300 & exit 0"])).unwrap();
        while group.ended().unwrap().is_none() {
            sleep(Duration::from_millis(10));
        }
        let id = group.id();
        assert!(alive(id), "the sleeper is still in the group");
        drop(group);
        assert!(!alive(id));
    }

    fn alive(group: u32) -> bool {
        Command::new("kill")
            .args(["-s", "0", "--", &format!("-{group}")])
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    }
}
