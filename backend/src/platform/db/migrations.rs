//! The two migration histories, same stamps and names, kept equal by a test.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::AnyConnection;

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// Brings the database to the newest schema and names the migrations that were run.
///
/// # Errors
/// One sentence naming the migration that failed.
pub fn migrate(conn: &mut AnyConnection) -> Result<Vec<String>, String> {
    let ran = match conn {
        AnyConnection::Postgres(c) => {
            c.run_pending_migrations(POSTGRES).map(|v| v.iter().map(ToString::to_string).collect())
        }
        AnyConnection::Sqlite(c) => {
            c.run_pending_migrations(SQLITE).map(|v| v.iter().map(ToString::to_string).collect())
        }
    };
    ran.map_err(|e| format!("A migration failed: {e}."))
}

/// How many migrations are still to be run.
///
/// # Errors
/// One sentence when the database does not answer.
pub fn pending_migrations(conn: &mut AnyConnection) -> Result<usize, String> {
    let pending = match conn {
        AnyConnection::Postgres(c) => c.pending_migrations(POSTGRES).map(|v| v.len()),
        AnyConnection::Sqlite(c) => c.pending_migrations(SQLITE).map(|v| v.len()),
    };
    pending.map_err(|e| format!("The migrations cannot be read: {e}."))
}
