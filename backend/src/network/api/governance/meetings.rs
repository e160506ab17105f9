//! Meetings of the task force.

use std::collections::HashMap;

use actix_web::{get, patch, post, put};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::network::governance::meetings::queries::{self, MeetingRow};
use crate::network::governance::meetings::rules::{Presence, TaskForceMeetingState};
use crate::network::governance::meetings::service::{self, MeetingChanges, NewMeeting};
use crate::network::governance::seating::rules::quorum;
use crate::network::governance::seating::service::task_force_rules;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangePlan, ViewTaskForce};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{web_address, written};
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::markdown;
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A meeting of the task force.
#[derive(Serialize, ToSchema)]
pub struct TaskForceMeetingView {
    id: Id,
    #[schema(example = "Spring meeting")]
    title: String,
    /// Local time in `time_zone`: what was agreed, whatever becomes of the zone's rules.
    #[schema(example = "2027-03-09T14:00:00")]
    starts_at_local: String,
    #[schema(example = "America/New_York")]
    time_zone: String,
    /// The same moment in UTC.
    starts_at: DateTime<Utc>,
    #[schema(example = 60)]
    duration_minutes: i32,
    link: Option<String>,
    place: Option<String>,
    /// Markdown.
    agenda: String,
    /// Markdown; `null`: not written yet.
    minutes: Option<String>,
    state: TaskForceMeetingState,
    cancelled_because: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl From<MeetingRow> for TaskForceMeetingView {
    fn from(row: MeetingRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            starts_at_local: row.starts_at_local.format("%Y-%m-%dT%H:%M:%S").to_string(),
            time_zone: row.time_zone,
            starts_at: utc(row.starts_at),
            duration_minutes: row.duration_minutes,
            link: row.link,
            place: row.place,
            agenda: row.agenda,
            minutes: row.minutes,
            state: row.state,
            cancelled_because: row.cancelled_because,
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        }
    }
}

/// A member of the task force in a meeting.
#[derive(Serialize, ToSchema)]
pub struct MeetingMemberView {
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    votes: bool,
    /// `null`: not recorded.
    presence: Option<Presence>,
}

/// A meeting with everybody who sits in the task force on its day.
#[derive(Serialize, ToSchema)]
pub struct TaskForceMeetingDetail {
    #[serde(flatten)]
    meeting: TaskForceMeetingView,
    /// The agenda as HTML that is safe to show; its headings begin at `h2`.
    #[schema(example = "<ol><li>The plan of this year</li></ol>")]
    agenda_html: String,
    /// The minutes as HTML that is safe to show.
    minutes_html: Option<String>,
    members: Vec<MeetingMemberView>,
    /// How many voting members were there; `null` before it is recorded.
    present_voting: Option<i32>,
    /// How many of them are needed to decide.
    #[schema(example = 5)]
    quorum: i32,
}

impl Versioned for TaskForceMeetingDetail {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.meeting.version
    }
}

fn detail(work: &mut Work<'_>, row: MeetingRow) -> Result<TaskForceMeetingDetail, Problem> {
    let members = service::members_on(work, row.starts_at.date())?;
    let people: Vec<Id> = members.iter().map(|(person, _)| *person).collect();
    let names = identity::person_names(work.conn, &people)?;
    let recorded: HashMap<Id, Presence> = queries::attendance(work.conn, row.id)?
        .into_iter()
        .map(|record| (record.person_id, record.presence))
        .collect();
    let voting = members.iter().filter(|(_, votes)| *votes).count();
    let held = row.state == TaskForceMeetingState::Held;
    let present_voting = if held { Some(service::voting_members_present(work, &row)?) } else { None };
    let percent = task_force_rules(work)?.quorum_percent;
    let mut members: Vec<MeetingMemberView> = members
        .into_iter()
        .map(|(person_id, votes)| MeetingMemberView {
            person_name: names.get(&person_id).cloned().unwrap_or_default(),
            presence: recorded.get(&person_id).copied(),
            person_id,
            votes,
        })
        .collect();
    members.sort_by(|a, b| a.person_name.cmp(&b.person_name).then(a.person_id.cmp(&b.person_id)));
    Ok(TaskForceMeetingDetail {
        agenda_html: markdown::to_html(&row.agenda),
        minutes_html: row.minutes.as_deref().map(markdown::to_html),
        meeting: row.into(),
        members,
        present_voting,
        quorum: quorum(i32::try_from(voting).unwrap_or(i32::MAX), percent),
    })
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListTaskForceMeetings {
    state: Option<TaskForceMeetingState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the meetings of the task force, latest first
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_task_force"))), params(ListTaskForceMeetings),
    responses((status = 200, description = "Meetings", body = Page<TaskForceMeetingView>)))]
#[get("/task-force-meetings")]
pub async fn list_task_force_meetings(
    auth: Authorized<ViewTaskForce>,
    query: Params<ListTaskForceMeetings>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "task_force_meetings", query.cursor.as_deref(), query.limit)?;
        let rows = queries::list_meetings(w.conn, w.scope, query.state, &window)?;
        window.page(
            w.cursors,
            "task_force_meetings",
            rows,
            |m| (m.starts_at, m.id),
            TaskForceMeetingView::from,
        )
    })
    .await
}

/// Read a meeting of the task force
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_task_force"))),
    params(("id" = Id, Path, description = "The meeting")),
    responses((status = 200, description = "The meeting and its members", body = TaskForceMeetingDetail)))]
