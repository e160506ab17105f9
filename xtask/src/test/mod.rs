//! `cargo xtask test`: everything a change must pass, in one order, with one summary.

mod browser;
mod contract;
mod deploy;
mod rust;

use crate::check;
use crate::chromium;
use crate::frontend;
use crate::postgres::Cluster;
use crate::project::Project;
use crate::steps::{Done, Steps};
use crate::tools;

/// The steps that others need.
pub const RUST_BUILD: &str = "rust: build";
const CLUSTER: &str = "postgresql: start";
const PACKAGES: &str = "screens: packages";
const BUNDLE: &str = "screens: build";
const CHROMIUM: &str = "chromium";

pub fn test(project: &Project, arguments: &[String]) -> Result<(), String> {
    let deep = match arguments {
        [] => false,
        [only] if only == "--deep" => true,
        other => {
            return Err(format!(
                "`test` does not know `{}`; it takes `--deep`.",
                other.join(" ")
            ));
        }
    };
    let mut steps = Steps::default();

    steps.step("rust: formatting", &[], || check::formatting(project));
    steps.step("rust: clippy", &[], || check::clippy(project));
    steps.step(RUST_BUILD, &[], || rust::build(project));
    steps.step("rust: unit tests", &[RUST_BUILD], || {
        rust::unit_tests(project)
    });

    let mut cluster = None;
    steps.step(CLUSTER, &[], || {
        let started = Cluster::start()?;
        println!("    {} at {}", started.version(), started.url("postgres"));
        cluster = Some(started);
        Ok(Done::Passed)
    });
    steps.step("rust: integration tests", &[RUST_BUILD], || {
        rust::integration_tests(project, cluster.as_ref(), deep)
    });

    screens(project, &mut steps);
    contract(project, &mut steps);
    steps.step("compose file", &[], || deploy::compose_file(project));
    steps.step("licences", &[], || deploy::licences(project));
    journeys(project, &mut steps, cluster.as_ref(), deep);

    // Stopped before the summary, so that the summary is the last thing said.
    drop(cluster);
    check::finish(&steps)
}

fn screens(project: &Project, steps: &mut Steps) {
    steps.step(PACKAGES, &[], || {
        tools::require_node()?;
        frontend::install(project)?;
        Ok(Done::Passed)
    });
    for (name, script) in [
        ("screens: types", "typecheck"),
        ("screens: lint", "lint"),
        ("screens: unused code", "knip"),
        ("screens: unit tests", "test"),
        (BUNDLE, "build"),
    ] {
        steps.step(name, &[PACKAGES], || {
            frontend::script(project, script, &[])?;
            Ok(Done::Passed)
        });
    }
}

fn contract(project: &Project, steps: &mut Steps) {
    steps.step(
        "generated files are current",
        &[RUST_BUILD, PACKAGES],
        || contract::generated_files(project),
    );
    steps.step("api description: lint", &[PACKAGES], || {
        contract::redocly(project)
    });
}

/// What is tried against a running server.
fn journeys(project: &Project, steps: &mut Steps, cluster: Option<&Cluster>, deep: bool) {
    steps.step(CHROMIUM, &[], || {
        println!("    {}", chromium::find()?.display());
        Ok(Done::Passed)
    });
    let needs_browser = [RUST_BUILD, BUNDLE, CHROMIUM];
    steps.step("browser tests (sqlite)", &needs_browser, || {
        browser::on_sqlite(project)
    });
    if deep {
        steps.step(
            "browser tests (postgresql)",
            &[RUST_BUILD, BUNDLE, CHROMIUM, CLUSTER],
            || browser::on_postgres(project, cluster),
        );
    }
    steps.step("lifecycle by the api (sqlite)", &[RUST_BUILD], || {
        contract::lifecycle_on_sqlite(project)
    });
    steps.step(
        "lifecycle by the api (postgresql)",
        &[RUST_BUILD, CLUSTER],
        || contract::lifecycle_on_postgres(project, cluster),
    );
    steps.step("api answers as described", &[RUST_BUILD], || {
        contract::schemathesis(project, deep)
    });
}
