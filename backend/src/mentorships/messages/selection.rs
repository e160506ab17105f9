//! Who is chosen: people of a cycle, people of pairings, or people by name. Nobody outside the caller's regions is found, and
//! nothing narrows the choice that the caller could not read in a list.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{LeftOut, MOST_RECIPIENTS, one_by_one, queries};
use crate::identity::{self, Addressee};
use crate::matching::{self, CycleRow, EnrolmentRole, EnrolmentState, EnrolmentsWanted};
use crate::mentorships::queries::{self as pairing_queries, PairingFilter, PairingRow};
use crate::mentorships::rules::{HealthState, PairingState};
use crate::mentorships::service;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::mail::bounces;
use crate::platform::pagination::Window;
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

/// A person, where they were found, and whom they are paired with.
pub(super) struct Found {
    pub(super) person: Id,
    region: Option<Id>,
    partners: Vec<Id>,
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

/// One more than may be written to, so that too many are noticed.
fn most_rows() -> i64 {
    // Each person may be there twice: as mentor and as mentee.
    i64::try_from(MOST_RECIPIENTS * 4).unwrap_or(i64::MAX)
}

fn bounded<T>(rows: Vec<T>) -> Result<Vec<T>, Problem> {
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) > most_rows() { Err(too_many()) } else { Ok(rows) }
}

fn too_many() -> Problem {
    let detail = format!("That is more than {MOST_RECIPIENTS} people: choose fewer.");
    Problem::field("/selection", "too_many", detail)
}

fn of_enrolments(work: &mut Work<'_>, cycle: &CycleRow, wanted: &Selection) -> Result<Vec<Found>, Problem> {
    let asked = EnrolmentsWanted {
        role: wanted.role,
        region: wanted.region_id,
        state: Some(wanted.enrolment_state.unwrap_or(EnrolmentState::Enrolled)),
        ready: wanted.ready,
    };
    let rows = bounded(matching::enrolments_wanted(work, cycle, &asked, most_rows())?)?;
    let lasting: Vec<PairingRow> = pairing_queries::of_cycle(work.conn, cycle.id)?
        .into_iter()
        .filter(|row| row.state != PairingState::Ended)
        .collect();
    let matched: HashSet<(EnrolmentRole, Id)> = lasting
        .iter()
        .flat_map(|row| [(EnrolmentRole::Mentor, row.mentor_id), (EnrolmentRole::Mentee, row.mentee_id)])
        .collect();
    let waiting: HashSet<Id> = match wanted.matching {
        Some(MatchedOrNot::Waiting) => {
            matching::waiting_enrolments(work, cycle.id, wanted.region_id)?.into_iter().collect()
        }
        _ => HashSet::new(),
    };
    let partners = partners(&lasting, work.scope);
    Ok(rows
        .into_iter()
        .filter(|row| match wanted.matching {
            None => true,
            Some(MatchedOrNot::Matched) => matched.contains(&(row.role, row.person_id)),
            Some(MatchedOrNot::Unmatched) => !matched.contains(&(row.role, row.person_id)),
            Some(MatchedOrNot::Waiting) => waiting.contains(&row.id),
        })
        .map(|row| Found {
            partners: partners.get(&(row.role, row.person_id)).cloned().unwrap_or_default(),
            person: row.person_id,
            region: Some(row.region_id),
        })
        .collect())
}

/// Whom each is paired with in each role. Of a pairing that another region is responsible for nothing is told.
fn partners(lasting: &[PairingRow], scope: &Scope) -> HashMap<(EnrolmentRole, Id), Vec<Id>> {
    let mut found: HashMap<(EnrolmentRole, Id), Vec<Id>> = HashMap::new();
    for row in lasting.iter().filter(|row| scope.reaches_region(row.region_id)) {
        found.entry((EnrolmentRole::Mentor, row.mentor_id)).or_default().push(row.mentee_id);
        found.entry((EnrolmentRole::Mentee, row.mentee_id)).or_default().push(row.mentor_id);
    }
    found
}

fn of_pairings(work: &mut Work<'_>, wanted: &Selection) -> Result<Vec<Found>, Problem> {
    let filter =
        PairingFilter { state: wanted.pairing_state, cycle: wanted.cycle_id, region: wanted.region_id };
    let window = Window { after: None, limit: most_rows() };
    let mut rows = bounded(pairing_queries::list(work.conn, work.scope, &filter, &window)?)?;
    if wanted.pairing_state.is_none() {
        rows.retain(|row| row.state != PairingState::Ended);
    }
    if let Some(days) = wanted.no_meeting_days {
        rows = not_met(work, rows, days)?;
    }
    if let Some(health) = wanted.health {
        rows = standing(work, rows, health)?;
    }
    let mut found = Vec::with_capacity(rows.len() * 2);
    for row in rows {
        for (person, role) in [(row.mentor_id, EnrolmentRole::Mentor), (row.mentee_id, EnrolmentRole::Mentee)]
        {
            if wanted.role.is_none_or(|wanted| wanted == role) {
                let partners = vec![row.other_than(person)];
                found.push(Found { person, region: Some(row.region_id), partners });
            }
        }
    }
    Ok(found)
}

/// Pairings whose last meeting, or their beginning if there was none, is so many days ago.
fn not_met(work: &mut Work<'_>, rows: Vec<PairingRow>, days: i64) -> Result<Vec<PairingRow>, Problem> {
    let today = work.now.date_naive();
    let mut kept = Vec::new();
    for some in rows.chunks(500) {
        let ids: Vec<Id> = some.iter().map(|row| row.id).collect();
        let meetings = pairing_queries::meetings_of(work.conn, &ids)?;
        kept.extend(some.iter().filter(|row| {
            let last = meetings.get(&row.id).and_then(|(_, last)| *last).unwrap_or(row.started_on);
            (today - last).num_days() >= days
        }));
    }
    Ok(kept.into_iter().cloned().collect())
}

/// Pairings that stand so, as the caller reads it: of their own what one of the two may know, whatever the other has said.
fn standing(
    work: &mut Work<'_>,
    mut rows: Vec<PairingRow>,
    wanted: HealthState,
) -> Result<Vec<PairingRow>, Problem> {
    let me = work.caller.person();
    let (own, others): (Vec<PairingRow>, Vec<PairingRow>) =
        rows.iter().cloned().partition(|row| row.is_of(me));
    let mut known = service::health_of_all(work, others)?;
    if !own.is_empty() {
        known.extend(service::health_known_to(work, own, me)?);
    }
    let so: HashSet<Id> =
        known.iter().filter(|health| health.state == wanted).map(|health| health.pairing.id).collect();
    rows.retain(|row| so.contains(&row.id));
    Ok(rows)
}

/// People of the caller's regions, each named.
fn of_people(work: &mut Work<'_>, wanted: &Selection) -> Result<Vec<Found>, Problem> {
    let ids = wanted.person_ids.clone().unwrap_or_default();
    let known = identity::addressees(work.conn, work.scope, &ids)?;
    let unknown: Vec<FieldError> = ids
        .iter()
        .enumerate()
        .filter(|(_, id)| !known.contains_key(id))
        .map(|(at, _)| {
            wrong(&format!("person_ids/{at}"), "unknown", "There is no such person in your regions.")
        })
        .collect();
    if !unknown.is_empty() {
        return Err(Problem::invalid(unknown));
    }
    let found = |id| Found { person: id, region: known.get(&id).and_then(|p| p.region_id), partners: vec![] };
    Ok(ids.into_iter().map(found).collect())
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
