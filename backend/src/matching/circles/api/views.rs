//! How circles are shown: to coordinators whole, to those who sit there with the people whom they meet.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::identity::{self, Contact};
use crate::matching::circles::queries::circles::CircleRow;
use crate::matching::circles::queries::meetings;
use crate::matching::circles::queries::places::{self, PlaceRow};
use crate::matching::circles::queries::rounds::{self, CircleRoundRow};
use crate::matching::circles::rules::{
    CircleEndReason, CircleLeaveReason, CirclePlaceState, CircleState, needs_people, shared_topics,
};
use crate::matching::circles::service::publication::topics_of;
use crate::matching::queries::cycles;
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::rules::{CareerStage, DeclineReason, EnrolmentRole};
use crate::network::{self, Setting};
use crate::platform::auth::Scope;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::reply::Versioned;
use crate::platform::work::Work;

/// Somebody in a circle. Of people of other regions coordinators read name and state, and nothing else.
#[derive(Serialize, ToSchema)]
pub struct CirclePlace {
    id: Id,
    enrolment_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    role: EnrolmentRole,
    state: CirclePlaceState,
    /// What a mentee has of the circle, whole points; `null` of mentors, and for those who sit there.
    #[schema(example = 96)]
    points: Option<i64>,
    /// Between people who have joined an open circle; `null` otherwise.
    email: Option<String>,
    /// `null` of people of other regions, for coordinators.
    setting: Option<Setting>,
    /// `null` of people of other regions, for coordinators.
    career_stage: Option<CareerStage>,
    interests: Vec<String>,
    /// What a mentee aims at; empty of mentors.
    goals: Vec<String>,
    /// A mentor's fields; empty of mentees.
    expertise: Vec<String>,
    answered_at: Option<DateTime<Utc>>,
    /// For the coordinators who are responsible for the person, who answered so; `null` for everybody else.
    decline_reason: Option<DeclineReason>,
    /// For the coordinators who are responsible for the person, who left for it; `null` for everybody else.
    leave_reason: Option<CircleLeaveReason>,
    version: i64,
}

/// What several of a circle share.
#[derive(Serialize, ToSchema)]
pub struct CircleTopic {
    #[schema(example = "makerspaces")]
    topic: String,
    /// How many of them name it, two or more.
    #[schema(minimum = 2, example = 4)]
    people: usize,
}

/// A group of mentees with one or two mentors.
#[derive(Serialize, ToSchema)]
pub struct CircleView {
    id: Id,
    round_id: Id,
    cycle_id: Id,
    #[schema(example = "Spring 2027")]
    cycle_name: String,
    /// That of its round; `null`: of the whole nation.
    region_id: Option<Id>,
    #[schema(example = "Great Lakes")]
    region_name: Option<String>,
    #[schema(example = "Circle 3")]
    name: String,
    state: CircleState,
    /// Until when those who were asked first answer; `null` until then. Of one's own place, when one was asked later.
    answer_by: Option<DateTime<Utc>>,
    #[schema(example = 4)]
    size_least: i32,
    #[schema(example = 8)]
    size_most: i32,
    /// For coordinators all; for those who sit there everybody who is asked or has joined; for who does not any more their own.
    places: Vec<CirclePlace>,
    /// What its mentees have on average, whole points.
    #[schema(example = 96)]
    points: i64,
    #[schema(example = 200)]
    points_possible: i32,
    /// What two or more share, most first. For coordinators: of those whom they are responsible for.
    topics: Vec<CircleTopic>,
    /// Open, with fewer mentees than it was formed for or without a mentor. For coordinators; `false` for everybody else.
    needs_people: bool,
    /// How many meetings were logged, and the last day of them; nothing for who is asked or sits there no more.
    #[schema(minimum = 0, example = 3)]
    meetings: i64,
    last_met_on: Option<NaiveDate>,
    /// The newest place of the signed-in person, if they are or were asked.
    my_place_id: Option<Id>,
    end_reason: Option<CircleEndReason>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for CircleView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

/// What all circles of a page are told with.
struct Telling {
    me: Option<Id>,
    scope: Scope,
    meetings: HashMap<Id, (i64, Option<NaiveDate>)>,
    now: chrono::NaiveDateTime,
    rounds: HashMap<Id, CircleRoundRow>,
    cycles: HashMap<Id, String>,
    regions: HashMap<Id, String>,
    enrolments: HashMap<Id, EnrolmentRow>,
    contacts: HashMap<Id, Contact>,
}

/// With whose eyes a circle is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Eyes {
    Coordinator,
    /// Of somebody who sits there, or is to.
    Inside {
        joined: bool,
    },
    /// Of somebody who was asked and does not sit there any more.
    Gone,
}

