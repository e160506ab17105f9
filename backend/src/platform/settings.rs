//! What the network has settled: one row each among the settings, as JSON under its name.

use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::db::AnyConnection;
use super::problem::Problem;
use crate::schema::settings;

/// A setting as it was read.
pub struct Setting<T> {
    pub value: T,
    name: &'static str,
    text: String,
}

/// # Errors
/// When the database does not answer. Every setting is there from the migration that brought it.
pub fn read<T: DeserializeOwned>(
    conn: &mut AnyConnection,
    name: &'static str,
) -> Result<Setting<T>, Problem> {
    let text: String = settings::table.filter(settings::name.eq(name)).select(settings::value).first(conn)?;
    let value = serde_json::from_str(&text).map_err(Problem::internal)?;
    Ok(Setting { value, name, text })
}

/// Writes `after` over what was read.
///
/// # Errors
/// 412 when somebody changed it meanwhile.
pub fn write<T: Serialize>(conn: &mut AnyConnection, before: &Setting<T>, after: &T) -> Result<(), Problem> {
    let written = serde_json::to_string(after).map_err(Problem::internal)?;
    let target = settings::table.filter(settings::name.eq(before.name).and(settings::value.eq(&before.text)));
    let rows = diesel::update(target).set(settings::value.eq(written)).execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Holds a setting until the transaction ends: whoever holds it too waits.
///
/// # Errors
/// When the database does not answer.
pub fn hold(conn: &mut AnyConnection, name: &str) -> QueryResult<()> {
    diesel::update(settings::table.filter(settings::name.eq(name)))
        .set(settings::value.eq(settings::value))
        .execute(conn)?;
    Ok(())
}
