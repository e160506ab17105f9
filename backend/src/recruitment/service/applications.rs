//! Applications: sent in by anybody, decided by the task force.

use chrono::TimeDelta;
use serde_json::json;

use super::drafts;
use super::reading_scope;
use super::references;
use crate::platform::db::Id;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::applications as letters;
use crate::recruitment::queries::{self, ApplicationRow, OpeningRow};
use crate::recruitment::rules::{self, ApplicationState, OpeningState, Referee};

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

/// What comes with an application besides its texts.
#[derive(Default)]
pub struct Enclosed {
    pub referees: Vec<Referee>,
    /// The campaign whose link led here.
    pub campaign: Option<Id>,
}

/// What is known of the address that an application names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Nothing: anybody can name any address. Nobody else is mailed on its word.
    None,
    /// Its owner has opened a link that was mailed there.
    OpenedALink,
}

/// How long the link to the status page opens it.
const STATUS_LINK_LASTS: TimeDelta = TimeDelta::days(400);

/// A link to the status page of an application.
pub fn status_link(work: &mut Work<'_>, application: Id) -> Result<String, Problem> {
    link::create(work, LinkPurpose::ApplicationStatus, application, STATUS_LINK_LASTS)
}

/// # Errors
/// 409 when the opening takes no applications (any more).
pub fn still_taken(work: &Work<'_>, opening: &OpeningRow) -> Result<(), Problem> {
    let over = rules::end_of_day_everywhere(opening.closes_on) <= work.stamp();
    if opening.state != OpeningState::Published || over {
        return Err(Problem::conflict("This opening takes no applications any more."));
    }
    Ok(())
}

/// # Errors
/// 404 when there is no such public opening, 409 when it takes no applications (any more).
pub fn taking_applications(work: &mut Work<'_>, opening: Id) -> Result<OpeningRow, Problem> {
    let opening =
        queries::find_public_opening(work.conn, opening)?.ok_or_else(|| Problem::not_found("opening"))?;
    still_taken(work, &opening)?;
    Ok(opening)
}

/// The campaign that a link's code names; a code that is not known is no mistake of the applicant's.
pub fn campaign_of(work: &mut Work<'_>, opening: Id, from: Option<&str>) -> Result<Option<Id>, Problem> {
    match from {
        Some(code) => Ok(queries::campaign_by_code(work.conn, opening, code)?),
        None => Ok(None),
    }
}

/// What is wrong with the name and the referees of an application.
pub fn sender_problems(
    opening: &OpeningRow,
    name: &str,
    email: &str,
    referees: &[Referee],
) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    if rules::holds_address_of_web(name) {
        wrong.push(FieldError::new("/name", "web_address", "Leave out addresses of the web."));
    }
    wrong.extend(rules::referee_problems(opening.references_asked, email, referees));
    wrong
}

/// Takes an application without anything enclosed, see [`submit_with`].
///
/// # Errors
/// 404 when there is no such public opening, 409 when it takes no applications (any more), 422 when it asks for
/// references.
pub fn submit_application(
    work: &mut Work<'_>,
    opening: Id,
    new: NewApplication,
) -> Result<Option<Id>, Problem> {
    submit_with(work, opening, new, Vec::new(), None)
}

/// Takes an application. `None` when the address has applied already: the first one stays as it
/// is, and only the owner of the address is told, by mail. Its referees are named, and asked when the owner of the
/// address says so on the status page.
///
/// # Errors
/// 404 when there is no such public opening, 409 when it takes no applications (any more), 422 naming what is wrong with
/// the referees.
pub fn submit_with(
    work: &mut Work<'_>,
    opening: Id,
    new: NewApplication,
    referees: Vec<Referee>,
    from: Option<&str>,
) -> Result<Option<Id>, Problem> {
    let opening = taking_applications(work, opening)?;
    let wrong = sender_problems(&opening, &new.name, &new.email, &referees);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let campaign = campaign_of(work, opening.id, from)?;
    take(work, &opening, new, Enclosed { referees, campaign }, Proof::None)
}

