//! Who holds a role somewhere.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Contact, GrantRow};
use crate::platform::auth::{Role, ScopeKind};
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{grants, people};

/// The people who hold `role` in the network or in this region, by name. Disabled accounts are left out.
///
/// # Errors
/// When the database does not answer.
pub fn role_holders(conn: &mut AnyConnection, role: Role, region: Id) -> QueryResult<Vec<Contact>> {
    let holders = grants::table
        .filter(grants::role.eq(role).and(grants::revoked_at.is_null()))
        .filter(grants::scope_kind.eq(ScopeKind::Network).or(grants::scope_id.eq(region)))
        .select(grants::person_id);
    people::table
        .filter(people::id.eq_any(holders).and(people::disabled_at.is_null()))
        .order((people::name, people::id))
        .select(Contact::as_select())
        .load(conn)
}

/// The live grants of `role` in exactly this scope, with who holds them, by name.
///
/// # Errors
/// When the database does not answer.
pub fn holders_in(
    conn: &mut AnyConnection,
    role: Role,
    kind: ScopeKind,
    scope: Id,
    today: NaiveDate,
) -> QueryResult<Vec<(GrantRow, Contact)>> {
    grants::table
        .inner_join(people::table.on(people::id.eq(grants::person_id)))
        .filter(grants::role.eq(role).and(grants::revoked_at.is_null()))
        .filter(grants::scope_kind.eq(kind).and(grants::scope_id.eq(scope)))
        .filter(grants::ends_on.is_null().or(grants::ends_on.gt(Some(today))))
        .order((people::name, grants::id))
        .select((GrantRow::as_select(), Contact::as_select()))
        .load(conn)
}

/// Those of several people whose account is there and not disabled.
///
/// # Errors
/// When the database does not answer.
pub fn not_disabled(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashSet<Id>> {
    let mut found = HashSet::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let there: Vec<Id> = people::table
            .filter(people::id.eq_any(some.to_vec()).and(people::disabled_at.is_null()))
            .select(people::id)
            .load(conn)?;
        found.extend(there);
    }
    Ok(found)
}
