//! Wanting no more messages: by the link of a mail, and by the mail program itself.

use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::mentorships::messages::leaving;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{LeaveMessages, Unsubscribe};
use crate::platform::input::Params;
use crate::platform::problem::ProblemDocument;
use crate::platform::reply::{Answer, Reply};

/// What the link of a mail is about.
#[derive(Serialize, ToSchema)]
pub struct Unsubscribing {
    /// As the coordinator wrote it, with its words in double braces.
    subject: String,
    /// `null` when it went to several regions.
    #[schema(example = "Great Lakes")]
    region_name: Option<String>,
    /// Whether one gets no more messages of coordinators.
    unsubscribed: bool,
}

/// Read what the link of a message is about
///
/// With `Authorization: Link <token>`, without signing in. Reading changes nothing.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("leave_messages"))),
    responses((status = 200, description = "The message, and whether one gets more of them", body = Unsubscribing)))]
#[get("/unsubscribing")]
pub async fn get_unsubscribing(auth: Authorized<LeaveMessages>) -> Answer {
    auth.view(|w| {
        let found = leaving::leaving(w)?;
        Ok(Unsubscribing {
            subject: found.subject,
            region_name: found.region,
            unsubscribed: found.unsubscribed,
        })
    })
    .await
}

/// Get no more messages of coordinators
///
/// Letters that one needs to take part (introductions, offers, reminders of one's pairing) are sent all the same. Twice is once.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("leave_messages"))),
    responses((status = 204, description = "No more of them")))]
#[post("/unsubscribing/leave")]
pub async fn unsubscribe(auth: Authorized<LeaveMessages>) -> Answer {
    auth.act(|w| {
        leaving::set_unsubscribed(w, true)?;
        Ok(Reply::no_content())
    })
    .await
}

/// Get messages of coordinators again
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("leave_messages"))),
    responses((status = 204, description = "They are sent again")))]
#[post("/unsubscribing/undo")]
pub async fn subscribe_again(auth: Authorized<LeaveMessages>) -> Answer {
    auth.act(|w| {
        leaving::set_unsubscribed(w, false)?;
        Ok(Reply::no_content())
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OneClick {
    /// Of the header `List-Unsubscribe` of a message.
    #[validate(length(min = 1, max = 100))]
    #[param(min_length = 1, max_length = 100)]
    token: String,
}

/// Unsubscribe in one click (RFC 8058)
///
/// Mail programs send it to the address in `List-Unsubscribe`, with no header of ours; what the body says does not matter. The
/// token opens nothing but this and its undoing. 404 when it is none.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("unsubscribe"))), params(OneClick),
    responses((status = 204, description = "No more messages of coordinators"),
        (status = 404, description = "A token that is none", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[post("/public/unsubscribe")]
pub async fn unsubscribe_in_one_click(auth: Authorized<Unsubscribe>, query: Params<OneClick>) -> Answer {
    auth.write(move |w| {
        leaving::unsubscribe_in_one_click(w, &query.0.token)?;
        Ok(Reply::no_content())
    })
    .await
}
