//! Cohorts and their members.

use std::collections::HashMap;

use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageTraining, ViewTraining};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::training::queries::{self, CohortRow, MemberRow};
use crate::training::rules::{AttendanceState, CohortMemberState, RequirementKind, RequirementState};
use crate::training::service::{self, NewCohort, Progress};
use crate::{identity, network};

/// Coordinators trained together.
#[derive(Serialize, ToSchema)]
pub struct CohortView {
    id: Id,
    #[schema(example = "Spring 2027")]
    name: String,
    description: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    /// Members, as far as you may see them.
    member_count: i64,
    /// Those of them who have completed the training.
    completed_count: i64,
    session_count: i64,
    requirement_count: i64,
    version: i64,
}

impl Versioned for CohortView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// How far a member is with one requirement.
#[derive(Serialize, ToSchema)]
pub struct RequirementProgressView {
    requirement_id: Id,
    #[schema(example = "Attend the sessions")]
    title: String,
    kind: RequirementKind,
    state: RequirementState,
    /// For attendance: absences so far.
    absences: Option<i32>,
    /// What the trainer wrote to it; the member reads it too.
    note: Option<String>,
}

impl From<Progress> for RequirementProgressView {
    fn from(progress: Progress) -> Self {
        Self {
            requirement_id: progress.requirement,
            title: progress.title,
            kind: progress.kind,
            state: progress.state,
            absences: progress.absences,
            note: progress.note,
        }
    }
}

/// A person's place in a cohort, with what is done and what is open.
#[derive(Serialize, ToSchema)]
pub struct CohortMemberView {
    id: Id,
    cohort_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    /// The region of the term they are trained for, else their own.
    region_id: Option<Id>,
    #[schema(example = "Great Lakes")]
    region_name: Option<String>,
    state: CohortMemberState,
    completed_at: Option<DateTime<Utc>>,
    requirements: Vec<RequirementProgressView>,
    sessions_present: usize,
    sessions_absent: usize,
    sessions_excused: usize,
    version: i64,
}

impl Versioned for CohortMemberView {
    fn version(&self) -> i64 {
        self.version
    }
}

#[derive(Serialize, ToSchema)]
pub struct CohortDetail {
    #[serde(flatten)]
    cohort: CohortView,
    /// The members you may see: all, those of your regions, or yourself.
    members: Vec<CohortMemberView>,
}

impl Versioned for CohortDetail {
    fn version(&self) -> i64 {
        self.cohort.version
    }
}

pub fn views(work: &mut Work<'_>, rows: Vec<CohortRow>) -> Result<Vec<CohortView>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let members = queries::member_counts(work.conn, work.scope, &ids)?;
    let sessions = queries::session_counts(work.conn, &ids)?;
    let requirements = queries::requirement_counts(work.conn, &ids)?;
    let count = |cohort, state| members.get(&(cohort, state)).copied().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|row| {
            let completed_count = count(row.id, CohortMemberState::Completed);
            CohortView {
                member_count: completed_count + count(row.id, CohortMemberState::InTraining),
                completed_count,
                session_count: sessions.get(&row.id).copied().unwrap_or_default(),
                requirement_count: requirements.get(&row.id).copied().unwrap_or_default(),
                id: row.id,
                name: row.name,
                description: row.description,
                starts_on: row.starts_on,
                ends_on: row.ends_on,
                version: row.version,
            }
        })
        .collect())
}

fn view(work: &mut Work<'_>, row: CohortRow) -> Result<CohortView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("cohort"))
}

/// Members of one cohort.
pub fn member_views(
    work: &mut Work<'_>,
    cohort: Id,
    rows: Vec<MemberRow>,
) -> Result<Vec<CohortMemberView>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let regions = network::region_names(work.conn)?;
    let mut progress = service::progress_of(work, cohort, &ids)?;
    let mut attended: HashMap<(Id, AttendanceState), usize> = HashMap::new();
    for row in queries::attendance_of_cohort(work.conn, cohort)? {
        *attended.entry((row.member_id, row.state)).or_default() += 1;
    }
    let count = |member, state| attended.get(&(member, state)).copied().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|row| CohortMemberView {
            person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
            region_name: row.region_id.and_then(|id| regions.get(&id).cloned()),
            requirements: progress
                .remove(&row.id)
                .unwrap_or_default()
                .into_iter()
                .map(RequirementProgressView::from)
                .collect(),
            sessions_present: count(row.id, AttendanceState::Present),
            sessions_absent: count(row.id, AttendanceState::Absent),
            sessions_excused: count(row.id, AttendanceState::Excused),
            id: row.id,
            cohort_id: row.cohort_id,
            person_id: row.person_id,
            region_id: row.region_id,
            state: row.state,
            completed_at: row.completed_at.map(utc),
            version: row.version,
        })
        .collect())
}

