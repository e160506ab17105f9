//! Imports institutions: the Public Libraries Survey by FSCS key, and plain files by any identifier; per-row problems,
//! nothing changed by a second run.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::{Value, json};

use super::finding;
use super::institution_file::{self, Outcome};
use super::merging;
use super::pls::{self, PlsLibrary, RowProblem};
use super::queries;
use super::rules::Setting;
use crate::on_backend;
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::schema::{institution_identifiers, institutions};

/// What an import did, row by row in sum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct ImportSummary {
    pub rows_read: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub failed: i64,
}

#[derive(Debug, Clone, PartialEq, Insertable, Queryable, Selectable)]
#[diesel(table_name = institutions)]
pub struct InstitutionRow {
    pub id: Id,
    pub name: String,
    pub setting: Setting,
    pub jurisdiction: String,
    pub region_id: Id,
    pub city: Option<String>,
    pub address: Option<String>,
    pub postal_code: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub staff: Option<f64>,
    pub staff_missing: Option<String>,
    pub population: Option<i64>,
    pub population_missing: Option<String>,
    pub visits: Option<i64>,
    pub visits_missing: Option<String>,
    pub measures: Option<String>,
    pub source: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// Where it went, when it turned out to be a second record of another.
    pub merged_into: Option<Id>,
}

impl InstitutionRow {
    /// What somebody who adds an institution must say; nothing else is known of it.
    #[must_use]
    pub fn bare(
        id: Id,
        name: &str,
        setting: Setting,
        jurisdiction: &str,
        region: Id,
        now: NaiveDateTime,
    ) -> Self {
        Self {
            id,
            name: name.trim().to_owned(),
            setting,
            jurisdiction: jurisdiction.to_owned(),
            region_id: region,
            city: None,
            address: None,
            postal_code: None,
            latitude: None,
            longitude: None,
            staff: None,
            staff_missing: None,
            population: None,
            population_missing: None,
            visits: None,
            visits_missing: None,
            measures: None,
            source: None,
            created_at: now,
            updated_at: now,
            version: 1,
            merged_into: None,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = institution_identifiers)]
struct NewIdentifier<'a> {
    scheme: &'a str,
    value: &'a str,
    institution_id: Id,
}

#[allow(clippy::cast_possible_truncation)] // counts of people and visits are far below 2^53
const fn whole(value: Option<f64>) -> Option<i64> {
    match value {
        Some(value) => Some(value as i64),
        None => None,
    }
}

fn row_of(work: &Work<'_>, library: &PlsLibrary, region: Id) -> InstitutionRow {
    InstitutionRow {
        id: work.new_id(),
        name: library.name.clone(),
        setting: Setting::Public,
        jurisdiction: library.jurisdiction.clone(),
        region_id: region,
        city: library.city.clone(),
        address: library.address.clone(),
        postal_code: library.postal_code.clone(),
        latitude: library.latitude,
        longitude: library.longitude,
        staff: library.staff.value(),
        staff_missing: library.staff.missing(),
        population: whole(library.population.value()),
        population_missing: library.population.missing(),
        visits: whole(library.visits.value()),
        visits_missing: library.visits.missing(),
        measures: Some(library.measures.clone()),
        source: Some("imls-pls".into()),
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        merged_into: None,
    }
}

/// Imports a Public Libraries Survey file in the caller's transaction. `dry_run` changes nothing
/// and tells what would be.
///
/// # Errors
/// 422 when it is not a file of this survey.
pub fn import_pls(
    work: &mut Work<'_>,
    bytes: &[u8],
    dry_run: bool,
) -> Result<(ImportSummary, Vec<RowProblem>), Problem> {
    let file = pls::read(bytes).map_err(Problem::invalid)?;
    let regions: HashMap<String, Id> = queries::regions_of_jurisdictions(work.conn)?.into_iter().collect();
    let known: HashMap<String, Id> = queries::identifiers_in(work.conn, "fscs")?.into_iter().collect();
    let second = merging::second_keys(work, "fscs", &known)?;
    let mut old: HashMap<Id, InstitutionRow> =
        queries::institutions_known_by(work.conn, "fscs")?.into_iter().map(|row| (row.id, row)).collect();
    let mut problems = file.problems;
    let mut summary =
        ImportSummary { rows_read: i64::try_from(file.rows).unwrap_or(i64::MAX), ..Default::default() };
    let mut fresh: Vec<(InstitutionRow, &str)> = Vec::new();
    let mut changed: Vec<InstitutionRow> = Vec::new();
    let mut renamed: Vec<Id> = Vec::new();
    for library in &file.libraries {
        let Some(region) = regions.get(&library.jurisdiction) else {
            let detail = format!("'{}' is no jurisdiction of the network.", library.jurisdiction);
            problems.push(pls::problem(library.line, "STABR", "jurisdiction", detail));
            continue;
        };
        let Some(id) = known.get(&library.fscs) else {
            fresh.push((row_of(work, library, *region), &library.fscs));
            continue;
        };
        // The row of a duplicate that was merged: the one that stayed has a row of its own.
        if second.contains(&library.fscs) {
            summary.unchanged += 1;
            continue;
        }
        if let Some(there) = old.get(id).filter(|there| there.jurisdiction != library.jurisdiction) {
            let detail = format!(
                "{} lies in {}, and people's regions follow from that: a file does not move it.",
                there.name, there.jurisdiction
            );
            problems.push(pls::problem(library.line, "STABR", "elsewhere", detail));
            continue;
        }
        let Some(before) = old.remove(id) else {
            let detail =
                format!("The institution with {} stands in another row under another key.", library.fscs);
            problems.push(pls::problem(library.line, "FSCSKEY", "duplicate", detail));
            continue;
        };
        let after = InstitutionRow {
            id: before.id,
            // Somebody who added it by hand may have known better than that it is a public library.
            setting: before.setting,
            region_id: before.region_id,
            created_at: before.created_at,
            updated_at: before.updated_at,
            version: before.version,
            ..row_of(work, library, *region)
        };
        if after == before {
            summary.unchanged += 1;
        } else {
            renamed.extend(is_found_otherwise(&before, &after).then_some(after.id));
            changed.push(after);
        }
    }
    summary.created = i64::try_from(fresh.len()).unwrap_or(i64::MAX);
    summary.updated = i64::try_from(changed.len()).unwrap_or(i64::MAX);
    let mut bad_lines: Vec<u64> = problems.iter().map(|p| p.line).collect();
    bad_lines.sort_unstable();
    bad_lines.dedup();
    summary.failed = i64::try_from(bad_lines.len()).unwrap_or(i64::MAX);
    problems.sort_by(|a, b| (a.line, &a.field).cmp(&(b.line, &b.field)));
    if !dry_run {
        insert_institutions(work, &fresh)?;
        for row in &changed {
            update_institution(work, row)?;
        }
        let written: Vec<Id> = fresh.iter().map(|(row, _)| row.id).chain(renamed).collect();
        finding::keep(work.conn, &written)?;
        tell(work, &fresh, &changed)?;
    }
    Ok((summary, problems))
}

