//! Who is chosen: people of a cycle, people of pairings, or people by name. Nobody outside the caller's regions is found, and
//! nothing narrows the choice that the caller could not read in a list.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::finding::{Found, of_enrolments, of_pairings, of_people, too_many};
use super::{LeftOut, MOST_RECIPIENTS, one_by_one, queries};
use crate::identity::{self, Addressee};
use crate::matching::{self, CycleRow, EnrolmentRole, EnrolmentState};
use crate::mentorships::rules::{HealthState, PairingState};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::mail::bounces;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;

crate::text_enum! {
    /// From which list people are chosen.
    pub enum SelectionKind {
        /// People enrolled in a cycle.
        Enrolments = "enrolments",
        /// The two of each pairing.
        Pairings = "pairings",
        /// People by their ids.
        People = "people",
    }
}

crate::text_enum! {
    /// Whether somebody enrolled has a pairing that lasts.
    pub enum MatchedOrNot {
        Matched = "matched",
        Unmatched = "unmatched",
        /// A mentee who has no mentor and is not asked: who is on the waitlist.
        Waiting = "waiting",
    }
}

/// What narrows the choice. Fields of another kind must be open.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Selection {
    pub of: SelectionKind,
    pub cycle_id: Option<Id>,
    pub region_id: Option<Id>,
    pub role: Option<EnrolmentRole>,
    pub enrolment_state: Option<EnrolmentState>,
    pub ready: Option<bool>,
    pub matching: Option<MatchedOrNot>,
    pub pairing_state: Option<PairingState>,
    pub health: Option<HealthState>,
    pub no_meeting_days: Option<i64>,
    pub person_ids: Option<Vec<Id>>,
    pub only_people: Option<Vec<Id>>,
    pub without_people: Option<Vec<Id>>,
}

/// Somebody chosen, once, however many places they were found in.
pub struct Chosen {
    pub person: Addressee,
    pub region: Option<Id>,
    /// Names of the others of their pairings.
    pub partner: String,
    pub left_out: Option<LeftOut>,
    /// Their own region is none of the caller's: they were found by a pairing, or an enrolment, of the caller's region.
    outside: bool,
}

impl Chosen {
    /// Why they are left out, as the caller may know it.
    pub fn told(&self) -> Option<LeftOut> {
        if self.outside { self.left_out.map(LeftOut::told_outside) } else { self.left_out }
    }
}

/// Everybody chosen, by name.
pub struct Choice {
    pub cycle: Option<CycleRow>,
    pub chosen: Vec<Chosen>,
}

impl Choice {
    /// The region of all of them, if it is one.
    pub fn region(&self) -> Option<Id> {
        let mut regions = self.chosen.iter().map(|one| one.region);
        let first = regions.next()??;
        regions.all(|other| other == Some(first)).then_some(first)
    }

    pub fn reached(&self) -> impl Iterator<Item = &Chosen> {
        self.chosen.iter().filter(|one| one.left_out.is_none())
    }
}

pub(super) fn wrong(field: &str, code: &str, detail: &str) -> FieldError {
    FieldError::new(&format!("/selection/{field}"), code, detail)
}

impl Selection {
    /// Fields that say nothing of what is chosen from, and those that are missing.
    fn problems(&self) -> Vec<FieldError> {
        use SelectionKind::{Enrolments, Pairings, People};
        let given = [
            ("cycle_id", self.cycle_id.is_some(), &[Enrolments, Pairings][..]),
            ("region_id", self.region_id.is_some(), &[Enrolments, Pairings]),
            ("role", self.role.is_some(), &[Enrolments, Pairings]),
            ("enrolment_state", self.enrolment_state.is_some(), &[Enrolments]),
            ("ready", self.ready.is_some(), &[Enrolments]),
            ("matching", self.matching.is_some(), &[Enrolments]),
            ("pairing_state", self.pairing_state.is_some(), &[Pairings]),
            ("health", self.health.is_some(), &[Pairings]),
            ("no_meeting_days", self.no_meeting_days.is_some(), &[Pairings]),
            ("person_ids", self.person_ids.is_some(), &[People]),
            ("only_people", self.only_people.is_some(), &[Enrolments, Pairings]),
            ("without_people", self.without_people.is_some(), &[Enrolments, Pairings]),
        ];
        let mut errors: Vec<FieldError> = given
            .into_iter()
            .filter(|(_, given, kinds)| *given && !kinds.contains(&self.of))
            .map(|(field, ..)| {
                wrong(field, "not_of_this_list", &format!("It does not narrow a choice of {}.", self.of))
            })
            .collect();
        if self.of == Enrolments && self.cycle_id.is_none() {
            errors.push(wrong("cycle_id", "required", "Say which cycle."));
        }
        if self.of == People && self.person_ids.as_ref().is_none_or(Vec::is_empty) {
            errors.push(wrong("person_ids", "required", "Say who."));
        }
        if self.only_people.is_some() && self.without_people.is_some() {
            let detail = "Name those whom it is for, or those whom it leaves out.";
            errors.push(wrong("without_people", "not_with_only_people", detail));
        }
        errors
    }
}

