//! Applications.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::assignments::STANDING;
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, lower};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::search::containing;
use crate::platform::work::Work;
use crate::recruitment::rules::{ApplicationState, AssignmentState};
use crate::schema::{applications, review_assignments};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = applications)]
pub struct ApplicationRow {
    pub id: Id,
    pub opening_id: Id,
    pub region_id: Id,
    pub name: String,
    pub email: String,
    pub institution: String,
    pub experience: String,
    pub leadership: String,
    pub commitment: String,
    pub conflict_of_interest: Option<String>,
    pub state: ApplicationState,
    pub submitted_at: NaiveDateTime,
    pub decision_reason: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// What it is called where its applicant is not named: 1, 2, 3 in the order of arrival. `None` before reviewers are
    /// assigned.
    pub review_number: Option<i32>,
    pub phone: Option<String>,
    /// The code of a jurisdiction.
    pub residence: Option<String>,
    /// Another address that the applicant asked for, until its owner confirms it.
    pub asked_email: Option<String>,
    /// Names and addresses that it had before, one a line.
    pub known_as: String,
    /// When the owner of the address acted by a link that was mailed there; `None`: anybody could have sent it.
    pub address_confirmed_at: Option<NaiveDateTime>,
}

/// `false` when the address has applied to this opening already; also when it does so at this very
/// moment, which a check beforehand would not see.
pub fn insert_application(conn: &mut AnyConnection, row: &ApplicationRow) -> Result<bool, Problem> {
    let rows = on_backend!(conn, |c| diesel::insert_into(applications::table)
        .values(row)
        .on_conflict((applications::opening_id, applications::email))
        .do_nothing()
        .execute(c)?);
    Ok(rows == 1)
}

#[diesel::dsl::auto_type]
pub(super) fn assigned_to(reviewer: Id) -> _ {
    let standing: Vec<AssignmentState> = STANDING.to_vec();
    review_assignments::table
        .filter(review_assignments::reviewer_id.eq(reviewer))
        .filter(review_assignments::state.eq_any(standing))
        .select(review_assignments::application_id)
}

/// What a list of applications is searched for.
pub enum Sought {
    /// Part of a name or an institution, or of an address.
    Words { words: String, in_addresses: bool },
    /// What an application is called where its applicant is not named.
    Number(i32),
}

/// What a list of applications is narrowed by.
#[derive(Default)]
pub struct ApplicationFilter {
    pub state: Option<ApplicationState>,
    pub sought: Option<Sought>,
}

/// In the order of their arrival.
pub fn list_applications(
    conn: &mut AnyConnection,
    scope: &Scope,
    opening: Id,
    filter: &ApplicationFilter,
    window: &Window<Id>,
) -> QueryResult<Vec<ApplicationRow>> {
    let mut query = applications::table.filter(applications::opening_id.eq(opening)).into_boxed();
    if !scope.network {
        let Some(reviewer) = scope.own else { return Ok(Vec::new()) };
        query = query.filter(applications::id.eq_any(assigned_to(reviewer)));
    }
    if let Some(state) = filter.state {
        query = query.filter(applications::state.eq(state));
    }
    match &filter.sought {
        None => {}
        Some(Sought::Number(number)) => query = query.filter(applications::review_number.eq(Some(*number))),
        Some(Sought::Words { words, in_addresses }) => {
            let pattern = containing(words);
            let named = lower(applications::name)
                .like(pattern.clone())
                .or(lower(applications::institution).like(pattern.clone()));
            query = if *in_addresses {
                query.filter(named.or(applications::email.like(pattern)))
            } else {
                query.filter(named)
            };
        }
    }
    if let Some(after) = window.after {
        query = query.filter(applications::id.gt(after));
    }
    query.order(applications::id).limit(window.fetch()).select(ApplicationRow::as_select()).load(conn)
}

