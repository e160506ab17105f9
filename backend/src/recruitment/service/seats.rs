//! The seats of an opening: which is free, offered, filled.

use std::collections::HashMap;

use crate::network;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, OfferRow, OpeningRow};
use crate::recruitment::rules::{self, OfferState, OpeningSeatState};

/// One seat of an opening.
pub struct OpeningSeat {
    pub seat: Id,
    pub name: String,
    pub state: OpeningSeatState,
    /// The term that an accepted offer of it led to.
    pub term: Option<Id>,
}

/// The seats of each of these openings, in order.
///
/// # Errors
/// When the database does not answer.
pub fn seats_of(work: &mut Work<'_>, openings: &[Id]) -> Result<HashMap<Id, Vec<OpeningSeat>>, Problem> {
    let now = work.stamp();
    let seats = queries::seats_of(work.conn, openings)?;
    let ids: Vec<Id> = seats.values().flatten().copied().collect();
    let names = network::seat_names(work.conn, &ids)?;
    let offers = queries::offers_of(work.conn, openings)?;
    let of_opening = |opening: Id, seats: Vec<Id>| {
        let made: Vec<&OfferRow> =
            offers.iter().filter(|(of, _)| *of == opening).map(|(_, offer)| offer).collect();
        let term = |seat: Id| {
            made.iter().find(|o| o.seat_id == seat && o.state == OfferState::Accepted).and_then(|o| o.term_id)
        };
        let states: Vec<_> = made.iter().map(|o| (o.seat_id, o.state.at(o.expires_at, now))).collect();
        rules::seat_states(&seats, &states)
            .into_iter()
            .map(|(seat, state)| OpeningSeat {
                seat,
                name: names.get(&seat).cloned().unwrap_or_default(),
                state,
                term: term(seat),
            })
            .collect()
    };
    Ok(seats.into_iter().map(|(opening, seats)| (opening, of_opening(opening, seats))).collect())
}

/// The seat to offer: the one asked for, or else the first that is free.
///
/// # Errors
/// 409 when it is offered or filled, or when none is free; 422 when it is no seat of the opening.
pub fn free_seat(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    asked: Option<Id>,
) -> Result<OpeningSeat, Problem> {
    let seats = seats_of(work, &[opening.id])?.remove(&opening.id).unwrap_or_default();
    let Some(asked) = asked else {
        return seats.into_iter().find(|seat| seat.state == OpeningSeatState::Free).ok_or_else(|| {
            Problem::conflict(
                "Each seat is filled or has an open offer: wait for an answer, or take an offer back.",
            )
        });
    };
    let seat = seats
        .into_iter()
        .find(|seat| seat.seat == asked)
        .ok_or_else(|| Problem::field("/seat_id", "unknown", "This is no seat of the opening."))?;
    match seat.state {
        OpeningSeatState::Free => Ok(seat),
        state => Err(Problem::conflict(format!("The seat \"{}\" is {state}.", seat.name))),
    }
}
