//! Publishing a round of circles: everybody is asked, and told who else is in the circle and why.

use std::collections::HashMap;

use serde_json::json;

use super::must_lead;
use super::places::sitting_in;
use super::rounds::find_round;
use super::sitting::Sitting;
use crate::identity::{self, Contact};
use crate::matching::circles::letters::{self, Invited};
use crate::matching::circles::queries::circles::{self, CircleRow};
use crate::matching::circles::queries::places::{self, PlaceRow};
use crate::matching::circles::queries::rounds::{self, CircleRoundRow};
use crate::matching::circles::rules::{self, CirclePlaceState, CircleState, SeatClaim};
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals;
use crate::matching::queries::workbench::pauses;
use crate::matching::rules::{EnrolmentRole, EnrolmentState, RoundState, Seats};
use crate::matching::service::expiry;
use crate::matching::service::publication::answer_by;
use crate::matching::service::readiness::Readiness;
use crate::platform::db::Id;
use crate::platform::letters::Letter;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A ready round of circles with all who sit there.
struct Ready {
    cycle: CycleRow,
    round: CircleRoundRow,
    /// Those in which somebody sits.
    circles: Vec<(CircleRow, Vec<PlaceRow>)>,
    /// Those in which nobody does any more.
    empty: Vec<Id>,
    enrolments: HashMap<Id, EnrolmentRow>,
    contacts: HashMap<Id, Contact>,
}

impl Ready {
    fn of(work: &mut Work<'_>, cycle: CycleRow, round: CircleRoundRow) -> Result<Self, Problem> {
        if round.state != RoundState::Ready {
            let detail = format!("The round is {}; only a ready one is published.", round.state);
            return Err(Problem::conflict(detail));
        }
        if !cycle.state.matches_people() {
            return Err(Problem::conflict(format!("The cycle is {}; it asks nobody.", cycle.state)));
        }
        let rows = circles::of_round(work.conn, round.id)?;
        let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
        let mut seated = places::of_circles(work.conn, &ids)?;
        let (mut filled, mut empty) = (Vec::new(), Vec::new());
        for row in rows {
            match seated.remove(&row.id) {
                Some(places) => filled.push((row, places)),
                None => empty.push(row.id),
            }
        }
        let all = || filled.iter().flat_map(|(_, places)| places);
        let of_enrolments: Vec<Id> = all().map(|place| place.enrolment_id).collect();
        let people: Vec<Id> = all().map(|place| place.person_id).collect();
        let enrolments = enrolments::by_ids(work.conn, &of_enrolments)?;
        let contacts = identity::contacts(work.conn, &people)?;
        Ok(Self { cycle, round, circles: filled, empty, enrolments, contacts })
    }

    fn is_too_small(&self, places: &[PlaceRow]) -> bool {
        let count = |role| places.iter().filter(|place| place.role == role).count();
        let (mentees, mentors) = (count(EnrolmentRole::Mentee), count(EnrolmentRole::Mentor));
        rules::is_too_small(mentees, mentors, self.round.size_least, self.round.mentors_per_circle)
    }

    fn name(&self, person: Id) -> &str {
        self.contacts.get(&person).map_or("", |contact| contact.name.as_str())
    }

