//! Studies, instruments and waves: what the evidence says, and what changes because of it.

mod api;
mod letters;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use letters::TEMPLATES;
pub use queries::{
    AdjustmentRow, FindingRow, InstrumentRow, StudyRow, WaveInvitation, WaveRow, waves_inviting_region,
};
pub use rules::NewItem;
pub use rules::{
    AdjustmentState, AnswerValue, DeclaredMissing, GivenAnswer, ItemChoice, ItemKind, RespondentRole,
    WaveAudience, WaveState,
};
pub use service::{
    NewAdjustment, NewFinding, NewInstrument, NewStudy, NewWave, Opened, Submission, close_wave,
    create_adjustment, create_finding, create_instrument, create_study, create_wave, invitations_of_wave,
    newest_closed_wave, open_wave, publish_instrument, run_ask_at_end, run_open_wave, submit,
};

/// The kind of job that [`run_open_wave`] does.
pub const OPEN_WAVE: &str = "open_wave";
