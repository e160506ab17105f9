//! What an association's administrators do with its records of members.

use chrono::{Duration, NaiveDate};
use serde_json::json;

use super::letters;
use super::queries::{self, MembershipRow};
use super::{MembershipState as State, MembershipStep as Step};
use crate::network::associations::{kept_association, open_association};
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Nobody is asked again sooner.
const ASKED_AGAIN_AFTER: Duration = Duration::hours(24);
/// How many are asked at once.
const ASKED_AT_ONCE: i64 = 500;

/// A member, as the association writes them down.
pub struct NewMember {
    pub name: String,
    pub email: String,
    pub external_id: Option<String>,
    pub since: Option<NaiveDate>,
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_membership(work: &mut Work<'_>, id: Id) -> Result<MembershipRow, Problem> {
    queries::find_membership(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("membership"))
}

/// Addresses are compared in lower case.
#[must_use]
pub fn normal_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// What no other record of the same association may share. Both look at its own records only.
fn taken(work: &mut Work<'_>, row: &MembershipRow) -> Result<(), Problem> {
    let mut wrong = Vec::new();
    for other in queries::like(work.conn, row)? {
        if other.email == row.email {
            wrong.push(FieldError::new(
                "/email",
                "taken",
                format!("{} is in your records with this address already ({}).", other.name, other.state),
            ));
        } else {
            wrong.push(FieldError::new(
                "/external_id",
                "taken",
                format!("{} has this member number.", other.name),
            ));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong)) }
}

