//! Circles: listed, read, renamed, ended.

use actix_web::{get, patch, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::views::{CircleView, view, views};
use crate::matching::circles::queries::circles::{self, CircleFilter};
use crate::matching::circles::rules::{CircleEndReason, CircleState};
use crate::matching::circles::service::{ending, find_circle, needing, places, rounds};
use crate::platform::auth::permissions::{RunRounds, ViewProposals};
use crate::platform::auth::{Authorized, Scope};
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply};
use crate::platform::work::Work;

/// What a page is asked with.
struct Asked {
    list: &'static str,
    newest_first: bool,
    limit: Option<i64>,
    cursor: Option<String>,
}

fn page(
    work: &mut Work<'_>,
    scope: &Scope,
    filter: &CircleFilter,
    asked: &Asked,
) -> Result<Page<CircleView>, Problem> {
    let window = window::<Id>(work.cursors, asked.list, asked.cursor.as_deref(), asked.limit)?;
    let rows = circles::list(work.conn, scope, filter, asked.newest_first, &window)?;
    let page = window.page(work.cursors, asked.list, rows, |row| row.id, |row| row)?;
    Ok(Page { items: views(work, page.items)?, next_cursor: page.next_cursor })
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCirclesOfRound {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the circles of a round
///
/// In the order in which they were formed. Of a national round coordinators read those in which somebody of their regions sits.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The round of circles"), ListCirclesOfRound),
    responses((status = 200, description = "Those of one's regions", body = Page<CircleView>)))]
#[get("/circle-rounds/{id}/circles")]
pub async fn list_circles_of_round(
    auth: Authorized<ViewProposals>,
    id: PathId,
    query: Params<ListCirclesOfRound>,
) -> Answer {
    auth.list(move |w| {
        let ListCirclesOfRound { limit, cursor } = query.0;
        let round = rounds::find_round(w, id.0)?;
        let filter = CircleFilter { round: Some(round.id), ..CircleFilter::default() };
        let asked = Asked { list: "circles_of_round", newest_first: false, limit, cursor };
        let scope = w.scope;
        page(w, scope, &filter, &asked)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCircles {
    cycle_id: Option<Id>,
    /// Circles in which somebody of this region has or had a place.
    region_id: Option<Id>,
    #[param(inline)]
    state: Option<CircleState>,
    /// Whether they are open circles about which one decides and that need people: fewer mentees than they were formed for, or
    /// no mentor.
    needs_people: Option<bool>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List circles, newest first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(ListCircles),
    responses((status = 200, description = "Those of one's regions, and those to which one is or was asked", body = Page<CircleView>)))]
#[get("/circles")]
pub async fn list_circles(auth: Authorized<ViewProposals>, query: Params<ListCircles>) -> Answer {
    auth.list(move |w| {
        let ListCircles { cycle_id, region_id, state, needs_people, limit, cursor } = query.0;
        let scope = w.scope;
        let in_need = match needs_people {
            Some(wanted) => Some((wanted, needing::ids_in_need(w, scope)?)),
            None => None,
        };
        let filter =
            CircleFilter { cycle: cycle_id, region: region_id, state, in_need, ..CircleFilter::default() };
        page(w, scope, &filter, &Asked { list: "circles", newest_first: true, limit, cursor })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMyCircles {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the circles to which one is or was asked, newest first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(ListMyCircles),
    responses((status = 200, description = "One's own circles", body = Page<CircleView>)))]
#[get("/my-circles")]
pub async fn list_my_circles(auth: Authorized<ViewProposals>, query: Params<ListMyCircles>) -> Answer {
    auth.list(move |w| {
        let ListMyCircles { limit, cursor } = query.0;
        let me = w.caller.require_person()?;
        let own = Scope { own: Some(me), ..Scope::default() };
        let filter = CircleFilter { asked: Some(me), ..CircleFilter::default() };
        page(w, &own, &filter, &Asked { list: "my_circles", newest_first: true, limit, cursor })
    })
    .await
}

/// Read a circle
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The circle")),
    responses((status = 200, description = "The circle and who sits there", body = CircleView)))]
#[get("/circles/{id}")]
pub async fn get_circle(auth: Authorized<ViewProposals>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = find_circle(w, id.0)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenameCircle {
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "Makerspaces, mornings")]
    name: String,
}

/// Rename a circle
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The circle")), request_body = RenameCircle,
    responses((status = 200, description = "Renamed", body = CircleView)))]
#[patch("/circles/{id}")]
pub async fn rename_circle(auth: Authorized<RunRounds>, id: PathId, body: Valid<RenameCircle>) -> Answer {
    auth.change(move |w, expected| {
        let row = places::rename(w, id.0, &expected, &body.value.name)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndCircle {
    reason: CircleEndReason,
}

/// End an open circle
///
/// Its seats are free again, and everybody who is asked or has joined is told by mail, without the reason.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The circle")), request_body = EndCircle,
    responses((status = 200, description = "Ended", body = CircleView)))]
#[post("/circles/{id}/end")]
pub async fn end_circle(auth: Authorized<RunRounds>, id: PathId, body: Valid<EndCircle>) -> Answer {
    auth.post(body, move |w, body| {
        let row = ending::end(w, id.0, body.reason)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
