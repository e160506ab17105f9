//! The enrolments of a cycle as a spreadsheet.

use actix_web::get;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::enrolment_views::views;
use crate::matching::rules::{EnrolmentRole, EnrolmentState};
use crate::matching::service::cycles;
use crate::matching::{EnrolmentsWanted, enrolments_wanted};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewEnrolments;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::reply::Answer;
use crate::platform::spreadsheet::{MOST_LINES, attachment, bounded, of_list};

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportEnrolments {
    role: Option<EnrolmentRole>,
    region_id: Option<Id>,
    state: Option<EnrolmentState>,
    /// `false`: those that no round can match yet; `true`: those that one can.
    ready: Option<bool>,
}

/// What `GET /cycles/{id}/enrolments` tells. Exclusions and wishes are no part of it.
const COLUMNS: &[(&str, &str)] = &[
    ("name", "/person_name"),
    ("role", "/role"),
    ("state", "/state"),
    ("not_ready", "/not_ready"),
    ("region", "/region_name"),
    ("setting", "/setting"),
    ("career_stage", "/career_stage"),
    ("years_of_experience", "/years_of_experience"),
    ("capacity", "/capacity"),
    ("seats_held", "/seats_held"),
    ("interests", "/interests"),
    ("goals", "/goals"),
    ("languages", "/languages"),
    ("time_zone", "/time_zone"),
    ("external_id", "/external_id"),
];

/// Export the enrolments of a cycle as CSV
///
/// The list of `GET /cycles/{id}/enrolments` with its filters, at most 10,000 lines; 422 when it has more. A cell that begins
/// like a formula has an apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_enrolments"))),
    params(("id" = Id, Path, description = "The cycle"), ExportEnrolments),
    responses((status = 200, description = "One line for each enrolment, oldest first; 422 when there are too many", body = String, content_type = "text/csv")))]
#[get("/cycles/{id}/enrolments.csv")]
pub async fn export_enrolments(
    auth: Authorized<ViewEnrolments>,
    id: PathId,
    query: Params<ExportEnrolments>,
) -> Answer {
    let text = auth
        .transaction(move |w| {
            let query = query.0;
            let cycle = cycles::find_cycle(w, id.0)?;
            let wanted = EnrolmentsWanted {
                role: query.role,
                region: query.region_id,
                state: query.state,
                ready: query.ready,
            };
            let rows = bounded(enrolments_wanted(w, &cycle, &wanted, MOST_LINES)?)?;
            w.audit("enrolments.exported", "cycle", cycle.id, &serde_json::json!({ "rows": rows.len() }))?;
            of_list(COLUMNS, &views(w, rows)?)
        })
        .await?;
    Ok(attachment("enrolments", id.0, text))
}
