//! Sessions of a cohort and their attendance.

use std::collections::HashMap;

use actix_web::{get, patch, post, put};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::identity;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageTraining, RecordAttendance, ViewTraining};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{web_address, written};
use crate::platform::input::{PathId, Valid, nullable, present};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::training::queries::{self, SessionRow};
use crate::training::rules::{AttendanceSource, AttendanceState, TrainingSessionKind};
use crate::training::service::{self, NewSession, SessionChanges};

/// One scheduled workshop, seminar or collaborative meeting.
#[derive(Serialize, ToSchema)]
pub struct TrainingSessionView {
    id: Id,
    cohort_id: Id,
    #[schema(example = "How pairs begin")]
    title: String,
    kind: TrainingSessionKind,
    /// Local time in `time_zone`: what was agreed, whatever becomes of the zone's rules.
    #[schema(example = "2027-03-01T14:00:00")]
    starts_at_local: String,
    #[schema(example = "America/Chicago")]
    time_zone: String,
    /// The same moment in UTC.
    starts_at: DateTime<Utc>,
    #[schema(example = 90)]
    duration_minutes: i32,
    #[schema(example = "https://meet.example/perennial")]
    link: Option<String>,
    capacity: Option<i32>,
    version: i64,
}

impl Versioned for TrainingSessionView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<SessionRow> for TrainingSessionView {
    fn from(row: SessionRow) -> Self {
        Self {
            id: row.id,
            cohort_id: row.cohort_id,
            title: row.title,
            kind: row.kind,
            starts_at_local: row.starts_at_local.format("%Y-%m-%dT%H:%M:%S").to_string(),
            time_zone: row.time_zone,
            starts_at: utc(row.starts_at),
            duration_minutes: row.duration_minutes,
            link: row.link,
            capacity: row.capacity,
            version: row.version,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct TrainingSessionList {
    items: Vec<TrainingSessionView>,
    next_cursor: Option<String>,
}

/// List the sessions of a cohort, in the order of time
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("view_training"))),
    params(("id" = Id, Path, description = "The cohort")),
    responses((status = 200, description = "All sessions", body = TrainingSessionList)))]
#[get("/cohorts/{id}/sessions")]
pub async fn list_training_sessions(auth: Authorized<ViewTraining>, id: PathId) -> Answer {
    auth.view(move |w| {
        let cohort = service::find_cohort(w, id.0)?;
        let items = queries::list_sessions(w.conn, cohort.id)?.into_iter().map(Into::into).collect();
        Ok(TrainingSessionList { items, next_cursor: None })
    })
    .await
}

/// Read a session
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("view_training"))),
    params(("id" = Id, Path, description = "The session")),
    responses((status = 200, description = "The session", body = TrainingSessionView)))]
#[get("/training-sessions/{id}")]
pub async fn get_training_session(auth: Authorized<ViewTraining>, id: PathId) -> Answer {
    auth.show(move |w| service::find_session(w, id.0).map(TrainingSessionView::from)).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateTrainingSession {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "How pairs begin")]
    title: String,
    kind: TrainingSessionKind,
    /// Local time without a zone. Of an hour that happens twice the first is meant; one that clocks
    /// leave out is refused.
    #[validate(length(max = 19))]
    #[schema(
        pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$",
        example = "2027-03-01T14:00"
    )]
    starts_at_local: String,
    /// An IANA time zone.
    #[validate(length(max = 60))]
    #[schema(max_length = 60, example = "America/Chicago")]
    time_zone: String,
    #[validate(range(min = 5, max = 1440))]
    #[schema(minimum = 5, maximum = 1440, example = 90)]
    duration_minutes: i32,
    /// Where it takes place, on the web.
    #[validate(length(max = 500), custom(function = "web_address"))]
    #[schema(max_length = 500, example = "https://meet.example/perennial")]
    link: Option<String>,
    #[validate(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10000, example = 30)]
    capacity: Option<i32>,
}

/// Plan a session of a cohort
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("manage_training"))),
    params(("id" = Id, Path, description = "The cohort")),
    request_body = CreateTrainingSession,
    responses((status = 201, description = "Planned", body = TrainingSessionView)))]
