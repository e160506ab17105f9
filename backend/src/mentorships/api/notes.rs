//! Notes: one's own private ones, and those that the two share.

use actix_web::{delete, get, patch, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::mentorships::queries::{self, NoteRow};
use crate::mentorships::rules::NoteKind;
use crate::mentorships::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::KeepPairings;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A note. Private ones are read by their author alone, shared ones by the two, and none by anybody else.
#[derive(Serialize, ToSchema)]
pub struct NoteView {
    id: Id,
    pairing_id: Id,
    kind: NoteKind,
    #[schema(example = "Next time: the budget of the grant.")]
    body: String,
    author_id: Id,
    #[schema(example = "Ana Flores")]
    author_name: String,
    /// Who edited it last; `null` while nobody has.
    edited_by_name: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for NoteView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<NoteRow>) -> Result<Vec<NoteView>, Problem> {
    let people: Vec<Id> =
        rows.iter().flat_map(|row| [Some(row.author_id), row.edited_by_id]).flatten().collect();
    let names = identity::person_names(work.conn, &people)?;
    Ok(rows
        .into_iter()
        .map(|row| NoteView {
            author_name: names.get(&row.author_id).cloned().unwrap_or_default(),
            edited_by_name: row.edited_by_id.and_then(|id| names.get(&id).cloned()),
            id: row.id,
            pairing_id: row.pairing_id,
            kind: row.kind,
            body: row.body,
            author_id: row.author_id,
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        })
        .collect())
}

fn view(work: &mut Work<'_>, row: NoteRow) -> Result<NoteView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("note"))
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListNotes {
    kind: Option<NoteKind>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the notes of one's pairing, newest first
///
/// One's own private ones, and those that the two share.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing"), ListNotes),
    responses((status = 200, description = "Notes", body = Page<NoteView>)))]
#[get("/pairings/{id}/notes")]
pub async fn list_notes(auth: Authorized<KeepPairings>, id: PathId, query: Params<ListNotes>) -> Answer {
    auth.list(move |w| {
        let pairing = service::find_own_pairing(w, id.0)?;
        let me = w.caller.require_person()?;
        let window = window(w.cursors, "notes", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_notes(w.conn, pairing.id, me, query.0.kind, &window)?;
        let page = window.page(w.cursors, "notes", rows, |note| note.id, |note| note)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateNote {
    kind: NoteKind,
    #[validate(length(min = 1, max = 10000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"\S",
        example = "Next time: the budget of the grant."
    )]
    body: String,
}

/// Write a note
///
/// A private note is read by you alone: no coordinator, no administrator, no export but your own. Private ones can be
/// written after the end too.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = CreateNote,
    responses((status = 201, description = "Written", body = NoteView)))]
#[post("/pairings/{id}/notes")]
pub async fn create_note(auth: Authorized<KeepPairings>, id: PathId, body: Valid<CreateNote>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::write_note(w, id.0, body.kind, body.body)?;
        let path = format!("/notes/{}", row.id);
        Reply::created(&path, &view(w, row)?)
    })
    .await
}

/// Read a note
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The note")),
    responses((status = 200, description = "The note", body = NoteView)))]
#[get("/notes/{id}")]
pub async fn get_note(auth: Authorized<KeepPairings>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_note(w, id.0)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateNote {
    #[validate(length(min = 1, max = 10000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 10000, pattern = r"\S", example = "Next time: the budget.")]
    body: String,
}

/// Edit a note
///
/// A shared one by either of the two while their pairing lasts, 409 afterwards; 412 when the other was faster.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The note")), request_body = UpdateNote,
    responses((status = 200, description = "Edited", body = NoteView)))]
#[patch("/notes/{id}")]
pub async fn update_note(auth: Authorized<KeepPairings>, id: PathId, body: Valid<UpdateNote>) -> Answer {
    auth.change(move |w, expected| {
        let row = service::edit_note(w, id.0, body.value.body, &|version| expected.check(version))?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Remove a note that one has written
///
/// A shared one while the pairing lasts; 409 afterwards.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The note")),
    responses((status = 204, description = "It is gone")))]
#[delete("/notes/{id}")]
pub async fn delete_note(auth: Authorized<KeepPairings>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        service::delete_note(w, id.0, &|version| expected.check(version))?;
        Ok(Reply::no_content())
    })
    .await
}
