//! Pools of readers and writers. SQLite has one writer, whose queue is the pool's own: contending
//! writers would cost a p99 above a second there. On PostgreSQL readers are read-only sessions.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::{PgConnection, SqliteConnection};

use super::connection::AnyConnection;
use crate::platform::problem::Problem;

/// Where the data is: `sqlite://PATH` or `postgres://...`.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            if path.is_empty() {
                return Err("DATABASE_URL names no file: write sqlite://PATH".into());
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err("DATABASE_URL must begin with sqlite:// or postgres://".into())
    }
}

impl std::fmt::Display for DatabaseUrl {
    /// Without the password, so that it may be printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(url) => {
                let shown = match (url.find("://"), url.rfind('@')) {
                    (Some(scheme), Some(at)) if at > scheme => {
                        let user = url[scheme + 3..at].split(':').next().unwrap_or_default();
                        format!("{}{user}@{}", &url[..scheme + 3], &url[at + 1..])
                    }
                    _ => url.clone(),
                };
                f.write_str(&shown)
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

struct Manager {
    url: DatabaseUrl,
    access: Access,
}

/// A connection of a pool, when it was last in use, and whether something failed on it that should not.
struct Pooled {
    conn: AnyConnection,
    used: Instant,
    doubtful: bool,
}

impl Pooled {
    fn work<T>(&mut self, work: impl FnOnce(&mut AnyConnection) -> Result<T, Problem>) -> Result<T, Problem> {
        let outcome = work(&mut self.conn);
        self.doubtful |= outcome.as_ref().is_err_and(|problem| problem.kind.status() >= 500);
        outcome
    }
}

/// A connection that was in use a moment ago is not asked whether it still lives: under load the question would cost
/// as much as a small read, and who meets a connection that has just died is told to try again.
const SURELY_ALIVE_FOR: Duration = Duration::from_millis(500);

impl r2d2::ManageConnection for Manager {
    type Connection = Pooled;
    type Error = ConnectionError;

    fn connect(&self) -> Result<Pooled, ConnectionError> {
        Ok(Pooled { conn: connect(&self.url, self.access)?, used: Instant::now(), doubtful: false })
    }

    /// Asked before a connection is handed out.
    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), ConnectionError> {
        match &mut pooled.conn {
            // A file cannot go away behind an open handle in a way that a question would find.
            AnyConnection::Sqlite(_) => Ok(()),
            AnyConnection::Postgres(_) if pooled.used.elapsed() < SURELY_ALIVE_FOR => Ok(()),
            AnyConnection::Postgres(c) => {
                c.batch_execute("SELECT 1").map_err(ConnectionError::CouldntSetupConfiguration)
            }
        }
    }

    /// Asked when a connection comes back. A doubtful one is not kept: a new one costs less than a second failure.
    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        use diesel::connection::{AnsiTransactionManager, TransactionManager};
        pooled.used = Instant::now();
        let conn = &mut pooled.conn;
        std::thread::panicking()
            || pooled.doubtful
            || crate::on_backend!(conn, |c| AnsiTransactionManager::is_broken_transaction_manager(c))
    }
}

fn connect(url: &DatabaseUrl, access: Access) -> Result<AnyConnection, ConnectionError> {
    let configured = |result: QueryResult<()>| result.map_err(ConnectionError::CouldntSetupConfiguration);
    match url {
        DatabaseUrl::Postgres(url) => {
            let mut conn = PgConnection::establish(url)?;
            configured(conn.batch_execute("SET timezone = 'UTC'; SET statement_timeout = '30s'"))?;
            if access == Access::Read {
                configured(conn.batch_execute("SET default_transaction_read_only = on"))?;
            }
            Ok(AnyConnection::Postgres(conn))
        }
        DatabaseUrl::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
            configured(conn.batch_execute(
                "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                 PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;",
            ))?;
            if access == Access::Read {
                configured(conn.batch_execute("PRAGMA query_only = ON"))?;
            }
            Ok(AnyConnection::Sqlite(conn))
        }
    }
}

/// A read-only connection that was free when it was asked for.
pub struct Reader(r2d2::PooledConnection<Manager>);

impl Reader {
    /// # Errors
    /// What `work` answers.
    pub fn read<T>(
        mut self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.0.work(work)
    }
}

/// The database of the network.
#[derive(Clone)]
pub struct Database {
    readers: r2d2::Pool<Manager>,
    writers: r2d2::Pool<Manager>,
    pub url: DatabaseUrl,
}

impl Database {
    /// Connects once to see that the database answers, then opens the pools lazily.
    ///
    /// # Errors
    /// One clear sentence when the database cannot be reached or its folder cannot be made.
    pub fn open(url: &DatabaseUrl, connections: u32) -> Result<Self, String> {
        if let DatabaseUrl::Sqlite(path) = url
            && let Some(folder) = path.parent()
            && !folder.as_os_str().is_empty()
        {
            std::fs::create_dir_all(folder)
                .map_err(|e| format!("The folder {} cannot be made: {e}.", folder.display()))?;
        }
        connect(url, Access::Write).map_err(|e| format!("The database {url} cannot be reached: {e}."))?;
        let pool = |access, size| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .connection_timeout(Duration::from_secs(5))
                .error_handler(Box::new(r2d2::NopErrorHandler))
                .build(Manager { url: url.clone(), access })
                .map_err(|e| format!("The database {url} cannot be reached: {e}."))
        };
        let writers = if matches!(url, DatabaseUrl::Sqlite(_)) { 1 } else { connections };
        Ok(Self {
            readers: pool(Access::Read, connections)?,
            writers: pool(Access::Write, writers)?,
            url: url.clone(),
        })
    }

    /// Runs `work` on a read-only connection.
    ///
    /// # Errors
    /// 503 when no connection is to be had, else what `work` answers.
    pub fn read<T>(&self, work: impl FnOnce(&mut AnyConnection) -> Result<T, Problem>) -> Result<T, Problem> {
        let mut pooled = self.readers.get().map_err(|e| Problem::unavailable(&e))?;
        pooled.work(work)
    }

    /// A reader for a few reads by key without leaving the thread: on SQLite they take less time than the way to a thread
    /// that may block, and back. `None` on PostgreSQL, which is a network away, and while every reader is busy.
    #[must_use]
    pub fn reader_at_hand(&self) -> Option<Reader> {
        match self.url {
            DatabaseUrl::Sqlite(_) => self.readers.try_get().map(Reader),
            DatabaseUrl::Postgres(_) => None,
        }
    }

    /// Runs `work` in one transaction on a writing connection.
    ///
    /// # Errors
    /// 503 when no connection is to be had, else what `work` answers; nothing is kept then.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut pooled = self.writers.get().map_err(|e| Problem::unavailable(&e))?;
        pooled.work(|conn| super::in_transaction(conn, work))
    }

    pub fn with_writer<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut pooled = self.writers.get().map_err(|e| Problem::unavailable(&e))?;
        pooled.work(work)
    }
}
