//! What may read or name rows of another place after all, each with its reason. These lists may only shrink.

use perennial::platform::db::Id;

use super::filling::Asker;

/// What may read otherwise once another place is there, and which rows of a place it names. Each with its reason; it may only
/// shrink.
const READS_OF_ALL: &[(&str, &[&str])] = &[
    // The directory of institutions is public, and how many of them and of seats a region has is part of the map.
    ("/institutions", &[]),
    ("/regions", &[]),
    ("/regions/{id}", &[]),
    // The names of associations are public.
    ("/associations", &[]),
    // A season is of the whole network, and tells how many take part in it.
    ("/cycles", &[]),
    ("/cycles/{id}", &[]),
    // Figures of the plan are of the whole network, and name nobody.
    ("/figures", &[]),
    ("/indicators", &[]),
    ("/indicators/{id}", &[]),
    ("/indicators/{id}/observations", &[]),
    ("/plan-publication/preview", &[]),
    // Coordinators everywhere read what the evidence says, of which wave, and what it changes.
    ("/findings", &["waves", "studies"]),
    ("/findings/{id}", &["waves", "studies"]),
    ("/adjustments", &[]),
    // A survey of all pairs asks those of this region too, whosoever's study it is of.
    ("/terms/{id}/readiness", &[]),
    // Who receives concerns is one for the whole network, and a concern may be about each of them.
    ("/pairings/{id}/concern-people", &["people"]),
    // All regions write the library together, and each piece says who looks after it.
    ("/resources", &["people"]),
    ("/resources/{id}", &["people"]),
];

/// Who reads of those nevertheless only what is theirs.
const READS_OWN_ALONE: &[(&str, &str)] = &[
    ("/associations", "partner"),
    ("/findings", "evaluator"),
    ("/adjustments", "evaluator"),
    // Drafts are for those who write.
    ("/resources", "reviewer"),
    ("/resources", "mentor"),
    ("/resources", "mentee"),
    ("/resources", "evaluator"),
    ("/resources", "partner"),
];

/// Writes to something of one's own that may name a row of another place. Each with its reason; it may only shrink.
pub const NAMES_OF_ALL: &[&str] = &[
    // The directory of institutions is public: one's own people may go anywhere.
    "/people/{id}/institutions",
    // Whom somebody excludes is anybody they know of, and no answer shows it.
    "/enrolments/{id}",
    // The same: who it is reads only whoever has named them.
    "/enrolments/{id}/wishes",
];

/// The path as the document writes it.
fn pattern_of(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let named = |part: &str| if part.parse::<Id>().is_ok() { "{id}" } else { part }.to_owned();
    path.split('/').map(named).collect::<Vec<_>>().join("/")
}

/// The rows that an answer may name, where it may read otherwise at all.
pub fn read_of_all(path: &str, asker: &Asker) -> Option<&'static [&'static str]> {
    let pattern = pattern_of(path);
    if READS_OWN_ALONE.iter().any(|(of, who)| pattern.starts_with(of) && asker.name == *who) {
        return None;
    }
    READS_OF_ALL.iter().find(|(of, _)| *of == pattern).map(|(_, rows)| *rows)
}
