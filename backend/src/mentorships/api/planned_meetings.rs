//! Planned meetings: the two plan, move and cancel them; both get each change as a calendar entry.

use actix_web::{get, patch, post};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use crate::mentorships::queries::{self, PlannedMeetingRow};
use crate::mentorships::rules::{MeetingChannel, PlannedMeetingState};
use crate::mentorships::service::{self, HeldAs, NewPlan, PlanChange};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{KeepPairings, ViewPairings};
use crate::platform::db::Id;
use crate::platform::fields::{plausible_day, secure_web_address};
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply, Versioned};

/// A meeting that is planned, was held, or was cancelled.
#[derive(Serialize, ToSchema)]
pub struct PlannedMeetingView {
    id: Id,
    pairing_id: Id,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    #[schema(example = 45)]
    duration_minutes: i32,
    /// For the two alone, as are `link` and `note`: `null` for everybody else.
    place: Option<String>,
    link: Option<String>,
    note: Option<String>,
    planned_by: Id,
    state: PlannedMeetingState,
    /// The logged meeting that it became.
    meeting_id: Option<Id>,
    /// Of the calendar entry: grows with every change that calendars show.
    sequence: i32,
    version: i64,
}

impl Versioned for PlannedMeetingView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn view(row: PlannedMeetingRow, for_the_two: bool) -> PlannedMeetingView {
    PlannedMeetingView {
        id: row.id,
        pairing_id: row.pairing_id,
        starts_at: row.starts_at(),
        ends_at: row.ends_at(),
        duration_minutes: row.duration_minutes,
        place: row.place.filter(|_| for_the_two),
        link: row.link.filter(|_| for_the_two),
        note: row.note.filter(|_| for_the_two),
        planned_by: row.planned_by,
        state: row.state,
        meeting_id: row.meeting_id,
        sequence: row.sequence,
        version: row.version,
    }
}

/// A moment that both databases and every calendar can hold.
fn plausible_moment(at: &DateTime<Utc>) -> Result<(), ValidationError> {
    if (2000..2200).contains(&at.year()) {
        return Ok(());
    }
    Err(ValidationError::new("moment").with_message("The year must be between 2000 and 2199.".into()))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanMeeting {
    /// In the future, a year ahead at most, and not while you have another planned meeting.
    #[validate(custom(function = "plausible_moment"))]
    #[schema(example = "2027-03-15T20:00:00Z")]
    starts_at: DateTime<Utc>,
    #[validate(range(min = 15, max = 480))]
    #[schema(minimum = 15, maximum = 480, example = 45)]
    duration_minutes: i32,
    #[serde(default)]
    #[validate(length(max = 300))]
    #[schema(required = false, max_length = 300, example = "Main library, room 2")]
    place: Option<String>,
    /// A video call, https only.
    #[serde(default)]
    #[validate(length(max = 500), custom(function = "secure_web_address"))]
    #[schema(required = false, max_length = 500, example = "https://meet.example/room")]
    link: Option<String>,
    /// Both of the two read it, and nobody else; it is in no mail.
    #[serde(default)]
    #[validate(length(max = 4000))]
    #[schema(required = false, max_length = 4000, example = "Bring the draft of the grant.")]
    note: Option<String>,
}

/// Plan a meeting of one's pairing
///
/// Both are mailed with a calendar entry. 409 while the pairing is paused or when it has ended.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = PlanMeeting,
    responses((status = 201, description = "Planned", body = PlannedMeetingView)))]
#[post("/pairings/{id}/planned-meetings")]
pub async fn plan_meeting(auth: Authorized<KeepPairings>, id: PathId, body: Valid<PlanMeeting>) -> Answer {
    auth.post(body, move |w, body| {
        let PlanMeeting { starts_at, duration_minutes, place, link, note } = body;
        let new = NewPlan { starts_at, duration_minutes, place, link, note };
        let row = service::plan_meeting(w, id.0, new)?;
        Reply::created(&format!("/planned-meetings/{}", row.id), &view(row, true))
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPlannedMeetings {
    /// Only those that are planned, held or cancelled.
    #[param(inline)]
    state: Option<PlannedMeetingState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the planned meetings of a pairing, earliest first
///
/// Coordinators see times and durations, and neither places nor notes.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The pairing"), ListPlannedMeetings),
    responses((status = 200, description = "Planned meetings", body = Page<PlannedMeetingView>)))]
#[get("/pairings/{id}/planned-meetings")]
pub async fn list_planned_meetings(
    auth: Authorized<ViewPairings>,
    id: PathId,
    query: Params<ListPlannedMeetings>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let pairing = service::find_pairing(w, id.0)?;
        let for_the_two = pairing.is_of(w.caller.person());
        let window = window(w.cursors, "planned_meetings", query.cursor.as_deref(), query.limit)?;
        let rows = queries::list_planned(w.conn, pairing.id, query.state, &window)?;
        window.page(w.cursors, "planned_meetings", rows, |m| (m.starts_at, m.id), |m| view(m, for_the_two))
    })
    .await
}

