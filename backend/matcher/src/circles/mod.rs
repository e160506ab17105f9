//! Peer circles: small groups of mentees who learn together, each led by one or two mentors.
//!
//! A person has the average of the points with the others of the circle, and the average with its mentors. Points
//! are those of a [`Policy`]: between two members each is scored as a mentor of the other whose expertise are the
//! own goals. As many people as possible are placed; among those outcomes, the sum of what they have is raised.
//! That is a partition into cliques, for which no fast exact method is known (Garey and Johnson, 1979), so circles
//! are built, improved by a local search, and held against an upper bound that is computed for the very round.

mod bound;
mod build;
mod check;
mod leading;
mod nearby;
mod outcome;
mod problem;
mod search;
mod seating;
mod table;

pub use check::verify_circles;
pub use outcome::{Circle, CircleDuals, CircleMember, CirclesOutcome, Unplaced, UnplacedReason};
pub use problem::{CircleProblem, Sizes};

use crate::solve::SolveError;
use std::ops::ControlFlow;

/// What a point is divided into, so that averages over up to eight others and two mentors are whole.
pub const PARTS: i64 = 840;

/// The most mentees of one round of circles: every pair of them is held in memory.
pub const MAX_CIRCLE_PEOPLE: usize = 8_000;

/// Forms circles, and bounds what any circles could reach.
///
/// The answer depends on people, rules and [`CircleProblem::effort`] alone. `step` hears the part done, 0 to 1, and
/// may stop the work.
///
/// # Errors
/// As [`crate::solve`].
pub fn form_circles(
    problem: &CircleProblem,
    step: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> Result<CirclesOutcome, SolveError> {
    let (mentees, mentors) = (problem.mentees.len(), problem.mentors.len());
    if mentees > MAX_CIRCLE_PEOPLE || mentors > MAX_CIRCLE_PEOPLE {
        return Err(SolveError::TooLarge { mentees, mentors });
    }
    let problems = problem.validate();
    if !problems.is_empty() {
        return Err(SolveError::Invalid(problems));
    }
    match run(problem, step) {
        ControlFlow::Continue(outcome) => Ok(outcome),
        ControlFlow::Break(()) => Err(SolveError::Cancelled),
    }
}

fn run(
    problem: &CircleProblem,
    step: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> ControlFlow<(), CirclesOutcome> {
    step(0.0)?;
    let (led, among) = (problem.led(), problem.among());
    let scores = table::Scores::new(problem, &led, &among);
    let table = scores.table(&mut |done| step(0.2 * done))?;
    let mut seating = seating::Seating::new(&table);
    search::place(&mut seating, problem.effort, &mut |done| step(0.2 + 0.6 * done))?;
    let bound = bound::bound(&table, seating.total(), &mut |done| step(0.8 + 0.2 * done))?;
    step(1.0)?;
    ControlFlow::Continue(outcome::told(&scores, &table, &seating, bound))
}
