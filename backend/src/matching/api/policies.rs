//! Matching policies of the network, of regions and of cycles, each save a version.

use actix_web::{get, put};
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::policy::MatchingPolicy;
use crate::identity;
use crate::matching::queries::policies::{self, PolicyVersionRow, VersionFilter};
use crate::matching::rules::PolicyLevel;
use crate::matching::service::cycles;
use crate::matching::service::policies::{self as service, InForce, Place};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageCycles, Permission, SetRegionPolicy, ViewPolicies};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// The policy that counts, and where it is from.
#[derive(Serialize, ToSchema)]
pub struct PolicyInForce {
    level: PolicyLevel,
    /// `null` when nobody has saved any.
    version_id: Option<Id>,
    /// 0 then.
    number: i64,
    policy: MatchingPolicy,
}

impl From<InForce> for PolicyInForce {
    fn from(found: InForce) -> Self {
        Self {
            level: found.level,
            version_id: found.version_id,
            number: found.number,
            policy: found.policy.into(),
        }
    }
}

/// What a level says, and what counts there.
#[derive(Serialize, ToSchema)]
pub struct PolicyView {
    level: PolicyLevel,
    region_id: Option<Id>,
    cycle_id: Option<Id>,
    /// The newest version of this level; 0 when nobody has saved any.
    number: i64,
    /// What this level says itself; `null`: the level above counts.
    policy: Option<MatchingPolicy>,
    /// What the newest version changed.
    note: Option<String>,
    saved_by: Option<Id>,
    saved_by_name: Option<String>,
    saved_at: Option<DateTime<Utc>>,
    in_force: PolicyInForce,
    /// The order in which levels are asked; the first that says something counts.
    #[schema(example = json!(["cycle", "region", "network", "built_in"]))]
    resolution: Vec<PolicyLevel>,
}

impl Versioned for PolicyView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.number
    }
}

fn own_policy(row: &PolicyVersionRow) -> Result<Option<MatchingPolicy>, Problem> {
    let read = |text: &str| serde_json::from_str::<matcher::Policy>(text).map(Into::into);
    row.policy.as_deref().map(read).transpose().map_err(Problem::internal)
}

/// `cycle` and `region` say for whom it counts.
fn view(
    work: &mut Work<'_>,
    place: Place,
    cycle: Option<Id>,
    region: Option<Id>,
) -> Result<PolicyView, Problem> {
    let newest = service::newest(work, place)?;
    let found = service::in_force(work, cycle, region)?;
    let saved_by = newest.as_ref().and_then(|row| row.saved_by);
    let saved_by_name = match saved_by {
        Some(person) => identity::person_names(work.conn, &[person])?.remove(&person),
        None => None,
    };
    Ok(PolicyView {
        level: place.level(),
        region_id: place.region(),
        cycle_id: place.cycle(),
        number: newest.as_ref().map_or(0, |row| row.number),
        policy: newest.as_ref().map(own_policy).transpose()?.flatten(),
        note: newest.as_ref().map(|row| row.note.clone()),
        saved_by,
        saved_by_name,
        saved_at: newest.as_ref().map(|row| utc(row.saved_at)),
        in_force: found.into(),
        resolution: PolicyLevel::ASKED.to_vec(),
    })
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavePolicy {
    /// What is left out of it takes its default. `null`: from now on the level above counts.
    #[serde(deserialize_with = "said")]
    #[schema(required = true)]
    policy: Option<MatchingPolicy>,
    /// What changes and why.
    #[serde(default)]
    #[validate(length(max = 1000))]
    #[schema(required = false, max_length = 1000, example = "Goals count more since the survey of spring.")]
    note: String,
}

/// Told, though it may be `null`: who leaves it out has forgotten it.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<MatchingPolicy>, D::Error> {
    Option::deserialize(deserializer)
}

async fn save<P: Permission>(
    auth: Authorized<P>,
    body: Valid<SavePolicy>,
    find: impl FnOnce(&mut Work<'_>) -> Result<Place, Problem> + Send + 'static,
) -> Answer {
    auth.change(move |w, expected| {
        let place = find(w)?;
        expected.check(service::newest(w, place)?.map_or(0, |row| row.number))?;
        let SavePolicy { policy, note } = body.value;
        let policy: Option<matcher::Policy> = policy.map(Into::into);
        service::save(w, place, policy.as_ref(), &note)?;
        Reply::updated(&view(w, place, place.cycle(), place.region())?)
    })
    .await
}

/// Read the network's matching policy
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_policies"))),
    responses((status = 200, description = "The default of the network", body = PolicyView)))]
#[get("/network-policy")]
pub async fn get_network_policy(auth: Authorized<ViewPolicies>) -> Answer {
    auth.show(|w| view(w, Place::Network, None, None)).await
}

/// Save the network's matching policy
///
/// A version more; it counts in every cycle and region that says nothing itself. Rounds that ran keep theirs.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_cycles"))),
    request_body = SavePolicy,
    responses((status = 200, description = "Saved", body = PolicyView)))]
#[put("/network-policy")]
pub async fn put_network_policy(auth: Authorized<ManageCycles>, body: Valid<SavePolicy>) -> Answer {
    save(auth, body, |_| Ok(Place::Network)).await
}

/// Read a region's matching policy
///
/// `in_force` is what counts in cycles that say nothing themselves.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_policies"))),
    params(("id" = Id, Path, description = "The region")),
    responses((status = 200, description = "The default of the region", body = PolicyView)))]
