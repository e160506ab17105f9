//! Rows of regions and their jurisdictions.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::{jurisdictions, regions};

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

/// Code and id of every region.
///
/// # Errors
/// When the database does not answer.
pub fn region_ids(conn: &mut AnyConnection) -> QueryResult<Vec<(String, Id)>> {
    regions::table.order(regions::code).select((regions::code, regions::id)).load(conn)
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

/// Holds them until the transaction ends: none of them moves to another region meanwhile.
pub fn hold_jurisdictions(conn: &mut AnyConnection, codes: [&String; 2]) -> QueryResult<()> {
    let mut codes = codes.map(Clone::clone);
    // In one order, so that two who hold the same do not wait for one another.
    codes.sort_unstable();
    for code in codes {
        diesel::update(jurisdictions::table.filter(jurisdictions::code.eq(code)))
            .set(jurisdictions::region_id.eq(jurisdictions::region_id))
            .execute(conn)?;
    }
    Ok(())
}

pub fn find_jurisdiction(conn: &mut AnyConnection, code: &str) -> QueryResult<Option<JurisdictionRow>> {
    jurisdictions::table
        .filter(jurisdictions::code.eq(code.to_owned()))
        .select(JurisdictionRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_region(conn: &mut AnyConnection, row: &RegionRow, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::insert_into(regions::table)
        .values((
            regions::id.eq(row.id),
            regions::code.eq(&row.code),
            regions::name.eq(&row.name),
            regions::created_at.eq(now),
            regions::updated_at.eq(now),
            regions::version.eq(row.version),
        ))
        .execute(conn)
}

/// Writes the name over the version before: 412 when it moved on.
pub fn update_region(conn: &mut AnyConnection, row: &RegionRow, now: NaiveDateTime) -> Result<(), Problem> {
    let target = regions::table.filter(regions::id.eq(row.id));
    let rows = diesel::update(target.filter(regions::version.eq(row.version - 1)))
        .set((regions::name.eq(&row.name), regions::updated_at.eq(now), regions::version.eq(row.version)))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn delete_region(conn: &mut AnyConnection, id: Id) -> QueryResult<usize> {
    diesel::delete(regions::table.filter(regions::id.eq(id))).execute(conn)
}

/// Frees the codes of all regions for those that replace them in the same transaction.
pub fn set_aside_regions(conn: &mut AnyConnection) -> QueryResult<()> {
    let codes: Vec<(Id, String)> = regions::table.select((regions::id, regions::code)).load(conn)?;
    for (id, code) in codes {
        diesel::update(regions::table.filter(regions::id.eq(id)))
            .set(regions::code.eq(format!("before {code}")))
            .execute(conn)?;
    }
    Ok(())
}
