//! Throwaway databases, each a copy of a migrated template, so that a test starts in milliseconds.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use perennial::platform::db::{Database, DatabaseUrl, migrate};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

static COUNTER: AtomicU32 = AtomicU32::new(0);

fn unique(prefix: &str) -> String {
    format!("{prefix}_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed))
}

/// The server to make databases on, when there is one.
pub fn postgres_server() -> Option<String> {
    std::env::var("PERENNIAL_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| FOLDER.get_or_init(|| tempfile::tempdir().unwrap()).path().to_owned())
}

fn migrated(url: &DatabaseUrl) {
    let db = Database::open(url, 1).unwrap();
    db.with_writer(|conn| {
        migrate(conn).unwrap();
        Ok(())
    })
    .unwrap();
}

fn with_database(server: &str, name: &str) -> String {
    let (base, options) = server.split_once('?').map_or((server, None), |(b, o)| (b, Some(o)));
    let slash = base.rfind('/').unwrap();
    let url = format!("{}/{name}", &base[..slash]);
    options.map_or(url.clone(), |options| format!("{url}?{options}"))
}

/// A fresh migrated database; `None` when there is no PostgreSQL server to test on.
pub fn throwaway(kind: Kind) -> Option<DatabaseUrl> {
    static LOCK: Mutex<()> = Mutex::new(());
    match kind {
        Kind::Sqlite => {
            static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
            let template = TEMPLATE.get_or_init(|| {
                let path = folder().join("template.sqlite");
                migrated(&DatabaseUrl::Sqlite(path.clone()));
                path
            });
            let copy = folder().join(format!("{}.sqlite", unique("test")));
            std::fs::copy(template, &copy).unwrap();
            Some(DatabaseUrl::Sqlite(copy))
        }
        Kind::Postgres => {
            let server = postgres_server()?;
            static TEMPLATE: OnceLock<String> = OnceLock::new();
            let template = TEMPLATE.get_or_init(|| {
                let name = unique("template");
                PgConnection::establish(&server)
                    .unwrap()
                    .batch_execute(&format!("CREATE DATABASE {name}"))
                    .unwrap();
                migrated(&DatabaseUrl::Postgres(with_database(&server, &name)));
                name
            });
            let name = unique("test");
            // Copies of one template take turns on the server anyway.
            let _turn = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
            PgConnection::establish(&server)
                .unwrap()
                .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
                .unwrap();
            Some(DatabaseUrl::Postgres(with_database(&server, &name)))
        }
    }
}

/// Takes a throwaway database away again: those of a whole run would be six gigabytes, most of it in memory.
pub fn take_away(url: &DatabaseUrl) {
    match url {
        DatabaseUrl::Sqlite(path) => {
            for ending in ["", "-wal", "-shm"] {
                let mut file = path.clone().into_os_string();
                file.push(ending);
                let _ = std::fs::remove_file(file);
            }
        }
        DatabaseUrl::Postgres(url) => {
            let (Some(server), Some(name)) = (postgres_server(), name_of(url)) else { return };
            // One that could not be dropped disturbs nobody: the server goes away with all of them.
            let _ = PgConnection::establish(&server)
                .map(|mut conn| conn.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")));
        }
    }
}

fn name_of(url: &str) -> Option<&str> {
    url.split('?').next()?.rsplit('/').next()
}