#[get("/regions/{id}/policy")]
pub async fn get_region_policy(auth: Authorized<ViewPolicies>, id: PathId) -> Answer {
    auth.show(move |w| {
        let region = service::find_region(w, id.0)?;
        view(w, Place::Region(region), None, Some(region))
    })
    .await
}

/// Save a region's matching policy
///
/// A version more; it counts in rounds of the region, in cycles that say nothing themselves.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("set_region_policy"))),
    params(("id" = Id, Path, description = "The region")), request_body = SavePolicy,
    responses((status = 200, description = "Saved", body = PolicyView)))]
#[put("/regions/{id}/policy")]
pub async fn put_region_policy(
    auth: Authorized<SetRegionPolicy>,
    id: PathId,
    body: Valid<SavePolicy>,
) -> Answer {
    save(auth, body, move |w| Ok(Place::Region(service::find_region(w, id.0)?))).await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetCyclePolicy {
    /// For whose rounds `in_force` is asked: of this region, or of the whole nation.
    region_id: Option<Id>,
}

/// Read a cycle's matching policy, and what counts in it
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_policies"))),
    params(("id" = Id, Path, description = "The cycle"), GetCyclePolicy),
    responses((status = 200, description = "The cycle's own, and what counts", body = PolicyView)))]
#[get("/cycles/{id}/policy")]
pub async fn get_cycle_policy(
    auth: Authorized<ViewPolicies>,
    id: PathId,
    query: Params<GetCyclePolicy>,
) -> Answer {
    auth.show(move |w| {
        let cycle = cycles::find_cycle(w, id.0)?;
        let region = query.0.region_id.map(|region| service::find_region(w, region)).transpose()?;
        view(w, Place::Cycle(cycle.id), Some(cycle.id), region)
    })
    .await
}

/// Save a cycle's own matching policy
///
/// A version more; it counts before that of a region. Rounds that ran keep theirs. 409 when the cycle is closed.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_cycles"))),
    params(("id" = Id, Path, description = "The cycle")), request_body = SavePolicy,
    responses((status = 200, description = "Saved", body = PolicyView)))]
#[put("/cycles/{id}/policy")]
pub async fn put_cycle_policy(auth: Authorized<ManageCycles>, id: PathId, body: Valid<SavePolicy>) -> Answer {
    save(auth, body, move |w| Ok(Place::Cycle(service::changeable_cycle(w, id.0)?.id))).await
}

/// One save of a policy.
#[derive(Serialize, ToSchema)]
pub struct PolicyVersionView {
    id: Id,
    level: PolicyLevel,
    region_id: Option<Id>,
    cycle_id: Option<Id>,
    /// From 1 on at each place.
    number: i64,
    /// `null`: from then on the level above counted.
    policy: Option<MatchingPolicy>,
    note: String,
    /// `null` for what was there before versions were kept, and for what the operator saved.
    saved_by: Option<Id>,
    saved_by_name: Option<String>,
    saved_at: DateTime<Utc>,
}

fn version_views(
    work: &mut Work<'_>,
    rows: Vec<PolicyVersionRow>,
) -> Result<Vec<PolicyVersionView>, Problem> {
    let people: Vec<Id> = rows.iter().filter_map(|row| row.saved_by).collect();
    let names = identity::person_names(work.conn, &people)?;
    rows.into_iter()
        .map(|row| {
            Ok(PolicyVersionView {
                policy: own_policy(&row)?,
                saved_by_name: row.saved_by.and_then(|person| names.get(&person).cloned()),
                id: row.id,
                level: row.level,
                region_id: row.region_id,
                cycle_id: row.cycle_id,
                number: row.number,
                note: row.note,
                saved_by: row.saved_by,
                saved_at: utc(row.saved_at),
            })
        })
        .collect()
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPolicyVersions {
    level: Option<PolicyLevel>,
    region_id: Option<Id>,
    cycle_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List saved matching policies, newest first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_policies"))),
    params(ListPolicyVersions),
    responses((status = 200, description = "Those of the network, of cycles that one may know of, and of one's regions",
        body = Page<PolicyVersionView>)))]
#[get("/policy-versions")]
pub async fn list_policy_versions(
    auth: Authorized<ViewPolicies>,
    query: Params<ListPolicyVersions>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<(NaiveDateTime, Id)>(
            w.cursors,
            "policy_versions",
            query.cursor.as_deref(),
            query.limit,
        )?;
        let filter = VersionFilter { level: query.level, region: query.region_id, cycle: query.cycle_id };
        let drafts = cycles::sees_drafts(w);
        let rows = policies::list(w.conn, w.scope, drafts, &filter, &window)?;
        let page =
            window.page(w.cursors, "policy_versions", rows, |row| (row.saved_at, row.id), |row| row)?;
        Ok(Page { items: version_views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read one saved matching policy
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_policies"))),
    params(("id" = Id, Path, description = "The version, as a round names it")),
    responses((status = 200, description = "The version, which never changes", body = PolicyVersionView)))]
#[get("/policy-versions/{id}")]
pub async fn get_policy_version(auth: Authorized<ViewPolicies>, id: PathId) -> Answer {
    auth.view(move |w| {
        let drafts = cycles::sees_drafts(w);
        let row = policies::find(w.conn, w.scope, drafts, id.0)?;
        let row = row.ok_or_else(|| Problem::not_found("policy version"))?;
        version_views(w, vec![row])?.pop().ok_or_else(|| Problem::not_found("policy version"))
    })
    .await
}
