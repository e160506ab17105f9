//! Pairs that a coordinator makes: both have agreed, the hard rules hold, and both are written to.

use chrono::NaiveDate;

use super::begin::{begin, introduce};
use crate::matching::{self, HandPair};
use crate::mentorships::letters;
use crate::mentorships::queries::PairingRow;
use crate::mentorships::rules::{self, PairingOrigin};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;

/// What is known of a pair before it is made.
pub struct Checked {
    /// What stands in the way; nothing when it can be made.
    pub obstacles: Vec<FieldError>,
    /// What speaks against it and forbids nothing.
    pub warnings: Vec<FieldError>,
}

/// # Errors
/// 422 naming who is unknown to the caller, in the wrong role or of another cycle.
pub fn hand_check(work: &mut Work<'_>, mentor: Id, mentee: Id) -> Result<Checked, Problem> {
    let pair = matching::find_hand_pair(work, mentor, mentee, false)?;
    let obstacles = matching::hand_obstacles(work, &pair)?;
    Ok(Checked { obstacles, warnings: matching::hand_warnings(work, &pair)? })
}

/// Makes a pair.
///
/// # Errors
/// 409 when the cycle matches nobody now; 422 naming all that stands in the way.
pub fn make_by_hand(
    work: &mut Work<'_>,
    mentor: Id,
    mentee: Id,
    ends_on: Option<NaiveDate>,
) -> Result<PairingRow, Problem> {
    let pair = matching::find_hand_pair(work, mentor, mentee, true)?;
    if !pair.cycle.state.matches_people() {
        return Err(Problem::conflict(format!(
            "The cycle is {}; no pairs are made in it.",
            pair.cycle.state
        )));
    }
    let today = work.now.date_naive();
    let last = ends_on.unwrap_or_else(|| rules::pairing_end(pair.cycle.ends_on, today));
    let mut wrong = matching::hand_obstacles(work, &pair)?;
    wrong.extend(rules::agreement_problems(last, today, today));
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let HandPair { mentor, mentee, .. } = pair;
    let proposal = matching::take_seats(work, &mentor, &mentee)?;
    let row = begin(work, &proposal, PairingOrigin::Hand, today, last)?;
    introduce(work, &row, letters::paired_by_hand)?;
    Ok(row)
}
