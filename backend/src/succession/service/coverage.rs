//! Coverage: which seats have whom until when, of the regions that a caller sees; figures of the network are of all.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{all_terms, stopped_on};
use crate::identity;
use crate::network::{self, SeatRow, TermLeaveRow, TermRow, TermState};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::succession::queries;
use crate::succession::rules::{self, SeatState};

/// A term in the time asked for. Terms on leave and terms that ended otherwise are not told here.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CoverageTerm {
    pub term_id: Id,
    pub person_id: Id,
    #[schema(example = "Ana Flores")]
    pub person_name: String,
    pub state: TermState,
    pub starts_on: NaiveDate,
    /// The first day it no longer covers; earlier than appointed when the coordinator graduated.
    pub ends_on: NaiveDate,
}

/// A seat and who has it until when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CoverageSeat {
    pub seat_id: Id,
    #[schema(example = "Great Lakes, first seat")]
    pub seat_name: String,
    pub region_id: Id,
    #[schema(example = "Great Lakes")]
    pub region_name: String,
    /// Today.
    pub state: SeatState,
    /// The first day that nobody covers; `null` when today is such a day.
    pub covered_until: Option<NaiveDate>,
    /// In the time asked for.
    #[schema(minimum = 0)]
    pub uncovered_days: i64,
    pub terms: Vec<CoverageTerm>,
}

/// A region with its seats.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CoverageRegion {
    pub region_id: Id,
    #[schema(example = "03")]
    pub code: String,
    #[schema(example = "Great Lakes")]
    pub name: String,
    /// That of the seat that needs most; a region without a seat is uncovered.
    pub state: SeatState,
    #[schema(minimum = 0)]
    pub uncovered_days: i64,
    pub seats: Vec<CoverageSeat>,
}

/// A jurisdiction has the coverage of its region.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CoverageJurisdiction {
    #[schema(example = "OH")]
    pub code: String,
    #[schema(example = "Ohio")]
    pub name: String,
    pub region_id: Id,
    pub state: SeatState,
    /// The first day on which one of the region's seats is uncovered; `null` when one is today.
    pub covered_until: Option<NaiveDate>,
}

/// Which seats have whom until when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Coverage {
    pub today: NaiveDate,
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// All regions; `false` for those who see regions of their own alone: every figure here is then of these.
    pub whole_network: bool,
    #[schema(minimum = 0)]
    pub seats: usize,
    /// Seats that somebody covers today.
    #[schema(minimum = 0)]
    pub covered_seats: usize,
    /// Of all seats, in the time asked for.
    #[schema(minimum = 0)]
    pub uncovered_days: i64,
    /// Seats that nobody covers today.
    pub uncovered_seats: Vec<CoverageSeat>,
    pub regions: Vec<CoverageRegion>,
    pub jurisdictions: Vec<CoverageJurisdiction>,
}

/// The coverage of all seats in `[from, to)`, whatever the caller's scope: for figures of the network, which name nobody.
///
/// # Errors
/// When the database does not answer.
pub fn coverage(work: &mut Work<'_>, from: NaiveDate, to: NaiveDate) -> Result<Coverage, Problem> {
    covering(work, &Scope::everything(), from, to)
}

/// The coverage of the seats of those regions that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub fn coverage_seen(work: &mut Work<'_>, from: NaiveDate, to: NaiveDate) -> Result<Coverage, Problem> {
    let seen = work.scope.clone();
    covering(work, &seen, from, to)
}

fn covering(work: &mut Work<'_>, seen: &Scope, from: NaiveDate, to: NaiveDate) -> Result<Coverage, Problem> {
    work.with_scope(&Scope::everything(), |work| of_regions(work, seen, from, to))
}

