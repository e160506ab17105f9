//! Takes a file of the Public Libraries Survey in: each row finds its institution by the FSCS key, else it is a new one.

use std::collections::{HashMap, HashSet};

use super::file_changes::{FileChanges, lies_elsewhere};
use super::import::{ImportSummary, InstitutionRow};
use super::merging;
use super::pls::{self, PlsLibrary, RowProblem};
use super::queries;
use super::rules::Setting;
use super::rules::identifiers::IdentifierScheme;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

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

/// What is known while a file is taken in.
struct Known {
    regions: HashMap<String, Id>,
    by_key: HashMap<String, Id>,
    /// Keys of duplicates that were merged: the one that stayed has a row of its own.
    second_keys: HashSet<String>,
    /// Those that no row has told of yet.
    waiting: HashMap<Id, InstitutionRow>,
}

impl Known {
    fn load(work: &mut Work<'_>) -> Result<Self, Problem> {
        let scheme = IdentifierScheme::Fscs.as_str();
        let by_key: HashMap<String, Id> = queries::identifiers_in(work.conn, scheme)?.into_iter().collect();
        let institutions = queries::institutions_known_by(work.conn, scheme)?;
        Ok(Self {
            regions: queries::regions_of_jurisdictions(work.conn)?.into_iter().collect(),
            second_keys: merging::second_keys(work, scheme, &by_key)?,
            waiting: institutions.into_iter().map(|row| (row.id, row)).collect(),
            by_key,
        })
    }

    /// Whether the row changes anything.
    fn take(
        &mut self,
        work: &Work<'_>,
        library: &PlsLibrary,
        changes: &mut FileChanges,
    ) -> Result<bool, RowProblem> {
        let refused = |field, code, detail| Err(pls::problem(library.line, field, code, detail));
        let Some(region) = self.regions.get(&library.jurisdiction) else {
            let detail = format!("'{}' is no jurisdiction of the network.", library.jurisdiction);
            return refused("STABR", "jurisdiction", detail);
        };
        let said = row_of(work, library, *region);
        let Some(id) = self.by_key.get(&library.fscs) else {
            changes.identifiers.push(((IdentifierScheme::Fscs, library.fscs.clone()), said.id));
            changes.new.push(said);
            return Ok(true);
        };
        if self.second_keys.contains(&library.fscs) {
            return Ok(false);
        }
        let lies_here = |there: &InstitutionRow| there.jurisdiction == library.jurisdiction;
        if let Some(there) = self.waiting.get(id).filter(|there| !lies_here(there)) {
            return refused("STABR", "elsewhere", lies_elsewhere(there));
        }
        let Some(before) = self.waiting.remove(id) else {
            let detail =
                format!("The institution with {} stands in another row under another key.", library.fscs);
            return refused("FSCSKEY", "duplicate", detail);
        };
        let after = written_over(&before, said);
        let changed = after != before;
        if changed {
            changes.change(&before, after);
        }
        Ok(changed)
    }
}

/// The institution as the survey says; what only the network says of it stays.
fn written_over(before: &InstitutionRow, said: InstitutionRow) -> InstitutionRow {
    InstitutionRow {
        id: before.id,
        // Somebody who added it by hand may have known better than that it is a public library.
        setting: before.setting,
        region_id: before.region_id,
        created_at: before.created_at,
        updated_at: before.updated_at,
        version: before.version,
        ..said
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Takes a file in, in the caller's transaction. `dry_run` changes nothing and tells what would be.
///
/// # Errors
/// 422 when it is not a file of this survey, 412 when somebody corrected one of its institutions meanwhile.
pub fn import_survey(
    work: &mut Work<'_>,
    bytes: &[u8],
    dry_run: bool,
) -> Result<(ImportSummary, Vec<RowProblem>), Problem> {
    let file = pls::read(bytes).map_err(Problem::invalid)?;
    let mut known = Known::load(work)?;
    let mut changes = FileChanges::default();
    let mut problems = file.problems;
    let mut unchanged = 0;
    for library in &file.libraries {
        match known.take(work, library, &mut changes) {
            Ok(true) => {}
            Ok(false) => unchanged += 1,
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort_by(|a, b| (a.line, &a.field).cmp(&(b.line, &b.field)));
    let bad_lines: HashSet<u64> = problems.iter().map(|problem| problem.line).collect();
    let summary = ImportSummary {
        rows_read: i64::try_from(file.rows).unwrap_or(i64::MAX),
        created: count(changes.new.len()),
        updated: count(changes.changed.len()),
        unchanged,
        failed: count(bad_lines.len()),
    };
    if !dry_run {
        changes.write(work)?;
    }
    Ok((summary, problems))
}
