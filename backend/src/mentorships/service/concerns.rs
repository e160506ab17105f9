//! Confidential concerns: raised by one of a pair, read by named people only, settled by them. Every read is audited;
//! events and audit rows say that there was one, and nothing of it.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::check_ins::appointed_in;
use super::find_own_pairing;
use super::life::{lift, rest_in_confidence, separate_in_confidence};
use super::locked;
use crate::identity;
use crate::mentorships::letters;
use crate::mentorships::queries::{self, ConcernRow, ConcernStepRow, PairingRow};
use crate::mentorships::rules::{
    ConcernOutcome, ConcernState, ConcernStep, PairingState, concern_readers, next_concern_state,
};
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::settings;
use crate::platform::work::Work;

/// The name of the setting.
const CONCERN_RECIPIENTS: &str = "concern_recipients";

/// Who receives concerns.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConcernRecipients {
    pub person_ids: Vec<Id>,
    pub version: i64,
}

/// # Errors
/// When the database does not answer.
pub fn concern_recipients(work: &mut Work<'_>) -> Result<ConcernRecipients, Problem> {
    Ok(settings::read(work.conn, CONCERN_RECIPIENTS)?.value)
}

/// Names who receives concerns from now on; those that are there stay with whom they reached.
///
/// # Errors
/// 412 when the list was changed meanwhile; 422 naming everybody who is unknown, disabled or named twice.
pub fn change_concern_recipients(
    work: &mut Work<'_>,
    person_ids: Vec<Id>,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<ConcernRecipients, Problem> {
    let before = settings::read::<ConcernRecipients>(work.conn, CONCERN_RECIPIENTS)?;
    expected(before.value.version)?;
    let known = identity::contacts(work.conn, &person_ids)?;
    let enabled = identity::not_disabled(work.conn, &person_ids)?;
    let mut wrong = Vec::new();
    for (at, id) in person_ids.iter().enumerate() {
        let pointer = format!("/person_ids/{at}");
        if !known.contains_key(id) {
            wrong.push(FieldError::new(&pointer, "unknown", "There is no such person."));
        } else if !enabled.contains(id) {
            let detail = "The account is disabled: nobody would read what comes.";
            wrong.push(FieldError::new(&pointer, "disabled", detail));
        } else if person_ids[..at].contains(id) {
            wrong.push(FieldError::new(&pointer, "duplicate", "The person is named before."));
        }
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let after = ConcernRecipients { person_ids, version: before.value.version + 1 };
    settings::write(work.conn, &before, &after)?;
    // A setting has no row of its own to point at.
    let subject = Id(uuid::Uuid::nil());
    work.record(
        Change::new("concern_recipients.changed", subject).with(json!({ "person_ids": after.person_ids })),
    )?;
    Ok(after)
}

/// What somebody is worried about.
pub struct NewConcern {
    pub pairing_id: Id,
    pub about_person_id: Option<Id>,
    pub text: String,
}

/// Raises a concern and answers it with the names of those whom it reaches.
///
/// # Errors
/// 422 for a pairing that is not one's own or a person who has nothing to do with it; 409 when nobody may read it.
pub fn raise_concern(work: &mut Work<'_>, new: NewConcern) -> Result<(ConcernRow, Vec<String>), Problem> {
    let me = work.caller.require_person()?;
    let pairing = find_own_pairing(work, new.pairing_id)
        .map_err(|_| Problem::field("/pairing_id", "unknown", "This is no pairing of yours."))?;
    let coordinators = coordinators_of_the_two(work, &pairing)?;
    let may_be_about =
        |about: Id| about != me && (pairing.is_of(Some(about)) || coordinators.contains(&about));
    if !new.about_person_id.is_none_or(may_be_about) {
        let detail = "A concern is about the other of the pair or one of its coordinators.";
        return Err(Problem::field("/about_person_id", "not_involved", detail));
    }
    let mut involved = vec![pairing.mentor_id, pairing.mentee_id];
    involved.extend(new.about_person_id);
    let mut named = concern_recipients(work)?.person_ids;
    let enabled = identity::not_disabled(work.conn, &named)?;
    named.retain(|id| enabled.contains(id));
    let readers = concern_readers(&named, &involved, &coordinators);
    if readers.is_empty() {
        return Err(Problem::conflict(
            "Nobody is named who may read this concern and whose account is not disabled: write to the task force \
             directly.",
        ));
    }
    let row = ConcernRow {
        id: work.new_id(),
        pairing_id: pairing.id,
        about_person_id: new.about_person_id,
        raised_by_id: me,
        text: new.text,
        state: ConcernState::Open,
        outcome: None,
        outcome_note: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        told_to_reporter: None,
    };
    queries::insert_concern(work.conn, &row, &readers)?;
    step(work, row.id, ConcernStep::Raised)?;
    let contacts = identity::contacts(work.conn, &readers)?;
    let mut names = Vec::new();
    for contact in readers.iter().filter_map(|id| contacts.get(id)) {
        letters::concern_raised(work, contact)?;
        names.push(contact.name.clone());
    }
    Ok((row, names))
}

/// Who coordinates the responsible region, and the regions that the two are of. A concern may be about one whose account
/// is disabled.
fn coordinators_of_the_two(work: &mut Work<'_>, pairing: &PairingRow) -> Result<Vec<Id>, Problem> {
    let two = identity::contacts(work.conn, &[pairing.mentor_id, pairing.mentee_id])?;
    let mut regions: Vec<Id> = two.values().filter_map(|contact| contact.region_id).collect();
    regions.push(pairing.region_id);
    let mut found = Vec::new();
    for region in regions {
        let there = appointed_in(work.conn, region, work.now.date_naive())?;
        found.extend(there.into_iter().map(|contact| contact.id));
    }
    Ok(found)
}

/// Keeps what was done among the concern's own rows: no event and no audit row says who raised or did anything.
fn step(work: &mut Work<'_>, concern: Id, what: ConcernStep) -> Result<(), Problem> {
    let row = ConcernStepRow {
        id: work.new_id(),
        concern_id: concern,
        what,
        person_id: work.caller.require_person()?,
        happened_at: work.stamp(),
    };
    queries::insert_concern_step(work.conn, &row)
}

/// Reads a concern, and writes down who read it.
///
/// # Errors
/// 404 for everybody who was not named to read it.
pub fn find_concern(work: &mut Work<'_>, id: Id) -> Result<ConcernRow, Problem> {
    let me = work.caller.require_person()?;
    let row = queries::find_concern(work.conn, me, id)?.ok_or_else(|| Problem::not_found("concern"))?;
    work.audit("concern.read", "concern", id, &json!({}))?;
    Ok(row)
}

/// Reads a page of concerns, and writes down who read each that is shown: not the one more by which the page knows that another
/// follows.
///
/// # Errors
/// When the database does not answer.
pub fn list_concerns(
    work: &mut Work<'_>,
    state: Option<ConcernState>,
    window: &Window<Id>,
) -> Result<Vec<ConcernRow>, Problem> {
    let me = work.caller.require_person()?;
    let rows = queries::list_concerns(work.conn, me, state, window)?;
    let shown = usize::try_from(window.limit).unwrap_or(usize::MAX);
    for row in rows.iter().take(shown) {
        work.audit("concern.read", "concern", row.id, &json!({}))?;
    }
    Ok(rows)
}

/// The concern moved by a step; what the step does to the pairing is done by `act` in the network's name: who sees that a
/// pairing is paused or has ended does not see whose doing it is.
fn settled(
    work: &mut Work<'_>,
    id: Id,
    what: ConcernStep,
    outcome: Option<(ConcernOutcome, Option<String>)>,
    act: impl FnOnce(&mut Work<'_>, &ConcernRow) -> Result<(), Problem>,
) -> Result<ConcernRow, Problem> {
    let before = find_concern(work, id)?;
    let state = next_concern_state(before.state, what).map_err(Problem::conflict)?;
    work.in_name_of_network(|inner| act(inner, &before))?;
    let (outcome, outcome_note) = outcome
        .map_or((before.outcome, before.outcome_note.clone()), |(outcome, note)| (Some(outcome), note));
    let row = ConcernRow {
        state,
        outcome,
        outcome_note,
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_concern(work.conn, &row)?;
    step(work, row.id, what)?;
    Ok(row)
}

/// Lets the pairing rest. Everybody else sees that it is paused.
///
/// # Errors
/// 404 for everybody who does not read it; 409 when its state or the pairing's forbids it.
pub fn suspend(work: &mut Work<'_>, id: Id) -> Result<ConcernRow, Problem> {
    settled(work, id, ConcernStep::Suspended, None, |w, concern| {
        rest_in_confidence(w, concern.pairing_id).map(drop)
    })
}

/// Lets the pairing go on, unless another concern holds it.
///
/// # Errors
/// 404 for everybody who does not read it; 409 when it is not suspended.
pub fn reinstate(work: &mut Work<'_>, id: Id) -> Result<ConcernRow, Problem> {
    settled(work, id, ConcernStep::Reinstated, None, |w, concern| {
        // Taken before the others are counted: of two who reinstate at once the second lets it go on.
        let paused = locked(w, concern.pairing_id)?.state == PairingState::Paused;
        let held = queries::other_suspensions(w.conn, concern.pairing_id, concern.id)? > 0;
        if paused && !held {
            lift(w, concern.pairing_id)?;
        }
        Ok(())
    })
}

/// Ends the pairing, and bars the two from each other in all cycles to come.
///
/// # Errors
/// 404 for everybody who does not read it; 409 when they are separated already.
pub fn separate(work: &mut Work<'_>, id: Id) -> Result<ConcernRow, Problem> {
    settled(work, id, ConcernStep::Separated, None, |w, concern| {
        separate_in_confidence(w, concern.pairing_id, concern.raised_by_id)
    })
}

/// What came of a concern.
pub struct Closing {
    pub outcome: ConcernOutcome,
    /// For those who read the concern.
    pub note: Option<String>,
    /// For whoever raised it.
    pub told_to_reporter: Option<String>,
}

/// Records what came of it, and tells whoever raised it what the closing tells them.
///
/// # Errors
/// 404 for everybody who does not read it; 409 when it is closed or the pairing rests still.
pub fn close_concern(work: &mut Work<'_>, id: Id, closing: Closing) -> Result<ConcernRow, Problem> {
    let Closing { outcome, note, told_to_reporter } = closing;
    let mut row = settled(work, id, ConcernStep::Closed, Some((outcome, note)), |_, _| Ok(()))?;
    let Some(told) = told_to_reporter.map(|text| text.trim().to_owned()) else { return Ok(row) };
    row.told_to_reporter = Some(told);
    row.version += 1;
    queries::update_concern(work.conn, &row)?;
    tell_reporter(work, &row)?;
    Ok(row)
}

/// Whose account is disabled is not written to. The letter is about nothing: no list of mails leads to the concern.
fn tell_reporter(work: &mut Work<'_>, row: &ConcernRow) -> Result<(), Problem> {
    let reporter = [row.raised_by_id];
    if identity::not_disabled(work.conn, &reporter)?.is_empty() {
        return Ok(());
    }
    match identity::contacts(work.conn, &reporter)?.get(&row.raised_by_id) {
        Some(contact) => letters::concern_closed(work, contact),
        None => Ok(()),
    }
}

/// A page of the concerns that the caller has raised.
///
/// # Errors
/// When the database does not answer.
pub fn raised_by_me(work: &mut Work<'_>, window: &Window<Id>) -> Result<Vec<ConcernRow>, Problem> {
    let me = work.caller.require_person()?;
    Ok(queries::concerns_raised_by(work.conn, me, window)?)
}
