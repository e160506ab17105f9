//! What coordinators and the task force are written about terms and regions. No reason and no note is in a mail.

use chrono::NaiveDate;

use super::NewEnding;
use super::seats::locked_seat;
use crate::identity;
use crate::network::queries::{self, MoveRow, SeatRow, TermRow};
use crate::network::rules::terms::EndingKind;
use crate::platform::auth::{Role, Scope};
use crate::platform::db::Id;
use crate::platform::mail::{self, NewMail};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

fn to(work: &mut Work<'_>, people: &[Id], subject: &str, text: &str, page: &str) -> Result<(), Problem> {
    let mut contacts: Vec<_> = identity::contacts(work.conn, people)?.into_values().collect();
    contacts.sort_by_key(|contact| contact.id);
    let address = format!("{}{page}", work.config.public_url);
    for contact in contacts {
        let body = format!("Hello {},\n\n{text}\n\n{address}\n", contact.name);
        let mail =
            NewMail { to_name: &contact.name, to_address: &contact.email, subject: subject.into(), body };
        mail::queue(work, &mail)?;
    }
    Ok(())
}

fn seat_of(work: &mut Work<'_>, term: &TermRow) -> Result<String, Problem> {
    let seat = work.with_scope(&Scope::everything(), |w| locked_seat(w, term.seat_id))?;
    let region = queries::region_names(work.conn)?.remove(&seat.region_id).unwrap_or_default();
    Ok(format!("{}, {region}", seat.name))
}

pub fn appointed(work: &mut Work<'_>, term: &TermRow, seat: &SeatRow) -> Result<(), Problem> {
    let text = format!(
        "the task force has appointed you to the seat \"{}\", from {} until {}. Your term is here:",
        seat.name, term.starts_on, term.ends_on
    );
    to(work, &[term.person_id], "You are appointed", &text, "/my-terms")
}

/// To the outgoing and the incoming coordinator of a handover.
pub fn handing_over(work: &mut Work<'_>, outgoing: &TermRow, incoming: &TermRow) -> Result<(), Problem> {
    let names = identity::person_names(work.conn, &[outgoing.person_id, incoming.person_id])?;
    let name = |id: &Id| names.get(id).cloned().unwrap_or_default();
    let text = format!(
        "{} hands over to {}: from {} until {} both of you serve on the seat.",
        name(&outgoing.person_id),
        name(&incoming.person_id),
        incoming.starts_on,
        incoming.alone_from
    );
    to(work, &[outgoing.person_id, incoming.person_id], "Handover", &text, "/my-terms")
}

pub fn renewed(work: &mut Work<'_>, renewal: &TermRow) -> Result<(), Problem> {
    let seat = seat_of(work, renewal)?;
    let text = format!(
        "your term on the seat \"{seat}\" is renewed: it goes on from {} until {}.",
        renewal.starts_on, renewal.ends_on
    );
    to(work, &[renewal.person_id], "Your term is renewed", &text, "/my-terms")
}

/// To the coordinator; of a resignation, to the task force too.
pub fn ended(work: &mut Work<'_>, term: &TermRow, ending: &NewEnding) -> Result<(), Problem> {
    let (seat, day) = (seat_of(work, term)?, ending.ends_on);
    match ending.kind {
        EndingKind::Removed => {
            let text = format!(
                "the task force has ended your term on the seat \"{seat}\" with effect from {day}. Ask the task force if you have questions."
            );
            to(work, &[term.person_id], "Your term ends", &text, "/my-terms")
        }
        EndingKind::Resigned => {
            let text = format!(
                "your resignation from the seat \"{seat}\" is recorded: your term ends on {day}. Thank you for what you have done."
            );
            to(work, &[term.person_id], "Your resignation", &text, "/my-terms")?;
            let name = identity::person_name(work.conn, term.person_id)?.unwrap_or_default();
            let overseers = identity::holders_for_network(work, Role::TaskForce)?;
            let text =
                format!("{name} resigns from the seat \"{seat}\" with effect from {day}. Who follows?");
            to(work, &overseers, "A coordinator resigns", &text, "/seats")
        }
    }
}

pub fn on_leave(work: &mut Work<'_>, term: &TermRow, back: Option<NaiveDate>) -> Result<(), Problem> {
    let seat = seat_of(work, term)?;
    let until = back.map_or_else(String::new, |day| format!(" You are expected back on {day}."));
    let text = format!("you are on leave from the seat \"{seat}\" from today on.{until}");
    to(work, &[term.person_id], "Your leave", &text, "/my-terms")
}

pub fn back(work: &mut Work<'_>, term: &TermRow) -> Result<(), Problem> {
    let seat = seat_of(work, term)?;
    let text = format!("welcome back: from today on you serve on the seat \"{seat}\" again.");
    to(work, &[term.person_id], "Welcome back", &text, "/my-terms")
}

/// To the coordinators of both regions.
pub fn jurisdiction_moves(work: &mut Work<'_>, row: &MoveRow) -> Result<(), Problem> {
    let today = work.now.date_naive();
    let regions = queries::region_names(work.conn)?;
    let name = |id: &Id| regions.get(id).cloned().unwrap_or_default();
    let mut people: Vec<Id> = queries::terms_in_regions(work.conn, &[row.from_region_id, row.to_region_id])?
        .iter()
        .filter(|term| !term.is_over(today))
        .map(|term| term.person_id)
        .collect();
    people.sort_unstable();
    people.dedup();
    let text = format!(
        "from {} on {} belongs to {} and no longer to {}. Pairings that are open stay with their region until they end; seats and terms stay as they are.",
        row.effective_on,
        row.jurisdiction,
        name(&row.to_region_id),
        name(&row.from_region_id)
    );
    to(work, &people, "A jurisdiction moves", &text, "/regions")
}
