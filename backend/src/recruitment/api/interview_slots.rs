//! Slots of interviews: offered by those who decide.

use std::collections::HashMap;

use actix_web::{delete, get, patch, post};
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::DecideApplications;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::secure_web_address;
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, SlotRow};
use crate::recruitment::rules::InterviewState;
use crate::recruitment::service::interviews::{self as service, NewSlot, SlotChanges};

/// Somebody on the panel of a slot.
#[derive(Serialize, ToSchema)]
pub struct PanelMember {
    person_id: Id,
    #[schema(example = "Rosa Reviewer")]
    name: String,
}

/// The interview that holds a slot.
#[derive(Serialize, ToSchema)]
pub struct SlotHolder {
    interview_id: Id,
    application_id: Id,
    #[schema(example = "Ana Flores")]
    applicant_name: String,
    state: InterviewState,
}

/// A time at which an interview can take place.
#[derive(Serialize, ToSchema)]
pub struct InterviewSlotView {
    id: Id,
    opening_id: Id,
    /// Local time in `time_zone`: what is offered, whatever becomes of the zone's rules.
    #[schema(example = "2027-03-09T10:00:00")]
    starts_at_local: String,
    #[schema(example = "America/Chicago")]
    time_zone: String,
    /// The same moment in UTC.
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    #[schema(example = 30)]
    duration_minutes: i32,
    /// A video call; told to the applicant with the booked time.
    #[schema(example = "https://meet.example/interviews")]
    link: Option<String>,
    #[schema(example = "Room 12, State Library")]
    place: Option<String>,
    /// For the applicant and the panel.
    note: Option<String>,
    panel: Vec<PanelMember>,
    /// `null`: the slot is free.
    holder: Option<SlotHolder>,
    version: i64,
}

impl Versioned for InterviewSlotView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

/// Local time as the API writes it.
pub fn local(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}

pub fn slot_views(work: &mut Work<'_>, rows: Vec<SlotRow>) -> Result<Vec<InterviewSlotView>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut panels = queries::panels_of(work.conn, &ids)?;
    let people: Vec<Id> = panels.values().flatten().copied().collect();
    let names = identity::person_names(work.conn, &people)?;
    let mut interviews = queries::interviews_in(work.conn, &ids)?;
    let applications: Vec<Id> = interviews.values().map(|interview| interview.application_id).collect();
    let applications = queries::applications_by_id(work.conn, &applications)?;
    Ok(rows
        .into_iter()
        .map(|row| InterviewSlotView {
            panel: members(panels.remove(&row.id).unwrap_or_default(), &names),
            holder: interviews.remove(&row.id).map(|interview| SlotHolder {
                interview_id: interview.id,
                application_id: interview.application_id,
                applicant_name: applications
                    .get(&interview.application_id)
                    .map(|a| a.name.clone())
                    .unwrap_or_default(),
                state: interview.state,
            }),
            id: row.id,
            opening_id: row.opening_id,
            starts_at_local: local(row.starts_at_local),
            time_zone: row.time_zone,
            starts_at: utc(row.starts_at),
            ends_at: utc(row.ends_at),
            duration_minutes: row.duration_minutes,
            link: row.link,
            place: row.place,
            note: row.note,
            version: row.version,
        })
        .collect())
}

fn members(panel: Vec<Id>, names: &HashMap<Id, String>) -> Vec<PanelMember> {
    panel
        .into_iter()
        .map(|person_id| PanelMember { name: names.get(&person_id).cloned().unwrap_or_default(), person_id })
        .collect()
}

fn slot_view(work: &mut Work<'_>, row: SlotRow) -> Result<InterviewSlotView, Problem> {
    slot_views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("slot"))
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListInterviewSlots {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the interview slots of an opening, in the order of time
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening"), ListInterviewSlots),
    responses((status = 200, description = "Slots, free and held", body = Page<InterviewSlotView>)))]