fn member_view(work: &mut Work<'_>, row: MemberRow) -> Result<CohortMemberView, Problem> {
    member_views(work, row.cohort_id, vec![row])?.pop().ok_or_else(|| Problem::not_found("member"))
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCohorts {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List cohorts, the latest to start first
///
/// Those with a member of your regions, and your own.
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("view_training"))),
    params(ListCohorts),
    responses((status = 200, description = "Cohorts", body = Page<CohortView>)))]
#[get("/cohorts")]
pub async fn list_cohorts(auth: Authorized<ViewTraining>, query: Params<ListCohorts>) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "cohorts", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_cohorts(w.conn, w.scope, &window)?;
        let page = window.page(w.cursors, "cohorts", rows, |c| (c.starts_on, c.id), |c| c)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a cohort with its members and their progress
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("view_training"))),
    params(("id" = Id, Path, description = "The cohort")),
    responses((status = 200, description = "The cohort", body = CohortDetail)))]
#[get("/cohorts/{id}")]
pub async fn get_cohort(auth: Authorized<ViewTraining>, id: PathId) -> Answer {
    auth.view(move |w| {
        let row = service::find_cohort(w, id.0)?;
        let members = queries::list_members(w.conn, w.scope, row.id)?;
        let members = member_views(w, row.id, members)?;
        Ok(CohortDetail { cohort: view(w, row)?, members })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateCohort {
    #[validate(length(max = 120), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 120, pattern = r"\S", example = "Spring 2027")]
    name: String,
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000, example = "Eight weeks, two sessions and one task.")]
    description: String,
    #[schema(example = "2027-03-01")]
    starts_on: NaiveDate,
    /// The last day.
    #[schema(example = "2027-04-30")]
    ends_on: NaiveDate,
}

/// Make a cohort
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("manage_training"))),
    request_body = CreateCohort,
    responses((status = 201, description = "Made", body = CohortView)))]
#[post("/cohorts")]
pub async fn create_cohort(auth: Authorized<ManageTraining>, body: Valid<CreateCohort>) -> Answer {
    auth.post(body, |w, body| {
        let new = NewCohort {
            name: body.name,
            description: body.description,
            starts_on: body.starts_on,
            ends_on: body.ends_on,
        };
        let row = service::create_cohort(w, new)?;
        Reply::created(&format!("/cohorts/{}", row.id), &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateCohortMember {
    person_id: Id,
}

/// Add a person to a cohort
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("manage_training"))),
    params(("id" = Id, Path, description = "The cohort")),
    request_body = CreateCohortMember,
    responses((status = 201, description = "Added", body = CohortMemberView)))]
#[post("/cohorts/{id}/members")]
pub async fn create_cohort_member(
    auth: Authorized<ManageTraining>,
    id: PathId,
    body: Valid<CreateCohortMember>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::add_member(w, id.0, body.person_id)?;
        Reply::created(&format!("/cohorts/{}", row.cohort_id), &member_view(w, row)?)
    })
    .await
}

/// A completed training.
#[derive(Serialize, ToSchema)]
pub struct CompletionView {
    #[serde(flatten)]
    member: CohortMemberView,
    /// Terms that were in training and are active now.
    activated_term_ids: Vec<Id>,
}

impl Versioned for CompletionView {
    fn version(&self) -> i64 {
        self.member.version
    }
}

/// Complete a member's training
///
/// Refused while requirements are open, naming them. The member's term in training becomes active.
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("manage_training"))),
    params(("id" = Id, Path, description = "The member")),
    responses((status = 200, description = "Completed", body = CompletionView)))]
#[post("/cohort-members/{id}/complete")]
pub async fn complete_cohort_member(auth: Authorized<ManageTraining>, id: PathId) -> Answer {
    auth.act(move |w| {
        let (row, activated_term_ids) = service::complete_member(w, id.0)?;
        Reply::updated(&CompletionView { member: member_view(w, row)?, activated_term_ids })
    })
    .await
}
