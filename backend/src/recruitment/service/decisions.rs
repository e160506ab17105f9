//! Decisions against applications: one by itself, or all that are left when the seats are filled.

use serde_json::json;

use super::applications::find_application;
use super::assignments::refuse_the_recused;
use super::interviews::{Notice, end_with_application};
use super::offers::end_offers;
use super::openings::{find_opening, move_on};
use super::references;
use crate::platform::db::Id;
use crate::platform::letters::Letter;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::applications as letters;
use crate::recruitment::queries::{self, ApplicationRow, OpeningRow};
use crate::recruitment::rules::{self, ApplicationState, CancelledBy, LeftBecause, OfferStep};

/// That somebody is not selected.
pub struct Verdict {
    /// For the record: no letter and no event holds it.
    pub reason: String,
    /// The applicant is written to. Whoever is not reads it on the status page alone.
    pub tells: bool,
}

/// Decides against an application; an open offer is taken back. The reason stays on the record.
///
/// # Errors
/// 409 when it is decided already, or the caller has recused themself from it.
pub fn decline_application(
    work: &mut Work<'_>,
    id: Id,
    verdict: &Verdict,
) -> Result<ApplicationRow, Problem> {
    let application = find_application(work, id)?;
    refuse_the_recused(work, application.id)?;
    if !application.state.may_become(ApplicationState::Declined) {
        return Err(Problem::conflict(format!("The application is {} already.", application.state)));
    }
    let opening = find_opening(work, application.opening_id)?;
    decline(work, &opening, &application, verdict)
}

fn decline(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    verdict: &Verdict,
) -> Result<ApplicationRow, Problem> {
    end_offers(work, application, OfferStep::TakeBack)?;
    let reason = Some(verdict.reason.clone());
    let row = queries::update_application(work, application, ApplicationState::Declined, reason)?;
    // Nobody stands before a closed door: without the letter about the decision there is one about the interview.
    let notice = if verdict.tells { Notice::WithTheDecision } else { Notice::OfItsOwn };
    let interview = end_with_application(work, &row, CancelledBy::TaskForce, notice)?;
    references::cancel(work, row.id)?;
    if verdict.tells {
        letters::declined(work, opening, &row, interview.as_ref())?;
    }
    work.record(
        Change::new("application.declined", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": row.opening_id, "told": verdict.tells })),
    )?;
    Ok(row)
}

/// What became of an opening's undecided applications, or would.
pub struct Remaining {
    pub opening: OpeningRow,
    /// In the order of their arrival; as they were, in a dry run.
    pub declined: Vec<ApplicationRow>,
    /// Undecided still, and why.
    pub left: Vec<(ApplicationRow, LeftBecause)>,
    /// The letter as the first of them gets it; `None` when nobody is written to.
    pub letter: Option<Letter>,
}

/// Declines every application of an opening that nobody has decided. With `dry_run` only says whom that would be and what
/// they would be written. All of it or nothing; a second time finds nobody, so nobody is written twice.
///
/// # Errors
/// 404 outside the scope, 409 while the opening is a draft or published, 412 when somebody decides at this very moment.
pub fn decline_remaining(
    work: &mut Work<'_>,
    opening: Id,
    verdict: &Verdict,
    dry_run: bool,
) -> Result<Remaining, Problem> {
    let opening = find_opening(work, opening)?;
    if !opening.state.declines_remaining() {
        return Err(Problem::conflict(format!(
            "The opening is {}: the remaining are declined when it is closed or filled.",
            opening.state
        )));
    }
    let (mut remaining, left) = remaining_of(work, &opening)?;
    let letter = match remaining.first() {
        Some(first) if verdict.tells => Some(letters::declined_preview(work, &opening, first)?),
        _ => None,
    };
    if dry_run || remaining.is_empty() {
        return Ok(Remaining { opening, declined: remaining, left, letter });
    }
    // A new version of the opening, so that nobody is offered a seat at the same moment.
    let state = opening.state;
    let opening = move_on(work, opening, state)?;
    for application in &mut remaining {
        *application = decline(work, &opening, application, verdict)?;
    }
    Ok(Remaining { opening, declined: remaining, left, letter })
}

/// The undecided applications: those that are declined together, and those that are not.
fn remaining_of(
    work: &mut Work<'_>,
    opening: &OpeningRow,
) -> Result<(Vec<ApplicationRow>, Vec<(ApplicationRow, LeftBecause)>), Problem> {
    let mut undecided = queries::applications_of(work.conn, opening.id)?;
    undecided.retain(|application| ApplicationState::UNDECIDED.contains(&application.state));
    let ids: Vec<Id> = undecided.iter().map(|application| application.id).collect();
    let offers = queries::latest_offers(work.conn, &ids)?;
    let own = match work.caller.person() {
        Some(person) => queries::own_assignments(work.conn, opening.id, person)?,
        None => Default::default(),
    };
    let now = work.stamp();
    let (mut remaining, mut left) = (Vec::new(), Vec::new());
    for application in undecided {
        let offer = offers.get(&application.id).map(|offer| offer.state.at(offer.expires_at, now));
        match rules::left_because(offer, own.get(&application.id).copied()) {
            None => remaining.push(application),
            Some(because) => left.push((application, because)),
        }
    }
    Ok((remaining, left))
}
