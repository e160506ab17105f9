//! Pairs of institutions that look like one and are two.

use actix_web::{delete, get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::merges::ListOfMerging;
use crate::identity;
use crate::network::merging::distinctions;
use crate::network::merging::queries::distinctions::DistinctionRow;
use crate::network::queries;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ChangeNetwork;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// Two institutions that look like one, and that are two as somebody said.
#[derive(Serialize, ToSchema)]
pub struct InstitutionDistinctionView {
    id: Id,
    institution_id: Id,
    institution_name: String,
    other_id: Id,
    other_name: String,
    told_by: Option<Id>,
    told_by_name: Option<String>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for InstitutionDistinctionView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<DistinctionRow>) -> Result<Vec<InstitutionDistinctionView>, Problem> {
    let places: Vec<Id> = rows.iter().flat_map(|row| [row.one_id, row.other_id]).collect();
    let places = queries::institution_names(work.conn, &places)?;
    let people: Vec<Id> = rows.iter().filter_map(|row| row.told_by).collect();
    let people = identity::person_names(work.conn, &people)?;
    let place = |id: &Id| places.get(id).cloned().unwrap_or_default();
    let view = |row: DistinctionRow| InstitutionDistinctionView {
        id: row.id,
        institution_name: place(&row.one_id),
        institution_id: row.one_id,
        other_name: place(&row.other_id),
        other_id: row.other_id,
        told_by_name: row.told_by.and_then(|id| people.get(&id).cloned()),
        told_by: row.told_by,
        created_at: utc(row.created_at),
        version: row.version,
    };
    Ok(rows.into_iter().map(view).collect())
}

fn view(work: &mut Work<'_>, row: DistinctionRow) -> Result<InstitutionDistinctionView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("distinction"))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TellInstitutionsApart {
    institution_id: Id,
    other_id: Id,
}

/// Say that two institutions that look like one are two
///
/// They are not listed as likely duplicates of each other any more, whatever is imported later.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    request_body = TellInstitutionsApart,
    responses((status = 201, description = "Told apart", body = InstitutionDistinctionView)))]
#[post("/institution-distinctions")]
pub async fn create_institution_distinction(
    auth: Authorized<ChangeNetwork>,
    body: Valid<TellInstitutionsApart>,
) -> Answer {
    auth.post(body, |w, body| {
        let row = distinctions::tell_apart(w, body.institution_id, body.other_id)?;
        Reply::created(&format!("/institution-distinctions/{}", row.id), &view(w, row)?)
    })
    .await
}

/// List pairs of institutions that were told apart, newest first
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))), params(ListOfMerging),
    responses((status = 200, description = "Pairs", body = Page<InstitutionDistinctionView>)))]
#[get("/institution-distinctions")]
pub async fn list_institution_distinctions(
    auth: Authorized<ChangeNetwork>,
    query: Params<ListOfMerging>,
) -> Answer {
    auth.list(move |w| {
        let name = "institution_distinctions";
        let window = window::<Id>(w.cursors, name, query.0.cursor.as_deref(), query.0.limit)?;
        let rows = distinctions::list_distinctions(w, &window)?;
        let page = window.page(w.cursors, name, rows, |row| row.id, |row| row)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a pair of institutions that were told apart
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The distinction")),
    responses((status = 200, description = "The pair", body = InstitutionDistinctionView)))]
#[get("/institution-distinctions/{id}")]
pub async fn get_institution_distinction(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = distinctions::find_distinction(w, id.0)?;
        view(w, row)
    })
    .await
}

/// Take back that two institutions are two
///
/// They are likely duplicates again, while they look like one.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The distinction")),
    responses((status = 204, description = "Taken back")))]
#[delete("/institution-distinctions/{id}")]
pub async fn delete_institution_distinction(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        distinctions::take_back(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}
