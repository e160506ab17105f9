//! Merges a duplicate into the institution that stays, keeps what exactly moved, and takes it back.

use serde_json::json;

use super::queries::{self, MergeRow, Moved, Since};
use crate::network::import::InstitutionRow;
use crate::network::queries as network;
use crate::network::service::find_institution;
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::{Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

fn raced() -> Problem {
    Problem::conflict("Somebody changed one of the two at the same moment: look again.")
}

/// The two, if they can become one.
fn both(
    work: &mut Work<'_>,
    survivor: Id,
    duplicate: Id,
) -> Result<(InstitutionRow, InstitutionRow), Problem> {
    let refuse = |code: &str, sentence: String| Err(Problem::field("/duplicate_id", code, sentence));
    let survivor = find_institution(work, survivor)?;
    if survivor.id == duplicate {
        return refuse("same", "An institution is no duplicate of itself.".into());
    }
    let duplicate = match find_institution(work, duplicate) {
        Err(problem) if problem.kind == Kind::NotFound => return refuse("unknown", problem.detail),
        other => other?,
    };
    if survivor.region_id != duplicate.region_id {
        let sentence = format!(
            "It lies in {} and {} in {}, another region: people's regions would change. Move its people first.",
            duplicate.jurisdiction, survivor.name, survivor.jurisdiction
        );
        return refuse("region", sentence);
    }
    Ok((survivor, duplicate))
}

/// What would move.
///
/// # Errors
/// 404 without the one that stays, 422 when the other cannot be merged into it.
pub fn preview(
    work: &mut Work<'_>,
    survivor: Id,
    duplicate: Id,
) -> Result<(InstitutionRow, InstitutionRow, Moved), Problem> {
    let (survivor, duplicate) = both(work, survivor, duplicate)?;
    let moved = queries::referring(work.conn, duplicate.id)?;
    Ok((survivor, duplicate, moved))
}

/// Writes both in the order of their ids, so that two who merge them into each other do not wait for one another.
fn write_both(
    work: &mut Work<'_>,
    survivor: &InstitutionRow,
    duplicate: &InstitutionRow,
    into: Option<Id>,
) -> Result<(), Problem> {
    let now = work.stamp();
    let mut each = [(survivor.id, survivor.version, None), (duplicate.id, duplicate.version, into)];
    each.sort_by_key(|(id, ..)| *id);
    for (id, version, into) in each {
        if !queries::set_merged_into(work.conn, id, version, into, now)? {
            return Err(raced());
        }
    }
    Ok(())
}

fn told(row: &MergeRow, moved: &Moved) -> serde_json::Value {
    json!({
        "merge_id": row.id, "survivor_id": row.survivor_id, "merged_id": row.merged_id,
        "identifiers": moved.identifiers.len(), "people": moved.people.len(),
        "affiliations": moved.affiliations.len(), "enrolments": moved.enrolments.len(),
        "memberships": moved.memberships.len(),
    })
}

/// Carries all that refers to the duplicate to the institution that stays. Its record is kept, and is not found any more.
///
/// # Errors
/// 404, 422 as [`preview`]; 409 when one of them changed at the same moment.
pub fn merge(work: &mut Work<'_>, survivor: Id, duplicate: Id) -> Result<MergeRow, Problem> {
    let (survivor, duplicate) = both(work, survivor, duplicate)?;
    write_both(work, &survivor, &duplicate, Some(survivor.id))?;
    // After both are held: nobody moves there any more.
    let moved = queries::referring(work.conn, duplicate.id)?;
    let now = work.stamp();
    queries::carry(work.conn, &moved, duplicate.id, survivor.id, now)?;
    let row = MergeRow {
        id: work.new_id(),
        survivor_id: survivor.id,
        merged_id: duplicate.id,
        moved: serde_json::to_string(&moved).map_err(Problem::internal)?,
        merged_by: work.caller.person(),
        undone_at: None,
        undone_by: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    queries::insert_merge(work.conn, &row)?;
    work.record(
        Change::new("institution.merged", duplicate.id)
            .in_region(survivor.region_id)
            .with(told(&row, &moved)),
    )?;
    Ok(row)
}

/// # Errors
/// 404 when there is none.
pub fn find_merge(work: &mut Work<'_>, id: Id) -> Result<MergeRow, Problem> {
    queries::find_merge(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("merge"))
}

/// # Errors
/// 404 when there is no such institution.
pub fn merges_into(work: &mut Work<'_>, survivor: Id, window: &Window<Id>) -> Result<Vec<MergeRow>, Problem> {
    find_institution(work, survivor)?;
    Ok(queries::merges_into(work.conn, work.scope, survivor, window)?)
}

/// What contradicts carrying it back, in words.
fn contradiction(since: &Since) -> Option<String> {
    let some = |n: usize, what: &str| (n > 0).then(|| format!("{n} {what} changed their institution since"));
    let listed = |of: &[String], what: &str| {
        let first = of.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let more = if of.len() > 5 { " and others" } else { "" };
        (!of.is_empty()).then(|| format!("{first}{more} {what}"))
    };
    let said: Vec<String> = [
        listed(&since.people, "moved since"),
        listed(&since.identifiers, "is no identifier of it any more"),
        // Said already where it is a person's present one.
        some(since.affiliations, "affiliations").filter(|_| since.people.is_empty()),
        some(since.enrolments, "enrolments"),
        some(since.memberships, "memberships"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// Makes two of them again, with exactly what moved.
///
/// # Errors
/// 404; 409 when it is undone already or something that happened since contradicts it, by name.
pub fn undo(work: &mut Work<'_>, id: Id) -> Result<MergeRow, Problem> {
    let row = find_merge(work, id)?;
    if row.undone_at.is_some() {
        return Err(Problem::conflict("The merge is undone already."));
    }
    let two = network::institutions_of(work.conn, &[row.survivor_id, row.merged_id])?;
    let of = |id: Id| two.iter().find(|each| each.id == id).ok_or_else(|| Problem::not_found("institution"));
    let (survivor, merged) = (of(row.survivor_id)?, of(row.merged_id)?);
    if let Some(next) = survivor.merged_into {
        let name = network::institution_brief(work.conn, next)?.map_or_else(String::new, |(name, ..)| name);
        return Err(Problem::conflict(format!(
            "{} was merged into {name} itself: undo that first.",
            survivor.name
        )));
    }
    if survivor.region_id != merged.region_id {
        return Err(Problem::conflict(
            "The two lie in different regions by now: people's regions would change.",
        ));
    }
    let moved: Moved = serde_json::from_str(&row.moved).map_err(Problem::internal)?;
    write_both(work, survivor, merged, None)?;
    let since = queries::happened_since(work.conn, &moved, survivor.id)?;
    if let Some(said) = contradiction(&since) {
        return Err(Problem::conflict(format!("It cannot be undone any more: {said}.")));
    }
    let now = work.stamp();
    queries::carry(work.conn, &moved, survivor.id, merged.id, now)?;
    let after = MergeRow {
        undone_at: Some(now),
        undone_by: work.caller.person(),
        updated_at: now,
        version: row.version + 1,
        ..row
    };
    if !queries::set_undone(work.conn, &after)? {
        return Err(raced());
    }
    work.record(
        Change::new("institution.merge_undone", merged.id)
            .in_region(survivor.region_id)
            .with(told(&after, &moved)),
    )?;
    Ok(after)
}
