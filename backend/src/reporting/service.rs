//! Puts the dashboard together, each section in the scope of its permission.

mod mentoring;
mod own;

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::queries::{self, Pair, Waiting};
use super::views::{
    AgreementProgress, DashboardCoverage, DashboardCycle, DashboardCycleFigures, DashboardJob,
    DashboardMilestone, DashboardOpening, DashboardPairing, DashboardProposal, DashboardTerm, DashboardView,
    PairingStateCount, TodayAction, TodayItem, TodayKind, TodaySubject,
};
use crate::matching::EnrolmentRole;
use crate::platform::auth::permissions::{
    DecideApplications, PublishResources, ViewCycles, ViewJobs, ViewPlan,
};
use crate::platform::auth::{Permission, Scope};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::succession::{self, CoverageSeat, SeatState};
use crate::{identity, network};

const PLAN_AHEAD: Days = Days::new(90);
const TERMS_AHEAD: Days = Days::new(180);
const SESSIONS_AHEAD: Days = Days::new(7);

fn later(day: NaiveDate, by: Days) -> NaiveDate {
    day.checked_add_days(by).unwrap_or(NaiveDate::MAX)
}

/// What the caller needs today.
///
/// # Errors
/// When the database does not answer.
pub fn dashboard(work: &mut Work<'_>) -> Result<DashboardView, Problem> {
    let on = work.now.date_naive();
    let coverage = coverage(work, on)?;
    let my_proposals = own::proposals(work)?;
    let my_pairings = own::pairings(work)?;
    let mut today = own_today(work, &my_proposals, &my_pairings)?;
    today.extend(mentoring::of_the_two(work)?);
    if !my_pairings.is_empty() {
        today.extend(mentoring::conduct(work)?);
    }
    today.extend(plan_today(work, on)?);
    today.extend(oversight_today(work, on, coverage.as_ref())?);
    today.extend(library_today(work, on)?);
    today.retain(|item| item.count > 0);
    Ok(DashboardView {
        on,
        today,
        milestones: milestones(work, on)?,
        openings: openings(work, on)?,
        cycle: cycle(work)?,
        coverage,
        jobs: jobs(work)?,
        my_proposals,
        my_pairings,
    })
}

fn item(kind: TodayKind, waiting: Waiting, href: &str) -> TodayItem {
    TodayItem {
        kind,
        count: waiting.count,
        earliest_on: waiting.earliest_on,
        subjects: waiting
            .first
            .into_iter()
            .map(|(id, title)| TodaySubject { id, title, action: None })
            .collect(),
        href: format!("/api/v1{href}"),
    }
}

/// The same, each of its things with what does something about it in one step.
fn actionable(
    kind: TodayKind,
    waiting: Waiting,
    href: &str,
    step: impl Fn(Id) -> Option<String>,
) -> TodayItem {
    let mut item = item(kind, waiting, href);
    for subject in &mut item.subjects {
        subject.action =
            step(subject.id).map(|path| TodayAction { method: "POST", href: format!("/api/v1{path}") });
    }
    item
}

/// The same, each of its things with the page of the API that is opened for it.
fn opened(kind: TodayKind, waiting: Waiting, href: &str) -> TodayItem {
    let mut item = item(kind, waiting, href);
    for subject in &mut item.subjects {
        subject.action = Some(TodayAction { method: "GET", href: item.href.clone() });
    }
    item
}

/// Whether the caller oversees people: in the network or in a region.
fn oversees(scope: &Scope) -> bool {
    scope.network || !scope.regions.is_empty()
}

