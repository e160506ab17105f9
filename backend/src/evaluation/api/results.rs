//! Results of a wave.

use actix_web::get;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::evaluation::rules::{ItemResult, ResultStatistic, WaveState};
use crate::evaluation::service::{self, WaveResults};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewResults;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::reply::Answer;

crate::text_enum! {
    /// Whether there is anything to read yet.
    pub enum ResultsState {
        Ready = "ready",
        /// Answers still come: figures follow when the wave is closed.
        NotReady = "not_ready",
    }
}

/// Invitations by what came of them, in the words of AAPOR (2023).
#[derive(Serialize, ToSchema)]
pub struct WaveDispositions {
    /// At least 80 % of the items answered.
    #[schema(minimum = 0)]
    complete: u64,
    /// At least 50 %.
    #[schema(minimum = 0)]
    partial: u64,
    /// Fewer.
    #[schema(minimum = 0)]
    break_off: u64,
    /// Invited, and nothing came back.
    #[schema(minimum = 0)]
    non_contact: u64,
}

/// What may be said about the answers to a wave.
#[derive(Serialize, ToSchema)]
pub struct WaveResultsView {
    wave_id: Id,
    wave_name: String,
    study_id: Id,
    study_title: String,
    instrument_id: Id,
    instrument_title: String,
    #[schema(minimum = 1)]
    instrument_number: i32,
    state: ResultsState,
    /// Counts of 1 to k - 1, and whatever would reveal them, are hidden.
    #[schema(minimum = 5, example = 10)]
    k: i32,
    #[schema(minimum = 0)]
    invited: i32,
    #[schema(minimum = 0)]
    responded: u64,
    /// `null` until the wave is closed.
    dispositions: Option<WaveDispositions>,
    /// RR1 to RR4; empty until the wave is closed.
    response_rates: Vec<ResultStatistic>,
    /// One for each item, protected all together; empty until the wave is closed.
    items: Vec<ItemResult>,
    closed_at: Option<DateTime<Utc>>,
}

impl From<WaveResults> for WaveResultsView {
    fn from(results: WaveResults) -> Self {
        let ready = results.wave.state == WaveState::Closed;
        Self {
            wave_id: results.wave.id,
            wave_name: results.wave.name,
            study_id: results.study.id,
            study_title: results.study.title,
            instrument_id: results.instrument.id,
            instrument_title: results.instrument.title,
            instrument_number: results.instrument.number,
            state: if ready { ResultsState::Ready } else { ResultsState::NotReady },
            k: results.study.k,
            invited: results.wave.invited,
            responded: results.responded,
            dispositions: results.dispositions.map(|cases| WaveDispositions {
                complete: cases.complete,
                partial: cases.partial,
                break_off: cases.refusal,
                non_contact: cases.non_contact,
            }),
            response_rates: results.rates,
            items: results.items,
            closed_at: results.wave.closed_at.map(utc),
        }
    }
}

/// Read the results of a wave
///
/// Counted, then protected all together. Figures are there once the wave is closed: two readings while
/// answers come could be subtracted from each other.
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_results"))),
    params(("id" = Id, Path, description = "The wave")),
    responses((status = 200, description = "The results", body = WaveResultsView)))]
#[get("/waves/{id}/results")]
pub async fn get_wave_results(auth: Authorized<ViewResults>, id: PathId) -> Answer {
    auth.view(move |w| service::wave_results(w, id.0).map(WaveResultsView::from)).await
}
