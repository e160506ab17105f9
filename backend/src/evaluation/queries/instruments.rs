//! Instruments and their items. Wordings are no secret: who may see studies sees every instrument.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::evaluation::rules::{InstrumentState, ItemChoice, ItemKind, NewItem};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{instruments, items};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = instruments)]
pub struct InstrumentRow {
    pub id: Id,
    pub code: String,
    pub title: String,
    pub licence: String,
    pub citation: String,
    pub state: InstrumentState,
    pub number: i32,
    pub published_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = items)]
struct StoredItem {
    id: Id,
    instrument_id: Id,
    position: i32,
    variable: String,
    kind: ItemKind,
    prompt: String,
    required: bool,
    choices: String,
}

/// An item with its id, by which answers name it.
#[derive(Debug, Clone)]
pub struct ItemRow {
    pub id: Id,
    pub item: NewItem,
}

impl ItemRow {
    /// The item in the words of the statistics.
    #[must_use]
    pub fn measured(&self) -> evidence::Item {
        let choice = |c: &ItemChoice| evidence::Choice { code: c.code, label: c.label.clone() };
        evidence::Item {
            variable: self.item.variable.clone(),
            label: self.item.prompt.clone(),
            kind: self.item.kind.measured(),
            choices: self.item.choices.iter().map(choice).collect(),
            unit: None,
        }
    }
}

pub fn list_instruments(
    conn: &mut AnyConnection,
    _: &Scope,
    window: &Window<Id>,
) -> QueryResult<Vec<InstrumentRow>> {
    let mut query = instruments::table.into_boxed();
    if let Some(after) = window.after {
        query = query.filter(instruments::id.gt(after));
    }
    query.order(instruments::id).limit(window.fetch()).select(InstrumentRow::as_select()).load(conn)
}

pub fn find_instrument(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<InstrumentRow>> {
    instruments::table
        .filter(instruments::id.eq(id))
        .select(InstrumentRow::as_select())
        .first(conn)
        .optional()
}

/// The items in their order.
pub fn items_of(conn: &mut AnyConnection, instrument: Id) -> Result<Vec<ItemRow>, Problem> {
    let rows: Vec<StoredItem> = items::table
        .filter(items::instrument_id.eq(instrument))
        .order(items::position)
        .select(StoredItem::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let choices: Vec<ItemChoice> = serde_json::from_str(&row.choices).map_err(Problem::internal)?;
            let item = NewItem {
                variable: row.variable,
                kind: row.kind,
                prompt: row.prompt,
                required: row.required,
                choices,
            };
            Ok(ItemRow { id: row.id, item })
        })
        .collect()
}

pub fn insert_instrument(conn: &mut AnyConnection, row: &InstrumentRow) -> Result<(), Problem> {
    diesel::insert_into(instruments::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Only a draft has its items replaced: nobody has answered them.
pub fn replace_items(work: &mut Work<'_>, instrument: Id, new: &[NewItem]) -> Result<(), Problem> {
    let mut rows = Vec::with_capacity(new.len());
    for (position, item) in (1..).zip(new) {
        rows.push(StoredItem {
            id: work.new_id(),
            instrument_id: instrument,
            position,
            variable: item.variable.clone(),
            kind: item.kind,
            prompt: item.prompt.clone(),
            required: item.required,
            choices: serde_json::to_string(&item.choices).map_err(Problem::internal)?,
        });
    }
    diesel::delete(items::table.filter(items::instrument_id.eq(instrument))).execute(work.conn)?;
    on_backend!(work.conn, |c| diesel::insert_into(items::table).values(&rows).execute(c)?);
    Ok(())
}

/// Writes the editable columns; 412 when the row moved on since it was read.
pub fn update_instrument(conn: &mut AnyConnection, row: &InstrumentRow) -> Result<(), Problem> {
    let rows = diesel::update(
        instruments::table.filter(instruments::id.eq(row.id).and(instruments::version.eq(row.version - 1))),
    )
    .set((
        instruments::title.eq(row.title.clone()),
        instruments::licence.eq(row.licence.clone()),
        instruments::citation.eq(row.citation.clone()),
        instruments::state.eq(row.state),
        instruments::published_at.eq(row.published_at),
        instruments::updated_at.eq(row.updated_at),
        instruments::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
