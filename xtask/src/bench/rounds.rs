//! A round of the nation through the API, from the click to its proposals, split by what takes the time.

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::table::{Table, thousands};
use super::{median, milliseconds};
use crate::http;
use crate::postgres::Cluster;
use crate::process;
use crate::project::{Profile, Project};
use crate::scratch::Scratch;
use crate::server::{Database, Server, sqlite_url};

const MENTEES: u64 = 20_000;
const ROUNDS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(600);
/// What a round's job tells of its time, in the order in which it passes.
const PHASES: [&str; 5] = ["read_ms", "solve_ms", "verify_ms", "explain_ms", "store_ms"];

pub fn measure(project: &Project, cluster: &Cluster) -> Result<String, String> {
    let folder = Scratch::new("rounds")?;
    let postgres = cluster.create("bench_rounds")?;
    let sqlite = sqlite_url(folder.path());
    let mut table = Table::new(
        &format!(
            "A round of {} mentees and {} mentors through the API, medians of {ROUNDS}",
            thousands(MENTEES),
            thousands(MENTEES * 7 / 10)
        ),
        &["", "SQLite", "PostgreSQL"],
    );
    let columns = [sqlite, postgres].map(|url| figures(project, &url));
    let [on_sqlite, on_postgres] = columns;
    for ((what, first), (_, second)) in on_sqlite?.into_iter().zip(on_postgres?) {
        table.row(vec![what, first, second]);
    }
    Ok(table.markdown())
}

fn figures(project: &Project, url: &str) -> Result<Vec<(String, String)>, String> {
    let server = Server::start(project, Profile::Release, &Database::At(url), &["--demo"])?;
    let mut fill = Command::new(project.server(Profile::Release));
    fill.args(["bench-cycle", &MENTEES.to_string()]).env("DATABASE_URL", url);
    let said = process::capture(&mut fill)?;
    let cycle = said.lines().last().ok_or("`perennial bench-cycle` names no cycle.")?.trim().to_owned();
    let mut whole = Vec::new();
    let mut phases: Vec<Vec<Duration>> = vec![Vec::new(); PHASES.len()];
    for _ in 0..ROUNDS {
        let (took, job) = round(&server, &cycle)?;
        whole.push(took);
        for (times, phase) in phases.iter_mut().zip(PHASES) {
            times.extend(http::number_field(&job, phase).map(Duration::from_millis));
        }
    }
    let shown = |times: &[Duration]| median(times).map_or_else(|| "-".to_owned(), milliseconds);
    let mut rows = vec![("from the click to its proposals".to_owned(), shown(&whole))];
    for (times, phase) in phases.iter().zip(PHASES) {
        rows.push((format!("of which {}", phase.trim_end_matches("_ms")), shown(times)));
    }
    Ok(rows)
}

/// Runs one round and reads its first page; answers how long that took, and its job.
fn round(server: &Server, cycle: &str) -> Result<(Duration, String), String> {
    let token = server.token()?;
    let address = server.address();
    let started = Instant::now();
    let path = format!("/api/v1/cycles/{cycle}/rounds");
    let accepted = http::post_json_as(address, &path, &token, "{}")?;
    let field = |name| {
        http::text_field(&accepted.body, name)
            .ok_or_else(|| format!("{path} answered {}: {}", accepted.status, accepted.body))
    };
    let (id, job) = (field("id")?, field("job_id")?);
    let finished = finished(server, &token, job, started)?;
    let page = http::get_as(address, &format!("/api/v1/rounds/{id}/proposals?limit=50"), &token)?;
    if page.status != 200 || !page.body.contains("\"mentee_name\"") {
        return Err(format!("The round has no proposals: {} {}", page.status, page.body));
    }
    Ok((started.elapsed(), finished))
}

fn finished(server: &Server, token: &str, job: &str, started: Instant) -> Result<String, String> {
    loop {
        let body = http::get_as(server.address(), &format!("/api/v1/jobs/{job}"), token)?.body;
        match http::text_field(&body, "state") {
            Some("succeeded") => return Ok(body),
            Some("queued" | "running") if started.elapsed() < PATIENCE => sleep(Duration::from_millis(10)),
            _ => return Err(format!("The round's job did not succeed: {body}")),
        }
    }
}
