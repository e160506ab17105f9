//! The code of conduct.

use actix_web::{get, post, put};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::mentorships::queries::{self, ConductRow};
use crate::mentorships::rules::accepts_what_is_in_force;
use crate::mentorships::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{
    SettleMentoring, UseOwnAccount, ViewConductAcceptances, ViewMentoringRules,
};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// The code of conduct, and whether the caller has accepted it.
#[derive(Serialize, ToSchema)]
pub struct CodeOfConduct {
    version: i64,
    #[schema(example = "We treat each other with respect.")]
    text: String,
    /// What has changed since the version before.
    note: Option<String>,
    created_at: DateTime<Utc>,
    /// The newest version that the caller has accepted.
    my_accepted_version: Option<i64>,
    my_accepted_at: Option<DateTime<Utc>>,
    /// Whether that is the one in force.
    accepted: bool,
}

impl Versioned for CodeOfConduct {
    // It tells what the caller has accepted, too.
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn view(work: &mut Work<'_>, row: ConductRow) -> Result<CodeOfConduct, Problem> {
    let me = work.caller.person();
    let mine = me.map(|id| queries::accepted_conduct(work.conn, id)).transpose()?.flatten();
    let at = match (me, mine) {
        (Some(id), Some(version)) => queries::conduct_accepted_at(work.conn, id, version)?,
        _ => None,
    };
    Ok(CodeOfConduct {
        accepted: accepts_what_is_in_force(mine, row.version),
        version: row.version,
        text: row.text,
        note: row.note,
        created_at: utc(row.created_at),
        my_accepted_version: mine,
        my_accepted_at: at.map(utc),
    })
}

/// Read the code of conduct
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_mentoring_rules"))),
    responses((status = 200, description = "The version in force", body = CodeOfConduct)))]
#[get("/code-of-conduct")]
pub async fn get_code_of_conduct(auth: Authorized<ViewMentoringRules>) -> Answer {
    auth.show(|w| {
        let row = queries::newest_conduct(w.conn)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutCodeOfConduct {
    #[validate(length(min = 1, max = 20000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 20000,
        pattern = r"\S",
        example = "We treat each other with respect."
    )]
    text: String,
    #[serde(default)]
    #[validate(length(max = 500))]
    #[schema(required = false, max_length = 500, example = "Shorter.")]
    note: Option<String>,
}

/// Write the next version of the code of conduct
///
/// Whoever accepted an earlier one is asked to accept this one.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("settle_mentoring"))),
    request_body = PutCodeOfConduct,
    responses((status = 200, description = "In force", body = CodeOfConduct)))]
#[put("/code-of-conduct")]
pub async fn put_code_of_conduct(auth: Authorized<SettleMentoring>, body: Valid<PutCodeOfConduct>) -> Answer {
    auth.change(move |w, expected| {
        let PutCodeOfConduct { text, note } = body.value;
        let row = service::write_conduct(w, text, note, &|version| expected.check(version))?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// A version of the code of conduct.
#[derive(Serialize, ToSchema)]
pub struct ConductVersion {
    version: i64,
    text: String,
    note: Option<String>,
    created_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListConductVersions {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the versions of the code of conduct, newest first
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_mentoring_rules"))),
    params(ListConductVersions),
    responses((status = 200, description = "Versions", body = Page<ConductVersion>)))]
#[get("/code-of-conduct/versions")]
pub async fn list_conduct_versions(
    auth: Authorized<ViewMentoringRules>,
    query: Params<ListConductVersions>,
) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "conduct_versions", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_conduct_versions(w.conn, &window)?;
        window.page(
            w.cursors,
            "conduct_versions",
            rows,
            |row| row.version,
            |row| ConductVersion {
                version: row.version,
                text: row.text,
                note: row.note,
                created_at: utc(row.created_at),
            },
        )
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptCodeOfConduct {
    /// The version that you have read.
    #[validate(range(min = 1))]
    #[schema(minimum = 1, example = 1)]
    version: i64,
}

/// Accept the code of conduct
///
/// When enrolling or signing. Once is enough; 409 when another version is in force.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("use_own_account"))),
    request_body = AcceptCodeOfConduct,
    responses((status = 200, description = "Accepted", body = CodeOfConduct)))]
#[post("/code-of-conduct/accept")]
pub async fn accept_code_of_conduct(
    auth: Authorized<UseOwnAccount>,
    body: Valid<AcceptCodeOfConduct>,
) -> Answer {
    auth.post(body, |w, body| {
        let row = service::accept_conduct(w, body.version)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// That somebody accepted a version.
#[derive(Serialize, ToSchema)]
pub struct ConductAcceptance {
    version: i64,
    accepted_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListConductAcceptances {
    person_id: Id,
}

/// List which versions somebody has accepted, newest first
///
/// Of people of one's regions; the task force of everybody.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_conduct_acceptances"))),
    params(ListConductAcceptances),
    responses((status = 200, description = "Acceptances", body = Page<ConductAcceptance>),
        (status = 404, description = "No such person, or none that one may know of",
            body = crate::platform::problem::ProblemDocument, content_type = "application/problem+json")))]
#[get("/code-of-conduct/acceptances")]
pub async fn list_conduct_acceptances(
    auth: Authorized<ViewConductAcceptances>,
    query: Params<ListConductAcceptances>,
) -> Answer {
    auth.list(move |w| {
        let items = service::acceptances_of(w, query.0.person_id)?
            .into_iter()
            .map(|(version, at)| ConductAcceptance { version, accepted_at: utc(at) })
            .collect();
        Ok(Page { items, next_cursor: None })
    })
    .await
}
