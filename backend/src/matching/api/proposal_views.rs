//! How proposals are shown: to coordinators whole, to the two whom they are about without the rest.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::identity;
use crate::matching::explanation::{self, FactorReason};
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals::{ProposalRow, StoredAlternative};
use crate::matching::rules::{CareerStage, DeclineReason, EnrolmentRole, ProposalAnswer, ProposalState};
use crate::matching::service::cycles;
use crate::network::{self, Setting};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::reply::Versioned;
use crate::platform::work::Work;

/// A suggested pair.
#[derive(Serialize, ToSchema)]
pub struct ProposalView {
    id: Id,
    round_id: Id,
    cycle_id: Id,
    /// The mentee's region, which is responsible for the pair.
    region_id: Id,
    mentor_id: Id,
    #[schema(example = "Ana Flores")]
    mentor_name: String,
    mentee_id: Id,
    #[schema(example = "Ben Okafor")]
    mentee_name: String,
    #[schema(example = 74)]
    points: i32,
    /// The points of a perfect pair.
    #[schema(example = 100)]
    points_possible: i32,
    state: ProposalState,
    mentor_answer: Option<ProposalAnswer>,
    mentee_answer: Option<ProposalAnswer>,
    /// `null` until it is published.
    answer_by: Option<DateTime<Utc>>,
    /// Which side the signed-in person is, if any.
    my_side: Option<EnrolmentRole>,
    version: i64,
}

impl Versioned for ProposalView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn my_side(work: &Work<'_>, row: &ProposalRow) -> Option<EnrolmentRole> {
    let me = work.caller.person()?;
    match (row.mentor_id == me, row.mentee_id == me) {
        (true, _) => Some(EnrolmentRole::Mentor),
        (_, true) => Some(EnrolmentRole::Mentee),
        _ => None,
    }
}

pub fn views(work: &mut Work<'_>, rows: Vec<ProposalRow>) -> Result<Vec<ProposalView>, Problem> {
    let people: Vec<Id> = rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
    let names = identity::person_names(work.conn, &people)?;
    let now = work.stamp();
    Ok(rows
        .into_iter()
        .map(|row| ProposalView {
            mentor_name: names.get(&row.mentor_id).cloned().unwrap_or_default(),
            mentee_name: names.get(&row.mentee_id).cloned().unwrap_or_default(),
            state: row.state.shown(row.answer_by, now),
            my_side: my_side(work, &row),
            id: row.id,
            round_id: row.round_id,
            cycle_id: row.cycle_id,
            region_id: row.region_id,
            mentor_id: row.mentor_id,
            mentee_id: row.mentee_id,
            points: row.points,
            points_possible: row.points_possible,
            mentor_answer: row.mentor_answer,
            mentee_answer: row.mentee_answer,
            answer_by: row.answer_by.map(utc),
            version: row.version,
        })
        .collect())
}

/// One of the two, as enrolled.
#[derive(Serialize, ToSchema)]
pub struct ProposalPerson {
    enrolment_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    name: String,
    institution_name: Option<String>,
    region_id: Id,
    setting: Setting,
    career_stage: CareerStage,
    years_of_experience: i32,
    interests: Vec<String>,
    goals: Vec<String>,
    languages: Vec<String>,
    time_zone: String,
}

/// Another mentor whom the mentee could have had.
#[derive(Serialize, ToSchema)]
pub struct ProposalAlternative {
    enrolment_id: Id,
    person_id: Id,
    #[schema(example = "Cora Whitehorse")]
    name: String,
    #[schema(example = 71)]
    points: u32,
    /// Every seat was taken in this round: choosing this mentor moves somebody else.
    full: bool,
}

/// A suggested pair with its reasons.
#[derive(Serialize, ToSchema)]
pub struct ProposalDetail {
    #[serde(flatten)]
    proposal: ProposalView,
    mentor: ProposalPerson,
    mentee: ProposalPerson,
    /// Points per factor, and why.
    reasons: Vec<FactorReason>,
    /// The best other mentors, for coordinators; empty for the two.
    alternatives: Vec<ProposalAlternative>,
    /// For coordinators; `null` for the two.
    decline_reason: Option<DeclineReason>,
}

impl Versioned for ProposalDetail {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.proposal.version
    }
}

pub fn detail(work: &mut Work<'_>, row: ProposalRow) -> Result<ProposalDetail, Problem> {
    // What coordinators read of their region is nothing for the two, even if one of them coordinates.
    let coordinates = work.scope.reaches_region(row.region_id) && my_side(work, &row).is_none();
    let mut both = enrolments::by_ids(work.conn, &[row.mentor_enrolment_id, row.mentee_enrolment_id])?;
    let missing = || Problem::internal("a proposal without its enrolments");
    let mentor = both.remove(&row.mentor_enrolment_id).ok_or_else(missing)?;
    let mentee = both.remove(&row.mentee_enrolment_id).ok_or_else(missing)?;
    let cycle = cycles::find_cycle(work, row.cycle_id)?;
    let factors: Vec<matcher::FactorPoints> =
        serde_json::from_str(&row.factors).map_err(Problem::internal)?;
    let alternatives = if coordinates { alternatives(work, &row)? } else { Vec::new() };
    let decline_reason = row.decline_reason.filter(|_| coordinates);
    let reasons = explanation::reasons(&factors, &mentor, &mentee, cycle.starts_on);
    let proposal = views(work, vec![row])?.pop().ok_or_else(missing)?;
    Ok(ProposalDetail {
        mentor: person(work, mentor, &proposal.mentor_name)?,
        mentee: person(work, mentee, &proposal.mentee_name)?,
        proposal,
        reasons,
        alternatives,
        decline_reason,
    })
}

fn alternatives(work: &mut Work<'_>, row: &ProposalRow) -> Result<Vec<ProposalAlternative>, Problem> {
    let stored: Vec<StoredAlternative> =
        serde_json::from_str(&row.alternatives).map_err(Problem::internal)?;
    let people: Vec<Id> = stored.iter().map(|other| other.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    // That one is not among them would tell of oneself.
    let me = work.caller.person();
    Ok(stored
        .into_iter()
        .filter(|other| me != Some(other.person_id))
        .map(|other| ProposalAlternative {
            enrolment_id: other.enrolment_id,
            person_id: other.person_id,
            name: names.get(&other.person_id).cloned().unwrap_or_default(),
            points: other.points,
            full: other.full,
        })
        .collect())
}

pub fn person(work: &mut Work<'_>, row: EnrolmentRow, name: &str) -> Result<ProposalPerson, Problem> {
    let institution = match row.institution_id {
        Some(id) => network::institution_brief(work.conn, id)?,
        None => None,
    };
    Ok(ProposalPerson {
        enrolment_id: row.id,
        person_id: row.person_id,
        name: name.to_owned(),
        institution_name: institution.map(|(name, ..)| name),
        region_id: row.region_id,
        setting: row.setting,
        career_stage: row.career_stage,
        years_of_experience: row.years_of_experience,
        interests: row.interests(),
        goals: row.goals(),
        languages: row.languages(),
        time_zone: row.time_zone,
    })
}
