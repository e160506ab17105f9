//! Appointments: by an accepted offer, by the task force directly, by renewal.

use chrono::NaiveDate;
use serde_json::json;

use super::seats::locked_seat;
use super::{Appointment, find_term, letters, term_rules};
use crate::identity;
use crate::network::queries::{self, TermRow};
use crate::network::rules::terms::{self, Days, MOST_TERM_DAYS, NoHandover};
use crate::network::rules::{self, TermState};
use crate::platform::auth::{Role, ScopeKind};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Appoints a person to a term, first in training, and gives them the role in the region until its end.
///
/// # Errors
/// 409 when the seat is closed, when it has another term in those days and no handover is declared, or the handover
/// is longer than the network allows.
pub fn appoint(work: &mut Work<'_>, appointment: &Appointment) -> Result<TermRow, Problem> {
    place(work, appointment, TermState::InTraining, None)
}

fn place(
    work: &mut Work<'_>,
    new: &Appointment,
    state: TermState,
    renews: Option<Id>,
) -> Result<TermRow, Problem> {
    let wrong = rules::term_problems(new.starts_on, new.ends_on);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let seat = locked_seat(work, new.seat)?;
    if seat.closed_at.is_some() {
        return Err(Problem::conflict("The seat is closed: reopen it first."));
    }
    let alone_from = if new.handover { handed_over_on(work, new)? } else { new.starts_on };
    let term = TermRow {
        id: work.new_id(),
        seat_id: seat.id,
        region_id: seat.region_id,
        person_id: new.person,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        state,
        handover: new.handover,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        alone_from,
        renews_term_id: renews,
    };
    queries::insert_term(work.conn, &term).map_err(|error| {
        let said = error.to_string();
        if said.contains("overlap") || said.contains("exclusion constraint") {
            Problem::conflict("The seat has another term in those days, and no handover is declared.")
        } else {
            Problem::from(error)
        }
    })?;
    let kind = if renews.is_some() { "term.renewed" } else { "term.appointed" };
    work.record(Change::new(kind, term.id).in_region(term.region_id).with(json!({
        "person_id": term.person_id, "seat_id": term.seat_id, "starts_on": term.starts_on,
        "ends_on": term.ends_on, "handover": term.handover, "renews_term_id": term.renews_term_id,
    })))?;
    if !term.is_over(work.now.date_naive()) {
        let (kind, region) = (ScopeKind::Region, Some(term.region_id));
        identity::grant_role_until(
            work,
            term.person_id,
            Role::Coordinator,
            kind,
            region,
            Some(term.ends_on),
        )?;
        role_follows_terms(work, term.person_id, term.region_id)?;
    }
    Ok(term)
}

fn handed_over_on(work: &mut Work<'_>, new: &Appointment) -> Result<NaiveDate, Problem> {
    let most = term_rules(work)?.most_handover_days;
    let others: Vec<Days> = queries::terms_on_seat(work.conn, new.seat)?.iter().map(TermRow::days).collect();
    terms::handed_over_on(new.starts_on, new.ends_on, &others, most).map_err(|why| {
        Problem::conflict(match why {
            NoHandover::TooLong(days) => {
                format!("The handover would last {days} days: at most {most} are allowed.")
            }
            NoHandover::Taken => {
                "A handover has one outgoing term, which begins and ends before the incoming one.".to_owned()
            }
        })
    })
}

/// The role in a region lasts as long as the last of the person's terms there, and no longer. Grants are read live
/// with their end: nobody has to do anything on that day.
///
/// # Errors
/// When the database refuses.
pub fn role_follows_terms(work: &mut Work<'_>, person: Id, region: Id) -> Result<(), Problem> {
    let today = work.now.date_naive();
    let last = queries::terms_of_person(work.conn, person)?
        .iter()
        .filter(|term| term.region_id == region && !term.is_over(today))
        .map(|term| term.ends_on)
        .max();
    identity::end_role_on(
        work,
        person,
        Role::Coordinator,
        ScopeKind::Region,
        Some(region),
        last.unwrap_or(today),
    )
}

/// What the task force asks for without an opening: founding coordinators follow no one.
pub struct Direct {
    pub appointment: Appointment,
    /// Serves without a training of the network's.
    pub trained: bool,
}

