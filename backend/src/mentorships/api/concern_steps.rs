//! What those who were named to read a concern do about it.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::concerns::{ConcernView, view};
use crate::mentorships::rules::ConcernOutcome;
use crate::mentorships::service::{self, Closing};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::HandleConcerns;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};

/// Suspend the pairing of a concern
///
/// It rests until you reinstate it or separate the two. Everybody else sees a pause as any other; the two cannot write, plan or
/// log anything together meanwhile. A pause of their own stays as it is.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("handle_concerns"))),
    params(("id" = Id, Path, description = "The concern")),
    responses((status = 200, description = "It rests", body = ConcernView)))]
#[post("/concerns/{id}/suspend")]
pub async fn suspend_pairing(auth: Authorized<HandleConcerns>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::suspend(w, id.0)?;
        Ok(Reply::updated(&view(w, row)?)?.secret())
    })
    .await
}

/// Let the pairing of a concern go on
///
/// When the two had paused it themselves, it goes on on the day of their own pause.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("handle_concerns"))),
    params(("id" = Id, Path, description = "The concern")),
    responses((status = 200, description = "It goes on", body = ConcernView)))]
#[post("/concerns/{id}/reinstate")]
pub async fn reinstate_pairing(auth: Authorized<HandleConcerns>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::reinstate(w, id.0)?;
        Ok(Reply::updated(&view(w, row)?)?.secret())
    })
    .await
}

/// Separate the two of a concern
///
/// Their pairing ends, and they are never paired with each other again.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("handle_concerns"))),
    params(("id" = Id, Path, description = "The concern")),
    responses((status = 200, description = "They are separated", body = ConcernView)))]
#[post("/concerns/{id}/separate")]
pub async fn separate_pair(auth: Authorized<HandleConcerns>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::separate(w, id.0)?;
        Ok(Reply::updated(&view(w, row)?)?.secret())
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseConcern {
    outcome: ConcernOutcome,
    /// For those who were named to read the concern.
    #[serde(default)]
    #[validate(length(min = 1, max = 4000), custom(function = "written"))]
    #[schema(required = false, min_length = 1, max_length = 4000, pattern = r"\S")]
    note: Option<String>,
    /// For whoever raised it, who gets a letter that it is there to read. It does not tell the outcome unless you do.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000), custom(function = "written"))]
    #[schema(required = false, min_length = 1, max_length = 2000, pattern = r"\S")]
    told_to_reporter: Option<String>,
}

/// Record what came of a concern
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("handle_concerns"))),
    params(("id" = Id, Path, description = "The concern")), request_body = CloseConcern,
    responses((status = 200, description = "Closed", body = ConcernView)))]
#[post("/concerns/{id}/close")]
pub async fn close_concern(
    auth: Authorized<HandleConcerns>,
    id: PathId,
    body: Valid<CloseConcern>,
) -> Answer {
    auth.post(body, move |w, body| {
        let CloseConcern { outcome, note, told_to_reporter } = body;
        let row = service::close_concern(w, id.0, Closing { outcome, note, told_to_reporter })?;
        Ok(Reply::updated(&view(w, row)?)?.secret())
    })
    .await
}
