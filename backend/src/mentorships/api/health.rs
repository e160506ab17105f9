//! How pairings stand, for those who look after them.

use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::mentorships::queries::{PairAnswerRow, PairingRow};
use crate::mentorships::rules::{HealthReasonCode, HealthState, PairAnswer};
use crate::mentorships::service::{self, Health};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AttendToPairings, ViewPairings, WatchPairings};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply};
use crate::platform::spreadsheet::{attached, audit_export, bounded, of_list};
use crate::platform::work::Work;
use crate::{identity, network};

/// A reason to worry, and since when.
#[derive(Serialize, ToSchema)]
pub struct HealthReasonView {
    code: HealthReasonCode,
    since: NaiveDate,
}

/// What the two were asked.
#[derive(Serialize, ToSchema)]
pub struct HealthQuestion {
    asked_at: DateTime<Utc>,
    answer_until: DateTime<Utc>,
    /// For the coordinators of its region; of the two each sees their own answer alone.
    mentor_answer: Option<PairAnswer>,
    mentee_answer: Option<PairAnswer>,
}

/// How a pairing stands, read from plain facts and never from a survey.
#[derive(Serialize, ToSchema)]
pub struct HealthView {
    pairing_id: Id,
    state: HealthState,
    reasons: Vec<HealthReasonView>,
    /// The open question to the two; `null` when nothing is asked.
    question: Option<HealthQuestion>,
    stalled_since: Option<NaiveDate>,
    /// When a coordinator took the alert up, for the coordinators of its region; it is quiet for 14 days.
    acknowledged_at: Option<DateTime<Utc>>,
}

/// What its reader may not know is not in their `health`.
pub fn view(health: Health) -> HealthView {
    let Health { pairing, state, reasons, stalled_since, question, acknowledged_at, .. } = health;
    let of = |sides: &[PairAnswerRow], person: Id| {
        sides.iter().find(|side| side.person_id == person).and_then(|side| side.answer)
    };
    HealthView {
        pairing_id: pairing.id,
        state,
        reasons: reasons
            .into_iter()
            .map(|reason| HealthReasonView { code: reason.code, since: reason.since })
            .collect(),
        question: question.map(|(question, sides)| HealthQuestion {
            asked_at: utc(question.asked_at),
            answer_until: utc(question.answer_until),
            mentor_answer: of(&sides, pairing.mentor_id),
            mentee_answer: of(&sides, pairing.mentee_id),
        }),
        stalled_since: stalled_since.map(|at| at.date_naive()),
        acknowledged_at,
    }
}

/// Read how a pairing stands
///
/// Coordinators of its region see all of it. For everybody else who oversees it, it is made of plain facts alone, of nothing that
/// the two have said or not: `stalled` when there are reasons still after the two have had their time to answer. For the two it
/// is made of what both have done and of what
/// they have said themselves: `asked` until they have answered the open question, then `watched` while there are reasons;
/// never `stalled`. One of the two reads it so in every role.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "State and reasons", body = HealthView)))]
#[get("/pairings/{id}/health")]
pub async fn get_health(auth: Authorized<ViewPairings>, id: PathId) -> Answer {
    auth.view(move |w| {
        let health = service::health_of(w, id.0)?;
        Ok(view(health))
    })
    .await
}

/// Which pairing it is.
#[derive(Serialize, ToSchema)]
pub struct WatchedPairing {
    id: Id,
    #[schema(example = "Ana Flores, Ben Okafor")]
    title: String,
    mentor_id: Id,
    mentor_name: String,
    mentee_id: Id,
    mentee_name: String,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    started_on: NaiveDate,
    ends_on: NaiveDate,
}

/// A pairing and how it stands.
#[derive(Serialize, ToSchema)]
pub struct PairingHealth {
    pairing: WatchedPairing,
    health: HealthView,
}