#[get("/openings/{id}/interview-slots")]
pub async fn list_interview_slots(
    auth: Authorized<DecideApplications>,
    id: PathId,
    query: Params<ListInterviewSlots>,
) -> Answer {
    auth.list(move |w| {
        let opening = service::decided_opening(w, id.0)?;
        let window = window(w.cursors, "interview-slots", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_slots(w.conn, opening.id, &window)?;
        let page =
            window.page(w.cursors, "interview-slots", rows, |slot| (slot.starts_at, slot.id), |slot| slot)?;
        Ok(Page { items: slot_views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read an interview slot
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The slot")),
    responses((status = 200, description = "The slot", body = InterviewSlotView)))]
#[get("/interview-slots/{id}")]
pub async fn get_interview_slot(auth: Authorized<DecideApplications>, id: PathId) -> Answer {
    auth.show(move |w| {
        let (slot, _) = service::find_slot(w, id.0)?;
        slot_view(w, slot)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateInterviewSlot {
    /// Local time without a zone. Of an hour that happens twice the first is meant; one that clocks
    /// leave out is refused.
    #[validate(length(max = 19))]
    #[schema(
        pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$",
        example = "2027-03-09T10:00"
    )]
    starts_at_local: String,
    /// An IANA time zone.
    #[validate(length(max = 60))]
    #[schema(max_length = 60, example = "America/Chicago")]
    time_zone: String,
    #[validate(range(min = 5, max = 480))]
    #[schema(minimum = 5, maximum = 480, example = 30)]
    duration_minutes: i32,
    /// A video call, https only. A link or a place is needed.
    #[validate(length(max = 500), custom(function = "secure_web_address"))]
    #[schema(
        max_length = 500,
        pattern = "^[hH][tT][tT][pP][sS]://",
        example = "https://meet.example/interviews"
    )]
    link: Option<String>,
    #[validate(length(max = 300))]
    #[schema(max_length = 300, example = "Room 12, State Library")]
    place: Option<String>,
    /// For the applicant and the panel.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000, example = "The first five minutes are for your questions.")]
    note: Option<String>,
    /// Who interviews: people with a role in the network or the opening's region, 1 to 10. Nobody sits on two panels at once.
    #[validate(length(min = 1, max = 10))]
    #[schema(min_items = 1, max_items = 10)]
    panel_ids: Vec<Id>,
}

/// Offer an interview slot
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = CreateInterviewSlot,
    responses((status = 201, description = "Offered", body = InterviewSlotView)))]
#[post("/openings/{id}/interview-slots")]
pub async fn create_interview_slot(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<CreateInterviewSlot>,
) -> Answer {
    auth.post(body, move |w, body| {
        let new = NewSlot {
            starts_at_local: body.starts_at_local,
            time_zone: body.time_zone,
            duration_minutes: body.duration_minutes,
            link: body.link,
            place: body.place,
            note: body.note,
            panel: body.panel_ids,
        };
        let row = service::create_slot(w, id.0, new)?;
        Reply::created(&format!("/interview-slots/{}", row.id), &slot_view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateInterviewSlot {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 19))]
    #[schema(value_type = String, required = false,
        pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$", example = "2027-03-09T11:00")]
    starts_at_local: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 60))]
    #[schema(value_type = String, required = false, max_length = 60)]
    time_zone: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 5, max = 480))]
    #[schema(value_type = i32, required = false, minimum = 5, maximum = 480)]
    duration_minutes: Option<i32>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 500), custom(function = "secure_web_address"))]
    #[schema(value_type = Option<String>, required = false, max_length = 500, pattern = "^[hH][tT][tT][pP][sS]://")]
    link: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 300))]
    #[schema(value_type = Option<String>, required = false, max_length = 300)]
    place: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 1000))]
    #[schema(value_type = Option<String>, required = false, max_length = 1000)]
    note: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = 10))]
    #[schema(value_type = Vec<Id>, required = false, min_items = 1, max_items = 10)]
    panel_ids: Option<Vec<Id>>,
}

/// Change a free interview slot
///
/// A slot that an interview holds changes only by moving or cancelling the interview.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The slot")),
    request_body = UpdateInterviewSlot,
    responses((status = 200, description = "The changed slot", body = InterviewSlotView)))]
#[patch("/interview-slots/{id}")]
pub async fn update_interview_slot(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<UpdateInterviewSlot>,
) -> Answer {
    auth.change(move |w, expected| {
        let body = body.value;
        let changes = SlotChanges {
            starts_at_local: body.starts_at_local,
            time_zone: body.time_zone,
            duration_minutes: body.duration_minutes,
            link: body.link,
            place: body.place,
            note: body.note,
            panel: body.panel_ids,
        };
        let row = service::update_slot(w, id.0, &expected, changes)?;
        Reply::updated(&slot_view(w, row)?)
    })
    .await
}

/// Remove a free interview slot
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The slot")),
    responses((status = 204, description = "Removed")))]
#[delete("/interview-slots/{id}")]
pub async fn delete_interview_slot(auth: Authorized<DecideApplications>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        service::delete_slot(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}
