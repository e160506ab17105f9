//! Both migration histories make the same tables, and `schema.rs` says the same.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use perennial::platform::db::{AnyConnection, Database};

use crate::support::{Kind, throwaway};

#[derive(diesel::QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    required: bool,
}

type Columns = BTreeMap<String, Vec<(String, String, bool)>>;

/// What both databases call the same.
fn common(kind: &str) -> &'static str {
    match kind.to_uppercase().as_str() {
        "UUID" | "BYTEA" | "BLOB" => "bytes",
        "TEXT" => "text",
        "BIGINT" | "INTEGER" => "integer",
        "BOOLEAN" => "boolean",
        "TIMESTAMP" | "TIMESTAMP WITHOUT TIME ZONE" => "moment",
        "DATE" => "day",
        "DOUBLE" | "DOUBLE PRECISION" => "double",
        other => panic!("'{other}' is a type that the two databases do not share"),
    }
}

fn columns(kind: Kind) -> Option<Columns> {
    let db = Database::open(&throwaway(kind)?, 1).unwrap();
    let rows: Vec<Column> = db
        .with_writer(|conn| {
            Ok(match conn {
                AnyConnection::Sqlite(c) => diesel::sql_query(
                    "SELECT m.name AS table_name, p.name AS column_name, p.type AS kind, p.\"notnull\" AS required \
                     FROM sqlite_master m JOIN pragma_table_info(m.name) p \
                     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid",
                )
                .load(c)?,
                AnyConnection::Postgres(c) => diesel::sql_query(
                    "SELECT table_name::text, column_name::text, data_type::text AS kind, is_nullable = 'NO' AS required \
                     FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position",
                )
                .load(c)?,
            })
        })
        .unwrap();
    let mut tables = Columns::new();
    for row in rows {
        // The text index is FTS5 on one and tsvector on the other; Diesel keeps its own table.
        if row.table_name.starts_with("resource_index") || row.table_name.starts_with("__diesel") {
            continue;
        }
        tables.entry(row.table_name).or_default().push((
            row.column_name,
            common(&row.kind).to_owned(),
            row.required,
        ));
    }
    Some(tables)
}

#[test]
fn both_histories_make_the_same_columns() {
    let sqlite = columns(Kind::Sqlite).unwrap();
    assert!(sqlite.len() > 40);
    let Some(postgres) = columns(Kind::Postgres) else {
        eprintln!("SKIPPED: PERENNIAL_TEST_POSTGRES is not set");
        return;
    };
    assert_eq!(sqlite, postgres);
}

#[test]
fn both_histories_have_the_same_names() {
    let names = |folder: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(folder);
        let mut names: Vec<_> = std::fs::read_dir(path).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn the_schema_says_what_the_migrations_make() {
    let text = include_str!("../../src/schema.rs");
    for (table, columns) in columns(Kind::Sqlite).unwrap() {
        let start = text.find(&format!("    {table} (")).unwrap_or_else(|| panic!("schema.rs lacks {table}"));
        let body = &text[start..start + text[start..].find("\n    }").unwrap()];
        let mut said = body.lines().skip(1).map(str::trim).filter(|line| line.contains("->"));
        for (column, kind, required) in columns {
            let line = said.next().unwrap_or_else(|| panic!("schema.rs lacks {table}.{column}"));
            let (name, rust) = line.trim_end_matches(',').split_once(" -> ").unwrap();
            let inner = rust.trim_start_matches("Nullable<").trim_end_matches('>');
            let common = match inner {
                "UuidColumn" | "Binary" => "bytes",
                "Text" => "text",
                "BigInt" | "Integer" => "integer",
                "Bool" => "boolean",
                "Timestamp" => "moment",
                "Date" => "day",
                "Double" => "double",
                other => panic!("'{other}' in {table}"),
            };
            assert_eq!(
                (name, common, !rust.starts_with("Nullable")),
                (column.as_str(), kind.as_str(), required),
                "{table}"
            );
        }
        assert_eq!(said.next(), None, "schema.rs has more columns in {table}");
    }
}
