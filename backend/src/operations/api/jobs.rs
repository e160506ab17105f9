//! Jobs: how far long work is, and stopping it.

use actix_web::{get, post};

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewJobs;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::jobs::{self, JobView};
use crate::platform::reply::{Answer, Reply};

/// Read how far a job is
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("view_jobs"))),
    params(("id" = Id, Path, description = "The job")),
    responses((status = 200, description = "The job", body = JobView)))]
#[get("/jobs/{id}")]
pub async fn get_job(auth: Authorized<ViewJobs>, id: PathId) -> Answer {
    auth.show(move |w| jobs::find(w, id.0)).await
}

/// Ask a job to stop
///
/// A queued job is cancelled at once, a running one at its next step; what it has committed stays.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("view_jobs"))),
    params(("id" = Id, Path, description = "The job")),
    responses((status = 200, description = "Asked to stop", body = JobView)))]
#[post("/jobs/{id}/cancel")]
pub async fn cancel_job(auth: Authorized<ViewJobs>, id: PathId) -> Answer {
    auth.act(move |w| Reply::updated(&jobs::cancel(w, id.0)?)).await
}
