//! Slots: offered, edited or removed while nobody holds them.

use chrono::{Duration, NaiveDateTime};
use serde_json::json;

use super::{decided_opening, decides, while_selecting};
use crate::identity::{self, Contact};
use crate::platform::auth::permissions::SitOnPanels;
use crate::platform::auth::{Audience, IfMatch, Permission, ScopeKind, live_grants};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::local_time::{agreed_time, told_in};
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, OpeningRow, SlotRow};
use crate::recruitment::rules::MOST_SLOTS;

/// A slot to offer. `starts_at_local` is `2027-03-01T14:00` in `time_zone` (IANA).
pub struct NewSlot {
    pub starts_at_local: String,
    pub time_zone: String,
    pub duration_minutes: i32,
    pub link: Option<String>,
    pub place: Option<String>,
    pub note: Option<String>,
    pub panel: Vec<Id>,
}

/// What an edit changes; `Some(None)` clears.
#[derive(Default)]
pub struct SlotChanges {
    pub starts_at_local: Option<String>,
    pub time_zone: Option<String>,
    pub duration_minutes: Option<i32>,
    pub link: Option<Option<String>>,
    pub place: Option<Option<String>>,
    pub note: Option<Option<String>>,
    pub panel: Option<Vec<Id>>,
}

/// A slot of an opening whose interviews the caller arranges.
///
/// # Errors
/// 404 for everybody else.
pub fn find_slot(work: &mut Work<'_>, id: Id) -> Result<(SlotRow, OpeningRow), Problem> {
    let gone = || Problem::not_found("slot");
    if !decides(work) {
        return Err(gone());
    }
    let slot = queries::find_slot(work.conn, id)?.ok_or_else(gone)?;
    let opening = decided_opening(work, slot.opening_id)?;
    Ok((slot, opening))
}

pub fn meeting_point(link: Option<&String>, place: Option<&String>) -> Option<FieldError> {
    (link.is_none() && place.is_none())
        .then(|| FieldError::new("/link", "needed", "Say where: a link to a video call, or a place."))
}

