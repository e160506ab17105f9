//! The network's own wordings, one row for each version. Rows are added and never changed: what was sent can be read again.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::schema::{mail_template_versions, mails};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = mail_template_versions)]
pub struct Wording {
    pub id: Id,
    pub template: String,
    /// From 1; what we ship is 0 and has no row.
    pub version: i64,
    pub subject: String,
    pub body: String,
    pub note: Option<String>,
    pub written_by: Option<Id>,
    pub created_at: NaiveDateTime,
}

/// About which of these a letter of one occasion lies in the outbox, and to which address.
pub fn written_about(
    conn: &mut AnyConnection,
    template: &str,
    about: &[Id],
) -> QueryResult<HashSet<(Id, String)>> {
    let mut found = HashSet::new();
    for some in about.chunks(500) {
        let rows: Vec<(Option<Id>, String)> = mails::table
            .filter(mails::about.eq_any(some.iter().copied().map(Some).collect::<Vec<_>>()))
            .filter(mails::template.eq(template))
            .select((mails::about, mails::to_address))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(about, address)| Some((about?, address))));
    }
    Ok(found)
}

/// The wording in force, if the network has one of its own.
pub fn current(conn: &mut AnyConnection, template: &str) -> QueryResult<Option<Wording>> {
    mail_template_versions::table
        .filter(mail_template_versions::template.eq(template))
        .order(mail_template_versions::version.desc())
        .select(Wording::as_select())
        .first(conn)
        .optional()
}

/// The wording in force of every letter of which the network has one of its own.
pub fn all_current(conn: &mut AnyConnection) -> QueryResult<Vec<Wording>> {
    use mail_template_versions as versions;
    let newest: Vec<(String, Option<i64>)> = versions::table
        .group_by(versions::template)
        .select((versions::template, diesel::dsl::max(versions::version)))
        .load(conn)?;
    let numbers: Vec<i64> = newest.iter().filter_map(|(_, version)| *version).collect();
    let mut wordings: Vec<Wording> =
        versions::table.filter(versions::version.eq_any(numbers)).select(Wording::as_select()).load(conn)?;
    // The number of the newest of one letter is that of an older one of another.
    wordings.retain(|each| newest.contains(&(each.template.clone(), Some(each.version))));
    Ok(wordings)
}

/// Newest first.
pub fn list(conn: &mut AnyConnection, template: &str, window: &Window<i64>) -> QueryResult<Vec<Wording>> {
    let mut query =
        mail_template_versions::table.filter(mail_template_versions::template.eq(template)).into_boxed();
    if let Some(after) = window.after {
        query = query.filter(mail_template_versions::version.lt(after));
    }
    query
        .order(mail_template_versions::version.desc())
        .limit(window.fetch())
        .select(Wording::as_select())
        .load(conn)
}

pub fn insert(conn: &mut AnyConnection, wording: &Wording) -> QueryResult<()> {
    diesel::insert_into(mail_template_versions::table).values(wording).execute(conn)?;
    Ok(())
}