/// Keeps a checked application and writes to the address; `None` when the address has applied already. One that nobody
/// confirmed gives way to the owner of the address.
pub fn take(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    new: NewApplication,
    enclosed: Enclosed,
    proof: Proof,
) -> Result<Option<Id>, Problem> {
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
        phone: None,
        residence: None,
        asked_email: None,
        known_as: String::new(),
        address_confirmed_at: (proof == Proof::OpenedALink).then(|| work.stamp()),
    };
    if !queries::insert_application(work.conn, &row)? {
        let Some(first) = queries::find_application_of(work.conn, opening.id, &row.email)? else {
            return Err(Problem::stale());
        };
        return match proof {
            Proof::OpenedALink if first.may_be_replaced() => {
                replace(work, opening, &first, row, enclosed).map(Some)
            }
            Proof::OpenedALink => Ok(None),
            Proof::None => came_again(work, opening, &first, &row, enclosed).map(|()| None),
        };
    }
    if let Some(campaign) = enclosed.campaign {
        queries::note_campaign(work.conn, row.id, campaign)?;
    }
    references::name_referees(work, row.id, &enclosed.referees)?;
    if proof == Proof::OpenedALink {
        references::ask_named(work, opening, &row)?;
    }
    let token = status_link(work, row.id)?;
    letters::received(work, opening, &row, &token)?;
    work.record(
        Change::new("application.submitted", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": opening.id })),
    )?;
    Ok(Some(row.id))
}

impl ApplicationRow {
    /// Whether the owner of the address may put another in its place: nobody has shown that it is theirs, and no reviewer has
    /// it yet.
    pub(super) fn may_be_replaced(&self) -> bool {
        self.address_confirmed_at.is_none() && self.state == ApplicationState::Submitted
    }
}

/// An address that has applied already is named again by somebody who has not shown whose it is: only its owner is told. Where
/// the first application is not confirmed either, what came now is kept as a draft that the owner can send in its place.
fn came_again(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    first: &ApplicationRow,
    again: &ApplicationRow,
    enclosed: Enclosed,
) -> Result<(), Problem> {
    if !letters::may_be_told_again(work, opening, &again.email)? {
        return Ok(());
    }
    let status = status_link(work, first.id)?;
    let draft =
        if first.may_be_replaced() { drafts::kept_instead(work, opening, again, enclosed)? } else { None };
    letters::received_before(work, opening, again, &status, draft.as_deref())
}

/// The owner of the address puts their own application in the place of one that nobody confirmed. Links to follow the first
/// one end, and its referees, who were never mailed, are forgotten.
fn replace(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    first: &ApplicationRow,
    new: ApplicationRow,
    enclosed: Enclosed,
) -> Result<Id, Problem> {
    let row = ApplicationRow {
        id: first.id,
        created_at: first.created_at,
        version: first.version + 1,
        state: first.state,
        ..new
    };
    queries::update_applicant(work.conn, &row)?;
    link::revoke_all(work, LinkPurpose::ApplicationStatus, row.id)?;
    link::revoke_all(work, LinkPurpose::ApplicationAddress, row.id)?;
    queries::forget_named_references(work.conn, row.id)?;
    if let Some(campaign) = enclosed.campaign {
        queries::note_campaign(work.conn, row.id, campaign)?;
    }
    references::name_referees(work, row.id, &enclosed.referees)?;
    references::ask_named(work, opening, &row)?;
    let token = status_link(work, row.id)?;
    letters::received(work, opening, &row, &token)?;
    work.record(
        Change::new("application.replaced", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": opening.id })),
    )?;
    Ok(row.id)
}

/// # Errors
/// 404 outside of what the caller may read.
pub fn find_application(work: &mut Work<'_>, id: Id) -> Result<ApplicationRow, Problem> {
    let scope = reading_scope(work);
    queries::find_application(work.conn, &scope, id)?.ok_or_else(|| Problem::not_found("application"))
}