fn of_regions(
    work: &mut Work<'_>,
    seen: &Scope,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Coverage, Problem> {
    let mut seats = network::list_seats(work.conn, work.scope, None)?;
    seats.retain(|seat| seen.reaches_region(seat.region_id));
    let mut terms = all_terms(work)?;
    terms.retain(|term| seats.iter().any(|seat| seat.id == term.seat_id));
    let people: Vec<Id> = terms.iter().map(|term| term.person_id).collect();
    let view = Window {
        today: work.now.date_naive(),
        from,
        to,
        names: identity::person_names(work.conn, &people)?,
        regions: network::region_names(work.conn)?,
        graduated: queries::graduation_days(work.conn)?,
        leaves: network::list_leaves(work.conn)?,
    };
    let open: Vec<CoverageSeat> =
        seats.iter().filter(|seat| seat.closed_at.is_none()).map(|seat| view.seat(seat, &terms)).collect();
    let covers = |seat: &&CoverageSeat| seat.covered_until.is_some();
    let regions: Vec<CoverageRegion> = network::list_regions(work.conn, work.scope)?
        .into_iter()
        .filter(|region| seen.reaches_region(region.id))
        .map(|region| {
            let seats: Vec<_> = open.iter().filter(|seat| seat.region_id == region.id).cloned().collect();
            CoverageRegion {
                region_id: region.id,
                code: region.code,
                name: region.name,
                state: rules::worst(seats.iter().map(|seat| seat.state)),
                uncovered_days: seats.iter().map(|seat| seat.uncovered_days).sum(),
                seats,
            }
        })
        .collect();
    let jurisdictions = network::list_jurisdictions(work.conn, work.scope)?
        .into_iter()
        .filter(|jurisdiction| seen.reaches_region(jurisdiction.region_id))
        .map(|jurisdiction| {
            let region = regions.iter().find(|region| region.region_id == jurisdiction.region_id);
            CoverageJurisdiction {
                code: jurisdiction.code,
                name: jurisdiction.name,
                region_id: jurisdiction.region_id,
                state: region.map_or(SeatState::Uncovered, |region| region.state),
                covered_until: region.and_then(|region| first_gap(&region.seats)),
            }
        })
        .collect();
    Ok(Coverage {
        today: view.today,
        from,
        to,
        whole_network: seen.network,
        seats: open.len(),
        covered_seats: open.iter().filter(covers).count(),
        uncovered_days: open.iter().map(|seat| seat.uncovered_days).sum(),
        uncovered_seats: open.iter().filter(|seat| !covers(seat)).cloned().collect(),
        regions,
        jurisdictions,
    })
}

fn first_gap(seats: &[CoverageSeat]) -> Option<NaiveDate> {
    let all: Option<Vec<NaiveDate>> = seats.iter().map(|seat| seat.covered_until).collect();
    all?.into_iter().min()
}

/// The time that is looked at, and the names of what is seen.
struct Window {
    today: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
    names: HashMap<Id, String>,
    regions: HashMap<Id, String>,
    graduated: Vec<(Id, NaiveDate)>,
    leaves: Vec<TermLeaveRow>,
}

impl Window {
    fn seat(&self, seat: &SeatRow, terms: &[TermRow]) -> CoverageSeat {
        let on_seat: Vec<&TermRow> = terms.iter().filter(|term| term.seat_id == seat.id).collect();
        let days: Vec<_> = on_seat.iter().flat_map(|term| self.days(term)).collect();
        let covered_until = rules::covered_until(&days, self.today);
        let in_training =
            on_seat.iter().any(|term| term.state == TermState::InTraining && term.ends_on > self.today);
        // Before it was opened a seat needed nobody.
        let from = self.from.max(seat.created_at.date()).min(self.to);
        let mut shown: Vec<_> = on_seat.iter().filter_map(|term| self.term(term)).collect();
        shown.sort_by_key(|term| (term.starts_on, term.term_id));
        CoverageSeat {
            seat_id: seat.id,
            seat_name: seat.name.clone(),
            region_id: seat.region_id,
            region_name: self.regions.get(&seat.region_id).cloned().unwrap_or_default(),
            state: rules::seat_state(covered_until, self.today, in_training),
            covered_until,
            uncovered_days: rules::uncovered_days(&days, from, self.to),
            terms: shown,
        }
    }

    /// The days that a term covers, without those of its leaves.
    fn days(&self, term: &TermRow) -> Vec<(NaiveDate, NaiveDate)> {
        let leaves: Vec<(NaiveDate, Option<NaiveDate>)> = self
            .leaves
            .iter()
            .filter(|leave| leave.term_id == term.id)
            .map(|leave| (leave.starts_on, leave.ended_on))
            .collect();
        // Who is on leave has served until the leave began.
        let state = match term.state {
            TermState::OnLeave if leaves.iter().any(|(_, ended_on)| ended_on.is_none()) => TermState::Active,
            state => state,
        };
        if !term.served() {
            return Vec::new();
        }
        rules::covering(state, term.starts_on, term.ends_on, stopped_on(term, &self.graduated))
            .map_or_else(Vec::new, |span| rules::without_leaves(span, &leaves))
    }

    fn term(&self, term: &TermRow) -> Option<CoverageTerm> {
        let (starts_on, ends_on) = match term.state {
            TermState::OnLeave | TermState::Ended => return None,
            TermState::InTraining => (term.starts_on, term.ends_on),
            _ => {
                let days = self.days(term);
                (days.first()?.0, days.last()?.1)
            }
        };
        (starts_on < self.to && ends_on > self.from).then(|| CoverageTerm {
            term_id: term.id,
            person_id: term.person_id,
            person_name: self.names.get(&term.person_id).cloned().unwrap_or_default(),
            state: term.state,
            starts_on,
            ends_on,
        })
    }
}
