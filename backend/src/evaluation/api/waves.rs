//! Waves.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::evaluation::queries::{self, WaveRow};
use crate::evaluation::rules::{WaveAudience, WaveState};
use crate::evaluation::service::{self, NewWave};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageStudies, ViewStudies};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};

/// One administration of an instrument to an audience.
#[derive(Serialize, ToSchema)]
pub struct WaveView {
    id: Id,
    study_id: Id,
    instrument_id: Id,
    cycle_id: Id,
    #[schema(example = "Spring 2026, day 30")]
    name: String,
    audience: WaveAudience,
    state: WaveState,
    /// People invited, once the wave is open.
    #[schema(minimum = 0)]
    invited: i32,
    opened_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for WaveView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<WaveRow> for WaveView {
    fn from(row: WaveRow) -> Self {
        Self {
            id: row.id,
            study_id: row.study_id,
            instrument_id: row.instrument_id,
            cycle_id: row.cycle_id,
            name: row.name,
            audience: row.audience,
            state: row.state,
            invited: row.invited,
            opened_at: row.opened_at.map(utc),
            closed_at: row.closed_at.map(utc),
            created_at: utc(row.created_at),
            version: row.version,
        }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListWaves {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the waves of a study
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_studies"))),
    params(("id" = Id, Path, description = "The study"), ListWaves),
    responses((status = 200, description = "Waves, oldest first", body = Page<WaveView>)))]
#[get("/studies/{id}/waves")]
pub async fn list_waves(auth: Authorized<ViewStudies>, id: PathId, query: Params<ListWaves>) -> Answer {
    auth.list(move |w| {
        if queries::find_study(w.conn, w.scope, id.0)?.is_none() {
            return Err(Problem::not_found("study"));
        }
        let window = window::<Id>(w.cursors, "waves", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_waves(w.conn, w.scope, id.0, &window)?;
        window.page(w.cursors, "waves", rows, |row| row.id, WaveView::from)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateWave {
    /// A published instrument.
    instrument_id: Id,
    cycle_id: Id,
    #[validate(length(max = 120), custom(function = "written"))]
    #[schema(min_length = 1, pattern = r"\S", max_length = 120, example = "Spring 2026, day 30")]
    name: String,
    audience: WaveAudience,
}

/// Prepare a wave of a study
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_studies"))),
    params(("id" = Id, Path, description = "The study")),
    request_body = CreateWave,
    responses((status = 201, description = "Prepared", body = WaveView)))]
#[post("/studies/{id}/waves")]
pub async fn create_wave(auth: Authorized<ManageStudies>, id: PathId, body: Valid<CreateWave>) -> Answer {
    auth.post(body, move |w, body| {
        let new = NewWave {
            study: id.0,
            instrument: body.instrument_id,
            cycle: body.cycle_id,
            name: body.name,
            audience: body.audience,
        };
        let row = service::create_wave(w, new)?;
        Reply::created(&format!("/waves/{}", row.id), &WaveView::from(row))
    })
    .await
}

/// Read a wave
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_studies"))),
    params(("id" = Id, Path, description = "The wave")),
    responses((status = 200, description = "The wave", body = WaveView)))]
#[get("/waves/{id}")]
pub async fn get_wave(auth: Authorized<ViewStudies>, id: PathId) -> Answer {
    auth.show(move |w| {
        queries::find_wave(w.conn, w.scope, id.0)?
            .map(WaveView::from)
            .ok_or_else(|| Problem::not_found("wave"))
    })
    .await
}

/// Open a wave: everybody of the audience is mailed a personal link
///
/// More than 200 people are invited by a job: then the answer is a 202, and `Location` tells how far it is.
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_studies"))),
    params(("id" = Id, Path, description = "The wave")),
    responses((status = 200, description = "Open", body = WaveView),
        (status = 202, description = "Opening", body = WaveView)))]
#[post("/waves/{id}/open")]
pub async fn open_wave(auth: Authorized<ManageStudies>, id: PathId) -> Answer {
    auth.act(move |w| {
        let opened = service::open_wave(w, id.0)?;
        let view = WaveView::from(opened.wave);
        match opened.job {
            None => Reply::updated(&view),
            Some(job) => Reply::accepted(job.id, &view),
        }
    })
    .await
}

/// Close a wave: no more answers; results and datasets can be read
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_studies"))),
    params(("id" = Id, Path, description = "The wave")),
    responses((status = 200, description = "Closed", body = WaveView)))]
#[post("/waves/{id}/close")]
pub async fn close_wave(auth: Authorized<ManageStudies>, id: PathId) -> Answer {
    auth.act(move |w| Reply::updated(&WaveView::from(service::close_wave(w, id.0)?))).await
}
