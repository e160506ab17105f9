//! Rows of agreements and of the versions of their template.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::mentorships::rules::Cadence;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{agreement_templates, agreements};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = agreements)]
pub struct AgreementRow {
    pub id: Id,
    pub pairing_id: Id,
    /// A JSON list.
    pub goals: String,
    pub cadence: Cadence,
    pub confidentiality: String,
    pub ends_on: NaiveDate,
    pub mentor_signed_at: Option<NaiveDateTime>,
    pub mentee_signed_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// The version of the network's template it began with; none for those older than templates.
    pub template_version: Option<i64>,
}

impl AgreementRow {
    #[must_use]
    pub fn goals(&self) -> Vec<String> {
        serde_json::from_str(&self.goals).unwrap_or_default()
    }
}

/// The agreement of a pairing that the caller was found to reach.
pub fn agreement(conn: &mut AnyConnection, pairing: Id) -> QueryResult<Option<AgreementRow>> {
    agreements::table
        .filter(agreements::pairing_id.eq(pairing))
        .select(AgreementRow::as_select())
        .first(conn)
        .optional()
}

pub fn agreements_of(conn: &mut AnyConnection, pairings: &[Id]) -> QueryResult<HashMap<Id, AgreementRow>> {
    let rows: Vec<AgreementRow> = agreements::table
        .filter(agreements::pairing_id.eq_any(pairings.to_vec()))
        .select(AgreementRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.pairing_id, row)).collect())
}

pub fn insert_agreement(conn: &mut AnyConnection, row: &AgreementRow) -> Result<(), Problem> {
    diesel::insert_into(agreements::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// 412 when the row moved on since `row` was read.
pub fn update_agreement(conn: &mut AnyConnection, row: &AgreementRow) -> Result<(), Problem> {
    let rows = diesel::update(
        agreements::table.filter(agreements::id.eq(row.id).and(agreements::version.eq(row.version - 1))),
    )
    .set((
        agreements::goals.eq(&row.goals),
        agreements::cadence.eq(row.cadence),
        agreements::confidentiality.eq(&row.confidentiality),
        agreements::ends_on.eq(row.ends_on),
        agreements::mentor_signed_at.eq(row.mentor_signed_at),
        agreements::mentee_signed_at.eq(row.mentee_signed_at),
        agreements::updated_at.eq(row.updated_at),
        agreements::version.eq(row.version),
        agreements::template_version.eq(row.template_version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = agreement_templates)]
pub struct TemplateRow {
    pub version: i64,
    /// A JSON list.
    pub goal_prompts: String,
    pub cadence: Cadence,
    pub confidentiality: String,
    pub note: Option<String>,
    pub written_by: Option<Id>,
    pub created_at: NaiveDateTime,
}

/// The version in force. There is always one.
pub fn newest_template(conn: &mut AnyConnection) -> QueryResult<TemplateRow> {
    agreement_templates::table
        .order(agreement_templates::version.desc())
        .select(TemplateRow::as_select())
        .first(conn)
}

pub fn template_exists(conn: &mut AnyConnection, version: i64) -> QueryResult<bool> {
    let found: i64 = agreement_templates::table
        .filter(agreement_templates::version.eq(version))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

/// Newest first.
pub fn list_templates(conn: &mut AnyConnection, window: &Window<i64>) -> QueryResult<Vec<TemplateRow>> {
    let mut query = agreement_templates::table.into_boxed();
    if let Some(after) = window.after {
        query = query.filter(agreement_templates::version.lt(after));
    }
    query
        .order(agreement_templates::version.desc())
        .limit(window.fetch())
        .select(TemplateRow::as_select())
        .load(conn)
}

pub fn insert_template(conn: &mut AnyConnection, row: &TemplateRow) -> Result<(), Problem> {
    diesel::insert_into(agreement_templates::table).values(row.clone()).execute(conn)?;
    Ok(())
}
