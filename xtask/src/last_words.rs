//! Keeps the last lines of what a program says while they pass through to our output: a summary at the end of a long
//! log then tells why something failed, also where only the end of the log is kept.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

const LINES: usize = 40;
const LONGEST_LINE: usize = 400;

pub struct LastWords(Option<Receiver<String>>);

impl LastWords {
    /// Turns the program's output to us, before it is started. A person at a terminal has seen what was said, and
    /// keeps the colours.
    pub fn of(command: &mut Command) -> Self {
        if std::io::stdout().is_terminal() {
            return Self(None);
        }
        Self(Self::pass_through(command).ok())
    }

    fn pass_through(command: &mut Command) -> std::io::Result<Receiver<String>> {
        let (reader, writer) = std::io::pipe()?;
        command.stdout(Stdio::from(writer.try_clone()?)).stderr(Stdio::from(writer));
        let (tell, told) = sync_channel(1);
        thread::spawn(move || {
            let mut kept = VecDeque::new();
            let mut reader = BufReader::new(reader);
            let mut line = Vec::new();
            while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
                let mut out = std::io::stdout().lock();
                let _ = out.write_all(&line).and_then(|()| out.flush());
                kept.push_back(shortened(&line));
                if kept.len() > LINES {
                    kept.pop_front();
                }
                line.clear();
            }
            let _ = tell.send(kept.make_contiguous().join("\n"));
        });
        Ok(told)
    }

    /// What was said last, once the program has ended. `command` lets go of its end of the pipe.
    pub fn hear(self, command: &mut Command) -> String {
        let Some(told) = self.0 else { return String::new() };
        command.stdout(Stdio::inherit()).stderr(Stdio::inherit());
        // Something that the program left running may still hold the pipe.
        told.recv_timeout(Duration::from_secs(2)).unwrap_or_default()
    }
}

fn shortened(line: &[u8]) -> String {
    String::from_utf8_lossy(line).trim_end().chars().take(LONGEST_LINE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_of_both_outputs_are_kept() {
        let mut command = Command::new("sh");
        command.args(["-c", "for n in $(seq 50); do echo line $n; done; echo why >&2"]);
        let told = LastWords(LastWords::pass_through(&mut command).ok());
        assert!(command.status().unwrap().success());
        let said = told.hear(&mut command);
        assert_eq!(said.lines().count(), LINES);
        assert!(said.ends_with("line 50\nwhy"), "{said}");
    }
}
