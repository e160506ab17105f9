//! Goals of a pairing and how far they are.

use actix_web::{get, patch, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use crate::identity;
use crate::mentorships::queries::{self, GoalRow};
use crate::mentorships::rules::{GoalState, GoalStepKind, goal_overdue};
use crate::mentorships::service::{self, GoalEdit};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{KeepPairings, ViewPairings};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{plausible_day, written};
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply, Versioned};

/// A goal of a pairing.
#[derive(Serialize, ToSchema)]
pub struct GoalView {
    id: Id,
    pairing_id: Id,
    #[schema(example = "Write a grant for a makerspace")]
    title: String,
    due_on: Option<NaiveDate>,
    state: GoalState,
    /// Open, and its day is over.
    overdue: bool,
    /// It was in the agreement that both signed.
    from_agreement: bool,
    last_progress_at: Option<DateTime<Utc>>,
    version: i64,
}

impl Versioned for GoalView {
    // Whether it is overdue changes with the day.
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn view(row: GoalRow, today: NaiveDate) -> GoalView {
    GoalView {
        overdue: goal_overdue(row.state, row.due_on, today),
        id: row.id,
        pairing_id: row.pairing_id,
        title: row.title,
        due_on: row.due_on,
        state: row.state,
        from_agreement: row.from_agreement,
        last_progress_at: row.last_progress_at.map(utc),
        version: row.version,
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListGoals {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the goals of a pairing, oldest first
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The pairing"), ListGoals),
    responses((status = 200, description = "Goals", body = Page<GoalView>)))]
#[get("/pairings/{id}/goals")]
pub async fn list_goals(auth: Authorized<ViewPairings>, id: PathId, query: Params<ListGoals>) -> Answer {
    auth.list(move |w| {
        let pairing = service::find_pairing(w, id.0)?;
        let window = window(w.cursors, "goals", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_goals(w.conn, pairing.id, &window)?;
        let today = w.now.date_naive();
        window.page(w.cursors, "goals", rows, |goal| goal.id, |goal| view(goal, today))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateGoal {
    #[validate(length(min = 1, max = 300), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 300, pattern = r"\S", example = "Write a grant for a makerspace")]
    title: String,
    #[serde(default)]
    #[validate(custom(function = "plausible_day"))]
    #[schema(required = false, example = "2027-06-01")]
    due_on: Option<NaiveDate>,
}

/// Add a goal to one's pairing
///
/// At most 30, dropped ones not counted. What a signed agreement names becomes goals by itself; what it names no more is dropped.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = CreateGoal,
    responses((status = 201, description = "Added", body = GoalView)))]
#[post("/pairings/{id}/goals")]
pub async fn create_goal(auth: Authorized<KeepPairings>, id: PathId, body: Valid<CreateGoal>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::create_goal(w, id.0, &body.title, body.due_on)?;
        Reply::created(&format!("/goals/{}", row.id), &view(row, w.now.date_naive()))
    })
    .await
}

/// Read a goal
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The goal")),
    responses((status = 200, description = "The goal", body = GoalView)))]
#[get("/goals/{id}")]
pub async fn get_goal(auth: Authorized<ViewPairings>, id: PathId) -> Answer {
    auth.show(move |w| {
        let (row, _) = service::find_goal(w, id.0)?;
        Ok(view(row, w.now.date_naive()))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateGoal {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = 300), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 300, pattern = r"\S")]
    title: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(custom(function = "plausible_day"))]
    #[schema(value_type = Option<NaiveDate>, required = false)]
    due_on: Option<Option<NaiveDate>>,
}

/// Change the words or the day of a goal
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The goal")), request_body = UpdateGoal,
    responses((status = 200, description = "Changed", body = GoalView)))]
#[patch("/goals/{id}")]
pub async fn update_goal(auth: Authorized<KeepPairings>, id: PathId, body: Valid<UpdateGoal>) -> Answer {
    auth.change(move |w, expected| {
        let UpdateGoal { title, due_on } = body.value;
        let edit = GoalEdit { title, due_on };
        let row = service::change_goal(w, id.0, edit, &|version| expected.check(version))?;
        Reply::updated(&view(row, w.now.date_naive()))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "says_something"))]
pub struct NoteProgress {
    /// Both of the two read it, and nobody else.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000), custom(function = "written"))]
    #[schema(
        required = false,
        min_length = 1,
        max_length = 2000,
        pattern = r"\S",
        example = "The draft is with the board."
    )]
    note: Option<String>,
    /// Where it is now, when that changes.
    #[serde(default)]
    #[schema(required = false)]
    state: Option<GoalState>,
}

fn says_something(body: &NoteProgress) -> Result<(), ValidationError> {
    if body.note.is_some() || body.state.is_some() {
        return Ok(());
    }
    Err(ValidationError::new("empty").with_message("Say something: a note, a state or both.".into()))
}

/// Note how far a goal is
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The goal")), request_body = NoteProgress,
    responses((status = 200, description = "Noted", body = GoalView)))]
#[post("/goals/{id}/progress")]
pub async fn note_goal_progress(
    auth: Authorized<KeepPairings>,
    id: PathId,
    body: Valid<NoteProgress>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::note_progress(w, id.0, body.note, body.state)?;
        Reply::updated(&view(row, w.now.date_naive()))
    })
    .await
}

/// Something that happened to a goal.
#[derive(Serialize, ToSchema)]
pub struct GoalStepView {
    id: Id,
    goal_id: Id,
    what: GoalStepKind,
    /// For the two alone: `null` for everybody else.
    note: Option<String>,
    /// Its words and its day after this.
    title: Option<String>,
    due_on: Option<NaiveDate>,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    happened_at: DateTime<Utc>,
}

/// List what happened to a goal, oldest first
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The goal"), ListGoals),
    responses((status = 200, description = "Its history", body = Page<GoalStepView>)))]
#[get("/goals/{id}/history")]
pub async fn list_goal_history(
    auth: Authorized<ViewPairings>,
    id: PathId,
    query: Params<ListGoals>,
) -> Answer {
    auth.list(move |w| {
        let (goal, pairing) = service::find_goal(w, id.0)?;
        let for_the_two = pairing.is_of(w.caller.person());
        let window = window(w.cursors, "goal_steps", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_goal_steps(w.conn, goal.id, &window)?;
        let names = identity::person_names(w.conn, &[pairing.mentor_id, pairing.mentee_id])?;
        window.page(
            w.cursors,
            "goal_steps",
            rows,
            |step| step.id,
            |step| GoalStepView {
                person_name: names.get(&step.person_id).cloned().unwrap_or_default(),
                id: step.id,
                goal_id: step.goal_id,
                what: step.what,
                note: step.note.filter(|_| for_the_two),
                title: step.title,
                due_on: step.due_on,
                person_id: step.person_id,
                happened_at: utc(step.happened_at),
            },
        )
    })
    .await
}
