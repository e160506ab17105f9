//! Rows of imports and of what was wrong with their files.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::network::import::ImportSummary;
use crate::network::pls::RowProblem;
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{cycles, failed_import_rows, import_problems, imports};

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
    pub association_id: Option<Id>,
    pub cycle_id: Option<Id>,
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

pub fn set_import_association(conn: &mut AnyConnection, id: Id, association: Id) -> QueryResult<usize> {
    diesel::update(imports::table.filter(imports::id.eq(id)))
        .set(imports::association_id.eq(Some(association)))
        .execute(conn)
}

pub fn set_import_cycle(conn: &mut AnyConnection, id: Id, cycle: Id) -> QueryResult<usize> {
    diesel::update(imports::table.filter(imports::id.eq(id)))
        .set(imports::cycle_id.eq(Some(cycle)))
        .execute(conn)
}

/// The cycle that a file of pairings is of.
pub fn import_cycle(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<Id>> {
    imports::table.filter(imports::id.eq(id)).select(imports::cycle_id).first(conn)
}

/// Whether there is such a cycle that people may join.
pub fn takes_enrolments(conn: &mut AnyConnection, cycle: Id) -> QueryResult<bool> {
    let found: i64 = cycles::table
        .filter(
            cycles::id.eq(cycle).and(cycles::state.eq_any(["enrolling".to_owned(), "matching".to_owned()])),
        )
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

/// Whether there is such a cycle that pairings may be taken over into.
pub fn takes_pairings(conn: &mut AnyConnection, cycle: Id) -> QueryResult<bool> {
    let found: i64 = cycles::table
        .filter(cycles::id.eq(cycle).and(cycles::state.ne_all(["draft".to_owned(), "closed".to_owned()])))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

pub fn import_body(conn: &mut AnyConnection, id: Id) -> Result<(Vec<u8>, bool), Problem> {
    Ok(imports::table.filter(imports::id.eq(id)).select((imports::body, imports::dry_run)).first(conn)?)
}

pub fn import_format(conn: &mut AnyConnection, id: Id) -> Result<String, Problem> {
    Ok(imports::table.filter(imports::id.eq(id)).select(imports::format).first(conn)?)
}

/// The rows of a file that were not taken, as they came, for the file that is mended and sent again.
pub fn keep_failed_rows(conn: &mut AnyConnection, import: Id, rows: &[(i64, String)]) -> Result<(), Problem> {
    for some in rows.chunks(1000) {
        let rows: Vec<_> = some
            .iter()
            .map(|(line, cells)| {
                (
                    failed_import_rows::import_id.eq(import),
                    failed_import_rows::line.eq(*line),
                    failed_import_rows::cells.eq(cells),
                )
            })
            .collect();
        on_backend!(conn, |c| diesel::insert_into(failed_import_rows::table).values(&rows).execute(c)?);
    }
    Ok(())
}

/// Their cells, line by line.
pub fn failed_rows(conn: &mut AnyConnection, import: Id) -> Result<Vec<Vec<String>>, Problem> {
    let rows: Vec<String> = failed_import_rows::table
        .filter(failed_import_rows::import_id.eq(import))
        .order(failed_import_rows::line)
        .select(failed_import_rows::cells)
        .load(conn)?;
    rows.iter().map(|cells| serde_json::from_str(cells).map_err(Problem::internal)).collect()
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
    let row: Option<ImportRow> =
        imports::table.filter(imports::id.eq(id)).select(ImportRow::as_select()).first(conn).optional()?;
    Ok(row
        .filter(|row| scope.network || row.association_id.is_some_and(|of| scope.associations.contains(&of))))
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
