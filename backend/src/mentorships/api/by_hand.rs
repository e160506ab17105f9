//! Pairs made by hand.

use actix_web::{get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::pairing_views::{PairingView, view};
use crate::mentorships::service::{self, WantedPair};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::MakePairings;
use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::input::{Params, Valid};
use crate::platform::problem::FieldError;
use crate::platform::reply::{Answer, Reply};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatePairing {
    /// An enrolment as mentor with a free seat.
    mentor_enrolment_id: Id,
    /// An enrolment as mentee of the same cycle.
    mentee_enrolment_id: Id,
    /// The last day; the cycle's unless told.
    #[serde(default)]
    #[validate(custom(function = "plausible_day"))]
    #[schema(required = false, example = "2027-09-30")]
    ends_on: Option<NaiveDate>,
    /// Makes the pair although coordinators vetoed it in a round of this cycle; needs a `reason`.
    #[serde(default)]
    #[schema(required = false)]
    despite_veto: bool,
    /// Why the veto shall not count; kept in the audit log.
    #[serde(default)]
    #[validate(length(max = 1000))]
    #[schema(required = false, max_length = 1000, example = "Both asked for it after talking it over.")]
    reason: Option<String>,
}

/// Make a pair by hand
///
/// For two who have agreed to it: it begins at once, and both are mailed. Free seats and the hard rules of the policy in
/// force are checked, each obstacle with its code: `unknown`, `wrong_role`, `withdrawn`, `draft`, `other_cycle`,
/// `own_pair`, `no_seat`, `not_ready`, and those of the rules: `same_person`, `same_employer`, `no_shared_language`,
/// `other_region`,
/// `too_few_shared_hours`. `not_available` is said of a mentor who is full, of one who pauses and of one whom a confidential
/// reason rules out, and nothing tells which. A pair that coordinators vetoed in a round of the cycle is refused at
/// `/despite_veto` with
/// the code `vetoed`, unless `despite_veto` is true and there is a `reason`.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("make_pairings"))),
    request_body = CreatePairing,
    responses((status = 201, description = "It has begun", body = PairingView)))]
#[post("/pairings")]
pub async fn create_pairing(auth: Authorized<MakePairings>, body: Valid<CreatePairing>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::make_by_hand(
            w,
            &WantedPair {
                mentor: body.mentor_enrolment_id,
                mentee: body.mentee_enrolment_id,
                ends_on: body.ends_on,
                despite_veto: body.despite_veto,
                reason: body.reason,
            },
        )?;
        let path = format!("/pairings/{}", row.id);
        Reply::created(&path, &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CheckHandMadePair {
    mentor_enrolment_id: Id,
    mentee_enrolment_id: Id,
}

/// Why a pair cannot be made, or what speaks against it.
#[derive(Serialize, ToSchema)]
pub struct HandObstacle {
    #[schema(example = "same_employer")]
    code: String,
    #[schema(example = "The two have the same employer.")]
    detail: String,
}

/// Whether a pair can be made.
#[derive(Serialize, ToSchema)]
pub struct HandCheck {
    possible: bool,
    obstacles: Vec<HandObstacle>,
    /// They have to be acknowledged: `vetoed`, when coordinators vetoed the pair in a round of this cycle.
    warnings: Vec<HandObstacle>,
}

/// Ask whether a pair can be made by hand
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("make_pairings"))),
    params(CheckHandMadePair),
    responses((status = 200, description = "What stands in the way, if anything", body = HandCheck),
        (status = 422, description = "One of the two is no such enrolment",
            body = crate::platform::problem::ProblemDocument, content_type = "application/problem+json")))]
#[get("/pairings/hand-check")]
pub async fn check_hand_made_pair(
    auth: Authorized<MakePairings>,
    query: Params<CheckHandMadePair>,
) -> Answer {
    auth.view(move |w| {
        let found = service::hand_check(w, query.0.mentor_enrolment_id, query.0.mentee_enrolment_id)?;
        let told = |errors: Vec<FieldError>| -> Vec<HandObstacle> {
            errors.into_iter().map(|error| HandObstacle { code: error.code, detail: error.detail }).collect()
        };
        let (obstacles, warnings) = (told(found.obstacles), told(found.warnings));
        Ok(HandCheck { possible: obstacles.is_empty(), obstacles, warnings })
    })
    .await
}
