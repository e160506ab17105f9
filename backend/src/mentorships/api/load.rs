//! How much each region has to do, and mentors whose pairings are run from elsewhere.

use actix_web::get;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::mentorships::rules::{HealthState, PairingState};
use crate::mentorships::service::{self, CoordinatorLoad, ElsewherePairing, RegionLoad};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AttendToPairings, WatchPairings};
use crate::platform::db::Id;
use crate::platform::input::Params;
use crate::platform::pagination::{Page, Window, window};
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
use crate::platform::spreadsheet::{MOST_LINES, attached, audit_export, bounded, of_list};
use crate::platform::work::Work;
use crate::{identity, network};

/// A coordinator of a region.
#[derive(Serialize, ToSchema)]
pub struct CaseloadCoordinator {
    id: Id,
    #[schema(example = "Kim Osei")]
    name: String,
}

/// What there is to do in a region.
#[derive(Serialize, ToSchema)]
pub struct RegionCaseload {
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    /// They share the region's pairings.
    coordinators: Vec<CaseloadCoordinator>,
    active: i64,
    paused: i64,
    stalled: i64,
    /// Pairings that end soon, by the mentoring rules.
    ending_soon: i64,
    /// Questions of pairs that wait for an answer.
    open_questions: i64,
    /// Pairings whose agreement is missing or not signed by both.
    unsigned: i64,
    /// Active and paused pairings for each coordinator; `null` when there is none.
    #[schema(example = 20.5)]
    per_coordinator: Option<f64>,
    /// More for each coordinator than the mentoring rules allow, or any and no coordinator.
    too_many_pairings: bool,
    /// More stalled than the mentoring rules allow.
    too_many_stalled: bool,
}

/// What there is to do for one coordinator.
#[derive(Serialize, ToSchema)]
pub struct CoordinatorCaseload {
    person_id: Id,
    #[schema(example = "Kim Osei")]
    name: String,
    /// The regions that they serve.
    #[schema(example = json!(["Great Lakes"]))]
    regions: Vec<String>,
    /// Their share of the pairings that last there.
    #[schema(example = 20.5)]
    pairings: f64,
    /// Stalled ones in all of their regions.
    stalled: i64,
    /// A greater share than the mentoring rules allow.
    too_many_pairings: bool,
    /// One of their regions has more stalled than the mentoring rules allow.
    too_many_stalled: bool,
}

impl From<CoordinatorLoad> for CoordinatorCaseload {
    fn from(load: CoordinatorLoad) -> Self {
        Self {
            person_id: load.person_id,
            name: load.name,
            regions: load.regions,
            pairings: (load.pairings * 10.0).round() / 10.0,
            stalled: load.stalled,
            too_many_pairings: load.too_many_pairings,
            too_many_stalled: load.too_many_stalled,
        }
    }
}

/// What there is to do, region by region and coordinator by coordinator.
#[derive(Serialize, ToSchema)]
pub struct CaseloadView {
    items: Vec<RegionCaseload>,
    /// By name.
    coordinators: Vec<CoordinatorCaseload>,
    most_pairings: i64,
    most_stalled: i64,
}

#[allow(clippy::cast_precision_loss)] // counts are far below 2^52
fn region(load: RegionLoad, most_pairings: i64, most_stalled: i64) -> RegionCaseload {
    let pairings = load.pairings();
    let coordinators = i64::try_from(load.coordinators.len()).unwrap_or(i64::MAX);
    let per_coordinator =
        (coordinators > 0).then(|| (pairings as f64 / coordinators as f64 * 10.0).round() / 10.0);
    RegionCaseload {
        too_many_pairings: load.too_many_pairings(most_pairings),
        too_many_stalled: load.too_many_stalled(most_stalled),
        per_coordinator,
        region_id: load.region_id,
        region_name: load.region_name,
        coordinators: load
            .coordinators
            .into_iter()
            .map(|contact| CaseloadCoordinator { id: contact.id, name: contact.name })
            .collect(),
        active: load.active,
        paused: load.paused,
        stalled: load.stalled,
        ending_soon: load.ending_soon,
        open_questions: load.open_questions,
        unsigned: load.unsigned,
    }
}

/// Read how much there is to do in each region
///
/// Coordinators see their own regions, the task force all.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("watch_pairings"))),
    responses((status = 200, description = "Regions by name", body = CaseloadView)))]
#[get("/caseload")]
pub async fn get_caseload(auth: Authorized<WatchPairings>) -> Answer {
    auth.view(|w| {
        let found = service::caseload(w)?;
        let (most_pairings, most_stalled) = (found.most_pairings, found.most_stalled);
        let items = found.regions.into_iter().map(|load| region(load, most_pairings, most_stalled)).collect();
        let coordinators = found.coordinators.into_iter().map(CoordinatorCaseload::from).collect();
        Ok(CaseloadView { items, coordinators, most_pairings, most_stalled })
    })
    .await
}

/// A line of the file.
#[derive(Serialize)]
struct CaseloadLine {
    #[serde(flatten)]
    region: RegionCaseload,
    coordinator_names: Vec<String>,
}