pub fn kept(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The people by these ids: known, different, and with a role that sits on panels in the opening's region. What they are
/// put on is decided one request after the other.
pub fn qualified(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    ids: &[Id],
) -> Result<(Vec<Contact>, Vec<FieldError>), Problem> {
    let Audience::Roles { roles, .. } = SitOnPanels::AUDIENCE else {
        return Err(Problem::internal("panels are made of roles"));
    };
    queries::take_turns(work.conn, ids)?;
    let mut contacts = identity::contacts(work.conn, ids)?;
    let (mut found, mut wrong) = (Vec::with_capacity(ids.len()), Vec::new());
    for (index, id) in ids.iter().enumerate() {
        let mut refuse = |code: &str, text: &str| {
            wrong.push(FieldError::new(&format!("/panel_ids/{index}"), code, text));
        };
        if ids[..index].contains(id) {
            refuse("duplicate", "This person is named twice.");
            continue;
        }
        let here = live_grants(work.conn, *id, work.now.date_naive())?.iter().any(|grant| {
            roles.contains(&grant.role)
                && match grant.scope_kind {
                    ScopeKind::Network => true,
                    ScopeKind::Region => grant.scope_id == Some(opening.region_id),
                    ScopeKind::Association | ScopeKind::Study => false,
                }
        });
        match contacts.remove(id) {
            None => refuse("unknown", "There is no such person."),
            Some(who) if !here => refuse(
                "no_role",
                &format!("{} is no reviewer, coordinator, guide or task force member here.", who.name),
            ),
            Some(contact) => found.push(contact),
        }
    }
    Ok((found, wrong))
}

/// Who of a panel sits on another one in this span of time, each with the field that names them.
fn double_bookings(
    work: &mut Work<'_>,
    panel: &[Contact],
    asked: &[Id],
    span: (NaiveDateTime, NaiveDateTime),
    except: Option<Id>,
) -> Result<Vec<FieldError>, Problem> {
    let ids: Vec<Id> = panel.iter().map(|who| who.id).collect();
    let mut wrong = Vec::new();
    for (person, from, _) in queries::busy(work.conn, &ids, span, except)? {
        let (Some(who), Some(index)) =
            (panel.iter().find(|who| who.id == person), asked.iter().position(|id| *id == person))
        else {
            continue;
        };
        wrong.push(FieldError::new(
            &format!("/panel_ids/{index}"),
            "double_booked",
            format!("{} sits on another panel then: {}.", who.name, told_in(utc(from), &who.time_zone)),
        ));
    }
    Ok(wrong)
}

pub fn room_for(work: &mut Work<'_>, opening: Id, more: usize) -> Result<(), Problem> {
    let there = queries::count_slots(work.conn, opening)?;
    if there + i64::try_from(more).unwrap_or(i64::MAX) > MOST_SLOTS {
        return Err(Problem::conflict(format!(
            "An opening has at most {MOST_SLOTS} slots, and this one has {there}."
        )));
    }
    Ok(())
}

/// Everything that is wrong with a slot's time, panel and place, or the local time with its UTC.
fn checked(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    new: &NewSlot,
    except: Option<Id>,
) -> Result<(NaiveDateTime, NaiveDateTime), Problem> {
    let (panel, mut wrong) = qualified(work, opening, &new.panel)?;
    wrong.extend(meeting_point(new.link.as_ref(), new.place.as_ref()));
    let time = agreed_time(&new.starts_at_local, &new.time_zone);
    match &time {
        Err(errors) => wrong.extend(errors.iter().cloned()),
        Ok((_, starts_at)) => {
            if *starts_at <= work.stamp() {
                wrong.push(FieldError::new("/starts_at_local", "past", "This time is over."));
            }
            let ends_at = *starts_at + Duration::minutes(i64::from(new.duration_minutes));
            wrong.extend(double_bookings(work, &panel, &new.panel, (*starts_at, ends_at), except)?);
        }
    }
    match time {
        Ok(time) if wrong.is_empty() => Ok(time),
        _ => Err(Problem::invalid(wrong)),
    }
}

pub fn row_of(
    work: &Work<'_>,
    opening: Id,
    new: NewSlot,
    (local, utc): (NaiveDateTime, NaiveDateTime),
) -> SlotRow {
    SlotRow {
        id: work.new_id(),
        opening_id: opening,
        starts_at_local: local,
        time_zone: new.time_zone,
        starts_at: utc,
        ends_at: utc + Duration::minutes(i64::from(new.duration_minutes)),
        duration_minutes: new.duration_minutes,
        link: new.link,
        place: new.place,
        note: new.note,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    }
}

/// Offers one slot.
///
/// # Errors
/// 404 outside the scope; 409 when the opening is not published or closed, or has too many slots; 422 naming everything
/// that does not fit, and whoever of the panel sits on another one then.
pub fn create_slot(work: &mut Work<'_>, opening: Id, mut new: NewSlot) -> Result<SlotRow, Problem> {
    let opening = decided_opening(work, opening)?;
    while_selecting(&opening)?;
    (new.link, new.place, new.note) = (kept(new.link), kept(new.place), kept(new.note));
    let time = checked(work, &opening, &new, None)?;
    room_for(work, opening.id, 1)?;
    let panel = new.panel.clone();
    let row = row_of(work, opening.id, new, time);
    queries::insert_slot(work.conn, &row, &panel)?;
    work.record(
        Change::new("interview_slot.created", row.id)
            .in_region(opening.region_id)
            .with(json!({ "opening_id": opening.id, "starts_at": utc(row.starts_at) })),
    )?;
    Ok(row)
}

fn while_free(work: &mut Work<'_>, slot: &SlotRow) -> Result<(), Problem> {
    let holder = queries::interviews_in(work.conn, &[slot.id])?.remove(&slot.id);
    holder.map_or(Ok(()), |interview| {
        Err(Problem::conflict(format!(
            "The slot is {}: it changes only by moving or cancelling its interview.",
            interview.state
        )))
    })
}

/// Edits a free slot.
///
/// # Errors
/// 409 when an interview holds it, 412 when it moved on, 422 as for a new one.
pub fn update_slot(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    changes: SlotChanges,
) -> Result<SlotRow, Problem> {
    let (slot, opening) = find_slot(work, id)?;
    expected.check(slot.version)?;
    while_free(work, &slot)?;
    while_selecting(&opening)?;
    let panel = match changes.panel {
        Some(panel) => panel,
        None => queries::panels_of(work.conn, &[slot.id])?.remove(&slot.id).unwrap_or_default(),
    };
    let new = NewSlot {
        starts_at_local: changes
            .starts_at_local
            .unwrap_or_else(|| slot.starts_at_local.format("%Y-%m-%dT%H:%M:%S").to_string()),
        time_zone: changes.time_zone.unwrap_or(slot.time_zone),
        duration_minutes: changes.duration_minutes.unwrap_or(slot.duration_minutes),
        link: kept(changes.link.unwrap_or(slot.link)),
        place: kept(changes.place.unwrap_or(slot.place)),
        note: kept(changes.note.unwrap_or(slot.note)),
        panel,
    };
    let time = checked(work, &opening, &new, Some(slot.id))?;
    let panel = new.panel.clone();
    let row = SlotRow {
        id: slot.id,
        created_at: slot.created_at,
        version: slot.version + 1,
        ..row_of(work, opening.id, new, time)
    };
    queries::update_slot(work.conn, &row, &panel)?;
    work.record(
        Change::new("interview_slot.updated", row.id)
            .in_region(opening.region_id)
            .with(json!({ "opening_id": opening.id, "starts_at": utc(row.starts_at) })),
    )?;
    Ok(row)
}

/// Removes a free slot.
///
/// # Errors
/// 409 when an interview holds it, 412 when it moved on.
pub fn delete_slot(work: &mut Work<'_>, id: Id, expected: &IfMatch) -> Result<(), Problem> {
    let (slot, opening) = find_slot(work, id)?;
    expected.check(slot.version)?;
    while_free(work, &slot)?;
    queries::delete_slot(work.conn, &slot)?;
    work.record(
        Change::new("interview_slot.removed", slot.id)
            .in_region(opening.region_id)
            .with(json!({ "opening_id": opening.id })),
    )
}
