//! The seats that an opening fills.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::opening_seats;

/// Puts these seats, in this order, in the place of the opening's present ones.
pub fn replace_seats(conn: &mut AnyConnection, opening: Id, seats: &[Id]) -> Result<(), Problem> {
    diesel::delete(opening_seats::table.filter(opening_seats::opening_id.eq(opening))).execute(conn)?;
    for (seat, position) in seats.iter().zip(1_i32..) {
        diesel::insert_into(opening_seats::table)
            .values((
                opening_seats::opening_id.eq(opening),
                opening_seats::seat_id.eq(*seat),
                opening_seats::position.eq(position),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The seats of each of these openings, in order.
pub fn seats_of(conn: &mut AnyConnection, openings: &[Id]) -> QueryResult<HashMap<Id, Vec<Id>>> {
    let rows: Vec<(Id, Id)> = opening_seats::table
        .filter(opening_seats::opening_id.eq_any(openings.to_vec()))
        .order((opening_seats::opening_id, opening_seats::position))
        .select((opening_seats::opening_id, opening_seats::seat_id))
        .load(conn)?;
    let mut found: HashMap<Id, Vec<Id>> = HashMap::new();
    for (opening, seat) in rows {
        found.entry(opening).or_default().push(seat);
    }
    Ok(found)
}
