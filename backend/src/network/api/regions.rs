//! Regions and jurisdictions.

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use crate::network::queries;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewNetwork;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Versioned};
use crate::platform::work::Work;

/// A region with what it carries.
#[derive(Serialize, ToSchema)]
pub struct RegionView {
    id: Id,
    #[schema(example = "03")]
    code: String,
    #[schema(example = "Great Lakes")]
    name: String,
    #[schema(example = json!(["IL", "IN", "MI", "OH", "WI"]))]
    jurisdictions: Vec<String>,
    /// Institutions known in the region.
    institutions: i64,
    /// Their staff in full-time equivalents, where reported.
    staff: f64,
    seats: i64,
    version: i64,
}

impl Versioned for RegionView {
    fn version(&self) -> i64 {
        self.version
    }
}

pub fn region(work: &mut Work<'_>, id: Id) -> Result<RegionView, Problem> {
    regions(work)?.into_iter().find(|r| r.id == id).ok_or_else(|| Problem::not_found("region"))
}

pub fn regions(work: &mut Work<'_>) -> Result<Vec<RegionView>, Problem> {
    let jurisdictions = queries::list_jurisdictions(work.conn, work.scope)?;
    let load = queries::institution_load(work.conn)?;
    let seats = queries::list_seats(work.conn, &crate::platform::auth::Scope::everything(), None)?;
    Ok(queries::list_regions(work.conn, work.scope)?
        .into_iter()
        .map(|region| {
            let (institutions, staff) = load.get(&region.id).copied().unwrap_or_default();
            RegionView {
                jurisdictions: jurisdictions
                    .iter()
                    .filter(|j| j.region_id == region.id)
                    .map(|j| j.code.clone())
                    .collect(),
                institutions,
                staff: (staff * 100.0).round() / 100.0,
                seats: seats.iter().filter(|s| s.region_id == region.id && s.closed_at.is_none()).count()
                    as i64,
                id: region.id,
                code: region.code,
                name: region.name,
                version: region.version,
            }
        })
        .collect())
}

#[derive(Serialize, ToSchema)]
pub struct RegionList {
    items: Vec<RegionView>,
    next_cursor: Option<String>,
}

impl RegionList {
    pub const fn of(items: Vec<RegionView>) -> Self {
        Self { items, next_cursor: None }
    }
}

/// List the regions with what they carry
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))),
    responses((status = 200, description = "All regions, by code", body = RegionList)))]
#[get("/regions")]
pub async fn list_regions(auth: Authorized<ViewNetwork>) -> Answer {
    auth.view(|w| Ok(RegionList::of(regions(w)?))).await
}

/// Read a region
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))),
    params(("id" = Id, Path, description = "The region")),
    responses((status = 200, description = "The region", body = RegionView)))]
#[get("/regions/{id}")]
pub async fn get_region(auth: Authorized<ViewNetwork>, id: PathId) -> Answer {
    auth.show(move |w| region(w, id.0)).await
}

/// A state, district or territory; it lies in exactly one region.
#[derive(Serialize, ToSchema)]
pub struct JurisdictionView {
    #[schema(example = "OH")]
    code: String,
    #[schema(example = "Ohio")]
    name: String,
    region_id: Id,
}

#[derive(Serialize, ToSchema)]
pub struct JurisdictionList {
    items: Vec<JurisdictionView>,
    next_cursor: Option<String>,
}

/// List the jurisdictions with their regions
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))),
    responses((status = 200, description = "All jurisdictions, by code", body = JurisdictionList)))]
#[get("/jurisdictions")]
pub async fn list_jurisdictions(auth: Authorized<ViewNetwork>) -> Answer {
    auth.view(|w| {
        let items = queries::list_jurisdictions(w.conn, w.scope)?
            .into_iter()
            .map(|j| JurisdictionView { code: j.code, name: j.name, region_id: j.region_id })
            .collect();
        Ok(JurisdictionList { items, next_cursor: None })
    })
    .await
}
