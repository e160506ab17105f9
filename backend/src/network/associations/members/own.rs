//! What the person does: confirm or decline, by the mailed link or signed in; share or not; leave.

use super::queries::{self, MembershipRow};
use super::service::written;
use super::{MembershipState, MembershipStep as Step};
use crate::identity::{self, NewAccount};
use crate::network::associations::queries::{self as associations, AssociationRow};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

fn caller(work: &Work<'_>) -> Result<Id, Problem> {
    work.scope.own.ok_or_else(|| Problem::not_found("membership"))
}

/// The caller's memberships, and those that wait for them to confirm.
///
/// # Errors
/// When the database does not answer.
pub fn own_memberships(work: &mut Work<'_>) -> Result<Vec<(MembershipRow, AssociationRow)>, Problem> {
    let person = caller(work)?;
    let email = identity::contacts(work.conn, &[person])?.remove(&person).map(|contact| contact.email);
    let Some(email) = email else { return Ok(Vec::new()) };
    Ok(queries::memberships_of(work.conn, person, &email)?)
}

/// # Errors
/// 404 when it is somebody else's.
pub fn own_membership(work: &mut Work<'_>, id: Id) -> Result<(MembershipRow, AssociationRow), Problem> {
    own_memberships(work)?
        .into_iter()
        .find(|(row, _)| row.id == id)
        .ok_or_else(|| Problem::not_found("membership"))
}

/// Where the step leads.
fn step(row: &MembershipRow, step: Step, refusal: &str) -> Result<MembershipState, Problem> {
    row.state
        .after(step)
        .ok_or_else(|| Problem::conflict(format!("{refusal}: the membership is {}.", row.state)))
}

fn joined(
    work: &mut Work<'_>,
    (row, association): (MembershipRow, AssociationRow),
    person: Id,
    shares: bool,
) -> Result<MembershipRow, Problem> {
    let state = step(&row, Step::Confirm, "There is nothing to confirm")?;
    if association.closed_at.is_some() {
        return Err(Problem::conflict(format!("{} is closed: nobody joins it any more.", association.name)));
    }
    if queries::belongs(work.conn, row.association_id, person, row.id)? {
        return Err(Problem::conflict(
            "You have a membership in this association already, under another address or number.",
        ));
    }
    link::revoke_all(work, LinkPurpose::Membership, row.id)?;
    let after = MembershipRow {
        person_id: Some(person),
        state,
        shares_participation: shares,
        confirmed_at: Some(work.stamp()),
        ..row
    };
    written(work, after, "membership.confirmed")
}

/// # Errors
/// 404, 409 when there is nothing to confirm.
pub fn accept(work: &mut Work<'_>, id: Id, shares: bool) -> Result<MembershipRow, Problem> {
    let person = caller(work)?;
    let own = own_membership(work, id)?;
    joined(work, own, person, shares)
}

fn declined(work: &mut Work<'_>, row: MembershipRow) -> Result<MembershipRow, Problem> {
    let state = step(&row, Step::Decline, "There is nothing to decline")?;
    link::revoke_all(work, LinkPurpose::Membership, row.id)?;
    let until = Some(work.now.date_naive().max(row.since));
    written(work, MembershipRow { state, until, ..row }, "membership.declined")
}

/// # Errors
/// 404, 409 when there is nothing to decline.
pub fn decline(work: &mut Work<'_>, id: Id) -> Result<MembershipRow, Problem> {
    let (row, _) = own_membership(work, id)?;
    declined(work, row)
}

const NOT_RUNNING: &str = "The membership does not run";

/// Lets the association see what the person takes part in, or no more.
///
/// # Errors
/// 404, 409 when the membership does not run.
pub fn share(work: &mut Work<'_>, id: Id, shares: bool) -> Result<MembershipRow, Problem> {
    let (row, _) = own_membership(work, id)?;
    let state = step(&row, Step::Share, NOT_RUNNING)?;
    written(work, MembershipRow { state, shares_participation: shares, ..row }, "membership.sharing_changed")
}

/// # Errors
/// 404, 409 when the membership does not run.
pub fn leave(work: &mut Work<'_>, id: Id) -> Result<MembershipRow, Problem> {
    let (row, _) = own_membership(work, id)?;
    let state = step(&row, Step::Leave, NOT_RUNNING)?;
    let until = Some(work.now.date_naive().max(row.since));
    let after = MembershipRow { state, until, shares_participation: false, ..row };
    written(work, after, "membership.left")
}

/// What the caller's link asks about, and whether the address has an account: its owner may know.
///
/// # Errors
/// 404 when it is gone.
pub fn linked(work: &mut Work<'_>) -> Result<(MembershipRow, AssociationRow, Option<Id>), Problem> {
    let subject = work.scope.link.ok_or_else(|| Problem::not_found("membership"))?;
    let everything = Scope::everything();
    let row = queries::find_membership(work.conn, &everything, subject)?
        .ok_or_else(|| Problem::not_found("membership"))?;
    let association = associations::find_association(work.conn, &everything, row.association_id)?
        .ok_or_else(|| Problem::not_found("association"))?;
    let person = identity::person_by_email(work, &row.email)?;
    Ok((row, association, person))
}

/// The link is used up. It came by mail: the address takes mail.
fn used(work: &mut Work<'_>, row: &MembershipRow) -> Result<(), Problem> {
    link::consume(work)?;
    Ok(mail::bounces::clear(work.conn, &row.email)?)
}

/// Joins the record to the person of the address; makes the account, and mails how to sign in, when there is none.
///
/// # Errors
/// 409 when it was answered meanwhile.
pub fn accept_by_link(work: &mut Work<'_>, shares: bool) -> Result<MembershipRow, Problem> {
    let (row, association, known) = linked(work)?;
    used(work, &row)?;
    let person = match known {
        Some(person) => person,
        None => {
            let region = match row.institution_id {
                Some(id) => crate::network::queries::institution_brief(work.conn, id)?,
                None => None,
            };
            identity::create_account(
                work,
                NewAccount {
                    name: &row.name,
                    email: &row.email,
                    password_hash: None,
                    institution: row.institution_id,
                    jurisdiction: region.as_ref().map(|(_, _, jurisdiction, _)| jurisdiction.clone()),
                    region: region.map(|(_, _, _, region)| region),
                    time_zone: "America/New_York",
                },
            )?
        }
    };
    let after = joined(work, (row, association), person, shares)?;
    identity::invite_unless_signed_up(work, person)?;
    Ok(after)
}

/// # Errors
/// 409 when it was answered meanwhile.
pub fn decline_by_link(work: &mut Work<'_>) -> Result<MembershipRow, Problem> {
    let (row, ..) = linked(work)?;
    used(work, &row)?;
    declined(work, row)
}
