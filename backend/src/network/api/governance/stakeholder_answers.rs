//! An invitation of the task force as its receiver reads and answers it.

use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::network::governance::queries::newest_charter;
use crate::network::governance::stakeholders::answers;
use crate::network::governance::stakeholders::rules::{StakeholderKind, StakeholderState};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::AnswerStakeholderInvitation;
use crate::platform::input::Valid;
use crate::platform::reply::{Answer, Reply};

/// What somebody is invited to.
#[derive(Serialize, ToSchema)]
pub struct StakeholderInvitationView {
    #[schema(example = "Dr. Ruth Chen")]
    name: String,
    kind: StakeholderKind,
    /// What the member of the task force has written.
    message: String,
    /// The mission in the charter; `null` as long as none is adopted.
    #[schema(example = "Every librarian finds a mentor, wherever they work.")]
    mission: Option<String>,
}

/// Read the invitation that a mailed link belongs to
///
/// Reading changes nothing, so that mail scanners may follow the link.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("answer_stakeholder_invitation"))),
    responses((status = 200, description = "The invitation", body = StakeholderInvitationView)))]
#[get("/public/stakeholder-invitation")]
pub async fn get_stakeholder_invitation(auth: Authorized<AnswerStakeholderInvitation>) -> Answer {
    auth.view(|w| {
        let row = answers::invited(w)?;
        let message = answers::message(w, &row)?;
        let mission = newest_charter(w.conn)?.map(|charter| charter.mission);
        Ok(StakeholderInvitationView { name: row.name, kind: row.kind, message, mission })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerStakeholder {
    /// The task force reads it.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000, example = "Mondays suit me best.")]
    note: Option<String>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
pub struct StakeholderAnswered {
    state: StakeholderState,
}

/// Accept an invitation of the task force
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("answer_stakeholder_invitation"))),
    request_body = AnswerStakeholder,
    responses((status = 200, description = "Accepted", body = StakeholderAnswered)))]
#[post("/public/stakeholder-invitation/accept")]
pub async fn accept_stakeholder_invitation(
    auth: Authorized<AnswerStakeholderInvitation>,
    body: Valid<AnswerStakeholder>,
) -> Answer {
    auth.post(body, |w, body| {
        let row = answers::answer(w, StakeholderState::Accepted, body.note)?;
        Reply::ok(&StakeholderAnswered { state: row.state })
    })
    .await
}

/// Decline an invitation of the task force
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("answer_stakeholder_invitation"))),
    request_body = AnswerStakeholder,
    responses((status = 200, description = "Declined", body = StakeholderAnswered)))]
#[post("/public/stakeholder-invitation/decline")]
pub async fn decline_stakeholder_invitation(
    auth: Authorized<AnswerStakeholderInvitation>,
    body: Valid<AnswerStakeholder>,
) -> Answer {
    auth.post(body, |w, body| {
        let row = answers::answer(w, StakeholderState::Declined, body.note)?;
        Reply::ok(&StakeholderAnswered { state: row.state })
    })
    .await
}
