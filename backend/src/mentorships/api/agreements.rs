//! What the two agree on and sign.

use actix_web::{get, post, put};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::pairing_views::{PairingView, view};
use crate::mentorships::queries::{self, AgreementRow};
use crate::mentorships::rules::{self, AgreementState, Cadence};
use crate::mentorships::service::{self, AgreementTerms};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AttendToPairings, KeepPairings, ViewPairings};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{plausible_day, written};
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};

/// The agreement of a pairing.
#[derive(Serialize, ToSchema)]
pub struct AgreementView {
    id: Id,
    pairing_id: Id,
    state: AgreementState,
    #[schema(example = json!(["Write a grant for a makerspace"]))]
    goals: Vec<String>,
    cadence: Cadence,
    #[schema(example = "What is said between us stays between us.")]
    confidentiality: String,
    ends_on: NaiveDate,
    mentor_signed_at: Option<DateTime<Utc>>,
    mentee_signed_at: Option<DateTime<Utc>>,
    /// The version of the network's template that it follows; `null` when it is older than templates.
    template_version: Option<i64>,
    /// Name it when you sign: it stands for exactly these words.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    terms_digest: String,
    version: i64,
}

impl Versioned for AgreementView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<AgreementRow> for AgreementView {
    fn from(row: AgreementRow) -> Self {
        Self {
            state: rules::agreement_state(row.mentor_signed_at.is_some(), row.mentee_signed_at.is_some()),
            goals: row.goals(),
            terms_digest: service::digest_of(&row),
            id: row.id,
            pairing_id: row.pairing_id,
            cadence: row.cadence,
            confidentiality: row.confidentiality,
            ends_on: row.ends_on,
            mentor_signed_at: row.mentor_signed_at.map(utc),
            mentee_signed_at: row.mentee_signed_at.map(utc),
            template_version: row.template_version,
            version: row.version,
        }
    }
}

/// Read the agreement of a pairing
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "The agreement; 404 until one is written", body = AgreementView)))]
#[get("/pairings/{id}/agreement")]
pub async fn get_agreement(auth: Authorized<ViewPairings>, id: PathId) -> Answer {
    auth.show(move |w| {
        let pairing = service::find_pairing(w, id.0)?;
        queries::agreement(w.conn, pairing.id)?
            .map(AgreementView::from)
            .ok_or_else(|| Problem::not_found("agreement"))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutAgreement {
    /// 1 to 10 goals of at most 300 letters.
    #[validate(length(min = 1, max = 10), custom(function = "goals_with_letters"))]
    #[schema(min_items = 1, max_items = 10, example = json!(["Write a grant for a makerspace"]))]
    goals: Vec<String>,
    cadence: Cadence,
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "What is said between us stays between us.")]
    confidentiality: String,
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-08-01")]
    ends_on: NaiveDate,
    /// The version of the network's template that it follows; the newest unless told.
    #[serde(default)]
    #[validate(range(min = 1))]
    #[schema(required = false, minimum = 1, example = 1)]
    template_version: Option<i64>,
}

fn goals_with_letters(goals: &[String]) -> Result<(), ValidationError> {
    if goals.iter().all(|goal| written(goal).is_ok() && goal.chars().count() <= 300) {
        return Ok(());
    }
    Err(ValidationError::new("goals").with_message("Each goal has 1 to 300 letters.".into()))
}

/// Write the agreement of one's pairing
///
/// Send `If-Match: "0"` for the first one. New words clear both signatures.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = PutAgreement,
    responses((status = 200, description = "Written", body = AgreementView)))]
#[put("/pairings/{id}/agreement")]
pub async fn put_agreement(auth: Authorized<KeepPairings>, id: PathId, body: Valid<PutAgreement>) -> Answer {
    auth.change(move |w, expected| {
        let PutAgreement { goals, cadence, confidentiality, ends_on, template_version } = body.value;
        let goals = goals.iter().map(|goal| goal.trim().to_owned()).collect();
        let terms = AgreementTerms { goals, cadence, confidentiality, ends_on, template_version };
        let row = service::set_agreement(w, id.0, terms, &|version| expected.check(version))?;
        Reply::updated(&AgreementView::from(row))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignAgreement {
    /// The `terms_digest` of the agreement that you read.
    #[validate(length(equal = 64))]
    #[schema(
        min_length = 64,
        max_length = 64,
        example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )]
    terms_digest: String,
    /// The version of the code of conduct that you accept by signing; 409 when another is in force.
    #[serde(default)]
    #[validate(range(min = 1))]
    #[schema(required = false, minimum = 1, example = 1)]
    conduct_version: Option<i64>,
}

/// Sign the agreement of one's pairing
///
/// 412 when its words are no longer those that you read.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = SignAgreement,
    responses((status = 200, description = "Signed", body = AgreementView)))]
#[post("/pairings/{id}/agreement/sign")]
pub async fn sign_agreement(
    auth: Authorized<KeepPairings>,
    id: PathId,
    body: Valid<SignAgreement>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::sign_agreement(w, id.0, &body.terms_digest)?;
        if let Some(version) = body.conduct_version {
            service::accept_conduct(w, version)?;
        }
        Reply::updated(&AgreementView::from(row))
    })
    .await
}

/// Remind those who have not signed
///
/// By the coordinators of the region; at most once in seven days.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("attend_to_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "They are mailed", body = PairingView)))]
#[post("/pairings/{id}/agreement/remind")]
pub async fn remind_of_agreement(auth: Authorized<AttendToPairings>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::remind_of_agreement(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
