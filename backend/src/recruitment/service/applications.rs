//! Applications: sent in by anybody, decided by the task force.

use serde_json::json;

use super::assignments::refuse_the_recused;
use super::interviews::end_with_application;
use super::openings::find_opening;
use super::reading_scope;
use crate::platform::db::Id;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters;
use crate::recruitment::queries::{self, ApplicationRow};
use crate::recruitment::rules::{self, ApplicationState, CancelledBy, OfferState, OpeningState};

/// A person's candidacy for an opening.
pub struct NewApplication {
    pub name: String,
    pub email: String,
    pub institution: String,
    pub experience: String,
    pub leadership: String,
    pub commitment: String,
    pub conflict_of_interest: Option<String>,
}

/// Takes an application. `None` when the address has applied already: the first one stays as it
/// is, and only the owner of the address is told, by mail.
///
/// # Errors
/// 404 when there is no such public opening, 409 when it takes no applications (any more).
pub fn submit_application(
    work: &mut Work<'_>,
    opening: Id,
    new: NewApplication,
) -> Result<Option<Id>, Problem> {
    let opening =
        queries::find_public_opening(work.conn, opening)?.ok_or_else(|| Problem::not_found("opening"))?;
    let over = rules::end_of_day_everywhere(opening.closes_on) <= work.stamp();
    if opening.state != OpeningState::Published || over {
        return Err(Problem::conflict("This opening takes no applications any more."));
    }
    let row = ApplicationRow {
        id: work.new_id(),
        opening_id: opening.id,
        region_id: opening.region_id,
        name: new.name.trim().to_owned(),
        email: rules::comparable(&new.email),
        institution: new.institution.trim().to_owned(),
        experience: new.experience,
        leadership: new.leadership,
        commitment: new.commitment,
        conflict_of_interest: new.conflict_of_interest.filter(|text| !text.trim().is_empty()),
        state: ApplicationState::Submitted,
        submitted_at: work.stamp(),
        decision_reason: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        review_number: None,
    };
    if !queries::insert_application(work.conn, &row)? {
        letters::received_before(work, &opening, &row)?;
        return Ok(None);
    }
    letters::received(work, &opening, &row)?;
    work.record(
        Change::new("application.submitted", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": opening.id })),
    )?;
    Ok(Some(row.id))
}

/// # Errors
/// 404 outside of what the caller may read.
pub fn find_application(work: &mut Work<'_>, id: Id) -> Result<ApplicationRow, Problem> {
    let scope = reading_scope(work);
    queries::find_application(work.conn, &scope, id)?.ok_or_else(|| Problem::not_found("application"))
}

/// Decides against an application; an open offer is taken back. The reason stays on the record.
///
/// # Errors
/// 409 when it is decided already, or the caller has recused themself from it.
pub fn decline_application(work: &mut Work<'_>, id: Id, reason: String) -> Result<ApplicationRow, Problem> {
    let application = find_application(work, id)?;
    refuse_the_recused(work, application.id)?;
    if !application.state.may_become(ApplicationState::Declined) {
        return Err(Problem::conflict(format!("The application is {} already.", application.state)));
    }
    let opening = find_opening(work, application.opening_id)?;
    let unanswered = queries::unanswered_offers(work.conn, opening.id)?;
    for offer in unanswered.iter().filter(|offer| offer.application_id == application.id) {
        queries::update_offer(work, offer, OfferState::Withdrawn, None)?;
        link::revoke_all(work, LinkPurpose::Offer, offer.id)?;
    }
    let row = queries::update_application(work, &application, ApplicationState::Declined, Some(reason))?;
    end_with_application(work, &row, CancelledBy::TaskForce)?;
    letters::declined(work, &opening, &row)?;
    work.record(
        Change::new("application.declined", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": row.opening_id })),
    )?;
    Ok(row)
}
