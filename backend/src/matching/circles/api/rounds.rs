//! Rounds of circles: run, read, publish.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::matching::circles::queries::rounds::{self, CircleRoundRow};
use crate::matching::circles::service::publication;
use crate::matching::circles::service::rounds::{self as service, Wanted};
use crate::matching::rules::RoundState;
use crate::matching::service::cycles::find_cycle;
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{RunRounds, ViewProposals};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::jobs;
use crate::platform::pagination::{Page, window};
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// One computation of circles.
#[derive(Serialize, ToSchema)]
pub struct CircleRoundView {
    id: Id,
    cycle_id: Id,
    /// The region whose people it brings together; `null`: the whole nation.
    region_id: Option<Id>,
    #[schema(example = "Great Lakes")]
    region_name: Option<String>,
    state: RoundState,
    /// The fewest and the most mentees of a circle, 4 to 8.
    #[schema(minimum = 4, maximum = 8, example = 4)]
    size_least: i32,
    #[schema(minimum = 4, maximum = 8, example = 8)]
    size_most: i32,
    #[schema(minimum = 1, maximum = 2, example = 1)]
    mentors_per_circle: i32,
    /// How far it is: `/api/v1/jobs/{job_id}`.
    job_id: Option<Id>,
    /// Mentees without a pair, a question or a circle, when it was formed.
    mentees: i32,
    /// Mentors with a free seat, when it was formed.
    mentors: i32,
    circles: i32,
    /// Mentees in circles.
    placed: i32,
    /// No circles of these people could place more.
    most_placed: i32,
    /// What a mentee in a circle has on average, whole points.
    #[schema(example = 96)]
    points: i64,
    /// The most that one could have.
    #[schema(example = 200)]
    points_possible: i32,
    /// The share of all points, 0 to 1, that better circles might add at most. 1 until there is an outcome.
    #[schema(minimum = 0, maximum = 1, example = 0.04)]
    gap: f64,
    published_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for CircleRoundView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn gap(row: &CircleRoundRow) -> f64 {
    if !row.state.has_outcome() {
        return 1.0;
    }
    let more = (row.most_parts - row.parts).max(0);
    #[allow(clippy::cast_precision_loss)] // far fewer parts than 2^52
    if row.most_parts == 0 { 0.0 } else { more as f64 / row.most_parts as f64 }
}

fn views(work: &mut Work<'_>, rows: Vec<CircleRoundRow>) -> Result<Vec<CircleRoundView>, Problem> {
    let regions = network::region_names(work.conn)?;
    let ids: Vec<Id> = rows.iter().filter_map(|row| row.job_id).collect();
    let jobs = jobs::states(work.conn, &ids)?;
    let view = |row: CircleRoundRow| CircleRoundView {
        id: row.id,
        cycle_id: row.cycle_id,
        region_id: row.region_id,
        region_name: row.region_id.and_then(|id| regions.get(&id).cloned()),
        state: row.state.shown(row.job_id.and_then(|id| jobs.get(&id).copied())),
        size_least: row.size_least,
        size_most: row.size_most,
        mentors_per_circle: row.mentors_per_circle,
        job_id: row.job_id,
        mentees: row.mentees,
        mentors: row.mentors,
        circles: row.circles,
        placed: row.placed,
        most_placed: row.most_placed,
        points: row.parts / i64::from(row.placed).max(1) / matcher::circles::PARTS,
        points_possible: row.points_possible,
        gap: gap(&row),
        published_at: row.published_at.map(utc),
        created_at: utc(row.created_at),
        version: row.version,
    };
    Ok(rows.into_iter().map(view).collect())
}

fn view(work: &mut Work<'_>, row: CircleRoundRow) -> Result<CircleRoundView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("circle round"))
}

const fn four() -> i32 {
    4
}

const fn eight() -> i32 {
    8
}

const fn one() -> i32 {
    1
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateCircleRound {
    /// The region whose people are brought together; `null` or absent: the whole nation, for the task force.
    #[serde(default)]
    #[schema(required = false)]
    region_id: Option<Id>,
    /// The fewest mentees of a circle, 4 unless told.
    #[serde(default = "four")]
    #[schema(required = false, minimum = 4, maximum = 8, default = 4)]
    size_least: i32,
    /// The most mentees of a circle, 8 unless told; not fewer than `size_least`.
    #[serde(default = "eight")]
    #[schema(required = false, minimum = 4, maximum = 8, default = 8)]
    size_most: i32,
    /// 1 unless told.
    #[serde(default = "one")]
    #[schema(required = false, minimum = 1, maximum = 2, default = 1)]
    mentors_per_circle: i32,
}

/// Run a round of peer circles
///
/// Forms circles of mentees who have no pair, question or circle now, each with one or two mentors who have a free seat; as a
/// job: follow `Location`. Nobody is asked until the round is published. Rules and weights are those of the policy in force.
///
/// The job's `result` has `circle_round_id`, `mentors`, `mentees`, `circles`, `placed` and `most_placed` of the round, and what
/// its last attempt spent its time on, in whole milliseconds: `read_ms`, `solve_ms`, `verify_ms` and `store_ms`.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The cycle")), request_body = CreateCircleRound,
    responses((status = 202, description = "Queued", body = CircleRoundView)))]
