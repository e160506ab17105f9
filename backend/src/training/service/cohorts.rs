//! Cohorts: made, and joined by those who are trained together.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::training::letters;
use crate::training::queries::{self, CohortRow, MemberRow};
use crate::training::rules::{self, CohortMemberState};
use crate::{identity, network};

/// Coordinators trained together, from the first to the last day.
pub struct NewCohort {
    pub name: String,
    pub description: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// # Errors
/// 422 for days that do not fit.
pub fn create_cohort(work: &mut Work<'_>, new: NewCohort) -> Result<CohortRow, Problem> {
    let wrong = rules::cohort_problems(new.starts_on, new.ends_on);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let row = CohortRow {
        id: work.new_id(),
        name: new.name.trim().to_owned(),
        description: new.description,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_cohort(work.conn, &row)?;
    work.record(Change::new("cohort.created", row.id).with(json!({ "name": row.name })))?;
    Ok(row)
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_cohort(work: &mut Work<'_>, id: Id) -> Result<CohortRow, Problem> {
    queries::find_cohort(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("cohort"))
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_member(work: &mut Work<'_>, id: Id) -> Result<MemberRow, Problem> {
    queries::find_member(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("member"))
}

/// The members of a cohort that the caller reaches.
///
/// # Errors
/// When the database does not answer.
pub fn members_by_id(work: &mut Work<'_>, cohort: Id) -> Result<HashMap<Id, MemberRow>, Problem> {
    let members = queries::list_members(work.conn, work.scope, cohort)?;
    Ok(members.into_iter().map(|member| (member.id, member)).collect())
}

/// Adds a person to a cohort, for the region of the term they are trained for (else their own).
///
/// # Errors
/// 422 when there is no such person; 409 when they belong to the cohort already, or it is full.
pub fn add_member(work: &mut Work<'_>, cohort: Id, person: Id) -> Result<MemberRow, Problem> {
    let cohort = find_cohort(work, cohort)?;
    let contact = identity::contacts(work.conn, &[person])?
        .remove(&person)
        .ok_or_else(|| Problem::field("/person_id", "unknown", "There is no such person."))?;
    if queries::is_member(work.conn, cohort.id, person)? {
        return Err(Problem::conflict(format!("{} belongs to this cohort already.", contact.name)));
    }
    if queries::count_members(work.conn, cohort.id)? >= rules::MOST_MEMBERS {
        return Err(Problem::conflict(format!("A cohort has at most {} members.", rules::MOST_MEMBERS)));
    }
    let in_training = network::terms_of_person(work, person)?
        .into_iter()
        .find(|term| term.state == network::TermState::InTraining);
    let row = MemberRow {
        id: work.new_id(),
        cohort_id: cohort.id,
        person_id: person,
        region_id: in_training.map(|term| term.region_id).or(contact.region_id),
        state: CohortMemberState::InTraining,
        completed_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_member(work.conn, &row)?;
    letters::welcome(work, &contact, &cohort)?;
    work.record(
        Change::new("cohort_member.added", row.id)
            .in_region(row.region_id)
            .with(json!({ "cohort_id": cohort.id, "person_id": person })),
    )?;
    Ok(row)
}
