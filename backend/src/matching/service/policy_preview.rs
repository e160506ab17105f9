//! What a policy would do to today's pool, before a round runs.

use std::collections::BTreeMap;

use super::policies;
use super::pool::{self, Pool};
use crate::matching::queries::workbench::pauses;
use crate::matching::rules;
use crate::network;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Places asked for and offered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Balance {
    pub mentees: u32,
    /// Those with a free seat.
    pub mentors: u32,
    pub seats: u32,
}

/// Today's pool under a policy, with nothing confidential in it.
///
/// # Errors
/// 404 for an unknown cycle; 422 for a region that is unknown or not the caller's, and naming what is wrong with the policy.
pub fn ask(
    work: &mut Work<'_>,
    cycle: Id,
    region: Option<Id>,
    policy: Option<matcher::Policy>,
) -> Result<Pool, Problem> {
    let cycle = super::cycles::find_cycle(work, cycle)?;
    match region {
        None if !work.scope.network => {
            let detail = "Only the task force looks at the whole nation: name your region.";
            return Err(Problem::field("/region_id", "missing", detail));
        }
        Some(region)
            if !work.scope.reaches_region(region)
                || !network::region_names(work.conn)?.contains_key(&region) =>
        {
            let detail = "There is no such region, or none in which you may run rounds.";
            return Err(Problem::field("/region_id", "unknown", detail));
        }
        _ => {}
    }
    let policy = match policy {
        Some(policy) => policy,
        None => policies::in_force(work, Some(cycle.id), region)?.policy,
    };
    let wrong = rules::policy_problems(&policy);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let mut pool = pool::load_openly(work, &cycle, region, policy)?;
    let today = work.now.date_naive();
    let pausing = pauses::pausing(work.conn, cycle.id, today)?;
    for mentor in &mut pool.problem.mentors {
        if pool.mentors.get(&mentor.id).is_some_and(|row| pausing.contains(&row.id)) {
            mentor.capacity = 0;
        }
    }
    Ok(pool)
}

/// Demand and supply by something that both sides have.
#[must_use]
pub fn balance<K: Ord>(
    pool: &Pool,
    of_mentee: impl Fn(&matcher::Mentee) -> K,
    of_mentor: impl Fn(&matcher::Mentor) -> K,
) -> BTreeMap<K, Balance> {
    let mut found: BTreeMap<K, Balance> = BTreeMap::new();
    for mentee in &pool.problem.mentees {
        found.entry(of_mentee(mentee)).or_default().mentees += 1;
    }
    for mentor in pool.problem.mentors.iter().filter(|mentor| mentor.capacity > 0) {
        let at = found.entry(of_mentor(mentor)).or_default();
        at.mentors += 1;
        at.seats += mentor.capacity;
    }
    found
}
