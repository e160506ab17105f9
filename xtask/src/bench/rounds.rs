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
    let (mut whole, mut last) = (Vec::new(), String::new());
    let mut phases: Vec<Vec<Duration>> = vec![Vec::new(); PHASES.len()];
    for _ in 0..ROUNDS {
        let round = round(&server, &cycle)?;
        whole.push(round.took);
        for (times, phase) in phases.iter_mut().zip(PHASES) {
            times.extend(http::number_field(&round.job, phase).map(Duration::from_millis));
        }
        last = round.id;
    }
    let shown = |times: &[Duration]| median(times).map_or_else(|| "-".to_owned(), milliseconds);
    let mut rows = vec![("from the click to its proposals".to_owned(), shown(&whole))];
    for (times, phase) in phases.iter().zip(PHASES) {
        rows.push((format!("of which {}", phase.trim_end_matches("_ms")), shown(times)));
    }
    for (what, times) in on_the_workbench(&server, &last)? {
        rows.push((what.to_owned(), shown(&times)));
    }
    Ok(rows)
}

/// What a coordinator waits for at the workbench of a ready round, and the publication of all of it, once.
fn on_the_workbench(server: &Server, round: &str) -> Result<Vec<(&'static str, Vec<Duration>)>, String> {
    let (at, token) = (format!("/api/v1/rounds/{round}"), server.token()?);
    let read = |path: &str| timed(|| http::get_as(server.address(), &format!("{at}{path}"), &token));
    let write = |path: &str, body: &str| {
        timed(|| http::post_json_as(server.address(), &format!("{at}{path}"), &token, body))
    };
    let mut taken = [
        ("the first 200 pairs", Vec::new()),
        ("who else, and at what cost", Vec::new()),
        ("a veto", Vec::new()),
        ("taking it back", Vec::new()),
        ("mentors who have nobody", Vec::new()),
    ];
    for step in 0..ROUNDS {
        let (first, page) = read("/proposals?limit=200")?;
        let pairs: Vec<&str> = page.body.split("\"mentee_enrolment_id\"").skip(1).collect();
        let pair = pairs.get(step).ok_or("The round has too few pairs.")?;
        let before = page.body.split("\"mentee_enrolment_id\"").nth(step).unwrap_or_default();
        let mentee = pair.split('"').nth(1).unwrap_or_default();
        let mentor = before.rsplit("\"mentor_enrolment_id\"").next().and_then(|text| text.split('"').nth(1));
        let mentor = mentor.unwrap_or_default();
        let (others, _) = read(&format!("/alternatives?mentee_enrolment_id={mentee}"))?;
        let veto = format!(
            r#"{{"expected_seq":{},"edits":[{{"kind":"veto","mentor_enrolment_id":"{mentor}","mentee_enrolment_id":"{mentee}","reason":"They would not meet."}}]}}"#,
            2 * step
        );
        let (vetoed, _) = write("/edits", &veto)?;
        let (undone, _) = write("/undo", &format!(r#"{{"expected_seq":{}}}"#, 2 * step + 1))?;
        let (left, _) = read("/unmatched?role=mentor")?;
        for ((_, times), took) in taken.iter_mut().zip([first, others, vetoed, undone, left]) {
            times.push(took);
        }
    }
    let (published, _) = write("/publish", "")?;
    let mut taken = Vec::from(taken);
    taken.push(("publishing, with all letters", vec![published]));
    Ok(taken)
}

/// An answer of success, and what it took.
fn timed(call: impl FnOnce() -> Result<http::Answer, String>) -> Result<(Duration, http::Answer), String> {
    let started = Instant::now();
    let answer = call()?;
    let took = started.elapsed();
    if answer.status == 200 { Ok((took, answer)) } else { Err(format!("{}: {}", answer.status, answer.body)) }
}

/// A round that ran.
struct Ran {
    id: String,
    took: Duration,
    /// Its job, as it answered at the end.
    job: String,
}

/// Runs one round and reads its first page.
fn round(server: &Server, cycle: &str) -> Result<Ran, String> {
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
    Ok(Ran { id: id.to_owned(), took: started.elapsed(), job: finished })
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
