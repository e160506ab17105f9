//! Seats.

use actix_web::{get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::queries::{self, SeatRow};
use crate::network::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangeNetwork, ViewTerms};
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::reply::{Answer, Reply, Versioned};

/// One coordinator's place in a region.
#[derive(Serialize, ToSchema)]
pub struct SeatView {
    id: Id,
    region_id: Id,
    #[schema(example = "Great Lakes, first seat")]
    name: String,
    closed: bool,
    version: i64,
}

impl Versioned for SeatView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<SeatRow> for SeatView {
    fn from(row: SeatRow) -> Self {
        Self {
            id: row.id,
            region_id: row.region_id,
            name: row.name,
            closed: row.closed_at.is_some(),
            version: row.version,
        }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListSeats {
    region_id: Option<Id>,
}

#[derive(Serialize, ToSchema)]
pub struct SeatList {
    items: Vec<SeatView>,
    next_cursor: Option<String>,
}

/// List the seats
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_terms"))), params(ListSeats),
    responses((status = 200, description = "Seats", body = SeatList)))]
#[get("/seats")]
pub async fn list_seats(auth: Authorized<ViewTerms>, query: Params<ListSeats>) -> Answer {
    auth.view(move |w| {
        let rows = queries::list_seats(w.conn, w.scope, query.0.region_id)?;
        Ok(SeatList { items: rows.into_iter().map(SeatView::from).collect(), next_cursor: None })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateSeat {
    region_id: Id,
    #[validate(length(min = 1, max = 120))]
    #[schema(example = "Great Lakes, first seat")]
    name: String,
}

/// Open a seat in a region
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    request_body = CreateSeat,
    responses((status = 201, description = "Opened", body = SeatView)))]
#[post("/seats")]
pub async fn create_seat(auth: Authorized<ChangeNetwork>, body: Valid<CreateSeat>) -> Answer {
    auth.post(body, |w, body| {
        let seat = service::open_seat(w, body.region_id, &body.name)?;
        Reply::created(&format!("/seats?region_id={}", seat.region_id), &SeatView::from(seat))
    })
    .await
}

/// Read a seat
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_terms"))),
    params(("id" = Id, Path, description = "The seat")),
    responses((status = 200, description = "The seat", body = SeatView)))]
#[get("/seats/{id}")]
pub async fn get_seat(auth: Authorized<ViewTerms>, id: PathId) -> Answer {
    auth.show(move |w| Ok(SeatView::from(service::find_seat(w, id.0)?))).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateSeat {
    #[validate(length(max = 120), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 120, pattern = r"\S", example = "Great Lakes, second seat")]
    name: String,
}

/// Give a seat another name
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The seat")),
    request_body = UpdateSeat,
    responses((status = 200, description = "Renamed", body = SeatView)))]
#[patch("/seats/{id}")]
pub async fn update_seat(auth: Authorized<ChangeNetwork>, id: PathId, body: Valid<UpdateSeat>) -> Answer {
    auth.change(move |w, expected| {
        let seat = service::rename_seat(w, id.0, &expected, &body.value.name)?;
        Reply::updated(&SeatView::from(seat))
    })
    .await
}

/// Close a seat that nobody serves on
///
/// Refused while a term runs or is to come, and while an opening is drafted or published for it.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The seat")),
    responses((status = 200, description = "Closed", body = SeatView)))]
#[post("/seats/{id}/close")]
pub async fn close_seat(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.act(move |w| Reply::updated(&SeatView::from(service::close_seat(w, id.0)?))).await
}

/// Open a closed seat again
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The seat")),
    responses((status = 200, description = "Open again", body = SeatView)))]
#[post("/seats/{id}/reopen")]
pub async fn reopen_seat(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.act(move |w| Reply::updated(&SeatView::from(service::reopen_seat(w, id.0)?))).await
}