fn told(row: &MembershipRow, kind: &'static str) -> Change<'static> {
    Change::new(kind, row.id).with(json!({ "association_id": row.association_id, "state": row.state }))
}

fn at_once(error: diesel::result::Error) -> Problem {
    match Problem::from(error) {
        problem if problem.kind == Kind::Conflict => {
            Problem::conflict("Somebody wrote down the same member at this moment: look at the list again.")
        }
        problem => problem,
    }
}

/// Adds a record and asks the person by mail to confirm it. The answer is the same whether or not the network knows
/// the address, and nothing but the record is the association's to see.
///
/// # Errors
/// 404, 409 when the association is closed, 422 when its own records have the address or the number.
pub fn add_member(work: &mut Work<'_>, association: Id, new: NewMember) -> Result<MembershipRow, Problem> {
    let association = open_association(work, association)?;
    let today = work.now.date_naive();
    let row = MembershipRow {
        id: work.new_id(),
        association_id: association.id,
        person_id: None,
        external_id: new.external_id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()),
        name: new.name.trim().to_owned(),
        email: normal_email(&new.email),
        institution_id: None,
        since: new.since.unwrap_or(today),
        until: None,
        state: State::Unconfirmed,
        shares_participation: false,
        invited_at: Some(work.stamp()),
        confirmed_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    taken(work, &row)?;
    queries::insert_membership(work.conn, &row).map_err(at_once)?;
    letters::ask_to_confirm(work, &row, &association.name)?;
    work.record(told(&row, "membership.added"))?;
    Ok(row)
}

/// Writes a changed row and tells of it.
pub(super) fn written(
    work: &mut Work<'_>,
    after: MembershipRow,
    kind: &'static str,
) -> Result<MembershipRow, Problem> {
    let before = after.version;
    let after = MembershipRow { updated_at: work.stamp(), version: before + 1, ..after };
    if queries::update_membership(work.conn, &after, before).map_err(at_once)? == 0 {
        return Err(Problem::stale());
    }
    work.record(told(&after, kind))?;
    Ok(after)
}

/// What may be corrected; `None` is unchanged.
pub struct MemberChanges {
    pub name: Option<String>,
    pub email: Option<String>,
    pub external_id: Option<Option<String>>,
    pub since: Option<NaiveDate>,
}

/// # Errors
/// 404, 412, 422 when another record has the number or address; 409 for the address of a confirmed member.
pub fn change_member(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    changes: MemberChanges,
) -> Result<MembershipRow, Problem> {
    let row = find_membership(work, id)?;
    expected.check(row.version)?;
    let mut after = row.clone();
    if let Some(name) = changes.name {
        after.name = name.trim().to_owned();
    }
    if let Some(number) = changes.external_id {
        after.external_id = number.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    }
    after.since = changes.since.unwrap_or(after.since);
    if after.until.is_some_and(|until| until < after.since) {
        return Err(Problem::field("/since", "order", "The membership would begin after its end."));
    }
    if let Some(email) = changes.email.map(|email| normal_email(&email)).filter(|email| *email != row.email) {
        if row.state != State::Unconfirmed {
            return Err(Problem::conflict(
                "The person has answered under this address: it cannot be changed any more.",
            ));
        }
        after.email = email;
        after.invited_at = None;
        link::revoke_all(work, LinkPurpose::Membership, row.id)?;
    }
    taken(work, &after)?;
    written(work, after, "membership.changed")
}

/// Ends a membership on a day that has come.
///
/// # Errors
/// 404, 409 when it has ended, 422 for a day to come or before its beginning.
pub fn end_membership(work: &mut Work<'_>, id: Id, ended_on: NaiveDate) -> Result<MembershipRow, Problem> {
    let row = find_membership(work, id)?;
    let state = row
        .state
        .after(Step::End)
        .ok_or_else(|| Problem::conflict(format!("The membership is over: it is {}.", row.state)))?;
    if ended_on > work.now.date_naive() + Duration::days(1) {
        return Err(Problem::field("/ended_on", "future", "A membership ends today or has ended before."));
    }
    if ended_on < row.since {
        return Err(Problem::field("/ended_on", "order", format!("It began on {}.", row.since)));
    }
    link::revoke_all(work, LinkPurpose::Membership, row.id)?;
    // What somebody showed as a member is shown no more, and should they come back, only once they say so again.
    let after = MembershipRow { state, until: Some(ended_on), shares_participation: false, ..row };
    written(work, after, "membership.ended")
}

/// Takes an ended membership up again. Whoever left by themselves is asked anew, and whoever declined is not.
///
/// # Errors
/// 404, 409 when it runs, when the person declined, or when the association is closed.
pub fn reopen_membership(work: &mut Work<'_>, id: Id) -> Result<MembershipRow, Problem> {
    let row = find_membership(work, id)?;
    let association = open_association(work, row.association_id)?;
    match row.state.after(Step::Reopen { confirmed: row.person_id.is_some() }) {
        Some(state @ State::Active) => {
            written(work, MembershipRow { state, until: None, ..row }, "membership.reopened")
        }
        Some(state) => {
            let after = MembershipRow {
                state,
                until: None,
                person_id: None,
                confirmed_at: None,
                shares_participation: false,
                invited_at: Some(work.stamp()),
                ..row
            };
            let after = written(work, after, "membership.reopened")?;
            letters::ask_to_confirm(work, &after, &association.name)?;
            Ok(after)
        }
        None if row.state == State::Declined => {
            Err(Problem::conflict("The person has declined this membership."))
        }
        None => Err(Problem::conflict("The membership has not ended.")),
    }
}

/// Asks once more for confirmation.
///
/// # Errors
/// 404, 409 when there is nothing to confirm or the last letter is younger than a day.
pub fn invite_again(work: &mut Work<'_>, id: Id) -> Result<MembershipRow, Problem> {
    let row = find_membership(work, id)?;
    let association = open_association(work, row.association_id)?;
    if row.state != State::Unconfirmed {
        return Err(Problem::conflict(format!(
            "There is nothing to confirm: the membership is {}.",
            row.state
        )));
    }
    if row.invited_at.is_some_and(|at| at + ASKED_AGAIN_AFTER > work.stamp()) {
        return Err(Problem::conflict("The person was asked less than a day ago."));
    }
    let after = written(work, MembershipRow { invited_at: Some(work.stamp()), ..row }, "membership.invited")?;
    letters::ask_to_confirm(work, &after, &association.name)?;
    Ok(after)
}

/// Asks those whom nobody has asked yet, 500 at most: imports mail nobody. Answers how many were asked.
///
/// # Errors
/// 404, 409 when the association is closed.
pub fn invite_all(work: &mut Work<'_>, association: Id) -> Result<usize, Problem> {
    let association = open_association(work, association)?;
    let waiting = queries::never_invited(work.conn, association.id, ASKED_AT_ONCE)?;
    let asked = waiting.len();
    for row in waiting {
        let after =
            written(work, MembershipRow { invited_at: Some(work.stamp()), ..row }, "membership.invited")?;
        letters::ask_to_confirm(work, &after, &association.name)?;
    }
    Ok(asked)
}

/// Every record of an association that the caller may read.
///
/// # Errors
/// 404 outside the scope.
pub fn all_members(work: &mut Work<'_>, association: Id) -> Result<Vec<MembershipRow>, Problem> {
    let association = kept_association(work, association)?;
    Ok(queries::members_of(work.conn, work.scope, association.id)?)
}

/// The people of these records who let the association see what they take part in.
#[must_use]
pub fn sharing(rows: &[MembershipRow]) -> Vec<Id> {
    rows.iter().filter_map(MembershipRow::shown).collect()
}