pub fn find_application(
    conn: &mut AnyConnection,
    scope: &Scope,
    id: Id,
) -> QueryResult<Option<ApplicationRow>> {
    let mut query = applications::table.filter(applications::id.eq(id)).into_boxed();
    if !scope.network {
        let Some(reviewer) = scope.own else { return Ok(None) };
        query = query.filter(applications::id.eq_any(assigned_to(reviewer)));
    }
    query.select(ApplicationRow::as_select()).first(conn).optional()
}

/// The application that the caller's mailed link is for.
pub fn find_linked_application(
    conn: &mut AnyConnection,
    scope: &Scope,
) -> QueryResult<Option<ApplicationRow>> {
    let Some(id) = scope.link else { return Ok(None) };
    applications::table
        .filter(applications::id.eq(id))
        .select(ApplicationRow::as_select())
        .first(conn)
        .optional()
}

/// The application of an address to an opening; only the owner of the address is ever told of it.
pub fn find_application_of(
    conn: &mut AnyConnection,
    opening: Id,
    email: &str,
) -> QueryResult<Option<ApplicationRow>> {
    applications::table
        .filter(applications::opening_id.eq(opening).and(applications::email.eq(email)))
        .select(ApplicationRow::as_select())
        .first(conn)
        .optional()
}

/// All applications of an opening, for services that checked the permission to decide.
pub fn applications_of(conn: &mut AnyConnection, opening: Id) -> QueryResult<Vec<ApplicationRow>> {
    applications::table
        .filter(applications::opening_id.eq(opening))
        .order(applications::id)
        .select(ApplicationRow::as_select())
        .load(conn)
}

/// These applications, for services that checked whom they are for.
pub fn applications_by_id(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, ApplicationRow>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<ApplicationRow> = applications::table
            .filter(applications::id.eq_any(some.to_vec()))
            .select(ApplicationRow::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// Moves an application on, with the reason of a new decision (`None` keeps the last one); 412 when
/// it moved since it was read.
pub fn update_application(
    work: &mut Work<'_>,
    row: &ApplicationRow,
    state: ApplicationState,
    reason: Option<String>,
) -> Result<ApplicationRow, Problem> {
    let next = ApplicationRow {
        state,
        decision_reason: reason.or_else(|| row.decision_reason.clone()),
        updated_at: work.stamp(),
        version: row.version + 1,
        ..row.clone()
    };
    let rows = diesel::update(
        applications::table.filter(applications::id.eq(row.id).and(applications::version.eq(row.version))),
    )
    .set((
        applications::state.eq(next.state),
        applications::decision_reason.eq(&next.decision_reason),
        applications::updated_at.eq(next.updated_at),
        applications::version.eq(next.version),
    ))
    .execute(work.conn)?;
    if rows == 1 { Ok(next) } else { Err(Problem::stale()) }
}

/// Writes what an applicant may change of an application, its texts and how they are reached; 412 when it moved since it was
/// read (`row.version` is the new one), 409 when another application of the opening has the address.
pub fn update_applicant(conn: &mut AnyConnection, row: &ApplicationRow) -> Result<(), Problem> {
    let written = diesel::update(
        applications::table
            .filter(applications::id.eq(row.id).and(applications::version.eq(row.version - 1))),
    )
    .set((
        (
            applications::name.eq(&row.name),
            applications::email.eq(&row.email),
            applications::institution.eq(&row.institution),
            applications::experience.eq(&row.experience),
            applications::leadership.eq(&row.leadership),
            applications::commitment.eq(&row.commitment),
            applications::conflict_of_interest.eq(&row.conflict_of_interest),
        ),
        applications::phone.eq(&row.phone),
        applications::residence.eq(&row.residence),
        applications::asked_email.eq(&row.asked_email),
        applications::known_as.eq(&row.known_as),
        applications::address_confirmed_at.eq(row.address_confirmed_at),
        applications::submitted_at.eq(row.submitted_at),
        applications::updated_at.eq(row.updated_at),
        applications::version.eq(row.version),
    ))
    .execute(conn);
    match written {
        Ok(1) => Ok(()),
        Ok(_) => Err(Problem::stale()),
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
            Err(Problem::conflict("There is an application from this address already: one for each opening."))
        }
        Err(error) => Err(error.into()),
    }
}
