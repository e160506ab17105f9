//! Institutions: corrected by hand, and known by identifiers that belong to one of them alone.

use serde_json::json;

use crate::network::finding;
use crate::network::import::InstitutionRow;
use crate::network::merging::queries as merging;
use crate::network::rules::Setting;
use crate::network::rules::identifiers::{Given, IdentifierScheme, checked};
use crate::network::{queries, relocating};
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// # Errors
/// 404 when there is none; for one that was merged it names the institution into which it went.
pub fn find_institution(work: &mut Work<'_>, id: Id) -> Result<InstitutionRow, Problem> {
    if let Some(found) = queries::find_institution(work.conn, work.scope, id)? {
        return Ok(found);
    }
    // The one that stayed may have been merged itself.
    let mut last = id;
    while let Some(next) = merging::merged_into(work.conn, last)? {
        last = next;
    }
    match queries::institution_brief(work.conn, last)? {
        Some((name, ..)) if last != id => Err(Problem {
            errors: vec![FieldError::new("/id", "merged_into", last.to_string())],
            ..Problem::new(Kind::NotFound, format!("This institution was merged into {name}, {last}."))
        }),
        _ => Err(Problem::not_found("institution")),
    }
}

/// `ror:03vek6s52` as scheme and value, in the form that is kept.
///
/// # Errors
/// 400 when the scheme is unknown or the value not one of its own.
pub fn named_identifier(text: &str) -> Result<(IdentifierScheme, String), Problem> {
    let Some((scheme, value)) = text.split_once(':') else {
        return Err(Problem::bad_request(
            "`identifier` is a scheme, a colon and a value, such as ror:03vek6s52.",
        ));
    };
    let scheme: IdentifierScheme = scheme.parse().map_err(|_| {
        let known = IdentifierScheme::ALL.iter().map(|each| each.as_str()).collect::<Vec<_>>().join(", ");
        Problem::bad_request(format!("'{scheme}' is no scheme of identifiers: they are {known}."))
    })?;
    let value = scheme.normalised(value).ok_or_else(|| Problem::bad_request(scheme.shape()))?;
    Ok((scheme, value))
}

/// What somebody who adds an institution says of it.
pub struct NewInstitution<'a> {
    pub name: &'a str,
    pub setting: Setting,
    pub jurisdiction: &'a str,
    pub city: Option<String>,
}

/// # Errors
/// 422 when the jurisdiction is none of the network.
pub fn create_institution(work: &mut Work<'_>, new: NewInstitution<'_>) -> Result<InstitutionRow, Problem> {
    let region = queries::region_of_jurisdiction(work.conn, new.jurisdiction)?.ok_or_else(|| {
        Problem::field("/jurisdiction", "unknown", "This is no jurisdiction of the network.")
    })?;
    let (id, now) = (work.new_id(), work.stamp());
    let row = InstitutionRow {
        city: new.city,
        ..InstitutionRow::bare(id, new.name, new.setting, new.jurisdiction, region, now)
    };
    queries::insert_institution(work.conn, &row)?;
    finding::keep(work.conn, &[id])?;
    work.record(Change::new("institution.created", id).in_region(region))?;
    Ok(row)
}

/// Corrects what is known of an institution. In another jurisdiction its people go to the region in which that lies, with
/// their enrolments in cycles that still take people; what is under way stays.
///
/// # Errors
/// 404 when there is none, 412 when it moved on, 422 when there is no such jurisdiction.
pub fn correct_institution(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    jurisdiction: Option<String>,
    correct: impl FnOnce(InstitutionRow) -> InstitutionRow,
) -> Result<InstitutionRow, Problem> {
    let before = find_institution(work, id)?;
    expected.check(before.version)?;
    let after = match jurisdiction {
        Some(code) => relocating::relocated(work, before.clone(), code)?,
        None => before.clone(),
    };
    let row = changed(work, before.version, correct(after), "institution.corrected")?;
    relocating::carry_people(work, &before, &row)?;
    finding::keep(work.conn, &[id])?;
    Ok(row)
}

fn changed(
    work: &mut Work<'_>,
    before: i64,
    after: InstitutionRow,
    kind: &str,
) -> Result<InstitutionRow, Problem> {
    queries::update_institution(work, before, &after)?;
    work.record(Change::new(kind, after.id).in_region(after.region_id).with(json!({ "name": after.name })))?;
    find_institution(work, after.id)
}

/// Puts identifiers in the place of those before.
///
/// # Errors
/// 404, 412; 422 naming every value that is none of its scheme's or another institution's.
pub fn identify_institution(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    given: &[Given<'_>],
) -> Result<InstitutionRow, Problem> {
    let before = find_institution(work, id)?;
    expected.check(before.version)?;
    let kept = checked(given).map_err(Problem::invalid)?;
    let taken = queries::taken_identifiers(work.conn, id, &kept)?;
    let wrong: Vec<FieldError> = kept
        .iter()
        .enumerate()
        .filter_map(|(at, (scheme, value))| {
            let (.., name) = taken.iter().find(|(s, v, _)| s == scheme.as_str() && v == value)?;
            let sentence = format!("{name} is known by this already.");
            Some(FieldError::new(&format!("/identifiers/{at}/value"), "taken", sentence))
        })
        .collect();
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let version = before.version;
    let row = changed(work, version, before, "institution.identified")?;
    queries::replace_identifiers(work.conn, id, &kept)?;
    finding::keep(work.conn, &[id])?;
    Ok(row)
}
