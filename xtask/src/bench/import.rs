//! How many rows a second the import of a published file takes in, on both databases, each time into a new one.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::table::{Table, thousands};
use super::{RUNS, median};
use crate::postgres::Cluster;
use crate::process;
use crate::project::{Profile, Project};
use crate::scratch::Scratch;
use crate::server::sqlite_url;

pub fn measure(project: &Project, cluster: &Cluster, file: Option<&str>) -> Result<String, String> {
    let Some(file) = file else {
        return Ok("### Import\n\nSkipped: name the file, as in `cargo xtask bench import pls_fy2018_libraries.csv` (the Public Libraries Survey's outlet-free file as IMLS publishes it).\n".to_owned());
    };
    let file = Path::new(file).canonicalize().map_err(|error| format!("{file} cannot be read: {error}."))?;
    let bytes =
        std::fs::read(&file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))?;
    let rows = bytes.iter().filter(|byte| **byte == b'\n').count().saturating_sub(1);
    let rows = u32::try_from(rows).map_err(|_| "The file is too long to count.".to_owned())?;

    let mut table = Table::new("Import of institutions", &["", "rows", "seconds", "rows per second"]);
    for name in ["SQLite", "PostgreSQL"] {
        let mut times = Vec::new();
        for run in 0..RUNS {
            let folder = Scratch::new("import")?;
            let url = if name == "SQLite" {
                sqlite_url(folder.path())
            } else {
                cluster.create(&format!("bench_import_{run}"))?
            };
            let server = |arguments: &[&str]| {
                let mut command = Command::new(project.server(Profile::Release));
                command.args(arguments).current_dir(folder.path()).env("DATABASE_URL", &url);
                command
            };
            process::capture(&mut server(&["migrate"]))?;
            let started = Instant::now();
            process::capture(server(&["import", "institutions", "--format", "imls-pls"]).arg(&file))?;
            times.push(started.elapsed().as_secs_f64());
        }
        let Some(middle) = median(&times) else {
            continue;
        };
        table.row(vec![
            name.to_owned(),
            thousands(u64::from(rows)),
            format!("{middle:.2}"),
            format!("{:.0}", f64::from(rows) / middle),
        ]);
    }
    Ok(table.markdown())
}
