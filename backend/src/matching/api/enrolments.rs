//! Enrolments. Exclusions go in here and come out nowhere.

use actix_web::{get, patch, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use super::enrolment_views::{EnrolmentView, WeeklyHours, view, views};
use crate::matching::queries::enrolments::{self, EnrolmentFilter};
use crate::matching::rules::{
    CareerStage, EnrolmentRole, EnrolmentState, EnrolmentStep, MAY_BE_OPEN, MOST_EXCLUSIONS, MOST_LANGUAGES,
    MOST_SPANS, MOST_WORDS, Span,
};
use crate::matching::service::cycles;
use crate::matching::service::enrolments::{self as service, EnrolmentChange, NewEnrolment};
use crate::matching::service::readiness;
use crate::network::Setting;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageEnrolments, ViewEnrolments};
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply};

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
    /// Keep it as a draft, which may leave `setting`, `career_stage`, `years_of_experience` and `languages` open; no round sees it
    /// until it is sent in by `POST /enrolments/{id}/submit`.
    #[serde(default)]
    #[schema(required = false)]
    draft: bool,
    /// The most mentees of a mentor, 1 unless told. Mentees have none.
    #[serde(default = "one")]
    #[validate(range(min = 1, max = 10))]
    #[schema(required = false, minimum = 1, maximum = 10, example = 1)]
    capacity: i32,
    /// Needed unless it is a draft.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Setting, required = false)]
    setting: Option<Setting>,
    /// Needed unless it is a draft.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = CareerStage, required = false)]
    career_stage: Option<CareerStage>,
    /// Needed unless it is a draft.
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 0, max = 70))]
    #[schema(value_type = i32, required = false, minimum = 0, maximum = 70, example = 8)]
    years_of_experience: Option<i32>,
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
    /// ISO 639-1 codes. Needed unless it is a draft.
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = MOST_LANGUAGES))]
    #[schema(value_type = Vec<String>, required = false, min_items = 1, max_items = 10, example = json!(["en"]))]
    languages: Option<Vec<String>>,
    /// An IANA time zone; the person's own unless told.
    #[serde(default)]
    #[validate(custom(function = "known_time_zone"))]
    #[schema(required = false, example = "America/Chicago")]
    time_zone: Option<String>,
    /// When there is time for meetings, by the clock of the time zone. Left out or empty: not stated.
    #[serde(default)]
    #[validate(length(max = MOST_SPANS))]
    #[schema(required = false, max_items = 84,
        example = json!([{ "weekday": "tuesday", "from_hour": 18, "to_hour": 21 }]))]
    available_hours: Vec<WeeklyHours>,
    /// Confidential: whom the person must not be matched with. Used by the matcher alone, shown to nobody else. Of somebody
    /// else's enrolment it is refused: only the person says it.
    #[serde(default)]
    #[validate(length(max = MOST_EXCLUSIONS))]
    #[schema(required = false, max_items = 50, example = json!([]))]
    excluded_person_ids: Vec<Id>,
}

const fn one() -> i32 {
    1
}

/// Enrol in a cycle, or begin to
///
/// A person may take part as mentor and as mentee: with one enrolment for each role.
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
        let step = if body.draft { EnrolmentStep::Draft } else { EnrolmentStep::Enrol };
        let row = service::enrol(w, id.0, &new_enrolment(person, body), step)?;
        Reply::created(&format!("/enrolments/{}", row.id), &view(w, row)?)
    })
    .await
}

/// What is open gets a value that means nothing, and is named.
fn new_enrolment(person: Id, body: CreateEnrolment) -> NewEnrolment {
    let said = [
        body.setting.is_some(),
        body.career_stage.is_some(),
        body.years_of_experience.is_some(),
        body.languages.is_some(),
    ];
    NewEnrolment {
        person,
        role: body.role,
        capacity: body.capacity,
        setting: body.setting.unwrap_or(Setting::Public),
        career_stage: body.career_stage.unwrap_or(CareerStage::Early),
        years_of_experience: body.years_of_experience.unwrap_or_default(),
        interests: body.interests,
        goals: body.goals,
        languages: body.languages.unwrap_or_default(),
        time_zone: body.time_zone,
        available_hours: spans(body.available_hours),
        excluded: body.excluded_person_ids,
        external_id: None,
        unanswered: MAY_BE_OPEN
            .into_iter()
            .zip(said)
            .filter(|(_, said)| !said)
            .map(|(name, _)| name)
            .collect(),
    }
}

fn spans(hours: Vec<WeeklyHours>) -> Vec<Span> {
    hours.into_iter().map(Into::into).collect()
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListEnrolments {
    role: Option<EnrolmentRole>,
    region_id: Option<Id>,
    state: Option<EnrolmentState>,
    /// `false`: those that no round can match yet, each with `not_ready`; `true`: those that one can.
    ready: Option<bool>,
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
        let rows = match query.ready {
            None => enrolments::list(w.conn, w.scope, &filter, &window)?,
            Some(ready) => readiness::list(w, &cycle, &filter, ready, &window)?,
        };
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
    /// Replaces when there is time for meetings; `null`: not stated any more.
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = MOST_SPANS))]
    #[schema(value_type = Option<Vec<WeeklyHours>>, required = false, max_items = 84)]
    available_hours: Option<Option<Vec<WeeklyHours>>>,
    /// Confidential: replaces whom the person must not be matched with. Only the person says it, even that it is nobody.
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
            available_hours: body.available_hours.map(|hours| hours.map(spans)),
            excluded: body.excluded_person_ids,
        };
        let row = service::update_enrolment(w, row, change)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Send in a draft
///
/// 422 names what it has not answered. The region and the institution are those of now.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_enrolments"))),
    params(("id" = Id, Path, description = "The draft")),
    responses((status = 200, description = "Enrolled", body = EnrolmentView)))]
#[post("/enrolments/{id}/submit")]
pub async fn submit_enrolment(auth: Authorized<ManageEnrolments>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::submit(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Leave a cycle, or give up a draft
///
/// Proposals that are not a pairing yet are withdrawn with it. What it kept to itself is deleted.
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
