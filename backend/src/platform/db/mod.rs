//! The two databases behind one connection type, and the only places where they differ.

mod connection;
mod migrations;
mod pool;
mod text_enum;
mod uuid_column;

pub use connection::{AnyConnection, MultiBackend, in_transaction};
pub use migrations::{migrate, pending_migrations};
pub use pool::{Database, DatabaseUrl};
pub use uuid_column::{Id, UuidColumn};

diesel::define_sql_function! {
    /// Both databases know it; `LIKE` ignores case on SQLite only.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// Repeats one body for both databases, for what Diesel cannot say through a `MultiConnection`:
/// batch inserts, `on_conflict`, `returning`.
#[macro_export]
macro_rules! on_backend {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::platform::db::AnyConnection::Postgres($c) => $body,
            $crate::platform::db::AnyConnection::Sqlite($c) => $body,
        }
    };
}
