//! The house keeps its plan: platform knows no slice, slices call earlier ones only, Diesel stays in
//! its rooms, each table with its slice.

use std::fs;
use std::path::{Path, PathBuf};

/// The lifecycle, in order.
const SLICES: &[&str] = &[
    "identity",
    "network",
    "resources",
    "recruitment",
    "training",
    "matching",
    "mentorships",
    "evaluation",
    "succession",
    "operations",
    "reporting",
];

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn mentions(text: &str, slice: &str) -> bool {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
        line.contains(&format!("crate::{slice}::"))
            || (line.trim_start().starts_with("use crate::{") && line.contains(slice))
    })
}

#[test]
fn platform_knows_no_slice() {
    for (path, text) in sources(&source().join("platform")) {
        for slice in SLICES {
            assert!(!mentions(&text, slice), "{} knows {slice}", path.display());
        }
    }
}

#[test]
fn a_slice_calls_earlier_ones_only() {
    for (stage, slice) in SLICES.iter().enumerate() {
        for (path, text) in sources(&source().join(slice)) {
            for later in &SLICES[stage + 1..] {
                // Names of people and regions are looked up by everybody: identity and network come first.
                let upwards = *slice == "network" && *later == "identity";
                assert!(
                    upwards || !mentions(&text, later),
                    "{} calls the later slice {later}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn diesel_stays_in_its_rooms() {
    for slice in SLICES {
        for (path, text) in sources(&source().join(slice)) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let in_queries =
                path.components().any(|c| c.as_os_str() == "queries" || c.as_os_str() == "queries.rs");
            // Presets and imports write in bulk and are nothing but rows.
            let bulk = ["presets.rs", "import.rs"].contains(&name.as_str());
            assert!(
                in_queries || bulk || !text.contains("use diesel::"),
                "{} speaks Diesel; queries.rs is the place",
                path.display()
            );
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in sources(&source()) {
        assert!(text.starts_with("//!"), "{} does not begin with what it is for", path.display());
        let lines = text.lines().count();
        assert!(lines <= 600 || path.ends_with("schema.rs"), "{} has {lines} lines", path.display());
    }
}

#[test]
fn no_room_is_called_after_nothing() {
    for (path, _) in sources(&source()) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!["utils", "helpers", "common", "manager"].contains(&name.as_str()), "{}", path.display());
    }
}
