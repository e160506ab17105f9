//! Full-text search: FTS5 on SQLite, tsvector on PostgreSQL, behind two functions; and patterns for shorter texts.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Text};

use super::db::{AnyConnection, Id, UuidColumn};

#[derive(diesel::QueryableByName)]
struct Hit {
    #[diesel(sql_type = UuidColumn)]
    resource_id: Id,
}

/// A `LIKE` pattern for what holds `words`, to be compared with lower case. The pattern's own signs stand for any one sign:
/// escaping them is what SQLite and PostgreSQL do not understand alike.
#[must_use]
pub fn containing(words: &str) -> String {
    format!("%{}%", words.trim().to_lowercase().replace(['%', '\\'], "_"))
}

/// Replaces what is found under `resource`.
///
/// # Errors
/// When the database refuses.
pub fn index(conn: &mut AnyConnection, resource: Id, title: &str, text: &str) -> QueryResult<()> {
    match conn {
        AnyConnection::Sqlite(c) => {
            sql_query("DELETE FROM resource_index WHERE resource_id = ?")
                .bind::<UuidColumn, _>(resource)
                .execute(c)?;
            sql_query("INSERT INTO resource_index (resource_id, title, body) VALUES (?, ?, ?)")
                .bind::<Binary, _>(resource.0.as_bytes().as_slice())
                .bind::<Text, _>(title)
                .bind::<Text, _>(text)
                .execute(c)?;
        }
        AnyConnection::Postgres(c) => {
            sql_query(
                "INSERT INTO resource_index (resource_id, document) VALUES ($1, \
                 setweight(to_tsvector('english', $2), 'A') || to_tsvector('english', $3)) \
                 ON CONFLICT (resource_id) DO UPDATE SET document = excluded.document",
            )
            .bind::<UuidColumn, _>(resource)
            .bind::<Text, _>(title)
            .bind::<Text, _>(text)
            .execute(c)?;
        }
    }
    Ok(())
}

/// The resources that hold every word of `words` (its beginning suffices for the last), best first.
///
/// # Errors
/// When the database does not answer.
pub fn find(conn: &mut AnyConnection, words: &str, most: i64) -> QueryResult<Vec<Id>> {
    let plain: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .take(12)
        .collect();
    if plain.is_empty() {
        return Ok(Vec::new());
    }
    let hits: Vec<Hit> = match conn {
        AnyConnection::Sqlite(c) => {
            let wanted = plain.iter().map(|w| format!("\"{w}\"*")).collect::<Vec<_>>().join(" ");
            sql_query(
                "SELECT resource_id FROM resource_index WHERE resource_index MATCH ? \
                 ORDER BY bm25(resource_index, 0.0, 4.0, 1.0), resource_id LIMIT ?",
            )
            .bind::<Text, _>(wanted)
            .bind::<BigInt, _>(most)
            .load(c)?
        }
        AnyConnection::Postgres(c) => {
            let wanted = plain.iter().map(|w| format!("{w}:*")).collect::<Vec<_>>().join(" & ");
            sql_query(
                "SELECT resource_id FROM resource_index, to_tsquery('english', $1) AS wanted \
                 WHERE document @@ wanted ORDER BY ts_rank(document, wanted) DESC, resource_id LIMIT $2",
            )
            .bind::<Text, _>(wanted)
            .bind::<BigInt, _>(most)
            .load(c)?
        }
    };
    Ok(hits.into_iter().map(|hit| hit.resource_id).collect())
}
