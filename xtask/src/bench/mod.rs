//! `cargo xtask bench`: figures of a release build on this machine, as tables for backend/docs/BENCHMARKS.md.

mod bundle;
mod import;
mod lists;
mod machine;
mod matching;
mod rounds;
mod service;
mod start;
mod table;
mod wrk;

use std::time::Duration;

use crate::frontend;
use crate::postgres::Cluster;
use crate::process;
use crate::project::Project;
use crate::scratch::Place;
use crate::tools;

/// How often each figure is taken; the tables give the median.
const RUNS: usize = 5;

const NAMES: [&str; 6] = ["service", "lists", "rounds", "start", "import", "bundle"];

pub fn bench(project: &Project, arguments: &[String]) -> Result<(), String> {
    // `service` draws its demo network from the file that follows, `import` imports it.
    let (names, file) = match arguments {
        [] => (NAMES.to_vec(), None),
        [one] => (vec![one.as_str()], None),
        [one, file] if one == "service" || one == "import" => (vec![one.as_str()], Some(file.as_str())),
        _ => return Err(usage()),
    };
    if names == ["matching"] {
        // Needs neither screens nor databases, so it stands apart, and `largest` keeps a first look short.
        let largest = std::env::var("MATCHING_LARGEST").ok().and_then(|size| size.parse().ok());
        println!("\n{}", machine::describe(None));
        println!("\n{}", matching::measure(project, largest.unwrap_or(100_000))?);
        return Ok(());
    }
    if names.iter().any(|name| !NAMES.contains(name)) {
        return Err(usage());
    }

    tools::require_node()?;
    frontend::install(project)?;
    frontend::build_if_stale(project)?;
    let cluster = if names == ["bundle"] {
        None
    } else {
        tools::require_c_compiler()?;
        process::run(project.cargo().args(["build", "--release", "--package", "perennial"]))?;
        Some(Cluster::start(Place::Disk)?)
    };

    println!("\n{}", machine::describe(cluster.as_ref().map(Cluster::version)));
    for name in names {
        let text = match (name, &cluster) {
            ("service", Some(cluster)) => service::measure(project, cluster, file)?,
            ("lists", Some(cluster)) => lists::measure(project, cluster)?,
            ("rounds", Some(cluster)) => rounds::measure(project, cluster)?,
            ("start", Some(cluster)) => start::measure(project, cluster)?,
            ("import", Some(cluster)) => import::measure(project, cluster, file)?,
            _ => bundle::measure(project)?,
        };
        println!("\n{text}");
    }
    Ok(())
}

fn usage() -> String {
    format!(
        "`bench` takes one of {}, or matching; `service` and `import` also take a Public Libraries Survey file.",
        NAMES.join(", ")
    )
}

/// The middle one; of an even number the lower of the two in the middle.
fn median<T: PartialOrd + Copy>(values: &[T]) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    sorted.get(sorted.len().saturating_sub(1) / 2).copied()
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median(&[3, 1, 2]), Some(2));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.0));
        assert_eq!(median::<u32>(&[]), None);
    }
}
