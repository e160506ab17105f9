//! One connection type over SQLite and PostgreSQL.

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::{PgConnection, SqliteConnection};

use crate::platform::problem::Problem;

// PostgreSQL first: SQLite's `establish` accepts any text as a path.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

/// Runs `work` in one transaction: committed when it answers `Ok`, rolled back otherwise.
///
/// SQLite takes its write lock at the start, since a transaction that first reads and then
/// writes cannot wait for the lock and would fail under contention.
pub fn in_transaction<T>(
    conn: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, Problem>,
) -> Result<T, Problem> {
    match conn {
        AnyConnection::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN")?,
        AnyConnection::Sqlite(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?;
        }
    }
    match work(conn) {
        Ok(value) => {
            on_both(conn, true)?;
            Ok(value)
        }
        Err(problem) => {
            // The cause matters more than a failure to roll back, which the pool repairs.
            if let Err(error) = on_both(conn, false) {
                log::error!("rollback failed: {error}");
            }
            Err(problem)
        }
    }
}

fn on_both(conn: &mut AnyConnection, commit: bool) -> diesel::QueryResult<()> {
    crate::on_backend!(conn, |c| if commit {
        AnsiTransactionManager::commit_transaction(c)
    } else {
        AnsiTransactionManager::rollback_transaction(c)
    })
}