/// Appoints a person without an opening and writes to them, and to whom they take over from.
///
/// # Errors
/// 422 naming every field that is wrong; 409 as [`appoint`] answers.
pub fn appoint_directly(work: &mut Work<'_>, direct: &Direct) -> Result<TermRow, Problem> {
    let new = &direct.appointment;
    let mut wrong = days_problems(new.starts_on, new.ends_on);
    if identity::person_name(work.conn, new.person)?.is_none() {
        wrong.push(FieldError::new("/person_id", "unknown", "There is no such person."));
    }
    let seat = locked_seat(work, new.seat)?;
    let today = work.now.date_naive();
    let on_seat = queries::terms_on_seat(work.conn, seat.id)?;
    let same_days = |term: &&TermRow| {
        term.days().counts() && term.starts_on < new.ends_on && new.starts_on < term.ends_on
    };
    if new.handover && on_seat.iter().filter(same_days).any(|term| term.person_id == new.person) {
        let said = "Nobody hands over to themselves: renew the term instead.";
        wrong.push(FieldError::new("/person_id", "self", said));
    }
    if new.ends_on <= today {
        wrong.push(FieldError::new("/ends_on", "past", "A term that is over cannot be appointed to."));
    }
    if new.handover && seat.closed_at.is_none() && wrong.is_empty() {
        handed_over_on(work, new)
            .map_err(|problem| Problem::field("/starts_on", "handover", problem.detail))?;
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let state = if direct.trained { TermState::Active } else { TermState::InTraining };
    let term = place(work, new, state, None)?;
    letters::appointed(work, &term, &seat)?;
    if term.handover
        && let Some(outgoing) = on_seat.iter().find(|other| same_days(other))
    {
        letters::handing_over(work, outgoing, &term)?;
    }
    identity::invite_unless_signed_up(work, term.person_id)?;
    Ok(term)
}

fn days_problems(starts_on: NaiveDate, ends_on: NaiveDate) -> Vec<FieldError> {
    if ends_on <= starts_on {
        return vec![FieldError::new("/ends_on", "order", "A term ends after it starts.")];
    }
    if (ends_on - starts_on).num_days() > MOST_TERM_DAYS {
        return vec![FieldError::new("/ends_on", "range", "A term lasts at most 3,660 days.")];
    }
    Vec::new()
}

/// Renews a term: another one follows it on the same seat, from the day on which it ends.
///
/// # Errors
/// 409 naming the limit, the state or the renewal that is there; 422 for an end that is none.
pub fn renew(work: &mut Work<'_>, id: Id, ends_on: NaiveDate) -> Result<TermRow, Problem> {
    let seat = find_term(work, id)?.seat_id;
    locked_seat(work, seat)?;
    let term = find_term(work, id)?;
    if term.is_over(work.now.date_naive()) {
        return Err(Problem::conflict(format!(
            "The term is over: it is {}, to {}.",
            term.state, term.ends_on
        )));
    }
    if !term.state.may_be_renewed() {
        return Err(Problem::conflict(format!(
            "The term is {}: only a term that is served is renewed.",
            term.state
        )));
    }
    let links = queries::renewals(work.conn)?;
    if links.iter().any(|link| link.renews == term.id && link.state != TermState::Ended) {
        return Err(Problem::conflict("The term is renewed already."));
    }
    let (most, made) = (term_rules(work)?.most_renewals, times_renewed(&links, term.id));
    if made >= most {
        return Err(Problem::conflict(format!(
            "A term is renewed at most {most} times here, and this one has been renewed {made} times."
        )));
    }
    let wrong = days_problems(term.ends_on, ends_on);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let following = Appointment {
        seat: term.seat_id,
        person: term.person_id,
        starts_on: term.ends_on,
        ends_on,
        handover: false,
    };
    let renewal = place(work, &following, TermState::Active, Some(term.id))?;
    letters::renewed(work, &renewal)?;
    Ok(renewal)
}

/// How often a term was renewed to come to be: the length of the chain behind it.
#[must_use]
pub fn times_renewed(links: &[queries::Renewal], term: Id) -> i64 {
    let mut made = 0;
    let mut at = term;
    while let Some(link) = links.iter().find(|link| link.id == at) {
        made += 1;
        at = link.renews;
    }
    made
}
