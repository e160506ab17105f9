//! Answering by personal link. What is written carries a random pseudonym, role, region and month: no
//! person and no time of day, in the response, the event and the audit row.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::evaluation::queries::{self, Invitation, ItemRow, StudyRow, WaveRow};
use crate::evaluation::rules::{self, Disposition, GivenAnswer, checked_answers};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

crate::text_enum! {
    /// What the holder of a survey link can do.
    pub enum SurveyState {
        /// Answer.
        Open = "open",
        /// Nothing more: the answers are in.
        Answered = "answered",
        /// Nothing more: the wave takes no answers.
        Closed = "closed",
    }
}

/// What a respondent reads before answering.
pub struct Survey {
    pub state: SurveyState,
    pub study: StudyRow,
    pub wave: WaveRow,
    pub instrument_title: String,
    pub items: Vec<ItemRow>,
}

/// # Errors
/// 404 when the link is for no invitation (any more).
pub fn read_survey(work: &mut Work<'_>) -> Result<Survey, Problem> {
    let invitation = queries::find_invitation(work)?;
    let (study, wave) = asked(work, &invitation)?;
    let instrument = queries::find_instrument(work.conn, work.scope, wave.instrument_id)?
        .ok_or_else(|| Problem::not_found("instrument"))?;
    let items = queries::items_of(work.conn, wave.instrument_id)?;
    let state = state(work, &invitation, &study, &wave);
    Ok(Survey { state, study, wave, instrument_title: instrument.title, items })
}

/// Answers with the consent that they are given under.
pub struct Submission {
    pub consent_version: i32,
    pub answers: Vec<GivenAnswer>,
}

/// Takes the answers of the caller's invitation, once.
///
/// # Errors
/// 409 when they are in already, the wave takes none, or the consent text has changed meanwhile;
/// 422 naming every answer that does not fit.
pub fn submit(work: &mut Work<'_>, submission: &Submission) -> Result<WaveRow, Problem> {
    let invitation = queries::find_invitation(work)?;
    let (study, wave) = asked(work, &invitation)?;
    match state(work, &invitation, &study, &wave) {
        SurveyState::Open => {}
        SurveyState::Answered => return Err(answered_already()),
        SurveyState::Closed => return Err(Problem::conflict("The wave is closed: it takes no answers.")),
    }
    if submission.consent_version != study.consent_version {
        return Err(Problem::conflict(format!(
            "The consent text is now version {}: read it again before you answer.",
            study.consent_version
        )));
    }
    let items = queries::items_of(work.conn, wave.instrument_id)?;
    let asked: Vec<_> = items.iter().map(|row| row.item.clone()).collect();
    let answers = checked_answers(&asked, &submission.answers).map_err(Problem::invalid)?;
    if !queries::complete_invitation(work.conn, invitation.id)? {
        return Err(answered_already());
    }
    let pseudonym = format!("p{}", URL_SAFE_NO_PAD.encode(work.entropy.secret::<12>()));
    let ids: Vec<Id> = items.iter().map(|row| row.id).collect();
    queries::insert_response(work, &invitation, &pseudonym, study.consent_version, &ids, &answers)?;
    work.record(Change::new("wave.answered", wave.id))?;
    Ok(wave)
}

fn asked(work: &mut Work<'_>, invitation: &Invitation) -> Result<(StudyRow, WaveRow), Problem> {
    let wave = queries::get_wave(work.conn, invitation.wave_id)?;
    Ok((queries::get_study(work.conn, wave.study_id)?, wave))
}

fn state(work: &Work<'_>, invitation: &Invitation, study: &StudyRow, wave: &WaveRow) -> SurveyState {
    if invitation.disposition == Disposition::Completed {
        SurveyState::Answered
    } else if !wave.state.takes_answers() || rules::has_expired(study.expires_on, work.now.date_naive()) {
        SurveyState::Closed
    } else {
        SurveyState::Open
    }
}

fn answered_already() -> Problem {
    Problem::conflict("Your answers are in already: a link takes answers once.")
}
