//! The template of agreements.

use actix_web::{get, put};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use crate::identity;
use crate::mentorships::queries::{self, TemplateRow};
use crate::mentorships::rules::Cadence;
use crate::mentorships::service::{self, NewTemplate};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{SettleMentoring, ViewMentoringRules};
use crate::platform::clock::utc;
use crate::platform::fields::written;
use crate::platform::input::{Params, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A version of the template that agreements begin with.
#[derive(Serialize, ToSchema)]
pub struct AgreementTemplateView {
    version: i64,
    #[schema(example = json!(["What do you want to be able to do when this mentorship ends?"]))]
    goal_prompts: Vec<String>,
    cadence: Cadence,
    #[schema(example = "What is said between us stays between us.")]
    confidentiality: String,
    /// What has changed since the version before.
    note: Option<String>,
    /// `null` for the one that the network came with.
    written_by_name: Option<String>,
    created_at: DateTime<Utc>,
}

impl Versioned for AgreementTemplateView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<TemplateRow>) -> Result<Vec<AgreementTemplateView>, Problem> {
    let authors: Vec<_> = rows.iter().filter_map(|row| row.written_by).collect();
    let names = identity::person_names(work.conn, &authors)?;
    Ok(rows
        .into_iter()
        .map(|row| AgreementTemplateView {
            version: row.version,
            goal_prompts: serde_json::from_str(&row.goal_prompts).unwrap_or_default(),
            cadence: row.cadence,
            confidentiality: row.confidentiality,
            note: row.note,
            written_by_name: row.written_by.and_then(|id| names.get(&id).cloned()),
            created_at: utc(row.created_at),
        })
        .collect())
}

fn view(work: &mut Work<'_>, row: TemplateRow) -> Result<AgreementTemplateView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("template"))
}

/// Read the template of agreements
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_mentoring_rules"))),
    responses((status = 200, description = "The version in force", body = AgreementTemplateView)))]
#[get("/agreement-template")]
pub async fn get_agreement_template(auth: Authorized<ViewMentoringRules>) -> Answer {
    auth.show(|w| {
        let row = queries::newest_template(w.conn)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutAgreementTemplate {
    /// 1 to 10 questions of at most 300 letters that help to find goals.
    #[validate(length(min = 1, max = 10), custom(function = "prompts_with_letters"))]
    #[schema(min_items = 1, max_items = 10, example = json!(["What do you want to be able to do when this mentorship ends?"]))]
    goal_prompts: Vec<String>,
    cadence: Cadence,
    #[validate(length(min = 1, max = 4000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 4000,
        pattern = r"\S",
        example = "What is said between us stays between us."
    )]
    confidentiality: String,
    #[serde(default)]
    #[validate(length(max = 500))]
    #[schema(required = false, max_length = 500, example = "Shorter questions.")]
    note: Option<String>,
}

fn prompts_with_letters(prompts: &[String]) -> Result<(), ValidationError> {
    if prompts.iter().all(|prompt| !prompt.trim().is_empty() && prompt.chars().count() <= 300) {
        return Ok(());
    }
    Err(ValidationError::new("prompts").with_message("Each question has 1 to 300 letters.".into()))
}

/// Write the next version of the template
///
/// Agreements that are there stay as they are, and keep naming the version that they follow.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("settle_mentoring"))),
    request_body = PutAgreementTemplate,
    responses((status = 200, description = "In force", body = AgreementTemplateView)))]
#[put("/agreement-template")]
pub async fn put_agreement_template(
    auth: Authorized<SettleMentoring>,
    body: Valid<PutAgreementTemplate>,
) -> Answer {
    auth.change(move |w, expected| {
        let PutAgreementTemplate { goal_prompts, cadence, confidentiality, note } = body.value;
        let goal_prompts = goal_prompts.iter().map(|prompt| prompt.trim().to_owned()).collect();
        let new = NewTemplate { goal_prompts, cadence, confidentiality, note };
        let row = service::write_template(w, new, &|version| expected.check(version))?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAgreementTemplates {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the versions of the template, newest first
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_mentoring_rules"))),
    params(ListAgreementTemplates),
    responses((status = 200, description = "Versions", body = Page<AgreementTemplateView>)))]
#[get("/agreement-template/versions")]
pub async fn list_agreement_templates(
    auth: Authorized<ViewMentoringRules>,
    query: Params<ListAgreementTemplates>,
) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "agreement_templates", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_templates(w.conn, &window)?;
        let page = window.page(w.cursors, "agreement_templates", rows, |row| row.version, |row| row)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}
