//! The one-tap question to a pair: in the network, and by the link of a letter.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::health::{HealthView, view};
use crate::identity;
use crate::mentorships::queries;
use crate::mentorships::rules::{HealthReasonCode, PairAnswer, PairingState};
use crate::mentorships::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AnswerPairQuestion, KeepPairings};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::pagination::Page;
use crate::platform::reply::{Answer, Reply};

/// A question that waits for the caller.
#[derive(Serialize, ToSchema)]
pub struct MyPairingQuestion {
    pairing_id: Id,
    #[schema(example = "Ben Okafor")]
    other_name: String,
    asked_at: DateTime<Utc>,
    answer_until: DateTime<Utc>,
    /// Why it is asked, but for what the other may have said.
    reasons: Vec<HealthReasonCode>,
}

/// List the questions about one's pairings that wait for an answer
///
/// At most 50, oldest first. Your answer, and that there was none, is read by the coordinators of the region.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    responses((status = 200, description = "Questions", body = Page<MyPairingQuestion>)))]
#[get("/me/pairing-questions")]
pub async fn list_my_pairing_questions(auth: Authorized<KeepPairings>) -> Answer {
    auth.list(|w| {
        let me = w.caller.require_person()?;
        let asked = queries::questions_to(w.conn, me)?;
        let ids: Vec<Id> = asked.iter().map(|(_, question)| question.pairing_id).collect();
        let pairings = queries::by_ids(w.conn, &ids)?;
        let others: Vec<Id> = pairings.iter().map(|pairing| pairing.other_than(me)).collect();
        let names = identity::person_names(w.conn, &others)?;
        let said = [HealthReasonCode::NeedsAttention, HealthReasonCode::NotMeeting];
        let items = asked
            .into_iter()
            .filter_map(|(_, question)| {
                let pairing = pairings.iter().find(|pairing| pairing.id == question.pairing_id)?;
                Some(MyPairingQuestion {
                    pairing_id: pairing.id,
                    other_name: names.get(&pairing.other_than(me)).cloned().unwrap_or_default(),
                    asked_at: utc(question.asked_at),
                    answer_until: utc(question.answer_until),
                    reasons: question.reasons().into_iter().filter(|code| !said.contains(code)).collect(),
                })
            })
            .collect();
        Ok(Page { items, next_cursor: None })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerPairingQuestion {
    answer: PairAnswer,
}

/// Answer how one's pairing goes
///
/// Until the question is over you may say something else.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = AnswerPairingQuestion,
    responses((status = 200, description = "Said; 409 when nothing is asked", body = HealthView)))]
#[post("/pairings/{id}/health/answer")]
pub async fn answer_pairing_question(
    auth: Authorized<KeepPairings>,
    id: PathId,
    body: Valid<AnswerPairingQuestion>,
) -> Answer {
    auth.post(body, move |w, body| {
        let health = service::answer_pair_question(w, id.0, body.answer)?;
        Reply::ok(&view(health))
    })
    .await
}

/// The question behind the link of a letter.
#[derive(Serialize, ToSchema)]
pub struct LinkedPairingQuestion {
    #[schema(example = "Ben Okafor")]
    other_name: String,
    asked_at: DateTime<Utc>,
    answer_until: DateTime<Utc>,
    /// It is over, or you have answered.
    answered: bool,
}

/// Read the question of a letter
///
/// With `Authorization: Link <token>`, without signing in. Reading changes nothing.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("answer_pair_question"))),
    responses((status = 200, description = "The question", body = LinkedPairingQuestion)))]
#[get("/pairing-question")]
pub async fn get_pairing_question(auth: Authorized<AnswerPairQuestion>) -> Answer {
    auth.view(|w| {
        let (side, question, pairing) = service::question_by_link(w)?;
        let other_name = identity::person_name(w.conn, pairing.other_than(side.person_id))?;
        Ok(LinkedPairingQuestion {
            other_name: other_name.unwrap_or_default(),
            asked_at: utc(question.asked_at),
            answer_until: utc(question.answer_until),
            answered: side.answer.is_some()
                || question.closed_at.is_some()
                || pairing.state != PairingState::Active,
        })
    })
    .await
}

/// Answer the question of a letter, with one tap
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("answer_pair_question"))),
    request_body = AnswerPairingQuestion,
    responses((status = 204, description = "Said; 409 when it is over or answered")))]
#[post("/pairing-question/answer")]
pub async fn answer_pairing_question_by_link(
    auth: Authorized<AnswerPairQuestion>,
    body: Valid<AnswerPairingQuestion>,
) -> Answer {
    auth.post(body, |w, body| {
        service::answer_by_link(w, body.answer)?;
        Ok(Reply::no_content())
    })
    .await
}
