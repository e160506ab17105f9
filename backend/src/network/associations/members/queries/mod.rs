//! Rows of memberships.

mod figures;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

pub use self::figures::*;
use super::MembershipState;
use crate::network::associations::queries::AssociationRow;
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend, lower};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{associations, memberships};

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = memberships, treat_none_as_null = true)]
pub struct MembershipRow {
    pub id: Id,
    pub association_id: Id,
    pub person_id: Option<Id>,
    pub external_id: Option<String>,
    pub name: String,
    pub email: String,
    pub institution_id: Option<Id>,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    pub state: MembershipState,
    pub shares_participation: bool,
    pub invited_at: Option<NaiveDateTime>,
    pub confirmed_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

impl MembershipRow {
    /// The person, when the association may see what they take part in: a member who lets it.
    #[must_use]
    pub fn shown(&self) -> Option<Id> {
        self.person_id.filter(|_| self.shares_participation && self.state == MembershipState::Active)
    }
}

/// What a list of members is narrowed by.
#[derive(Default)]
pub struct MemberFilter {
    pub association: Option<Id>,
    pub words: Option<String>,
    pub state: Option<MembershipState>,
}

type MembershipQuery = memberships::BoxedQuery<'static, MultiBackend>;

fn within(scope: &Scope) -> MembershipQuery {
    let query = memberships::table.into_boxed();
    if scope.network {
        query
    } else {
        query.filter(memberships::association_id.eq_any(scope.associations.clone()))
    }
}

/// By name.
pub fn list_members(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &MemberFilter,
    window: &Window<(String, Id)>,
) -> QueryResult<Vec<MembershipRow>> {
    let mut query = within(scope);
    if let Some(association) = filter.association {
        query = query.filter(memberships::association_id.eq(association));
    }
    if let Some(words) = &filter.words {
        let pattern = format!("%{}%", words.to_lowercase().replace(['%', '_'], " "));
        query = query.filter(
            lower(memberships::name)
                .like(pattern.clone())
                .or(memberships::email.like(pattern.clone()))
                .or(lower(memberships::external_id.assume_not_null()).like(pattern)),
        );
    }
    if let Some(state) = filter.state {
        query = query.filter(memberships::state.eq(state));
    }
    if let Some((name, id)) = &window.after {
        query = query.filter(
            memberships::name
                .gt(name.clone())
                .or(memberships::name.eq(name.clone()).and(memberships::id.gt(*id))),
        );
    }
    query
        .order((memberships::name, memberships::id))
        .limit(window.fetch())
        .select(MembershipRow::as_select())
        .load(conn)
}

pub fn find_membership(
    conn: &mut AnyConnection,
    scope: &Scope,
    id: Id,
) -> QueryResult<Option<MembershipRow>> {
    within(scope).filter(memberships::id.eq(id)).select(MembershipRow::as_select()).first(conn).optional()
}

/// Every record of an association, for imports and exports.
pub fn members_of(
    conn: &mut AnyConnection,
    scope: &Scope,
    association: Id,
) -> QueryResult<Vec<MembershipRow>> {
    within(scope)
        .filter(memberships::association_id.eq(association))
        .order((memberships::name, memberships::id))
        .select(MembershipRow::as_select())
        .load(conn)
}

/// Those whom nobody has asked yet, oldest first.
pub fn never_invited(
    conn: &mut AnyConnection,
    association: Id,
    most: i64,
) -> QueryResult<Vec<MembershipRow>> {
    memberships::table
        .filter(memberships::association_id.eq(association))
        .filter(memberships::state.eq(MembershipState::Unconfirmed).and(memberships::invited_at.is_null()))
        .order(memberships::id)
        .limit(most)
        .select(MembershipRow::as_select())
        .load(conn)
}

/// A person's own memberships, and those that wait under their address for them to confirm.
pub fn memberships_of(
    conn: &mut AnyConnection,
    person: Id,
    email: &str,
) -> QueryResult<Vec<(MembershipRow, AssociationRow)>> {
    memberships::table
        .inner_join(associations::table)
        .filter(
            memberships::person_id.eq(Some(person)).or(memberships::person_id
                .is_null()
                .and(memberships::email.eq(email.to_owned()))
                .and(memberships::state.eq(MembershipState::Unconfirmed))),
        )
        .order((associations::name, memberships::id))
        .select((MembershipRow::as_select(), AssociationRow::as_select()))
        .load(conn)
}

/// Other records of the same association with this address or this number.
pub fn like(conn: &mut AnyConnection, row: &MembershipRow) -> QueryResult<Vec<MembershipRow>> {
    let mut same = memberships::table
        .filter(memberships::association_id.eq(row.association_id).and(memberships::id.ne(row.id)))
        .select(MembershipRow::as_select())
        .into_boxed();
    same = match &row.external_id {
        Some(number) => same.filter(
            memberships::email.eq(row.email.clone()).or(memberships::external_id.eq(Some(number.clone()))),
        ),
        None => same.filter(memberships::email.eq(row.email.clone())),
    };
    same.load(conn)
}

/// Whether the person is joined to another record of this association.
pub fn belongs(conn: &mut AnyConnection, association: Id, person: Id, but: Id) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        memberships::table.filter(
            memberships::association_id
                .eq(association)
                .and(memberships::person_id.eq(Some(person)))
                .and(memberships::id.ne(but)),
        ),
    ))
    .get_result(conn)
}

pub fn insert_membership(conn: &mut AnyConnection, row: &MembershipRow) -> QueryResult<usize> {
    diesel::insert_into(memberships::table).values(row.clone()).execute(conn)
}

pub fn insert_memberships(conn: &mut AnyConnection, rows: &[MembershipRow]) -> Result<(), Problem> {
    // 16 columns a row: 1,000 rows stay below what either database binds at once.
    for some in rows.chunks(1000) {
        on_backend!(conn, |c| diesel::insert_into(memberships::table).values(some).execute(c)?);
    }
    Ok(())
}

/// Writes the row, unless it moved on from version `before`.
pub fn update_membership(conn: &mut AnyConnection, row: &MembershipRow, before: i64) -> QueryResult<usize> {
    diesel::update(memberships::table.filter(memberships::id.eq(row.id).and(memberships::version.eq(before))))
        .set((
            memberships::person_id.eq(row.person_id),
            memberships::external_id.eq(&row.external_id),
            memberships::name.eq(&row.name),
            memberships::email.eq(&row.email),
            memberships::institution_id.eq(row.institution_id),
            memberships::since.eq(row.since),
            memberships::until.eq(row.until),
            memberships::state.eq(row.state),
            memberships::shares_participation.eq(row.shares_participation),
            memberships::invited_at.eq(row.invited_at),
            memberships::confirmed_at.eq(row.confirmed_at),
            memberships::updated_at.eq(row.updated_at),
            memberships::version.eq(row.version),
        ))
        .execute(conn)
}
