//! Presets of regions, regions of one's own, and what regions carry.

use actix_web::{delete, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::regions::{RegionList, RegionView, region, regions};
use crate::network::rules::load::Measure;
use crate::network::rules::schemes::Preset;
use crate::network::service::{self, RegionLoads};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangeNetwork, ViewTerms};
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::reply::{Answer, Reply};

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReadLoad {
    /// What the next seat is proposed by: institutions unless told.
    measure: Option<Measure>,
}

/// Read what each region carries per seat, and where the next seat belongs
///
/// Of the regions of the caller's grants; where the next seat belongs is a comparison of all, said to those who see all.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_terms"))), params(ReadLoad),
    responses((status = 200, description = "By region, with the proposal", body = RegionLoads)))]
#[get("/region-load")]
pub async fn get_region_loads(auth: Authorized<ViewTerms>, query: Params<ReadLoad>) -> Answer {
    auth.view(move |w| service::region_loads(w, query.0.measure.unwrap_or(Measure::Institutions))).await
}

/// A region of a preset.
#[derive(Serialize, ToSchema)]
pub struct PresetRegionView {
    #[schema(example = "03")]
    code: String,
    #[schema(example = "Great Lakes")]
    name: String,
    #[schema(example = json!(["IL", "IN", "MI", "OH", "WI"]))]
    jurisdictions: Vec<String>,
}

/// A division of the country that others use.
#[derive(Serialize, ToSchema)]
pub struct PresetView {
    preset: Preset,
    #[schema(example = "Census divisions")]
    title: String,
    regions: Vec<PresetRegionView>,
}

/// The presets, the one in force, and whether another may be chosen.
#[derive(Serialize, ToSchema)]
pub struct PresetList {
    items: Vec<PresetView>,
    /// `null` when jurisdictions lie as the network wants them.
    current: Option<Preset>,
    /// What hangs on the regions, so that no other preset can be chosen; `null` while the network is empty.
    #[schema(example = "9 seats, 9261 institutions")]
    hindrance: Option<String>,
}

/// List the presets of regions
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    responses((status = 200, description = "The presets", body = PresetList)))]
#[get("/region-presets")]
pub async fn list_presets(auth: Authorized<ChangeNetwork>) -> Answer {
    auth.view(|w| {
        let choice = service::presets(w)?;
        let items = Preset::ALL
            .iter()
            .map(|preset| PresetView {
                preset: *preset,
                title: preset.title().to_owned(),
                regions: preset
                    .regions()
                    .iter()
                    .map(|(code, name, members)| PresetRegionView {
                        code: (*code).to_owned(),
                        name: (*name).to_owned(),
                        jurisdictions: members.iter().map(|j| (*j).to_owned()).collect(),
                    })
                    .collect(),
            })
            .collect();
        Ok(PresetList { items, current: choice.current, hindrance: choice.hindrance })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoosePreset {
    preset: Preset,
}

/// Replace all regions by those of a preset
///
/// While nothing hangs on any region: nothing is ever moved silently.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    request_body = ChoosePreset,
    responses((status = 200, description = "The new regions", body = RegionList)))]
#[post("/region-presets")]
pub async fn choose_preset(auth: Authorized<ChangeNetwork>, body: Valid<ChoosePreset>) -> Answer {
    auth.post(body, |w, body| {
        service::choose_preset(w, body.preset)?;
        Reply::ok(&RegionList::of(regions(w)?))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRegion {
    #[validate(length(max = 10), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 10, pattern = r"\S", example = "10")]
    code: String,
    #[validate(length(max = 80), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 80, pattern = r"\S", example = "Pacific Islands")]
    name: String,
}

/// Make a region of one's own; jurisdictions are then moved into it
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    request_body = CreateRegion,
    responses((status = 201, description = "Made", body = RegionView)))]
#[post("/regions")]
pub async fn create_region(auth: Authorized<ChangeNetwork>, body: Valid<CreateRegion>) -> Answer {
    auth.post(body, |w, body| {
        let row = service::create_region(w, &body.code, &body.name)?;
        Reply::created(&format!("/regions/{}", row.id), &region(w, row.id)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateRegion {
    #[validate(length(max = 80), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 80, pattern = r"\S", example = "Pacific Islands")]
    name: String,
}

/// Give a region another name
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The region")),
    request_body = UpdateRegion,
    responses((status = 200, description = "Renamed", body = RegionView)))]
#[patch("/regions/{id}")]
pub async fn update_region(auth: Authorized<ChangeNetwork>, id: PathId, body: Valid<UpdateRegion>) -> Answer {
    auth.change(move |w, expected| {
        let row = service::update_region(w, id.0, &expected, &body.value.name)?;
        Reply::updated(&region(w, row.id)?)
    })
    .await
}

/// Remove a region that nothing lies in and nothing hangs on
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The region")),
    responses((status = 204, description = "Removed")))]
#[delete("/regions/{id}")]
pub async fn delete_region(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        service::remove_region(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}
