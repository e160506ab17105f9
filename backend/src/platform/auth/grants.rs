//! Grants: a role in a scope, read live for every request and never from a token.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::schema::grants;

crate::text_enum! {
    /// What a person may be in the network.
    pub enum Role {
        Admin = "admin",
        TaskForce = "task_force",
        Coordinator = "coordinator",
        Guide = "guide",
        Reviewer = "reviewer",
        Evaluator = "evaluator",
        Partner = "partner",
        Mentor = "mentor",
        Mentee = "mentee",
    }
}

crate::text_enum! {
    /// Where a role holds.
    pub enum ScopeKind {
        Network = "network",
        Region = "region",
        Association = "association",
        Study = "study",
    }
}

/// One live grant. `scope_id` is `None` for the network only.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
pub struct Grant {
    pub role: Role,
    pub scope_kind: ScopeKind,
    pub scope_id: Option<Id>,
}

/// Nobody has revoked them, and they have not ended by `today`.
#[diesel::dsl::auto_type]
pub(super) fn are_live(today: NaiveDate) -> _ {
    let until: Option<NaiveDate> = Some(today);
    grants::revoked_at.is_null().and(grants::ends_on.is_null().or(grants::ends_on.gt(until)))
}

/// The grants of a person that nobody has revoked and that have not ended by `today`.
///
/// # Errors
/// When the database does not answer.
pub fn live_grants(conn: &mut AnyConnection, person: Id, today: NaiveDate) -> QueryResult<Vec<Grant>> {
    grants::table
        .filter(grants::person_id.eq(person).and(are_live(today)))
        .select(Grant::as_select())
        .load(conn)
}