fn own_today(
    work: &mut Work<'_>,
    proposals: &[DashboardProposal],
    pairings: &[DashboardPairing],
) -> Result<Vec<TodayItem>, Problem> {
    let own = |rows: Vec<(Id, &str)>, earliest_on| Waiting {
        count: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        earliest_on,
        first: rows.into_iter().take(5).map(|(id, name)| (id, name.to_owned())).collect(),
    };
    let pairs = |wanted: &[AgreementProgress]| {
        let rows: Vec<&DashboardPairing> =
            pairings.iter().filter(|pairing| wanted.contains(&pairing.agreement)).collect();
        let earliest = rows.iter().map(|pairing| pairing.started_on).min();
        own(rows.iter().map(|pairing| (pairing.id, pairing.other_name.as_str())).collect(), earliest)
    };
    let to_answer = own(
        proposals.iter().map(|proposal| (proposal.id, proposal.other_name.as_str())).collect(),
        proposals.first().map(|proposal| proposal.answer_by.date_naive()),
    );
    let now = work.stamp();
    let soon = now.checked_add_days(SESSIONS_AHEAD).unwrap_or(now);
    let sessions = queries::sessions_between(work.conn, work.scope, now, soon)?;
    let reviews = queries::reviews_to_write(work.conn, work.scope)?;
    Ok(vec![
        item(TodayKind::ProposalsToAnswer, to_answer, "/me/proposals"),
        item(TodayKind::AgreementsToWrite, pairs(&[AgreementProgress::Missing]), "/me/pairings"),
        item(
            TodayKind::AgreementsToSign,
            pairs(&[AgreementProgress::Written, AgreementProgress::WaitsForMe]),
            "/me/pairings",
        ),
        item(TodayKind::SessionsSoon, sessions, "/me/training"),
        item(TodayKind::ReviewsToWrite, reviews, "/reviews/mine"),
    ])
}

fn plan_today(work: &mut Work<'_>, on: NaiveDate) -> Result<Vec<TodayItem>, Problem> {
    let milestones = match plan_scope(work) {
        Some(scope) => queries::overdue_milestones(work.conn, &scope, on)?,
        None => Waiting::default(),
    };
    let adjustments = queries::overdue_adjustments(work.conn, work.scope, on)?;
    let votes = network::votes_to_cast(work)?;
    let votes = Waiting {
        count: i64::try_from(votes.len()).unwrap_or(i64::MAX),
        earliest_on: votes.iter().filter_map(|vote| vote.closes_at).min().map(|at| at.date()),
        first: votes.into_iter().take(5).map(|vote| (vote.id, vote.title)).collect(),
    };
    let stakeholders = network::overdue_stakeholders(work)?;
    let stakeholders = Waiting {
        count: i64::try_from(stakeholders.len()).unwrap_or(i64::MAX),
        earliest_on: stakeholders.iter().filter_map(|who| who.next_step_on).min(),
        first: stakeholders.into_iter().take(5).map(|who| (who.id, who.name)).collect(),
    };
    Ok(vec![
        item(TodayKind::VotesToCast, votes, "/decisions?state=open"),
        item(TodayKind::StakeholdersOverdue, stakeholders, "/stakeholders"),
        item(TodayKind::MilestonesOverdue, milestones, &format!("/milestones?due_before={on}")),
        item(TodayKind::AdjustmentsOverdue, adjustments, "/adjustments"),
    ])
}

