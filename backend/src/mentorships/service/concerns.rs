//! Confidential concerns: raised by one of a pair, read by named people only, settled by them. Every read is audited;
//! events and audit rows say that there was one, and nothing of it.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::concern_people::Around;
use super::life::separate_in_confidence;
use super::{find_own_pairing, held, suspending};
use crate::identity;
use crate::mentorships::letters;
use crate::mentorships::queries::{self, ConcernReader, ConcernRow, ConcernStepRow};
use crate::mentorships::rules::{ConcernOutcome, ConcernState, ConcernStep, next_concern_state};
use crate::platform::auth::{Role, ScopeKind, live_grants};
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

/// Names who receives concerns from now on. Those that are there stay with whom they reached; who is named no longer reads none.
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
/// 422 for a pairing that is not one's own, a person who has nothing to do with it, or when nobody is left who may read it.
pub fn raise_concern(work: &mut Work<'_>, new: NewConcern) -> Result<(ConcernRow, Vec<String>), Problem> {
    let me = work.caller.require_person()?;
    let pairing = find_own_pairing(work, new.pairing_id)
        .map_err(|_| Problem::field("/pairing_id", "unknown", "This is no pairing of yours."))?;
    let around = Around::of(work, pairing)?;
    let people = around.people(me);
    if !new.about_person_id.is_none_or(|about| people.iter().any(|(_, id)| *id == about)) {
        let detail = "A concern is about the other of the pair, a coordinator of theirs, or somebody who receives concerns.";
        return Err(Problem::field("/about_person_id", "not_involved", detail));
    }
    let readers = around.readers(new.about_person_id);
    if readers.is_empty() {
        let pointer = if new.about_person_id.is_some() { "/about_person_id" } else { "/pairing_id" };
        let detail = "Nobody is named who may read this concern and whose account is not disabled: write to the task force \
                      directly.";
        return Err(Problem::field(pointer, "nobody_reads", detail));
    }
    let row = ConcernRow {
        id: work.new_id(),
        pairing_id: around.pairing.id,
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
        letters::concern_raised(work, contact, row.id)?;
        names.push(contact.name.clone());
    }
    Ok((row, names))
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

/// The caller as a reader of concerns, while they are named to receive them. Who has come to coordinate the region of a pair
/// since reads nothing of it from then on.
fn reader(work: &mut Work<'_>) -> Result<Option<ConcernReader>, Problem> {
    let Some(person) = work.caller.person() else { return Ok(None) };
    if !concern_recipients(work)?.person_ids.contains(&person) {
        return Ok(None);
    }
    let grants = live_grants(work.conn, person, work.now.date_naive())?;
    let coordinates = grants
        .into_iter()
        .filter(|grant| grant.role == Role::Coordinator && grant.scope_kind == ScopeKind::Region)
        .filter_map(|grant| grant.scope_id)
        .collect();
    Ok(Some(ConcernReader { person, coordinates }))
}

/// The concerns that the caller may read, for lists of what was done or sent in their course.
///
/// # Errors
/// When the database does not answer.
pub fn readable_concerns(work: &mut Work<'_>) -> Result<Vec<Id>, Problem> {
    match reader(work)? {
        Some(reader) => Ok(queries::readable_concerns(work.conn, &reader)?),
        None => Ok(Vec::new()),
    }
}

/// Reads a concern, and writes down who read it.
///
/// # Errors
/// 404 for everybody who was not named to read it, is named no longer, or has a part in it by now.
pub fn find_concern(work: &mut Work<'_>, id: Id) -> Result<ConcernRow, Problem> {
    let unknown = || Problem::not_found("concern");
    let reader = reader(work)?.ok_or_else(unknown)?;
    let row = queries::find_concern(work.conn, &reader, id)?.ok_or_else(unknown)?;
    was_read(work, id)?;
    Ok(row)
}

fn was_read(work: &mut Work<'_>, concern: Id) -> Result<(), Problem> {
    work.in_confidence(concern, |w| w.audit("concern.read", "concern", concern, &json!({})))
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
    let Some(reader) = reader(work)? else { return Ok(Vec::new()) };
    let rows = queries::list_concerns(work.conn, &reader, state, window)?;
    let shown = usize::try_from(window.limit).unwrap_or(usize::MAX);
    for row in rows.iter().take(shown) {
        was_read(work, row.id)?;
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
    work.in_confidence(id, |w| w.in_name_of_network(|inner| act(inner, &before)))?;
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

/// Lets the pairing rest. Everybody else sees that it is paused, as any pairing may be.
///
/// # Errors
/// 404 for everybody who does not read it; 409 when its state or the pairing's forbids it.
pub fn suspend(work: &mut Work<'_>, id: Id) -> Result<ConcernRow, Problem> {
    settled(work, id, ConcernStep::Suspended, None, |w, concern| suspending::suspend(w, concern.pairing_id))
}

/// Lets the pairing go on, unless another concern holds it or the two had paused it themselves until a later day.
///
/// # Errors
/// 404 for everybody who does not read it; 409 when it is not suspended.
pub fn reinstate(work: &mut Work<'_>, id: Id) -> Result<ConcernRow, Problem> {
    settled(work, id, ConcernStep::Reinstated, None, |w, concern| {
        // Taken before the others are counted: of two who reinstate at once the second lets it go on.
        held(w, concern.pairing_id)?;
        let rests_on = queries::other_suspensions(w.conn, concern.pairing_id, concern.id)? > 0;
        if rests_on { Ok(()) } else { suspending::lift(w, concern.pairing_id) }
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

/// Whose account is disabled is not written to. The letter is listed for those alone who may read
/// the concern.
fn tell_reporter(work: &mut Work<'_>, row: &ConcernRow) -> Result<(), Problem> {
    let reporter = [row.raised_by_id];
    if identity::not_disabled(work.conn, &reporter)?.is_empty() {
        return Ok(());
    }
    match identity::contacts(work.conn, &reporter)?.get(&row.raised_by_id) {
        Some(contact) => letters::concern_closed(work, contact, row.id),
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
