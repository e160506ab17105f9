//! Running other programs: streamed, captured, or bounded in time.

use std::io::ErrorKind;
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::group::Group;
use crate::last_words::LastWords;

/// Runs a program with its output on ours. Its last words join the error.
pub fn run(command: &mut Command) -> Result<(), String> {
    let words = LastWords::of(command);
    let status = command.stdin(Stdio::null()).status().map_err(|error| not_started(command, &error))?;
    let said = words.hear(command);
    judge(command, status).map_err(|sentence| join(&sentence, &said))
}

fn join(sentence: &str, said: &str) -> String {
    format!("{sentence}\n{said}").trim_end().to_owned()
}

/// Runs a program and gives its standard output; what it says on standard error joins the error.
pub fn capture(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim();
    let sentence = judge(command, output.status).err().unwrap_or_default();
    Err(join(&sentence, said))
}

/// Runs a program with its output on ours and ends it, with all it started, when the time is up. Its last words join
/// the error.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<(), String> {
    let words = LastWords::of(command);
    let outcome = ended_within(command, limit);
    let said = words.hear(command);
    outcome.map_err(|sentence| join(&sentence, &said))
}

fn ended_within(command: &mut Command, limit: Duration) -> Result<(), String> {
    let mut group = Group::start(command)?;
    let started = Instant::now();
    loop {
        if let Some(status) = group.ended()? {
            return judge(command, status);
        }
        if started.elapsed() >= limit {
            return Err(format!(
                "`{}` was still running after {} s and was ended.",
                describe(command),
                limit.as_secs()
            ));
        }
        sleep(Duration::from_millis(50));
    }
}

/// The command as a person would type it, without the environment.
pub fn describe(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program);
    std::iter::once(name.to_owned())
        .chain(command.get_args().map(|argument| argument.to_string_lossy().into_owned()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn judge(command: &Command, status: ExitStatus) -> Result<(), String> {
    if status.success() {
        return Ok(());
    }
    Err(match status.code() {
        Some(code) => format!("`{}` ended with code {code}.", describe(command)),
        None => format!("`{}` was ended by a signal.", describe(command)),
    })
}

pub fn not_started(command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy();
    if error.kind() == ErrorKind::NotFound {
        format!("`{program}` is not installed, or not on the PATH.")
    } else {
        format!("`{program}` could not be started: {error}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_described_by_its_name_and_arguments() {
        let mut command = Command::new("/usr/bin/sh");
        command.arg("-c").arg("exit 3");
        assert_eq!(describe(&command), "sh -c exit 3");
        assert_eq!(run(&mut command).unwrap_err(), "`sh -c exit 3` ended with code 3.");
    }

    #[test]
    fn a_missing_program_is_named() {
        let sentence = run(&mut Command::new("perennial-no-such-program")).unwrap_err();
        assert_eq!(sentence, "`perennial-no-such-program` is not installed, or not on the PATH.");
    }

    #[test]
    fn a_captured_failure_keeps_what_was_said() {
        let sentence = capture(Command::new("sh").args(["-c", "echo why >&2; exit 1"])).unwrap_err();
        assert!(sentence.ends_with("\nwhy"), "{sentence}");
    }

    #[test]
    fn a_program_that_takes_too_long_is_ended() {
        let started = Instant::now();
        let sentence =
            run_within(Command::new("sh").args(["-c", "sleep 60"]), Duration::from_millis(300)).unwrap_err();
        assert!(sentence.contains("was still running"), "{sentence}");
        assert!(started.elapsed() < Duration::from_secs(30));
    }
}
