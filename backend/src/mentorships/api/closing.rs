//! What closing a cycle would end.

use actix_web::get;

use crate::mentorships::service::{self, ClosingPreview};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ManageCycles;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::reply::Answer;

/// Read what closing a cycle would end
///
/// Pairings whose own end is later than the cycle's last beyond it, and end by themselves then. Nothing is changed.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("manage_cycles"))),
    params(("id" = Id, Path, description = "The cycle")),
    responses((status = 200, description = "Figures; 404 when there is no such cycle", body = ClosingPreview)))]
#[get("/cycles/{id}/closing-preview")]
pub async fn get_closing_preview(auth: Authorized<ManageCycles>, id: PathId) -> Answer {
    auth.view(move |w| service::closing_preview(w, id.0)).await
}
