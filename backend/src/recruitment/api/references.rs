//! References: written by the holder of a mailed link, read by those who review and decide.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ViewApplications, WriteReference};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};
use crate::recruitment::queries;
use crate::recruitment::rules::{self, Referee, ReferenceState};
use crate::recruitment::service::{self, Sight, Written};

/// Somebody who is asked about the applicant.
#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefereeBody {
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "Rosa Alvarez")]
    pub name: String,
    /// Not your own address.
    #[validate(length(max = 254))]
    #[schema(max_length = 254, example = "rosa@library.example")]
    pub email: String,
    /// How this person knows you.
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "My director for six years")]
    pub relation: String,
}

impl From<RefereeBody> for Referee {
    fn from(body: RefereeBody) -> Self {
        Self { name: body.name, email: body.email, relation: body.relation }
    }
}

/// What a referee is asked.
#[derive(Serialize, ToSchema)]
pub struct PublicReferenceView {
    #[schema(example = "Rosa Alvarez")]
    referee_name: String,
    #[schema(example = "Ana Flores")]
    applicant_name: String,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    opening_title: String,
    /// How the applicant says they know each other.
    #[schema(example = "My director for six years")]
    relation: String,
    state: ReferenceState,
    /// Nobody reads it any more once the application has come to an end.
    still_read: bool,
}

/// Read what the holder of a mailed link is asked
///
/// Reading changes nothing, so that mail scanners may follow the link.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("write_reference"))),
    responses((status = 200, description = "What is asked", body = PublicReferenceView)))]
#[get("/public/reference")]
pub async fn get_public_reference(auth: Authorized<WriteReference>) -> Answer {
    auth.view(|w| {
        let (row, application, opening) = service::linked_reference(w)?;
        Ok(PublicReferenceView {
            referee_name: row.name,
            applicant_name: application.name,
            opening_title: opening.title,
            relation: row.relation,
            state: row.state,
            still_read: rules::still_reads_references(application.state),
        })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteReferenceBody {
    #[validate(length(max = 10_000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"\S",
        example = "Ana has led our mentoring committee with patience and good sense."
    )]
    text: String,
    /// Whole years that you have known each other; 0 for less than one.
    #[validate(range(min = 0, max = 80))]
    #[schema(minimum = 0, maximum = 80, example = 6)]
    known_for_years: i32,
    /// How you know the applicant, in your words.
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "I am her director.")]
    relation: String,
}

/// What came of a request for a reference.
#[derive(Serialize, ToSchema)]
pub struct ReferenceAnswered {
    state: ReferenceState,
}

/// Write the reference that was asked for
///
/// The applicant never reads it. The link is used up: what was sent cannot be changed.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("write_reference"))),
    request_body = WriteReferenceBody,
    responses((status = 200, description = "Received", body = ReferenceAnswered)))]
#[post("/public/reference")]
pub async fn write_reference(auth: Authorized<WriteReference>, body: Valid<WriteReferenceBody>) -> Answer {
    auth.post(body, |w, body| {
        let written =
            Written { text: body.text, known_for_years: body.known_for_years, relation: body.relation };
        service::write_reference(w, written)?;
        Reply::ok(&ReferenceAnswered { state: ReferenceState::Received })
    })
    .await
}

/// Decline to write the reference
///
/// The applicant is told, and may name somebody else.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("write_reference"))),
    responses((status = 200, description = "Declined", body = ReferenceAnswered)))]
#[post("/public/reference/decline")]
pub async fn decline_reference(auth: Authorized<WriteReference>) -> Answer {
    auth.act(|w| {
        service::decline_reference(w)?;
        Reply::ok(&ReferenceAnswered { state: ReferenceState::Declined })
    })
    .await
}

/// A reference, as those who review and decide read it.
#[derive(Serialize, ToSchema)]
pub struct ReferenceView {
    id: Id,
    #[schema(example = "Rosa Alvarez")]
    name: String,
    /// `null` for reviewers.
    #[schema(example = "rosa@library.example")]
    email: Option<String>,
    /// In the applicant's words.
    #[schema(example = "My director for six years")]
    relation: String,
    state: ReferenceState,
    /// When the referee was mailed; `null` before.
    asked_at: Option<DateTime<Utc>>,
    reminded_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
    /// `null` until it is received.
    text: Option<String>,
    /// Whole years; 0 for less than one.
    known_for_years: Option<i32>,
    /// In the referee's words.
    declared_relation: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ReferenceList {
    items: Vec<ReferenceView>,
    next_cursor: Option<String>,
    /// References that the opening asks for.
    asked: i32,
    received: usize,
}

/// List the references of an application, those that came in and those that are missing
///
/// A reviewer reads those of the applications assigned to them; in a blind opening without the referees' names and without
/// what names the applicant. The applicant never reads them.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(("id" = Id, Path, description = "The application")),
    responses((status = 200, description = "References, in the order they were named", body = ReferenceList)))]
#[get("/applications/{id}/references")]
pub async fn list_application_references(auth: Authorized<ViewApplications>, id: PathId) -> Answer {
    auth.view(move |w| {
        let application = service::find_application(w, id.0)?;
        let opening = service::find_opening(w, application.opening_id)?;
        let decides = service::decides(w);
        let sight = Sight::of(w, &opening)?;
        let hidden = sight.hides(&application);
        let rows = queries::references_of(w.conn, application.id)?;
        let received = rows.iter().filter(|row| row.state == ReferenceState::Received).count();
        let items = rows
            .into_iter()
            .zip(1..)
            .map(|(row, number)| ReferenceView {
                id: row.id,
                name: if hidden { format!("Referee {number}") } else { row.name },
                email: Some(row.email).filter(|_| decides && !hidden),
                relation: sight.text(&application, &row.relation),
                state: row.state,
                asked_at: row.asked_at.map(utc),
                reminded_at: row.reminded_at.map(utc),
                answered_at: row.answered_at.map(utc),
                text: row.text.map(|text| sight.text(&application, &text)),
                known_for_years: row.known_for_years,
                declared_relation: row.declared_relation.map(|text| sight.text(&application, &text)),
            })
            .collect();
        Ok(ReferenceList { items, next_cursor: None, asked: opening.references_asked, received })
    })
    .await
}