    /// Why the round cannot be published: circles that are too small, whose seats were spent, or whose people may not sit
    /// together any more.
    fn problems(&self, work: &mut Work<'_>) -> Result<Vec<FieldError>, Problem> {
        let without_seat = self.without_seat(work)?;
        let readiness = Readiness::of(work, &self.cycle)?;
        let pausing = pauses::pausing(work.conn, self.cycle.id, work.now.date_naive())?;
        let sitting = Sitting::of(work, self.cycle.clone(), &self.round)?;
        let mut found = Vec::new();
        for (circle, places) in &self.circles {
            let at = format!("/circles/{}", circle.id);
            let mut add = |at: &str, code, detail: String| found.push(FieldError::new(at, code, detail));
            let name = &circle.name;
            if self.is_too_small(places) {
                add(&at, "too_small", format!("{name} has too few people."));
            }
            for place in places.iter().filter(|place| without_seat.contains(&place.id)) {
                let (who, at) = (self.name(place.person_id), format!("{at}/places/{}", place.id));
                match place.role {
                    EnrolmentRole::Mentor => {
                        add(&at, "mentor_full", format!("{name}: {who} has no seat left."));
                    }
                    EnrolmentRole::Mentee => {
                        let detail = format!("{name}: {who} has a mentor or a circle, or is asked already.");
                        add(&at, "mentee_taken", detail);
                    }
                }
            }
            let people: Vec<&EnrolmentRow> =
                places.iter().filter_map(|place| self.enrolments.get(&place.enrolment_id)).collect();
            let can_come = |row: &&EnrolmentRow| readiness.is_ready(row) && !pausing.contains(&row.id);
            if !people.iter().all(can_come) || !sitting.all_may_sit(&people) {
                let detail = format!("{name}: somebody is not available for this circle any more.");
                add(&at, "not_available", detail);
            }
        }
        Ok(found)
    }

    /// Who is told what.
    fn invitations(&self) -> Vec<(&Contact, Invited)> {
        let all = self
            .circles
            .iter()
            .flat_map(|(circle, places)| places.iter().map(move |to| (circle, places, to)));
        let invitation = |(circle, places, to): (&CircleRow, &Vec<PlaceRow>, &PlaceRow)| {
            let contact = self.contacts.get(&to.person_id)?;
            Some((contact, invited(&self.cycle, circle, places, to, &self.enrolments, &self.contacts)))
        };
        all.filter_map(invitation).collect()
    }

    fn without_seat(&self, work: &mut Work<'_>) -> Result<Vec<Id>, Problem> {
        let now = work.stamp();
        let held = proposals::seats_held(work.conn, self.cycle.id, now)?;
        let seats: HashMap<Id, Seats> = self
            .enrolments
            .values()
            .filter(|row| row.state == EnrolmentState::Enrolled)
            .map(|row| {
                (row.id, Seats { capacity: row.capacity, held: held.get(&row.id).copied().unwrap_or(0) })
            })
            .collect();
        let claims: Vec<SeatClaim> = self
            .circles
            .iter()
            .flat_map(|(_, places)| places)
            .map(|place| SeatClaim { place: place.id, enrolment: place.enrolment_id })
            .collect();
        Ok(rules::without_seat(&claims, &seats).into_iter().map(|claim| claim.place).collect())
    }
}

/// Asks everybody of a ready round: all of them or nobody.
///
/// # Errors
/// 404 outside the scope; 403 for a national round in a region's name; 409 when the round is not ready, or naming each
/// circle that is too small, whose seats were spent or whose people are not available for each other any more.
pub fn publish(work: &mut Work<'_>, id: Id) -> Result<CircleRoundRow, Problem> {
    let found = find_round(work, id)?;
    must_lead(work, found.region_id)?;
    let cycle = cycles::lock(work, found.cycle_id)?;
    let round = find_round(work, id)?;
    expiry::expire_overdue(work, &cycle)?;
    places::expire_overdue(work, cycle.id)?;
    let ready = Ready::of(work, cycle, round)?;
    if ready.circles.is_empty() {
        return Err(Problem::conflict("The round has no circles."));
    }
    let errors = ready.problems(work)?;
    if !errors.is_empty() {
        let detail = "Some circles cannot be asked as they are: change them, or run a new round.";
        return Err(Problem { errors, ..Problem::conflict(detail) });
    }
    for empty in &ready.empty {
        circles::delete(work.conn, *empty)?;
    }
    for (circle, places) in &ready.circles {
        open(work, &ready, circle, places)?;
    }
    letters::proposed(work, &ready.invitations())?;
    let asked = ready.circles.len();
    let row = CircleRoundRow {
        state: RoundState::Published,
        published_at: Some(work.stamp()),
        updated_at: work.stamp(),
        version: ready.round.version + 1,
        ..ready.round
    };
    rounds::update(work.conn, &row)?;
    let published = Change::new("circle_round.published", id).in_region(row.region_id);
    work.record(published.with(json!({ "cycle_id": row.cycle_id, "circles": asked })))?;
    Ok(row)
}

