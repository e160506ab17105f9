//! Answering a survey by personal link.

use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::evaluation::rules::{AnswerValue, DeclaredMissing, GivenAnswer, ItemChoice, ItemKind};
use crate::evaluation::service::{self, Submission, Survey, SurveyState};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::AnswerSurvey;
use crate::platform::input::Valid;
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply};

/// A question as a respondent reads it.
#[derive(Serialize, ToSchema)]
pub struct SurveyItem {
    #[schema(example = "useful")]
    variable: String,
    kind: ItemKind,
    prompt: String,
    /// Must be answered, or refused.
    required: bool,
    choices: Vec<ItemChoice>,
}

/// What a respondent reads before answering.
#[derive(Serialize, ToSchema)]
pub struct SurveyView {
    state: SurveyState,
    study_title: String,
    wave_name: String,
    title: String,
    consent_text: String,
    /// Send it with the answers.
    #[schema(minimum = 1)]
    consent_version: i32,
    /// Figures are shown only where this many people share them.
    #[schema(minimum = 5, example = 10)]
    k: i32,
    items: Vec<SurveyItem>,
}

impl From<Survey> for SurveyView {
    fn from(survey: Survey) -> Self {
        Self {
            state: survey.state,
            study_title: survey.study.title,
            wave_name: survey.wave.name,
            title: survey.instrument_title,
            consent_text: survey.study.consent_text,
            consent_version: survey.study.consent_version,
            k: survey.study.k,
            items: survey
                .items
                .into_iter()
                .map(|row| SurveyItem {
                    variable: row.item.variable,
                    kind: row.item.kind,
                    prompt: row.item.prompt,
                    required: row.item.required,
                    choices: row.item.choices,
                })
                .collect(),
        }
    }
}

/// Read the survey that one's link is for
///
/// Send the link's token as `Authorization: Link <token>`.
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("answer_survey"))),
    responses((status = 200, description = "The survey", body = SurveyView)))]
#[get("/public/survey")]
pub async fn get_survey(auth: Authorized<AnswerSurvey>) -> Answer {
    auth.view(|w| service::read_survey(w).map(SurveyView::from)).await
}

/// The answer to one item: a value, or why there is none.
#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyAnswer {
    #[validate(length(min = 1, max = 31))]
    #[schema(min_length = 1, max_length = 31, example = "useful")]
    variable: String,
    /// The code of a choice, a number, or a text of at most 5,000 characters.
    #[schema(example = 5)]
    value: Option<AnswerValue>,
    #[schema(example = json!(null))]
    missing: Option<DeclaredMissing>,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitSurvey {
    /// Must be `true`: without consent no answer is taken.
    #[schema(example = true)]
    consent: bool,
    /// Of the consent text that was read.
    #[validate(range(min = 1))]
    #[schema(minimum = 1, example = 1)]
    consent_version: i32,
    /// What is left out was skipped.
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100)]
    answers: Vec<SurveyAnswer>,
}

/// What a respondent is told. Nothing of the answers comes back.
#[derive(Serialize, ToSchema)]
pub struct SurveyReceipt {
    state: SurveyState,
    wave_name: String,
}

/// Answer the survey that one's link is for, once
///
/// The answers are kept under a random name, with role, region and month.
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("answer_survey"))),
    request_body = SubmitSurvey,
    responses((status = 200, description = "Taken", body = SurveyReceipt)))]
#[post("/public/survey/answers")]
pub async fn submit_survey(auth: Authorized<AnswerSurvey>, body: Valid<SubmitSurvey>) -> Answer {
    let body = body.value;
    // No digest of the body: a few questions have so few possible answers that it would tell them, beside
    // the link that it is kept under.
    auth.once([0; 32], move |w| {
        if !body.consent {
            let said = "Answers are taken only with consent.";
            return Err(Problem::field("/consent", "required", said));
        }
        let answers = body.answers.into_iter().map(|answer| GivenAnswer {
            variable: answer.variable,
            value: answer.value,
            missing: answer.missing,
        });
        let submission = Submission { consent_version: body.consent_version, answers: answers.collect() };
        let wave = service::submit(w, &submission)?;
        Reply::ok(&SurveyReceipt { state: SurveyState::Answered, wave_name: wave.name })
    })
    .await
}
