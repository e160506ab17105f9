//! Enrolments: drafting one, joining a cycle as mentor or mentee, changing it, leaving.

use serde_json::json;

use crate::identity;
use crate::matching::circles;
use crate::matching::letters;
use crate::matching::queries::cycles;
use crate::matching::queries::enrolments::{self, EnrolmentRow, stored};
use crate::matching::queries::proposals;
use crate::matching::rules::{
    self, CareerStage, CycleState, EnrolmentRole, EnrolmentState, EnrolmentStep, ProposalState, Span, Week,
};
use crate::matching::service::expiry;
use crate::matching::wishes;
use crate::network::Setting;
use crate::platform::auth::{Role, ScopeKind};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A person's place in a cycle, as it was asked for.
pub struct NewEnrolment {
    pub person: Id,
    pub role: EnrolmentRole,
    pub capacity: i32,
    pub setting: Setting,
    pub career_stage: CareerStage,
    pub years_of_experience: i32,
    pub interests: Vec<String>,
    pub goals: Vec<String>,
    pub languages: Vec<String>,
    /// The person's own when not given.
    pub time_zone: Option<String>,
    /// Nothing when not stated.
    pub available_hours: Vec<Span>,
    /// Confidential.
    pub excluded: Vec<Id>,
    /// The key of the list that it came from.
    pub external_id: Option<String>,
    /// Names of [`rules::MAY_BE_OPEN`] that are not said yet; those fields mean nothing then.
    pub unanswered: Vec<&'static str>,
}

const fn role_of(role: EnrolmentRole) -> Role {
    match role {
        EnrolmentRole::Mentor => Role::Mentor,
        EnrolmentRole::Mentee => Role::Mentee,
    }
}

pub(super) fn row_of(
    work: &Work<'_>,
    cycle: Id,
    region: Id,
    contact: &identity::Contact,
    new: &NewEnrolment,
    wrong: &mut Vec<FieldError>,
) -> EnrolmentRow {
    wrong.extend(rules::capacity_problem(new.role, new.capacity));
    EnrolmentRow {
        id: work.new_id(),
        cycle_id: cycle,
        person_id: new.person,
        region_id: region,
        institution_id: contact.institution_id,
        role: new.role,
        state: EnrolmentState::Enrolled,
        capacity: new.capacity,
        setting: new.setting,
        career_stage: new.career_stage,
        years_of_experience: new.years_of_experience,
        interests: stored(&rules::topics(&new.interests, "/interests", wrong)),
        goals: stored(&rules::topics(&new.goals, "/goals", wrong)),
        languages: stored(&rules::languages(&new.languages, "/languages", wrong)),
        time_zone: new.time_zone.clone().unwrap_or_else(|| contact.time_zone.clone()),
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        available_hours: Week::of(&new.available_hours, "/available_hours", wrong).map(|week| week.stored()),
        unanswered: stored_names(&new.unanswered),
        external_id: new.external_id.clone(),
    }
}

