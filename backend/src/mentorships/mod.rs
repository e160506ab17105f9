//! Pairings: accepted, agreed, met, ended.

mod api;
mod letters;
mod messages;
mod queries;
mod rules;
mod service;

use crate::matching::{EnrolmentRole, Participant};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub use api::routes;
pub use letters::TEMPLATES;
pub use messages::{SEND_MESSAGE, run_send_message};
pub use queries::{AgreementRow, MeetingRow, PairingCounts, PairingRow};
pub use rules::{
    AgreementState, Cadence, CheckInChoice, EndReason, GoalState, MeetingChannel, NoteKind, PairingState,
    PauseReason,
};
pub use service::{
    AgreementTerms, Ending, NewMeeting, TodayPairings, accept, ask_coordinator, check_in, create_goal,
    digest_of as agreement_digest, end_pairing, end_pairings_of_cycle, ending_soon, log_meeting,
    look_after_now, look_after_pairings, look_after_proposals, note_progress, pause_pairing, questions_to_me,
    questions_waiting, run_import_mentoring, set_agreement, sign_agreement, stalled, write_note,
};

/// The kind of job that [`look_after_pairings`] does.
pub const LOOK_AFTER_PAIRINGS: &str = "look_after_pairings";

/// The kind of job that [`look_after_proposals`] does.
pub const LOOK_AFTER_PROPOSALS: &str = "look_after_proposals";

/// How many pairings there are, in one region or one cycle if told.
///
/// # Errors
/// When the database does not answer.
pub fn pairing_counts(
    work: &mut Work<'_>,
    region: Option<Id>,
    cycle: Option<Id>,
) -> Result<PairingCounts, Problem> {
    Ok(queries::counts(work.conn, region, cycle)?)
}

/// The people in the pairings of a cycle, each once per role, whether the pairing lasts or has ended.
///
/// # Errors
/// When the database does not answer.
pub fn paired_people(work: &mut Work<'_>, cycle: Id) -> Result<Vec<Participant>, Problem> {
    let mut found = Vec::new();
    for row in queries::of_cycle(work.conn, cycle)? {
        for (person_id, role) in
            [(row.mentor_id, EnrolmentRole::Mentor), (row.mentee_id, EnrolmentRole::Mentee)]
        {
            found.push(Participant { person_id, region_id: row.region_id, role });
        }
    }
    found.sort_by_key(|one| (one.person_id, one.role));
    found.dedup_by_key(|one| (one.person_id, one.role));
    Ok(found)
}
