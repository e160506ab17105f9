//! Use cases of the seats: give one, change it, end it; and the rules that hold for all.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::queries::{self, TaskForceSeatRow};
use super::rules;
use crate::identity;
use crate::network::governance::decisions::queries::open_numbers;
use crate::network::governance::service::require_person;
use crate::platform::auth::{IfMatch, Role, ScopeKind};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::settings;
use crate::platform::work::Work;

/// What the network has laid down for its task force.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct TaskForceRules {
    /// How many seats may be held at once; `null`: as many as are given.
    #[schema(minimum = 1, maximum = 200, example = 9)]
    pub places: Option<i32>,
    /// More than this share of the voting members has to take part in a decision; at 100 all of them.
    #[schema(minimum = 0, maximum = 100, example = 50)]
    pub quorum_percent: i32,
    /// How many days a written vote is open unless told otherwise.
    #[schema(minimum = 1, maximum = 90, example = 7)]
    pub ballot_days: i32,
    pub version: i64,
}

/// What is to change in the rules.
pub struct RuleChanges {
    /// `Some(None)`: any number of places.
    pub places: Option<Option<i32>>,
    pub quorum_percent: Option<i32>,
    pub ballot_days: Option<i32>,
}

/// Who sits in the task force today, by id, and who of them votes.
pub struct Members(Vec<(Id, bool)>);

impl Members {
    pub fn everybody(&self) -> Vec<Id> {
        self.0.iter().map(|(person, _)| *person).collect()
    }

    pub fn voting(&self) -> Vec<Id> {
        self.0.iter().filter(|(_, votes)| *votes).map(|(person, _)| *person).collect()
    }

    pub fn count(&self) -> i32 {
        i32::try_from(self.0.len()).unwrap_or(i32::MAX)
    }

    pub fn voting_count(&self) -> i32 {
        i32::try_from(self.voting().len()).unwrap_or(i32::MAX)
    }
}

/// # Errors
/// When the database does not answer.
pub fn members(work: &mut Work<'_>) -> Result<Members, Problem> {
    Ok(Members(queries::members_on(work.conn, work.now.date_naive())?))
}

/// # Errors
/// When the database does not answer.
pub fn task_force_rules(work: &mut Work<'_>) -> Result<TaskForceRules, Problem> {
    Ok(settings::read(work.conn, queries::RULES)?.value)
}

/// # Errors
/// 409 when more seats are given than there would be places, or when the quorum would change under an open decision; 412 when
/// the rules were changed meanwhile.
pub fn change_task_force_rules(
    work: &mut Work<'_>,
    expected: &IfMatch,
    changes: &RuleChanges,
) -> Result<TaskForceRules, Problem> {
    queries::take_turns(work.conn)?;
    let read = settings::read::<TaskForceRules>(work.conn, queries::RULES)?;
    let before = &read.value;
    expected.check(before.version)?;
    let after = TaskForceRules {
        places: changes.places.unwrap_or(before.places),
        quorum_percent: changes.quorum_percent.unwrap_or(before.quorum_percent),
        ballot_days: changes.ballot_days.unwrap_or(before.ballot_days),
        version: before.version + 1,
    };
    if after.quorum_percent != before.quorum_percent {
        nothing_is_open(work)?;
    }
    let today = work.now.date_naive();
    let days: Vec<rules::Days> =
        queries::seats_ending_after(work.conn, today)?.into_iter().map(|(_, days)| days).collect();
    let given = rules::most_at_once(&days, (today, NaiveDate::MAX));
    if let Some(places) = after.places
        && given > usize::try_from(places).unwrap_or(0)
    {
        return Err(Problem::conflict(format!(
            "{given} seats are given at once, today or later: end some of them before there are {places} places."
        )));
    }
    settings::write(work.conn, &read, &after)?;
    // Settings have no row of their own to point at: the rules stand for themselves.
    work.record(Change::new("task_force_rules.changed", Id(uuid::Uuid::nil())).with(json!(after)))?;
    Ok(after)
}

/// Whoever puts a motion knows how many have to take part; nobody lowers that while it is voted on.
fn nothing_is_open(work: &mut Work<'_>) -> Result<(), Problem> {
    let open = open_numbers(work.conn)?;
    if open.is_empty() {
        return Ok(());
    }
    let numbers: Vec<String> = open.iter().map(ToString::to_string).collect();
    Err(Problem::conflict(format!(
        "The quorum changes once the decisions that are open are closed or withdrawn: {}.",
        numbers.join(", ")
    )))
}

/// Who sits in the task force, as what, for `[starts_on, ends_on)`.
pub struct NewTaskForceSeat<'a> {
    pub person: Id,
    pub title: &'a str,
    pub votes: bool,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// Seats a member and grants the role, unless the seat belongs to the past.
