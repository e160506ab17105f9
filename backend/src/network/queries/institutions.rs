//! Rows of institutions and their identifiers.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::network::import::InstitutionRow;
use crate::network::rules::Setting;
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, lower};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{institution_identifiers, institutions};

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
