//! What the network has settled about mentoring, as JSON among the settings.

use diesel::prelude::*;

use crate::platform::db::AnyConnection;
use crate::platform::problem::Problem;
use crate::schema::settings;

/// What the network takes for too long.
pub const MENTORING_RULES: &str = "mentoring_rules";
/// Who receives confidential concerns.
pub const CONCERN_RECIPIENTS: &str = "concern_recipients";

pub fn read_setting(conn: &mut AnyConnection, name: &str) -> QueryResult<String> {
    settings::table.filter(settings::name.eq(name)).select(settings::value).first(conn)
}

/// 412 when it is no longer what was read.
pub fn write_setting(conn: &mut AnyConnection, name: &str, before: &str, after: &str) -> Result<(), Problem> {
    let rows =
        diesel::update(settings::table.filter(settings::name.eq(name).and(settings::value.eq(before))))
            .set(settings::value.eq(after))
            .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
