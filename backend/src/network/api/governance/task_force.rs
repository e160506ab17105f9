//! Who sits in the task force.

use actix_web::{get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::network::governance::seating::queries::{self, TaskForceSeatRow};
use crate::network::governance::seating::rules;
use crate::network::governance::seating::service::{self, NewTaskForceSeat, SeatChanges};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangePlan, ViewPlan};
use crate::platform::db::Id;
use crate::platform::fields::{calendar_day, written};
use crate::platform::input::{Params, PathId, Valid, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A person's seat in the task force, `[starts_on, ends_on)`.
#[derive(Serialize, ToSchema)]
pub struct TaskForceSeatView {
    id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    #[schema(example = "Chair")]
    title: String,
    /// Whether who sits here votes.
    votes: bool,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    /// Held today (UTC).
    current: bool,
    version: i64,
}

impl Versioned for TaskForceSeatView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<TaskForceSeatRow>) -> Result<Vec<TaskForceSeatView>, Problem> {
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let today = work.now.date_naive();
    Ok(rows
        .into_iter()
        .map(|row| TaskForceSeatView {
            person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
            current: rules::is_held(row.starts_on, row.ends_on, today),
            id: row.id,
            person_id: row.person_id,
            title: row.title,
            votes: row.votes,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            version: row.version,
        })
        .collect())
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListTaskForceSeats {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the seats of the task force, in the order they were given
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))), params(ListTaskForceSeats),
    responses((status = 200, description = "Seats of the task force", body = Page<TaskForceSeatView>)))]
#[get("/task-force-seats")]
pub async fn list_task_force_seats(auth: Authorized<ViewPlan>, query: Params<ListTaskForceSeats>) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "task_force_seats", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_task_force_seats(w.conn, w.scope, &window)?;
        let page = window.page(w.cursors, "task_force_seats", rows, |s| s.id, |s| s)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateTaskForceSeat {
    person_id: Id,
    #[validate(length(max = 120), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 120, pattern = r"\S", example = "Chair")]
    title: String,
    /// Whether who sits here votes; told nothing, they do.
    #[serde(default = "yes")]
    #[schema(default = true)]
    votes: bool,
    #[validate(custom(function = "calendar_day"))]
    #[schema(example = "2026-02-01")]
    starts_on: NaiveDate,
    /// The day after the last one.
    #[validate(custom(function = "calendar_day"))]
    #[schema(example = "2028-02-01")]
    ends_on: NaiveDate,
}

const fn yes() -> bool {
    true
}

/// Give a person a seat in the task force
///
/// Nobody holds two at once, and there are as many as the task force's rules have places. Grants the role for the network at once, unless the seat has ended already.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    request_body = CreateTaskForceSeat,
    responses((status = 201, description = "Seated", body = TaskForceSeatView)))]
#[post("/task-force-seats")]
pub async fn create_task_force_seat(
    auth: Authorized<ChangePlan>,
    body: Valid<CreateTaskForceSeat>,
) -> Answer {
    auth.post(body, |w, body| {
        let row = service::create_task_force_seat(
            w,
            &NewTaskForceSeat {
                person: body.person_id,
                title: &body.title,
                votes: body.votes,
                starts_on: body.starts_on,
                ends_on: body.ends_on,
            },
        )?;
        let view = views(w, vec![row])?.pop().ok_or_else(|| Problem::not_found("seat"))?;
        Reply::created("/task-force-seats", &view)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTaskForceSeat {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 120), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120, pattern = r"\S")]
    title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    votes: Option<bool>,
    /// The day after the last one: today or later, before the seat ends in any case.
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "calendar_day"))]
    #[schema(value_type = NaiveDate, required = false, example = "2027-06-01")]
    ends_on: Option<NaiveDate>,
}

/// Change a person's seat in the task force, or end it
///
/// The role for the network ends with the last seat of the person, on that day or at once when it is today.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The seat")),
    request_body = UpdateTaskForceSeat,
    responses((status = 200, description = "The changed seat", body = TaskForceSeatView)))]
#[patch("/task-force-seats/{id}")]
pub async fn update_task_force_seat(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<UpdateTaskForceSeat>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdateTaskForceSeat { title, votes, ends_on } = body.value;
        let changes = SeatChanges { title, votes, ends_on };
        let row = service::update_task_force_seat(w, id.0, &expected, changes)?;
        let view = views(w, vec![row])?.pop().ok_or_else(|| Problem::not_found("seat"))?;
        Reply::updated(&view)
    })
    .await
}
