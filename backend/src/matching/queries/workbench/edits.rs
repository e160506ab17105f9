//! Rows of what coordinators decided about a ready round.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::rules::{PairOf, RoundEditKind, Step};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{round_edits, rounds};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_edits)]
pub struct RoundEditRow {
    pub id: Id,
    pub round_id: Id,
    pub seq: i64,
    pub kind: RoundEditKind,
    /// The mentee's; `None` for an edit of no pair.
    pub region_id: Option<Id>,
    pub mentor_enrolment_id: Option<Id>,
    pub mentee_enrolment_id: Option<Id>,
    /// For coordinators alone.
    pub reason: Option<String>,
    pub overrides: bool,
    pub made_by: Option<Id>,
    pub made_at: NaiveDateTime,
    /// At which number of the round it was taken back.
    pub undone_seq: Option<i64>,
    pub undone_by: Option<Id>,
    pub undone_at: Option<NaiveDateTime>,
    /// The round in which it was made, when this one took it over: its number is 0 or less then.
    pub taken_from_round_id: Option<Id>,
}

impl RoundEditRow {
    #[must_use]
    pub fn pair(&self) -> Option<PairOf> {
        Some(PairOf { mentee: self.mentee_enrolment_id?, mentor: self.mentor_enrolment_id? })
    }

    #[must_use]
    pub fn step(&self) -> Step {
        Step {
            seq: self.seq,
            kind: self.kind,
            pair: self.pair(),
            overrides: self.overrides,
            undone_seq: self.undone_seq,
        }
    }
}

pub fn insert(conn: &mut AnyConnection, row: &RoundEditRow) -> Result<(), Problem> {
    diesel::insert_into(round_edits::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// All edits of a round in the order of their numbers. No scope: what was decided elsewhere counts too.
pub fn of_round(conn: &mut AnyConnection, round: Id) -> QueryResult<Vec<RoundEditRow>> {
    round_edits::table
        .filter(round_edits::round_id.eq(round))
        .order(round_edits::seq)
        .select(RoundEditRow::as_select())
        .load(conn)
}

/// Vetoes of a cycle and what lifted them, in the order in which they were decided; what was undone or taken over is not in it.
/// No scope: what was decided elsewhere counts too.
pub fn vetoes_of_cycle(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<RoundEditRow>> {
    let of_cycle = rounds::table.filter(rounds::cycle_id.eq(cycle)).select(rounds::id);
    round_edits::table
        .filter(round_edits::round_id.eq_any(of_cycle))
        .filter(round_edits::kind.eq_any([RoundEditKind::Veto, RoundEditKind::Unveto]))
        .filter(round_edits::undone_seq.is_null().and(round_edits::taken_from_round_id.is_null()))
        .order((round_edits::made_at, round_edits::round_id, round_edits::seq))
        .select(RoundEditRow::as_select())
        .load(conn)
}

/// Newest first: those of one's regions, and those of no pair.
pub fn list(
    conn: &mut AnyConnection,
    scope: &Scope,
    round: Id,
    window: &Window<i64>,
) -> QueryResult<Vec<RoundEditRow>> {
    let mut query = round_edits::table.filter(round_edits::round_id.eq(round)).into_boxed();
    if !scope.network {
        let regional =
            round_edits::region_id.eq_any(scope.regions.iter().copied().map(Some).collect::<Vec<_>>());
        query = query.filter(round_edits::region_id.is_null().or(regional));
    }
    if let Some(after) = window.after {
        query = query.filter(round_edits::seq.lt(after));
    }
    query.order(round_edits::seq.desc()).limit(window.fetch()).select(RoundEditRow::as_select()).load(conn)
}

/// Who takes an edit back, when, and at which number of the round; `None` brings it back.
pub struct Undoing {
    pub seq: i64,
    pub by: Option<Id>,
    pub at: NaiveDateTime,
}

pub fn set_undone(
    conn: &mut AnyConnection,
    round: Id,
    seq: i64,
    undone: Option<&Undoing>,
) -> Result<(), Problem> {
    diesel::update(round_edits::table.filter(round_edits::round_id.eq(round).and(round_edits::seq.eq(seq))))
        .set((
            round_edits::undone_seq.eq(undone.map(|undone| undone.seq)),
            round_edits::undone_by.eq(undone.and_then(|undone| undone.by)),
            round_edits::undone_at.eq(undone.map(|undone| undone.at)),
        ))
        .execute(conn)?;
    Ok(())
}