#[get("/task-force-meetings/{id}")]
pub async fn get_task_force_meeting(auth: Authorized<ViewTaskForce>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_meeting(w, id.0)?;
        detail(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateTaskForceMeeting {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Spring meeting")]
    title: String,
    /// Local time without a zone. Of an hour that happens twice the first is meant; one that clocks
    /// leave out is refused.
    #[validate(length(max = 19))]
    #[schema(
        pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$",
        example = "2027-03-09T14:00"
    )]
    starts_at_local: String,
    /// An IANA time zone.
    #[validate(length(max = 60))]
    #[schema(max_length = 60, example = "America/New_York")]
    time_zone: String,
    #[validate(range(min = 5, max = 1440))]
    #[schema(minimum = 5, maximum = 1440, example = 60)]
    duration_minutes: i32,
    /// Where it takes place, on the web.
    #[validate(length(max = 500), custom(function = "web_address"))]
    #[schema(max_length = 500, example = "https://meet.example/task-force")]
    link: Option<String>,
    #[validate(length(max = 300), custom(function = "written"))]
    #[schema(max_length = 300, pattern = r"\S", example = "Chicago, room 204")]
    place: Option<String>,
    /// Markdown.
    #[serde(default)]
    #[validate(length(max = 20_000))]
    #[schema(max_length = 20000, example = "1. The plan of this year\n2. A second seat for region 03")]
    agenda: String,
}

/// Plan a meeting of the task force
///
/// Each member is invited by mail with a calendar file, unless the meeting has begun already: then it is only written
/// down.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    request_body = CreateTaskForceMeeting,
    responses((status = 201, description = "Planned", body = TaskForceMeetingDetail)))]
#[post("/task-force-meetings")]
pub async fn create_task_force_meeting(
    auth: Authorized<ChangePlan>,
    body: Valid<CreateTaskForceMeeting>,
) -> Answer {
    auth.post(body, |w, body| {
        let new = NewMeeting {
            title: body.title,
            starts_at_local: body.starts_at_local,
            time_zone: body.time_zone,
            duration_minutes: body.duration_minutes,
            link: body.link,
            place: body.place,
            agenda: body.agenda,
        };
        let row = service::create_meeting(w, new)?;
        Reply::created(&format!("/task-force-meetings/{}", row.id), &detail(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTaskForceMeeting {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S")]
    title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 19))]
    #[schema(value_type = String, required = false, pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$", example = "2027-03-16T14:00")]
    starts_at_local: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 60))]
    #[schema(value_type = String, required = false, max_length = 60)]
    time_zone: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 5, max = 1440))]
    #[schema(value_type = i32, required = false, minimum = 5, maximum = 1440)]
    duration_minutes: Option<i32>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 500), custom(function = "web_address"))]
    #[schema(value_type = Option<String>, required = false, max_length = 500)]
    link: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 300), custom(function = "written"))]
    #[schema(value_type = Option<String>, required = false, max_length = 300, pattern = r"\S")]
    place: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 20_000))]
    #[schema(value_type = String, required = false, max_length = 20000)]
    agenda: Option<String>,
    /// Markdown; `null` takes them out again.
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 50_000), custom(function = "written"))]
    #[schema(value_type = Option<String>, required = false, max_length = 50000, pattern = r"\S")]
    minutes: Option<Option<String>>,
}

/// Change a meeting of the task force, or write its minutes
///
/// Members are told of another title, time or place, with a calendar file that moves the event. Once it was held only its
/// title, agenda and minutes can change.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The meeting")),
    request_body = UpdateTaskForceMeeting,
    responses((status = 200, description = "The changed meeting", body = TaskForceMeetingDetail)))]
#[patch("/task-force-meetings/{id}")]
pub async fn update_task_force_meeting(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<UpdateTaskForceMeeting>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::find_meeting(w, id.0)?;
        expected.check(row.version)?;
        let body = body.value;
        let changes = MeetingChanges {
            title: body.title,
            starts_at_local: body.starts_at_local,
            time_zone: body.time_zone,
            duration_minutes: body.duration_minutes,
            link: body.link,
            place: body.place,
            agenda: body.agenda,
            minutes: body.minutes,
        };
        let row = service::update_meeting(w, row, changes)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PresenceRecord {
    person_id: Id,
    presence: Presence,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordTaskForceAttendance {
    /// Who sat in the task force on that day; what was recorded before is replaced.
    #[validate(length(max = 200))]
    #[schema(max_items = 200)]
    records: Vec<PresenceRecord>,
}

/// Record who was in a meeting of the task force
///
/// From then on the meeting counts as held.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The meeting")),
    request_body = RecordTaskForceAttendance,
    responses((status = 200, description = "The meeting as recorded", body = TaskForceMeetingDetail)))]
#[put("/task-force-meetings/{id}/attendance")]
pub async fn record_task_force_attendance(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<RecordTaskForceAttendance>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::find_meeting(w, id.0)?;
        expected.check(row.version)?;
        let records: Vec<_> = body.value.records.into_iter().map(|r| (r.person_id, r.presence)).collect();
        let row = service::record_attendance(w, row, &records)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelTaskForceMeeting {
    /// Members read it in the mail.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000, example = "Two reports are not ready yet.")]
    reason: Option<String>,
}

/// Cancel a meeting of the task force
///
/// Members are told by mail, with a calendar file that takes the event out. Decisions that are put to it come first.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The meeting")),
    request_body = CancelTaskForceMeeting,
    responses((status = 200, description = "Cancelled", body = TaskForceMeetingDetail)))]
#[post("/task-force-meetings/{id}/cancel")]
pub async fn cancel_task_force_meeting(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<CancelTaskForceMeeting>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::find_meeting(w, id.0)?;
        let row = service::cancel_meeting(w, row, body.reason)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}
