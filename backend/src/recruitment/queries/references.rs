//! References: asked by mail, written by the holders of the links.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::recruitment::rules::{ApplicationState, ReferenceState};
use crate::schema::{application_references as refs, applications};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = refs)]
pub struct ReferenceRow {
    pub id: Id,
    pub application_id: Id,
    pub name: String,
    pub email: String,
    /// In the applicant's words.
    pub relation: String,
    pub state: ReferenceState,
    /// When the referee was mailed; empty while the letter waits.
    pub asked_at: Option<NaiveDateTime>,
    pub reminded_at: Option<NaiveDateTime>,
    pub answered_at: Option<NaiveDateTime>,
    pub text: Option<String>,
    pub known_for_years: Option<i32>,
    /// In the referee's words.
    pub declared_relation: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// 409 when this address was asked about this application before.
pub fn insert_reference(conn: &mut AnyConnection, row: &ReferenceRow) -> Result<(), Problem> {
    diesel::insert_into(refs::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// In the order in which they were named.
pub fn references_of(conn: &mut AnyConnection, application: Id) -> QueryResult<Vec<ReferenceRow>> {
    refs::table
        .filter(refs::application_id.eq(application))
        .order(refs::id)
        .select(ReferenceRow::as_select())
        .load(conn)
}

/// The reference that the caller's mailed link is for.
pub fn find_linked_reference(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Option<ReferenceRow>> {
    let Some(id) = scope.link else { return Ok(None) };
    refs::table.filter(refs::id.eq(id)).select(ReferenceRow::as_select()).first(conn).optional()
}

/// Writes what can change; 412 when it moved on since it was read (`row.version` is the new one).
pub fn update_reference(conn: &mut AnyConnection, row: &ReferenceRow) -> Result<(), Problem> {
    let rows = diesel::update(refs::table.filter(refs::id.eq(row.id).and(refs::version.eq(row.version - 1))))
        .set((
            refs::state.eq(row.state),
            refs::asked_at.eq(row.asked_at),
            refs::reminded_at.eq(row.reminded_at),
            refs::answered_at.eq(row.answered_at),
            refs::text.eq(&row.text),
            refs::known_for_years.eq(row.known_for_years),
            refs::declared_relation.eq(&row.declared_relation),
            refs::updated_at.eq(row.updated_at),
            refs::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

const OPEN: [ApplicationState; 3] =
    [ApplicationState::Submitted, ApplicationState::InReview, ApplicationState::Offered];

/// Some of the references, after this one, that are still to be mailed or reminded: asked, of an application that
/// somebody still decides, and either not mailed yet or mailed before `mailed_before` and never reminded.
pub fn referees_to_mail(
    conn: &mut AnyConnection,
    mailed_before: NaiveDateTime,
    after: Option<Id>,
) -> QueryResult<Vec<ReferenceRow>> {
    let mut query = refs::table
        .inner_join(applications::table)
        .filter(refs::state.eq(ReferenceState::Asked).and(applications::state.eq_any(OPEN)))
        .filter(
            refs::asked_at
                .is_null()
                .or(refs::asked_at.le(Some(mailed_before)).and(refs::reminded_at.is_null())),
        )
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(refs::id.gt(after));
    }
    query.order(refs::id).limit(100).select(ReferenceRow::as_select()).load(conn)
}

/// Forgets the referees of an application who were only named.
pub fn forget_named_references(conn: &mut AnyConnection, application: Id) -> QueryResult<usize> {
    diesel::delete(
        refs::table.filter(refs::application_id.eq(application).and(refs::state.eq(ReferenceState::Named))),
    )
    .execute(conn)
}