fn open(work: &mut Work<'_>, ready: &Ready, circle: &CircleRow, places: &[PlaceRow]) -> Result<(), Problem> {
    let (until, now) = (answer_by(work, &ready.cycle), work.stamp());
    let row = CircleRow {
        state: CircleState::Open,
        answer_by: Some(until),
        updated_at: now,
        version: circle.version + 1,
        ..circle.clone()
    };
    circles::update(work.conn, &row)?;
    for place in places {
        let asked = PlaceRow {
            state: CirclePlaceState::Asked,
            answer_by: Some(until),
            updated_at: now,
            version: place.version + 1,
            ..place.clone()
        };
        places::update(work.conn, &asked)?;
    }
    Ok(())
}

/// What the letter to one of a circle tells.
fn invited(
    cycle: &CycleRow,
    circle: &CircleRow,
    places: &[PlaceRow],
    to: &PlaceRow,
    enrolments: &HashMap<Id, EnrolmentRow>,
    contacts: &HashMap<Id, Contact>,
) -> Invited {
    let others = places.iter().filter(|place| place.id != to.id);
    let topics: Vec<Vec<String>> =
        places.iter().filter_map(|place| enrolments.get(&place.enrolment_id)).map(topics_of).collect();
    Invited {
        circle: circle.name.clone(),
        cycle: cycle.name.clone(),
        as_what: to.role,
        others: others
            .filter_map(|place| Some((contacts.get(&place.person_id)?.name.clone(), place.role)))
            .collect(),
        topics: rules::shared_topics(&topics),
        answer_within_days: cycle.answer_within_days,
    }
}

/// What somebody is interested in, aims at or knows about, each once.
#[must_use]
pub fn topics_of(row: &EnrolmentRow) -> Vec<String> {
    let mut topics = row.interests();
    topics.extend(row.goals());
    topics.sort();
    topics.dedup();
    topics
}

/// Asks one person who was added to an open circle.
///
/// # Errors
/// When the database does not answer.
pub fn ask_one(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    circle: &CircleRow,
    place: &PlaceRow,
) -> Result<(), Problem> {
    let there = sitting_in(work, circle.id)?;
    let ids: Vec<Id> = there.iter().map(|place| place.enrolment_id).collect();
    let people: Vec<Id> = there.iter().map(|place| place.person_id).collect();
    let (rows, contacts) = (enrolments::by_ids(work.conn, &ids)?, identity::contacts(work.conn, &people)?);
    let Some(contact) = contacts.get(&place.person_id) else { return Ok(()) };
    let invited = invited(cycle, circle, &there, place, &rows, &contacts);
    letters::proposed(work, &[(contact, invited)])
}

/// What publishing a round would do.
pub struct Preview {
    pub circles: usize,
    pub mails: usize,
    /// Names of circles that are too small.
    pub too_small: Vec<String>,
    /// The first that would go out.
    pub letter: Option<Letter>,
}

/// # Errors
/// 404 outside the scope; 403 for a national round in a region's name; 409 when the round is not ready.
pub fn preview(work: &mut Work<'_>, id: Id) -> Result<Preview, Problem> {
    let round = find_round(work, id)?;
    must_lead(work, round.region_id)?;
    let cycle = crate::matching::service::cycles::find_cycle(work, round.cycle_id)?;
    let ready = Ready::of(work, cycle, round)?;
    let too_small = ready.circles.iter().filter(|(_, places)| ready.is_too_small(places));
    let too_small = too_small.map(|(circle, _)| circle.name.clone()).collect();
    let letter = match ready.invitations().first() {
        Some((contact, invited)) => Some(letters::proposed_as_written(work, contact, invited)?),
        None => None,
    };
    let mails = ready.circles.iter().map(|(_, places)| places.len()).sum();
    Ok(Preview { circles: ready.circles.len(), mails, too_small, letter })
}
