//! Mentees of a cycle who have no mentor and are not asked: since when, and why.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use matcher::UnmatchedReason;

use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals;
use crate::matching::queries::workbench::waiting::{self, Earlier, LeftOut};
use crate::matching::rules::{EnrolmentRole, ProposalState};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Why somebody waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitsBecause {
    /// In no round yet.
    New,
    /// The newest round with them left them out.
    Unmatched,
    /// In a round that is not published yet.
    Proposed,
    Declined,
    Expired,
    /// The pairing ended early.
    Ended,
    /// The mentor withdrew.
    Withdrawn,
}

/// A place in the list.
pub struct Waiting {
    /// From 1, among those whom one may see.
    pub place: usize,
    pub mentee: EnrolmentRow,
    pub since: NaiveDateTime,
    pub why: WaitsBecause,
    pub reason: Option<UnmatchedReason>,
    /// The reason is about mentors of the region alone.
    pub of_region: bool,
}

/// Who waits, longest first. Whose pairing came to the end that was meant for it does not.
///
/// # Errors
/// When the database does not answer.
pub fn of_cycle(work: &mut Work<'_>, cycle: Id, region: Option<Id>) -> Result<Vec<Waiting>, Problem> {
    let now = work.stamp();
    let held = proposals::seats_held(work.conn, cycle, now)?;
    let ready = waiting::ready_rounds(work.conn, cycle)?;
    let mut last: HashMap<Id, Earlier> = HashMap::new();
    let mut free: HashMap<Id, NaiveDateTime> = HashMap::new();
    for earlier in waiting::proposals_of_cycle(work.conn, cycle)? {
        if let Some(since) = free_since(&earlier, now) {
            let known = free.entry(earlier.mentee_enrolment_id).or_insert(since);
            *known = since.max(*known);
        }
        if counts(&earlier, &ready) {
            last.insert(earlier.mentee_enrolment_id, earlier);
        }
    }
    let done = waiting::mentees_who_are_done(work.conn, cycle)?;
    let mentees: Vec<EnrolmentRow> = enrolments::enrolled_in(work.conn, cycle, region)?
        .into_iter()
        .filter(|row| row.role == EnrolmentRole::Mentee && !held.contains_key(&row.id))
        .filter(|row| !done.contains(&row.person_id))
        .filter(|row| work.scope.reaches_region(row.region_id))
        .collect();
    let ids: Vec<Id> = mentees.iter().map(|row| row.id).collect();
    let mut left_out = waiting::newest_reasons(work.conn, &ids)?;
    let mut waiting = Vec::with_capacity(mentees.len());
    for mentee in mentees {
        let earlier = last.get(&mentee.id);
        let newest = left_out.remove(&mentee.id);
        let since = free.get(&mentee.id).map_or(mentee.created_at, |free| mentee.created_at.max(*free));
        waiting.push(place(mentee, since, earlier, newest, now)?);
    }
    waiting.sort_by_key(|one| (one.since, one.mentee.id));
    for (at, one) in waiting.iter_mut().enumerate() {
        one.place = at + 1;
    }
    Ok(waiting)
}

/// What was set aside with its round before anybody was asked says nothing of why somebody waits.
fn counts(earlier: &Earlier, ready: &[Id]) -> bool {
    match earlier.state {
        ProposalState::Proposed => ready.contains(&earlier.round_id),
        ProposalState::Withdrawn => earlier.answer_by.is_some(),
        _ => true,
    }
}

fn place(
    mentee: EnrolmentRow,
    since: NaiveDateTime,
    earlier: Option<&Earlier>,
    left_out: Option<LeftOut>,
    now: NaiveDateTime,
) -> Result<Waiting, Problem> {
    let newer = left_out.filter(|left| earlier.is_none_or(|earlier| earlier.round_id < left.round_id));
    let of_region = newer.as_ref().is_some_and(|left| left.of_region);
    let (why, reason) = match (newer, earlier) {
        (Some(left), _) => {
            let reason = serde_json::from_str(&left.reason).map_err(Problem::internal)?;
            (WaitsBecause::Unmatched, Some(reason))
        }
        (None, None) => (WaitsBecause::New, None),
        (None, Some(earlier)) => (because(earlier, now), None),
    };
    Ok(Waiting { place: 0, mentee, since, why, reason, of_region })
}

/// When a pair that somebody was asked about came to nothing: from then on they wait, whatever is proposed and not published.
fn free_since(earlier: &Earlier, now: NaiveDateTime) -> Option<NaiveDateTime> {
    match earlier.state.shown(earlier.answer_by, now) {
        ProposalState::Expired => earlier.answer_by,
        ProposalState::Declined | ProposalState::Ended => Some(earlier.updated_at),
        ProposalState::Withdrawn if earlier.answer_by.is_some() => Some(earlier.updated_at),
        _ => None,
    }
}

fn because(earlier: &Earlier, now: NaiveDateTime) -> WaitsBecause {
    match earlier.state.shown(earlier.answer_by, now) {
        ProposalState::Declined => WaitsBecause::Declined,
        ProposalState::Expired => WaitsBecause::Expired,
        ProposalState::Ended => WaitsBecause::Ended,
        ProposalState::Withdrawn => WaitsBecause::Withdrawn,
        ProposalState::Proposed => WaitsBecause::Proposed,
        _ => WaitsBecause::New,
    }
}