fn stored_names(names: &[&str]) -> String {
    stored(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
}

fn missing(names: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<FieldError> {
    let said = |name: &str| FieldError::new(&format!("/{name}"), "missing", "This is not answered yet.");
    names.into_iter().map(|name| said(name.as_ref())).collect()
}

/// # Errors
/// 409 with the reason in words.
fn state_after(now: Option<EnrolmentState>, step: EnrolmentStep) -> Result<EnrolmentState, Problem> {
    rules::next_state(now, step).map_err(|why| Problem::conflict(format!("The enrolment {why}")))
}

/// Grants the role and tells that somebody takes part.
///
/// # Errors
/// When the database does not answer.
pub fn took_part(work: &mut Work<'_>, row: &EnrolmentRow) -> Result<(), Problem> {
    identity::grant_role(work, row.person_id, role_of(row.role), ScopeKind::Region, Some(row.region_id))?;
    let data = json!({ "cycle_id": row.cycle_id, "person_id": row.person_id, "role": row.role });
    work.record(Change::new("enrolment.created", row.id).in_region(row.region_id).with(data))
}

/// Enrols a person and grants the role in the person's region, or keeps a draft of it. Who had withdrawn comes back.
///
/// # Errors
/// 409 when the cycle takes nobody or the person is enrolled; 422 naming all that is wrong.
pub fn enrol(
    work: &mut Work<'_>,
    cycle: Id,
    new: &NewEnrolment,
    step: EnrolmentStep,
) -> Result<EnrolmentRow, Problem> {
    let cycle = super::cycles::find_cycle(work, cycle)?;
    if !cycle.state.takes_enrolments() {
        return Err(Problem::conflict(format!("The cycle is {}; it takes no enrolments.", cycle.state)));
    }
    let unknown =
        || Problem::field("/person_id", "unknown", "There is no such person, or none that you may enrol.");
    let contact = identity::contacts(work.conn, &[new.person])?.remove(&new.person).ok_or_else(unknown)?;
    let Some(region) = contact.region_id else {
        if !work.scope.is_own(new.person) && !work.scope.network {
            return Err(unknown());
        }
        let detail = "The person is in no region yet: an administrator has to say where they belong.";
        return Err(Problem::field("/person_id", "no_region", detail));
    };
    if !work.scope.is_own(new.person) && !work.scope.reaches_region(region) {
        return Err(unknown());
    }
    let mut wrong = Vec::new();
    let mut row = row_of(work, cycle.id, region, &contact, new, &mut wrong);
    if !new.excluded.is_empty() {
        wrong.extend(wishes::only_own_exclusions(work, new.person));
    }
    wishes::exclusion_problems(work, new.person, &new.excluded, &mut wrong)?;
    if step == EnrolmentStep::Enrol {
        wrong.extend(missing(&new.unanswered));
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let old = enrolments::find_of_person(work.conn, cycle.id, new.person, new.role)?;
    row.state = state_after(old.as_ref().map(|old| old.state), step)?;
    match old {
        None => enrolments::insert_all(work.conn, std::slice::from_ref(&row))?,
        Some(old) => {
            row = EnrolmentRow {
                id: old.id,
                created_at: old.created_at,
                version: old.version + 1,
                external_id: row.external_id.or(old.external_id),
                ..row
            };
            enrolments::update(work.conn, &row)?;
        }
    }
    // What the person has said in a draft is not unsaid by silence.
    if !new.excluded.is_empty() {
        wishes::set_exclusions(work, row.id, &new.excluded)?;
    }
    if row.state == EnrolmentState::Enrolled {
        took_part(work, &row)?;
    } else {
        let data = json!({ "cycle_id": cycle.id, "person_id": row.person_id, "role": row.role });
        work.record(Change::new("enrolment.drafted", row.id).in_region(region).with(data))?;
    }
    Ok(row)
}

/// Sends a draft in. The region and the institution are those of now.
///
/// # Errors
/// 404 outside the scope; 409 when it is no draft or the cycle takes nobody; 422 naming what is not answered.
pub fn submit(work: &mut Work<'_>, id: Id) -> Result<EnrolmentRow, Problem> {
    let found = find_enrolment(work, id)?;
    let cycle = cycles::lock(work, found.cycle_id)?;
    let mut row = find_enrolment(work, id)?;
    row.state = state_after(Some(row.state), EnrolmentStep::Submit)?;
    if !cycle.state.takes_enrolments() {
        return Err(Problem::conflict(format!("The cycle is {}; it takes no enrolments.", cycle.state)));
    }
    let open = missing(row.unanswered());
    if !open.is_empty() {
        return Err(Problem::invalid(open));
    }
    if let Some(contact) = identity::contacts(work.conn, &[row.person_id])?.remove(&row.person_id) {
        row.region_id = contact.region_id.unwrap_or(row.region_id);
        row.institution_id = contact.institution_id;
    }
    row.updated_at = work.stamp();
    row.version += 1;
    enrolments::update(work.conn, &row)?;
    took_part(work, &row)?;
    Ok(row)
}

/// Enrols many people who are not enrolled yet, without exclusions, in as few statements as can be.
///
/// # Errors
/// 422 naming what is wrong; nobody is enrolled then.
pub fn enrol_all(work: &mut Work<'_>, cycle: Id, new: &[NewEnrolment]) -> Result<Vec<EnrolmentRow>, Problem> {
    let people: Vec<Id> = new.iter().map(|new| new.person).collect();
    let contacts = identity::contacts(work.conn, &people)?;
    let mut wrong = Vec::new();
    let mut rows = Vec::with_capacity(new.len());
    for new in new {
        match contacts.get(&new.person) {
            Some(contact) if contact.region_id.is_some() => {
                let region = contact.region_id.unwrap_or(contact.id);
                rows.push(row_of(work, cycle, region, contact, new, &mut wrong));
            }
            _ => wrong.push(FieldError::new("/person_id", "no_region", "Somebody is in no region.")),
        }
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    enrolments::insert_all(work.conn, &rows)?;
    for role in EnrolmentRole::ALL {
        let some: Vec<(Id, Id)> =
            rows.iter().filter(|row| row.role == *role).map(|row| (row.person_id, row.region_id)).collect();
        identity::grant_role_in_regions(work, role_of(*role), &some)?;
    }
    let made: Vec<Change<'_>> = rows
        .iter()
        .map(|row| {
            Change::new("enrolment.created", row.id)
                .in_region(row.region_id)
                .with(json!({ "cycle_id": cycle, "person_id": row.person_id, "role": row.role }))
        })
        .collect();
    work.record_all(&made)?;
    Ok(rows)
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_enrolment(work: &mut Work<'_>, id: Id) -> Result<EnrolmentRow, Problem> {
    enrolments::find(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("enrolment"))
}

/// What is to be changed of an enrolment.
#[derive(Default)]
pub struct EnrolmentChange {
    pub capacity: Option<i32>,
    pub setting: Option<Setting>,
    pub career_stage: Option<CareerStage>,
    pub years_of_experience: Option<i32>,
    pub interests: Option<Vec<String>>,
    pub goals: Option<Vec<String>>,
    pub languages: Option<Vec<String>>,
    pub time_zone: Option<String>,
    /// `Some(None)`: not stated any more.
    pub available_hours: Option<Option<Vec<Span>>>,
    /// Confidential.
    pub excluded: Option<Vec<Id>>,
}

/// # Errors
/// 409 when withdrawn or with fewer seats than are held; 422 naming all that is wrong; 412 when it moved on.
pub fn update_enrolment(
    work: &mut Work<'_>,
    mut row: EnrolmentRow,
    change: EnrolmentChange,
) -> Result<EnrolmentRow, Problem> {
    let cycle = cycles::lock(work, row.cycle_id)?;
    if cycle.state == CycleState::Closed {
        return Err(Problem::conflict("The cycle is closed."));
    }
    row.state = state_after(Some(row.state), EnrolmentStep::Change)?;
    let mut wrong = Vec::new();
    if let Some(capacity) = change.capacity {
        wrong.extend(rules::capacity_problem(row.role, capacity));
        row.capacity = capacity;
    }
    if let Some(interests) = &change.interests {
        row.interests = stored(&rules::topics(interests, "/interests", &mut wrong));
    }
    if let Some(goals) = &change.goals {
        row.goals = stored(&rules::topics(goals, "/goals", &mut wrong));
    }
    if let Some(languages) = &change.languages {
        row.languages = stored(&rules::languages(languages, "/languages", &mut wrong));
    }
    if let Some(hours) = &change.available_hours {
        let said = hours.as_deref().unwrap_or_default();
        row.available_hours = Week::of(said, "/available_hours", &mut wrong).map(|week| week.stored());
    }
    if let Some(excluded) = &change.excluded {
        wrong.extend(wishes::only_own_exclusions(work, row.person_id));
        wishes::exclusion_problems(work, row.person_id, excluded, &mut wrong)?;
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let now = work.stamp();
    let held = proposals::seats_held(work.conn, row.cycle_id, now)?.get(&row.id).copied().unwrap_or(0);
    if row.capacity < held {
        return Err(Problem::conflict(format!("{held} of the mentor's seats are taken.")));
    }
    row.unanswered = still_unanswered(&row, &change);
    row.setting = change.setting.unwrap_or(row.setting);
    row.career_stage = change.career_stage.unwrap_or(row.career_stage);
    row.years_of_experience = change.years_of_experience.unwrap_or(row.years_of_experience);
    row.time_zone = change.time_zone.unwrap_or(row.time_zone);
    row.updated_at = now;
    row.version += 1;
    enrolments::update(work.conn, &row)?;
    if let Some(excluded) = &change.excluded {
        wishes::set_exclusions(work, row.id, excluded)?;
    }
    work.record(Change::new("enrolment.updated", row.id).in_region(row.region_id))?;
    Ok(row)
}

/// What a draft has not said, after this.
fn still_unanswered(row: &EnrolmentRow, change: &EnrolmentChange) -> String {
    let says = |name: &str| match name {
        "setting" => change.setting.is_some(),
        "career_stage" => change.career_stage.is_some(),
        "years_of_experience" => change.years_of_experience.is_some(),
        "languages" => change.languages.is_some(),
        _ => false,
    };
    stored(&row.unanswered().into_iter().filter(|name| !says(name)).collect::<Vec<_>>())
}

/// Leaves the cycle, and leaves nothing confidential behind; proposals that are not a pairing yet and places in circles go with it.
///
/// # Errors
/// 404 outside the scope; 409 when withdrawn already or while a pairing holds a seat.
pub fn withdraw(work: &mut Work<'_>, id: Id) -> Result<EnrolmentRow, Problem> {
    let found = find_enrolment(work, id)?;
    let cycle = cycles::lock(work, found.cycle_id)?;
    let mut row = find_enrolment(work, id)?;
    let left = state_after(Some(row.state), EnrolmentStep::Withdraw)?;
    expiry::expire_overdue(work, &cycle)?;
    let theirs = proposals::of_enrolment(work.conn, id)?;
    if theirs.iter().any(|proposal| proposal.state == ProposalState::Accepted) {
        return Err(Problem::conflict("The person is in a pairing: end it first."));
    }
    let asked: Vec<Id> = theirs
        .iter()
        .filter(|proposal| proposal.state == ProposalState::Published)
        .map(
            |proposal| {
                if proposal.mentor_id == row.person_id { proposal.mentee_id } else { proposal.mentor_id }
            },
        )
        .collect();
    tell_the_others(work, &asked, row.person_id)?;
    for mut proposal in theirs {
        if matches!(proposal.state, ProposalState::Proposed | ProposalState::Published) {
            proposal.state = ProposalState::Withdrawn;
            proposal.updated_at = work.stamp();
            proposal.version += 1;
            proposals::update(work.conn, &proposal)?;
            work.record(Change::new("proposal.withdrawn", proposal.id).in_region(proposal.region_id))?;
        }
    }
    circles::leave_all(work, &cycle, id)?;
    row.state = left;
    row.updated_at = work.stamp();
    row.version += 1;
    enrolments::update(work.conn, &row)?;
    wishes::forget(work, row.id)?;
    work.record(Change::new("enrolment.withdrawn", row.id).in_region(row.region_id))?;
    Ok(row)
}

/// Whoever is asked about somebody who leaves is told that it comes to nothing; that they left is nobody's business.
fn tell_the_others(work: &mut Work<'_>, others: &[Id], leaves: Id) -> Result<(), Problem> {
    let contacts = identity::contacts(work.conn, &[others, &[leaves]].concat())?;
    let Some(leaves) = contacts.get(&leaves) else { return Ok(()) };
    let told: Vec<&identity::Contact> = others.iter().filter_map(|other| contacts.get(other)).collect();
    letters::will_not_be(work, &told, leaves)
}
