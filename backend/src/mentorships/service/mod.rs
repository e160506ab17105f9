//! Use cases of mentorships, one transaction each.

mod agreements;
mod begin;
mod by_hand;
mod care;
mod caseload;
mod certificate;
mod check_ins;
mod closing;
mod concern_people;
mod concerns;
mod conduct;
mod first_meeting;
mod goals;
mod health;
mod imports;
mod life;
mod meetings;
mod notes;
mod nudges;
mod planned_meetings;
mod preferences;
mod proposals;
mod questions;
mod settled;
mod suspending;
mod templates;
mod today;

pub use agreements::{AgreementTerms, digest_of, remind_of_agreement, set_agreement, sign_agreement};
pub use begin::accept;
pub use by_hand::{WantedPair, hand_check, make_by_hand};
pub use care::{look_after_now, look_after_pairings};
pub use caseload::{
    CoordinatorLoad, ElsewherePairing, LoadAlerts, RegionLoad, caseload, load_alerts, mentor_pairings,
};
pub use certificate::{PairingCertificate, certificate};
pub use check_ins::{check_in, coordinators_addressed, list_check_ins};
pub use closing::{ClosingPreview, closing_preview, end_pairings_of_cycle};
pub use concern_people::concern_people;
pub use concerns::{
    Closing, ConcernRecipients, NewConcern, change_concern_recipients, close_concern, concern_recipients,
    find_concern, list_concerns, raise_concern, raised_by_me, readable_concerns, reinstate, separate,
    suspend,
};
pub use conduct::{accept_conduct, acceptances_of, conduct_to_accept, write_conduct};
pub use first_meeting::remind_of_first_meeting;
pub use goals::{GoalEdit, change_goal, create_goal, find_goal, note_progress, take_over_goals};
pub use health::{
    Health, acknowledge, answer_by_link, answer_pair_question, asking_for, health_of, health_of_all,
    question_by_link, stalled_or_asked,
};
pub use imports::run_import_mentoring;
pub use life::{Ending, end_pairing, extend_pairing, never_again, pause_pairing, resume_pairing};
pub use meetings::{
    MeetingCorrection, NewMeeting, correct_meeting, find_meeting, log_meeting, take_meeting_back,
};
pub use notes::{delete_note, edit_note, find_note, write_note};
pub use planned_meetings::{
    HeldAs, NewPlan, PlanChange, cancel_plan, change_plan, find_planned, hold_plan, plan_meeting,
};
pub use preferences::{change_preferences, own_preferences};
pub use proposals::look_after_proposals;
pub use questions::{ask_coordinator, find_question, write_below};
pub use settled::{MentoringRules, change_mentoring_rules, mentoring_rules};
pub use templates::{NewTemplate, write_template};
pub use today::{
    TodayPairings, asking_for_attention, ending_soon, questions_to_me, questions_waiting, stalled,
};

use super::queries::{self, PairingRow};
use super::rules::PairingState;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// # Errors
/// 404 outside the caller's scope.
pub fn find_pairing(work: &mut Work<'_>, id: Id) -> Result<PairingRow, Problem> {
    queries::find(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("pairing"))
}

/// The pairing, if the caller is one of the two.
///
/// # Errors
/// 404 for everybody else, whatever they may see.
pub fn find_own_pairing(work: &mut Work<'_>, id: Id) -> Result<PairingRow, Problem> {
    let own = Scope { own: Some(work.caller.require_person()?), ..Scope::default() };
    queries::find(work.conn, &own, id)?.ok_or_else(|| Problem::not_found("pairing"))
}

/// The pairing, taken for this transaction; the caller was found to reach it.
fn locked(work: &mut Work<'_>, id: Id) -> Result<PairingRow, Problem> {
    find_pairing(work, id)?;
    queries::touch(work, id)?;
    find_pairing(work, id)
}

/// The pairing, held until the transaction ends and left as it is: no version of it tells that something was said or done in
/// confidence.
fn held(work: &mut Work<'_>, id: Id) -> Result<PairingRow, Problem> {
    find_pairing(work, id)?;
    queries::hold(work.conn, &[id])?;
    find_pairing(work, id)
}

/// The pairing, for the two to write into while it lasts: also while it is paused, but not while it is suspended, which is
/// refused in the words of a pause.
fn open_to_the_two(work: &mut Work<'_>, id: Id) -> Result<PairingRow, Problem> {
    let row = lasting(work, id)?;
    suspending::refuse_the_two(work, &row)?;
    Ok(row)
}

/// The pairing, to be changed, while it lasts.
fn lasting(work: &mut Work<'_>, id: Id) -> Result<PairingRow, Problem> {
    let row = locked(work, id)?;
    match row.state {
        PairingState::Active | PairingState::Paused => Ok(row),
        PairingState::Ended => Err(Problem::conflict("The pairing has ended.")),
    }
}
