//! Matching policies of the network, of regions and of cycles: saved as versions, the most specific one counts.

use std::collections::HashMap;

use serde_json::json;

use crate::matching::queries::cycles::{self, CycleRow};
pub use crate::matching::queries::policies::Place;
use crate::matching::queries::policies::{self, PolicyVersionRow};
use crate::matching::rules::{self, CycleState, PolicyLevel};
use crate::network;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The policy that counts, and where it is from.
#[derive(Debug, Clone)]
pub struct InForce {
    pub level: PolicyLevel,
    /// `None` when nobody has saved any.
    pub version_id: Option<Id>,
    /// 0 then.
    pub number: i64,
    pub policy: matcher::Policy,
}

fn stored_policy(row: &PolicyVersionRow) -> Result<Option<matcher::Policy>, Problem> {
    row.policy.as_deref().map(|text| serde_json::from_str(text).map_err(Problem::internal)).transpose()
}

fn of_levels(said: &HashMap<PolicyLevel, PolicyVersionRow>) -> Result<InForce, Problem> {
    let says = |level| said.get(&level).is_some_and(|row| row.policy.is_some());
    let level = rules::policy_level_that_counts(says);
    let row = said.get(&level);
    let mut policy = row.map(stored_policy).transpose()?.flatten().unwrap_or_else(rules::built_in_policy);
    if level == PolicyLevel::Region {
        policy.weights.confidential_wishes = wish_weight(said.get(&PolicyLevel::Network))?;
    }
    Ok(InForce { level, version_id: row.map(|row| row.id), number: row.map_or(0, |row| row.number), policy })
}

/// What confidential wishes count in every region. Whoever could set it for the few people of one region, and run rounds of
/// them, could tell from what changes who wishes for what.
fn wish_weight(network: Option<&PolicyVersionRow>) -> Result<u32, Problem> {
    let policy = network.map(stored_policy).transpose()?.flatten().unwrap_or_else(rules::built_in_policy);
    Ok(policy.weights.confidential_wishes)
}

/// What counts in a cycle, for a region or the whole nation; without a cycle, what counts in those that say nothing.
///
/// # Errors
/// When the database does not answer.
pub fn in_force(work: &mut Work<'_>, cycle: Option<Id>, region: Option<Id>) -> Result<InForce, Problem> {
    let places = [cycle.map(Place::Cycle), region.map(Place::Region), Some(Place::Network)];
    let mut said = HashMap::new();
    for place in places.into_iter().flatten() {
        if let Some(row) = policies::newest(work.conn, place)? {
            said.insert(place.level(), row);
        }
    }
    of_levels(&said)
}

/// What counts for the whole nation in several cycles.
///
/// # Errors
/// When the database does not answer.
pub fn in_force_in(work: &mut Work<'_>, cycles: &[Id]) -> Result<HashMap<Id, InForce>, Problem> {
    let network = policies::newest(work.conn, Place::Network)?;
    let mut own = policies::newest_of_cycles(work.conn, cycles)?;
    let found = |cycle: &Id| {
        let rows = [own.remove(cycle), network.clone()];
        let said = rows.into_iter().flatten().map(|row| (row.level, row)).collect();
        Ok((*cycle, of_levels(&said)?))
    };
    cycles.iter().map(found).collect()
}

/// The newest version at a place.
///
/// # Errors
/// When the database does not answer.
pub fn newest(work: &mut Work<'_>, place: Place) -> Result<Option<PolicyVersionRow>, Problem> {
    Ok(policies::newest(work.conn, place)?)
}

/// The region, if there is one that the caller reaches.
///
/// # Errors
/// 404 otherwise.
pub fn find_region(work: &mut Work<'_>, id: Id) -> Result<Id, Problem> {
    let known = work.scope.reaches_region(id) && network::region_names(work.conn)?.contains_key(&id);
    if known { Ok(id) } else { Err(Problem::not_found("region")) }
}

/// The cycle, when its policy can still be changed.
///
/// # Errors
/// 404 when there is none, 409 when it is closed.
pub fn changeable_cycle(work: &mut Work<'_>, id: Id) -> Result<CycleRow, Problem> {
    let row = cycles::lock(work, id)?;
    if row.state == CycleState::Closed {
        return Err(Problem::conflict("The cycle is closed; it cannot be changed any more."));
    }
    Ok(row)
}

/// Saves a version; without a policy the level above counts from now on. Rounds that ran keep theirs.
///
/// # Errors
/// 422 naming everything that is wrong; 409 when somebody saves at the same moment.
pub fn save(
    work: &mut Work<'_>,
    place: Place,
    policy: Option<&matcher::Policy>,
    note: &str,
) -> Result<PolicyVersionRow, Problem> {
    let mut wrong = policy.map(rules::policy_problems).unwrap_or_default();
    if let (Place::Region(_), Some(policy)) = (place, policy) {
        let of_network = wish_weight(policies::newest(work.conn, Place::Network)?.as_ref())?;
        let unsaid = rules::built_in_policy().weights.confidential_wishes;
        if ![of_network, unsaid].contains(&policy.weights.confidential_wishes) {
            let sentence =
                format!("What confidential wishes count is set for the whole network: {of_network}.");
            wrong.push(FieldError::new("/policy/weights/confidential_wishes", "of_network", sentence));
        }
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let number = policies::newest(work.conn, place)?.map_or(0, |row| row.number) + 1;
    let row = PolicyVersionRow {
        id: work.new_id(),
        level: place.level(),
        region_id: place.region(),
        cycle_id: place.cycle(),
        number,
        policy: policy.map(serde_json::to_string).transpose().map_err(Problem::internal)?,
        note: note.trim().to_owned(),
        saved_by: work.caller.person(),
        saved_at: work.stamp(),
    };
    policies::insert(work.conn, &row)?;
    work.record(Change::new("policy.saved", row.id).in_region(row.region_id).with(json!({
        "level": row.level, "cycle_id": row.cycle_id, "number": row.number,
    })))?;
    Ok(row)
}
