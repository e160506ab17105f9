//! The regions themselves: presets, and regions of one's own.

use serde_json::json;

use crate::network::presets::lay_out;
use crate::network::queries::{self, RegionRow};
use crate::network::rules::schemes::{Preset, preset_of};
use crate::platform::auth::{IfMatch, Scope};
use crate::platform::db::Id;
use crate::platform::problem::{Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Which preset is in force, and whether another may be chosen.
pub struct PresetChoice {
    /// `None` when jurisdictions lie as the network wants them.
    pub current: Option<Preset>,
    /// What is in the way, in words; `None` while the network is empty.
    pub hindrance: Option<String>,
}

fn hanging(found: &[(&'static str, i64)]) -> Option<String> {
    let list: Vec<String> = found.iter().map(|(what, n)| format!("{n} {what}")).collect();
    (!list.is_empty()).then(|| list.join(", "))
}

/// # Errors
/// When the database does not answer.
pub fn presets(work: &mut Work<'_>) -> Result<PresetChoice, Problem> {
    let everything = Scope::everything();
    let regions = queries::list_regions(work.conn, &everything)?;
    let layout: Vec<(String, String)> = queries::list_jurisdictions(work.conn, &everything)?
        .into_iter()
        .filter_map(|j| {
            let code = regions.iter().find(|region| region.id == j.region_id)?.code.clone();
            Some((j.code, code))
        })
        .collect();
    let ids: Vec<Id> = regions.iter().map(|region| region.id).collect();
    let hindrance = hanging(&queries::hanging_on(work.conn, &ids)?);
    Ok(PresetChoice { current: preset_of(&layout), hindrance })
}

/// Replaces all regions by those of a preset, while nothing hangs on any of them.
///
/// # Errors
/// 409 naming what hangs on the regions there are.
pub fn choose_preset(work: &mut Work<'_>, preset: Preset) -> Result<(), Problem> {
    let choice = presets(work)?;
    if let Some(hindrance) = choice.hindrance {
        return Err(Problem::conflict(format!(
            "The regions are in use ({hindrance}): a preset is chosen while the network is empty. Move jurisdictions one by one instead."
        )));
    }
    let before = queries::list_regions(work.conn, work.scope)?;
    // Codes are unique, and the jurisdictions need the old regions until the new ones are there.
    queries::set_aside_regions(work.conn)?;
    lay_out(work, preset)?;
    for region in before {
        queries::delete_region(work.conn, region.id)?;
        work.record(Change::new("region.removed", region.id).with(json!({ "name": region.name })))?;
    }
    Ok(())
}

/// # Errors
/// 404 when there is none.
pub fn find_region(work: &mut Work<'_>, id: Id) -> Result<RegionRow, Problem> {
    queries::find_region(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("region"))
}

fn taken(problem: Problem, code: &str) -> Problem {
    if problem.kind == Kind::Conflict {
        return Problem::conflict(format!("There is a region with the code '{code}' already."));
    }
    problem
}

/// A region of one's own, without jurisdictions until some move there.
///
/// # Errors
/// 409 when the code is taken.
pub fn create_region(work: &mut Work<'_>, code: &str, name: &str) -> Result<RegionRow, Problem> {
    let row = RegionRow {
        id: work.new_id(),
        code: code.trim().to_owned(),
        name: name.trim().to_owned(),
        version: 1,
    };
    let now = work.stamp();
    queries::insert_region(work.conn, &row, now).map_err(|e| taken(Problem::from(e), &row.code))?;
    work.record(Change::new("region.created", row.id).in_region(row.id).with(json!({ "name": row.name })))?;
    Ok(row)
}

/// # Errors
/// 404 when there is none, 412 when it moved on.
pub fn update_region(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    name: &str,
) -> Result<RegionRow, Problem> {
    let before = find_region(work, id)?;
    expected.check(before.version)?;
    let row = RegionRow { name: name.trim().to_owned(), version: before.version + 1, ..before };
    let now = work.stamp();
    queries::update_region(work.conn, &row, now)?;
    work.record(Change::new("region.renamed", row.id).in_region(row.id).with(json!({ "name": row.name })))?;
    Ok(row)
}

/// Removes a region that nothing lies in and nothing hangs on.
///
/// # Errors
/// 409 naming what hangs on it.
pub fn remove_region(work: &mut Work<'_>, id: Id, expected: &IfMatch) -> Result<(), Problem> {
    let region = find_region(work, id)?;
    expected.check(region.version)?;
    let jurisdictions = queries::count_jurisdictions_in(work.conn, id)?;
    let mut found = queries::hanging_on(work.conn, &[id])?;
    if jurisdictions > 0 {
        found.insert(0, ("jurisdictions", jurisdictions));
    }
    if let Some(list) = hanging(&found) {
        return Err(Problem::conflict(format!("The region is in use: {list}.")));
    }
    queries::delete_region(work.conn, id)?;
    work.record(Change::new("region.removed", id).with(json!({ "name": region.name })))
}
