//! Confidential concerns: raised, and read by those who were named.

use actix_web::{HttpResponse, get, post, put};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::mentorships::queries::{self, ConcernRow};
use crate::mentorships::rules::{
    ConcernOutcome, ConcernPersonKind, ConcernState, ConcernStep, RaisedConcernState,
};
use crate::mentorships::service::{self, ConcernRecipients, NewConcern};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{HandleConcerns, KeepPairings, NameConcernRecipients};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// Somebody who receives concerns.
#[derive(Serialize, ToSchema)]
pub struct ConcernRecipient {
    id: Id,
    #[schema(example = "Kim Osei")]
    name: String,
}

/// Who receives concerns.
#[derive(Serialize, ToSchema)]
pub struct ConcernRecipientsView {
    people: Vec<ConcernRecipient>,
    version: i64,
}

impl Versioned for ConcernRecipientsView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn recipients(work: &mut Work<'_>, named: ConcernRecipients) -> Result<ConcernRecipientsView, Problem> {
    let names = identity::person_names(work.conn, &named.person_ids)?;
    let people = named
        .person_ids
        .into_iter()
        .map(|id| ConcernRecipient { id, name: names.get(&id).cloned().unwrap_or_default() })
        .collect();
    Ok(ConcernRecipientsView { people, version: named.version })
}

/// Read who receives confidential concerns
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("name_concern_recipients"))),
    responses((status = 200, description = "People", body = ConcernRecipientsView)))]
#[get("/concern-recipients")]
pub async fn get_concern_recipients(auth: Authorized<NameConcernRecipients>) -> Answer {
    auth.show(|w| {
        let named = service::concern_recipients(w)?;
        recipients(w, named)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutConcernRecipients {
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    person_ids: Vec<Id>,
}

/// Name who receives confidential concerns
///
/// From now on. A concern never reaches one of its pair, whom it is about, or a coordinator of the pair's regions: name
/// several people of different places. Who is named no longer reads none of those that are there either.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("name_concern_recipients"))),
    request_body = PutConcernRecipients,
    responses((status = 200, description = "Named", body = ConcernRecipientsView)))]
#[put("/concern-recipients")]
pub async fn put_concern_recipients(
    auth: Authorized<NameConcernRecipients>,
    body: Valid<PutConcernRecipients>,
) -> Answer {
    auth.change(move |w, expected| {
        let named =
            service::change_concern_recipients(w, body.value.person_ids, &|version| expected.check(version))?;
        Reply::updated(&recipients(w, named)?)
    })
    .await
}

/// Somebody whom a concern may be about.
#[derive(Serialize, ToSchema)]
pub struct ConcernPerson {
    id: Id,
    #[schema(example = "Ana Flores")]
    name: String,
    kind: ConcernPersonKind,
    /// The names of those who would read a concern about them; it cannot be raised when there is nobody.
    #[schema(example = json!(["Kim Osei"]))]
    readers: Vec<String>,
}

/// Whom a concern may be about, and who would read it.
#[derive(Serialize, ToSchema)]
pub struct ConcernPeopleView {
    people: Vec<ConcernPerson>,
    /// The names of those who would read a concern that is about nobody of them.
    #[schema(example = json!(["Kim Osei"]))]
    readers: Vec<String>,
}

/// Read whom a concern may be about, and who would read it
///
/// The other of the pair, the coordinators of their regions, and everybody who is named to receive concerns. Before anything
/// is written.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "People", body = ConcernPeopleView)))]
#[get("/pairings/{id}/concern-people")]
pub async fn get_concern_people(auth: Authorized<KeepPairings>, id: PathId) -> Answer {
    auth.view(move |w| {
        let found = service::concern_people(w, id.0)?;
        let people = found.people.into_iter();
        Ok(ConcernPeopleView {
            people: people
                .map(|(kind, id, name, readers)| ConcernPerson { id, name, kind, readers })
                .collect(),
            readers: found.readers,
        })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateConcern {
    /// One of your pairings, also one that has ended.
    pairing_id: Id,
    /// One of those in `GET /pairings/{id}/concern-people`; nobody when it is about the pairing.
    #[serde(default)]
    #[schema(required = false)]
    about_person_id: Option<Id>,
    #[validate(length(min = 1, max = 8000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 8000,
        pattern = r"\S",
        example = "I do not feel safe in these meetings."
    )]
    text: String,
}

/// That a concern was raised; what it says is not repeated.
#[derive(Serialize, ToSchema)]
pub struct RaisedConcern {
    id: Id,
    state: ConcernState,
    /// The names of those who read it, and nobody else does.
    #[schema(example = json!(["Kim Osei"]))]
    recipients: Vec<String>,
    created_at: DateTime<Utc>,
}

impl Versioned for RaisedConcern {
    fn version(&self) -> i64 {
        1
    }
}

/// Raise a concern in confidence
///
/// It reaches the named people alone, and of those none whom it is about and no coordinator of the pair's regions. When nobody
/// is left to read it, it is refused and nothing is kept. No event and no audit row says anything of it.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))),
    request_body = CreateConcern,
    responses((status = 201, description = "Raised", body = RaisedConcern)))]
#[post("/concerns")]
pub async fn create_concern(auth: Authorized<KeepPairings>, body: Valid<CreateConcern>) -> Answer {
    auth.post(body, |w, body| {
        let CreateConcern { pairing_id, about_person_id, text } = body;
        let (row, names) = service::raise_concern(w, NewConcern { pairing_id, about_person_id, text })?;
        let view = RaisedConcern {
            id: row.id,
            state: row.state,
            recipients: names,
            created_at: utc(row.created_at),
        };
        // Its address, for those who may read it.
        Reply::created(&format!("/concerns/{}", row.id), &view)
    })
    .await
}

