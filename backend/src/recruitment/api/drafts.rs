//! Applications saved unfinished, and resumed by the holder of a mailed link.

use actix_web::{delete, get, post, put};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::attachments::AttachmentView;
use super::opening_views::accepts_applications;
use super::public::ApplicationReceived;
use super::references::RefereeBody;
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{Apply, FinishApplication};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, DraftRow, OpeningRow};
use crate::recruitment::rules::Referee;
use crate::recruitment::service::{self, DraftContent, Stranger};

/// What is written so far: nothing is needed yet, only lengths are checked. What is left out is empty.
#[derive(Deserialize, Validate, Default, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DraftBody {
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "Ana Flores")]
    name: String,
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "Anchor Point Public Library")]
    institution: String,
    #[validate(length(max = 10_000))]
    #[schema(max_length = 10000, example = "Nine years in public libraries.")]
    experience: String,
    #[validate(length(max = 10_000))]
    #[schema(max_length = 10000, example = "")]
    leadership: String,
    #[validate(length(max = 10_000))]
    #[schema(max_length = 10000, example = "")]
    commitment: String,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000, example = "")]
    conflict_of_interest: String,
    #[validate(length(max = 3), nested)]
    #[schema(max_items = 3)]
    references: Vec<RefereeBody>,
}

impl From<DraftBody> for DraftContent {
    fn from(body: DraftBody) -> Self {
        Self {
            name: body.name,
            institution: body.institution,
            experience: body.experience,
            leadership: body.leadership,
            commitment: body.commitment,
            conflict_of_interest: body.conflict_of_interest,
            referees: body.references.into_iter().map(Referee::from).collect(),
        }
    }
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartDraft {
    /// Where the link goes. Nothing else is needed.
    #[validate(email, length(max = 254))]
    #[schema(format = Email, max_length = 254, example = "ana@library.example")]
    email: String,
    #[serde(default)]
    #[validate(nested)]
    #[schema(required = false)]
    draft: DraftBody,
    /// The code of the campaign whose link led here; one that is not known is ignored.
    #[validate(length(max = 40))]
    #[schema(max_length = 40, example = "k7m2pq")]
    from: Option<String>,
    /// From `GET /public/openings/{id}/form`, at least three seconds and at most a day old.
    #[validate(length(max = 400))]
    #[schema(max_length = 400, example = "Yc0mB1n3dT0k3n")]
    form_token: String,
    /// A trap for programs: leave it out or empty.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000, example = "")]
    leave_empty: Option<String>,
}

/// Save an application for later: a link to go on is mailed
///
/// The answer is the same whether the address has drafts, an application or neither; only its owner is told, by mail. A
/// second draft leaves the first as it is. Three are kept for an address and opening, and at most three mails an hour
/// go out about them.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("apply"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = StartDraft,
    responses((status = 202, description = "The mail is on its way", body = ApplicationReceived)))]
#[post("/public/openings/{id}/drafts")]
pub async fn start_draft(auth: Authorized<Apply>, id: PathId, body: Valid<StartDraft>) -> Answer {
    let client = auth.address().to_owned();
    auth.post(body, move |w, body| {
        let stranger = Stranger {
            client,
            email: body.email.clone(),
            form_token: body.form_token,
            leave_empty: body.leave_empty,
        };
        service::admit(w, id.0, &stranger)?;
        service::start_draft(w, id.0, &body.email, body.draft.into(), body.from.as_deref())?;
        let received = ApplicationReceived {
            message: "A mail with a link is on its way, unless three went to this address within an hour.",
        };
        Ok(Reply { status: 202, ..Reply::ok(&received)? })
    })
    .await
}

/// Somebody to be asked, as far as they are named.
#[derive(Serialize, ToSchema)]
pub struct DraftReferee {
    name: String,
    email: String,
    relation: String,
}

