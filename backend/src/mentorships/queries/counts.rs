//! Pairings in figures.

use diesel::prelude::*;

use crate::mentorships::rules::{EndReason, PairingState};
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{agreements, meetings, pairings};

/// How many pairings there are, and what they have done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct PairingCounts {
    /// Paused ones too.
    pub active: i64,
    /// Completed by the two, or ended with their cycle.
    pub ended_completed: i64,
    pub ended_early: i64,
    /// Pairings whose agreement both have signed.
    pub with_agreement: i64,
    pub meetings: i64,
}

pub fn counts(conn: &mut AnyConnection, region: Option<Id>, cycle: Option<Id>) -> QueryResult<PairingCounts> {
    /// The same narrowing for three queries of different types.
    macro_rules! narrowed {
        ($query:expr) => {{
            let mut query = $query.into_boxed();
            if let Some(region) = region {
                query = query.filter(pairings::region_id.eq(region));
            }
            if let Some(cycle) = cycle {
                query = query.filter(pairings::cycle_id.eq(cycle));
            }
            query
        }};
    }
    let mut found = PairingCounts::default();
    let rows: Vec<(PairingState, Option<EndReason>)> =
        narrowed!(pairings::table).select((pairings::state, pairings::end_reason)).load(conn)?;
    for row in rows {
        match row {
            (PairingState::Active | PairingState::Paused, _) => found.active += 1,
            (PairingState::Ended, Some(reason)) if reason.is_natural() => found.ended_completed += 1,
            (PairingState::Ended, _) => found.ended_early += 1,
        }
    }
    found.with_agreement = narrowed!(agreements::table.inner_join(pairings::table))
        .filter(agreements::mentor_signed_at.is_not_null().and(agreements::mentee_signed_at.is_not_null()))
        .count()
        .get_result(conn)?;
    found.meetings = narrowed!(meetings::table.inner_join(pairings::table)).count().get_result(conn)?;
    Ok(found)
}
