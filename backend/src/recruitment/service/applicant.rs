//! What the applicant does by the link in the receipt: follow, withdraw, look after the referees.

use serde_json::json;

use super::interviews::{Notice, end_with_application};
use super::offers::end_offers;
use super::references;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::outsiders as letters;
use crate::recruitment::queries::{self, ApplicationRow, OpeningRow};
use crate::recruitment::rules::{ApplicantState, ApplicationState, CancelledBy, OfferStep, Referee};

/// The application of the caller's link, with its opening.
///
/// # Errors
/// 404 when it is gone.
pub fn followed(work: &mut Work<'_>) -> Result<(ApplicationRow, OpeningRow), Problem> {
    let gone = || Problem::not_found("application");
    let application = queries::find_linked_application(work.conn, work.scope)?.ok_or_else(gone)?;
    let opening =
        queries::find_opening(work.conn, &Scope::everything(), application.opening_id)?.ok_or_else(gone)?;
    Ok((application, opening))
}

/// Notes that the owner of the address acted by a mailed link: from then on nobody puts another application in its place.
///
/// # Errors
/// 412 when it moved on at this very moment.
pub fn confirmed(work: &mut Work<'_>, application: ApplicationRow) -> Result<ApplicationRow, Problem> {
    if application.address_confirmed_at.is_some() {
        return Ok(application);
    }
    let now = work.stamp();
    let row = ApplicationRow {
        address_confirmed_at: Some(now),
        updated_at: now,
        version: application.version + 1,
        ..application
    };
    queries::update_applicant(work.conn, &row)?;
    Ok(row)
}

/// The applicant steps back. An open offer is answered with no, and the referees who have not written are left alone.
///
/// # Errors
/// 409 when it is decided or withdrawn already, 412 when it moved on at this very moment.
pub fn withdraw(work: &mut Work<'_>) -> Result<ApplicationRow, Problem> {
    let (application, opening) = followed(work)?;
    if !application.state.may_become(ApplicationState::Withdrawn) {
        let state = ApplicantState::from(application.state);
        return Err(Problem::conflict(format!("The application is {state}: it cannot be withdrawn.")));
    }
    end_offers(work, &application, OfferStep::StepBack)?;
    let row = queries::update_application(work, &application, ApplicationState::Withdrawn, None)?;
    references::cancel(work, row.id)?;
    end_with_application(work, &row, CancelledBy::Applicant, Notice::OfItsOwn)?;
    letters::withdrawn(work, &opening, &row)?;
    work.record(
        Change::new("application.withdrawn", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": row.opening_id })),
    )?;
    Ok(row)
}

/// Asks the referees who were only named: opening the mailed link has shown whose address it is.
///
/// # Errors
/// 409 when the application has come to an end.
pub fn ask_referees(work: &mut Work<'_>) -> Result<ApplicationRow, Problem> {
    let (application, opening) = followed(work)?;
    references::ask_named(work, &opening, &application)?;
    confirmed(work, application)
}

/// Names somebody else for a referee who declined, and asks them.
///
/// # Errors
/// 404 when it is no reference of this application, 409 when its referee has not declined, 422 naming what does not fit.
pub fn replace_referee(
    work: &mut Work<'_>,
    reference: Id,
    referee: Referee,
) -> Result<ApplicationRow, Problem> {
    let (application, opening) = followed(work)?;
    references::replace(work, &opening, &application, reference, referee)?;
    confirmed(work, application)
}
