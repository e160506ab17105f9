//! Meetings: logged in seconds by either of the two, corrected by whoever logged them. Their shared notes are for the two alone.

use actix_web::{delete, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::pairing_views::{self, PairingView};
use crate::mentorships::queries::{self, MeetingRow};
use crate::mentorships::rules::MeetingChannel;
use crate::mentorships::service::{self, MeetingCorrection, NewMeeting};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AttendToPairings, KeepPairings, ViewPairings};
use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply, Versioned};

/// Remind a pair that has not met yet
///
/// By the coordinators of the region; nobody who was reminded of something within seven days. 409 when both were, or they have met.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("attend_to_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "They are mailed", body = PairingView)))]
#[post("/pairings/{id}/meetings/remind")]
pub async fn remind_of_first_meeting(auth: Authorized<AttendToPairings>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::remind_of_first_meeting(w, id.0)?;
        Reply::updated(&pairing_views::view(w, row)?)
    })
    .await
}

/// A meeting that was held.
#[derive(Serialize, ToSchema)]
pub struct MeetingView {
    id: Id,
    pairing_id: Id,
    held_on: NaiveDate,
    #[schema(example = 45)]
    duration_minutes: i32,
    channel: MeetingChannel,
    /// For the two alone: `null` for everybody else.
    shared_note: Option<String>,
    logged_by: Id,
    version: i64,
}

impl Versioned for MeetingView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn view(row: MeetingRow, for_the_two: bool) -> MeetingView {
    MeetingView {
        id: row.id,
        pairing_id: row.pairing_id,
        held_on: row.held_on,
        duration_minutes: row.duration_minutes,
        channel: row.channel,
        shared_note: row.shared_note.filter(|_| for_the_two),
        logged_by: row.logged_by,
        version: row.version,
    }
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMeeting {
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-03-15")]
    held_on: NaiveDate,
    #[validate(range(min = 1, max = 600))]
    #[schema(minimum = 1, maximum = 600, example = 45)]
    duration_minutes: i32,
    channel: MeetingChannel,
    /// Both of the two read it, and nobody else.
    #[serde(default)]
    #[validate(length(max = 4000))]
    #[schema(required = false, max_length = 4000, example = "Next time: the budget of the grant.")]
    shared_note: Option<String>,
}

/// Log a meeting of one's pairing
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = CreateMeeting,
    responses((status = 201, description = "Logged", body = MeetingView)))]
#[post("/pairings/{id}/meetings")]
pub async fn create_meeting(
    auth: Authorized<KeepPairings>,
    id: PathId,
    body: Valid<CreateMeeting>,
) -> Answer {
    auth.post(body, move |w, body| {
        let new = NewMeeting {
            held_on: body.held_on,
            duration_minutes: body.duration_minutes,
            channel: body.channel,
            shared_note: body.shared_note,
        };
        let row = service::log_meeting(w, id.0, new)?;
        Reply::created(&format!("/meetings/{}", row.id), &view(row, true))
    })
    .await
}

/// Read a meeting
///
/// Coordinators see its day and how long it was, and no note.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The meeting")),
    responses((status = 200, description = "The meeting", body = MeetingView)))]
#[get("/meetings/{id}")]
pub async fn get_meeting(auth: Authorized<ViewPairings>, id: PathId) -> Answer {
    auth.show(move |w| {
        let (row, pairing) = service::find_meeting(w, id.0)?;
        Ok(view(row, pairing.is_of(w.caller.person())))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMeeting {
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "plausible_day"))]
    #[schema(value_type = String, format = Date, required = false, example = "2027-03-15")]
    held_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 600))]
    #[schema(value_type = i32, required = false, minimum = 1, maximum = 600, example = 45)]
    duration_minutes: Option<i32>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = MeetingChannel, required = false)]
    channel: Option<MeetingChannel>,
    /// Both of the two read it, and nobody else. `null` takes it away.
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 4000))]
    #[schema(value_type = Option<String>, required = false, max_length = 4000)]
    shared_note: Option<Option<String>>,
}

/// Correct a meeting that one has logged
///
/// Also after the end of the pairing; what counts meetings counts the corrected one. 403 for the other of the two.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The meeting")), request_body = UpdateMeeting,
    responses((status = 200, description = "Corrected", body = MeetingView)))]
#[patch("/meetings/{id}")]
pub async fn update_meeting(
    auth: Authorized<KeepPairings>,
    id: PathId,
    body: Valid<UpdateMeeting>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdateMeeting { held_on, duration_minutes, channel, shared_note } = body.value;
        let correction = MeetingCorrection { held_on, duration_minutes, channel, shared_note };
        let row = service::correct_meeting(w, id.0, correction, &|version| expected.check(version))?;
        Reply::updated(&view(row, true))
    })
    .await
}

/// Take back a meeting that one has logged
///
/// Also after the end of the pairing. 403 for the other of the two.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The meeting")),
    responses((status = 204, description = "It counts no more")))]
#[delete("/meetings/{id}")]
pub async fn delete_meeting(auth: Authorized<KeepPairings>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        service::take_meeting_back(w, id.0, &|version| expected.check(version))?;
        Ok(Reply::no_content())
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMeetings {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the meetings of a pairing, latest first
///
/// Coordinators see days and durations, and no notes.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The pairing"), ListMeetings),
    responses((status = 200, description = "Meetings", body = Page<MeetingView>)))]
#[get("/pairings/{id}/meetings")]
pub async fn list_meetings(
    auth: Authorized<ViewPairings>,
    id: PathId,
    query: Params<ListMeetings>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let pairing = service::find_pairing(w, id.0)?;
        let for_the_two = pairing.is_of(w.caller.person());
        let window = window(w.cursors, "meetings", query.cursor.as_deref(), query.limit)?;
        let rows = queries::list_meetings(w.conn, pairing.id, &window)?;
        window.page(w.cursors, "meetings", rows, |m| (m.held_on, m.id), |m| view(m, for_the_two))
    })
    .await
}
