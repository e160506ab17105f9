//! Enrolments. Exclusions go in here and come out nowhere.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use actix_web::{get, patch, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use crate::matching::queries::enrolments::{self, EnrolmentFilter, EnrolmentRow};
use crate::matching::queries::proposals;
use crate::matching::rules::{
    CareerStage, EnrolmentRole, EnrolmentState, MOST_EXCLUSIONS, MOST_LANGUAGES, MOST_WORDS,
};
use crate::matching::service::enrolments::{self as service, EnrolmentChange, NewEnrolment};
use crate::network::{self, Setting};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageEnrolments, ViewEnrolments};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::{identity, matching::service::cycles};

/// A person's place in a cycle. Whom the person excludes is confidential and never shown.
#[derive(Serialize, ToSchema)]
pub struct EnrolmentView {
    id: Id,
    cycle_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    institution_id: Option<Id>,
    role: EnrolmentRole,
    state: EnrolmentState,
    /// The most mentees of a mentor; 1 for a mentee.
    capacity: i32,
    /// Seats held by pairings and by proposals that are not answered yet.
    seats_held: i32,
    setting: Setting,
    career_stage: CareerStage,
    years_of_experience: i32,
    #[schema(example = json!(["makerspaces", "outreach"]))]
    interests: Vec<String>,
    /// What a mentee aims at; a mentor's fields of expertise.
    #[schema(example = json!(["grant writing"]))]
    goals: Vec<String>,
    /// ISO 639-1.
    #[schema(example = json!(["en", "es"]))]
    languages: Vec<String>,
    #[schema(example = "America/Chicago")]
    time_zone: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for EnrolmentView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<EnrolmentRow>) -> Result<Vec<EnrolmentView>, Problem> {
    let regions = network::region_names(work.conn)?;
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let now = work.stamp();
    let mut held: HashMap<Id, HashMap<Id, i32>> = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(cycle) = held.entry(row.cycle_id) {
            cycle.insert(proposals::seats_held(work.conn, row.cycle_id, now)?);
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| EnrolmentView {
            person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
            region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
            seats_held: held.get(&row.cycle_id).and_then(|cycle| cycle.get(&row.id)).copied().unwrap_or(0),
            interests: row.interests(),
            goals: row.goals(),
            languages: row.languages(),
            id: row.id,
            cycle_id: row.cycle_id,
            person_id: row.person_id,
            region_id: row.region_id,
            institution_id: row.institution_id,
            role: row.role,
            state: row.state,
            capacity: row.capacity,
            setting: row.setting,
            career_stage: row.career_stage,
            years_of_experience: row.years_of_experience,
            time_zone: row.time_zone,
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        })
        .collect())
}

fn view(work: &mut Work<'_>, row: EnrolmentRow) -> Result<EnrolmentView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("enrolment"))
}

fn known_time_zone(zone: &str) -> Result<(), ValidationError> {
    if zone.parse::<chrono_tz::Tz>().is_ok() {
        return Ok(());
    }
    Err(ValidationError::new("time_zone")
        .with_message("This is no IANA time zone, such as America/Chicago.".into()))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateEnrolment {
    /// Whom to enrol; oneself unless told. Coordinators enrol people of their region.
    #[serde(default)]
    #[schema(required = false)]
    person_id: Option<Id>,
    role: EnrolmentRole,
    /// The most mentees of a mentor, 1 unless told. Mentees have none.
    #[serde(default = "one")]
    #[validate(range(min = 1, max = 10))]
    #[schema(required = false, minimum = 1, maximum = 10, example = 1)]
    capacity: i32,
    setting: Setting,
    career_stage: CareerStage,
    #[validate(range(min = 0, max = 70))]
    #[schema(minimum = 0, maximum = 70, example = 8)]
    years_of_experience: i32,
    /// Topics of at most 60 letters each, compared without case.
    #[serde(default)]
    #[validate(length(max = MOST_WORDS))]
    #[schema(required = false, max_items = 20, example = json!(["makerspaces", "outreach"]))]
    interests: Vec<String>,
    /// What a mentee aims at; a mentor's fields of expertise.
    #[serde(default)]
    #[validate(length(max = MOST_WORDS))]
    #[schema(required = false, max_items = 20, example = json!(["grant writing"]))]
    goals: Vec<String>,
    /// ISO 639-1 codes.
    #[validate(length(min = 1, max = MOST_LANGUAGES))]
    #[schema(min_items = 1, max_items = 10, example = json!(["en"]))]
    languages: Vec<String>,
    /// An IANA time zone; the person's own unless told.
    #[serde(default)]
    #[validate(custom(function = "known_time_zone"))]
    #[schema(required = false, example = "America/Chicago")]
    time_zone: Option<String>,
    /// Confidential: whom the person must not be matched with. Used by the matcher alone, shown to nobody.
    #[serde(default)]
    #[validate(length(max = MOST_EXCLUSIONS))]
    #[schema(required = false, max_items = 50, example = json!([]))]
    excluded_person_ids: Vec<Id>,
}

const fn one() -> i32 {
    1
}

/// Enrol in a cycle
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_enrolments"))),
    params(("id" = Id, Path, description = "The cycle")), request_body = CreateEnrolment,
    responses((status = 201, description = "Enrolled", body = EnrolmentView)))]
