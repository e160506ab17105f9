//! Words and rules of circles: their states, who holds a seat, and when one is too small to be asked.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveDateTime};

use crate::matching::rules::Seats;
use crate::platform::db::Id;
use crate::platform::problem::FieldError;

/// How many mentees a circle has, and how many mentors.
pub const LEAST_SIZE: i32 = 4;
pub const MOST_SIZE: i32 = 8;
pub const MOST_MENTORS: usize = 2;

crate::text_enum! {
    /// Where a circle is.
    pub enum CircleState {
        /// Of a round that is not published yet.
        Proposed = "proposed",
        /// Its people are asked, or have joined.
        Open = "open",
        Ended = "ended",
    }
}

crate::text_enum! {
    /// Where somebody's place in a circle is.
    pub enum CirclePlaceState {
        /// Of a round that is not published yet.
        Proposed = "proposed",
        Asked = "asked",
        Joined = "joined",
        Declined = "declined",
        /// Not answered in time.
        Expired = "expired",
        /// Joined and went.
        Left = "left",
        /// Taken out by a coordinator.
        Removed = "removed",
    }
}

impl CirclePlaceState {
    /// What is shown: a question whose time is over has expired, whoever notices first.
    #[must_use]
    pub fn shown(self, answer_by: Option<NaiveDateTime>, now: NaiveDateTime) -> Self {
        match self {
            Self::Asked if answer_by.is_some_and(|by| by <= now) => Self::Expired,
            state => state,
        }
    }

    /// Whether somebody who answered may have been at a meeting: they joined, and may have gone since.
    #[must_use]
    pub const fn had_joined(self) -> bool {
        matches!(self, Self::Joined | Self::Left | Self::Removed)
    }

    /// Whether the person sits there: is to be asked, is asked or has joined.
    #[must_use]
    pub const fn sits(self) -> bool {
        matches!(self, Self::Proposed | Self::Asked | Self::Joined)
    }
}

crate::text_enum! {
    /// Why somebody leaves a circle that they had joined. The others never learn it.
    pub enum CircleLeaveReason {
        TooBusy = "too_busy",
        NotAFit = "not_a_fit",
        /// They have learned what they came for.
        Done = "done",
        Moving = "moving",
        Other = "other",
    }
}

crate::text_enum! {
    /// Why a circle ended.
    pub enum CircleEndReason {
        Completed = "completed",
        TooSmall = "too_small",
        Other = "other",
    }
}

/// What is wrong with the sizes that were asked for, naming every field.
#[must_use]
pub fn size_problems(least: i32, most: i32, mentors: i32) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let sizes = LEAST_SIZE..=MOST_SIZE;
    for (pointer, size) in [("/size_least", least), ("/size_most", most)] {
        if !sizes.contains(&size) {
            let detail = format!("A circle has {LEAST_SIZE} to {MOST_SIZE} mentees.");
            wrong.push(FieldError::new(pointer, "range", detail));
        }
    }
    if wrong.is_empty() && least > most {
        let detail = "The largest circle cannot be smaller than the smallest one.";
        wrong.push(FieldError::new("/size_most", "order", detail));
    }
    if !(1..=2).contains(&mentors) {
        wrong.push(FieldError::new("/mentors_per_circle", "range", "A circle has one or two mentors."));
    }
    wrong
}

/// Whether so many mentees and mentors are too few for a circle to be asked.
#[must_use]
pub fn is_too_small(mentees: usize, mentors: usize, size_least: i32, mentors_per_circle: i32) -> bool {
    let count = |number: i32| usize::try_from(number).unwrap_or(0);
    mentees < count(size_least) || mentors < count(mentors_per_circle)
}

/// Whether so few are left in an open circle that somebody has to do something: fewer mentees than it was formed for, or no
/// mentor. One mentor of two can lead it.
#[must_use]
pub fn needs_people(mentees: usize, mentors: usize, size_least: i32) -> bool {
    is_too_small(mentees, mentors, size_least, 1)
}

