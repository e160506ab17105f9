//! Moves of jurisdictions between regions.

use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::network::queries::{self, MoveRow};
use crate::network::rules::moves::MoveState;
use crate::network::service::{self, NewMove};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangeNetwork, ViewNetwork};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{plausible_day, written};
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// How many of something, with the first names in order.
#[derive(Serialize, ToSchema)]
pub struct MovingCount {
    #[schema(minimum = 0)]
    count: i64,
    /// At most five.
    first: Vec<String>,
}

/// What moves with a jurisdiction.
#[derive(Serialize, ToSchema)]
pub struct Moving {
    institutions: MovingCount,
    /// Whose region comes from an institution there, else from their residence there.
    people: MovingCount,
    /// Their roles as mentor or mentee in the region.
    #[schema(minimum = 0)]
    roles: i64,
    /// Their enrolments in cycles that still take enrolments.
    #[schema(minimum = 0)]
    enrolments: i64,
}

/// What stays as it is.
#[derive(Serialize, ToSchema)]
pub struct Staying {
    /// Open seats of the region that it leaves, with their terms.
    #[schema(minimum = 0)]
    seats: i64,
    /// Open pairings of mentees who move: they stay with their region until they end.
    #[schema(minimum = 0)]
    pairings: i64,
    /// Enrolments in cycles that are being matched or mentored: they stay until the cycle closes.
    #[schema(minimum = 0)]
    enrolments: i64,
}

/// What a move would do.
#[derive(Serialize, ToSchema)]
pub struct MovePreview {
    #[schema(example = "OH")]
    jurisdiction: String,
    #[schema(example = "Ohio")]
    name: String,
    from_region_id: Id,
    from_region_name: String,
    to_region_id: Id,
    to_region_name: String,
    moves: Moving,
    stays: Staying,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewMove {
    /// Two letters, such as OH.
    #[validate(length(min = 2, max = 2))]
    jurisdiction: String,
    to_region_id: Id,
}

/// See what moving a jurisdiction would move, and what would stay
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))), params(PreviewMove),
    responses((status = 200, description = "Nothing has been changed", body = MovePreview),
        (status = 422, description = "There is no such jurisdiction or region, or it lies there already",
            body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/jurisdiction-moves/preview")]
pub async fn preview_jurisdiction_move(
    auth: Authorized<ChangeNetwork>,
    query: Params<PreviewMove>,
) -> Answer {
    auth.view(move |w| {
        let PreviewMove { jurisdiction, to_region_id } = query.0;
        let (there, extent) = service::preview_move(w, &jurisdiction, to_region_id)?;
        let regions = queries::region_names(w.conn)?;
        let name = |id: &Id| regions.get(id).cloned().unwrap_or_default();
        Ok(MovePreview {
            from_region_name: name(&there.region_id),
            from_region_id: there.region_id,
            to_region_name: name(&to_region_id),
            to_region_id,
            jurisdiction: there.code,
            name: there.name,
            moves: Moving {
                institutions: MovingCount { count: extent.institutions, first: extent.first_institutions },
                people: MovingCount { count: extent.people, first: extent.first_people },
                roles: extent.roles,
                enrolments: extent.enrolments,
            },
            stays: Staying {
                seats: extent.seats_stay,
                pairings: extent.pairings_stay,
                enrolments: extent.enrolments_stay,
            },
        })
    })
    .await
}

/// A jurisdiction that moved to another region, or is to.
#[derive(Serialize, ToSchema)]
pub struct MoveView {
    id: Id,
    #[schema(example = "OH")]
    jurisdiction: String,
    from_region_id: Id,
    from_region_name: String,
    to_region_id: Id,
    to_region_name: String,
    effective_on: NaiveDate,
    reason: String,
    state: MoveState,
    /// That moved with it; 0 until it is made.
    #[schema(minimum = 0)]
    institutions: i64,
    #[schema(minimum = 0)]
    people: i64,
    #[schema(minimum = 0)]
    enrolments: i64,
    moved_by: Option<Id>,
    moved_by_name: Option<String>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for MoveView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<MoveRow>) -> Result<Vec<MoveView>, Problem> {
    let regions = queries::region_names(work.conn)?;
    let people: Vec<Id> = rows.iter().filter_map(|row| row.moved_by).collect();
    let names = identity::person_names(work.conn, &people)?;
    let region = |id: &Id| regions.get(id).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|row| MoveView {
            from_region_name: region(&row.from_region_id),
            to_region_name: region(&row.to_region_id),
            moved_by_name: row.moved_by.and_then(|person| names.get(&person).cloned()),
            id: row.id,
            jurisdiction: row.jurisdiction,
            from_region_id: row.from_region_id,
            to_region_id: row.to_region_id,
            effective_on: row.effective_on,
            reason: row.reason,
            state: row.state,
            institutions: row.institutions,
            people: row.people,
            enrolments: row.enrolments,
            moved_by: row.moved_by,
            created_at: utc(row.created_at),
            version: row.version,
        })
        .collect())
}

fn view(work: &mut Work<'_>, row: MoveRow) -> Result<MoveView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("move"))
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMoves {
    /// Two letters, such as OH.
    #[validate(length(min = 2, max = 2))]
    jurisdiction: Option<String>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List moves of jurisdictions, newest first
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))), params(ListMoves),
    responses((status = 200, description = "The history", body = Page<MoveView>)))]
#[get("/jurisdiction-moves")]
pub async fn list_jurisdiction_moves(auth: Authorized<ViewNetwork>, query: Params<ListMoves>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "jurisdiction_moves", query.cursor.as_deref(), query.limit)?;
        let rows = queries::list_moves(w.conn, w.scope, query.jurisdiction, &window)?;
        let page = window.page(w.cursors, "jurisdiction_moves", rows, |m| m.id, |m| m)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a move of a jurisdiction
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))),
    params(("id" = Id, Path, description = "The move")),
    responses((status = 200, description = "The move", body = MoveView)))]
#[get("/jurisdiction-moves/{id}")]
pub async fn get_jurisdiction_move(auth: Authorized<ViewNetwork>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_move(w, id.0)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMove {
    /// Two letters, such as OH.
    #[validate(length(min = 2, max = 2))]
    #[schema(min_length = 2, max_length = 2, example = "OH")]
    jurisdiction: String,
    to_region_id: Id,
    /// Today, or a day to come.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-07-01")]
    effective_on: NaiveDate,
    #[validate(length(max = 2000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 2000, pattern = r"\S", example = "Two regions share the load.")]
    reason: String,
}

/// Move a jurisdiction to another region, today or on a day
///
/// Its institutions, and the people whose region comes from it, move along. Open pairings, seats and terms stay.
/// Moving it back undoes it.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    request_body = CreateMove,
    responses((status = 201, description = "Made, or planned", body = MoveView)))]
#[post("/jurisdiction-moves")]
pub async fn create_jurisdiction_move(auth: Authorized<ChangeNetwork>, body: Valid<CreateMove>) -> Answer {
    auth.post(body, |w, body| {
        let new = NewMove {
            jurisdiction: body.jurisdiction,
            to_region: body.to_region_id,
            effective_on: body.effective_on,
            reason: body.reason,
        };
        let row = service::plan_move(w, &new)?;
        Reply::created(&format!("/jurisdiction-moves/{}", row.id), &view(w, row)?)
    })
    .await
}

/// Cancel a move that is planned
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The move")),
    responses((status = 200, description = "Cancelled", body = MoveView)))]
#[post("/jurisdiction-moves/{id}/cancel")]
pub async fn cancel_jurisdiction_move(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::cancel_move(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
