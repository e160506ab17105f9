//! What another jurisdiction of an institution would move: `PATCH /institutions/{id}` does it.

use actix_web::get;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::merges::{MergeRegionMove, region_move};
use crate::network::merging::queries::regions::Staying;
use crate::network::queries;
use crate::network::relocating::{self, Relocation};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ChangeNetwork;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::problem::ProblemDocument;
use crate::platform::reply::Answer;

/// What another jurisdiction would move, and what would stay.
#[derive(Serialize, ToSchema)]
pub struct JurisdictionPreview {
    #[schema(example = "OH")]
    jurisdiction: String,
    #[schema(example = "Ohio")]
    name: String,
    from_region_id: Id,
    from_region_name: String,
    to_region_id: Id,
    to_region_name: String,
    /// `null` when both jurisdictions lie in one region: nobody goes anywhere.
    region_move: Option<MergeRegionMove>,
    /// The first of those who go to another region, by name.
    #[schema(max_items = 5)]
    first_people: Vec<String>,
    /// Enrolments of those people in cycles under way: they stay with their region.
    #[schema(minimum = 0)]
    enrolments_stay: i64,
    /// Open pairings of those people: they stay with the region that is responsible for them.
    #[schema(minimum = 0)]
    pairings_stay: i64,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewJurisdiction {
    /// Two letters, such as OH.
    #[validate(length(min = 2, max = 2))]
    #[param(min_length = 2, max_length = 2, example = "OH")]
    jurisdiction: String,
}

/// Tell what another jurisdiction of an institution would move
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The institution"), PreviewJurisdiction),
    responses((status = 200, description = "Nothing has been changed", body = JurisdictionPreview),
        (status = 422, description = "There is no such jurisdiction, or it lies there already",
            body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/institutions/{id}/jurisdiction-preview")]
pub async fn preview_institution_jurisdiction(
    auth: Authorized<ChangeNetwork>,
    id: PathId,
    query: Params<PreviewJurisdiction>,
) -> Answer {
    auth.view(move |w| {
        let Relocation { jurisdiction, name, from, to, going, staying } =
            relocating::preview(w, id.0, &query.0.jurisdiction)?;
        let regions = queries::region_names(w.conn)?;
        let region = |id: &Id| regions.get(id).cloned().unwrap_or_default();
        let Staying { first_people, enrolments, pairings } = staying;
        Ok(JurisdictionPreview {
            jurisdiction,
            name,
            from_region_name: region(&from),
            from_region_id: from,
            to_region_name: region(&to),
            to_region_id: to,
            region_move: region_move(w, going.as_ref())?,
            first_people,
            enrolments_stay: enrolments,
            pairings_stay: pairings,
        })
    })
    .await
}