fn oversight_today(
    work: &mut Work<'_>,
    on: NaiveDate,
    coverage: Option<&DashboardCoverage>,
) -> Result<Vec<TodayItem>, Problem> {
    if !oversees(work.scope) {
        return Ok(Vec::new());
    }
    let now = work.stamp();
    let rounds = queries::rounds_to_publish(work.conn, work.scope)?;
    let answers = queries::proposals_waiting(work.conn, work.scope, now)?;
    let agreements = queries::pairings_without_agreement(work.conn, work.scope)?;
    let meetings = queries::pairings_without_meeting(work.conn, work.scope)?;
    let decisions = match DecideApplications::AUDIENCE.scope_of(work.caller) {
        Some(scope) => queries::applications_to_decide(work.conn, &scope, on)?,
        None => Waiting::default(),
    };
    let mut items = vec![
        item(TodayKind::RoundsToPublish, rounds, "/cycles"),
        item(TodayKind::ProposalsWaiting, named(work, answers)?, "/cycles"),
        mentoring::without_agreement(work, agreements)?,
        mentoring::without_meeting(work, meetings)?,
        item(TodayKind::ApplicationsToDecide, decisions, "/openings"),
    ];
    items.extend(mentoring::of_coordinators(work)?);
    if let Some(coverage) = coverage {
        let uncovered = Waiting { count: coverage.uncovered, ..Waiting::default() };
        let ending = &coverage.ending_within_180_days;
        let ending = Waiting {
            count: i64::try_from(ending.len()).unwrap_or(i64::MAX),
            earliest_on: ending.first().map(|term| term.ends_on),
            first: ending.iter().take(5).map(|term| (term.id, term.person_name.clone())).collect(),
        };
        items.push(item(TodayKind::SeatsUncovered, uncovered, "/coverage"));
        items.push(item(TodayKind::TermsEnding, ending, "/terms"));
    }
    Ok(items)
}

fn library_today(work: &mut Work<'_>, on: NaiveDate) -> Result<Vec<TodayItem>, Problem> {
    let review = match PublishResources::AUDIENCE.scope_of(work.caller) {
        Some(_) => queries::resources_in_review(work.conn)?,
        None => Waiting::default(),
    };
    let check = queries::resources_to_check(work.conn, work.scope, on)?;
    Ok(vec![
        item(TodayKind::ResourcesToReview, review, "/resources?state=in_review"),
        item(TodayKind::ResourcesToCheck, check, "/resources?state=published"),
    ])
}

/// Names the first pairs.
fn named(work: &mut Work<'_>, (waiting, pairs): (Waiting, Vec<Pair>)) -> Result<Waiting, Problem> {
    let people: Vec<Id> = pairs.iter().flat_map(|(_, mentor, mentee)| [*mentor, *mentee]).collect();
    let names = identity::person_names(work.conn, &people)?;
    let first = pairs
        .into_iter()
        .map(|(id, mentor, mentee)| (id, format!("{}, {}", name_of(&names, mentor), name_of(&names, mentee))))
        .collect();
    Ok(Waiting { first, ..waiting })
}

fn name_of(names: &HashMap<Id, String>, id: Id) -> String {
    names.get(&id).cloned().unwrap_or_default()
}

/// Who may see the plan sees the own milestones; only the network's scope sees all.
fn plan_scope(work: &Work<'_>) -> Option<Scope> {
    ViewPlan::AUDIENCE.scope_of(work.caller).map(|_| work.scope.clone())
}

fn milestones(work: &mut Work<'_>, on: NaiveDate) -> Result<Vec<DashboardMilestone>, Problem> {
    let Some(scope) = plan_scope(work) else { return Ok(Vec::new()) };
    let rows = queries::open_milestones(work.conn, &scope, later(on, PLAN_AHEAD), 100)?;
    let owners: Vec<Id> = rows.iter().filter_map(|row| row.owner_id).collect();
    let names = identity::person_names(work.conn, &owners)?;
    Ok(rows
        .into_iter()
        .map(|row| DashboardMilestone {
            owner_name: row.owner_id.and_then(|owner| names.get(&owner).cloned()),
            overdue: row.due_on < on,
            id: row.id,
            objective_id: row.objective_id,
            objective_title: row.objective_title,
            title: row.title,
            owner_id: row.owner_id,
            due_on: row.due_on,
            state: row.state,
        })
        .collect())
}

