//! Applications, as those who decide and their reviewers see them.

use std::collections::HashMap;

use actix_web::get;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::interview_progress::{InterviewProgress, progress_of};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewApplications;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, ApplicationFilter, ApplicationRow, OfferRow};
use crate::recruitment::rules::{ApplicationState, OfferState};
use crate::recruitment::service::{self, Sight};

/// An application in a list.
#[derive(Serialize, ToSchema)]
pub struct ApplicationBrief {
    id: Id,
    opening_id: Id,
    /// What it is called in blind review, in the order of arrival; `null` before reviewers are assigned.
    #[schema(example = 7)]
    number: Option<i32>,
    /// You are not told whose application it is.
    applicant_hidden: bool,
    /// `Application 7` where the applicant is hidden from you.
    #[schema(example = "Ana Flores")]
    name: String,
    /// `null` for reviewers.
    #[schema(example = "ana@library.example")]
    email: Option<String>,
    /// `null` where the applicant is hidden from you.
    #[schema(example = "Anchor Point Public Library")]
    institution: Option<String>,
    state: ApplicationState,
    /// The applicant has named a conflict of interest; `null` where the applicant is hidden from you.
    names_conflict: Option<bool>,
    /// How far its interview is; `null` for reviewers, and while it has none.
    interview: Option<InterviewProgress>,
    submitted_at: DateTime<Utc>,
    version: i64,
}

/// The newest offer of an application.
#[derive(Serialize, ToSchema)]
pub struct OfferView {
    id: Id,
    seat_id: Id,
    state: OfferState,
    expires_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    /// The term that an accepted offer led to.
    term_id: Option<Id>,
}

impl OfferView {
    fn at(row: &OfferRow, now: NaiveDateTime) -> Self {
        Self {
            id: row.id,
            seat_id: row.seat_id,
            state: row.state.at(row.expires_at, now),
            expires_at: utc(row.expires_at),
            answered_at: row.answered_at.map(utc),
            term_id: row.term_id,
        }
    }
}

