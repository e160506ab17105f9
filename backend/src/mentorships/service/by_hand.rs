//! Pairs that a coordinator makes: both have agreed, the hard rules hold, and both are written to.

use chrono::NaiveDate;
use serde_json::json;

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

/// A pair that somebody wants to make.
pub struct WantedPair {
    /// Enrolments.
    pub mentor: Id,
    pub mentee: Id,
    /// The last day; the cycle's when not given.
    pub ends_on: Option<NaiveDate>,
    /// Makes it although coordinators vetoed the pair, for a reason.
    pub despite_veto: bool,
    pub reason: Option<String>,
}

impl WantedPair {
    fn reason(&self) -> Option<&str> {
        self.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty())
    }

    /// A veto is heeded unless somebody knows of it and says why it shall not count.
    fn veto_problem(&self, vetoes: &[FieldError]) -> Option<FieldError> {
        let veto = vetoes.first()?;
        if !self.despite_veto {
            let detail =
                format!("{} To make it all the same say despite_veto: true, and the reason.", veto.detail);
            return Some(FieldError::new("/despite_veto", "vetoed", detail));
        }
        let missing = || FieldError::new("/reason", "missing", "Say why the veto shall not count.");
        self.reason().is_none().then(missing)
    }
}

/// Makes a pair.
///
/// # Errors
/// 409 when the cycle matches nobody now; 422 naming all that stands in the way, a veto that is not acknowledged among it.
pub fn make_by_hand(work: &mut Work<'_>, wanted: &WantedPair) -> Result<PairingRow, Problem> {
    let pair = matching::find_hand_pair(work, wanted.mentor, wanted.mentee, true)?;
    if !pair.cycle.state.matches_people() {
        return Err(Problem::conflict(format!(
            "The cycle is {}; no pairs are made in it.",
            pair.cycle.state
        )));
    }
    let today = work.now.date_naive();
    let last = wanted.ends_on.unwrap_or_else(|| rules::pairing_end(pair.cycle.ends_on, today));
    let vetoes = matching::hand_warnings(work, &pair)?;
    let mut wrong = matching::hand_obstacles(work, &pair)?;
    wrong.extend(wanted.veto_problem(&vetoes));
    wrong.extend(rules::agreement_problems(last, today, today));
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let HandPair { mentor, mentee, .. } = pair;
    let proposal = matching::take_seats(work, &mentor, &mentee)?;
    let row = begin(work, &proposal, PairingOrigin::Hand, today, last)?;
    if !vetoes.is_empty() {
        work.audit("pairing.made_despite_veto", "pairing", row.id, &json!({ "reason": wanted.reason() }))?;
    }
    introduce(work, &row, letters::paired_by_hand)?;
    Ok(row)
}
