//! Rows of institutions and their identifiers.

use std::collections::HashMap;

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::network::finding::{self, Found};
use crate::network::import::InstitutionRow;
use crate::network::rules::Setting;
use crate::network::rules::identifiers::IdentifierScheme;
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{institution_identifiers, institution_words, institutions, people};

/// Institutions and their staff by region.
pub fn institution_load(conn: &mut AnyConnection) -> QueryResult<HashMap<Id, (i64, f64)>> {
    use diesel::dsl::{count_star, sum};
    let rows: Vec<(Id, i64, Option<f64>)> = institutions::table
        .filter(institutions::merged_into.is_null())
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
    /// The one institution that is known by this, in the form that is kept.
    pub identifier: Option<(IdentifierScheme, String)>,
}

type Condition = Box<dyn BoxableExpression<institutions::table, MultiBackend, SqlType = Bool>>;

/// Has a word that begins so.
fn has_word(beginning: &str) -> Condition {
    let word = || institution_words::word.concat(finding::BY_INSTITUTION);
    Box::new(exists(
        institution_words::table
            .filter(institution_words::institution_id.eq(institutions::id))
            .filter(word().ge(beginning.to_owned()).and(word().lt(finding::after_all(beginning))))
            .select(institution_words::institution_id),
    ))
}

fn is_found(found: Found) -> Condition {
    match found {
        Found::These(ids) => Box::new(institutions::id.eq_any(ids)),
        Found::Many { beginnings, known } => {
            let mut words = beginnings.iter().map(|beginning| has_word(beginning));
            let first = words.next().unwrap_or_else(|| Box::new(institutions::id.eq_any(Vec::<Id>::new())));
            let named = words.fold(first, |all, next| Box::new(all.and(next)));
            // An `or` keeps a database from reading on by name.
            if known.is_empty() { named } else { Box::new(named.or(institutions::id.eq_any(known))) }
        }
    }
}

