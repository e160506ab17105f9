//! A server started for a test or a measurement, on a free port and in a folder of its own.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::group::Group;
use crate::http;
use crate::postgres::free_port;
use crate::process;
use crate::project::{Profile, Project};
use crate::scratch::Scratch;

/// The administrator of the demo network, as `perennial serve --demo` prints it.
const ADMINISTRATOR: &str = r#"{"email":"admin@demo.perennial.example","password":"perennial-demo-1"}"#;

/// A demo network is filled by an unoptimised server in well under this.
const PATIENCE: Duration = Duration::from_secs(240);

pub enum Database<'a> {
    /// A new file in the server's own folder.
    Sqlite,
    /// The address of an empty PostgreSQL database.
    At(&'a str),
}

pub struct Server {
    address: String,
    log: PathBuf,
    pub ready_after: Duration,
    // In this order: the server ends before its folder is removed.
    group: Group,
    _scratch: Scratch,
}

impl Server {
    /// Starts `perennial serve` with `arguments` and waits until it is ready.
    pub fn start(
        project: &Project,
        profile: Profile,
        database: &Database,
        arguments: &[&str],
    ) -> Result<Self, String> {
        let scratch = Scratch::new("server")?;
        Self::start_in(project, profile, database, arguments, scratch)
    }

    pub fn start_in(
        project: &Project,
        profile: Profile,
        database: &Database,
        arguments: &[&str],
        scratch: Scratch,
    ) -> Result<Self, String> {
        let address = format!("127.0.0.1:{}", free_port()?);
        let url = match database {
            Database::Sqlite => sqlite_url(scratch.path()),
            Database::At(url) => (*url).to_owned(),
        };
        let log = scratch.path().join("server.log");
        let output =
            File::create(&log).map_err(|error| format!("{} could not be made: {error}.", log.display()))?;
        let errors = output.try_clone().map_err(|error| error.to_string())?;
        let mut command = Command::new(project.server(profile));
        command
            .args(["serve", "--bind", &address])
            .args(arguments)
            .current_dir(scratch.path())
            .env("DATABASE_URL", url)
            .env("PERENNIAL_SPA_DIR", project.screens())
            .env("PERENNIAL_PUBLIC_URL", format!("http://{address}"))
            .stdout(Stdio::from(output))
            .stderr(Stdio::from(errors));
        let started = Instant::now();
        let group = Group::start(&mut command)?;
        let mut server = Self { address, log, ready_after: Duration::ZERO, group, _scratch: scratch };
        server.wait_until_ready(started)?;
        Ok(server)
    }

    fn wait_until_ready(&mut self, started: Instant) -> Result<(), String> {
        loop {
            if http::get(&self.address, "/readyz").is_ok_and(|answer| answer.status == 200) {
                self.ready_after = started.elapsed();
                return Ok(());
            }
            if self.group.ended()?.is_some() {
                return Err(format!("The server ended before it was ready.\n{}", self.last_words()));
            }
            if started.elapsed() > PATIENCE {
                return Err(format!(
                    "The server was not ready after {} s.\n{}",
                    PATIENCE.as_secs(),
                    self.last_words()
                ));
            }
            sleep(Duration::from_millis(5));
        }
    }

    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn id(&self) -> u32 {
        self.group.id()
    }

    /// An access token of the demo network's administrator.
    pub fn token(&self) -> Result<String, String> {
        let answer = http::post_json(&self.address, "/api/v1/auth/sign-in", ADMINISTRATOR)?;
        match http::text_field(&answer.body, "access_token") {
            Some(token) if answer.status == 200 => Ok(token.to_owned()),
            _ => Err(format!("The demo administrator could not sign in: {} {}", answer.status, answer.body)),
        }
    }

    /// The end of the server's log, for a failure's sake.
    pub fn last_words(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let from = lines.len().saturating_sub(12);
        lines[from..].join("\n")
    }
}

pub fn sqlite_url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("perennial.sqlite").display())
}

/// What `perennial <arguments>` prints.
pub fn ask(project: &Project, profile: Profile, arguments: &[&str]) -> Result<String, String> {
    process::capture(Command::new(project.server(profile)).args(arguments).current_dir(project.root()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A project whose server is a shell script.
    fn project_with(server: &str, folder: &Scratch) -> Project {
        let programs = folder.path().join("debug");
        std::fs::create_dir(&programs).unwrap();
        let program = programs.join("perennial");
        std::fs::write(&program, format!("#!/bin/sh\n{server}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        Project::with_target(folder.path().to_path_buf())
    }

    #[test]
    fn a_server_that_ends_early_leaves_its_last_words() {
        let folder = Scratch::new("early").unwrap();
        let project = project_with("echo 'The database cannot be reached.' >&2; exit 1", &folder);
        let sentence = Server::start(&project, Profile::Dev, &Database::Sqlite, &[]).err().unwrap();
        assert!(sentence.ends_with("The database cannot be reached."), "{sentence}");
    }

    /// Python's file server stands in: it answers `/readyz` once there is such a file.
    #[test]
    fn a_server_is_waited_for_and_stopped() {
        if crate::tools::on_path("python3").is_none() {
            eprintln!("skipped: python3 is not installed");
            return;
        }
        let folder = Scratch::new("ready").unwrap();
        let script = r#"echo "$DATABASE_URL" >url; (sleep 0.5; echo >readyz) &
            exec python3 -m http.server --bind 127.0.0.1 "${3#127.0.0.1:}""#;
        let project = project_with(script, &folder);
        let server = Server::start(&project, Profile::Dev, &Database::Sqlite, &["--demo"]).unwrap();
        assert!(server.ready_after >= Duration::from_millis(400), "{:?}", server.ready_after);
        let address = server.address().to_owned();
        let url = http::get(&address, "/url").unwrap().body;
        let database = url.trim().strip_prefix("sqlite://").unwrap();
        assert!(database.ends_with("/perennial.sqlite"));
        drop(server);
        assert!(http::get(&address, "/url").is_err());
        assert!(!Path::new(database).parent().unwrap().exists());
    }
}