crate::text_enum! {
    /// Pairings that somebody was asked about.
    pub enum WatchedState {
        Asked = "asked",
        Stalled = "stalled",
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPairingHealth {
    #[param(inline)]
    state: Option<WatchedState>,
    region_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

fn rows(work: &mut Work<'_>, found: Vec<Health>) -> Result<Vec<PairingHealth>, Problem> {
    let people: Vec<Id> = found.iter().flat_map(|h| [h.pairing.mentor_id, h.pairing.mentee_id]).collect();
    let names = identity::person_names(work.conn, &people)?;
    let regions = network::region_names(work.conn)?;
    let named = |row: &PairingRow| {
        let name = |id: Id| names.get(&id).cloned().unwrap_or_default();
        WatchedPairing {
            id: row.id,
            title: format!("{}, {}", name(row.mentor_id), name(row.mentee_id)),
            mentor_id: row.mentor_id,
            mentor_name: name(row.mentor_id),
            mentee_id: row.mentee_id,
            mentee_name: name(row.mentee_id),
            region_id: row.region_id,
            region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
            started_on: row.started_on,
            ends_on: row.ends_on,
        }
    };
    Ok(found
        .into_iter()
        .map(|health| PairingHealth { pairing: named(&health.pairing), health: view(health) })
        .collect())
}

fn watched(
    work: &mut Work<'_>,
    state: Option<WatchedState>,
    region: Option<Id>,
) -> Result<Vec<Health>, Problem> {
    let scope = work.scope;
    let mut found = service::stalled_or_asked(work, scope, region)?;
    found.retain(|health| match state {
        None => true,
        Some(WatchedState::Asked) => health.state == HealthState::Asked,
        Some(WatchedState::Stalled) => health.state == HealthState::Stalled,
    });
    Ok(found)
}

/// List pairings whose pair was asked, and those that have stalled
///
/// A pairing stalls when there is a reason, the two were asked, and nobody answered in time. One of whose two asks for attention
/// has stalled at once for the coordinators of its region, and for nobody else. Pairings of one's own are not in the list.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("watch_pairings"))),
    params(ListPairingHealth),
    responses((status = 200, description = "Oldest pairing first", body = Page<PairingHealth>)))]
#[get("/pairing-health")]
pub async fn list_pairing_health(
    auth: Authorized<WatchPairings>,
    query: Params<ListPairingHealth>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "pairing_health", query.cursor.as_deref(), query.limit)?;
        let mut found = watched(w, query.state, query.region_id)?;
        found.retain(|health| window.after.is_none_or(|after| health.pairing.id > after));
        let page = window.page(w.cursors, "pairing_health", found, |h| h.pairing.id, |h| h)?;
        Ok(Page { items: rows(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportPairingHealth {
    #[param(inline)]
    state: Option<WatchedState>,
    region_id: Option<Id>,
}

const COLUMNS: &[(&str, &str)] = &[
    ("mentor", "/pairing/mentor_name"),
    ("mentee", "/pairing/mentee_name"),
    ("region", "/pairing/region_name"),
    ("started_on", "/pairing/started_on"),
    ("ends_on", "/pairing/ends_on"),
    ("state", "/health/state"),
    ("reasons", "/health/reasons"),
    ("stalled_since", "/health/stalled_since"),
    ("asked_at", "/health/question/asked_at"),
    ("answer_until", "/health/question/answer_until"),
];

/// Export pairings whose pair was asked or that have stalled as CSV
///
/// The list of `GET /pairing-health` with its filters, at most 10,000 lines; 422 when it has more. A cell that begins like a
/// formula has an
/// apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("watch_pairings"))), params(ExportPairingHealth),
    responses((status = 200, description = "One line for each; 422 when there are too many", body = String, content_type = "text/csv")))]
#[get("/pairing-health.csv")]
pub async fn export_pairing_health(
    auth: Authorized<WatchPairings>,
    query: Params<ExportPairingHealth>,
) -> Answer {
    let text = auth
        .transaction(move |w| {
            let found = bounded(watched(w, query.0.state, query.0.region_id)?)?;
            let rows = rows(w, found)?;
            audit_export(w, "pairing_health.exported", rows.len())?;
            of_list(COLUMNS, &rows)
        })
        .await?;
    Ok(attached("pairing-health", text))
}

/// Take an alert up
///
/// It is quiet for 14 days; then the two are asked again if there are reasons still. What one of the two has asked for is attended
/// to, until one of them asks again. None of a pairing of one's own: 403.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("attend_to_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "Taken up", body = HealthView)))]
#[post("/pairings/{id}/health/acknowledge")]
pub async fn acknowledge_alert(auth: Authorized<AttendToPairings>, id: PathId) -> Answer {
    auth.act(move |w| {
        let health = service::acknowledge(w, id.0)?;
        Reply::ok(&view(health))
    })
    .await
}
