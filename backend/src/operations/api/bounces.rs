//! Mails that came back later.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ReportBounces;
use crate::platform::fields::written;
use crate::platform::input::Valid;
use crate::platform::mail::bounces;
use crate::platform::reply::{Answer, Reply};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportMailBounce {
    /// Of the mail that came back, with or without angle brackets.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "<01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f@perennial>")]
    message_id: String,
    /// What the other side said.
    #[validate(length(min = 1, max = 500), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 500, pattern = r"\S", example = "550 5.1.1 no such user")]
    reason: String,
}

/// Report that a mail came back for good
///
/// The mail system calls it; there is no screen. The mail is `bounced`, and its address is left out of messages until its owner
/// uses a mailed link, or an administrator corrects it (`PATCH /people/{id}`). Twice is once.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("report_bounces"))),
    request_body = ReportMailBounce, responses((status = 204, description = "Noted")))]
#[post("/mail-bounces")]
pub async fn report_mail_bounce(auth: Authorized<ReportBounces>, body: Valid<ReportMailBounce>) -> Answer {
    auth.post(body, |w, body| {
        bounces::report(w, &body.message_id, &body.reason)?;
        Ok(Reply::no_content())
    })
    .await
}