pub fn views(work: &mut Work<'_>, rows: Vec<CircleRow>) -> Result<Vec<CircleView>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut seated = places::of_circles(work.conn, &ids)?;
    let of_enrolments: Vec<Id> = seated.values().flatten().map(|place| place.enrolment_id).collect();
    let people: Vec<Id> = seated.values().flatten().map(|place| place.person_id).collect();
    let mut of_rounds: Vec<Id> = rows.iter().map(|row| row.round_id).collect();
    of_rounds.sort_unstable();
    of_rounds.dedup();
    let found = rounds::by_ids(work.conn, &of_rounds)?;
    let mut names = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(place) = names.entry(row.cycle_id) {
            let cycle = cycles::find(work.conn, &Scope::everything(), true, row.cycle_id)?;
            place.insert(cycle.map(|cycle| cycle.name).unwrap_or_default());
        }
    }
    let telling = Telling {
        me: work.caller.person(),
        scope: work.scope.clone(),
        meetings: meetings::counts_of(work.conn, &ids)?,
        now: work.stamp(),
        rounds: found.into_iter().map(|row| (row.id, row)).collect(),
        cycles: names,
        regions: network::region_names(work.conn)?,
        enrolments: enrolments::by_ids(work.conn, &of_enrolments)?,
        contacts: identity::contacts(work.conn, &people)?,
    };
    let view = |row: CircleRow| {
        let places = seated.remove(&row.id).unwrap_or_default();
        telling.circle(row, &places)
    };
    rows.into_iter().map(view).collect()
}

pub fn view(work: &mut Work<'_>, row: CircleRow) -> Result<CircleView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("circle"))
}

impl Telling {
    fn state(&self, place: &PlaceRow) -> CirclePlaceState {
        place.state.shown(place.answer_by, self.now)
    }

    /// What coordinators read of their region is nothing for those who sit there, even if one of them coordinates.
    fn eyes(&self, mine: Option<&PlaceRow>) -> Eyes {
        match mine.map(|place| self.state(place)) {
            None => Eyes::Coordinator,
            Some(state) if state.sits() => Eyes::Inside { joined: state == CirclePlaceState::Joined },
            Some(_) => Eyes::Gone,
        }
    }

    fn circle(&self, row: CircleRow, places: &[PlaceRow]) -> Result<CircleView, Problem> {
        let round =
            self.rounds.get(&row.round_id).ok_or_else(|| Problem::internal("a circle without its round"))?;
        let mine = places.iter().rev().find(|place| Some(place.person_id) == self.me);
        let eyes = self.eyes(mine);
        let seen: Vec<&PlaceRow> = places
            .iter()
            .filter(|place| match eyes {
                Eyes::Coordinator => true,
                Eyes::Inside { .. } => {
                    self.state(place).sits() || mine.is_some_and(|mine| mine.id == place.id)
                }
                Eyes::Gone => mine.is_some_and(|mine| mine.id == place.id),
            })
            .collect();
        let topics = if eyes == Eyes::Gone { Vec::new() } else { self.topics(&seen, eyes) };
        let joined = eyes == Eyes::Inside { joined: true };
        let (met, last_met_on) = match self.meetings.get(&row.id) {
            Some(counted) if joined || eyes == Eyes::Coordinator => *counted,
            _ => (0, None),
        };
        let asked = mine.filter(|place| place.answer_by.is_some());
        Ok(CircleView {
            answer_by: asked.and_then(|place| place.answer_by).or(row.answer_by).map(utc),
            my_place_id: asked.map(|place| place.id),
            points: self.average(places),
            points_possible: round.points_possible,
            size_least: round.size_least,
            size_most: round.size_most,
            places: seen.iter().filter_map(|place| self.place(&row, place, eyes)).collect(),
            topics: topics.into_iter().map(|(topic, people)| CircleTopic { topic, people }).collect(),
            needs_people: eyes == Eyes::Coordinator && self.needs_people(&row, round, places),
            meetings: met,
            last_met_on,
            cycle_name: self.cycles.get(&row.cycle_id).cloned().unwrap_or_default(),
            region_name: row.region_id.and_then(|id| self.regions.get(&id).cloned()),
            id: row.id,
            round_id: row.round_id,
            cycle_id: row.cycle_id,
            region_id: row.region_id,
            name: row.name,
            state: row.state,
            end_reason: row.end_reason,
            created_at: utc(row.created_at),
            version: row.version,
        })
    }