#[post("/cycles/{id}/enrolments")]
pub async fn create_enrolment(
    auth: Authorized<ManageEnrolments>,
    id: PathId,
    body: Valid<CreateEnrolment>,
) -> Answer {
    auth.post(body, move |w, body| {
        let person = match body.person_id {
            Some(person) => person,
            None => w.caller.require_person()?,
        };
        let new = NewEnrolment {
            person,
            role: body.role,
            capacity: body.capacity,
            setting: body.setting,
            career_stage: body.career_stage,
            years_of_experience: body.years_of_experience,
            interests: body.interests,
            goals: body.goals,
            languages: body.languages,
            time_zone: body.time_zone,
            excluded: body.excluded_person_ids,
        };
        let row = service::enrol(w, id.0, &new)?;
        Reply::created(&format!("/enrolments/{}", row.id), &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListEnrolments {
    role: Option<EnrolmentRole>,
    region_id: Option<Id>,
    state: Option<EnrolmentState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the enrolments of a cycle, oldest first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_enrolments"))),
    params(("id" = Id, Path, description = "The cycle"), ListEnrolments),
    responses((status = 200, description = "Those of one's regions, and one's own", body = Page<EnrolmentView>)))]
#[get("/cycles/{id}/enrolments")]
pub async fn list_enrolments(
    auth: Authorized<ViewEnrolments>,
    id: PathId,
    query: Params<ListEnrolments>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let cycle = cycles::find_cycle(w, id.0)?;
        let window = window::<Id>(w.cursors, "enrolments", query.cursor.as_deref(), query.limit)?;
        let filter = EnrolmentFilter {
            cycle: Some(cycle.id),
            person: None,
            role: query.role,
            region: query.region_id,
            state: query.state,
        };
        let rows = enrolments::list(w.conn, w.scope, &filter, &window)?;
        let page = window.page(w.cursors, "enrolments", rows, |e| e.id, |e| e)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMyEnrolments {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List one's own enrolments, oldest first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_enrolments"))),
    params(ListMyEnrolments),
    responses((status = 200, description = "One's own enrolments", body = Page<EnrolmentView>)))]
#[get("/me/enrolments")]
pub async fn list_my_enrolments(auth: Authorized<ViewEnrolments>, query: Params<ListMyEnrolments>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "my_enrolments", query.cursor.as_deref(), query.limit)?;
        let filter =
            EnrolmentFilter { person: Some(w.caller.require_person()?), ..EnrolmentFilter::default() };
        let rows = enrolments::list(w.conn, w.scope, &filter, &window)?;
        let page = window.page(w.cursors, "my_enrolments", rows, |e| e.id, |e| e)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read an enrolment
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_enrolments"))),
    params(("id" = Id, Path, description = "The enrolment")),
    responses((status = 200, description = "The enrolment", body = EnrolmentView)))]
#[get("/enrolments/{id}")]
pub async fn get_enrolment(auth: Authorized<ViewEnrolments>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_enrolment(w, id.0)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateEnrolment {
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 10))]
    #[schema(value_type = i32, required = false, minimum = 1, maximum = 10)]
    capacity: Option<i32>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Setting, required = false)]
    setting: Option<Setting>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = CareerStage, required = false)]
    career_stage: Option<CareerStage>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 0, max = 70))]
    #[schema(value_type = i32, required = false, minimum = 0, maximum = 70)]
    years_of_experience: Option<i32>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = MOST_WORDS))]
    #[schema(value_type = Vec<String>, required = false, max_items = 20)]
    interests: Option<Vec<String>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = MOST_WORDS))]
    #[schema(value_type = Vec<String>, required = false, max_items = 20)]
    goals: Option<Vec<String>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = MOST_LANGUAGES))]
    #[schema(value_type = Vec<String>, required = false, min_items = 1, max_items = 10)]
    languages: Option<Vec<String>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "known_time_zone"))]
    #[schema(value_type = String, required = false, example = "America/Chicago")]
    time_zone: Option<String>,
    /// Confidential: replaces whom the person must not be matched with.
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = MOST_EXCLUSIONS))]
    #[schema(value_type = Vec<Id>, required = false, max_items = 50, example = json!([]))]
    excluded_person_ids: Option<Vec<Id>>,
}

/// Change an enrolment
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_enrolments"))),
    params(("id" = Id, Path, description = "The enrolment")), request_body = UpdateEnrolment,
    responses((status = 200, description = "The changed enrolment", body = EnrolmentView)))]
#[patch("/enrolments/{id}")]
pub async fn update_enrolment(
    auth: Authorized<ManageEnrolments>,
    id: PathId,
    body: Valid<UpdateEnrolment>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::find_enrolment(w, id.0)?;
        expected.check(row.version)?;
        let body = body.value;
        let change = EnrolmentChange {
            capacity: body.capacity,
            setting: body.setting,
            career_stage: body.career_stage,
            years_of_experience: body.years_of_experience,
            interests: body.interests,
            goals: body.goals,
            languages: body.languages,
            time_zone: body.time_zone,
            excluded: body.excluded_person_ids,
        };
        let row = service::update_enrolment(w, row, change)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Leave a cycle
///
/// Proposals that are not a pairing yet are withdrawn with it.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_enrolments"))),
    params(("id" = Id, Path, description = "The enrolment")),
    responses((status = 200, description = "Withdrawn", body = EnrolmentView)))]
#[post("/enrolments/{id}/withdraw")]
pub async fn withdraw_enrolment(auth: Authorized<ManageEnrolments>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::withdraw(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
