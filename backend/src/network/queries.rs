//! Rows of regions, jurisdictions, institutions, imports, seats and terms.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::import::{ImportSummary, InstitutionRow};
use super::pls::RowProblem;
use super::rules::{Setting, TermState};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, lower};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{
    import_problems, imports, institution_identifiers, institutions, jurisdictions, regions, seats, terms,
};

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = regions)]
pub struct RegionRow {
    pub id: Id,
    pub code: String,
    pub name: String,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = jurisdictions)]
pub struct JurisdictionRow {
    pub code: String,
    pub name: String,
    pub region_id: Id,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = seats)]
pub struct SeatRow {
    pub id: Id,
    pub region_id: Id,
    pub name: String,
    pub closed_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = terms)]
pub struct TermRow {
    pub id: Id,
    pub seat_id: Id,
    pub region_id: Id,
    pub person_id: Id,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub state: TermState,
    pub handover: bool,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

impl TermRow {
    /// Whether nobody serves it any more: it was ended, or its last day is over.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        matches!(self.state, TermState::Graduated | TermState::Ended) || self.ends_on <= today
    }
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct ImportRow {
    pub id: Id,
    pub format: String,
    pub dry_run: bool,
    pub job_id: Option<Id>,
    pub rows_read: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub failed: i64,
    pub created_at: NaiveDateTime,
    pub version: i64,
}

/// Regions are public facts of the network: whoever may see the network sees all of them.
pub fn list_regions(conn: &mut AnyConnection, _: &Scope) -> QueryResult<Vec<RegionRow>> {
    regions::table.order(regions::code).select(RegionRow::as_select()).load(conn)
}

pub fn find_region(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<RegionRow>> {
    regions::table.filter(regions::id.eq(id)).select(RegionRow::as_select()).first(conn).optional()
}

/// The names of all regions, for views of other slices.
///
/// # Errors
/// When the database does not answer.
pub fn region_names(conn: &mut AnyConnection) -> QueryResult<HashMap<Id, String>> {
    let rows: Vec<(Id, String)> = regions::table.select((regions::id, regions::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}

pub fn list_jurisdictions(conn: &mut AnyConnection, _: &Scope) -> QueryResult<Vec<JurisdictionRow>> {
    jurisdictions::table.order(jurisdictions::code).select(JurisdictionRow::as_select()).load(conn)
}

pub fn regions_of_jurisdictions(conn: &mut AnyConnection) -> QueryResult<Vec<(String, Id)>> {
    jurisdictions::table.select((jurisdictions::code, jurisdictions::region_id)).load(conn)
}

/// The region that a jurisdiction lies in.
///
/// # Errors
/// When the database does not answer.
pub fn region_of_jurisdiction(conn: &mut AnyConnection, code: &str) -> QueryResult<Option<Id>> {
    jurisdictions::table
        .filter(jurisdictions::code.eq(code.to_owned()))
        .select(jurisdictions::region_id)
        .first(conn)
        .optional()
}

/// Institutions and their staff by region.
pub fn institution_load(conn: &mut AnyConnection) -> QueryResult<HashMap<Id, (i64, f64)>> {
    use diesel::dsl::{count_star, sum};
    let rows: Vec<(Id, i64, Option<f64>)> = institutions::table
        .group_by(institutions::region_id)
        .select((institutions::region_id, count_star(), sum(institutions::staff)))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, n, staff)| (id, (n, staff.unwrap_or(0.0)))).collect())
}

/// What a list of institutions is narrowed by.
#[derive(Default)]
pub struct InstitutionFilter {
    pub words: Option<String>,
    pub region: Option<Id>,
    pub jurisdiction: Option<String>,
    pub setting: Option<Setting>,
}

/// By name. Institutions are public facts, as regions are.
pub fn list_institutions(
    conn: &mut AnyConnection,
    _: &Scope,
    filter: &InstitutionFilter,
    window: &Window<(String, Id)>,
) -> QueryResult<Vec<InstitutionRow>> {
    let mut query = institutions::table.into_boxed();
    if let Some(words) = &filter.words {
        let pattern = format!("%{}%", words.to_lowercase().replace(['%', '_'], " "));
        query = query.filter(lower(institutions::name).like(pattern));
    }
    if let Some(region) = filter.region {
        query = query.filter(institutions::region_id.eq(region));
    }
    if let Some(jurisdiction) = &filter.jurisdiction {
        query = query.filter(institutions::jurisdiction.eq(jurisdiction.clone()));
    }
    if let Some(setting) = filter.setting {
        query = query.filter(institutions::setting.eq(setting));
    }
    if let Some((name, id)) = &window.after {
        query = query.filter(
            institutions::name
                .gt(name.clone())
                .or(institutions::name.eq(name.clone()).and(institutions::id.gt(*id))),
        );
    }
    query
        .order((institutions::name, institutions::id))
        .limit(window.fetch())
        .select(InstitutionRow::as_select())
        .load(conn)
}

pub fn find_institution(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<InstitutionRow>> {
    institutions::table
        .filter(institutions::id.eq(id))
        .select(InstitutionRow::as_select())
        .first(conn)
        .optional()
}

/// Name, setting, jurisdiction and region of an institution, for other slices.
///
/// # Errors
/// When the database does not answer.
pub fn institution_brief(
    conn: &mut AnyConnection,
    id: Id,
) -> QueryResult<Option<(String, Setting, String, Id)>> {
    institutions::table
        .filter(institutions::id.eq(id))
        .select((
            institutions::name,
            institutions::setting,
            institutions::jurisdiction,
            institutions::region_id,
        ))
        .first(conn)
        .optional()
}

/// Id, jurisdiction, region and staff of every institution, in the order of their ids: what a demo
/// network draws its people from.
///
/// # Errors
/// When the database does not answer.
pub fn institution_sample(conn: &mut AnyConnection) -> QueryResult<Vec<(Id, String, Id, Option<f64>)>> {
    institutions::table
        .order(institutions::id)
        .select((institutions::id, institutions::jurisdiction, institutions::region_id, institutions::staff))
        .load(conn)
}

pub fn insert_institution(conn: &mut AnyConnection, row: &InstitutionRow) -> Result<(), Problem> {
    on_backend!(conn, |c| diesel::insert_into(institutions::table).values(row).execute(c)?);
    Ok(())
}

pub fn identifiers(conn: &mut AnyConnection, scheme: &str) -> QueryResult<Vec<(String, Id)>> {
    institution_identifiers::table
        .filter(institution_identifiers::scheme.eq(scheme.to_owned()))
        .select((institution_identifiers::value, institution_identifiers::institution_id))
        .load(conn)
}

pub fn identifiers_of(conn: &mut AnyConnection, institution: Id) -> QueryResult<Vec<(String, String)>> {
    institution_identifiers::table
        .filter(institution_identifiers::institution_id.eq(institution))
        .order((institution_identifiers::scheme, institution_identifiers::value))
        .select((institution_identifiers::scheme, institution_identifiers::value))
        .load(conn)
}

pub fn imported_institutions(conn: &mut AnyConnection, source: &str) -> QueryResult<Vec<InstitutionRow>> {
    institutions::table
        .filter(institutions::source.eq(Some(source.to_owned())))
        .select(InstitutionRow::as_select())
        .load(conn)
}

pub fn insert_import(work: &mut Work<'_>, format: &str, dry_run: bool, body: &[u8]) -> Result<Id, Problem> {
    let id = work.new_id();
    diesel::insert_into(imports::table)
        .values((
            imports::id.eq(id),
            imports::format.eq(format),
            imports::dry_run.eq(dry_run),
            imports::body.eq(body),
            imports::rows_read.eq(0_i64),
            imports::created.eq(0_i64),
            imports::updated.eq(0_i64),
            imports::unchanged.eq(0_i64),
            imports::failed.eq(0_i64),
            imports::created_at.eq(work.stamp()),
            imports::updated_at.eq(work.stamp()),
            imports::version.eq(1_i64),
        ))
        .execute(work.conn)?;
    Ok(id)
}

pub fn set_import_job(conn: &mut AnyConnection, id: Id, job: Id) -> QueryResult<usize> {
    diesel::update(imports::table.filter(imports::id.eq(id))).set(imports::job_id.eq(Some(job))).execute(conn)
}

pub fn import_body(conn: &mut AnyConnection, id: Id) -> Result<(Vec<u8>, bool), Problem> {
    Ok(imports::table.filter(imports::id.eq(id)).select((imports::body, imports::dry_run)).first(conn)?)
}

/// Writes the outcome and lets the uploaded file go.
pub fn finish_import(
    work: &mut Work<'_>,
    id: Id,
    summary: &ImportSummary,
    problems: &[RowProblem],
) -> Result<(), Problem> {
    diesel::update(imports::table.filter(imports::id.eq(id)))
        .set((
            imports::body.eq(Vec::<u8>::new()),
            imports::rows_read.eq(summary.rows_read),
            imports::created.eq(summary.created),
            imports::updated.eq(summary.updated),
            imports::unchanged.eq(summary.unchanged),
            imports::failed.eq(summary.failed),
            imports::updated_at.eq(work.stamp()),
            imports::version.eq(imports::version + 1),
        ))
        .execute(work.conn)?;
    for problem in problems {
        diesel::insert_into(import_problems::table)
            .values((
                import_problems::import_id.eq(id),
                import_problems::line.eq(i64::try_from(problem.line).unwrap_or(i64::MAX)),
                import_problems::field.eq(&problem.field),
                import_problems::code.eq(&problem.code),
                import_problems::detail.eq(&problem.detail),
            ))
            .execute(work.conn)?;
    }
    Ok(())
}

pub fn find_import(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<ImportRow>> {
    if !scope.network {
        return Ok(None);
    }
    imports::table.filter(imports::id.eq(id)).select(ImportRow::as_select()).first(conn).optional()
}

/// Line, field, code and detail of each problem, by line.
pub fn list_import_problems(
    conn: &mut AnyConnection,
    import: Id,
    window: &Window<(i64, String)>,
) -> QueryResult<Vec<(i64, String, String, String)>> {
    let mut query = import_problems::table.filter(import_problems::import_id.eq(import)).into_boxed();
    if let Some((line, field)) = &window.after {
        query = query.filter(
            import_problems::line
                .gt(*line)
                .or(import_problems::line.eq(*line).and(import_problems::field.gt(field.clone()))),
        );
    }
    query
        .order((import_problems::line, import_problems::field))
        .limit(window.fetch())
        .select((
            import_problems::line,
            import_problems::field,
            import_problems::code,
            import_problems::detail,
        ))
        .load(conn)
}

pub fn list_seats(conn: &mut AnyConnection, scope: &Scope, region: Option<Id>) -> QueryResult<Vec<SeatRow>> {
    let mut query = seats::table.into_boxed();
    if !scope.network {
        query = query.filter(seats::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(region) = region {
        query = query.filter(seats::region_id.eq(region));
    }
    query.order((seats::region_id, seats::name)).select(SeatRow::as_select()).load(conn)
}

pub fn find_seat(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<SeatRow>> {
    let seat: Option<SeatRow> =
        seats::table.filter(seats::id.eq(id)).select(SeatRow::as_select()).first(conn).optional()?;
    Ok(seat.filter(|seat| scope.reaches_region(seat.region_id)))
}

pub fn insert_seat(conn: &mut AnyConnection, seat: &SeatRow) -> Result<(), Problem> {
    diesel::insert_into(seats::table).values(seat.clone()).execute(conn)?;
    Ok(())
}

/// Terms by start, narrowed by seat or person.
pub fn list_terms(
    conn: &mut AnyConnection,
    scope: &Scope,
    person: Option<Id>,
    region: Option<Id>,
    window: &Window<Id>,
) -> QueryResult<Vec<TermRow>> {
    let mut query = terms::table.into_boxed();
    if !scope.network {
        query = query.filter(terms::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(person) = person {
        query = query.filter(terms::person_id.eq(person));
    }
    if let Some(region) = region {
        query = query.filter(terms::region_id.eq(region));
    }
    if let Some(after) = window.after {
        query = query.filter(terms::id.gt(after));
    }
    query.order(terms::id).limit(window.fetch()).select(TermRow::as_select()).load(conn)
}

pub fn find_term(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<TermRow>> {
    let term: Option<TermRow> =
        terms::table.filter(terms::id.eq(id)).select(TermRow::as_select()).first(conn).optional()?;
    Ok(term.filter(|term| scope.reaches_region(term.region_id)))
}

pub fn terms_of_person(conn: &mut AnyConnection, person: Id) -> QueryResult<Vec<TermRow>> {
    terms::table
        .filter(terms::person_id.eq(person))
        .order(terms::starts_on.desc())
        .select(TermRow::as_select())
        .load(conn)
}

pub fn insert_term(conn: &mut AnyConnection, term: &TermRow) -> QueryResult<usize> {
    diesel::insert_into(terms::table).values(term.clone()).execute(conn)
}

/// 412 when the row moved on since it was read.
pub fn update_term_state(work: &mut Work<'_>, term: &TermRow, state: TermState) -> Result<(), Problem> {
    let rows =
        diesel::update(terms::table.filter(terms::id.eq(term.id).and(terms::version.eq(term.version))))
            .set((
                terms::state.eq(state),
                terms::updated_at.eq(work.stamp()),
                terms::version.eq(term.version + 1),
            ))
            .execute(work.conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Code and id of every region.
///
/// # Errors
/// When the database does not answer.
pub fn region_ids(conn: &mut AnyConnection) -> QueryResult<Vec<(String, Id)>> {
    regions::table.order(regions::code).select((regions::code, regions::id)).load(conn)
}
