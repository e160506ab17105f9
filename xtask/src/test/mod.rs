//! `cargo xtask test`: everything a change must pass, in one order, with one summary.

mod browser;
mod contract;
mod deploy;
mod rust;
mod store;

use std::cell::RefCell;

use crate::check;
use crate::chromium;
use crate::postgres::Cluster;
use crate::project::Project;
use crate::scratch::Place;
use crate::steps::{Done, Plan};

// The steps that others need.
const RUST_BUILD: &str = "rust: build and clippy";
const CLUSTER: &str = "postgresql";
const PACKAGES: &str = "screens: packages";
const BUNDLE: &str = "screens: build";
const CHROMIUM: &str = "chromium";

/// The cluster, once its step has started it.
type Started = RefCell<Option<Cluster>>;

pub fn test(project: &Project, arguments: &[String]) -> Result<(), String> {
    let (flags, words): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|argument| argument.starts_with('-'));
    let deep = match flags.as_slice() {
        [] => false,
        [only] if only == "--deep" => true,
        other => {
            return Err(format!(
                "`test` does not know `{}`; it takes `--deep` and names of steps.",
                other.join(" ")
            ));
        }
    };
    let cluster = Started::default();
    let record = plan(project, &cluster, deep).only(&words)?.carry_out();
    // Stopped before the summary, so that the summary is the last thing said.
    drop(cluster);
    check::finish(&record)
}

fn plan<'a>(project: &'a Project, cluster: &'a Started, deep: bool) -> Plan<'a> {
    let mut plan = Plan::default();
    plan.add("rust: formatting", &[], || check::formatting(project));
    plan.add(RUST_BUILD, &[], || rust::build(project));
    plan.add("rust: unit tests", &[RUST_BUILD], || rust::unit_tests(project));
    plan.add(CLUSTER, &[], || {
        let started = Cluster::start(Place::Memory)?;
        println!("    {} at {}", started.version(), started.url("postgres"));
        *cluster.borrow_mut() = Some(started);
        Ok(Done::Passed)
    });
    // Without a cluster they still tell about SQLite; the cluster's own step has failed then.
    plan.add_welcoming("rust: integration tests", &[RUST_BUILD], &[CLUSTER], move || {
        let postgres = running(cluster, |it| Ok(it.url("postgres"))).ok();
        rust::integration_tests(project, postgres.as_deref(), deep)
    });

    if deep {
        plan.add("attachments in a real S3 server", &[RUST_BUILD], || store::real_s3(project));
    }

    plan.add(PACKAGES, &[], || check::packages(project));
    for (name, script) in [
        ("screens: types", "typecheck"),
        ("screens: lint", "lint"),
        ("screens: unused code", "knip"),
        ("screens: unit tests", "test"),
        (BUNDLE, "build"),
    ] {
        plan.add(name, &[PACKAGES], || check::screens(project, script));
    }

    plan.add("generated files are current", &[RUST_BUILD, PACKAGES], || contract::generated_files(project));
    plan.add("api description: lint", &[PACKAGES], || contract::redocly(project));
    plan.add("compose file: lint", &[], || deploy::compose_file(project));
    plan.add("dockerfiles: lint", &[], || deploy::dockerfiles(project));
    plan.add("licences", &[], || deploy::licences(project));
    journeys(&mut plan, project, cluster, deep);
    plan
}

/// What is tried against a running server.
fn journeys<'a>(plan: &mut Plan<'a>, project: &'a Project, cluster: &'a Started, deep: bool) {
    plan.add(CHROMIUM, &[], || {
        println!("    {}", chromium::find()?.display());
        Ok(Done::Passed)
    });
    plan.add("browser tests (sqlite)", &[RUST_BUILD, BUNDLE, CHROMIUM], move || {
        browser::on_sqlite(project, deep)
    });
    if deep {
        plan.add("browser tests (postgresql)", &[RUST_BUILD, BUNDLE, CHROMIUM, CLUSTER], || {
            browser::on_postgres(project, &running(cluster, |it| it.create("browser"))?)
        });
    }
    plan.add("lifecycle by the api (sqlite)", &[RUST_BUILD], || contract::lifecycle_on_sqlite(project));
    plan.add("lifecycle by the api (postgresql)", &[RUST_BUILD, CLUSTER], || {
        contract::lifecycle_on_postgres(project, &running(cluster, |it| it.create("lifecycle"))?)
    });
    plan.add("api answers as described", &[RUST_BUILD], move || contract::schemathesis(project, deep));
}

fn running<T>(cluster: &Started, ask: impl FnOnce(&Cluster) -> Result<T, String>) -> Result<T, String> {
    cluster.borrow().as_ref().ok_or_else(|| "PostgreSQL did not start.".to_owned()).and_then(ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_comes_after_those_it_needs() {
        let project = Project::locate().unwrap();
        let cluster = Started::default();
        for deep in [false, true] {
            let plan = plan(&project, &cluster, deep);
            assert_eq!(plan.misplaced(), [] as [String; 0]);
        }
    }
}
