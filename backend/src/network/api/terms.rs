//! Terms that coordinators serve: appointed, renewed, left for a while, ended.

use std::collections::HashMap;

use actix_web::{HttpResponse, get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::network::queries::{self, TermRow};
use crate::network::rules::TermState;
use crate::network::rules::terms::{EndingKind, EndingReason};
use crate::network::service::{self, Appointment, Direct, NewEnding};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageTerms, ResignTerm, UseOwnAccount, ViewTerms};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A coordinator's appointment to a seat, `[starts_on, ends_on)`.
#[derive(Serialize, ToSchema)]
pub struct TermView {
    id: Id,
    seat_id: Id,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    /// The end it was appointed to; later than `ends_on` when it ends early.
    appointed_until: NaiveDate,
    state: TermState,
    /// Declared to overlap with the term before it.
    handover: bool,
    /// From this day on it has its seat alone: in a handover, the day on which the outgoing term ends.
    alone_from: NaiveDate,
    /// It was appointed to, and ended before its first day.
    never_began: bool,
    /// The term that it follows as a renewal.
    renews_term_id: Option<Id>,
    /// How many renewals led to it.
    #[schema(minimum = 0)]
    times_renewed: i64,
    /// The term that follows it as a renewal.
    renewal_id: Option<Id>,
    version: i64,
}

impl Versioned for TermView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<TermRow>) -> Result<Vec<TermView>, Problem> {
    let regions = queries::region_names(work.conn)?;
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let renewals = queries::renewals(work.conn)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut appointed: HashMap<Id, NaiveDate> = HashMap::new();
    for (term, day) in queries::appointed_ends(work.conn, &ids)? {
        appointed.entry(term).or_insert(day);
    }
    Ok(rows
        .into_iter()
        .map(|row| TermView {
            region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
            person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
            appointed_until: appointed.get(&row.id).copied().unwrap_or(row.ends_on),
            never_began: !row.days().counts(),
            times_renewed: service::times_renewed(&renewals, row.id),
            renewal_id: renewals
                .iter()
                .find(|link| link.renews == row.id && link.state != TermState::Ended)
                .map(|link| link.id),
            id: row.id,
            seat_id: row.seat_id,
            region_id: row.region_id,
            person_id: row.person_id,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            state: row.state,
            handover: row.handover,
            alone_from: row.alone_from,
            renews_term_id: row.renews_term_id,
            version: row.version,
        })
        .collect())
}

fn view(work: &mut Work<'_>, row: TermRow) -> Result<TermView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("term"))
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListTerms {
    person_id: Option<Id>,
    region_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List terms, oldest appointment first
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_terms"))), params(ListTerms),
    responses((status = 200, description = "Terms", body = Page<TermView>)))]
#[get("/terms")]
pub async fn list_terms(auth: Authorized<ViewTerms>, query: Params<ListTerms>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "terms", query.cursor.as_deref(), query.limit)?;
        let rows = queries::list_terms(w.conn, w.scope, query.person_id, query.region_id, &window)?;
        let page = window.page(w.cursors, "terms", rows, |t| t.id, |t| t)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a term
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_terms"))),
    params(("id" = Id, Path, description = "The term")),
    responses((status = 200, description = "The term", body = TermView)))]
#[get("/terms/{id}")]
pub async fn get_term(auth: Authorized<ViewTerms>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_term(w, id.0)?;
        view(w, row)
    })
    .await
}

#[derive(Serialize, ToSchema)]
pub struct OwnTermList {
    items: Vec<TermView>,
    next_cursor: Option<String>,
}

/// List one's own terms, the newest first
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("use_own_account"))),
    responses((status = 200, description = "Own terms", body = OwnTermList)))]
