//! How much there is to do in each region, and what a mentor's own coordinator may know of pairings run from elsewhere.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::check_ins::coordinators_of;
use super::{health_of_all, mentoring_rules};
use crate::identity::Contact;
use crate::mentorships::queries::{self, PairingRow};
use crate::mentorships::rules::{HealthState, PairingState};
use crate::network;
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// What there is to do in a region.
pub struct RegionLoad {
    pub region_id: Id,
    pub region_name: String,
    pub coordinators: Vec<Contact>,
    pub active: i64,
    pub paused: i64,
    pub stalled: i64,
    pub ending_soon: i64,
    pub open_questions: i64,
    /// Pairings that last and whose agreement is missing or not signed by both.
    pub unsigned: i64,
}

/// Every region of the scope, by name, and what is too many.
pub struct Caseload {
    pub regions: Vec<RegionLoad>,
    pub most_pairings: i64,
    pub most_stalled: i64,
}

#[derive(Default)]
struct Counts {
    active: i64,
    paused: i64,
    stalled: i64,
    ending_soon: i64,
    unsigned: i64,
}

/// # Errors
/// When the database does not answer.
pub fn caseload(work: &mut Work<'_>) -> Result<Caseload, Problem> {
    let rules = mentoring_rules(work)?;
    let today = work.now.date_naive();
    let days = Days::new(u64::try_from(rules.ending_days).unwrap_or(0));
    let soon = today.checked_add_days(days).unwrap_or(NaiveDate::MAX);
    let counts = counted(work, soon)?;
    let questions = queries::open_question_counts(work.conn, work.scope, work.caller.person())?;
    let mut names: Vec<(Id, String)> = network::region_names(work.conn)?
        .into_iter()
        .filter(|(id, _)| work.scope.reaches_region(*id))
        .collect();
    names.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    let mut regions = Vec::with_capacity(names.len());
    let none = Counts::default();
    for (region_id, region_name) in names {
        let of_region = counts.get(&region_id).unwrap_or(&none);
        regions.push(RegionLoad {
            region_id,
            region_name,
            coordinators: coordinators_of(work.conn, region_id, today)?,
            active: of_region.active,
            paused: of_region.paused,
            stalled: of_region.stalled,
            ending_soon: of_region.ending_soon,
            open_questions: questions.get(&region_id).copied().unwrap_or(0),
            unsigned: of_region.unsigned,
        });
    }
    Ok(Caseload { regions, most_pairings: rules.most_pairings, most_stalled: rules.most_stalled })
}

fn counted(work: &mut Work<'_>, soon: NaiveDate) -> Result<HashMap<Id, Counts>, Problem> {
    let rows = queries::lasting_in_regions(work.conn, work.scope)?;
    let mut found: HashMap<Id, Counts> = HashMap::new();
    for some in rows.chunks(500) {
        let ids: Vec<Id> = some.iter().map(|row| row.id).collect();
        let agreements = queries::agreements_of(work.conn, &ids)?;
        for row in some {
            let counts = found.entry(row.region_id).or_default();
            match row.state {
                PairingState::Paused => counts.paused += 1,
                PairingState::Active | PairingState::Ended => counts.active += 1,
            }
            let signed = agreements
                .get(&row.id)
                .is_some_and(|a| a.mentor_signed_at.is_some() && a.mentee_signed_at.is_some());
            counts.unsigned += i64::from(!signed);
            counts.ending_soon += i64::from(row.ends_on <= soon);
        }
    }
    let scope = work.scope;
    for health in super::stalled_or_asked(work, scope, None)? {
        if health.state == HealthState::Stalled {
            found.entry(health.pairing.region_id).or_default().stalled += 1;
        }
    }
    Ok(found)
}

/// A pairing of a mentor of the scope's regions that another region is responsible for: how it stands, and nothing of
/// the mentee, of reasons or of what anybody said.
pub struct ElsewherePairing {
    pub row: PairingRow,
    pub stalled_since: Option<NaiveDate>,
    /// Seats that the mentor offers in the cycle and has taken, if they are enrolled.
    pub seats: Option<(i32, i32)>,
}

/// Newest first.
///
/// # Errors
/// When the database does not answer.
pub fn mentor_pairings(work: &mut Work<'_>, window: &Window<Id>) -> Result<Vec<ElsewherePairing>, Problem> {
    let rows = queries::run_from_elsewhere(work.conn, work.scope, work.caller.person(), window)?;
    let mentors: Vec<(Id, Id)> = rows.iter().map(|row| (row.cycle_id, row.mentor_id)).collect();
    let seats_of = crate::matching::mentor_seats(work, &mentors)?;
    let mut found = Vec::with_capacity(rows.len());
    for health in health_of_all(work, rows)? {
        let row = health.pairing;
        let seats = seats_of.get(&(row.cycle_id, row.mentor_id)).copied();
        let stalled_since = health.stalled_since.map(|at| at.date_naive());
        found.push(ElsewherePairing { row, stalled_since, seats });
    }
    Ok(found)
}
