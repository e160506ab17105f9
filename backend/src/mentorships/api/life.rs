//! The life of a pairing: pause, resume, extend, end, never again; and its certificate.

use actix_web::{get, post};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::pairing_views::{PairingView, view};
use crate::mentorships::rules::{EndReason, PauseReason};
use crate::mentorships::service::{self, Ending, PairingCertificate};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{EndPairings, KeepPairings, SteerPairings, ViewPairings};
use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PausePairing {
    reason: PauseReason,
    /// The day on which it goes on by itself: within 180 days, and while the pairing lasts.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-05-01")]
    until: NaiveDate,
}

/// Pause a pairing
///
/// Either of the two, or their coordinator. Nothing is reminded of and nothing is asked until it goes on.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("steer_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = PausePairing,
    responses((status = 200, description = "Paused", body = PairingView)))]
#[post("/pairings/{id}/pause")]
pub async fn pause_pairing(auth: Authorized<SteerPairings>, id: PathId, body: Valid<PausePairing>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::pause_pairing(w, id.0, body.reason, body.until)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Let a paused pairing go on
///
/// Either of the two, or their coordinator. The answer tells how it stands then: the network may have to let it rest.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("steer_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "It goes on", body = PairingView)))]
#[post("/pairings/{id}/resume")]
pub async fn resume_pairing(auth: Authorized<SteerPairings>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::resume_pairing(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtendPairing {
    /// Later than it ends now, and within two years of its start.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-12-31")]
    ends_on: NaiveDate,
}

/// Extend a pairing
///
/// Either of the two, or their coordinator. Those who did not do it are mailed. Also in a closed cycle, where it then ends by
/// itself
/// when that day is over.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("steer_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = ExtendPairing,
    responses((status = 200, description = "Extended", body = PairingView)))]
#[post("/pairings/{id}/extend")]
pub async fn extend_pairing(
    auth: Authorized<SteerPairings>,
    id: PathId,
    body: Valid<ExtendPairing>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::extend_pairing(w, id.0, body.ends_on)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPairing {
    /// Not `cycle_closed`, which is for the network alone.
    reason: EndReason,
    /// Confidential, and of the two alone: never be paired with the other again, in any cycle.
    #[serde(default)]
    #[schema(required = false, example = false)]
    never_again: bool,
}

/// End a pairing
///
/// Either of the two, or their coordinator. The seats are free for the next round; those who did not do it are mailed,
/// without the reason. Whether somebody asked never to be paired again is shown to nobody.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("end_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = EndPairing,
    responses((status = 200, description = "Ended", body = PairingView)))]
#[post("/pairings/{id}/end")]
pub async fn end_pairing(auth: Authorized<EndPairings>, id: PathId, body: Valid<EndPairing>) -> Answer {
    auth.post(body, move |w, body| {
        let ending = Ending { reason: body.reason, never_again: body.never_again };
        let row = service::end_pairing(w, id.0, ending)?;
        let reply = Reply::updated(&view(w, row)?)?;
        // The digest of what was sent would tell of it.
        Ok(if ending.never_again { reply.secret() } else { reply })
    })
    .await
}

/// Ask never to be paired with the other again
///
/// Confidential, at any time, also long after the end. Nobody is told and nobody can read it; the matcher keeps to it in
/// all cycles. Asking twice is asking once.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 204, description = "It is kept to")))]
#[post("/pairings/{id}/never-again")]
pub async fn never_pair_again(auth: Authorized<KeepPairings>, id: PathId) -> Answer {
    auth.act(move |w| {
        service::never_again(w, id.0)?;
        // Not even that it was asked is kept with the keys of the caller.
        Ok(Reply::no_content().secret())
    })
    .await
}

/// Read the certificate of a completed pairing
///
/// What the two have done together, for a page to print.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "The certificate; 409 unless it ended as completed or with its cycle", body = PairingCertificate)))]
#[get("/pairings/{id}/certificate")]
pub async fn get_certificate(auth: Authorized<ViewPairings>, id: PathId) -> Answer {
    auth.view(move |w| service::certificate(w, id.0)).await
}
