//! Merges a duplicate into the institution that stays, keeps what exactly moved, and takes it back.

use std::collections::{HashMap, HashSet};
use std::iter::successors;

use serde_json::json;

use super::queries::regions::{self, Staying};
use super::queries::{self, MergeRow, Moved, Since};
use crate::network::finding;
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
    let reached = |region: Id| work.scope.reaches_region(region);
    if survivor.region_id != duplicate.region_id
        && !(reached(survivor.region_id) && reached(duplicate.region_id))
    {
        let sentence = format!(
            "It lies in {} and {} in {}, another region: only those who may change both regions merge them.",
            duplicate.jurisdiction, survivor.name, survivor.jurisdiction
        );
        return refuse("region", sentence);
    }
    Ok((survivor, duplicate))
}

/// What refers to the duplicate, and who of its people goes to the region of the one that stays.
fn moving(
    work: &mut Work<'_>,
    survivor: &InstitutionRow,
    duplicate: &InstitutionRow,
) -> Result<Moved, Problem> {
    let mut moved = queries::referring(work.conn, duplicate.id)?;
    if survivor.region_id != duplicate.region_id {
        let (from, to) = (duplicate.region_id, survivor.region_id);
        moved.region = Some(regions::region_move(work.conn, &moved.people, from, to)?);
    }
    Ok(moved)
}

/// What a merge would move, and what stays with the region that is responsible for it.
pub struct Preview {
    pub survivor: InstitutionRow,
    pub duplicate: InstitutionRow,
    pub moved: Moved,
    pub staying: Staying,
}

/// What would move.
///
/// # Errors
/// 404 without the one that stays, 422 when the other cannot be merged into it.
pub fn preview(work: &mut Work<'_>, survivor: Id, duplicate: Id) -> Result<Preview, Problem> {
    let (survivor, duplicate) = both(work, survivor, duplicate)?;
    let moved = moving(work, &survivor, &duplicate)?;
    let staying = match &moved.region {
        Some(region) => regions::staying(work.conn, region)?,
        None => Staying::default(),
    };
    Ok(Preview { survivor, duplicate, moved, staying })
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
    let region = moved.region.as_ref().map(|region| {
        json!({
            "from_region_id": region.from, "to_region_id": region.to, "people": region.people.len(),
            "enrolments": region.enrolments.len(), "roles": region.roles.len(),
        })
    });
    json!({
        "merge_id": row.id, "survivor_id": row.survivor_id, "merged_id": row.merged_id,
        "identifiers": moved.identifiers.len(), "people": moved.people.len(),
        "affiliations": moved.affiliations.len(), "enrolments": moved.enrolments.len(),
        "memberships": moved.memberships.len(), "region_move": region,
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
    let moved = moving(work, &survivor, &duplicate)?;
    let now = work.stamp();
    queries::carry(work.conn, &moved, duplicate.id, survivor.id, now)?;
    if let Some(region) = &moved.region {
        regions::carry_people(work.conn, region, (region.from, region.to), now)?;
    }
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
    finding::keep(work.conn, &[survivor.id, duplicate.id])?;
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

/// Which of these identifiers of one scheme are not their institution's own, but came to it with a duplicate. Where an
/// institution has none of its own, those that came through the fewest merges, and of these the earliest, count as such.
///
/// # Errors
/// When the database does not answer.
pub fn second_keys(
    work: &mut Work<'_>,
    scheme: &str,
    known: &HashMap<String, Id>,
) -> Result<HashSet<String>, Problem> {
    // By who stayed and the value: by which merge it came, and from whom.
    let mut came: HashMap<(Id, String), (usize, Id)> = HashMap::new();
    for (nth, (survivor, merged, moved)) in queries::standing_merges(work.conn)?.into_iter().enumerate() {
        let moved: Moved = serde_json::from_str(&moved).map_err(Problem::internal)?;
        for (_, value) in moved.identifiers.into_iter().filter(|(of, _)| of == scheme) {
            came.insert((survivor, value), (nth, merged));
        }
    }
    // Through how many merges each came, and by which at last: an own one is before all others.
    let ways: Vec<(&String, Id, (usize, usize))> = known
        .iter()
        .map(|(value, holder)| {
            let into = |at: Id| came.get(&(at, value.clone())).copied();
            let last = into(*holder);
            let merges = successors(last, |(_, from)| into(*from)).take(came.len()).count();
            (value, *holder, (merges, last.map_or(0, |(nth, _)| nth)))
        })
        .collect();
    let mut own: HashMap<Id, (usize, usize)> = HashMap::new();
    for (_, holder, way) in &ways {
        own.entry(*holder).and_modify(|least| *least = (*least).min(*way)).or_insert(*way);
    }
    Ok(ways
        .into_iter()
        .filter(|(_, holder, way)| own.get(holder) != Some(way))
        .map(|(value, ..)| value.clone())
        .collect())
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
        (since.under_way > 0).then(|| {
            format!("{} enrolments that went to the other region are under way by now", since.under_way)
        }),
        some(since.memberships, "memberships"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// The two lie where they lay when they were merged, and the caller may move people between their regions.
fn check_regions(
    work: &Work<'_>,
    moved: &Moved,
    survivor: &InstitutionRow,
    merged: &InstitutionRow,
) -> Result<(), Problem> {
    let (from, to) = moved
        .region
        .as_ref()
        .map_or((survivor.region_id, survivor.region_id), |region| (region.from, region.to));
    if (merged.region_id, survivor.region_id) != (from, to) {
        return Err(Problem::conflict(
            "The two lie in other regions by now than when they were merged: people's regions would change.",
        ));
    }
    if from != to && !(work.scope.reaches_region(from) && work.scope.reaches_region(to)) {
        return Err(Problem::forbidden(
            "The two lie in different regions: only those who may change both take them apart.",
        ));
    }
    Ok(())
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
    let moved: Moved = serde_json::from_str(&row.moved).map_err(Problem::internal)?;
    check_regions(work, &moved, survivor, merged)?;
    write_both(work, survivor, merged, None)?;
    let since = queries::happened_since(work.conn, &moved, survivor.id)?;
    if let Some(said) = contradiction(&since) {
        return Err(Problem::conflict(format!("It cannot be undone any more: {said}.")));
    }
    let now = work.stamp();
    queries::carry(work.conn, &moved, survivor.id, merged.id, now)?;
    if let Some(region) = &moved.region {
        regions::carry_people(work.conn, region, (region.to, region.from), now)?;
    }
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
    finding::keep(work.conn, &[survivor.id, merged.id])?;
    work.record(
        Change::new("institution.merge_undone", merged.id)
            .in_region(survivor.region_id)
            .with(told(&after, &moved)),
    )?;
    Ok(after)
}
