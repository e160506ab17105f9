//! Two rounds of a cycle side by side, mentee by mentee.

use std::collections::{BTreeMap, HashMap};

use super::costs::Seat;
use super::fairness;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::queries::workbench::rows::Served;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// What is different for a mentee.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PairChange {
    /// The same mentor in both.
    Same,
    /// Another mentor.
    Moved,
    OnlyHere,
    OnlyThere,
}

/// Somebody who has a mentor in one of the two rounds at least.
pub struct Compared {
    pub mentee: Id,
    pub difference: PairChange,
    pub here: Option<Seat>,
    pub there: Option<Seat>,
}

/// One of the two rounds, as far as one may see.
pub struct Side {
    pub round: RoundRow,
    pub matched: usize,
    pub points: i64,
    pub fairness: matcher::Fairness,
}

/// See the module.
pub struct Comparison {
    pub here: Side,
    pub there: Side,
    pub counts: BTreeMap<PairChange, usize>,
    /// In the order of enrolments.
    pub mentees: Vec<Compared>,
}

/// # Errors
/// 422 when the two are not of one cycle.
pub fn of(work: &mut Work<'_>, here: RoundRow, there: RoundRow) -> Result<Comparison, Problem> {
    if here.cycle_id != there.cycle_id {
        return Err(Problem::field("/with", "other_cycle", "Only rounds of one cycle can be compared."));
    }
    let (here, in_here) = side(work, here)?;
    let (there, in_there) = side(work, there)?;
    let mut mentees: Vec<Id> = in_here.keys().chain(in_there.keys()).copied().collect();
    mentees.sort_unstable();
    mentees.dedup();
    let mut counts = BTreeMap::new();
    let mentees = mentees
        .into_iter()
        .map(|mentee| {
            let (one, other) = (in_here.get(&mentee).copied(), in_there.get(&mentee).copied());
            let difference = difference(one, other);
            *counts.entry(difference).or_insert(0) += 1;
            Compared { mentee, difference, here: one, there: other }
        })
        .collect();
    Ok(Comparison { here, there, counts, mentees })
}

fn difference(here: Option<Seat>, there: Option<Seat>) -> PairChange {
    match (here, there) {
        (Some(one), Some(other)) if one.mentor == other.mentor => PairChange::Same,
        (Some(_), Some(_)) => PairChange::Moved,
        (_, None) => PairChange::OnlyHere,
        (None, _) => PairChange::OnlyThere,
    }
}

fn side(work: &mut Work<'_>, round: RoundRow) -> Result<(Side, HashMap<Id, Seat>), Problem> {
    let served = fairness::served(work, &round)?;
    let points: Vec<Option<u32>> = served.iter().map(Served::points).collect();
    let seats: HashMap<Id, Seat> = served
        .iter()
        .filter_map(|one| {
            let seat = Seat { mentor: one.mentor_enrolment_id?, points: one.points()? };
            Some((one.mentee_enrolment_id, seat))
        })
        .collect();
    let sum = seats.values().map(|seat| i64::from(seat.points)).sum();
    let fairness = matcher::fairness(&points);
    Ok((Side { round, matched: seats.len(), points: sum, fairness }, seats))
}
