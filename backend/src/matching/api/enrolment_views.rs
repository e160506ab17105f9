//! Enrolments as they are read. Nothing that one keeps to itself is here.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::identity;
use crate::matching::queries::cycles;
use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::proposals;
use crate::matching::queries::workbench::pauses::{self, PauseRow};
use crate::matching::rules::{CareerStage, EnrolmentRole, EnrolmentState, Span, Weekday};
use crate::matching::service::readiness::{NotReady, Readiness};
use crate::network::{self, Setting};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::reply::Versioned;
use crate::platform::work::Work;

/// Time that recurs every week, by the clock of the enrolment's time zone: whole hours, `[from_hour, to_hour)`. What goes past
/// midnight is two of these.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyHours {
    #[schema(inline, example = "tuesday")]
    weekday: Weekday,
    #[schema(minimum = 0, maximum = 23, example = 18)]
    from_hour: u8,
    #[schema(minimum = 1, maximum = 24, example = 21)]
    to_hour: u8,
}

impl From<WeeklyHours> for Span {
    fn from(hours: WeeklyHours) -> Self {
        Self { day: hours.weekday, from: hours.from_hour, to: hours.to_hour }
    }
}

impl From<Span> for WeeklyHours {
    fn from(span: Span) -> Self {
        Self { weekday: span.day, from_hour: span.from, to_hour: span.to }
    }
}

/// A person's place in a cycle. Whom the person excludes is confidential and never shown.
#[derive(Serialize, ToSchema)]
pub struct EnrolmentView {
    id: Id,
    cycle_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    institution_id: Option<Id>,
    role: EnrolmentRole,
    state: EnrolmentState,
    /// The most mentees of a mentor; 1 for a mentee.
    capacity: i32,
    /// Seats held by pairings and by proposals that are not answered yet.
    seats_held: i32,
    setting: Setting,
    career_stage: CareerStage,
    years_of_experience: i32,
    #[schema(example = json!(["makerspaces", "outreach"]))]
    interests: Vec<String>,
    /// What a mentee aims at; a mentor's fields of expertise.
    #[schema(example = json!(["grant writing"]))]
    goals: Vec<String>,
    /// ISO 639-1.
    #[schema(example = json!(["en", "es"]))]
    languages: Vec<String>,
    #[schema(example = "America/Chicago")]
    time_zone: String,
    /// When there is time for meetings, as few spans as say it, from Monday on; `null` when not stated.
    #[schema(example = json!([{ "weekday": "tuesday", "from_hour": 18, "to_hour": 21 }]))]
    available_hours: Option<Vec<WeeklyHours>>,
    /// What a draft has not answered yet: of setting, career_stage, years_of_experience and languages. What stands in those fields
    /// means nothing then.
    #[schema(example = json!([]))]
    unanswered: Vec<String>,
    /// Why no round can match it yet; empty when one can, and when it is withdrawn.
    not_ready: Vec<NotReady>,
    /// Since when a mentor takes nobody new; `null` for who does not pause.
    paused_since: Option<DateTime<Utc>>,
    /// The first day after the pause; `null`: until they resume.
    paused_until: Option<NaiveDate>,
    /// The key of the list that an import took it from.
    external_id: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for EnrolmentView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

pub fn views(work: &mut Work<'_>, rows: Vec<EnrolmentRow>) -> Result<Vec<EnrolmentView>, Problem> {
    let regions = network::region_names(work.conn)?;
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let now = work.stamp();
    let mut held: HashMap<Id, HashMap<Id, i32>> = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(cycle) = held.entry(row.cycle_id) {
            cycle.insert(proposals::seats_held(work.conn, row.cycle_id, now)?);
        }
    }
    let mut asked: HashMap<Id, Readiness> = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(cycle) = asked.entry(row.cycle_id) {
            let found = cycles::find(work.conn, work.scope, true, row.cycle_id)?;
            let found = found.ok_or_else(|| Problem::not_found("cycle"))?;
            cycle.insert(Readiness::of(work, &found)?);
        }
    }
    let resting = resting(work, &rows)?;
    Ok(rows
        .into_iter()
        .map(|row| EnrolmentView {
            paused_since: resting.get(&row.id).map(|pause| utc(pause.since)),
            paused_until: resting.get(&row.id).and_then(|pause| pause.until),
            person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
            region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
            seats_held: held.get(&row.cycle_id).and_then(|cycle| cycle.get(&row.id)).copied().unwrap_or(0),
            interests: row.interests(),
            goals: row.goals(),
            languages: row.languages(),
            available_hours: row.week().map(|week| week.spans().into_iter().map(Into::into).collect()),
            unanswered: row.unanswered(),
            not_ready: asked.get(&row.cycle_id).map(|cycle| cycle.lacks(&row)).unwrap_or_default(),
            external_id: row.external_id,
            id: row.id,
            cycle_id: row.cycle_id,
            person_id: row.person_id,
            region_id: row.region_id,
            institution_id: row.institution_id,
            role: row.role,
            state: row.state,
            capacity: row.capacity,
            setting: row.setting,
            career_stage: row.career_stage,
            years_of_experience: row.years_of_experience,
            time_zone: row.time_zone,
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        })
        .collect())
}

/// The pauses among some enrolments that last today, each cycle asked once.
fn resting(work: &mut Work<'_>, rows: &[EnrolmentRow]) -> Result<HashMap<Id, PauseRow>, Problem> {
    let cycles: HashSet<Id> =
        rows.iter().filter(|row| row.role == EnrolmentRole::Mentor).map(|row| row.cycle_id).collect();
    let mut found = HashMap::new();
    for cycle in cycles {
        found.extend(pauses::lasting(work.conn, cycle, work.now.date_naive())?);
    }
    Ok(found)
}

pub fn view(work: &mut Work<'_>, row: EnrolmentRow) -> Result<EnrolmentView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("enrolment"))
}
