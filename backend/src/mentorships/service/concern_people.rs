//! Whom a concern may be about, and who would read it: never whom it is about, and nobody who has a part in the pairing.

use std::collections::HashMap;

use super::check_ins::appointed_in;
use super::concern_recipients;
use super::find_own_pairing;
use crate::identity::{self, Contact};
use crate::mentorships::queries::PairingRow;
use crate::mentorships::rules::{ConcernPersonKind, concern_readers};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Who has to do with a concern about a pairing, looked up once.
pub(super) struct Around {
    pub pairing: PairingRow,
    /// Of the responsible region and of the regions that the two are of. A concern may be about one whose account is disabled.
    coordinators: Vec<Id>,
    /// Everybody who is named to receive concerns, and those of them whose account is not disabled.
    named: Vec<Id>,
    enabled: Vec<Id>,
}

impl Around {
    pub fn of(work: &mut Work<'_>, pairing: PairingRow) -> Result<Self, Problem> {
        let named = concern_recipients(work)?.person_ids;
        let not_disabled = identity::not_disabled(work.conn, &named)?;
        let enabled = named.iter().copied().filter(|id| not_disabled.contains(id)).collect();
        let coordinators = coordinators_of_the_two(work, &pairing)?;
        Ok(Self { pairing, coordinators, named, enabled })
    }

    /// Everybody whom a concern of `me` may be about, each once.
    pub fn people(&self, me: Id) -> Vec<(ConcernPersonKind, Id)> {
        let mut found = vec![(ConcernPersonKind::OtherOfThePair, self.pairing.other_than(me))];
        let others = self.coordinators.iter().map(|id| (ConcernPersonKind::Coordinator, *id));
        for (kind, id) in others.chain(self.named.iter().map(|id| (ConcernPersonKind::Recipient, *id))) {
            if id != me && !found.iter().any(|(_, known)| *known == id) {
                found.push((kind, id));
            }
        }
        found
    }

    /// Who would read a concern about somebody, or about nobody.
    pub fn readers(&self, about: Option<Id>) -> Vec<Id> {
        let mut involved = vec![self.pairing.mentor_id, self.pairing.mentee_id];
        involved.extend(about);
        concern_readers(&self.enabled, &involved, &self.coordinators)
    }
}

fn coordinators_of_the_two(work: &mut Work<'_>, pairing: &PairingRow) -> Result<Vec<Id>, Problem> {
    let two = identity::contacts(work.conn, &[pairing.mentor_id, pairing.mentee_id])?;
    let mut regions: Vec<Id> = two.values().filter_map(|contact| contact.region_id).collect();
    regions.push(pairing.region_id);
    regions.sort_unstable();
    regions.dedup();
    let mut found = Vec::new();
    for region in regions {
        let there = appointed_in(work.conn, region, work.now.date_naive())?;
        found.extend(there.into_iter().map(|contact| contact.id));
    }
    Ok(found)
}

/// Whom a concern may be about, each with the names of those who would read it; and who would read one about nobody.
pub struct ConcernPeople {
    pub people: Vec<(ConcernPersonKind, Id, String, Vec<String>)>,
    pub readers: Vec<String>,
}

/// # Errors
/// 404 for everybody but the two.
pub fn concern_people(work: &mut Work<'_>, pairing: Id) -> Result<ConcernPeople, Problem> {
    let me = work.caller.require_person()?;
    let pairing = find_own_pairing(work, pairing)?;
    let around = Around::of(work, pairing)?;
    let people = around.people(me);
    let mut ids: Vec<Id> = people.iter().map(|(_, id)| *id).collect();
    ids.extend(&around.enabled);
    let known = identity::contacts(work.conn, &ids)?;
    let readers = |about: Option<Id>| names(&known, &around.readers(about));
    Ok(ConcernPeople {
        people: people
            .into_iter()
            .map(|(kind, id)| (kind, id, names(&known, &[id]).concat(), readers(Some(id))))
            .collect(),
        readers: readers(None),
    })
}

fn names(known: &HashMap<Id, Contact>, ids: &[Id]) -> Vec<String> {
    ids.iter().filter_map(|id| known.get(id)).map(|contact| contact.name.clone()).collect()
}