    /// Whether one reads all of a place: those who sit there of each other, coordinators of whom they are responsible for.
    fn reads_whole(&self, place: &PlaceRow, eyes: Eyes) -> bool {
        eyes != Eyes::Coordinator || self.scope.reaches_region(place.region_id)
    }

    /// What those who sit there share.
    fn topics(&self, seen: &[&PlaceRow], eyes: Eyes) -> Vec<(String, usize)> {
        let sitting = seen.iter().filter(|place| self.state(place).sits() && self.reads_whole(place, eyes));
        let of_each: Vec<Vec<String>> =
            sitting.filter_map(|place| self.enrolments.get(&place.enrolment_id)).map(topics_of).collect();
        shared_topics(&of_each)
    }

    fn needs_people(&self, circle: &CircleRow, round: &CircleRoundRow, places: &[PlaceRow]) -> bool {
        let sitting = |role| {
            let of_role = places.iter().filter(|place| place.role == role);
            of_role.filter(|place| self.state(place).sits()).count()
        };
        circle.state == CircleState::Open
            && needs_people(sitting(EnrolmentRole::Mentee), sitting(EnrolmentRole::Mentor), round.size_least)
    }

    /// Of the mentees who sit there.
    fn average(&self, places: &[PlaceRow]) -> i64 {
        let sitting = places.iter().filter(|place| self.state(place).sits());
        let parts: Vec<i64> = sitting.filter_map(|place| place.parts).collect();
        let count = i64::try_from(parts.len()).unwrap_or(1).max(1);
        parts.iter().sum::<i64>() / count / matcher::circles::PARTS
    }

    fn place(&self, circle: &CircleRow, place: &PlaceRow, eyes: Eyes) -> Option<CirclePlace> {
        let row = self.enrolments.get(&place.enrolment_id)?;
        let contact = self.contacts.get(&place.person_id);
        let state = self.state(place);
        let both_joined = eyes == Eyes::Inside { joined: true } && state == CirclePlaceState::Joined;
        let whole = self.reads_whole(place, eyes);
        let responsible = whole && eyes == Eyes::Coordinator;
        let is_mentor = place.role == EnrolmentRole::Mentor;
        let named = if whole { row.goals() } else { Vec::new() };
        let (goals, expertise) = if is_mentor { (Vec::new(), named) } else { (named, Vec::new()) };
        Some(CirclePlace {
            id: place.id,
            enrolment_id: place.enrolment_id,
            person_id: place.person_id,
            person_name: contact.map(|contact| contact.name.clone()).unwrap_or_default(),
            region_id: place.region_id,
            region_name: self.regions.get(&place.region_id).cloned().unwrap_or_default(),
            role: place.role,
            state,
            points: place
                .parts
                .filter(|_| responsible && state.sits())
                .map(|parts| parts / matcher::circles::PARTS),
            email: contact
                .filter(|_| both_joined && circle.state == CircleState::Open)
                .map(|contact| contact.email.clone()),
            setting: whole.then_some(row.setting),
            career_stage: whole.then_some(row.career_stage),
            interests: if whole { row.interests() } else { Vec::new() },
            goals,
            expertise,
            answered_at: place.answered_at.filter(|_| whole).map(utc),
            decline_reason: place.decline_reason.filter(|_| responsible),
            leave_reason: place.leave_reason.filter(|_| responsible),
            version: place.version,
        })
    }
}
