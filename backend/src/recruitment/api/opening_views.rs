//! What is told of an opening: to those who manage it and to reviewers.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use utoipa::ToSchema;

use super::criteria::{CriterionView, criteria_of};
use crate::network;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::reply::Versioned;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, OpeningRow};
use crate::recruitment::rules::{self, OpeningSeatState, OpeningState};
use crate::recruitment::service::{self, OpeningSeat};

/// Whether an application is taken at this moment.
pub fn accepts_applications(opening: &OpeningRow, now: NaiveDateTime) -> bool {
    opening.state == OpeningState::Published && rules::end_of_day_everywhere(opening.closes_on) > now
}

/// One of the seats that an opening fills.
#[derive(Serialize, ToSchema)]
pub struct OpeningSeatView {
    seat_id: Id,
    #[schema(example = "First seat")]
    name: String,
    /// `null` for reviewers.
    state: Option<OpeningSeatState>,
    /// The term of who accepted it; `null` for reviewers.
    term_id: Option<Id>,
}

impl OpeningSeatView {
    fn of(seat: OpeningSeat, decides: bool) -> Self {
        Self {
            seat_id: seat.seat,
            name: seat.name,
            state: decides.then_some(seat.state),
            term_id: seat.term.filter(|_| decides),
        }
    }
}

/// One seat or several to fill in a region, for a term.
#[derive(Serialize, ToSchema)]
pub struct OpeningView {
    id: Id,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    seats: Vec<OpeningSeatView>,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    title: String,
    description: String,
    term_starts_on: NaiveDate,
    /// The first day after the term.
    term_ends_on: NaiveDate,
    /// The last day on which applications are taken, until it has ended everywhere.
    closes_on: NaiveDate,
    /// The term may overlap with the outgoing one, as many days as the network allows.
    handover: bool,
    state: OpeningState,
    /// Reviewers are not told whose application they read, only its number.
    blind_review: bool,
    /// Published, and the closing day is not over.
    accepts_applications: bool,
    /// Applications; for a reviewer, those assigned.
    applications: i64,
    /// Applications that nobody has decided: submitted, in review or offered. `null` for reviewers.
    #[schema(example = 12)]
    undecided: Option<i64>,
    /// References that an application comes with, 0 to 3.
    references_asked: i32,
    /// Until so many hours before it begins an applicant chooses a time for an interview.
    #[schema(example = 4)]
    book_until_hours: i32,
    /// Until so many hours before it begins an applicant moves or cancels an interview.
    #[schema(example = 24)]
    change_until_hours: i32,
    version: i64,
}

impl Versioned for OpeningView {
    // Applications come and are decided without it.
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

#[derive(Serialize, ToSchema)]
pub struct OpeningDetail {
    #[serde(flatten)]
    opening: OpeningView,
    criteria: Vec<CriterionView>,
}

impl Versioned for OpeningDetail {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.opening.version
    }
}

pub fn views(work: &mut Work<'_>, rows: Vec<OpeningRow>) -> Result<Vec<OpeningView>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut facts = facts(work, &ids)?;
    let now = work.stamp();
    Ok(rows.into_iter().map(|row| facts.view(row, now)).collect())
}

/// What the views of some openings tell besides their rows.
struct Facts {
    decides: bool,
    regions: HashMap<Id, String>,
    seats: HashMap<Id, Vec<OpeningSeat>>,
    applications: HashMap<Id, i64>,
    undecided: HashMap<Id, i64>,
}

fn facts(work: &mut Work<'_>, ids: &[Id]) -> Result<Facts, Problem> {
    let scope = service::reading_scope(work);
    Ok(Facts {
        decides: service::decides(work),
        regions: network::region_names(work.conn)?,
        seats: service::seats_of(work, ids)?,
        applications: queries::count_applications(work.conn, &scope, ids)?,
        undecided: queries::count_undecided(work.conn, ids)?,
    })
}

impl Facts {
    fn view(&mut self, row: OpeningRow, now: NaiveDateTime) -> OpeningView {
        let seats = self.seats.remove(&row.id).unwrap_or_default();
        let count = |of: &HashMap<Id, i64>| of.get(&row.id).copied().unwrap_or_default();
        OpeningView {
            region_name: self.regions.get(&row.region_id).cloned().unwrap_or_default(),
            accepts_applications: accepts_applications(&row, now),
            applications: count(&self.applications),
            undecided: self.decides.then(|| count(&self.undecided)),
            id: row.id,
            region_id: row.region_id,
            seats: seats.into_iter().map(|seat| OpeningSeatView::of(seat, self.decides)).collect(),
            title: row.title,
            description: row.description,
            term_starts_on: row.term_starts_on,
            term_ends_on: row.term_ends_on,
            closes_on: row.closes_on,
            handover: row.handover,
            state: row.state,
            blind_review: row.blind_review,
            references_asked: row.references_asked,
            book_until_hours: row.book_until_hours,
            change_until_hours: row.change_until_hours,
            version: row.version,
        }
    }
}

pub fn detail(work: &mut Work<'_>, row: OpeningRow) -> Result<OpeningDetail, Problem> {
    let criteria = criteria_of(work, row.id)?;
    let opening = views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("opening"))?;
    Ok(OpeningDetail { opening, criteria })
}
