//! Who administers an association: people with the role `partner` in its scope, named by the network.

use crate::identity::{self, Contact, GrantRow, NewAccount};
use crate::network::associations::{find_association, kept_association};
use crate::platform::auth::{IfMatch, Role, ScopeKind};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// By name.
///
/// # Errors
/// 404 outside the scope.
pub fn list_administrators(
    work: &mut Work<'_>,
    association: Id,
) -> Result<Vec<(GrantRow, Contact)>, Problem> {
    let association = kept_association(work, association)?;
    let today = work.now.date_naive();
    Ok(identity::holders_in(work.conn, Role::Partner, ScopeKind::Association, association.id, today)?)
}

/// Names an administrator, and invites them by mail when they have no account yet.
///
/// # Errors
/// 404 when there is no such association.
pub fn name_administrator(
    work: &mut Work<'_>,
    association: Id,
    name: &str,
    email: &str,
) -> Result<(GrantRow, Contact), Problem> {
    let association = find_association(work, association)?;
    let person = match identity::person_by_email(work, email)? {
        Some(person) => person,
        None => identity::create_account(
            work,
            NewAccount {
                name,
                email,
                password_hash: None,
                institution: None,
                jurisdiction: None,
                region: None,
                time_zone: "America/New_York",
            },
        )?,
    };
    let kind = ScopeKind::Association;
    let grant = identity::grant_role(work, person, Role::Partner, kind, Some(association.id))?;
    identity::invite_unless_signed_up(work, person)?;
    list_administrators(work, association.id)?
        .into_iter()
        .find(|(row, _)| row.id == grant)
        .ok_or_else(|| Problem::not_found("administrator"))
}

/// Takes the role away; it takes effect with the next request.
///
/// # Errors
/// 404 when this grant is none of an association's administrator, 412 when it moved on.
pub fn dismiss_administrator(work: &mut Work<'_>, grant: Id, expected: &IfMatch) -> Result<(), Problem> {
    let row = identity::find_grant(work.conn, grant)?
        .filter(|row| row.role == Role::Partner && row.scope_kind == ScopeKind::Association)
        .ok_or_else(|| Problem::not_found("administrator"))?;
    expected.check(row.version)?;
    identity::revoke_grant(work, row.id)
}
