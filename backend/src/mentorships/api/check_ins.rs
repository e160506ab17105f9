//! Check-ins: what is asked, who reads it, and what was said.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::mentorships::queries::CheckInRow;
use crate::mentorships::rules::CheckInChoice;
use crate::mentorships::service;
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{KeepPairings, ReadCheckIns};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

crate::text_enum! {
    /// Why somebody reads a check-in.
    pub enum CheckInReaderKind {
        Coordinator = "coordinator",
        Yourself = "yourself",
    }
}

/// Somebody who will read what is said.
#[derive(Serialize, ToSchema)]
pub struct CheckInReader {
    kind: CheckInReaderKind,
    #[schema(example = "Kim Osei")]
    name: String,
}

/// What is asked, and who reads the answer.
#[derive(Serialize, ToSchema)]
pub struct CheckInQuestion {
    choices: Vec<CheckInChoice>,
    #[schema(example = 2000)]
    text_max_length: i64,
    readers: Vec<CheckInReader>,
    /// The region whose coordinators those are.
    #[schema(example = "Great Lakes")]
    region_name: String,
    /// Who never reads it, in words for programs: `other_of_the_pair`, `task_force`, `admin`.
    #[schema(example = json!(["other_of_the_pair", "task_force", "admin"]))]
    not_read_by: Vec<&'static str>,
}

const MOST_TEXT: u64 = 2000;

/// Read what a check-in asks, and who will read it
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "Before anything is written", body = CheckInQuestion)))]
#[get("/pairings/{id}/check-in-question")]
pub async fn get_check_in_question(auth: Authorized<KeepPairings>, id: PathId) -> Answer {
    auth.view(move |w| {
        let pairing = service::find_own_pairing(w, id.0)?;
        let me = w.caller.require_person()?;
        let coordinators = service::coordinators_addressed(w, &pairing)?;
        let mut readers: Vec<CheckInReader> = coordinators
            .into_iter()
            .map(|contact| CheckInReader { kind: CheckInReaderKind::Coordinator, name: contact.name })
            .collect();
        let name = identity::person_name(w.conn, me)?.unwrap_or_default();
        readers.push(CheckInReader { kind: CheckInReaderKind::Yourself, name });
        let regions = network::region_names(w.conn)?;
        Ok(CheckInQuestion {
            choices: CheckInChoice::ALL.to_vec(),
            text_max_length: i64::try_from(MOST_TEXT).unwrap_or(i64::MAX),
            readers,
            region_name: regions.get(&pairing.region_id).cloned().unwrap_or_default(),
            not_read_by: vec!["other_of_the_pair", "task_force", "admin"],
        })
    })
    .await
}

/// What somebody said.
#[derive(Serialize, ToSchema)]
pub struct CheckInView {
    id: Id,
    pairing_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    choice: CheckInChoice,
    text: Option<String>,
    /// Who was named as reader when it was written; whoever coordinates the region later reads it too.
    #[schema(example = json!(["Kim Osei"]))]
    readers: Vec<String>,
    created_at: DateTime<Utc>,
}

impl Versioned for CheckInView {
    /// It is never changed.
    fn version(&self) -> i64 {
        1
    }
}

fn views(work: &mut Work<'_>, rows: Vec<CheckInRow>) -> Result<Vec<CheckInView>, Problem> {
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    Ok(rows
        .into_iter()
        .map(|row| CheckInView {
            person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
            id: row.id,
            pairing_id: row.pairing_id,
            person_id: row.person_id,
            choice: row.choice,
            text: row.text,
            readers: serde_json::from_str(&row.readers).unwrap_or_default(),
            created_at: utc(row.created_at),
        })
        .collect())
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateCheckIn {
    choice: CheckInChoice,
    #[serde(default)]
    #[validate(length(min = 1, max = MOST_TEXT), custom(function = "written"))]
    #[schema(
        required = false,
        min_length = 1,
        max_length = 2000,
        pattern = r"\S",
        example = "We have not found a time."
    )]
    text: Option<String>,
}

/// Say how it goes
///
/// One tap, and a word if you like. Read by the coordinators of the responsible region and by nobody else, never by the other
/// of the pair; who they are is in `GET /pairings/{id}/check-in-question`.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = CreateCheckIn,
    responses((status = 201, description = "Said", body = CheckInView)))]
#[post("/pairings/{id}/check-ins")]
pub async fn create_check_in(
    auth: Authorized<KeepPairings>,
    id: PathId,
    body: Valid<CreateCheckIn>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::check_in(w, id.0, body.choice, body.text)?;
        let path = format!("/pairings/{}/check-ins", row.pairing_id);
        let view = views(w, vec![row])?.pop().ok_or_else(|| Problem::not_found("check-in"))?;
        Reply::created(&path, &view)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCheckIns {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List check-ins of a pairing, newest first
///
/// The coordinators of its region read all, but in pairings of their own; each of the two their own. A role in the whole
/// network reads none.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("read_check_ins"))),
    params(("id" = Id, Path, description = "The pairing"), ListCheckIns),
    responses((status = 200, description = "What was said", body = Page<CheckInView>)))]
#[get("/pairings/{id}/check-ins")]
pub async fn list_check_ins(
    auth: Authorized<ReadCheckIns>,
    id: PathId,
    query: Params<ListCheckIns>,
) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "check_ins", query.0.cursor.as_deref(), query.0.limit)?;
        let (_, rows) = service::list_check_ins(w, id.0, &window)?;
        let page = window.page(w.cursors, "check_ins", rows, |row| row.id, |row| row)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}