#[post("/cycles/{id}/circle-rounds")]
pub async fn create_circle_round(
    auth: Authorized<RunRounds>,
    id: PathId,
    body: Valid<CreateCircleRound>,
) -> Answer {
    auth.post(body, move |w, body| {
        let wanted = Wanted {
            size_least: body.size_least,
            size_most: body.size_most,
            mentors_per_circle: body.mentors_per_circle,
        };
        let row = service::start_round(w, id.0, body.region_id, wanted)?;
        let job = row.job_id.ok_or_else(|| Problem::internal("a round without a job"))?;
        Reply::accepted(job, &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCircleRounds {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the rounds of peer circles of a cycle, newest first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The cycle"), ListCircleRounds),
    responses((status = 200, description = "National rounds and those of one's regions", body = Page<CircleRoundView>)))]
#[get("/cycles/{id}/circle-rounds")]
pub async fn list_circle_rounds(
    auth: Authorized<ViewProposals>,
    id: PathId,
    query: Params<ListCircleRounds>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let cycle = find_cycle(w, id.0)?;
        let window = window::<Id>(w.cursors, "circle_rounds", query.cursor.as_deref(), query.limit)?;
        let rows = rounds::list(w.conn, w.scope, cycle.id, &window)?;
        let page = window.page(w.cursors, "circle_rounds", rows, |r| r.id, |r| r)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a round of peer circles
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The round of circles")),
    responses((status = 200, description = "The round", body = CircleRoundView)))]
#[get("/circle-rounds/{id}")]
pub async fn get_circle_round(auth: Authorized<ViewProposals>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_round(w, id.0)?;
        view(w, row)
    })
    .await
}

/// A letter as it would go out.
#[derive(Serialize, ToSchema)]
pub struct CircleLetter {
    subject: String,
    text: String,
}

/// What publishing a round of circles would do.
#[derive(Serialize, ToSchema)]
pub struct CirclePublicationPreview {
    circles: usize,
    mails: usize,
    /// Names of circles that are too small; as long as there are any, publishing is a 409.
    #[schema(example = json!(["Circle 3"]))]
    too_small: Vec<String>,
    /// The first letter that would go out; `null` when none would.
    letter: Option<CircleLetter>,
}

/// Look at what publishing a round of peer circles would do
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round of circles")),
    responses((status = 200, description = "Circles, letters, and what is too small", body = CirclePublicationPreview),
        (status = 409, description = "The round is not ready", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/circle-rounds/{id}/publication-preview")]
pub async fn preview_circle_publication(auth: Authorized<RunRounds>, id: PathId) -> Answer {
    auth.view(move |w| {
        let seen = publication::preview(w, id.0)?;
        Ok(CirclePublicationPreview {
            circles: seen.circles,
            mails: seen.mails,
            too_small: seen.too_small,
            letter: seen.letter.map(|letter| CircleLetter { subject: letter.subject, text: letter.body }),
        })
    })
    .await
}

/// Publish a round of peer circles: ask everybody
///
/// All of them or nobody, by mail with who else is in the circle and why. A 409 has `errors` that name each circle
/// (`/circles/{id}`) with `too_small` or `not_available`, and each place (`/circles/{id}/places/{place_id}`) with `mentor_full`
/// or `mentee_taken`.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round of circles")),
    responses((status = 200, description = "Published", body = CircleRoundView)))]
#[post("/circle-rounds/{id}/publish")]
pub async fn publish_circle_round(auth: Authorized<RunRounds>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = publication::publish(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
