//! Fills an empty database with a demo network, through the same services that the API calls.

use std::path::Path;

use chrono::{Days, NaiveDate};

use crate::identity::{self, NewAccount};
use crate::network::{self, Appointment, TermState};
use crate::platform::auth::{Caller, Principal, Role, Scope, ScopeKind, password};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::state::Platform;
use crate::platform::work::Work;
use crate::{reporting, succession};

mod associations;
mod chance;
mod cycles;
mod evaluation;
mod governance;
mod libraries;
mod people;
mod recruitment;
mod season;
mod task_force;
mod training;

use chance::Chance;

/// The password of every demo account.
pub const PASSWORD: &str = "perennial-demo-1";

/// Printed at start: one sign-in for each role.
pub const SIGN_INS: &str = "\
Demo sign-ins (password: perennial-demo-1)
  admin@demo.perennial.example        administrator
  taskforce@demo.perennial.example    task force
  coordinator@demo.perennial.example  coordinator of the Great Lakes
  guide@demo.perennial.example        guide
  reviewer@demo.perennial.example     reviewer
  evaluator@demo.perennial.example    evaluator of a study
  mentor@demo.perennial.example       mentor
  mentee@demo.perennial.example       mentee
  partner@demo.perennial.example      administrator of an association";

/// Fills the database when it holds no demo yet. With a Public Libraries Survey file 2,000 mentors
/// and 1,400 mentees are drawn from its libraries, otherwise 200 and 140 from a small built-in list.
///
/// # Errors
/// One sentence; nothing is kept then.
pub fn fill(platform: &Platform, survey: Option<&Path>) -> Result<(), String> {
    let said =
        |problem: Problem| problem.cause.clone().unwrap_or_else(|| format!("{problem} {:?}", problem.errors));
    let hash = password::hash(PASSWORD, &platform.entropy).map_err(said)?;
    let caller = Caller::without_grants(Principal::Operator);
    let scope = Scope::everything();
    platform
        .db
        .write(|conn| {
            let mut work = Work::new(platform, conn, &caller, &scope, "demo");
            if identity::person_by_email(&mut work, "admin@demo.perennial.example")?.is_some() {
                return Ok(());
            }
            log::info!("filling the demo network");
            network_of(&mut work, &hash, survey)
        })
        .map_err(said)
}

/// A cycle in which so many mentees wait to be matched, drawn from the institutions there are.
///
/// # Errors
/// When the database refuses.
pub fn crowd(work: &mut Work<'_>, mentees: usize) -> Result<Id, Problem> {
    cycles::crowd(work, mentees, &mut Chance::new(2028))
}

fn network_of(work: &mut Work<'_>, hash: &str, survey: Option<&Path>) -> Result<(), Problem> {
    let mut chance = Chance::new(2027);
    libraries::import(work, survey)?;
    let regions = network::region_ids(work.conn)?;
    let lakes = regions
        .iter()
        .find(|(code, _)| code == "03")
        .map(|(_, id)| *id)
        .ok_or_else(|| Problem::internal("the demo needs the BEA regions"))?;
    account(work, "Ada Merriweather", "admin", hash, Role::Admin, None)?;
    let chair = account(work, "Theodora Blum", "taskforce", hash, Role::TaskForce, None)?;
    let coordinator = account(work, "Ana Flores", "coordinator", hash, Role::Coordinator, Some(lakes))?;
    let guide = account(work, "Gus Whitfield", "guide", hash, Role::Guide, Some(lakes))?;
    let reviewer = account(work, "Rena Castillo", "reviewer", hash, Role::Reviewer, None)?;
    let second = account(work, "Ravi Menon", "reviewer2", hash, Role::Reviewer, None)?;
    let mentor = account(work, "Marta Ellison", "mentor", hash, Role::Mentor, Some(lakes))?;
    let mentee = account(work, "Milo Park", "mentee", hash, Role::Mentee, Some(lakes))?;
    governance::fill(work, chair, coordinator)?;
    task_force::fill(work, chair, guide)?;
    let open = terms(work, &regions, coordinator, guide)?;
    if let Some((region, seat)) = open {
        recruitment::fill(work, region, seat, &[reviewer, second], &mut Chance::new(7))?;
    }
    let past = cycles::past(work, lakes, &mut chance)?;
    let study = evaluation::fill(work, past, coordinator, &mut chance)?;
    let evaluator = bare_account(work, "Evan Sørensen", "evaluator", Some(hash), None)?;
    identity::grant_role(work, evaluator, Role::Evaluator, ScopeKind::Study, Some(study))?;
    let (mentors, mentees) = if survey.is_some() { (2000, 1400) } else { (200, 140) };
    cycles::present(work, (mentors, mentees), (mentor, mentee), lakes, &mut chance)?;
    let partner = bare_account(work, "Pia Lindqvist", "partner", Some(hash), None)?;
    associations::fill(work, partner)?;
    reporting::observe_figures_now(work)?;
    Ok(())
}

