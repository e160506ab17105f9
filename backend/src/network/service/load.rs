//! What each region carries per open seat, and where the next seat belongs.

use serde::Serialize;
use utoipa::ToSchema;

use crate::network::queries;
use crate::network::rules::load::{self, Carried, Measure, WhyNext};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// A region's figures as they are, and for each open seat.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RegionLoad {
    pub region_id: Id,
    #[schema(example = "03")]
    pub code: String,
    #[schema(example = "Great Lakes")]
    pub name: String,
    #[schema(minimum = 0)]
    pub open_seats: i64,
    #[schema(minimum = 0)]
    pub institutions: i64,
    /// Full-time equivalents, of the institutions that reported them.
    pub staff: f64,
    /// Institutions that did not report their staff: so much is missing from `staff`.
    #[schema(minimum = 0)]
    pub institutions_without_staff: i64,
    #[schema(minimum = 0)]
    pub people: i64,
    #[schema(minimum = 0)]
    pub enrolments: i64,
    #[schema(minimum = 0)]
    pub open_applications: i64,
    /// Of the measure asked for, for each open seat; `null` without one.
    pub per_seat: Option<f64>,
}

/// Where the next seat belongs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NextSeat {
    /// More than one when they carry equally much.
    pub region_ids: Vec<Id>,
    pub why: WhyNext,
}

/// What each region carries, by a measure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RegionLoads {
    pub measure: Measure,
    /// How the proposal comes about, in plain words.
    pub rule: String,
    /// All regions; `false` for those who see regions of their own alone.
    pub whole_network: bool,
    /// `null` when no region carries anything, and for those who do not see all regions: it is a comparison of all.
    pub next_seat: Option<NextSeat>,
    pub regions: Vec<RegionLoad>,
}

fn hundredths(load: &RegionLoad, measure: Measure) -> i64 {
    #[allow(clippy::cast_possible_truncation)] // staff of a nation is far below 2^53
    match measure {
        Measure::Institutions => load.institutions * 100,
        Measure::Staff => (load.staff * 100.0).round() as i64,
        Measure::People => load.people * 100,
        Measure::Enrolments => load.enrolments * 100,
        Measure::Applications => load.open_applications * 100,
    }
}

/// Of the regions that the caller sees; where the next seat belongs is said to those who see all.
///
/// # Errors
/// When the database does not answer.
#[allow(clippy::cast_precision_loss)] // counts are far below 2^52
pub fn region_loads(work: &mut Work<'_>, measure: Measure) -> Result<RegionLoads, Problem> {
    let whole_network = work.scope.network;
    let libraries = queries::institution_load(work.conn)?;
    let silent = queries::institutions_without_staff(work.conn)?;
    let people = queries::people_by_region(work.conn)?;
    let enrolments = queries::enrolments_by_region(work.conn)?;
    let applications = queries::applications_by_region(work.conn)?;
    let seats = queries::list_seats(work.conn, work.scope, None)?;
    let mut regions: Vec<RegionLoad> = queries::list_regions(work.conn, work.scope)?
        .into_iter()
        .filter(|region| work.scope.reaches_region(region.id))
        .map(|region| {
            let (institutions, staff) = libraries.get(&region.id).copied().unwrap_or_default();
            let open = seats.iter().filter(|s| s.region_id == region.id && s.closed_at.is_none()).count();
            let of =
                |counts: &std::collections::HashMap<Id, i64>| counts.get(&region.id).copied().unwrap_or(0);
            RegionLoad {
                open_seats: i64::try_from(open).unwrap_or(i64::MAX),
                institutions,
                staff: (staff * 100.0).round() / 100.0,
                institutions_without_staff: of(&silent),
                people: of(&people),
                enrolments: of(&enrolments),
                open_applications: of(&applications),
                per_seat: None,
                region_id: region.id,
                code: region.code,
                name: region.name,
            }
        })
        .collect();
    for load in &mut regions {
        load.per_seat = (load.open_seats > 0)
            .then(|| (hundredths(load, measure) as f64 / load.open_seats as f64).round() / 100.0);
    }
    let carried: Vec<Carried> = regions
        .iter()
        .map(|load| Carried { seats: load.open_seats, amount: hundredths(load, measure) })
        .collect();
    let next_seat = load::next_seat(&carried).filter(|_| whole_network).map(|(places, why)| NextSeat {
        region_ids: places.into_iter().map(|place| regions[place].region_id).collect(),
        why,
    });
    Ok(RegionLoads { measure, rule: load::RULE.to_owned(), whole_network, next_seat, regions })
}
