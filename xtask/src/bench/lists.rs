//! What pages of long lists cost on both databases: the first, the four hundredth, a filtered one and a search, of 100,000
//! institutions and of one opening's 20,000 applications.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::table::{Table, thousands};
use super::{RUNS, median};
use crate::http;
use crate::postgres::Cluster;
use crate::process;
use crate::project::{Profile, Project};
use crate::scratch::Scratch;
use crate::server::{Database, Server, sqlite_url};

const INSTITUTIONS: u32 = 100_000;
const APPLICATIONS: u32 = 20_000;
const FAR: usize = 400;

/// Two letters of each jurisdiction that the made-up libraries are spread over.
const STATES: [&str; 12] = ["AK", "AL", "CA", "CO", "FL", "GA", "IL", "NY", "OH", "PA", "TX", "WA"];

const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

pub fn measure(project: &Project, cluster: &Cluster) -> Result<String, String> {
    let folder = Scratch::new("lists")?;
    let survey = folder.path().join("survey.csv");
    std::fs::write(&survey, libraries()).map_err(|error| error.to_string())?;
    let mut table = Table::new(
        &format!(
            "Pages of 50: {} institutions, {} applications to one opening, one caller at a time",
            thousands(INSTITUTIONS.into()),
            thousands(APPLICATIONS.into())
        ),
        &["", "SQLite", "PostgreSQL"],
    );
    let postgres = cluster.create("bench_lists")?;
    let sqlite = sqlite_url(folder.path());
    let columns = [&sqlite, &postgres]
        .map(|url| Filled::new(project, url, folder.path(), &survey).and_then(|filled| filled.figures()));
    let [on_sqlite, on_postgres] = columns;
    for ((what, first), (_, second)) in on_sqlite?.into_iter().zip(on_postgres?) {
        table.row(vec![what, first, second]);
    }
    Ok(table.markdown())
}

/// A survey file of made-up libraries, in the columns that the import needs and a few that it keeps.
fn libraries() -> String {
    let mut text = "STABR,FSCSKEY,LIBNAME,CITY,TOTSTAFF,VISITS,POPU_LSA\n".to_owned();
    for number in 0..INSTITUTIONS {
        let state = STATES[number as usize % STATES.len()];
        let key = number / 12;
        // Names are spread over the alphabet, so that no page is all of one beginning.
        let letter = char::from(LETTERS[number as usize * 7 % LETTERS.len()]);
        let _ = writeln!(
            text,
            "{state},{state}{key:04},{letter}{number:05} PUBLIC LIBRARY,TOWN {key},{},{},{}",
            number % 40,
            number * 3,
            number * 2
        );
    }
    text
}

struct Filled {
    server: Server,
    token: String,
    opening: String,
}

impl Filled {
    fn new(project: &Project, url: &str, folder: &Path, survey: &Path) -> Result<Self, String> {
        let tool = |arguments: &[&str]| {
            let mut command = Command::new(project.server(Profile::Release));
            command.args(arguments).current_dir(folder).env("DATABASE_URL", url);
            command
        };
        let server = Server::start(project, Profile::Release, &Database::At(url), &["--demo"])?;
        process::capture(tool(&["import", "institutions", "--format", "imls-pls"]).arg(survey))?;
        let said = process::capture(&mut tool(&["bench-applications", &APPLICATIONS.to_string()]))?;
        let opening =
            said.lines().last().ok_or("`perennial bench-applications` names no opening.")?.trim().to_owned();
        let token = server.token()?;
        Ok(Self { server, token, opening })
    }

    fn figures(&self) -> Result<Vec<(String, String)>, String> {
        let institutions = "/api/v1/institutions?limit=50".to_owned();
        let applications = format!("/api/v1/openings/{}/applications?limit=50", self.opening);
        let mut rows = Vec::new();
        for (name, list, filter, search) in [
            ("institutions", &institutions, "setting=public&jurisdiction=WA", "q=99991"),
            ("applications", &applications, "state=submitted", "q=applicant%2019991"),
        ] {
            rows.push((format!("{name}, first page"), self.cost(list)?));
            rows.push((format!("{name}, page {FAR}"), self.cost(&self.far(list)?)?));
            rows.push((format!("{name}, filtered"), self.cost(&format!("{list}&{filter}"))?));
            rows.push((format!("{name}, searched for one"), self.cost(&format!("{list}&{search}"))?));
        }
        Ok(rows)
    }

    /// The address of a far page, found as any client finds it.
    fn far(&self, list: &str) -> Result<String, String> {
        let mut page = list.to_owned();
        for _ in 1..FAR {
            let body = self.read(&page)?;
            let cursor = http::text_field(&body, "next_cursor")
                .ok_or_else(|| format!("{list} ends before page {FAR}."))?;
            page = format!("{list}&cursor={cursor}");
        }
        Ok(page)
    }

    /// The median of some reads after one that does not count.
    fn cost(&self, page: &str) -> Result<String, String> {
        self.read(page)?;
        let mut times = Vec::new();
        for _ in 0..RUNS * 4 {
            let started = Instant::now();
            self.read(page)?;
            times.push(started.elapsed());
        }
        median(&times).map(super::milliseconds).ok_or_else(|| format!("{page} was not measured."))
    }

    fn read(&self, page: &str) -> Result<String, String> {
        let answer = http::get_as(self.server.address(), page, &self.token)?;
        match answer.status {
            200 if answer.body.contains("\"id\"") => Ok(answer.body),
            status => Err(format!("{page} answered {status}: {}", answer.body)),
        }
    }
}