/// An unfinished application, for the holder of its link.
#[derive(Serialize, ToSchema)]
pub struct DraftView {
    opening_id: Id,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    opening_title: String,
    #[schema(example = "Great Lakes")]
    region_name: String,
    /// The last day on which it can be sent, until it has ended everywhere.
    closes_on: NaiveDate,
    /// It can still be saved and sent.
    accepts_applications: bool,
    /// References to name before it can be sent.
    references_asked: i32,
    /// When the draft is erased.
    expires_at: DateTime<Utc>,
    /// The link was mailed there: it cannot be changed.
    #[schema(example = "ana@library.example")]
    email: String,
    name: String,
    institution: String,
    experience: String,
    leadership: String,
    commitment: String,
    conflict_of_interest: String,
    references: Vec<DraftReferee>,
    /// Files that are sent along, at most three.
    attachments: Vec<AttachmentView>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for DraftView {
    // The files change without it.
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn view(work: &mut Work<'_>, draft: DraftRow, opening: OpeningRow) -> Result<DraftView, Problem> {
    let references = service::referees_of(&draft)
        .into_iter()
        .map(|referee| DraftReferee { name: referee.name, email: referee.email, relation: referee.relation })
        .collect();
    let attachments = queries::attachments_of_draft(work.conn, draft.id)?;
    Ok(DraftView {
        attachments: attachments.into_iter().map(AttachmentView::from).collect(),
        region_name: network::region_names(work.conn)?.remove(&opening.region_id).unwrap_or_default(),
        accepts_applications: accepts_applications(&opening, work.stamp()),
        opening_id: opening.id,
        opening_title: opening.title,
        closes_on: opening.closes_on,
        references_asked: opening.references_asked,
        expires_at: utc(draft.expires_at),
        email: draft.email,
        name: draft.name,
        institution: draft.institution,
        experience: draft.experience,
        leadership: draft.leadership,
        commitment: draft.commitment,
        conflict_of_interest: draft.conflict_of_interest,
        references,
        updated_at: utc(draft.updated_at),
        version: draft.version,
    })
}

/// Read the draft behind a mailed link
///
/// Reading changes nothing, so that mail scanners may follow the link.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("finish_application"))),
    responses((status = 200, description = "The draft", body = DraftView)))]
#[get("/public/draft")]
pub async fn get_draft(auth: Authorized<FinishApplication>) -> Answer {
    auth.show(|w| {
        let (draft, opening) = service::linked_draft(w)?;
        view(w, draft, opening)
    })
    .await
}

/// Save the draft again, as a whole
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("finish_application"))),
    request_body = DraftBody,
    responses((status = 200, description = "Saved", body = DraftView)))]
#[put("/public/draft")]
pub async fn save_draft(auth: Authorized<FinishApplication>, body: Valid<DraftBody>) -> Answer {
    auth.change(move |w, expected| {
        let (draft, opening) = service::save_draft(w, &expected, body.value.into())?;
        Reply::updated(&view(w, draft, opening)?)
    })
    .await
}

/// Erase the draft
///
/// Its link leads nowhere afterwards.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("finish_application"))),
    responses((status = 204, description = "Erased")))]
#[delete("/public/draft")]
pub async fn erase_draft(auth: Authorized<FinishApplication>) -> Answer {
    auth.change(move |w, expected| {
        service::erase_draft(w, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitDraft {
    /// The version that was read: nothing is sent that its writer has not seen.
    #[validate(range(min = 1))]
    #[schema(minimum = 1, example = 4)]
    version: i64,
}

/// Send the draft: it becomes the application
///
/// Everything is checked now. The receipt is mailed with a link to follow the application, and the referees are asked.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("finish_application"))),
    request_body = SubmitDraft,
    responses((status = 202, description = "Received", body = ApplicationReceived)))]
#[post("/public/draft/submit")]
pub async fn submit_draft(auth: Authorized<FinishApplication>, body: Valid<SubmitDraft>) -> Answer {
    auth.post(body, |w, body| {
        service::submit_draft(w, body.version)?;
        let received = ApplicationReceived { message: "Thank you. We have written to the address you gave." };
        Ok(Reply { status: 202, ..Reply::ok(&received)? })
    })
    .await
}
