//! Requests per second of the three calls that everything else is made of, on both databases, beside a handler
//! that does nothing but answer the same bytes.

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
const LIST: &str = "/api/v1/institutions?limit=50&sort=name";

/// Each request makes another institution.
const CREATE: &str = r#"
local sent = 0
function request()
    sent = sent + 1
    local headers = {
        ["Authorization"] = "Bearer " .. os.getenv("PERENNIAL_TOKEN"),
        ["Content-Type"] = "application/json",
    }
    local body = string.format('{"name":"Bench Library %d","kind":"public_library","state":"OH"}', sent)
    return wrk.format("POST", nil, headers, body)
end
"#;

pub fn measure(project: &Project, cluster: &Cluster) -> Result<String, String> {
    wrk::require()?;
    let folder = Scratch::new("bench")?;
    let script = folder.path().join("create.lua");
    std::fs::write(&script, CREATE).map_err(|error| error.to_string())?;

    let mut table = Table::new(
        &format!("The service at {CONNECTIONS} connections"),
        &[
            "",
            "read one",
            "list of 50",
            "create",
            "p99 one",
            "p99 list",
            "p99 create",
        ],
    );
    let postgres = cluster.create("bench_service")?;
    for (name, database) in [
        ("SQLite", Database::Sqlite),
        ("PostgreSQL", Database::At(&postgres)),
    ] {
        let server = Server::start(project, Profile::Release, &database, &["--demo"])?;
        let token = server.token()?;
        let list = http::get_as(server.address(), LIST, &token)?;
        let one = http::text_field(&list.body, "id")
            .ok_or_else(|| format!("{LIST} lists nothing: {}", list.body))?;
        let base = server.base();
        let targets = [
            Target {
                url: format!("{base}{COLLECTION}/{one}"),
                token: Some(&token),
                script: None,
            },
            Target {
                url: format!("{base}{LIST}"),
                token: Some(&token),
                script: None,
            },
            Target {
                url: format!("{base}{COLLECTION}"),
                token: Some(&token),
                script: Some(&script),
            },
        ];
        table.row(row(name, &targets)?);
    }
    table.row(baseline(project, &script)?);
    Ok(table.markdown())
}

/// `perennial bench-baseline` answers the same paths with the same bytes, from memory and to anyone.
fn baseline(project: &Project, script: &std::path::Path) -> Result<Vec<String>, String> {
    let address = format!("127.0.0.1:{}", free_port()?);
    let mut command = std::process::Command::new(project.server(Profile::Release));
    command.args(["bench-baseline", "--bind", &address]);
    let mut server = Group::start(&mut command)?;
    while http::get(&address, LIST).is_err() {
        if server.ended()?.is_some() {
            return Err("`perennial bench-baseline` ended before it answered.".to_owned());
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let one = format!("http://{address}{COLLECTION}/00000000-0000-7000-8000-000000000000");
    let targets = [
        Target {
            url: one,
            token: None,
            script: None,
        },
        Target {
            url: format!("http://{address}{LIST}"),
            token: None,
            script: None,
        },
        Target {
            url: format!("http://{address}{COLLECTION}"),
            token: None,
            script: Some(script),
        },
    ];
    row("bare actix handler", &targets)
}

fn row(name: &str, targets: &[Target]) -> Result<Vec<String>, String> {
    let mut speeds = Vec::new();
    let mut waits = Vec::new();
    for target in targets {
        let runs = (0..RUNS)
            .map(|_| wrk::run(target, CONNECTIONS, SECONDS))
            .collect::<Result<Vec<Figures>, String>>()?;
        let speed = median(
            &runs
                .iter()
                .map(|run| run.requests_per_second)
                .collect::<Vec<_>>(),
        );
        let wait = median(
            &runs
                .iter()
                .map(|run| run.p99_milliseconds)
                .collect::<Vec<_>>(),
        );
        speeds.push(whole(speed.unwrap_or_default()));
        waits.push(format!("{:.1} ms", wait.unwrap_or_default()));
    }
    Ok(std::iter::once(name.to_owned())
        .chain(speeds)
        .chain(waits)
        .collect())
}

fn whole(number: f64) -> String {
    thousands(format!("{number:.0}").parse().unwrap_or_default())
}
