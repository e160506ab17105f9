//! A message that failed goes on.

use actix_web::post;

use super::views::{MessageView, view};
use crate::mentorships::messages::resuming;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::WriteMessages;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::reply::{Answer, Reply};

/// Let a message that failed go on
///
/// Whom it has not come to gets it, and whose mail could not be sent for a reason that is not the address; nobody twice. Mails to
/// people whose own region is none of one's own are not tried again. 403 when people wait for it who are of none of one's
/// regions; 409 when it is being written, was cancelled, which is for good, or nobody waits for it.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(("id" = Id, Path, description = "The message")),
    responses((status = 202, description = "The message; the rest of its mails is being written", body = MessageView)))]
#[post("/messages/{id}/resume")]
pub async fn resume_message(auth: Authorized<WriteMessages>, id: PathId) -> Answer {
    auth.act(move |w| {
        let (row, job) = resuming::resume(w, id.0)?;
        Reply::accepted(job, &view(w, row)?)
    })
    .await
}