/// What is wrong with the day of a meeting. It may be a day beside that of the server, who lives elsewhere.
#[must_use]
pub fn day_problems(held_on: NaiveDate, opened_on: NaiveDate, today: NaiveDate) -> Vec<FieldError> {
    let day = Days::new(1);
    if held_on < opened_on.checked_sub_days(day).unwrap_or(opened_on) {
        let detail = format!("The circle began on {opened_on}.");
        return vec![FieldError::new("/held_on", "too_early", detail)];
    }
    if held_on > today.checked_add_days(day).unwrap_or(today) {
        return vec![FieldError::new("/held_on", "future", "The meeting has not been held yet.")];
    }
    Vec::new()
}

/// A seat that a place would take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatClaim {
    pub place: Id,
    pub enrolment: Id,
}

/// The claims for which there is no seat left, in the order of `claims`. `seats` is by enrolment; one that is not there has
/// nothing to give.
#[must_use]
pub fn without_seat(claims: &[SeatClaim], seats: &HashMap<Id, Seats>) -> Vec<SeatClaim> {
    let mut taken: HashMap<Id, i32> = HashMap::new();
    claims
        .iter()
        .filter(|claim| {
            let has = seats.get(&claim.enrolment).copied().unwrap_or_default();
            let taken = taken.entry(claim.enrolment).or_insert(0);
            *taken += 1;
            has.held + *taken > has.capacity
        })
        .copied()
        .collect()
}

/// Topics that two or more name, those of most people first.
#[must_use]
pub fn shared_topics(of_each: &[Vec<String>]) -> Vec<(String, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for topic in of_each.iter().flatten() {
        *counts.entry(topic).or_insert(0) += 1;
    }
    let mut shared: Vec<(String, usize)> = counts
        .into_iter()
        .filter(|(_, people)| *people > 1)
        .map(|(topic, n)| (topic.to_owned(), n))
        .collect();
    shared.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_that_is_wrong_is_named() {
        let pointers = |least, most, mentors| -> Vec<String> {
            size_problems(least, most, mentors).into_iter().map(|wrong| wrong.pointer).collect()
        };
        assert!(pointers(4, 8, 1).is_empty() && pointers(8, 8, 2).is_empty());
        assert_eq!(pointers(3, 9, 0), ["/size_least", "/size_most", "/mentors_per_circle"]);
        assert_eq!(pointers(7, 5, 1), ["/size_most"]);
    }

    #[test]
    fn an_open_circle_needs_its_least_size_and_one_mentor() {
        assert!(needs_people(3, 2, 4) && needs_people(8, 0, 4));
        assert!(!needs_people(4, 1, 4));
    }

    #[test]
    fn a_meeting_lies_between_the_beginning_and_today_wherever_one_lives() {
        let day = |on| NaiveDate::from_ymd_opt(2027, 3, on).unwrap();
        let code = |on| day_problems(day(on), day(10), day(20)).pop().map(|wrong| wrong.code);
        assert_eq!((code(9), code(21)), (None, None));
        assert_eq!((code(8).as_deref(), code(22).as_deref()), (Some("too_early"), Some("future")));
    }

    #[test]
    fn topics_of_one_are_not_shared() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let shared =
            shared_topics(&[words(&["maps", "zines"]), words(&["maps", "law"]), words(&["law", "maps"])]);
        assert_eq!(shared, [("maps".to_owned(), 3), ("law".to_owned(), 2)]);
    }

    #[test]
    fn a_question_holds_until_its_time_is_over() {
        let now = NaiveDateTime::default();
        let asked = CirclePlaceState::Asked;
        assert_eq!(asked.shown(Some(now), now), CirclePlaceState::Expired);
        assert_eq!(asked.shown(Some(now + chrono::TimeDelta::days(1)), now), asked);
    }
}
