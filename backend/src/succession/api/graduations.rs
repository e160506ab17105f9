//! Readiness and graduation.

use std::collections::HashMap;

use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{GraduateCoordinators, ViewSuccession};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::succession::queries::{self, GraduationRow};
use crate::succession::service::{self, CriterionReadiness, GraduationEvidence, Readiness};
use crate::{identity, network};

/// Read how ready the coordinator of a term is to graduate
///
/// Computed from the live records; every criterion comes with its evidence.
#[utoipa::path(tag = "Succession", extensions(("x-permission" = json!("view_succession"))),
    params(("id" = Id, Path, description = "The term")),
    responses((status = 200, description = "Each criterion with its evidence", body = Readiness)))]
#[get("/terms/{id}/readiness")]
pub async fn get_term_readiness(auth: Authorized<ViewSuccession>, id: PathId) -> Answer {
    auth.view(move |w| service::readiness(w, id.0)).await
}

/// A coordinator's graduation, with what it rested on that day.
#[derive(Serialize, ToSchema)]
pub struct GraduationView {
    id: Id,
    term_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    graduated_on: NaiveDate,
    criteria: Vec<CriterionReadiness>,
    /// Why it was granted with criteria unmet; `null` when all were met.
    override_reason: Option<String>,
    decided_by: Option<Id>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for GraduationView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<GraduationRow>) -> Result<Vec<GraduationView>, Problem> {
    let regions: HashMap<Id, String> = network::region_names(work.conn)?;
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    rows.into_iter()
        .map(|row| {
            let evidence: GraduationEvidence =
                serde_json::from_str(&row.evidence).map_err(Problem::internal)?;
            Ok(GraduationView {
                person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
                region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
                id: row.id,
                term_id: row.term_id,
                person_id: row.person_id,
                region_id: row.region_id,
                graduated_on: row.graduated_on,
                criteria: evidence.criteria,
                override_reason: evidence.override_reason,
                decided_by: row.decided_by,
                created_at: utc(row.created_at),
                version: row.version,
            })
        })
        .collect()
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GraduateTerm {
    /// Needed when a criterion is not met.
    #[validate(length(max = 2000), custom(function = "written"))]
    #[schema(min_length = 1, pattern = r"\S", max_length = 2000, example = json!(null))]
    override_reason: Option<String>,
}

/// Graduate the coordinator of a term, who becomes a guide
#[utoipa::path(tag = "Succession", extensions(("x-permission" = json!("graduate_coordinators"))),
    params(("id" = Id, Path, description = "The term")),
    request_body = GraduateTerm,
    responses((status = 201, description = "Graduated", body = GraduationView)))]
#[post("/terms/{id}/graduate")]
pub async fn graduate_term(
    auth: Authorized<GraduateCoordinators>,
    id: PathId,
    body: Valid<GraduateTerm>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::graduate(w, id.0, body.override_reason)?;
        let view = views(w, vec![row])?.pop().ok_or_else(|| Problem::not_found("graduation"))?;
        Reply::created("/graduations", &view)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListGraduations {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List graduations
#[utoipa::path(tag = "Succession", extensions(("x-permission" = json!("view_succession"))),
    params(ListGraduations),
    responses((status = 200, description = "Graduations, oldest first", body = Page<GraduationView>)))]
#[get("/graduations")]
pub async fn list_graduations(auth: Authorized<ViewSuccession>, query: Params<ListGraduations>) -> Answer {
    auth.list(move |w| {
        let window = window::<Id>(w.cursors, "graduations", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_graduations(w.conn, w.scope, &window)?;
        let page = window.page(w.cursors, "graduations", rows, |row| row.id, |row| row)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}