fn openings(work: &mut Work<'_>, on: NaiveDate) -> Result<Vec<DashboardOpening>, Problem> {
    let rows = queries::open_openings(work.conn, work.scope, on)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let counts = queries::application_counts(work.conn, &ids)?;
    let regions = network::region_names(work.conn)?;
    Ok(rows
        .into_iter()
        .map(|row| DashboardOpening {
            applications: counts.get(&row.id).copied().unwrap_or(0),
            region_name: name_of(&regions, row.region_id),
            id: row.id,
            title: row.title,
            region_id: row.region_id,
            closes_on: row.closes_on,
        })
        .collect())
}

fn cycle(work: &mut Work<'_>) -> Result<Option<DashboardCycle>, Problem> {
    if ViewCycles::AUDIENCE.scope_of(work.caller).is_none() {
        return Ok(None);
    }
    let Some(cycle) = queries::current_cycle(work.conn)? else { return Ok(None) };
    let figures = match oversees(work.scope) {
        true => Some(figures(work, cycle.id)?),
        false => None,
    };
    Ok(Some(DashboardCycle {
        id: cycle.id,
        name: cycle.name,
        state: cycle.state,
        starts_on: cycle.starts_on,
        ends_on: cycle.ends_on,
        figures,
    }))
}

fn figures(work: &mut Work<'_>, cycle: Id) -> Result<DashboardCycleFigures, Problem> {
    let now = work.stamp();
    let enrolled = queries::enrolment_counts(work.conn, work.scope, cycle)?;
    let of_role = |role| enrolled.iter().find(|(r, _)| *r == role).map_or(0, |(_, count)| *count);
    Ok(DashboardCycleFigures {
        mentors: of_role(EnrolmentRole::Mentor),
        mentees: of_role(EnrolmentRole::Mentee),
        matched: queries::matched_mentees(work.conn, work.scope, cycle, now)?,
        pairings: queries::pairing_counts(work.conn, work.scope, cycle)?
            .into_iter()
            .map(|(state, count)| PairingStateCount { state, count })
            .collect(),
    })
}

fn coverage(work: &mut Work<'_>, on: NaiveDate) -> Result<Option<DashboardCoverage>, Problem> {
    if !oversees(work.scope) {
        return Ok(None);
    }
    let seen = succession::coverage_seen(work, on, later(on, Days::new(1)))?;
    let seats: Vec<CoverageSeat> = seen.regions.into_iter().flat_map(|region| region.seats).collect();
    let until = later(on, TERMS_AHEAD);
    let mut ending: Vec<DashboardTerm> = seats
        .iter()
        .flat_map(|seat| seat.terms.iter().map(move |term| (seat, term)))
        .filter(|(_, term)| term.state.covers() && term.starts_on <= on && term.ends_on <= until)
        .map(|(seat, term)| DashboardTerm {
            id: term.term_id,
            seat_id: seat.seat_id,
            seat_name: seat.seat_name.clone(),
            region_id: seat.region_id,
            region_name: seat.region_name.clone(),
            person_id: term.person_id,
            person_name: term.person_name.clone(),
            ends_on: term.ends_on,
        })
        .collect();
    ending.sort_by_key(|term| (term.ends_on, term.id));
    let count = |states: &[SeatState]| {
        i64::try_from(seats.iter().filter(|seat| states.contains(&seat.state)).count()).unwrap_or(i64::MAX)
    };
    Ok(Some(DashboardCoverage {
        seats: i64::try_from(seats.len()).unwrap_or(i64::MAX),
        covered: count(&[SeatState::Covered, SeatState::EndingSoon]),
        in_training: count(&[SeatState::InTraining]),
        uncovered: count(&[SeatState::Uncovered]),
        ending_within_180_days: ending,
    }))
}

fn jobs(work: &mut Work<'_>) -> Result<Vec<DashboardJob>, Problem> {
    let Some(scope) = ViewJobs::AUDIENCE.scope_of(work.caller) else { return Ok(Vec::new()) };
    Ok(queries::open_jobs(work.conn, &scope)?
        .into_iter()
        .map(|(id, kind, state, done, total)| DashboardJob { id, kind, state, done, total })
        .collect())
}