#[post("/cohorts/{id}/sessions")]
pub async fn create_training_session(
    auth: Authorized<ManageTraining>,
    id: PathId,
    body: Valid<CreateTrainingSession>,
) -> Answer {
    auth.post(body, move |w, body| {
        let new = NewSession {
            title: body.title,
            kind: body.kind,
            starts_at_local: body.starts_at_local,
            time_zone: body.time_zone,
            duration_minutes: body.duration_minutes,
            link: body.link,
            capacity: body.capacity,
        };
        let row = service::create_session(w, id.0, new)?;
        Reply::created(&format!("/training-sessions/{}", row.id), &TrainingSessionView::from(row))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTrainingSession {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S")]
    title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = TrainingSessionKind, required = false)]
    kind: Option<TrainingSessionKind>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 19))]
    #[schema(value_type = String, required = false, pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$", example = "2027-03-08T14:00")]
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
    #[validate(range(min = 1, max = 10_000))]
    #[schema(value_type = Option<i32>, required = false, minimum = 1, maximum = 10000)]
    capacity: Option<Option<i32>>,
}

/// Change a session
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("manage_training"))),
    params(("id" = Id, Path, description = "The session")),
    request_body = UpdateTrainingSession,
    responses((status = 200, description = "The changed session", body = TrainingSessionView)))]
#[patch("/training-sessions/{id}")]
pub async fn update_training_session(
    auth: Authorized<ManageTraining>,
    id: PathId,
    body: Valid<UpdateTrainingSession>,
) -> Answer {
    auth.change(move |w, expected| {
        let session = service::find_session(w, id.0)?;
        expected.check(session.version)?;
        let body = body.value;
        let changes = SessionChanges {
            title: body.title,
            kind: body.kind,
            starts_at_local: body.starts_at_local,
            time_zone: body.time_zone,
            duration_minutes: body.duration_minutes,
            link: body.link,
            capacity: body.capacity,
        };
        let row = service::update_session(w, session, changes)?;
        Reply::updated(&TrainingSessionView::from(row))
    })
    .await
}

/// What is recorded for a member.
#[derive(Serialize, ToSchema)]
pub struct AttendanceView {
    member_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    /// `null`: not recorded yet.
    state: Option<AttendanceState>,
    source: Option<AttendanceSource>,
    recorded_at: Option<DateTime<Utc>>,
}

/// The attendance of a session, under the session's version.
#[derive(Serialize, ToSchema)]
pub struct AttendanceSheet {
    session_id: Id,
    /// One for each member you may see.
    items: Vec<AttendanceView>,
    version: i64,
}

impl Versioned for AttendanceSheet {
    fn version(&self) -> i64 {
        self.version
    }
}

fn sheet(work: &mut Work<'_>, session: &SessionRow) -> Result<AttendanceSheet, Problem> {
    let members = queries::list_members(work.conn, work.scope, session.cohort_id)?;
    let people: Vec<Id> = members.iter().map(|member| member.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let recorded: HashMap<Id, _> = queries::attendance_of_session(work.conn, session.id)?
        .into_iter()
        .map(|row| (row.member_id, row))
        .collect();
    let items = members
        .into_iter()
        .map(|member| {
            let row = recorded.get(&member.id);
            AttendanceView {
                member_id: member.id,
                person_name: names.get(&member.person_id).cloned().unwrap_or_default(),
                state: row.map(|row| row.state),
                source: row.map(|row| row.source),
                recorded_at: row.map(|row| utc(row.recorded_at)),
            }
        })
        .collect();
    Ok(AttendanceSheet { session_id: session.id, items, version: session.version })
}

/// Read the attendance of a session
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("view_training"))),
    params(("id" = Id, Path, description = "The session")),
    responses((status = 200, description = "The attendance", body = AttendanceSheet)))]
#[get("/training-sessions/{id}/attendance")]
pub async fn get_attendance(auth: Authorized<ViewTraining>, id: PathId) -> Answer {
    // Without 304: the members may have changed under one version of the session.
    auth.view(move |w| {
        let session = service::find_session(w, id.0)?;
        sheet(w, &session)
    })
    .await
}

#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendanceRecord {
    member_id: Id,
    state: AttendanceState,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAttendanceBody {
    /// Some or all members; who is not named stays as recorded before.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_items = 1, max_items = 200)]
    records: Vec<AttendanceRecord>,
}

/// Record who was in a session
///
/// Send `If-Match` with the session's version. Before it begins, members can only be excused.
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("record_attendance"))),
    params(("id" = Id, Path, description = "The session")),
    request_body = RecordAttendanceBody,
    responses((status = 200, description = "The attendance", body = AttendanceSheet)))]
#[put("/training-sessions/{id}/attendance")]
pub async fn record_attendance(
    auth: Authorized<RecordAttendance>,
    id: PathId,
    body: Valid<RecordAttendanceBody>,
) -> Answer {
    auth.change(move |w, expected| {
        expected.check(service::find_session(w, id.0)?.version)?;
        let records: Vec<_> = body.value.records.into_iter().map(|r| (r.member_id, r.state)).collect();
        let row = service::record_attendance(w, id.0, &records)?;
        Reply::updated(&sheet(w, &row)?)
    })
    .await
}
