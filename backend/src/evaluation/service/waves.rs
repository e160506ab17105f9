//! Waves: prepared, opened with a personal link for each respondent, closed.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::{Value, json};

use super::studies::policy;
use crate::evaluation::OPEN_WAVE;
use crate::evaluation::letters;
use crate::evaluation::queries::{self, Invitee, StudyRow, WaveInvitation, WaveRow};
use crate::evaluation::rules::{self, InstrumentState, RespondentRole, WaveAudience, WaveState};
use crate::matching::EnrolmentRole;
use crate::platform::db::Id;
use crate::platform::jobs::{self, JobRun, JobView};
use crate::platform::link::{self, LinkPurpose};
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::{matching, mentorships};

/// More people than this are invited by a job.
const AT_ONCE: usize = 200;
/// The state of the wave ends answers earlier.
const LINK_LASTS: Duration = Duration::days(90);

/// A wave to prepare.
pub struct NewWave {
    pub study: Id,
    pub instrument: Id,
    pub cycle: Id,
    pub name: String,
    pub audience: WaveAudience,
}

/// # Errors
/// 404 outside the scope; 422 for an unknown instrument or cycle; 409 while the instrument is a draft.
pub fn create_wave(work: &mut Work<'_>, new: NewWave) -> Result<WaveRow, Problem> {
    let study =
        queries::find_study(work.conn, work.scope, new.study)?.ok_or_else(|| Problem::not_found("study"))?;
    let instrument = queries::find_instrument(work.conn, work.scope, new.instrument)?;
    let mut wrong = Vec::new();
    if instrument.is_none() {
        wrong.push(FieldError::new("/instrument_id", "unknown", "There is no such instrument."));
    }
    let cycle = match matching::find_cycle(work, new.cycle) {
        Err(problem) if problem.kind == Kind::NotFound => None,
        found => Some(found?),
    };
    if cycle.is_none() {
        wrong.push(FieldError::new("/cycle_id", "unknown", "There is no such cycle."));
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    if instrument.is_some_and(|instrument| instrument.state == InstrumentState::Draft) {
        return Err(Problem::conflict("The instrument is a draft: publish it first."));
    }
    let row = WaveRow {
        id: work.new_id(),
        study_id: study.id,
        instrument_id: new.instrument,
        cycle_id: new.cycle,
        name: new.name,
        audience: new.audience,
        state: WaveState::Draft,
        invited: 0,
        opened_at: None,
        closed_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_wave(work.conn, &row)?;
    work.record(Change::new("wave.created", row.id).with(json!({ "study_id": study.id })))?;
    Ok(row)
}

/// An opened wave, and the job that writes its invitations when they are many.
pub struct Opened {
    pub wave: WaveRow,
    pub job: Option<JobView>,
}

/// Invites everybody of the audience by mail, at once or by a job.
///
/// # Errors
/// 409 when the wave is open or closed, nobody is to be asked, or the study has expired.
pub fn open_wave(work: &mut Work<'_>, id: Id) -> Result<Opened, Problem> {
    let mut wave = find(work, id)?;
    if !wave.state.may_become(WaveState::Open) {
        return Err(Problem::conflict(format!("The wave is {}; it cannot be opened.", wave.state)));
    }
    let study = queries::get_study(work.conn, wave.study_id)?;
    if rules::has_expired(study.expires_on, work.now.date_naive()) {
        return Err(Problem::conflict(format!("The study expired on {}.", study.expires_on)));
    }
    policy(study.k)?;
    let people = respondents(work, &wave)?;
    if people.is_empty() && wave.state == WaveState::Draft {
        return Err(Problem::conflict("Nobody of this audience is in a pairing of the cycle."));
    }
    if people.len() <= AT_ONCE {
        invite(work, &study, &wave, &people)?;
        return Ok(Opened { wave: finish_opening(work, wave)?, job: None });
    }
    // Dated now, since the first answers may come before the last invitation.
    wave.state = WaveState::Opening;
    wave.opened_at = wave.opened_at.or(Some(work.stamp()));
    wave.updated_at = work.stamp();
    wave.version += 1;
    queries::update_wave(work.conn, &wave)?;
    let job = jobs::enqueue(work, OPEN_WAVE, &json!({ "wave_id": wave.id }))?;
    work.record(Change::new("wave.opening", wave.id).with(json!({ "job_id": job.id })))?;
    Ok(Opened { wave, job: Some(job) })
}

/// The job: invites in batches, each with its mails in one transaction, so that a second run goes on
/// where the first was cut off and nobody is mailed twice.
///
/// # Errors
/// 409 when it is cancelled or the wave is not opening.
pub fn run_open_wave(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id = run.payload["wave_id"].as_str().and_then(|text| text.parse::<Id>().ok());
    let id = id.ok_or_else(|| Problem::internal("the job names no wave"))?;
    let mut done = 0_usize;
    loop {
        let (left, now_open) = run.write(|work| {
            let wave = queries::get_wave(work.conn, id)?;
            if wave.state != WaveState::Opening {
                return Err(Problem::conflict(format!("The wave is {}, not opening.", wave.state)));
            }
            let mut people = respondents(work, &wave)?;
            if people.is_empty() {
                return Ok((0, Some(finish_opening(work, wave)?)));
            }
            let study = queries::get_study(work.conn, wave.study_id)?;
            let left = people.len().saturating_sub(AT_ONCE);
            people.truncate(AT_ONCE);
            done += people.len();
            invite(work, &study, &wave, &people)?;
            Ok((left, None))
        })?;
        if let Some(wave) = now_open {
            return Ok(json!({ "wave_id": wave.id, "invited": wave.invited }));
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        run.progress(count(done), count(done + left))?;
    }
}

/// Everybody of the audience in a pairing of the cycle, however it ended, who has no invitation yet. Who is
/// mentor and mentee is asked once, as a mentee where these are asked; of several regions the first.
fn respondents(work: &mut Work<'_>, wave: &WaveRow) -> Result<Vec<Invitee>, Problem> {
    let mut asked = BTreeMap::new();
    for participant in mentorships::paired_people(work, wave.cycle_id)? {
        let role = match participant.role {
            EnrolmentRole::Mentor => RespondentRole::Mentor,
            EnrolmentRole::Mentee => RespondentRole::Mentee,
        };
        if !wave.audience.includes(role) {
            continue;
        }
        let place = asked.entry(participant.person_id).or_insert((role, participant.region_id));
        if role == RespondentRole::Mentee {
            *place = (role, participant.region_id);
        }
    }
    Ok(queries::respondents(work.conn, wave.id, &asked)?)
}

fn finish_opening(work: &mut Work<'_>, mut wave: WaveRow) -> Result<WaveRow, Problem> {
    let invited = queries::invitations_of(work.conn, wave.id)?.len();
    wave.state = WaveState::Open;
    wave.invited = i32::try_from(invited).map_err(Problem::internal)?;
    wave.opened_at = wave.opened_at.or(Some(work.stamp()));
    wave.updated_at = work.stamp();
    wave.version += 1;
    queries::update_wave(work.conn, &wave)?;
    work.record(Change::new("wave.opened", wave.id).with(json!({ "invited": wave.invited })))?;
    Ok(wave)
}

pub(super) fn invite(
    work: &mut Work<'_>,
    study: &StudyRow,
    wave: &WaveRow,
    people: &[Invitee],
) -> Result<(), Problem> {
    for person in people {
        let invitation = queries::insert_invitation(work, wave.id, person)?;
        let token = link::create(work, LinkPurpose::Survey, invitation, LINK_LASTS)?;
        letters::invited(work, study, wave, &person.name, &person.email, &token)?;
    }
    Ok(())
}

/// Ends the answering. From here on results and datasets can be read, since they no longer change.
///
/// # Errors
/// 404 outside the scope; 409 when it is not open.
pub fn close_wave(work: &mut Work<'_>, id: Id) -> Result<WaveRow, Problem> {
    let mut wave = find(work, id)?;
    if !wave.state.may_become(WaveState::Closed) {
        return Err(Problem::conflict(format!("The wave is {}; it cannot be closed.", wave.state)));
    }
    wave.state = WaveState::Closed;
    wave.closed_at = Some(work.stamp());
    wave.updated_at = work.stamp();
    wave.version += 1;
    queries::update_wave(work.conn, &wave)?;
    work.record(Change::new("wave.closed", wave.id))?;
    Ok(wave)
}

/// Who was invited, without what came of it: for the demo network, which answers in their place.
///
/// # Errors
/// 404 outside the scope.
pub fn invitations_of_wave(work: &mut Work<'_>, id: Id) -> Result<Vec<WaveInvitation>, Problem> {
    find(work, id)?;
    Ok(queries::invitations_of(work.conn, id)?)
}

/// # Errors
/// 404 outside the scope.
pub fn find(work: &mut Work<'_>, id: Id) -> Result<WaveRow, Problem> {
    queries::find_wave(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("wave"))
}
