//! The applicant's own page, by the link in the receipt: where it is, withdrawal, referees.

use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::opening_views::accepts_applications;
use super::references::RefereeBody;
use crate::network;
use crate::platform::auth::permissions::FollowApplication;
use crate::platform::auth::{Authorized, Scope};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, ApplicationRow};
use crate::recruitment::rules::{
    self, ApplicantState, ApplicationState, OfferState, Referee, ReferenceState,
};
use crate::recruitment::service;

/// A referee, as the applicant sees them: never what they wrote.
#[derive(Serialize, ToSchema)]
pub struct NamedReferee {
    id: Id,
    #[schema(example = "Rosa Alvarez")]
    name: String,
    #[schema(example = "rosa@library.example")]
    email: String,
    state: ReferenceState,
    /// When the referee was mailed; `null` before.
    asked_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
}

/// A jurisdiction where an applicant may live.
#[derive(Serialize, ToSchema)]
pub struct Residence {
    #[schema(example = "OH")]
    code: String,
    #[schema(example = "Ohio")]
    name: String,
}

/// An application, as its applicant follows it: no reasons, no reviewers.
#[derive(Serialize, ToSchema)]
pub struct FollowedApplication {
    #[schema(example = "Ana Flores")]
    name: String,
    #[schema(example = "ana@library.example")]
    email: String,
    /// Another address that was asked for and is not confirmed yet; `null` otherwise.
    #[schema(example = "ana.flores@home.example")]
    asked_email: Option<String>,
    /// As the applicant wrote it.
    #[schema(example = "+1 216 555 0134")]
    phone: Option<String>,
    /// The code of the jurisdiction where the applicant lives.
    #[schema(example = "OH")]
    residence: Option<String>,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    opening_title: String,
    #[schema(example = "Great Lakes")]
    region_name: String,
    state: ApplicantState,
    submitted_at: DateTime<Utc>,
    /// The last day on which applications are taken, until it has ended everywhere.
    closes_on: NaiveDate,
    /// Whether applications are still taken, so that the reviewers have not begun.
    accepts_applications: bool,
    /// It is not decided yet and can be withdrawn.
    may_withdraw: bool,
    /// It is not decided yet, and name, telephone, residence and mail address can be corrected.
    may_correct: bool,
    /// What `residence` can be; empty when nothing can be corrected.
    residences: Vec<Residence>,
    /// When the offer ends, while one waits for the answer; `null` otherwise.
    offer_open_until: Option<DateTime<Utc>>,
    references: Vec<NamedReferee>,
    version: i64,
}

impl Versioned for FollowedApplication {
    // An offer's end and the references change without it.
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

pub fn followed(work: &mut Work<'_>, row: ApplicationRow) -> Result<FollowedApplication, Problem> {
    let (_, opening) = service::followed(work)?;
    let now = work.stamp();
    let offer = queries::latest_offers(work.conn, &[row.id])?
        .remove(&row.id)
        .filter(|offer| offer.state.at(offer.expires_at, now) == OfferState::Open);
    let references = queries::references_of(work.conn, row.id)?
        .into_iter()
        .filter(|reference| reference.state != ReferenceState::Replaced)
        .map(|reference| NamedReferee {
            id: reference.id,
            name: reference.name,
            email: reference.email,
            state: reference.state,
            asked_at: reference.asked_at.map(utc),
            answered_at: reference.answered_at.map(utc),
        })
        .collect();
    let may_correct = rules::corrects_contact(row.state);
    let residences = match may_correct {
        true => network::list_jurisdictions(work.conn, &Scope::everything())?
            .into_iter()
            .map(|place| Residence { code: place.code, name: place.name })
            .collect(),
        false => Vec::new(),
    };
    Ok(FollowedApplication {
        region_name: network::region_names(work.conn)?.remove(&opening.region_id).unwrap_or_default(),
        accepts_applications: accepts_applications(&opening, now),
        opening_title: opening.title,
        closes_on: opening.closes_on,
        name: row.name,
        email: row.email,
        asked_email: row.asked_email,
        phone: row.phone,
        residence: row.residence,
        state: row.state.into(),
        submitted_at: utc(row.submitted_at),
        may_withdraw: row.state.may_become(ApplicationState::Withdrawn),
        may_correct,
        residences,
        offer_open_until: offer.map(|offer| utc(offer.expires_at)),
        references,
        version: row.version,
    })
}

/// Read where one's own application is, by the mailed link
///
/// Reading changes nothing, so that mail scanners may follow the link.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("follow_application"))),
    responses((status = 200, description = "The application", body = FollowedApplication)))]
#[get("/public/application")]
pub async fn get_followed_application(auth: Authorized<FollowApplication>) -> Answer {
    auth.show(|w| {
        let (row, _) = service::followed(w)?;
        followed(w, row)
    })
    .await
}

/// Withdraw one's own application
///
/// An open offer is answered with no, reviewers no longer have it to write, and referees who have not answered are left
/// alone. It cannot be taken up again: there is one application for each person and opening.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("follow_application"))),
    responses((status = 200, description = "Withdrawn", body = FollowedApplication)))]
#[post("/public/application/withdraw")]
pub async fn withdraw_application(auth: Authorized<FollowApplication>) -> Answer {
    auth.act(|w| {
        let row = service::withdraw(w)?;
        Reply::updated(&followed(w, row)?)
    })
    .await
}

/// Have one's referees asked now
///
/// For an application that was sent without a mailed link: its referees are only named until somebody opens the link in
/// the receipt. Those who were asked already are not asked again.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("follow_application"))),
    responses((status = 200, description = "Asked", body = FollowedApplication)))]
#[post("/public/application/ask-referees")]
pub async fn ask_referees(auth: Authorized<FollowApplication>) -> Answer {
    auth.act(|w| {
        let row = service::ask_referees(w)?;
        Reply::updated(&followed(w, row)?)
    })
    .await
}

/// Name somebody else for a referee who declined
///
/// The new referee is mailed at once.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("follow_application"))),
    params(("id" = Id, Path, description = "The reference that was declined")),
    request_body = RefereeBody,
    responses((status = 200, description = "Asked", body = FollowedApplication)))]
#[post("/public/application/references/{id}/replace")]
pub async fn replace_referee(
    auth: Authorized<FollowApplication>,
    id: PathId,
    body: Valid<RefereeBody>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::replace_referee(w, id.0, Referee::from(body))?;
        Reply::updated(&followed(w, row)?)
    })
    .await
}