/// Export how much there is to do in each region as CSV
///
/// The list of `GET /caseload`. A cell that begins like a formula has an apostrophe before it.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("watch_pairings"))),
    responses((status = 200, description = "One line for each region", body = String, content_type = "text/csv")))]
#[get("/caseload.csv")]
pub async fn export_caseload(auth: Authorized<WatchPairings>) -> Answer {
    const COLUMNS: &[(&str, &str)] = &[
        ("region", "/region_name"),
        ("coordinators", "/coordinator_names"),
        ("active", "/active"),
        ("paused", "/paused"),
        ("stalled", "/stalled"),
        ("ending_soon", "/ending_soon"),
        ("open_questions", "/open_questions"),
        ("unsigned", "/unsigned"),
        ("per_coordinator", "/per_coordinator"),
        ("too_many_pairings", "/too_many_pairings"),
        ("too_many_stalled", "/too_many_stalled"),
    ];
    let text = auth
        .read(|w| {
            let found = service::caseload(w)?;
            let (most_pairings, most_stalled) = (found.most_pairings, found.most_stalled);
            let items: Vec<CaseloadLine> = found
                .regions
                .into_iter()
                .map(|load| CaseloadLine {
                    coordinator_names: load.coordinators.iter().map(|who| who.name.clone()).collect(),
                    region: region(load, most_pairings, most_stalled),
                })
                .collect();
            of_list(COLUMNS, &items)
        })
        .await?;
    Ok(attached("caseload", text))
}

/// A pairing of a mentor of one's region that another region is responsible for.
#[derive(Serialize, ToSchema)]
pub struct MentorPairing {
    pairing_id: Id,
    mentor_id: Id,
    #[schema(example = "Ana Flores")]
    mentor_name: String,
    responsible_region_id: Id,
    #[schema(example = "Great Lakes")]
    responsible_region_name: String,
    state: PairingState,
    /// Seats that the mentor offers in the cycle, and those that are taken; `null` when not enrolled any more.
    capacity: Option<i32>,
    seats_taken: Option<i32>,
    /// `stalled`, or nothing.
    alert: Option<HealthState>,
    alert_since: Option<NaiveDate>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMentorPairings {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List pairings of one's mentors that are run from other regions, newest first
///
/// State, seats and alerts of each. The mentee, the reasons and what anybody said are the responsible region's.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("attend_to_pairings"))),
    params(ListMentorPairings),
    responses((status = 200, description = "Pairings", body = Page<MentorPairing>)))]
#[get("/mentor-pairings")]
pub async fn list_mentor_pairings(
    auth: Authorized<AttendToPairings>,
    query: Params<ListMentorPairings>,
) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "mentor_pairings", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = service::mentor_pairings(w, &window)?;
        let page = window.page(w.cursors, "mentor_pairings", rows, |p| p.row.id, |p| p)?;
        Ok(Page { items: elsewhere(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

const ELSEWHERE_COLUMNS: &[(&str, &str)] = &[
    ("mentor", "/mentor_name"),
    ("responsible_region", "/responsible_region_name"),
    ("state", "/state"),
    ("capacity", "/capacity"),
    ("seats_taken", "/seats_taken"),
    ("alert", "/alert"),
    ("alert_since", "/alert_since"),
];

/// Export pairings of one's mentors that are run from other regions as CSV
///
/// The list of `GET /mentor-pairings`, at most 10,000 lines; 422 when it has more. A cell that begins like a formula has an
/// apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("attend_to_pairings"))),
    responses((status = 200, description = "One line for each; 422 when there are too many", body = String, content_type = "text/csv")))]
#[get("/mentor-pairings.csv")]
pub async fn export_mentor_pairings(auth: Authorized<AttendToPairings>) -> Answer {
    let text = auth
        .transaction(move |w| {
            let window = Window { after: None, limit: MOST_LINES };
            let found = bounded(service::mentor_pairings(w, &window)?)?;
            let rows = elsewhere(w, found)?;
            audit_export(w, "mentor_pairings.exported", rows.len())?;
            of_list(ELSEWHERE_COLUMNS, &rows)
        })
        .await?;
    Ok(attached("mentor-pairings", text))
}

fn elsewhere(work: &mut Work<'_>, rows: Vec<ElsewherePairing>) -> Result<Vec<MentorPairing>, Problem> {
    let mentors: Vec<Id> = rows.iter().map(|pairing| pairing.row.mentor_id).collect();
    let names = identity::person_names(work.conn, &mentors)?;
    let regions = network::region_names(work.conn)?;
    Ok(rows
        .into_iter()
        .map(|pairing| MentorPairing {
            pairing_id: pairing.row.id,
            mentor_id: pairing.row.mentor_id,
            mentor_name: names.get(&pairing.row.mentor_id).cloned().unwrap_or_default(),
            responsible_region_id: pairing.row.region_id,
            responsible_region_name: regions.get(&pairing.row.region_id).cloned().unwrap_or_default(),
            state: pairing.row.state,
            capacity: pairing.seats.map(|(capacity, _)| capacity),
            seats_taken: pairing.seats.map(|(_, taken)| taken),
            alert: pairing.stalled_since.map(|_| HealthState::Stalled),
            alert_since: pairing.stalled_since,
        })
        .collect())
}
