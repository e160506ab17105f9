//! Institutions: libraries, schools, employers.

use actix_web::{get, patch, post, put};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::import::InstitutionRow;
use crate::network::queries::{self, InstitutionFilter};
use crate::network::rules::Setting;
use crate::network::rules::identifiers::{Given, IdentifierScheme};
use crate::network::service::{self, NewInstitution};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangeNetwork, ViewNetwork};
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

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

impl From<(String, String)> for IdentifierView {
    fn from((scheme, value): (String, String)) -> Self {
        Self { scheme, value }
    }
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
    /// Beginnings of words of the name, in any order (`lib ada` finds Ada Public Library; case, accents and punctuation make
    /// no difference), or an identifier of any scheme as somebody types it: `OH0055`, `https://ror.org/03vek6s52`.
    #[validate(length(max = 100))]
    q: Option<String>,
    /// Scheme and value of an identifier, for exactly one institution or none.
    #[validate(length(max = 100))]
    #[param(example = "ror:03vek6s52")]
    identifier: Option<String>,
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
            identifier: query.identifier.as_deref().map(service::named_identifier).transpose()?,
        };
        let rows = queries::list_institutions(w.conn, w.scope, &filter, &window)?;
        window.page(w.cursors, "institutions", rows, |i| (i.name.clone(), i.id), InstitutionView::from)
    })
    .await
}

/// Read an institution with its identifiers and counts
///
/// The 404 of one that was merged into another names that one: `errors` has the code `merged_into` and its id as `detail`.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))),
    params(("id" = Id, Path, description = "The institution")),
    responses((status = 200, description = "The institution", body = InstitutionDetail)))]
#[get("/institutions/{id}")]
pub async fn get_institution(auth: Authorized<ViewNetwork>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_institution(w, id.0)?;
        detail(w, row)
    })
    .await
}

fn detail(work: &mut Work<'_>, row: InstitutionRow) -> Result<InstitutionDetail, Problem> {
    let identifiers =
        queries::identifiers_of(work.conn, row.id)?.into_iter().map(IdentifierView::from).collect();
    let measures = row.measures.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let source = row.source.clone();
    Ok(InstitutionDetail { institution: row.into(), identifiers, measures, source })
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateInstitution {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S",
        example = "Lakeview School Library")]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Setting, required = false)]
    setting: Option<Setting>,
    /// Two letters, such as OH: where it lies by right. Look at `GET /institutions/{id}/jurisdiction-preview` before.
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 2, max = 2))]
    #[schema(value_type = String, required = false, min_length = 2, max_length = 2, example = "OH")]
    jurisdiction: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    city: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    address: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 20))]
    #[schema(max_length = 20, example = "43215")]
    postal_code: Option<Option<String>>,
}

/// Correct an institution
///
/// In another jurisdiction its people go to the region in which that lies, with their roles as mentors and mentees and their
/// enrolments in cycles that still take people; pairings and enrolments under way stay, and so does whom somebody placed in
/// another region. The next import of its source writes what the source says again, but for the jurisdiction.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The institution")),
    request_body = UpdateInstitution,
    responses((status = 200, description = "Corrected", body = InstitutionDetail)))]
#[patch("/institutions/{id}")]
pub async fn update_institution(
    auth: Authorized<ChangeNetwork>,
    id: PathId,
    body: Valid<UpdateInstitution>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdateInstitution { name, setting, jurisdiction, city, address, postal_code } = body.value;
        let row = service::correct_institution(w, id.0, &expected, jurisdiction, |row| InstitutionRow {
            name: name.map_or(row.name, |name| name.trim().to_owned()),
            setting: setting.unwrap_or(row.setting),
            city: city.unwrap_or(row.city),
            address: address.unwrap_or(row.address),
            postal_code: postal_code.unwrap_or(row.postal_code),
            ..row
        })?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

/// One identifier, as its giver writes it.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenIdentifier {
    #[schema(inline)]
    scheme: IdentifierScheme,
    #[schema(max_length = 100, example = "https://ror.org/03vek6s52")]
    value: String,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplaceIdentifiers {
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    identifiers: Vec<GivenIdentifier>,
}

/// Say by which identifiers an institution is known
///
/// The list takes the place of the one before. Values are kept in their usual form: `https://ror.org/03vek6s52` as
/// `03vek6s52`. Every value that does not look like its scheme's, fails its check digits or belongs to another institution is
/// named.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The institution")),
    request_body = ReplaceIdentifiers,
    responses((status = 200, description = "Known by these", body = InstitutionDetail)))]
#[put("/institutions/{id}/identifiers")]
pub async fn replace_institution_identifiers(
    auth: Authorized<ChangeNetwork>,
    id: PathId,
    body: Valid<ReplaceIdentifiers>,
) -> Answer {
    auth.change(move |w, expected| {
        let given: Vec<Given<'_>> = body
            .value
            .identifiers
            .iter()
            .map(|each| Given { scheme: each.scheme, value: &each.value })
            .collect();
        let row = service::identify_institution(w, id.0, &expected, &given)?;
        Reply::updated(&detail(w, row)?)
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
        let new = NewInstitution {
            name: &body.name,
            setting: body.setting,
            jurisdiction: &body.jurisdiction,
            city: body.city,
        };
        let row = service::create_institution(w, new)?;
        Reply::created(&format!("/institutions/{}", row.id), &InstitutionView::from(row))
    })
    .await
}
