//! Questions whose time is over: both are told once, and it is written down.

use std::collections::HashMap;

use serde_json::json;

use crate::identity;
use crate::matching::letters;
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Why a question is over that not both have answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Because {
    TimeOver,
    CycleClosed,
}

impl Because {
    const fn code(self) -> &'static str {
        match self {
            Self::TimeOver => "time_over",
            Self::CycleClosed => "cycle_closed",
        }
    }

    /// In words that say of neither whether they answered.
    fn in_words(self, cycle: &str) -> String {
        match self {
            Self::TimeOver => {
                "The time to answer is over, and not both of you have accepted. You keep your place and \
                               are part of the next round."
                    .to_owned()
            }
            Self::CycleClosed => format!("{cycle} has been closed before both of you had accepted."),
        }
    }
}

/// Lets expire what nobody answered in time. Whoever calls this holds the cycle, and need not be who let it pass: it is written
/// down in the network's own name.
///
/// # Errors
/// When the database refuses.
pub fn expire_overdue(work: &mut Work<'_>, cycle: &CycleRow) -> Result<usize, Problem> {
    let now = work.stamp();
    let overdue = proposals::published_in(work.conn, cycle.id, Some(now))?;
    work.in_name_of_network(|work| expire(work, cycle, &overdue, Because::TimeOver))
}

/// Lets expire all that is still open in a cycle that is being closed, and in which nothing is overdue any more.
///
/// # Errors
/// When the database refuses.
pub fn expire_open(work: &mut Work<'_>, cycle: &CycleRow) -> Result<usize, Problem> {
    let open = proposals::published_in(work.conn, cycle.id, None)?;
    expire(work, cycle, &open, Because::CycleClosed)
}

/// The same for a cycle that a job has found: it is held first.
///
/// # Errors
/// 404 when there is no such cycle.
pub fn expire_overdue_in(work: &mut Work<'_>, cycle: Id) -> Result<usize, Problem> {
    let cycle = cycles::lock(work, cycle)?;
    expire_overdue(work, &cycle)
}

fn expire(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    rows: &[ProposalRow],
    because: Because,
) -> Result<usize, Problem> {
    if rows.is_empty() {
        return Ok(0);
    }
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    proposals::expire(work, &ids)?;
    let told: Vec<Change<'_>> = rows
        .iter()
        .map(|row| {
            let data = json!({ "round_id": row.round_id, "cycle_id": cycle.id, "because": because.code() });
            Change::new("proposal.expired", row.id).in_region(row.region_id).with(data)
        })
        .collect();
    work.record_all(&told)?;
    let people: Vec<Id> = rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
    let contacts: HashMap<Id, identity::Contact> = identity::contacts(work.conn, &people)?;
    let both: Vec<(&identity::Contact, &identity::Contact)> = rows
        .iter()
        .filter_map(|row| Some((contacts.get(&row.mentor_id)?, contacts.get(&row.mentee_id)?)))
        .flat_map(|(mentor, mentee)| [(mentor, mentee), (mentee, mentor)])
        .collect();
    letters::expired(work, &both, &cycle.name, &because.in_words(&cycle.name))?;
    Ok(rows.len())
}
