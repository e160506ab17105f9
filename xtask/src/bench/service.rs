//! Requests per second of the three calls that everything else is made of, on both databases, beside a handler
//! that does nothing but answer the same bytes.

use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use super::table::{Table, thousands};
use super::wrk::{self, Figures, Target};
use super::{RUNS, median};
use crate::group::Group;
use crate::http;
use crate::postgres::{Cluster, free_port};
use crate::project::{Profile, Project};
use crate::scratch::Scratch;
use crate::server::{Database, Server};

const CONNECTIONS: u32 = 16;
const SECONDS: u32 = 4;

const COLLECTION: &str = "/api/v1/institutions";
const LIST: &str = "/api/v1/institutions?limit=50&setting=public";

/// Each request makes another institution.
const CREATE: &str = r#"
local sent = 0
function request()
    sent = sent + 1
    local headers = {
        ["Authorization"] = "Bearer " .. os.getenv("PERENNIAL_TOKEN"),
        ["Content-Type"] = "application/json",
    }
    local body = string.format('{"name":"Bench Library %d","setting":"public","jurisdiction":"OH"}', sent)
    return wrk.format("POST", nil, headers, body)
end
"#;

pub fn measure(project: &Project, cluster: &Cluster, libraries: Option<&str>) -> Result<String, String> {
    wrk::require()?;
    let libraries = libraries.map(absolute).transpose()?;
    let folder = Scratch::new("bench")?;
    let script = folder.path().join("create.lua");
    std::fs::write(&script, CREATE).map_err(|error| error.to_string())?;

    let mut table = Table::new(
        &format!("The service at {CONNECTIONS} connections"),
        &["", "read one", "list of 50", "create", "p99 one", "p99 list", "p99 create"],
    );
    let postgres = cluster.create("bench_service")?;
    for (name, database) in [("SQLite", Database::Sqlite), ("PostgreSQL", Database::At(&postgres))] {
        let mut arguments = vec!["--demo"];
        if let Some(libraries) = &libraries {
            arguments.extend(["--demo-libraries", libraries]);
        }
        let server = Server::start(project, Profile::Release, &database, &arguments)?;
        let token = server.token()?;
        let list = http::get_as(server.address(), LIST, &token)?;
        let one = http::text_field(&list.body, "id")
            .ok_or_else(|| format!("{LIST} lists nothing: {}", list.body))?;
        let base = server.base();
        let targets = [
            Target { url: format!("{base}{COLLECTION}/{one}"), token: Some(&token), script: None },
            Target { url: format!("{base}{LIST}"), token: Some(&token), script: None },
            Target { url: format!("{base}{COLLECTION}"), token: Some(&token), script: Some(&script) },
        ];
        table.row(row(name, &targets)?);
    }
    table.row(baseline(project, &script)?);
    Ok(table.markdown())
}

/// The server runs in a folder of its own.
fn absolute(file: &str) -> Result<String, String> {
    Path::new(file)
        .canonicalize()
        .map(|path| path.display().to_string())
        .map_err(|error| format!("{file} cannot be read: {error}."))
}

/// `perennial bench-baseline` answers with bytes of the same shape, from memory and to anyone.
fn baseline(project: &Project, script: &Path) -> Result<Vec<String>, String> {
    let address = format!("127.0.0.1:{}", free_port()?);
    let mut command = Command::new(project.server(Profile::Release));
    command.args(["bench-baseline", "--bind", &address]);
    let mut server = Group::start(&mut command)?;
    while http::get(&address, "/one").is_err() {
        if server.ended()?.is_some() {
            return Err("`perennial bench-baseline` ended before it answered.".to_owned());
        }
        sleep(Duration::from_millis(20));
    }
    let target = |path: &str, script| Target { url: format!("http://{address}{path}"), token: None, script };
    let targets = [target("/one", None), target("/list", None), target("/create", Some(script))];
    row("bare actix handler", &targets)
}

fn row(name: &str, targets: &[Target]) -> Result<Vec<String>, String> {
    let mut speeds = Vec::new();
    let mut waits = Vec::new();
    for target in targets {
        let runs = (0..RUNS)
            .map(|_| wrk::run(target, CONNECTIONS, SECONDS))
            .collect::<Result<Vec<Figures>, String>>()?;
        let speed = median(&runs.iter().map(|run| run.requests_per_second).collect::<Vec<_>>());
        let wait = median(&runs.iter().map(|run| run.p99_milliseconds).collect::<Vec<_>>());
        speeds.push(whole(speed.unwrap_or_default()));
        waits.push(format!("{:.1} ms", wait.unwrap_or_default()));
    }
    Ok(std::iter::once(name.to_owned()).chain(speeds).chain(waits).collect())
}

fn whole(number: f64) -> String {
    thousands(format!("{number:.0}").parse().unwrap_or_default())
}
