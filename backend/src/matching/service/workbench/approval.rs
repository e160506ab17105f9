//! The review mark of proposals that wait to be published.

use std::collections::HashMap;

use serde_json::json;

use crate::identity;
use crate::matching::queries::cycles;
use crate::matching::queries::workbench::marks::{self, Standing};
use crate::matching::queries::workbench::rows::{self, RowFilter, RowKey};
use crate::matching::rules::ProposalState;
use crate::matching::service::rounds::find_round;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Which proposals are meant.
pub enum Chosen {
    Ids(Vec<Id>),
    /// And whose names hold the words.
    Filter(RowFilter, Option<String>),
}

/// Marks proposals as approved, or open again. Answers how many were not so before, and how the round stands.
///
/// # Errors
/// 404 outside the scope; 409 when the round is not ready; 422 naming each id that does not wait in the round, or is one's
/// own pair. A filter leaves one's own out.
pub fn approve(
    work: &mut Work<'_>,
    id: Id,
    approved: bool,
    chosen: Chosen,
) -> Result<(usize, Standing), Problem> {
    let found = find_round(work, id)?;
    cycles::lock(work, found.cycle_id)?;
    let round = super::ready_round(work, id)?;
    let waiting = RowFilter { state: Some((ProposalState::Proposed, work.stamp())), ..RowFilter::default() };
    let ids: Vec<Id> = match chosen {
        Chosen::Ids(ids) => {
            let known = rows::keys(work.conn, work.scope, id, &waiting)?;
            let wrong = objections(&ids, &known, work.caller.person());
            if !wrong.is_empty() {
                return Err(Problem::invalid(wrong));
            }
            ids
        }
        Chosen::Filter(filter, words) => {
            let filter = RowFilter { state: waiting.state, ..filter };
            let keys = rows::keys(work.conn, work.scope, id, &filter)?;
            let me = work.caller.person();
            let others = named(work, keys, words.as_deref())?.into_iter().filter(|(key, _)| !is_of(key, me));
            others.map(|(key, _)| key.id).collect()
        }
    };
    let approval = approved.then(|| (work.stamp(), work.caller.person()));
    let changed = marks::set_approved(work.conn, id, &ids, approval)?;
    if changed > 0 {
        work.record(
            Change::new("round.reviewed", id)
                .in_region(round.region_id)
                .with(json!({ "approved": approved, "proposals": changed })),
        )?;
    }
    let standing = marks::standings(work.conn, &[id])?.remove(&id).unwrap_or_default();
    Ok((changed, standing))
}

fn is_of(key: &RowKey, person: Option<Id>) -> bool {
    person.is_some_and(|person| key.mentor_id == person || key.mentee_id == person)
}

/// What is wrong with each id: no such proposal waits, or it is one's own pair, which somebody else looks at.
fn objections(ids: &[Id], known: &[RowKey], me: Option<Id>) -> Vec<FieldError> {
    let known: HashMap<Id, &RowKey> = known.iter().map(|key| (key.id, key)).collect();
    ids.iter()
        .enumerate()
        .filter_map(|(at, id)| {
            let (code, detail) = match known.get(id) {
                None => {
                    ("not_in_round", "There is no such proposal of this round that waits to be published.")
                }
                Some(key) if is_of(key, me) => {
                    ("own_pair", "It is your own pair: somebody else approves it.")
                }
                Some(_) => return None,
            };
            Some(FieldError::new(&format!("/proposal_ids/{at}"), code, detail))
        })
        .collect()
}

/// The rows one of whose names holds the words, each with the mentee's name.
///
/// # Errors
/// When the database does not answer.
pub fn named(
    work: &mut Work<'_>,
    keys: Vec<RowKey>,
    words: Option<&str>,
) -> Result<Vec<(RowKey, String)>, Problem> {
    let people: Vec<Id> = keys.iter().flat_map(|key| [key.mentor_id, key.mentee_id]).collect();
    let names = identity::person_names(work.conn, &people)?;
    let wanted = words.map(str::trim).filter(|words| !words.is_empty()).map(str::to_lowercase);
    let name = |id: Id| names.get(&id).map(|name| name.to_lowercase()).unwrap_or_default();
    Ok(keys
        .into_iter()
        .filter_map(|key| {
            let mentee = name(key.mentee_id);
            let holds = wanted
                .as_ref()
                .is_none_or(|wanted| mentee.contains(wanted) || name(key.mentor_id).contains(wanted));
            holds.then_some((key, mentee))
        })
        .collect())
}
