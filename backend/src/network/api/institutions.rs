//! Institutions: libraries, schools, employers.

use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::import::InstitutionRow;
use crate::network::queries::{self, InstitutionFilter};
use crate::network::rules::Setting;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangeNetwork, ViewNetwork};
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::reply::{Answer, Reply, Versioned};

/// A figure in fractions, or why there is none.
#[derive(Serialize, ToSchema)]
pub struct FigureView {
    value: Option<f64>,
    /// not_reported, closed, not_applicable or suppressed; `null` when there is a value.
    missing: Option<String>,
}

/// A count, or why there is none.
#[derive(Serialize, ToSchema)]
pub struct CountView {
    value: Option<i64>,
    /// not_reported, closed, not_applicable or suppressed; `null` when there is a value.
    missing: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct IdentifierView {
    #[schema(example = "fscs")]
    scheme: String,
    #[schema(example = "AK0001")]
    value: String,
}

#[derive(Serialize, ToSchema)]
pub struct InstitutionView {
    id: Id,
    #[schema(example = "ANCHOR POINT PUBLIC LIBRARY")]
    name: String,
    setting: Setting,
    #[schema(example = "AK")]
    jurisdiction: String,
    region_id: Id,
    city: Option<String>,
    address: Option<String>,
    postal_code: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    /// Full-time equivalents.
    staff: FigureView,
    /// People in the legal service area.
    population: CountView,
    /// Visits in the year.
    visits: CountView,
    version: i64,
}

impl Versioned for InstitutionView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<InstitutionRow> for InstitutionView {
    fn from(row: InstitutionRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            setting: row.setting,
            jurisdiction: row.jurisdiction,
            region_id: row.region_id,
            city: row.city,
            address: row.address,
            postal_code: row.postal_code,
            latitude: row.latitude,
            longitude: row.longitude,
            staff: FigureView { value: row.staff, missing: row.staff_missing },
            population: CountView { value: row.population, missing: row.population_missing },
            visits: CountView { value: row.visits, missing: row.visits_missing },
            version: row.version,
        }
    }
}

/// An institution with its identifiers and every count it reported.
#[derive(Serialize, ToSchema)]
pub struct InstitutionDetail {
    #[serde(flatten)]
    institution: InstitutionView,
    identifiers: Vec<IdentifierView>,
    /// Each count column of its source: a number, or `{"missing": reason}`.
    #[schema(value_type = Option<Object>)]
    measures: Option<Value>,
    source: Option<String>,
}

impl Versioned for InstitutionDetail {
    fn version(&self) -> i64 {
        self.institution.version
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListInstitutions {
    /// Part of the name.
    #[validate(length(max = 100))]
    q: Option<String>,
    region_id: Option<Id>,
    /// Two letters, such as OH.
    #[validate(length(min = 2, max = 2))]
    jurisdiction: Option<String>,
    setting: Option<Setting>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List institutions, by name
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))), params(ListInstitutions),
    responses((status = 200, description = "Institutions", body = Page<InstitutionView>)))]
#[get("/institutions")]
pub async fn list_institutions(auth: Authorized<ViewNetwork>, query: Params<ListInstitutions>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "institutions", query.cursor.as_deref(), query.limit)?;
        let filter = InstitutionFilter {
            words: query.q,
            region: query.region_id,
            jurisdiction: query.jurisdiction,
            setting: query.setting,
        };
        let rows = queries::list_institutions(w.conn, w.scope, &filter, &window)?;
        window.page(w.cursors, "institutions", rows, |i| (i.name.clone(), i.id), InstitutionView::from)
    })
    .await
}

/// Read an institution with its identifiers and counts
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))),
    params(("id" = Id, Path, description = "The institution")),
    responses((status = 200, description = "The institution", body = InstitutionDetail)))]
#[get("/institutions/{id}")]
pub async fn get_institution(auth: Authorized<ViewNetwork>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = queries::find_institution(w.conn, w.scope, id.0)?
            .ok_or_else(|| Problem::not_found("institution"))?;
        let identifiers = queries::identifiers_of(w.conn, row.id)?
            .into_iter()
            .map(|(scheme, value)| IdentifierView { scheme, value })
            .collect();
        let measures = row.measures.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let source = row.source.clone();
        Ok(InstitutionDetail { institution: row.into(), identifiers, measures, source })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateInstitution {
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "Lakeview School Library")]
    name: String,
    setting: Setting,
    /// Two letters, such as OH.
    #[validate(length(min = 2, max = 2))]
    #[schema(example = "OH")]
    jurisdiction: String,
    #[validate(length(max = 100))]
    city: Option<String>,
}

/// Add an institution by hand
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    request_body = CreateInstitution,
    responses((status = 201, description = "Added", body = InstitutionView)))]
#[post("/institutions")]
pub async fn create_institution(auth: Authorized<ChangeNetwork>, body: Valid<CreateInstitution>) -> Answer {
    auth.post(body, |w, body| {
        let region = queries::region_of_jurisdiction(w.conn, &body.jurisdiction)?.ok_or_else(|| {
            Problem::field("/jurisdiction", "unknown", "This is no jurisdiction of the network.")
        })?;
        let row = InstitutionRow {
            id: w.new_id(),
            name: body.name.trim().to_owned(),
            setting: body.setting,
            jurisdiction: body.jurisdiction,
            region_id: region,
            city: body.city,
            address: None,
            postal_code: None,
            latitude: None,
            longitude: None,
            staff: None,
            staff_missing: None,
            population: None,
            population_missing: None,
            visits: None,
            visits_missing: None,
            measures: None,
            source: None,
            created_at: w.stamp(),
            updated_at: w.stamp(),
            version: 1,
        };
        queries::insert_institution(w.conn, &row)?;
        w.record(Change::new("institution.created", row.id).in_region(region))?;
        Reply::created(&format!("/institutions/{}", row.id), &InstitutionView::from(row))
    })
    .await
}
