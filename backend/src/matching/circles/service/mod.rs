//! Use cases of circles.

pub mod answers;
pub mod candidates;
pub mod ending;
pub mod meetings;
pub mod needing;
pub mod places;
pub mod publication;
pub mod rounds;
pub mod sitting;

use crate::matching::circles::queries::circles::{self, CircleRow};
use crate::matching::circles::queries::rounds::CircleRoundRow;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Whether the caller leads the whole round: it is of their region, or the network is theirs.
#[must_use]
pub fn leads(work: &Work<'_>, region: Option<Id>) -> bool {
    region.map_or(work.scope.network, |region| work.scope.reaches_region(region))
}

/// # Errors
/// 403 for a national round in a region's name.
pub fn must_lead(work: &Work<'_>, region: Option<Id>) -> Result<(), Problem> {
    if leads(work, region) {
        Ok(())
    } else {
        Err(Problem::forbidden("Only the task force decides about circles of the nation."))
    }
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_circle(work: &mut Work<'_>, id: Id) -> Result<CircleRow, Problem> {
    circles::find(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("circle"))
}

/// The round of a circle that was found.
///
/// # Errors
/// When the database does not answer.
pub fn round_of(work: &mut Work<'_>, circle: &CircleRow) -> Result<CircleRoundRow, Problem> {
    super::queries::rounds::by_ids(work.conn, &[circle.round_id])?
        .pop()
        .ok_or_else(|| Problem::internal("a circle without its round"))
}
