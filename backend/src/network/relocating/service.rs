//! Looks at what another jurisdiction would move, and moves it.

use serde_json::json;

use crate::network::import::InstitutionRow;
use crate::network::merging::queries::regions::{self, RegionMove, Staying};
use crate::network::queries;
use crate::network::service::find_institution;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// What another jurisdiction would move, and what stays with the region that is responsible for it.
pub struct Relocation {
    pub jurisdiction: String,
    pub name: String,
    pub from: Id,
    pub to: Id,
    /// `None` when both lie in one region.
    pub going: Option<RegionMove>,
    pub staying: Staying,
}

fn going_to(work: &mut Work<'_>, row: &InstitutionRow, to: Id) -> Result<Option<RegionMove>, Problem> {
    if row.region_id == to {
        return Ok(None);
    }
    let there = queries::people_at(work.conn, row.id)?;
    Ok(Some(regions::region_move(work.conn, &there, row.region_id, to)?))
}

/// # Errors
/// 404 without such an institution; 422 when there is no such jurisdiction, or it lies there already.
pub fn preview(work: &mut Work<'_>, institution: Id, code: &str) -> Result<Relocation, Problem> {
    let row = find_institution(work, institution)?;
    let wrong = |code: &str, sentence: &str| Problem::field("/jurisdiction", code, sentence);
    if row.jurisdiction == code {
        return Err(wrong("same", "It lies in this jurisdiction already."));
    }
    let there = queries::find_jurisdiction(work.conn, code)?
        .ok_or_else(|| wrong("unknown", "This is no jurisdiction of the network."))?;
    let going = going_to(work, &row, there.region_id)?;
    let staying = match &going {
        Some(going) => regions::staying(work.conn, going)?,
        None => Staying::default(),
    };
    Ok(Relocation {
        jurisdiction: there.code,
        name: there.name,
        from: row.region_id,
        to: there.region_id,
        going,
        staying,
    })
}

/// The institution in another jurisdiction, to be written in its place. The jurisdictions are held: none of them moves to
/// another region before this is written.
///
/// # Errors
/// 422 when there is no such jurisdiction.
pub fn relocated(work: &mut Work<'_>, row: InstitutionRow, code: String) -> Result<InstitutionRow, Problem> {
    if row.jurisdiction == code {
        return Ok(row);
    }
    queries::hold_jurisdictions(work.conn, [&row.jurisdiction, &code])?;
    let region_id = queries::region_of_jurisdiction(work.conn, &code)?.ok_or_else(|| {
        Problem::field("/jurisdiction", "unknown", "This is no jurisdiction of the network.")
    })?;
    Ok(InstitutionRow { jurisdiction: code, region_id, ..row })
}

/// Carries the people along, once the institution is written: nobody comes to it meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn carry_people(
    work: &mut Work<'_>,
    before: &InstitutionRow,
    after: &InstitutionRow,
) -> Result<(), Problem> {
    if before.jurisdiction == after.jurisdiction {
        return Ok(());
    }
    let going = going_to(work, before, after.region_id)?;
    if let Some(going) = &going {
        let now = work.stamp();
        regions::carry_people(work.conn, going, (going.from, going.to), now)?;
    }
    let counted = |of: fn(&RegionMove) -> usize| going.as_ref().map_or(0, of);
    work.record(Change::new("institution.relocated", after.id).in_region(after.region_id).with(json!({
        "from_jurisdiction": before.jurisdiction, "jurisdiction": after.jurisdiction,
        "from_region_id": before.region_id, "region_id": after.region_id,
        "people": counted(|going| going.people.len()), "enrolments": counted(|going| going.enrolments.len()),
        "roles": counted(|going| going.roles.len()),
    })))
}