/// A person's candidacy for an opening.
#[derive(Serialize, ToSchema)]
pub struct ApplicationView {
    id: Id,
    opening_id: Id,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    opening_title: String,
    region_id: Id,
    /// What it is called in blind review, in the order of arrival; `null` before reviewers are assigned.
    #[schema(example = 7)]
    number: Option<i32>,
    /// You are not told whose application it is. Reviewers of a blind opening never are; who decides and reviews is after
    /// their own review.
    applicant_hidden: bool,
    /// `Application 7` where the applicant is hidden from you.
    #[schema(example = "Ana Flores")]
    name: String,
    /// `null` for reviewers, and where the applicant is hidden from you.
    #[schema(example = "ana@library.example")]
    email: Option<String>,
    /// As the applicant wrote it; `null` for reviewers, and where the applicant is hidden from you.
    #[schema(example = "+1 216 555 0134")]
    phone: Option<String>,
    /// The code of the jurisdiction where the applicant lives; `null` for reviewers, and where the applicant is hidden from you.
    #[schema(example = "OH")]
    residence: Option<String>,
    /// `null` where the applicant is hidden from you.
    #[schema(example = "Anchor Point Public Library")]
    institution: Option<String>,
    /// Where the applicant is hidden from you, `[…]` stands for their name, address and institution.
    experience: String,
    leadership: String,
    commitment: String,
    /// `null` when none is declared, and where the applicant is hidden from you.
    conflict_of_interest: Option<String>,
    state: ApplicationState,
    /// Why it was offered or declined; `null` for reviewers.
    decision_reason: Option<String>,
    /// The newest offer; `null` for reviewers.
    offer: Option<OfferView>,
    submitted_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for ApplicationView {
    fn version(&self) -> i64 {
        self.version
    }
}

pub fn view(work: &mut Work<'_>, row: ApplicationRow) -> Result<ApplicationView, Problem> {
    let decides = service::decides(work);
    let opening = service::find_opening(work, row.opening_id)?;
    let now = work.stamp();
    let sight = Sight::of(work, &opening)?;
    let hidden = sight.hides(&row);
    let offer = if decides { queries::latest_offers(work.conn, &[row.id])?.remove(&row.id) } else { None };
    Ok(ApplicationView {
        id: row.id,
        opening_id: row.opening_id,
        opening_title: opening.title,
        region_id: row.region_id,
        number: row.review_number,
        applicant_hidden: hidden,
        name: sight.name(&row),
        institution: sight.institution(&row),
        experience: sight.text(&row, &row.experience),
        leadership: sight.text(&row, &row.leadership),
        commitment: sight.text(&row, &row.commitment),
        conflict_of_interest: sight.conflict_of_interest(&row),
        email: Some(row.email).filter(|_| decides && !hidden),
        phone: row.phone.filter(|_| decides && !hidden),
        residence: row.residence.filter(|_| decides && !hidden),
        state: row.state,
        decision_reason: row.decision_reason.filter(|_| decides),
        offer: offer.map(|offer| OfferView::at(&offer, now)),
        submitted_at: utc(row.submitted_at),
        version: row.version,
    })
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListApplications {
    state: Option<ApplicationState>,
    /// Part of the applicant's name, institution or (for those who decide) address. Where applicants are hidden from you, the
    /// number of an application.
    #[validate(length(max = 100))]
    #[param(max_length = 100, example = "prairie county")]
    q: Option<String>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

fn brief(
    sight: &Sight,
    decides: bool,
    interview: Option<InterviewProgress>,
    row: ApplicationRow,
) -> ApplicationBrief {
    let hidden = sight.hides(&row);
    ApplicationBrief {
        id: row.id,
        opening_id: row.opening_id,
        number: row.review_number,
        applicant_hidden: hidden,
        name: sight.name(&row),
        institution: sight.institution(&row),
        names_conflict: sight.names_conflict(&row),
        interview,
        state: row.state,
        submitted_at: utc(row.submitted_at),
        version: row.version,
        email: Some(row.email).filter(|_| decides && !hidden),
    }
}

/// List the applications of an opening, in the order of their arrival
///
/// A reviewer sees those assigned to them, unless they have stepped back. In a blind opening reviewers see a number in the
/// place of the applicant.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(("id" = Id, Path, description = "The opening"), ListApplications),
    responses((status = 200, description = "Applications", body = Page<ApplicationBrief>)))]
#[get("/openings/{id}/applications")]
pub async fn list_applications(
    auth: Authorized<ViewApplications>,
    id: PathId,
    query: Params<ListApplications>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let opening = service::find_opening(w, id.0)?;
        let window = window::<Id>(w.cursors, "applications", query.cursor.as_deref(), query.limit)?;
        let scope = service::reading_scope(w);
        let decides = service::decides(w);
        let sight = Sight::of(w, &opening)?;
        let sought = query.q.filter(|words| !words.trim().is_empty()).map(|words| sight.sought(words));
        let filter = ApplicationFilter { state: query.state, sought };
        let rows = queries::list_applications(w.conn, &scope, opening.id, &filter, &window)?;
        let page = window.page(w.cursors, "applications", rows, |a| a.id, |a| a)?;
        let ids: Vec<Id> = page.items.iter().map(|a| a.id).collect();
        let mut interviews = if decides { progress_of(w, &ids)? } else { HashMap::new() };
        let brief = |row: ApplicationRow| brief(&sight, decides, interviews.remove(&row.id), row);
        Ok(Page { items: page.items.into_iter().map(brief).collect(), next_cursor: page.next_cursor })
    })
    .await
}

/// Read an application
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(("id" = Id, Path, description = "The application")),
    responses((status = 200, description = "The application", body = ApplicationView)))]
#[get("/applications/{id}")]
pub async fn get_application(auth: Authorized<ViewApplications>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_application(w, id.0)?;
        view(w, row)
    })
    .await
}
