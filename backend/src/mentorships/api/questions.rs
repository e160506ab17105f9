//! Ask my coordinator.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::mentorships::queries::{self, CoordinatorQuestionRow};
use crate::mentorships::rules::{QuestionState, SpeaksAs};
use crate::mentorships::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{KeepPairings, ReadCheckIns};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, Window, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::spreadsheet::{MOST_LINES, attached, audit_export, bounded, of_list};
use crate::platform::work::Work;
use crate::{identity, network};

/// What stands below a question.
#[derive(Serialize, ToSchema)]
pub struct CoordinatorAnswer {
    id: Id,
    person_id: Id,
    #[schema(example = "Kim Osei")]
    person_name: String,
    from: SpeaksAs,
    #[schema(example = "Let us talk on Thursday.")]
    text: String,
    created_at: DateTime<Utc>,
}

/// A question of one of a pair to the coordinators of the responsible region.
#[derive(Serialize, ToSchema)]
pub struct CoordinatorQuestion {
    id: Id,
    pairing_id: Id,
    #[schema(example = "Ana Flores, Ben Okafor")]
    pairing_title: String,
    asker_id: Id,
    #[schema(example = "Ben Okafor")]
    asker_name: String,
    #[schema(example = "May we meet in person at the conference?")]
    text: String,
    state: QuestionState,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    created_at: DateTime<Utc>,
    /// When a coordinator wrote last, while it is answered.
    answered_at: Option<DateTime<Utc>>,
    /// Oldest first.
    answers: Vec<CoordinatorAnswer>,
    version: i64,
}

impl Versioned for CoordinatorQuestion {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(
    work: &mut Work<'_>,
    rows: Vec<CoordinatorQuestionRow>,
) -> Result<Vec<CoordinatorQuestion>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut answers = queries::coordinator_answers_of(work.conn, &ids)?;
    let pairings: Vec<Id> = rows.iter().map(|row| row.pairing_id).collect();
    let pairings = queries::by_ids(work.conn, &pairings)?;
    let mut people: Vec<Id> = pairings.iter().flat_map(|p| [p.mentor_id, p.mentee_id]).collect();
    people.extend(answers.values().flatten().map(|answer| answer.person_id));
    let names = identity::person_names(work.conn, &people)?;
    let name = |id: Id| names.get(&id).cloned().unwrap_or_default();
    let regions = network::region_names(work.conn)?;
    Ok(rows
        .into_iter()
        .map(|row| CoordinatorQuestion {
            pairing_title: pairings
                .iter()
                .find(|pairing| pairing.id == row.pairing_id)
                .map(|pairing| format!("{}, {}", name(pairing.mentor_id), name(pairing.mentee_id)))
                .unwrap_or_default(),
            asker_name: name(row.asker_id),
            region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
            answers: answers
                .remove(&row.id)
                .unwrap_or_default()
                .into_iter()
                .map(|answer| CoordinatorAnswer {
                    person_name: name(answer.person_id),
                    id: answer.id,
                    person_id: answer.person_id,
                    from: answer.speaks_as,
                    text: answer.text,
                    created_at: utc(answer.created_at),
                })
                .collect(),
            id: row.id,
            pairing_id: row.pairing_id,
            asker_id: row.asker_id,
            text: row.text,
            state: row.state,
            region_id: row.region_id,
            created_at: utc(row.created_at),
            answered_at: row.answered_at.map(utc),
            version: row.version,
        })
        .collect())
}

fn view(work: &mut Work<'_>, row: CoordinatorQuestionRow) -> Result<CoordinatorQuestion, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("question"))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateQuestion {
    #[validate(length(min = 1, max = 4000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 4000,
        pattern = r"\S",
        example = "May we meet in person at the conference?"
    )]
    text: String,
}

/// Ask the coordinators of one's pairing
///
/// Read by them and by you; not by the other of the pair, also when they coordinate the region. Also after the pairing has ended.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = CreateQuestion,
    responses((status = 201, description = "Asked", body = CoordinatorQuestion)))]
#[post("/pairings/{id}/questions")]
pub async fn create_question(
    auth: Authorized<KeepPairings>,
    id: PathId,
    body: Valid<CreateQuestion>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::ask_coordinator(w, id.0, body.text)?;
        let path = format!("/questions/{}", row.id);
        Reply::created(&path, &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuestions {
    state: Option<QuestionState>,
    pairing_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List questions to coordinators, newest first
///
/// Coordinators see those of their regions, but none of the other of their own pairs; everybody else those that they asked.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("read_check_ins"))), params(ListQuestions),
    responses((status = 200, description = "Questions", body = Page<CoordinatorQuestion>)))]
#[get("/questions")]
pub async fn list_questions(auth: Authorized<ReadCheckIns>, query: Params<ListQuestions>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "questions", query.cursor.as_deref(), query.limit)?;
        let rows =
            queries::list_coordinator_questions(w.conn, w.scope, query.state, query.pairing_id, &window)?;
        let page = window.page(w.cursors, "questions", rows, |row| row.id, |row| row)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuestions {
    state: Option<QuestionState>,
    pairing_id: Option<Id>,
}

/// What stands below a question is read there.
const COLUMNS: &[(&str, &str)] = &[
    ("asked_at", "/created_at"),
    ("asker", "/asker_name"),
    ("pairing", "/pairing_title"),
    ("region", "/region_name"),
    ("state", "/state"),
    ("answered_at", "/answered_at"),
    ("text", "/text"),
];

/// Export questions to coordinators as CSV
///
/// The list of `GET /questions` with its filters, at most 10,000 lines; 422 when it has more. A cell that begins like a formula
/// has an
/// apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("read_check_ins"))), params(ExportQuestions),
    responses((status = 200, description = "One line for each; 422 when there are too many", body = String, content_type = "text/csv")))]
#[get("/questions.csv")]
pub async fn export_questions(auth: Authorized<ReadCheckIns>, query: Params<ExportQuestions>) -> Answer {
    let text = auth
        .transaction(move |w| {
            let ExportQuestions { state, pairing_id } = query.0;
            let window = Window { after: None, limit: MOST_LINES };
            let rows =
                bounded(queries::list_coordinator_questions(w.conn, w.scope, state, pairing_id, &window)?)?;
            let rows = views(w, rows)?;
            audit_export(w, "questions.exported", rows.len())?;
            of_list(COLUMNS, &rows)
        })
        .await?;
    Ok(attached("questions", text))
}

/// Read a question with what stands below it
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("read_check_ins"))),
    params(("id" = Id, Path, description = "The question")),
    responses((status = 200, description = "The question", body = CoordinatorQuestion)))]
#[get("/questions/{id}")]
pub async fn get_question(auth: Authorized<ReadCheckIns>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_question(w, id.0)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAnswer {
    #[validate(length(min = 1, max = 4000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S", example = "Let us talk on Thursday.")]
    text: String,
}

/// Write below a question
///
/// A coordinator's words answer it; those of whoever asked open it again. The other side is mailed that there is
/// something to read.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("read_check_ins"))),
    params(("id" = Id, Path, description = "The question")), request_body = CreateAnswer,
    responses((status = 201, description = "Written", body = CoordinatorQuestion)))]
#[post("/questions/{id}/answers")]
pub async fn create_answer(auth: Authorized<ReadCheckIns>, id: PathId, body: Valid<CreateAnswer>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::write_below(w, id.0, body.text)?;
        let path = format!("/questions/{}", row.id);
        Reply::created(&path, &view(w, row)?)
    })
    .await
}
