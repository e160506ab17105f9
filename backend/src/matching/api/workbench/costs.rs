//! Seats, moves and costs as they are shown: who is of another region is counted and not named.

use serde::Serialize;
use utoipa::ToSchema;

use super::people::{People, WorkbenchPerson};
use crate::matching::service::workbench::costs::{Cost, Move, Seat};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// A mentor as somebody's.
#[derive(Serialize, ToSchema)]
pub struct WorkbenchSeat {
    mentor: WorkbenchPerson,
    #[schema(example = 71)]
    points: u32,
}

/// A mentee who would sit elsewhere.
#[derive(Serialize, ToSchema)]
pub struct WorkbenchMove {
    mentee: WorkbenchPerson,
    /// `null`: without a mentor.
    before: Option<WorkbenchSeat>,
    after: Option<WorkbenchSeat>,
}

/// What insisting on a pair takes from the whole, exactly.
#[derive(Serialize, ToSchema)]
pub struct WorkbenchCost {
    /// What the sum of shown points falls by. Below 0 it rises, where fewer are matched or the objective is another than fit.
    #[schema(example = 5)]
    points: i64,
    /// How many fewer mentees have a mentor.
    #[schema(example = 0)]
    matched: i64,
    moves: Vec<WorkbenchMove>,
    /// Moves of mentees of other regions.
    moves_elsewhere: usize,
}

/// The enrolments that a cost names.
pub fn named(cost: &Cost) -> Vec<Id> {
    let seats = |one: &Move| {
        [one.before, one.after].into_iter().flatten().map(|seat| seat.mentor).collect::<Vec<_>>()
    };
    cost.moves.iter().flat_map(|one| [vec![one.mentee], seats(one)].concat()).collect()
}

pub fn seat(people: &People, seat: Option<Seat>) -> Result<Option<WorkbenchSeat>, Problem> {
    seat.map(|seat| Ok(WorkbenchSeat { mentor: people.one(seat.mentor)?, points: seat.points })).transpose()
}

pub fn view(work: &Work<'_>, people: &People, cost: &Cost) -> Result<WorkbenchCost, Problem> {
    let (seen, elsewhere): (Vec<&Move>, Vec<&Move>) =
        cost.moves.iter().partition(|one| work.scope.reaches_region(one.region));
    let moves = seen
        .into_iter()
        .map(|one| {
            Ok(WorkbenchMove {
                mentee: people.one(one.mentee)?,
                before: seat(people, one.before)?,
                after: seat(people, one.after)?,
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(WorkbenchCost { points: cost.points, matched: cost.matched, moves, moves_elsewhere: elsewhere.len() })
}
