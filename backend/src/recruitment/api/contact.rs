//! How an applicant is reached, corrected by the link to the status page; a new mail address is confirmed by its owner.

use actix_web::{get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::followed::{FollowedApplication, followed};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ConfirmAddress, FollowApplication};
use crate::platform::fields::written;
use crate::platform::input::{Valid, nullable, present};
use crate::platform::reply::{Answer, Reply};
use crate::recruitment::service::{self, ContactChanges};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectContact {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S", example = "Ana Flores")]
    name: Option<String>,
    /// Five to twenty digits with what people write between them; `null` clears it.
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 40))]
    #[schema(value_type = Option<String>, required = false, max_length = 40, example = "+1 216 555 0134")]
    phone: Option<Option<String>>,
    /// The code of the jurisdiction where you live; `null` clears it.
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 10))]
    #[schema(value_type = Option<String>, required = false, max_length = 10, example = "OH")]
    residence: Option<Option<String>>,
}

/// Correct name, telephone and residence of one's own application
///
/// Until it is decided. Reviewers of a blind opening see nothing of it, and a former name stays hidden from them too.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("follow_application"))),
    request_body = CorrectContact,
    responses((status = 200, description = "Corrected", body = FollowedApplication)))]
#[patch("/public/application")]
pub async fn correct_contact(auth: Authorized<FollowApplication>, body: Valid<CorrectContact>) -> Answer {
    auth.change(move |w, expected| {
        let body = body.value;
        let changes = ContactChanges { name: body.name, phone: body.phone, residence: body.residence };
        let row = service::correct_contact(w, &expected, changes)?;
        Reply::updated(&followed(w, row)?)
    })
    .await
}

#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskForAddress {
    #[validate(length(max = 254), email)]
    #[schema(max_length = 254, format = "email", example = "ana.flores@home.example")]
    email: String,
}

/// Ask to be written to at another mail address
///
/// Its owner is mailed a link to confirm it within three days, and the present address is told. Nothing changes before
/// that.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("follow_application"))),
    request_body = AskForAddress,
    responses((status = 200, description = "A mail is on its way there", body = FollowedApplication)))]
#[post("/public/application/address")]
pub async fn ask_for_address(auth: Authorized<FollowApplication>, body: Valid<AskForAddress>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::ask_for_address(w, &body.email)?;
        Reply::updated(&followed(w, row)?)
    })
    .await
}

/// A mail address that waits for its owner to confirm it.
#[derive(Serialize, ToSchema)]
pub struct AddressToConfirm {
    #[schema(example = "ana.flores@home.example")]
    email: String,
    #[schema(example = "Ana Flores")]
    name: String,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    opening_title: String,
}

/// Read which address a mailed link confirms
///
/// Reading changes nothing, so that mail scanners may follow the link.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("confirm_address"))),
    responses((status = 200, description = "The address", body = AddressToConfirm)))]
#[get("/public/application-address")]
pub async fn get_address_to_confirm(auth: Authorized<ConfirmAddress>) -> Answer {
    auth.view(|w| {
        let (application, opening, email) = service::address_to_confirm(w)?;
        Ok(AddressToConfirm { email, name: application.name, opening_title: opening.title })
    })
    .await
}

/// Confirm the new mail address of an application
///
/// Links to follow the application that went to the old address end; both addresses are told by mail.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("confirm_address"))),
    responses((status = 204, description = "Confirmed")))]
#[post("/public/application-address/confirm")]
pub async fn confirm_address(auth: Authorized<ConfirmAddress>) -> Answer {
    auth.act(|w| {
        service::confirm_address(w)?;
        Ok(Reply::no_content())
    })
    .await
}
