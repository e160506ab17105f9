//! What the network allows of terms.

use actix_web::{get, patch};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::network::service::{self, TermRules};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageTerms, ViewTerms};
use crate::platform::input::{Valid, present};
use crate::platform::reply::{Answer, Reply};

/// Read what the network allows of terms
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_terms"))),
    responses((status = 200, description = "Renewals and days of handover", body = TermRules)))]
#[get("/term-rules")]
pub async fn get_term_rules(auth: Authorized<ViewTerms>) -> Answer {
    auth.show(service::term_rules).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTermRules {
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 0, max = 10))]
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 10, example = 1)]
    most_renewals: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 366))]
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 366, example = 60)]
    most_handover_days: Option<i64>,
}

/// Change what the network allows of terms; terms that are there stay
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_terms"))),
    request_body = UpdateTermRules,
    responses((status = 200, description = "In force", body = TermRules)))]
#[patch("/term-rules")]
pub async fn update_term_rules(auth: Authorized<ManageTerms>, body: Valid<UpdateTermRules>) -> Answer {
    auth.change(move |w, expected| {
        let UpdateTermRules { most_renewals, most_handover_days } = body.value;
        Reply::updated(&service::change_term_rules(w, &expected, most_renewals, most_handover_days)?)
    })
    .await
}
