//! Open circles of which so few people are left that somebody has to fill a place or end them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::matching::circles::queries::circles::{self, CircleRow};
use crate::matching::circles::queries::{places, rounds};
use crate::matching::circles::rules;
use crate::matching::queries::cycles;
use crate::matching::rules::EnrolmentRole;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// How many circles need somebody, and the first of them with their names, in the order in which they were formed.
#[derive(Default)]
pub struct CirclesInNeed {
    pub count: i64,
    pub first: Vec<(Id, String)>,
}

/// Those about which a scope decides: those of its regions, and all for the network.
///
/// # Errors
/// When the database does not answer.
pub fn circles_in_need(work: &mut Work<'_>, scope: &Scope, most: i64) -> Result<CirclesInNeed, Problem> {
    let found = led_in_need(work, scope)?;
    let most = usize::try_from(most).unwrap_or_default();
    Ok(CirclesInNeed {
        count: i64::try_from(found.len()).unwrap_or(i64::MAX),
        first: found.into_iter().take(most).map(|row| (row.id, row.name)).collect(),
    })
}

/// The same by their ids.
///
/// # Errors
/// When the database does not answer.
pub fn ids_in_need(work: &mut Work<'_>, scope: &Scope) -> Result<Vec<Id>, Problem> {
    Ok(led_in_need(work, scope)?.into_iter().map(|row| row.id).collect())
}

fn led_in_need(work: &mut Work<'_>, scope: &Scope) -> Result<Vec<CircleRow>, Problem> {
    let open = circles::open_led(work.conn, scope)?;
    let mut found = in_need(work, open)?;
    let ids: Vec<Id> = found.iter().map(|row| row.id).collect();
    let (seated, me) = (places::of_circles(work.conn, &ids)?, work.caller.person());
    // Whoever is or was in it leaves it to somebody else.
    found.retain(|row| !seated.get(&row.id).into_iter().flatten().any(|place| Some(place.person_id) == me));
    Ok(found)
}

/// Those of open circles that need people, as long as their cycle brings people together.
fn in_need(work: &mut Work<'_>, open: Vec<CircleRow>) -> Result<Vec<CircleRow>, Problem> {
    let now = work.stamp();
    let ids: Vec<Id> = open.iter().map(|row| row.id).collect();
    let counts = places::counts_in(work.conn, &ids, now)?;
    let least = least_sizes(work, &open)?;
    let matches = cycles_that_match(work, &open)?;
    let needs = |row: &CircleRow| {
        let count = |role| counts.get(&(row.id, role)).copied().unwrap_or(0);
        let least = least.get(&row.round_id).copied().unwrap_or(rules::LEAST_SIZE);
        matches.get(&row.cycle_id) == Some(&true)
            && rules::needs_people(count(EnrolmentRole::Mentee), count(EnrolmentRole::Mentor), least)
    };
    Ok(open.into_iter().filter(needs).collect())
}

fn least_sizes(work: &mut Work<'_>, open: &[CircleRow]) -> Result<HashMap<Id, i32>, Problem> {
    let mut ids: Vec<Id> = open.iter().map(|row| row.round_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = rounds::by_ids(work.conn, &ids)?;
    Ok(found.into_iter().map(|round| (round.id, round.size_least)).collect())
}

fn cycles_that_match(work: &mut Work<'_>, open: &[CircleRow]) -> Result<HashMap<Id, bool>, Problem> {
    let mut found = HashMap::new();
    for row in open {
        if let Entry::Vacant(place) = found.entry(row.cycle_id) {
            let cycle = cycles::find(work.conn, &Scope::everything(), true, row.cycle_id)?;
            place.insert(cycle.is_some_and(|cycle| cycle.state.matches_people()));
        }
    }
    Ok(found)
}