#[get("/me/terms")]
pub async fn list_own_terms(auth: Authorized<UseOwnAccount>) -> Answer {
    auth.view(|w| {
        let person = w.caller.require_person()?;
        let rows = service::terms_of_person(w, person)?;
        Ok(OwnTermList { items: views(w, rows)?, next_cursor: None })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppointDirectly {
    person_id: Id,
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-07-01")]
    starts_on: NaiveDate,
    /// The first day after the term, at most 3,660 days later.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2029-07-01")]
    ends_on: NaiveDate,
    /// Declares that it overlaps with the outgoing term, for as many days as the network allows.
    #[serde(default)]
    #[schema(required = false)]
    handover: bool,
    /// Serves without a training of the network's, as founding coordinators do.
    #[serde(default)]
    #[schema(required = false)]
    trained: bool,
}

/// Appoint a person to a seat without an opening
///
/// Grants the role in the region until the term ends.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_terms"))),
    params(("id" = Id, Path, description = "The seat")),
    request_body = AppointDirectly,
    responses((status = 201, description = "Appointed", body = TermView)))]
#[post("/seats/{id}/terms")]
pub async fn create_term(auth: Authorized<ManageTerms>, id: PathId, body: Valid<AppointDirectly>) -> Answer {
    auth.post(body, move |w, body| {
        let appointment = Appointment {
            seat: id.0,
            person: body.person_id,
            starts_on: body.starts_on,
            ends_on: body.ends_on,
            handover: body.handover,
        };
        let row = service::appoint_directly(w, &Direct { appointment, trained: body.trained })?;
        Reply::created(&format!("/terms/{}", row.id), &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewTerm {
    /// The first day after the renewal, which begins on the day the term ends.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2031-07-01")]
    ends_on: NaiveDate,
}

/// Renew a term: another one follows it
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_terms"))),
    params(("id" = Id, Path, description = "The term")),
    request_body = RenewTerm,
    responses((status = 201, description = "The term that follows", body = TermView)))]
#[post("/terms/{id}/renew")]
pub async fn renew_term(auth: Authorized<ManageTerms>, id: PathId, body: Valid<RenewTerm>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::renew(w, id.0, body.ends_on)?;
        Reply::created(&format!("/terms/{}", row.id), &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeLeave {
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2028-01-10")]
    expected_back_on: Option<NaiveDate>,
}

/// Put the coordinator of a term on leave from today on
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_terms"))),
    params(("id" = Id, Path, description = "The term")),
    request_body = TakeLeave,
    responses((status = 200, description = "On leave", body = TermView)))]
#[post("/terms/{id}/leave")]
pub async fn take_leave(auth: Authorized<ManageTerms>, id: PathId, body: Valid<TakeLeave>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::take_leave(w, id.0, body.expected_back_on)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Let the coordinator of a term return from leave today
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_terms"))),
    params(("id" = Id, Path, description = "The term")),
    responses((status = 200, description = "Active again", body = TermView)))]
#[post("/terms/{id}/return")]
pub async fn return_from_leave(auth: Authorized<ManageTerms>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::return_from_leave(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndTerm {
    kind: EndingKind,
    reason: EndingReason,
    /// Confidential: read by the task force and administrators alone.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    note: Option<String>,
    /// The first day that is not served any more.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2028-03-01")]
    ends_on: NaiveDate,
}

/// End a term before its day
///
/// Removal by the task force, or a resignation that it writes down. A renewal to come ends with it; the role in the
/// region ends with the last term.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_terms"))),
    params(("id" = Id, Path, description = "The term")),
    request_body = EndTerm,
    responses((status = 200, description = "It ends on that day", body = TermView)))]
#[post("/terms/{id}/end")]
pub async fn end_term(auth: Authorized<ManageTerms>, id: PathId, body: Valid<EndTerm>) -> Answer {
    auth.post(body, move |w, body| {
        let EndTerm { kind, reason, note, ends_on } = body;
        let row = service::end_term(w, id.0, &NewEnding { kind, reason, note, ends_on })?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resign {
    reason: EndingReason,
    /// Confidential: read by the task force and administrators alone.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    note: Option<String>,
    /// The first day that is not served any more: today at the earliest.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2028-03-01")]
    ends_on: NaiveDate,
}

/// Resign from one's own term
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("resign_term"))),
    params(("id" = Id, Path, description = "The term")),
    request_body = Resign,
    responses((status = 200, description = "It ends on that day", body = TermView)))]
#[post("/terms/{id}/resign")]
pub async fn resign_term(auth: Authorized<ResignTerm>, id: PathId, body: Valid<Resign>) -> Answer {
    auth.post(body, move |w, body| {
        let Resign { reason, note, ends_on } = body;
        let ending = NewEnding { kind: EndingKind::Resigned, reason, note, ends_on };
        let row = service::resign(w, id.0, &ending)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Why a term ended before its day.
#[derive(Serialize, ToSchema)]
pub struct TermEndingView {
    term_id: Id,
    kind: EndingKind,
    reason: EndingReason,
    note: Option<String>,
    effective_on: NaiveDate,
    recorded_by: Option<Id>,
    recorded_by_name: Option<String>,
    recorded_at: DateTime<Utc>,
}

/// Read why a term ended before its day
///
/// Confidential: every reading is written into the audit log.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_terms"))),
    params(("id" = Id, Path, description = "The term")),
    responses((status = 200, description = "Reason and note", body = TermEndingView)))]
#[get("/terms/{id}/ending")]
pub async fn get_term_ending(auth: Authorized<ManageTerms>, id: PathId) -> Answer {
    let view = auth
        .transaction(move |w| {
            let term = service::find_term(w, id.0)?;
            let row = queries::last_term_ending(w.conn, term.id)?
                .ok_or_else(|| Problem::not_found("early end of this term"))?;
            w.audit("term_ending.read", "term", term.id, &json!({}))?;
            let recorded_by_name = match row.recorded_by {
                Some(person) => identity::person_name(w.conn, person)?,
                None => None,
            };
            Ok(TermEndingView {
                term_id: row.term_id,
                kind: row.kind,
                reason: row.reason,
                note: row.note,
                effective_on: row.effective_on,
                recorded_by: row.recorded_by,
                recorded_by_name,
                recorded_at: utc(row.created_at),
            })
        })
        .await?;
    Ok(HttpResponse::Ok().json(view))
}