/// A seat in each region. Most are served, one ends soon, one coordinator is in training, and one is
/// open: that one is answered.
fn terms(
    work: &mut Work<'_>,
    regions: &[(String, Id)],
    coordinator: Id,
    guide: Id,
) -> Result<Option<(Id, Id)>, Problem> {
    const NAMES: [&str; 9] = [
        "Nell Ashby",
        "Omari Grant",
        "",
        "Petra Lund",
        "Luz Herrera",
        "Sam Begay",
        "Tess Nakamura",
        "Ivo Marin",
        "Lani Cruz",
    ];
    let today = work.now.date_naive();
    let (mut active, mut in_training, mut open) = (Vec::new(), Vec::new(), None);
    for ((code, region), name) in regions.iter().zip(NAMES) {
        let seat = network::open_seat(work, *region, "First seat")?;
        let (starts_on, ends_on): (NaiveDate, NaiveDate) = match code.as_str() {
            "07" => {
                open = Some((*region, seat.id));
                continue;
            }
            "09" => (today + Days::new(25), today + Days::new(755)),
            "02" => (today - Days::new(660), today + Days::new(70)),
            "05" => (today - Days::new(570), today + Days::new(160)),
            _ => (today - Days::new(400), today + Days::new(330)),
        };
        let person = if code == "03" {
            coordinator
        } else {
            let local = format!("coordinator{code}");
            let person = bare_account(work, name, &local, None, Some(*region))?;
            identity::grant_role(work, person, Role::Coordinator, ScopeKind::Region, Some(*region))?;
            person
        };
        let term = network::appoint(
            work,
            &Appointment { seat: seat.id, person, starts_on, ends_on, handover: false },
        )?;
        if code == "09" {
            in_training.push(person);
        } else {
            network::set_term_state(work, &term, TermState::Active)?;
            active.push(person);
        }
        if code == "03" || code == "04" {
            succession::assign_guide(work, term.id, guide, true)?;
        }
    }
    training::fill(work, &active, &in_training)?;
    Ok(open)
}

fn account(
    work: &mut Work<'_>,
    name: &str,
    local: &str,
    hash: &str,
    role: Role,
    region: Option<Id>,
) -> Result<Id, Problem> {
    let person = bare_account(work, name, local, Some(hash), region)?;
    let kind = if region.is_some() { ScopeKind::Region } else { ScopeKind::Network };
    identity::grant_role(work, person, role, kind, region)?;
    Ok(person)
}

fn bare_account(
    work: &mut Work<'_>,
    name: &str,
    local: &str,
    hash: Option<&str>,
    region: Option<Id>,
) -> Result<Id, Problem> {
    identity::create_account(
        work,
        NewAccount {
            name,
            email: &format!("{local}@demo.perennial.example"),
            password_hash: hash.map(str::to_owned),
            institution: None,
            jurisdiction: None,
            region,
            time_zone: "America/Chicago",
        },
    )
}

/// The same transaction in the name of somebody of the demo: what people do themselves, they do here as well.
fn as_person<T>(
    work: &mut Work<'_>,
    person: Id,
    act: impl FnOnce(&mut Work<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let caller = Caller::without_grants(Principal::Person { id: person, session: work.new_id() });
    let scope = Scope { own: Some(person), ..Scope::default() };
    act(&mut Work {
        conn: work.conn,
        scope: &scope,
        caller: &caller,
        now: work.now,
        entropy: work.entropy,
        cursors: work.cursors,
        config: work.config,
        request_id: work.request_id,
        concern: work.concern,
    })
}

/// The same transaction, some days ago.
fn days_ago<T>(
    work: &mut Work<'_>,
    days: u64,
    act: impl FnOnce(&mut Work<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    act(&mut Work {
        conn: work.conn,
        scope: work.scope,
        caller: work.caller,
        now: work.now - Days::new(days),
        entropy: work.entropy,
        cursors: work.cursors,
        config: work.config,
        request_id: work.request_id,
        concern: work.concern,
    })
}

/// What somebody does by a link that was mailed to them.
fn as_link_holder<T>(
    work: &mut Work<'_>,
    subject: Id,
    act: impl FnOnce(&mut Work<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    work.with_scope(&Scope { link: Some(subject), ..Scope::default() }, act)
}