/// Read a planned meeting
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The planned meeting")),
    responses((status = 200, description = "The planned meeting", body = PlannedMeetingView)))]
#[get("/planned-meetings/{id}")]
pub async fn get_planned_meeting(auth: Authorized<ViewPairings>, id: PathId) -> Answer {
    auth.show(move |w| {
        let (row, pairing) = service::find_planned(w, id.0)?;
        let for_the_two = pairing.is_of(w.caller.person());
        Ok(view(row, for_the_two))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePlannedMeeting {
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "plausible_moment"))]
    #[schema(value_type = DateTime<Utc>, required = false, example = "2027-03-16T20:00:00Z")]
    starts_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 15, max = 480))]
    #[schema(value_type = i32, required = false, minimum = 15, maximum = 480, example = 45)]
    duration_minutes: Option<i32>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 300))]
    #[schema(value_type = Option<String>, required = false, max_length = 300)]
    place: Option<Option<String>>,
    /// A video call, https only.
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 500), custom(function = "secure_web_address"))]
    #[schema(value_type = Option<String>, required = false, max_length = 500)]
    link: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 4000))]
    #[schema(value_type = Option<String>, required = false, max_length = 4000)]
    note: Option<Option<String>>,
}

/// Move a planned meeting
///
/// Or change where it is. Both are mailed with the calendar entry as it is now; when only the note is another, nobody is. 409 when
/// it is held or cancelled, and while the pairing is paused.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The planned meeting")), request_body = UpdatePlannedMeeting,
    responses((status = 200, description = "As it is now", body = PlannedMeetingView)))]
#[patch("/planned-meetings/{id}")]
pub async fn update_planned_meeting(
    auth: Authorized<KeepPairings>,
    id: PathId,
    body: Valid<UpdatePlannedMeeting>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdatePlannedMeeting { starts_at, duration_minutes, place, link, note } = body.value;
        let change = PlanChange { starts_at, duration_minutes, place, link, note };
        let row = service::change_plan(w, id.0, change, &|version| expected.check(version))?;
        Reply::updated(&view(row, true))
    })
    .await
}

/// Cancel a planned meeting
///
/// Before it, or afterwards when it did not take place. Both are mailed, and it leaves their calendars.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The planned meeting")),
    responses((status = 200, description = "Cancelled", body = PlannedMeetingView)))]
#[post("/planned-meetings/{id}/cancel")]
pub async fn cancel_planned_meeting(auth: Authorized<KeepPairings>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::cancel_plan(w, id.0)?;
        Reply::updated(&view(row, true))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldPlannedMeeting {
    /// The day for which it was planned, where you are, unless told.
    #[serde(default)]
    #[validate(custom(function = "plausible_day"))]
    #[schema(required = false, example = "2027-03-15")]
    held_on: Option<NaiveDate>,
    /// As planned unless told.
    #[serde(default)]
    #[validate(range(min = 1, max = 600))]
    #[schema(required = false, minimum = 1, maximum = 600, example = 45)]
    duration_minutes: Option<i32>,
    /// Unless told: by video with a link, in person with a place only, by phone with neither.
    #[serde(default)]
    #[schema(required = false)]
    channel: Option<MeetingChannel>,
    /// Both of the two read it, and nobody else. What was noted when it was planned unless told.
    #[serde(default)]
    #[validate(length(max = 4000))]
    #[schema(required = false, max_length = 4000)]
    shared_note: Option<String>,
}

/// Say that a planned meeting took place
///
/// It becomes a logged meeting. 409 before it begins, and when it is held or cancelled.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The planned meeting")), request_body = HoldPlannedMeeting,
    responses((status = 200, description = "Logged: `meeting_id` names it", body = PlannedMeetingView)))]
#[post("/planned-meetings/{id}/held")]
pub async fn hold_planned_meeting(
    auth: Authorized<KeepPairings>,
    id: PathId,
    body: Valid<HoldPlannedMeeting>,
) -> Answer {
    auth.post(body, move |w, body| {
        let HoldPlannedMeeting { held_on, duration_minutes, channel, shared_note } = body;
        let row = service::hold_plan(w, id.0, HeldAs { held_on, duration_minutes, channel, shared_note })?;
        Reply::updated(&view(row, true))
    })
    .await
}