/// Most of what a year's survey changes are counts.
fn is_found_otherwise(before: &InstitutionRow, after: &InstitutionRow) -> bool {
    before.name != after.name || before.city != after.city
}

/// Writes the event and the audit row of every institution that a file made or changed.
fn tell(
    work: &mut Work<'_>,
    fresh: &[(InstitutionRow, &str)],
    changed: &[InstitutionRow],
) -> Result<(), Problem> {
    let told = |row: &InstitutionRow, kind: &'static str| {
        Change::new(kind, row.id).in_region(row.region_id).with(json!({ "name": row.name }))
    };
    let happened: Vec<Change<'_>> = fresh
        .iter()
        .map(|(row, _)| told(row, "institution.created"))
        .chain(changed.iter().map(|row| told(row, "institution.corrected")))
        .collect();
    work.record_all(&happened)
}

fn insert_institutions(work: &mut Work<'_>, fresh: &[(InstitutionRow, &str)]) -> Result<(), Problem> {
    // 22 columns a row: 400 rows stay below the 32,766 parameters that SQLite binds at once.
    for some in fresh.chunks(400) {
        let rows: Vec<&InstitutionRow> = some.iter().map(|(row, _)| row).collect();
        let identifiers: Vec<NewIdentifier<'_>> = some
            .iter()
            .map(|(row, fscs)| NewIdentifier { scheme: "fscs", value: fscs, institution_id: row.id })
            .collect();
        on_backend!(work.conn, |c| {
            diesel::insert_into(institutions::table).values(rows).execute(c)?;
            diesel::insert_into(institution_identifiers::table).values(identifiers).execute(c)?;
        });
    }
    Ok(())
}

fn update_institution(work: &mut Work<'_>, row: &InstitutionRow) -> Result<(), Problem> {
    diesel::update(institutions::table.filter(institutions::id.eq(row.id)))
        .set((
            institutions::name.eq(&row.name),
            institutions::city.eq(&row.city),
            institutions::address.eq(&row.address),
            institutions::postal_code.eq(&row.postal_code),
            institutions::latitude.eq(row.latitude),
            institutions::longitude.eq(row.longitude),
            institutions::staff.eq(row.staff),
            institutions::staff_missing.eq(&row.staff_missing),
            institutions::population.eq(row.population),
            institutions::population_missing.eq(&row.population_missing),
            institutions::visits.eq(row.visits),
            institutions::visits_missing.eq(&row.visits_missing),
            institutions::measures.eq(&row.measures),
            institutions::source.eq(&row.source),
            institutions::updated_at.eq(work.stamp()),
            institutions::version.eq(row.version + 1),
        ))
        .execute(work.conn)?;
    Ok(())
}

/// The format of a plain CSV of institutions, as the API and the row of its import name it.
pub const INSTITUTIONS: &str = "institutions";

/// The job behind `POST /imports`.
///
/// # Errors
/// When the import is gone or the file is not what it says.
pub fn import_institutions(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Id = serde_json::from_value(run.payload["import_id"].clone()).map_err(Problem::internal)?;
    let (format, bytes, dry_run) = run.read(|work| {
        let (bytes, dry_run) = queries::import_body(work.conn, id)?;
        Ok((queries::import_format(work.conn, id)?, bytes, dry_run))
    })?;
    run.progress(0, 1)?;
    let summary = run.write(|work| {
        let (summary, problems) = if format == INSTITUTIONS {
            let Outcome { summary, problems, failed } = institution_file::take(work, &bytes, dry_run)?;
            queries::keep_failed_rows(work.conn, id, &failed)?;
            (summary, problems)
        } else {
            import_pls(work, &bytes, dry_run)?
        };
        queries::finish_import(work, id, &summary, &problems)?;
        work.record(Change::new("import.finished", id).with(json!(summary)))?;
        Ok(summary)
    })?;
    run.progress(1, 1)?;
    Ok(json!({ "import_id": id, "summary": summary }))
}