/// Something that was done about a concern.
#[derive(Serialize, ToSchema)]
pub struct ConcernStepView {
    what: ConcernStep,
    #[schema(example = "Kim Osei")]
    person_name: String,
    happened_at: DateTime<Utc>,
}

/// A concern, for those who were named to read it.
#[derive(Serialize, ToSchema)]
pub struct ConcernView {
    id: Id,
    pairing_id: Id,
    #[schema(example = "Ana Flores, Ben Okafor")]
    pairing_title: String,
    about_person_id: Option<Id>,
    about_name: Option<String>,
    raised_by_id: Id,
    #[schema(example = "Ben Okafor")]
    raised_by_name: String,
    text: String,
    state: ConcernState,
    outcome: Option<ConcernOutcome>,
    outcome_note: Option<String>,
    /// What whoever raised it was told at its end.
    told_to_reporter: Option<String>,
    /// Oldest first.
    steps: Vec<ConcernStepView>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for ConcernView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<ConcernRow>) -> Result<Vec<ConcernView>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut steps = queries::concern_steps_of(work.conn, &ids)?;
    let pairings: Vec<Id> = rows.iter().map(|row| row.pairing_id).collect();
    let pairings = queries::by_ids(work.conn, &pairings)?;
    let mut people: Vec<Id> = pairings.iter().flat_map(|p| [p.mentor_id, p.mentee_id]).collect();
    people.extend(rows.iter().flat_map(|row| [Some(row.raised_by_id), row.about_person_id]).flatten());
    people.extend(steps.values().flatten().map(|step| step.person_id));
    let names = identity::person_names(work.conn, &people)?;
    let name = |id: Id| names.get(&id).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|row| ConcernView {
            pairing_title: pairings
                .iter()
                .find(|pairing| pairing.id == row.pairing_id)
                .map(|pairing| format!("{}, {}", name(pairing.mentor_id), name(pairing.mentee_id)))
                .unwrap_or_default(),
            about_name: row.about_person_id.map(name),
            raised_by_name: name(row.raised_by_id),
            steps: steps
                .remove(&row.id)
                .unwrap_or_default()
                .into_iter()
                .map(|step| ConcernStepView {
                    what: step.what,
                    person_name: name(step.person_id),
                    happened_at: utc(step.happened_at),
                })
                .collect(),
            id: row.id,
            pairing_id: row.pairing_id,
            about_person_id: row.about_person_id,
            raised_by_id: row.raised_by_id,
            text: row.text,
            state: row.state,
            outcome: row.outcome,
            outcome_note: row.outcome_note,
            told_to_reporter: row.told_to_reporter,
            created_at: utc(row.created_at),
            version: row.version,
        })
        .collect())
}

pub fn view(work: &mut Work<'_>, row: ConcernRow) -> Result<ConcernView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("concern"))
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListConcerns {
    state: Option<ConcernState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the concerns that one was named to read, newest first
///
/// While one is named still and has no part in them by now. Every reading is written into the audit log.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("handle_concerns"))), params(ListConcerns),
    responses((status = 200, description = "Concerns", body = Page<ConcernView>)))]
#[get("/concerns")]
pub async fn list_concerns(auth: Authorized<HandleConcerns>, query: Params<ListConcerns>) -> Answer {
    let page = auth
        .transaction(move |w| {
            let window = window(w.cursors, "concerns", query.0.cursor.as_deref(), query.0.limit)?;
            let rows = service::list_concerns(w, query.0.state, &window)?;
            let page = window.page(w.cursors, "concerns", rows, |row| row.id, |row| row)?;
            Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
        })
        .await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Read a concern that one was named to read
///
/// Every reading is written into the audit log.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("handle_concerns"))),
    params(("id" = Id, Path, description = "The concern")),
    responses((status = 200, description = "The concern", body = ConcernView)))]
#[get("/concerns/{id}")]
pub async fn get_concern(auth: Authorized<HandleConcerns>, id: PathId) -> Answer {
    auth.write(move |w| {
        let row = service::find_concern(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// A concern that one has raised; what was done about it and what came of it are not told.
#[derive(Serialize, ToSchema)]
pub struct MyConcern {
    id: Id,
    pairing_id: Id,
    #[schema(example = "Ana Flores, Ben Okafor")]
    pairing_title: String,
    state: RaisedConcernState,
    /// What those who read it told you when they closed it.
    told_to_reporter: Option<String>,
    created_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMyConcerns {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the concerns that one has raised, newest first
///
/// What you wrote is not repeated.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("keep_pairings"))), params(ListMyConcerns),
    responses((status = 200, description = "Concerns", body = Page<MyConcern>)))]
#[get("/me/concerns")]
pub async fn list_my_concerns(auth: Authorized<KeepPairings>, query: Params<ListMyConcerns>) -> Answer {
    let page = auth
        .transaction(move |w| {
            let window = window(w.cursors, "my_concerns", query.0.cursor.as_deref(), query.0.limit)?;
            let rows = service::raised_by_me(w, &window)?;
            let page = window.page(w.cursors, "my_concerns", rows, |row| row.id, |row| row)?;
            let items = views(w, page.items)?.into_iter().map(MyConcern::from).collect();
            Ok(Page { items, next_cursor: page.next_cursor })
        })
        .await?;
    Ok(HttpResponse::Ok().json(page))
}

impl From<ConcernView> for MyConcern {
    fn from(view: ConcernView) -> Self {
        Self {
            id: view.id,
            pairing_id: view.pairing_id,
            pairing_title: view.pairing_title,
            state: view.state.into(),
            told_to_reporter: view.told_to_reporter,
            created_at: view.created_at,
        }
    }
}
