//! Places that coordinators give and take.

use actix_web::{delete, post};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::views::{CircleView, view};
use crate::matching::circles::service::places;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddCirclePlace {
    /// Of a mentee, or of a mentor: a circle has one or two.
    enrolment_id: Id,
}

/// Give somebody a place in a circle
///
/// In a ready round somebody is moved from another circle of the round, or added who has no place. A mentor who has a seat left
/// keeps the other circle. In an open circle the person is asked by mail, with the days of the cycle to answer.
///
/// A 409 has `errors` about `/enrolment_id`: `full`, `already_there`, `not_ready`, `seats_in_round` (a mentor whose seats are all
/// given to several circles of the round), the open rules `same_person`, `same_employer`, `no_shared_language`, `other_region`
/// and `too_few_shared_hours`, or `not_available`: for a seat taken elsewhere, a pause, or a reason that is nobody's business.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The circle")), request_body = AddCirclePlace,
    responses((status = 200, description = "The circle with its new place", body = CircleView)))]
#[post("/circles/{id}/places")]
pub async fn add_circle_place(
    auth: Authorized<RunRounds>,
    id: PathId,
    body: Valid<AddCirclePlace>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = places::add(w, id.0, body.enrolment_id)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Take somebody out of a circle
///
/// Of a ready round they have no place then, and the circle may become too small to be published. Of an open circle they are
/// told by mail, and the seat is free.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The place")),
    responses((status = 204, description = "Taken out")))]
#[delete("/circle-places/{id}")]
pub async fn remove_circle_place(auth: Authorized<RunRounds>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        places::remove(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}
