//! Which cycles a person's enrolment can leave a region in, and which it stays in: said once for every way to another region.

use diesel::prelude::*;

use crate::schema::cycles;

/// Cycles that still take people: their enrolments go along.
#[diesel::dsl::auto_type(no_type_alias)]
pub fn cycles_taking_people() -> _ {
    let states: [&'static str; 2] = ["draft", "enrolling"];
    cycles::table.filter(cycles::state.eq_any(states)).select(cycles::id)
}

/// Cycles under way: what is in them stays with the region that is responsible for it.
#[diesel::dsl::auto_type(no_type_alias)]
pub fn cycles_under_way() -> _ {
    let states: [&'static str; 2] = ["matching", "mentoring"];
    cycles::table.filter(cycles::state.eq_any(states)).select(cycles::id)
}