/// # Errors
/// 422 naming every field that is wrong, or when there are too many.
pub fn choose(work: &mut Work<'_>, selection: &Selection) -> Result<Choice, Problem> {
    let mut errors = selection.problems();
    if selection.region_id.is_some_and(|region| !work.scope.reaches_region(region)) {
        errors.push(wrong("region_id", "unknown", "There is no such region among yours."));
    }
    let cycle = match selection.cycle_id.map(|id| matching::find_cycle(work, id)) {
        Some(Err(problem)) if problem.kind == crate::platform::problem::Kind::NotFound => {
            errors.push(wrong("cycle_id", "unknown", "There is no such cycle."));
            None
        }
        Some(found) => Some(found?),
        None => None,
    };
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    let found = match (selection.of, &cycle) {
        (SelectionKind::Enrolments, Some(cycle)) => of_enrolments(work, cycle, selection)?,
        (SelectionKind::Enrolments, None) => Vec::new(),
        (SelectionKind::Pairings, _) => of_pairings(work, selection)?,
        (SelectionKind::People, _) => of_people(work, selection)?,
    };
    let found = one_by_one::narrowed(work, selection, found)?;
    Ok(Choice { cycle, chosen: once_each(work, found)? })
}

fn once_each(work: &mut Work<'_>, found: Vec<Found>) -> Result<Vec<Chosen>, Problem> {
    let mut people: BTreeMap<Id, Found> = BTreeMap::new();
    for one in found {
        match people.get_mut(&one.person) {
            Some(known) => known.partners.extend(one.partners),
            None => drop(people.insert(one.person, one)),
        }
    }
    if people.len() > MOST_RECIPIENTS {
        return Err(too_many());
    }
    let ids: Vec<Id> = people.keys().copied().collect();
    let others: Vec<Id> = people.values().flat_map(|one| one.partners.iter().copied()).collect();
    let names = identity::person_names(work.conn, &others)?;
    // They were found within the scope: the mentor of a pairing may live in another region.
    let mut known = identity::addressees(work.conn, &Scope::everything(), &ids)?;
    let reasons = left_out(work, &known)?;
    let scope = work.scope;
    let mut chosen: Vec<Chosen> = people
        .into_values()
        .filter_map(|one| {
            let person = known.remove(&one.person)?;
            Some(Chosen {
                left_out: reasons.get(&one.person).copied(),
                partner: joined(&one.partners, &names),
                region: one.region,
                outside: !scope.network && person.region_id.is_none_or(|id| !scope.reaches_region(id)),
                person,
            })
        })
        .collect();
    chosen.sort_by(|a, b| (&a.person.name, a.person.id).cmp(&(&b.person.name, b.person.id)));
    Ok(chosen)
}

/// Those of these people whose own region the caller's scope does not reach: nothing of their account or address is told.
///
/// # Errors
/// When the database does not answer.
pub fn outside(work: &mut Work<'_>, people: &[Id]) -> Result<HashSet<Id>, Problem> {
    if work.scope.network {
        return Ok(HashSet::new());
    }
    let within = identity::addressees(work.conn, work.scope, people)?;
    Ok(people.iter().copied().filter(|id| !within.contains_key(id)).collect())
}

fn joined(partners: &[Id], names: &HashMap<Id, String>) -> String {
    let mut each: Vec<&str> = partners.iter().filter_map(|id| names.get(id)).map(String::as_str).collect();
    each.sort_unstable();
    each.dedup();
    each.join(", ")
}

/// Who of these gets no mail, and why.
///
/// # Errors
/// When the database does not answer.
pub fn left_out(
    work: &mut Work<'_>,
    people: &HashMap<Id, Addressee>,
) -> Result<HashMap<Id, LeftOut>, Problem> {
    let ids: Vec<Id> = people.keys().copied().collect();
    let gone = queries::unsubscribed_among(work.conn, &ids)?;
    let addresses: Vec<String> = people.values().map(|person| person.email.clone()).collect();
    let bounced = bounces::among(work.conn, &addresses)?;
    let why = |person: &Addressee| {
        if person.disabled_at.is_some() {
            Some(LeftOut::AccountDisabled)
        } else if !person.has_confirmed_address() {
            Some(LeftOut::AddressNotConfirmed)
        } else if gone.contains(&person.id) {
            Some(LeftOut::Unsubscribed)
        } else if bounced.contains(&person.email.to_lowercase()) {
            Some(LeftOut::AddressBounced)
        } else {
            None
        }
    };
    Ok(people.values().filter_map(|person| Some((person.id, why(person)?))).collect())
}
