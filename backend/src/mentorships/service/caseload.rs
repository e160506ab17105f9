//! How much there is to do in each region, and what a mentor's own coordinator may know of pairings run from elsewhere.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::check_ins::coordinators_of;
use super::{MentoringRules, health_of_all, mentoring_rules};
use crate::identity::Contact;
use crate::mentorships::queries::{self, PairingRow};
use crate::mentorships::rules::{HealthState, PairingState};
use crate::network;
use crate::platform::auth::Scope;
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

impl RegionLoad {
    /// Pairings that last.
    #[must_use]
    pub const fn pairings(&self) -> i64 {
        self.active + self.paused
    }

    /// More for each coordinator than `most`, or any and no coordinator.
    #[must_use]
    pub fn too_many_pairings(&self, most: i64) -> bool {
        let coordinators = i64::try_from(self.coordinators.len()).unwrap_or(i64::MAX);
        self.pairings() > most.saturating_mul(coordinators)
    }

    #[must_use]
    pub const fn too_many_stalled(&self, most: i64) -> bool {
        self.stalled > most
    }
}

/// What there is to do for one coordinator: their share of each region that they serve.
pub struct CoordinatorLoad {
    pub person_id: Id,
    pub name: String,
    pub regions: Vec<String>,
    /// Of pairings that several share, as many as fall to each.
    pub pairings: f64,
    /// In all of their regions.
    pub stalled: i64,
    pub too_many_pairings: bool,
    /// In one of their regions.
    pub too_many_stalled: bool,
}

impl CoordinatorLoad {
    #[must_use]
    pub const fn is_too_much(&self) -> bool {
        self.too_many_pairings || self.too_many_stalled
    }
}

/// By name.
#[allow(clippy::cast_precision_loss)] // counts are far below 2^52
fn by_coordinator(regions: &[RegionLoad], most_pairings: i64, most_stalled: i64) -> Vec<CoordinatorLoad> {
    let mut found: Vec<CoordinatorLoad> = Vec::new();
    for region in regions {
        let share = region.pairings() as f64 / region.coordinators.len().max(1) as f64;
        for who in &region.coordinators {
            let at = found.iter().position(|known| known.person_id == who.id).unwrap_or(found.len());
            if at == found.len() {
                found.push(CoordinatorLoad {
                    person_id: who.id,
                    name: who.name.clone(),
                    regions: Vec::new(),
                    pairings: 0.0,
                    stalled: 0,
                    too_many_pairings: false,
                    too_many_stalled: false,
                });
            }
            let load = &mut found[at];
            load.regions.push(region.region_name.clone());
            load.pairings += share;
            load.stalled += region.stalled;
            load.too_many_stalled |= region.too_many_stalled(most_stalled);
        }
    }
    for load in &mut found {
        load.too_many_pairings = load.pairings > most_pairings as f64;
    }
    found.sort_by(|a, b| (&a.name, a.person_id).cmp(&(&b.name, b.person_id)));
    found
}

/// Every region of the scope, by name, everybody who coordinates one of them, and what is too many.
pub struct Caseload {
    pub regions: Vec<RegionLoad>,
    pub coordinators: Vec<CoordinatorLoad>,
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
    let scope = work.scope;
    let regions = regions_with(work, scope, &counts)?;
    let MentoringRules { most_pairings, most_stalled, .. } = rules;
    let coordinators = by_coordinator(&regions, most_pairings, most_stalled);
    Ok(Caseload { regions, coordinators, most_pairings, most_stalled })
}

/// What of the load needs somebody.
pub struct LoadAlerts {
    /// Coordinators for whom it is too much; of those without the network's scope only the caller.
    pub overloaded: Vec<(Id, String)>,
    /// Regions without a coordinator who can sign in, in which pairings last: id and name.
    pub unattended: Vec<(Id, String)>,
    /// Such regions in which questions are open, and how many questions these are in all.
    pub unanswered: Vec<(Id, String)>,
    pub questions: i64,
}

/// # Errors
/// When the database does not answer.
pub fn load_alerts(work: &mut Work<'_>, scope: &Scope) -> Result<LoadAlerts, Problem> {
    let rules = mentoring_rules(work)?;
    let mut counts: HashMap<Id, Counts> = queries::lasting_counts(work.conn, scope)?
        .into_iter()
        .map(|(region, active)| (region, Counts { active, ..Counts::default() }))
        .collect();
    count_stalled(work, scope, &mut counts)?;
    let regions = regions_with(work, scope, &counts)?;
    let me = work.caller.person();
    let overloaded = by_coordinator(&regions, rules.most_pairings, rules.most_stalled)
        .into_iter()
        .filter(|load| load.is_too_much() && (scope.network || Some(load.person_id) == me))
        .map(|load| (load.person_id, load.name))
        .collect();
    let without: Vec<&RegionLoad> =
        regions.iter().filter(|region| scope.network && region.coordinators.is_empty()).collect();
    let named = |region: &&RegionLoad| (region.region_id, region.region_name.clone());
    Ok(LoadAlerts {
        overloaded,
        unattended: without.iter().filter(|region| region.pairings() > 0).map(&named).collect(),
        unanswered: without.iter().filter(|region| region.open_questions > 0).map(named).collect(),
        questions: without.iter().map(|region| region.open_questions).sum(),
    })
}

/// The regions of a scope by name, with their coordinators and open questions.
fn regions_with(
    work: &mut Work<'_>,
    scope: &Scope,
    counts: &HashMap<Id, Counts>,
) -> Result<Vec<RegionLoad>, Problem> {
    let today = work.now.date_naive();
    let questions = queries::open_question_counts(work.conn, scope, work.caller.person())?;
    let mut names: Vec<(Id, String)> =
        network::region_names(work.conn)?.into_iter().filter(|(id, _)| scope.reaches_region(*id)).collect();
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
    Ok(regions)
}

fn count_stalled(
    work: &mut Work<'_>,
    scope: &Scope,
    counts: &mut HashMap<Id, Counts>,
) -> Result<(), Problem> {
    for health in super::stalled_or_asked(work, scope, None)? {
        if health.state == HealthState::Stalled {
            counts.entry(health.pairing.region_id).or_default().stalled += 1;
        }
    }
    Ok(())
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
    count_stalled(work, scope, &mut found)?;
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
