//! Meetings of circles: logged in seconds by those who have joined. Their notes are for them alone.

use std::collections::HashMap;

use actix_web::{delete, get, post, put};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::matching::circles::queries::meetings::{self, CircleMeetingRow};
use crate::matching::circles::service::meetings::{self as service, Held};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AnswerProposals, ViewProposals};
use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A meeting that a circle held.
#[derive(Serialize, ToSchema)]
pub struct CircleMeeting {
    id: Id,
    circle_id: Id,
    held_on: NaiveDate,
    #[schema(example = 60)]
    duration_minutes: i32,
    /// How many were there.
    #[schema(minimum = 1, example = 5)]
    attended: usize,
    /// Their places in the circle; empty for who has not joined it.
    place_ids: Vec<Id>,
    /// `null` for who has not joined the circle.
    shared_note: Option<String>,
    /// Whether the caller logged it, and therefore corrects and removes it.
    is_mine: bool,
    version: i64,
}

impl Versioned for CircleMeeting {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(
    work: &mut Work<'_>,
    rows: Vec<CircleMeetingRow>,
    joined: bool,
) -> Result<Vec<CircleMeeting>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut there: HashMap<Id, Vec<Id>> = meetings::attendance(work.conn, &ids)?;
    let me = work.caller.person();
    let view = |row: CircleMeetingRow| {
        let places = there.remove(&row.id).unwrap_or_default();
        CircleMeeting {
            id: row.id,
            circle_id: row.circle_id,
            held_on: row.held_on,
            duration_minutes: row.duration_minutes,
            attended: places.len(),
            place_ids: if joined { places } else { Vec::new() },
            shared_note: row.shared_note.filter(|_| joined),
            is_mine: joined && me == Some(row.logged_by),
            version: row.version,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

fn view(work: &mut Work<'_>, row: CircleMeetingRow) -> Result<CircleMeeting, Problem> {
    views(work, vec![row], true)?.pop().ok_or_else(|| Problem::not_found("meeting"))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LogCircleMeeting {
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-03-15")]
    held_on: NaiveDate,
    #[validate(range(min = 1, max = 600))]
    #[schema(minimum = 1, maximum = 600, example = 60)]
    duration_minutes: i32,
    /// Places of those who were there, who have joined the circle.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    place_ids: Vec<Id>,
    /// All who have joined read it, and nobody else.
    #[serde(default)]
    #[validate(length(max = 2000))]
    #[schema(required = false, max_length = 2000, example = "Next time: a budget of one page.")]
    shared_note: Option<String>,
}

impl From<LogCircleMeeting> for Held {
    fn from(told: LogCircleMeeting) -> Self {
        Self {
            held_on: told.held_on,
            duration_minutes: told.duration_minutes,
            place_ids: told.place_ids,
            shared_note: told.shared_note,
        }
    }
}

/// Log a meeting of a circle that one has joined
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("answer_proposals"))),
    params(("id" = Id, Path, description = "The circle")), request_body = LogCircleMeeting,
    responses((status = 201, description = "Logged", body = CircleMeeting)))]
#[post("/circles/{id}/meetings")]
pub async fn create_circle_meeting(
    auth: Authorized<AnswerProposals>,
    id: PathId,
    body: Valid<LogCircleMeeting>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::log(w, id.0, body.into())?;
        Reply::created(&format!("/circles/{}/meetings", row.circle_id), &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCircleMeetings {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the meetings of a circle, latest first
///
/// For those who have joined it; coordinators see days, durations and how many were there.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The circle"), ListCircleMeetings),
    responses((status = 200, description = "Meetings", body = Page<CircleMeeting>)))]
#[get("/circles/{id}/meetings")]
pub async fn list_circle_meetings(
    auth: Authorized<ViewProposals>,
    id: PathId,
    query: Params<ListCircleMeetings>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let found = service::reached(w, id.0)?;
        let window = window(w.cursors, "circle_meetings", query.cursor.as_deref(), query.limit)?;
        let rows = meetings::list(w.conn, found.circle.id, &window)?;
        let page = window.page(w.cursors, "circle_meetings", rows, |row| (row.held_on, row.id), |row| row)?;
        Ok(Page { items: views(w, page.items, found.joined)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Correct a meeting of a circle that one logged
///
/// As long as the circle is open. Everything is told anew.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("answer_proposals"))),
    params(("id" = Id, Path, description = "The meeting")), request_body = LogCircleMeeting,
    responses((status = 200, description = "Corrected", body = CircleMeeting)))]
#[put("/circle-meetings/{id}")]
pub async fn correct_circle_meeting(
    auth: Authorized<AnswerProposals>,
    id: PathId,
    body: Valid<LogCircleMeeting>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::correct(w, id.0, &expected, body.value.into())?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Remove a meeting of a circle that one logged
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("answer_proposals"))),
    params(("id" = Id, Path, description = "The meeting")),
    responses((status = 204, description = "Removed")))]
#[delete("/circle-meetings/{id}")]
pub async fn remove_circle_meeting(auth: Authorized<AnswerProposals>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        service::remove(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}
