//! A throwaway PostgreSQL cluster from the installed server programs: started on a free port, removed at the end.

use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::guard::Guard;
use crate::process;
use crate::scratch::{Place, unused_name};
use crate::tools::{self, Version};

const OWNER: &str = "perennial";

/// How often another port is tried: one that was free a moment ago may be taken by the time it is wanted.
const ATTEMPTS: usize = 4;

pub struct Cluster {
    programs: PathBuf,
    port: u16,
    version: String,
    _guard: Guard,
}

impl Cluster {
    pub fn start(place: Place) -> Result<Self, String> {
        let programs = programs()?;
        let version = process::capture(Command::new(programs.join("postgres")).arg("--version"))?;
        let folder = place.folder().join(unused_name("postgres"));
        std::fs::create_dir(&folder)
            .map_err(|error| format!("{} could not be made: {error}.", folder.display()))?;
        // Stops the server, whoever it runs as, and removes the folder.
        let guard = Guard::new(
            r#"pid=$(head -n 1 "$1/data/postmaster.pid") && kill -s INT "$pid" && for _ in $(seq 100); do
                   kill -s 0 "$pid" || break; sleep 0.1
               done
               kill -s QUIT "$pid"
               rm -rf -- "$1""#,
            &[folder.as_os_str()],
        );
        let user = User::for_server()?;
        user.give(&folder)?;

        let data = folder.join("data");
        let mut initdb = Command::new(programs.join("initdb"));
        initdb
            .args(["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"])
            .arg(format!("--username={OWNER}"))
            .arg("-D")
            .arg(&data);
        user.become_in(&mut initdb, &folder);
        process::capture(&mut initdb)?;

        let mut port = 0;
        let mut started = Err(String::new());
        for _ in 0..ATTEMPTS {
            port = free_port()?;
            let mut pg_ctl = Command::new(programs.join("pg_ctl"));
            pg_ctl
                .args(["start", "-w", "-s", "-t", "60"])
                .arg("-D")
                .arg(&data)
                .arg("-l")
                .arg(folder.join("log"))
                .arg("-o")
                .arg(format!(
                    "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{}' -c max_connections=200",
                    folder.display()
                ));
            user.become_in(&mut pg_ctl, &folder);
            // Not captured: the server would hold the pipe open.
            started = process::run(pg_ctl.stdout(Stdio::null()).stderr(Stdio::null()));
            if started.is_ok() {
                break;
            }
        }
        started.map_err(|sentence| {
            let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
            format!("PostgreSQL did not start. {sentence}\n{}", log.trim_end())
        })?;
        Ok(Self { programs, port, version: version.trim().to_owned(), _guard: guard })
    }

    pub fn version(&self) -> &str {
        &self.version
    }

    pub fn url(&self, database: &str) -> String {
        format!("postgres://{OWNER}@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database and gives its address.
    pub fn create(&self, database: &str) -> Result<String, String> {
        self.tell("postgres", &format!("CREATE DATABASE {database}"))?;
        Ok(self.url(database))
    }

    /// Carries out SQL and gives what it answers, unaligned and without headings.
    pub fn tell(&self, database: &str, sql: &str) -> Result<String, String> {
        process::capture(
            Command::new(self.programs.join("psql"))
                .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d"])
                .arg(self.url(database))
                .args(["-c", sql]),
        )
    }
}

/// The folder of the newest server programs, installed when they are missing and we may.
fn programs() -> Result<PathBuf, String> {
    if let Some(found) = find_programs() {
        return Ok(found);
    }
    tools::apt_install("postgresql", "PostgreSQL's server")?;
    find_programs()
        .ok_or_else(|| "PostgreSQL was installed, but its `initdb` is not where it should be.".to_owned())
}

fn find_programs() -> Option<PathBuf> {
    let mut candidates: Vec<PathBuf> = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr"]
        .iter()
        .filter_map(|parent| std::fs::read_dir(parent).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path().join("bin")))
        .collect();
    if let Some(linked) = tools::on_path("initdb").and_then(|program| program.canonicalize().ok()) {
        candidates.extend(linked.parent().map(Path::to_path_buf));
    }
    candidates
        .into_iter()
        .filter(|folder| {
            ["initdb", "pg_ctl", "postgres", "psql"].iter().all(|name| tools::is_program(&folder.join(name)))
        })
        .max_by_key(|folder| {
            process::capture(Command::new(folder.join("postgres")).arg("--version"))
                .ok()
                .and_then(|said| Version::find(&said))
        })
}

/// A port of 127.0.0.1 that nobody listened on a moment ago.
pub fn free_port() -> Result<u16, String> {
    std::net::TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("127.0.0.1 has no free port: {error}."))
}

/// Whom the server runs as: PostgreSQL refuses root, so root hands it to `postgres` or `nobody`.
struct User(Option<(u32, u32)>);

impl User {
    fn for_server() -> Result<Self, String> {
        if !tools::is_root() {
            return Ok(Self(None));
        }
        let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| ids_of(&accounts, name))
            .map(|ids| Self(Some(ids)))
            .ok_or_else(|| {
                "PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`.".to_owned()
            })
    }

    fn give(&self, folder: &Path) -> Result<(), String> {
        let (uid, gid) = self.0.unzip();
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
            .and_then(|()| chown(folder, uid, gid))
            .map_err(|error| format!("{} could not be handed over: {error}.", folder.display()))
    }

    /// The current folder may be closed to the other user, so the program starts in `folder`.
    fn become_in(&self, command: &mut Command, folder: &Path) {
        command.current_dir(folder);
        if let Some((uid, gid)) = self.0 {
            command.uid(uid).gid(gid);
        }
    }
}

fn ids_of(accounts: &str, name: &str) -> Option<(u32, u32)> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (account, _, uid, gid) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        (account == name).then(|| Some((uid.parse().ok()?, gid.parse().ok()?)))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_from_the_account_list() {
        let accounts =
            "root:x:0:0:root:/root:/bin/sh\npostgres:x:105:111:PostgreSQL:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(ids_of(accounts, "postgres"), Some((105, 111)));
        assert_eq!(ids_of(accounts, "post"), None);
    }

    /// Says so and passes where no server programs are installed: the cluster step of `cargo xtask test` fails there.
    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        if find_programs().is_none() {
            eprintln!("skipped: PostgreSQL's server programs are not installed");
            return;
        }
        let cluster = Cluster::start(Place::Memory).unwrap();
        cluster.create("first").unwrap();
        assert_eq!(cluster.tell("first", "SHOW fsync").unwrap().trim(), "on");
        let folder = PathBuf::from(cluster.tell("first", "SHOW data_directory").unwrap().trim());
        assert!(cluster.tell("second", "SELECT 1").is_err(), "there is no such database");
        drop(cluster);
        assert!(!folder.parent().unwrap().exists());
    }

    #[test]
    fn two_free_ports_can_be_had() {
        assert_ne!(free_port().unwrap(), 0);
    }
}
