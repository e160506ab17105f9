//! Use cases of evaluation, one transaction each.

mod at_end;
mod datasets;
mod findings;
mod instruments;
mod results;
mod studies;
mod survey;
mod waves;

pub use at_end::run_ask_at_end;
pub use datasets::{codebook_csv, dataset_csv, wave_codebook};
pub use findings::{
    AdjustmentChanges, NewAdjustment, NewFinding, create_adjustment, create_finding, update_adjustment,
};
pub use instruments::{
    InstrumentChanges, NewInstrument, create_instrument, publish_instrument, update_instrument,
};
pub use results::{WaveResults, newest_closed_wave, wave_results};
pub use studies::{NewStudy, StudyChanges, create_study, update_study};
pub use survey::{Submission, Survey, SurveyState, read_survey, submit};
pub use waves::{NewWave, Opened, close_wave, create_wave, invitations_of_wave, open_wave, run_open_wave};
