//! Roles in scopes: granted, ended on a day, revoked.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::json;

use crate::identity::queries::{self, GrantRow};
use crate::identity::rules;
use crate::platform::auth::{Role, ScopeKind};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Grants a role in a region to many people who do not hold it yet, each in their own region.
///
/// # Errors
/// When the database refuses.
pub fn grant_role_in_regions(
    work: &mut Work<'_>,
    role: Role,
    people_and_regions: &[(Id, Id)],
) -> Result<(), Problem> {
    let created_at = work.stamp();
    let rows: Vec<GrantRow> = people_and_regions
        .iter()
        .map(|(person, region)| GrantRow {
            id: work.new_id(),
            person_id: *person,
            role,
            scope_kind: ScopeKind::Region,
            scope_id: Some(*region),
            created_at,
            version: 1,
            ends_on: None,
        })
        .collect();
    queries::insert_grants(work.conn, &rows)?;
    let made: Vec<Change<'_>> = rows
        .iter()
        .map(|grant| {
            Change::new("grant.created", grant.id).in_region(grant.scope_id).with(json!({
                "person_id": grant.person_id, "role": role,
                "scope_kind": grant.scope_kind, "scope_id": grant.scope_id,
            }))
        })
        .collect();
    work.record_all(&made)
}

/// Grants a role, once: a live grant of the same kind is kept.
///
/// # Errors
/// 422 when role and scope do not fit.
pub fn grant_role(
    work: &mut Work<'_>,
    person: Id,
    role: Role,
    kind: ScopeKind,
    scope: Option<Id>,
) -> Result<Id, Problem> {
    grant_role_until(work, person, role, kind, scope, None)
}

/// Grants a role until a day, from which on it is none. A live grant of the same kind is kept, and lasts as long as
/// the longer of the two.
///
/// # Errors
/// 422 when role and scope do not fit.
pub fn grant_role_until(
    work: &mut Work<'_>,
    person: Id,
    role: Role,
    kind: ScopeKind,
    scope: Option<Id>,
    ends_on: Option<NaiveDate>,
) -> Result<Id, Problem> {
    let mut wrong = rules::grant_problems(role, kind, scope);
    if scope.is_some() && queries::scope_name(work.conn, kind, scope)?.is_none() {
        wrong.push(FieldError::new("/scope_id", "unknown", format!("There is no such {kind}.")));
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    queries::get_person(work.conn, person)
        .map_err(|_| Problem::field("/person_id", "unknown", "There is no such person."))?;
    let live = queries::list_grants(work.conn, work.now.date_naive(), Some(person), None, 200)?;
    if let Some(same) = live.iter().find(|g| g.role == role && g.scope_kind == kind && g.scope_id == scope) {
        let longer = same.ends_on.is_some_and(|day| ends_on.is_some_and(|end| end > day));
        if longer {
            queries::set_end_of_grant(work.conn, same.id, ends_on)?;
        }
        return Ok(same.id);
    }
    let id = queries::insert_grant(work, person, role, kind, scope, ends_on)?;
    let region = scope.filter(|_| kind == ScopeKind::Region);
    work.record(
        Change::new("grant.created", id)
            .in_region(region)
            .with(json!({ "person_id": person, "role": role, "scope_kind": kind, "scope_id": scope })),
    )?;
    Ok(id)
}

/// Takes a role in a scope away from a person; nothing happens when they do not hold it.
///
/// # Errors
/// When the database refuses.
pub fn revoke_role(
    work: &mut Work<'_>,
    person: Id,
    role: Role,
    kind: ScopeKind,
    scope: Option<Id>,
) -> Result<(), Problem> {
    let live = queries::list_grants(work.conn, work.now.date_naive(), Some(person), None, 200)?;
    for grant in live.iter().filter(|g| g.role == role && g.scope_kind == kind && g.scope_id == scope) {
        revoke_grant(work, grant.id)?;
    }
    Ok(())
}

/// Lets a role that a person holds end on `day`; nothing happens when they do not hold it. From that day on it is
/// none, without anybody doing anything.
///
/// # Errors
/// When the database refuses.
pub fn end_role_on(
    work: &mut Work<'_>,
    person: Id,
    role: Role,
    kind: ScopeKind,
    scope: Option<Id>,
    day: NaiveDate,
) -> Result<(), Problem> {
    let today = work.now.date_naive();
    if day <= today {
        return revoke_role(work, person, role, kind, scope);
    }
    let live = queries::list_grants(work.conn, today, Some(person), None, 200)?;
    for grant in live.iter().filter(|g| g.role == role && g.scope_kind == kind && g.scope_id == scope) {
        if grant.ends_on == Some(day) {
            continue;
        }
        queries::set_end_of_grant(work.conn, grant.id, Some(day))?;
        let region = scope.filter(|_| kind == ScopeKind::Region);
        work.record(
            Change::new("grant.ends", grant.id)
                .in_region(region)
                .with(json!({ "person_id": person, "role": role, "ends_on": day })),
        )?;
    }
    Ok(())
}

/// Everybody who holds a role for the whole network today.
///
/// # Errors
/// When the database does not answer.
pub fn holders_for_network(work: &mut Work<'_>, role: Role) -> Result<Vec<Id>, Problem> {
    Ok(queries::holders_for_network(work.conn, role, work.now.date_naive())?)
}

/// # Errors
/// 404 when there is no such live grant; 409 when nobody could administer the network afterwards.
pub fn revoke_grant(work: &mut Work<'_>, id: Id) -> Result<(), Problem> {
    let grant = queries::find_grant(work.conn, id)?.ok_or_else(|| Problem::not_found("grant"))?;
    if grant.role == Role::Admin {
        let others = queries::list_grants(work.conn, work.now.date_naive(), None, None, 100_000)?;
        if !others.iter().any(|g| g.role == Role::Admin && g.person_id != grant.person_id) {
            return Err(Problem::conflict(
                "This is the last administrator: grant the role to somebody else first.",
            ));
        }
    }
    let now: NaiveDateTime = work.stamp();
    queries::revoke_grant(work.conn, id, now)?;
    work.record(
        Change::new("grant.revoked", id).with(json!({ "person_id": grant.person_id, "role": grant.role })),
    )
}
