//! Findings.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::evaluation::queries::{self, FindingRow};
use crate::evaluation::rules::ItemResult;
use crate::evaluation::service::{self, NewFinding};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{RecordFindings, ViewFindings};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// What the evidence says, with the protected result that it cites, as it stood.
#[derive(Serialize, ToSchema)]
pub struct FindingView {
    id: Id,
    #[schema(example = "Most pairs find their meetings useful")]
    title: String,
    statement: String,
    wave_id: Id,
    wave_name: String,
    study_id: Id,
    #[schema(example = "useful")]
    variable: String,
    cited_result: ItemResult,
    created_by: Option<Id>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for FindingView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl FindingView {
    fn of(work: &mut Work<'_>, row: FindingRow) -> Result<Self, Problem> {
        let wave = queries::get_wave(work.conn, row.wave_id)?;
        Ok(Self {
            id: row.id,
            title: row.title,
            statement: row.statement,
            wave_id: row.wave_id,
            wave_name: wave.name,
            study_id: wave.study_id,
            variable: row.variable,
            cited_result: serde_json::from_str(&row.cited_result).map_err(Problem::internal)?,
            created_by: row.created_by,
            created_at: utc(row.created_at),
            version: row.version,
        })
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListFindings {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List findings
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_findings"))),
    params(ListFindings),
    responses((status = 200, description = "Findings, oldest first", body = Page<FindingView>)))]
#[get("/findings")]
pub async fn list_findings(auth: Authorized<ViewFindings>, query: Params<ListFindings>) -> Answer {
    auth.list(move |w| {
        let window = window::<Id>(w.cursors, "findings", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_findings(w.conn, w.scope, &window)?;
        let page = window.page(w.cursors, "findings", rows, |row| row.id, |row| row)?;
        let items = page.items.into_iter().map(|row| FindingView::of(w, row)).collect::<Result<_, _>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a finding
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_findings"))),
    params(("id" = Id, Path, description = "The finding")),
    responses((status = 200, description = "The finding", body = FindingView)))]
#[get("/findings/{id}")]
pub async fn get_finding(auth: Authorized<ViewFindings>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = queries::find_finding(w.conn, w.scope, id.0)?;
        FindingView::of(w, row.ok_or_else(|| Problem::not_found("finding"))?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateFinding {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(
        min_length = 1,
        pattern = r"\S",
        max_length = 200,
        example = "Most pairs find their meetings useful"
    )]
    title: String,
    #[validate(length(max = 5000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        pattern = r"\S",
        max_length = 5000,
        example = "Eight of ten agree or strongly agree."
    )]
    statement: String,
    /// A closed wave.
    wave_id: Id,
    #[validate(length(min = 1, max = 31))]
    #[schema(min_length = 1, max_length = 31, example = "useful")]
    variable: String,
}

/// Record a finding that cites the result of an item
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("record_findings"))),
    request_body = CreateFinding,
    responses((status = 201, description = "Recorded, with a copy of the result", body = FindingView)))]
#[post("/findings")]
pub async fn create_finding(auth: Authorized<RecordFindings>, body: Valid<CreateFinding>) -> Answer {
    auth.post(body, |w, body| {
        let new = NewFinding {
            title: body.title,
            statement: body.statement,
            wave: body.wave_id,
            variable: body.variable,
        };
        let row = service::create_finding(w, new)?;
        let path = format!("/findings/{}", row.id);
        Reply::created(&path, &FindingView::of(w, row)?)
    })
    .await
}
