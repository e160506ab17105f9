//! Rows of studies, instruments, waves, responses, findings and adjustments.

mod findings;
mod instruments;
mod responses;
mod studies;
mod waves;

pub use findings::{
    AdjustmentFilter, AdjustmentRow, FindingRow, find_adjustment, find_finding, insert_adjustment,
    insert_finding, list_adjustments, list_findings, update_adjustment,
};
pub use instruments::{
    InstrumentRow, ItemRow, find_instrument, insert_instrument, items_of, list_instruments, replace_items,
    update_instrument,
};
pub use responses::{
    Invitation, Recorded, answers_of_wave, complete_invitation, find_invitation, insert_response,
    responses_of_wave,
};
pub use studies::{StudyRow, find_study, get_study, insert_study, list_studies, update_study};
pub use waves::{
    Invitee, WaveInvitation, WaveRow, find_wave, get_wave, has_opened_wave, insert_invitation, insert_wave,
    invitations_of, list_waves, newest_closed_wave, open_waves_of, respondents, update_wave,
    waves_inviting_region,
};
