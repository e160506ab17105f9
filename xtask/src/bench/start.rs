//! How long a server takes to be ready on a migrated database, what it holds when idle, how large it is.

use std::thread::sleep;
use std::time::Duration;

use super::table::Table;
use super::{RUNS, machine, median, milliseconds};
use crate::postgres::Cluster;
use crate::project::{Profile, Project};
use crate::scratch::Scratch;
use crate::server::{Database, Server, sqlite_url};

pub fn measure(project: &Project, cluster: &Cluster) -> Result<String, String> {
    let folder = Scratch::new("start")?;
    let postgres = cluster.create("bench_start")?;
    let mut table = Table::new("Start and size", &["", "to /readyz", "idle memory"]);
    for (name, url) in [("SQLite", sqlite_url(folder.path())), ("PostgreSQL", postgres)] {
        let database = Database::At(&url);
        // The first start migrates and fills the network.
        drop(Server::start(project, Profile::Release, &database, &["--demo"])?);
        let mut times = Vec::new();
        let mut memory = Vec::new();
        for _ in 0..RUNS {
            let server = Server::start(project, Profile::Release, &database, &[])?;
            times.push(server.ready_after);
            sleep(Duration::from_secs(3));
            memory.extend(resident_kib(server.id()));
        }
        table.row(vec![
            name.to_owned(),
            median(&times).map_or_else(|| "-".to_owned(), milliseconds),
            median(&memory).map_or_else(|| "-".to_owned(), |kib| mebibytes(kib * 1024)),
        ]);
    }
    let binary = std::fs::metadata(project.server(Profile::Release)).map_err(|error| error.to_string())?;
    Ok(format!("{}\nThe server's binary: {}.\n", table.markdown(), mebibytes(binary.len())))
}

fn resident_kib(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    machine::field(&status, "VmRSS")?.split(' ').next()?.parse().ok()
}

fn mebibytes(bytes: u64) -> String {
    // Tenths, in whole numbers.
    let tenths = bytes * 10 / (1024 * 1024);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}
