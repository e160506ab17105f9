//! Interviews: slots offered, applicants invited, times booked by themselves, panels that score.

mod booking;
mod calling_off;
mod invitations;
mod moves;
mod outcomes;
mod reminders;
mod series;
mod slots;

pub use booking::{LinkedInterview, book, calendar_by_link, cancel_by_link, linked_interview, rebook};
pub use calling_off::{Notice, cancel, end_with_application};
pub use invitations::invite;
pub use moves::{calendar_for_panel, reschedule};
pub use outcomes::{may_see_panel_scores, record_outcome, save_panel_score};
pub use reminders::remind;
pub use series::{NewSeries, create_series};
pub use slots::{NewSlot, SlotChanges, create_slot, delete_slot, find_slot, update_slot};

use chrono::NaiveDateTime;

use super::conflicts::excluded;
use super::{decides, find_opening};
use crate::identity::{self, Contact};
use crate::network;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, ApplicationRow, InterviewRow, OpeningRow, SlotRow};
use crate::recruitment::rules::{self, OpeningState};

/// An opening whose interviews the caller arranges.
///
/// # Errors
/// 404 for those who do not decide about it.
pub fn decided_opening(work: &mut Work<'_>, id: Id) -> Result<OpeningRow, Problem> {
    if !decides(work) {
        return Err(Problem::not_found("opening"));
    }
    find_opening(work, id)
}

fn while_selecting(opening: &OpeningRow) -> Result<(), Problem> {
    if matches!(opening.state, OpeningState::Published | OpeningState::Closed) {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "The opening is {}: interviews are arranged while it is published or closed.",
        opening.state
    )))
}

/// An interview with the application and the opening it belongs to.
pub struct Arranged {
    pub interview: InterviewRow,
    pub application: ApplicationRow,
    pub opening: OpeningRow,
}

impl Arranged {
    /// The last moment at which the applicant may move or cancel this time.
    fn change_until(&self, slot: &SlotRow) -> NaiveDateTime {
        rules::change_until(slot.starts_at, self.opening.change_until_hours)
    }
}

/// An interview that the caller decides about, or on whose panel the caller sits.
///
/// # Errors
/// 404 for everybody else.
pub fn find_interview(work: &mut Work<'_>, id: Id) -> Result<Arranged, Problem> {
    let scope = if decides(work) {
        Scope::everything()
    } else {
        Scope { own: work.caller.person(), ..Scope::default() }
    };
    let interview =
        queries::find_interview(work.conn, &scope, id)?.ok_or_else(|| Problem::not_found("interview"))?;
    arranged(work.conn, interview)
}

/// An interview that the caller decides about.
///
/// # Errors
/// 404 for everybody else.
pub fn decided_interview(work: &mut Work<'_>, id: Id) -> Result<Arranged, Problem> {
    if !decides(work) {
        return Err(Problem::not_found("interview"));
    }
    find_interview(work, id)
}

fn arranged(conn: &mut AnyConnection, interview: InterviewRow) -> Result<Arranged, Problem> {
    let gone = || Problem::not_found("interview");
    let everything = Scope::everything();
    let application =
        queries::find_application(conn, &everything, interview.application_id)?.ok_or_else(gone)?;
    let opening = queries::find_opening(conn, &everything, interview.opening_id)?.ok_or_else(gone)?;
    Ok(Arranged { interview, application, opening })
}

/// The slot that an interview holds, with its panel; `None` while no time is agreed.
///
/// # Errors
/// When the database does not answer.
pub fn held_slot(
    work: &mut Work<'_>,
    interview: &InterviewRow,
) -> Result<Option<(SlotRow, Vec<Contact>)>, Problem> {
    let Some(id) = interview.slot_id else { return Ok(None) };
    let Some(slot) = queries::find_slot(work.conn, id)? else { return Ok(None) };
    let panel = panel_of(work, slot.id)?;
    Ok(Some((slot, panel)))
}

/// Who sits on the panel of a slot.
fn panel_of(work: &mut Work<'_>, slot: Id) -> Result<Vec<Contact>, Problem> {
    let ids = queries::panels_of(work.conn, &[slot])?.remove(&slot).unwrap_or_default();
    let mut contacts = identity::contacts(work.conn, &ids)?;
    Ok(ids.iter().filter_map(|id| contacts.remove(id)).collect())
}

/// Those who must not interview this applicant: of one house, stepped back from the application, or in a declared conflict.
fn in_conflict(
    work: &mut Work<'_>,
    application: &ApplicationRow,
    people: impl IntoIterator<Item = Contact>,
) -> Result<Vec<Contact>, Problem> {
    let excluded = excluded(work, application.opening_id)?;
    let mut found = Vec::new();
    for who in people {
        let house = match who.institution_id {
            Some(id) => network::institution_brief(work.conn, id)?.map(|(name, ..)| name),
            None => None,
        };
        let house_of_theirs = rules::of_one_house(
            (&application.email, &application.institution),
            (&who.email, house.as_deref()),
        );
        if house_of_theirs || excluded.contains(&(application.id, who.id)) {
            found.push(who);
        }
    }
    Ok(found)
}
