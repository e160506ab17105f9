//! Datasets and their codebooks.

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use crate::evaluation::rules::CodebookEntry;
use crate::evaluation::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ExportDatasets, ViewResults};
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::reply::Answer;
use crate::platform::spreadsheet::attachment;

#[derive(Serialize, ToSchema)]
pub struct CodebookList {
    items: Vec<CodebookEntry>,
    next_cursor: Option<String>,
}

/// Read the codebook of a wave's dataset
///
/// One row for each column of the dataset, in its order. Text answers are in no dataset.
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_results"))),
    params(("id" = Id, Path, description = "The wave")),
    responses((status = 200, description = "The rows", body = CodebookList)))]
#[get("/waves/{id}/codebook")]
pub async fn get_wave_codebook(auth: Authorized<ViewResults>, id: PathId) -> Answer {
    auth.view(move |w| Ok(CodebookList { items: service::wave_codebook(w, id.0)?, next_cursor: None })).await
}

/// Export the codebook of a wave's dataset as CSV
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("export_datasets"))),
    params(("id" = Id, Path, description = "The wave")),
    responses((status = 200, description = "One line for each column", body = String,
        content_type = "text/csv")))]
#[get("/waves/{id}/codebook.csv")]
pub async fn export_wave_codebook(auth: Authorized<ExportDatasets>, id: PathId) -> Answer {
    let text = auth.read(move |w| service::codebook_csv(w, id.0)).await?;
    Ok(attachment("codebook", id.0, text))
}

/// Export the dataset of a closed wave as CSV
///
/// One line for each response, its columns as in the codebook. Role, region and month are `suppressed`
/// where fewer than k responses share them. The export is written to the audit log.
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("export_datasets"))),
    params(("id" = Id, Path, description = "The wave")),
    responses((status = 200, description = "One line for each response", body = String,
            content_type = "text/csv"),
        (status = 409, description = "The wave is not closed, the study has expired, or too few answered",
            body = crate::platform::problem::ProblemDocument, content_type = "application/problem+json")))]
#[get("/waves/{id}/dataset.csv")]
pub async fn export_wave_dataset(auth: Authorized<ExportDatasets>, id: PathId) -> Answer {
    let text = auth.transaction(move |w| service::dataset_csv(w, id.0)).await?;
    Ok(attachment("dataset", id.0, text))
}
