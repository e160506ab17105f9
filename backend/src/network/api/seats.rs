//! Seats and the terms that coordinators serve on them.

use actix_web::{get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::queries::{self, SeatRow, TermRow};
use crate::network::rules::TermState;
use crate::network::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangeNetwork, ViewTerms};
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::{identity, network};

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

/// A coordinator's appointment to a seat, `[starts_on, ends_on)`.
#[derive(Serialize, ToSchema)]
pub struct TermView {
    id: Id,
    seat_id: Id,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    state: TermState,
    /// Declared to overlap with the term before or after it.
    handover: bool,
    version: i64,
}

impl Versioned for TermView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(
    work: &mut crate::platform::work::Work<'_>,
    rows: Vec<TermRow>,
) -> Result<Vec<TermView>, crate::platform::problem::Problem> {
    let regions = network::region_names(work.conn)?;
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    Ok(rows
        .into_iter()
        .map(|row| TermView {
            region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
            person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
            id: row.id,
            seat_id: row.seat_id,
            region_id: row.region_id,
            person_id: row.person_id,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            state: row.state,
            handover: row.handover,
            version: row.version,
        })
        .collect())
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListTerms {
    person_id: Option<Id>,
    region_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List terms, oldest appointment first
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_terms"))), params(ListTerms),
    responses((status = 200, description = "Terms", body = Page<TermView>)))]
#[get("/terms")]
pub async fn list_terms(auth: Authorized<ViewTerms>, query: Params<ListTerms>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "terms", query.cursor.as_deref(), query.limit)?;
        let rows = queries::list_terms(w.conn, w.scope, query.person_id, query.region_id, &window)?;
        let page = window.page(w.cursors, "terms", rows, |t| t.id, |t| t)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a term
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_terms"))),
    params(("id" = Id, Path, description = "The term")),
    responses((status = 200, description = "The term", body = TermView)))]
#[get("/terms/{id}")]
pub async fn get_term(auth: Authorized<ViewTerms>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_term(w, id.0)?;
        views(w, vec![row])?.pop().ok_or_else(|| crate::platform::problem::Problem::not_found("term"))
    })
    .await
}
