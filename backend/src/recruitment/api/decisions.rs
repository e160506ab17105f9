//! Decisions against applications: one by itself, or all that are left.

use actix_web::post;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::applications::{ApplicationView, view};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::DecideApplications;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply};
use crate::platform::work::Work;
use crate::recruitment::queries::ApplicationRow;
use crate::recruitment::rules::{ApplicationState, LeftBecause};
use crate::recruitment::service::{self, Remaining, Sight, Verdict};

const fn yes() -> bool {
    true
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineApplication {
    /// For the record; the applicant is not told.
    #[validate(length(max = 2000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = r"\S",
        example = "Another applicant has more experience in mentoring."
    )]
    reason: String,
    /// Write to the applicant. With `false` the decision stands on the status page alone. `true` unless told otherwise.
    #[serde(default = "yes")]
    #[schema(required = false, default = true)]
    tell_applicant: bool,
}

/// Decide against an application, with the reason
///
/// Whatever is undecided can be declined: submitted, in review, or offered a seat. Takes back an open offer, and calls off an
/// interview that is still to come. The applicant is told by one mail, without the reason, unless `tell_applicant` is `false`.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The application")),
    request_body = DeclineApplication,
    responses((status = 200, description = "Declined", body = ApplicationView)))]
#[post("/applications/{id}/decline")]
pub async fn decline_application(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<DeclineApplication>,
) -> Answer {
    auth.post(body, move |w, body| {
        let verdict = Verdict { reason: body.reason, tells: body.tell_applicant };
        let row = service::decline_application(w, id.0, &verdict)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineRemaining {
    /// For the record of each of them; no applicant is told.
    #[validate(length(max = 2000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 2000, pattern = r"\S", example = "Both seats are filled.")]
    reason: String,
    /// Write to each of them. With `false` the decision stands on the status page alone. `true` unless told otherwise.
    #[serde(default = "yes")]
    #[schema(required = false, default = true)]
    tell_applicants: bool,
    /// Says who would be declined and what they would be written, and writes nothing.
    #[serde(default)]
    #[schema(required = false, default = false)]
    dry_run: bool,
}

/// An application that is declined, or would be, with the others that were left.
#[derive(Serialize, ToSchema)]
pub struct DeclinedApplication {
    application_id: Id,
    /// `Application 7` where the applicant is hidden from you.
    #[schema(example = "Ana Flores")]
    name: String,
    state: ApplicationState,
}

/// An application that stays undecided.
#[derive(Serialize, ToSchema)]
pub struct LeftApplication {
    application_id: Id,
    /// `Application 7` where the applicant is hidden from you.
    #[schema(example = "Bo Lind")]
    name: String,
    because: LeftBecause,
}

/// A letter as it is written.
#[derive(Serialize, ToSchema)]
pub struct DecisionMailPreview {
    #[schema(example = "Your application: Mentorship coordinator")]
    subject: String,
    body: String,
}

/// Who was declined with the remaining applications, or would be.
#[derive(Serialize, ToSchema)]
pub struct RemainingDeclined {
    dry_run: bool,
    /// In the order of their arrival; in a dry run in their present state.
    declined: Vec<DeclinedApplication>,
    /// Undecided still: somebody else decides, or an offer waits for its answer.
    left: Vec<LeftApplication>,
    /// The mail as the first of them gets it; `null` when nobody is written to. Whoever has an interview to come also reads that it
    /// does not take place.
    mail: Option<DecisionMailPreview>,
}

/// Decline every application of an opening that nobody has decided
///
/// When the opening is filled or closed. All in one step or none: open interviews are called off, each applicant gets one mail
/// (unless `tell_applicants` is `false`), and each application has its event. Left out are applications that the caller has
/// stepped back from, and those with an open offer. A second time finds nobody, so nobody is written to twice. `dry_run` first
/// shows whom it concerns.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = DeclineRemaining,
    responses((status = 200, description = "Declined, or in a dry run what would be", body = RemainingDeclined)))]
#[post("/openings/{id}/decline-remaining")]
pub async fn decline_remaining(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<DeclineRemaining>,
) -> Answer {
    auth.post(body, move |w, body| {
        let verdict = Verdict { reason: body.reason, tells: body.tell_applicants };
        let remaining = service::decline_remaining(w, id.0, &verdict, body.dry_run)?;
        Reply::ok(&remaining_view(w, remaining, body.dry_run)?)
    })
    .await
}

fn remaining_view(
    work: &mut Work<'_>,
    remaining: Remaining,
    dry_run: bool,
) -> Result<RemainingDeclined, Problem> {
    let sight = Sight::of(work, &remaining.opening)?;
    let declined = |row: &ApplicationRow| DeclinedApplication {
        application_id: row.id,
        name: sight.name(row),
        state: row.state,
    };
    let left = |(row, because): &(ApplicationRow, LeftBecause)| LeftApplication {
        application_id: row.id,
        name: sight.name(row),
        because: *because,
    };
    // The letter opens with the first one's name: it is shown as every other word about them.
    let mail = remaining.letter.map(|letter| DecisionMailPreview {
        body: remaining.declined.first().map_or(letter.body.clone(), |row| sight.text(row, &letter.body)),
        subject: letter.subject,
    });
    Ok(RemainingDeclined {
        dry_run,
        declined: remaining.declined.iter().map(declined).collect(),
        left: remaining.left.iter().map(left).collect(),
        mail,
    })
}