/// By name. Institutions are public facts, as regions are.
pub fn list_institutions(
    conn: &mut AnyConnection,
    _: &Scope,
    filter: &InstitutionFilter,
    window: &Window<(String, Id)>,
) -> QueryResult<Vec<InstitutionRow>> {
    let mut query = institutions::table.filter(institutions::merged_into.is_null()).into_boxed();
    if let Some(words) = &filter.words {
        query = query.filter(is_found(finding::find(conn, words)?));
    }
    if let Some((scheme, value)) = &filter.identifier {
        let wanted = institution_identifiers::table
            .filter(institution_identifiers::scheme.eq(scheme.as_str()))
            .filter(institution_identifiers::value.eq(value.clone()))
            .select(institution_identifiers::institution_id);
        query = query.filter(institutions::id.eq_any(wanted));
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

/// None for one that was merged into another.
pub fn find_institution(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<InstitutionRow>> {
    institutions::table
        .filter(institutions::id.eq(id).and(institutions::merged_into.is_null()))
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

/// Holds an institution until the transaction ends, so that it is not merged into another meanwhile.
pub fn hold_institution(conn: &mut AnyConnection, id: Id) -> QueryResult<usize> {
    let standing = institutions::id.eq(id).and(institutions::merged_into.is_null());
    diesel::update(institutions::table.filter(standing))
        .set(institutions::version.eq(institutions::version))
        .execute(conn)
}

/// The names of several institutions, for lists.
pub fn institution_names(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let mut names = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<(Id, String)> = institutions::table
            .filter(institutions::id.eq_any(some.to_vec()))
            .select((institutions::id, institutions::name))
            .load(conn)?;
        names.extend(rows);
    }
    Ok(names)
}

/// Id, jurisdiction, region and staff of every institution, in the order of their ids: what a demo
/// network draws its people from.
///
/// # Errors
/// When the database does not answer.
pub fn institution_sample(conn: &mut AnyConnection) -> QueryResult<Vec<(Id, String, Id, Option<f64>)>> {
    institutions::table
        .filter(institutions::merged_into.is_null())
        .order(institutions::id)
        .select((institutions::id, institutions::jurisdiction, institutions::region_id, institutions::staff))
        .load(conn)
}

pub fn insert_institution(conn: &mut AnyConnection, row: &InstitutionRow) -> Result<(), Problem> {
    on_backend!(conn, |c| diesel::insert_into(institutions::table).values(row).execute(c)?);
    Ok(())
}

/// Inserts many, as they are.
pub fn insert_institutions(conn: &mut AnyConnection, rows: &[InstitutionRow]) -> Result<(), Problem> {
    // 22 columns a row: 400 rows stay below the 32,766 parameters that SQLite binds at once.
    for some in rows.chunks(400) {
        on_backend!(conn, |c| diesel::insert_into(institutions::table).values(some).execute(c)?);
    }
    Ok(())
}

/// Writes all that a file says over the version that was read; 412 when it moved on since.
pub fn write_over_institution(work: &mut Work<'_>, row: &InstitutionRow) -> Result<(), Problem> {
    let now = work.stamp();
    let read = institutions::id.eq(row.id).and(institutions::version.eq(row.version));
    let rows = diesel::update(institutions::table.filter(read))
        .set((
            institutions::name.eq(&row.name),
            institutions::setting.eq(row.setting),
            institutions::city.eq(&row.city),
            institutions::address.eq(&row.address),
            institutions::postal_code.eq(&row.postal_code),
            institutions::latitude.eq(row.latitude),
            institutions::longitude.eq(row.longitude),
            institutions::staff.eq(row.staff),
            institutions::staff_missing.eq(&row.staff_missing),
            institutions::population.eq(row.population),
            institutions::population_missing.eq(&row.population_missing),
            institutions::visits.eq(row.visits),
            institutions::visits_missing.eq(&row.visits_missing),
            institutions::measures.eq(&row.measures),
            institutions::source.eq(&row.source),
            institutions::updated_at.eq(now),
            institutions::version.eq(row.version + 1),
        ))
        .execute(work.conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Scheme, value and institution of every identifier.
pub fn all_identifiers(conn: &mut AnyConnection) -> QueryResult<Vec<(String, String, Id)>> {
    institution_identifiers::table
        .select((
            institution_identifiers::scheme,
            institution_identifiers::value,
            institution_identifiers::institution_id,
        ))
        .load(conn)
}

pub fn insert_identifiers(
    conn: &mut AnyConnection,
    identifiers: &[((IdentifierScheme, String), Id)],
) -> Result<(), Problem> {
    for some in identifiers.chunks(1000) {
        let rows: Vec<_> = some
            .iter()
            .map(|((scheme, value), id)| {
                (
                    institution_identifiers::scheme.eq(scheme.as_str()),
                    institution_identifiers::value.eq(value),
                    institution_identifiers::institution_id.eq(*id),
                )
            })
            .collect();
        on_backend!(conn, |c| diesel::insert_into(institution_identifiers::table)
            .values(&rows)
            .execute(c)?);
    }
    Ok(())
}

pub fn institutions_of(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<Vec<InstitutionRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<InstitutionRow> = institutions::table
            .filter(institutions::id.eq_any(some.to_vec()))
            .select(InstitutionRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

pub fn identifiers_in(conn: &mut AnyConnection, scheme: &str) -> QueryResult<Vec<(String, Id)>> {
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

/// Which of these identifiers other institutions are known by: scheme, value, and the other's name.
pub fn taken_identifiers(
    conn: &mut AnyConnection,
    institution: Id,
    identifiers: &[(IdentifierScheme, String)],
) -> QueryResult<Vec<(String, String, String)>> {
    let values: Vec<String> = identifiers.iter().map(|(_, value)| value.clone()).collect();
    institution_identifiers::table
        .inner_join(institutions::table)
        .filter(institution_identifiers::value.eq_any(values))
        .filter(institutions::id.ne(institution))
        .select((institution_identifiers::scheme, institution_identifiers::value, institutions::name))
        .load(conn)
}

/// Puts these in the place of all that the institution is known by.
pub fn replace_identifiers(
    conn: &mut AnyConnection,
    institution: Id,
    identifiers: &[(IdentifierScheme, String)],
) -> QueryResult<()> {
    diesel::delete(
        institution_identifiers::table.filter(institution_identifiers::institution_id.eq(institution)),
    )
    .execute(conn)?;
    for (scheme, value) in identifiers {
        diesel::insert_into(institution_identifiers::table)
            .values((
                institution_identifiers::scheme.eq(scheme.as_str()),
                institution_identifiers::value.eq(value),
                institution_identifiers::institution_id.eq(institution),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Writes what people may change of an institution; 412 when it moved since it was read.
pub fn update_institution(work: &mut Work<'_>, before: i64, row: &InstitutionRow) -> Result<(), Problem> {
    let now = work.stamp();
    let rows = diesel::update(
        institutions::table.filter(institutions::id.eq(row.id).and(institutions::version.eq(before))),
    )
    .set((
        institutions::name.eq(&row.name),
        institutions::setting.eq(row.setting),
        institutions::jurisdiction.eq(&row.jurisdiction),
        institutions::region_id.eq(row.region_id),
        institutions::city.eq(&row.city),
        institutions::address.eq(&row.address),
        institutions::postal_code.eq(&row.postal_code),
        institutions::updated_at.eq(now),
        institutions::version.eq(before + 1),
    ))
    .execute(work.conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Who works there now.
pub fn people_at(conn: &mut AnyConnection, institution: Id) -> QueryResult<Vec<Id>> {
    people::table.filter(people::institution_id.eq(institution)).select(people::id).load(conn)
}

/// Every institution that has an identifier of the scheme.
pub fn institutions_known_by(conn: &mut AnyConnection, scheme: &str) -> QueryResult<Vec<InstitutionRow>> {
    let known = institution_identifiers::table
        .filter(institution_identifiers::scheme.eq(scheme.to_owned()))
        .select(institution_identifiers::institution_id);
    institutions::table.filter(institutions::id.eq_any(known)).select(InstitutionRow::as_select()).load(conn)
}
