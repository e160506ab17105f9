//! Imports institutions: the Public Libraries Survey by FSCS key, and plain files by any identifier; per-row problems,
//! nothing changed by a second run.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::{Value, json};

use super::institution_file::{self, Outcome};
use super::queries;
use super::rules::Setting;
use super::survey;
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::schema::institutions;

/// What an import did, row by row in sum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct ImportSummary {
    pub rows_read: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub failed: i64,
}

#[derive(Debug, Clone, PartialEq, Insertable, Queryable, Selectable)]
#[diesel(table_name = institutions)]
pub struct InstitutionRow {
    pub id: Id,
    pub name: String,
    pub setting: Setting,
    pub jurisdiction: String,
    pub region_id: Id,
    pub city: Option<String>,
    pub address: Option<String>,
    pub postal_code: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub staff: Option<f64>,
    pub staff_missing: Option<String>,
    pub population: Option<i64>,
    pub population_missing: Option<String>,
    pub visits: Option<i64>,
    pub visits_missing: Option<String>,
    pub measures: Option<String>,
    pub source: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// Where it went, when it turned out to be a second record of another.
    pub merged_into: Option<Id>,
}

impl InstitutionRow {
    /// What somebody who adds an institution must say; nothing else is known of it.
    #[must_use]
    pub fn bare(
        id: Id,
        name: &str,
        setting: Setting,
        jurisdiction: &str,
        region: Id,
        now: NaiveDateTime,
    ) -> Self {
        Self {
            id,
            name: name.trim().to_owned(),
            setting,
            jurisdiction: jurisdiction.to_owned(),
            region_id: region,
            city: None,
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
            created_at: now,
            updated_at: now,
            version: 1,
            merged_into: None,
        }
    }
}

/// The format of a plain CSV of institutions, as the API and the row of its import name it.
pub const INSTITUTIONS: &str = "institutions";

/// The job behind `POST /imports`.
///
/// # Errors
/// When the import is gone or the file is not what it says.
pub fn import_institutions(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Id = serde_json::from_value(run.payload["import_id"].clone()).map_err(Problem::internal)?;
    let (format, bytes, dry_run) = run.read(|work| {
        let (bytes, dry_run) = queries::import_body(work.conn, id)?;
        Ok((queries::import_format(work.conn, id)?, bytes, dry_run))
    })?;
    run.progress(0, 1)?;
    let summary = run.write(|work| {
        let (summary, problems) = if format == INSTITUTIONS {
            let Outcome { summary, problems, failed } = institution_file::take(work, &bytes, dry_run)?;
            queries::keep_failed_rows(work.conn, id, &failed)?;
            (summary, problems)
        } else {
            survey::import_survey(work, &bytes, dry_run)?
        };
        queries::finish_import(work, id, &summary, &problems)?;
        work.record(Change::new("import.finished", id).with(json!(summary)))?;
        Ok(summary)
    })?;
    run.progress(1, 1)?;
    Ok(json!({ "import_id": id, "summary": summary }))
}
