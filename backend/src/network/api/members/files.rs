//! Members as spreadsheets, and the rows of a file that were not taken.

use actix_web::get;
use serde_json::json;

use crate::network::associations::members::sheet::{self, COLUMNS};
use crate::network::associations::members::{self, queries};
use crate::network::queries as network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ImportData, ViewMembers};
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
use crate::platform::spreadsheet::{attachment, written};

/// Export an association's members as CSV
///
/// One line for each record. What somebody takes part in is empty unless they share it. A cell that begins like a
/// formula has an apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_members"))),
    params(("id" = Id, Path, description = "The association")),
    responses((status = 200, description = "One line for each member", body = String, content_type = "text/csv")))]
#[get("/associations/{id}/members.csv")]
pub async fn export_members(auth: Authorized<ViewMembers>, id: PathId) -> Answer {
    let text = auth
        .transaction(move |w| {
            let rows = members::all_members(w, id.0)?;
            let takes = queries::participation_of(w.conn, &members::sharing(&rows))?;
            w.audit("members.exported", "association", id.0, &json!({ "rows": rows.len() }))?;
            sheet::members_csv(&rows, &takes)
        })
        .await?;
    Ok(attachment("members", id.0, text))
}

/// Export the rows of members that an import did not take
///
/// With the header of a file of members: mend them and send the file again.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("import_data"))),
    params(("id" = Id, Path, description = "The import")),
    responses((status = 200, description = "The rows as they came", body = String, content_type = "text/csv")))]
#[get("/imports/{id}/failed-members.csv")]
pub async fn export_failed_members(auth: Authorized<ImportData>, id: PathId) -> Answer {
    let text = auth
        .read(move |w| {
            network::find_import(w.conn, w.scope, id.0)?.ok_or_else(|| Problem::not_found("import"))?;
            let rows = network::failed_rows(w.conn, id.0)?;
            written(&COLUMNS, rows.into_iter())
        })
        .await?;
    Ok(attachment("failed-members", id.0, text))
}