///
/// # Errors
/// 409 when every place is taken on one of the days; 422 when the days are in the wrong order, when there is no such
/// person, or when the person holds a seat in these days already.
pub fn create_task_force_seat(
    work: &mut Work<'_>,
    new: &NewTaskForceSeat<'_>,
) -> Result<TaskForceSeatRow, Problem> {
    let wrong = rules::seat_problems(new.starts_on, new.ends_on);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    require_person(work, "/person_id", Some(new.person))?;
    queries::take_turns(work.conn)?;
    require_place(work, new)?;
    let seat = TaskForceSeatRow {
        id: work.new_id(),
        person_id: new.person,
        title: new.title.trim().to_owned(),
        votes: new.votes,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        created_at: work.stamp(),
        version: 1,
    };
    queries::insert_task_force_seat(work.conn, &seat)?;
    if new.ends_on > work.now.date_naive() {
        let (role, until) = (Role::TaskForce, Some(new.ends_on));
        identity::grant_role_until(work, new.person, role, ScopeKind::Network, None, until)?;
    }
    work.record(Change::new("task_force_seat.created", seat.id).with(json!({
        "person_id": seat.person_id, "votes": seat.votes, "starts_on": seat.starts_on, "ends_on": seat.ends_on,
    })))?;
    Ok(seat)
}

fn require_place(work: &mut Work<'_>, new: &NewTaskForceSeat<'_>) -> Result<(), Problem> {
    let wanted = (new.starts_on, new.ends_on);
    let seats = queries::seats_ending_after(work.conn, new.starts_on)?;
    let own = seats.iter().find(|(person, days)| *person == new.person && rules::overlap(*days, wanted));
    if let Some((_, (starts_on, ends_on))) = own {
        let said = format!("This person holds a seat from {starts_on} until {ends_on} already.");
        return Err(Problem::field("/starts_on", "overlap", said));
    }
    let Some(places) = task_force_rules(work)?.places else { return Ok(()) };
    let days: Vec<rules::Days> = seats.into_iter().map(|(_, days)| days).collect();
    if rules::most_at_once(&days, wanted) >= usize::try_from(places).unwrap_or(0) {
        return Err(Problem::conflict(format!(
            "The task force has {places} places, and all of them are taken on some of these days."
        )));
    }
    Ok(())
}

/// What is to change in a seat.
pub struct SeatChanges {
    pub title: Option<String>,
    pub votes: Option<bool>,
    pub ends_on: Option<NaiveDate>,
}

/// Changes a seat, or ends it on a day. The role ends with the last seat of the person.
///
/// # Errors
/// 404 when there is none, 409 when it has ended, 412 when it moved on, 422 for a day on which it cannot end.
pub fn update_task_force_seat(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    changes: SeatChanges,
) -> Result<TaskForceSeatRow, Problem> {
    let before = queries::find_task_force_seat(work.conn, id)?.ok_or_else(|| Problem::not_found("seat"))?;
    expected.check(before.version)?;
    let today = work.now.date_naive();
    if before.ends_on <= today {
        return Err(Problem::conflict(format!("The seat has ended on {}.", before.ends_on)));
    }
    let ends_on = changes.ends_on.unwrap_or(before.ends_on);
    let ends = changes.ends_on.is_some();
    if ends && !(today..before.ends_on).contains(&ends_on) {
        let said =
            format!("It must lie between today and {}, when the seat ends in any case.", before.ends_on);
        return Err(Problem::field("/ends_on", "range", said));
    }
    let after = TaskForceSeatRow {
        title: changes.title.map_or(before.title, |title| title.trim().to_owned()),
        votes: changes.votes.unwrap_or(before.votes),
        ends_on,
        version: before.version + 1,
        ..before
    };
    queries::update_task_force_seat(work.conn, &after)?;
    if ends {
        end_role(work, after.person_id, today)?;
    }
    let kind = if ends { "task_force_seat.ended" } else { "task_force_seat.updated" };
    work.record(
        Change::new(kind, after.id)
            .with(json!({ "person_id": after.person_id, "votes": after.votes, "ends_on": ends_on })),
    )?;
    Ok(after)
}

fn end_role(work: &mut Work<'_>, person: Id, today: NaiveDate) -> Result<(), Problem> {
    let last = queries::seats_ending_after(work.conn, today)?
        .into_iter()
        .filter(|(holder, (starts_on, ends_on))| *holder == person && starts_on < ends_on)
        .map(|(_, (_, ends_on))| ends_on)
        .max();
    identity::end_role_on(work, person, Role::TaskForce, ScopeKind::Network, None, last.unwrap_or(today))
}
