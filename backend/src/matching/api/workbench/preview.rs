//! What publishing a round would do.

use actix_web::get;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::matching::rules::EnrolmentRole;
use crate::matching::service::workbench::{self, preview};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::problem::ProblemDocument;
use crate::platform::reply::Answer;

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewPublication {
    /// Only what is approved would go out.
    only_approved: Option<bool>,
    /// Shows the letters of this proposal as they would go out.
    proposal_id: Option<Id>,
}

/// A proposal that would spend a seat twice, or whose two are not available to each other any more.
#[derive(Serialize, ToSchema)]
pub struct PublicationClash {
    proposal_id: Id,
    /// One of mentor_full, mentee_taken, not_available.
    #[schema(example = "mentor_full")]
    code: &'static str,
    #[schema(example = "Ana Flores")]
    mentor_name: String,
    #[schema(example = "Ben Okafor")]
    mentee_name: String,
    #[schema(example = "Ana Flores has no seat left.")]
    detail: String,
}

/// A letter as it would go out.
#[derive(Serialize, ToSchema)]
pub struct ProposalLetter {
    #[schema(example = "Ana Flores")]
    to_name: String,
    r#as: EnrolmentRole,
    subject: String,
    body: String,
}

/// What publishing a round would do.
#[derive(Serialize, ToSchema)]
pub struct PublicationPreview {
    proposals: usize,
    /// Not approved, when only what is approved goes out.
    held_back: usize,
    mails: usize,
    /// Different people who are written to.
    people: usize,
    answer_within_days: i32,
    answer_by: DateTime<Utc>,
    /// As long as there are any, publishing is a 409.
    clashes: Vec<PublicationClash>,
    /// How many are not as they were when the round counted them.
    people_changed: usize,
    /// Of the proposal that was named.
    letters: Vec<ProposalLetter>,
}

/// Look at what publishing a round would do
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round"), PreviewPublication),
    responses((status = 200, description = "Letters, clashes and the time to answer", body = PublicationPreview),
        (status = 409, description = "The round is not ready", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/rounds/{id}/publication-preview")]
pub async fn preview_publication(
    auth: Authorized<RunRounds>,
    id: PathId,
    query: Params<PreviewPublication>,
) -> Answer {
    auth.view(move |w| {
        let PreviewPublication { only_approved, proposal_id } = query.0;
        let round = workbench::ready_round(w, id.0)?;
        let seen = preview::of_round(w, &round, only_approved.unwrap_or(false), proposal_id)?;
        Ok(PublicationPreview {
            proposals: seen.proposals,
            held_back: seen.held_back,
            mails: 2 * seen.proposals,
            people: seen.people,
            answer_within_days: seen.answer_within_days,
            answer_by: utc(seen.answer_by),
            clashes: seen
                .clashes
                .into_iter()
                .map(|one| PublicationClash {
                    proposal_id: one.proposal.id,
                    code: one.clash.code(),
                    mentor_name: one.mentor,
                    mentee_name: one.mentee,
                    detail: one.detail,
                })
                .collect(),
            people_changed: seen.changed,
            letters: seen
                .letters
                .into_iter()
                .map(|(role, name, letter)| ProposalLetter {
                    to_name: name,
                    r#as: role,
                    subject: letter.subject,
                    body: letter.body,
                })
                .collect(),
        })
    })
    .await
}
