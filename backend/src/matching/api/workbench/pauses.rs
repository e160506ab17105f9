//! Mentors who take nobody new for a while.

use actix_web::post;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::matching::service::workbench::pauses;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ManageEnrolments;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply};
use crate::platform::work::Work;

/// Whether a mentor takes somebody new.
#[derive(Serialize, ToSchema)]
pub struct MentorPause {
    enrolment_id: Id,
    paused: bool,
    paused_since: Option<DateTime<Utc>>,
    /// The first day after the pause; `null`: until they resume.
    paused_until: Option<NaiveDate>,
}

fn view(work: &mut Work<'_>, id: Id) -> Result<MentorPause, Problem> {
    let pause = pauses::of_enrolment(work, id)?;
    Ok(MentorPause {
        enrolment_id: id,
        paused: pause.is_some(),
        paused_since: pause.as_ref().map(|pause| utc(pause.since)),
        paused_until: pause.and_then(|pause| pause.until),
    })
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseMentor {
    /// The first day on which they take somebody again; `null` or absent: until they resume.
    #[serde(default)]
    #[validate(custom(function = "plausible_day"))]
    #[schema(required = false, example = "2027-06-01")]
    until: Option<NaiveDate>,
}

/// Pause a mentor
///
/// No round counts on their free seats until they are back. What they have goes on.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_enrolments"))),
    params(("id" = Id, Path, description = "The mentor's enrolment")), request_body = PauseMentor,
    responses((status = 200, description = "Paused", body = MentorPause)))]
#[post("/enrolments/{id}/pause")]
pub async fn pause_mentor(
    auth: Authorized<ManageEnrolments>,
    id: PathId,
    body: Valid<PauseMentor>,
) -> Answer {
    auth.post(body, move |w, body| {
        pauses::pause(w, id.0, body.until)?;
        Reply::ok(&view(w, id.0)?)
    })
    .await
}

/// End a mentor's pause
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_enrolments"))),
    params(("id" = Id, Path, description = "The mentor's enrolment")),
    responses((status = 200, description = "Back", body = MentorPause)))]
#[post("/enrolments/{id}/resume")]
pub async fn resume_mentor(auth: Authorized<ManageEnrolments>, id: PathId) -> Answer {
    auth.act(move |w| {
        pauses::resume(w, id.0)?;
        Reply::ok(&view(w, id.0)?)
    })
    .await
}
