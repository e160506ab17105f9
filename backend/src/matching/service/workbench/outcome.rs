//! Writing a new answer over the rows of a round: what stays keeps its row, its note and its approval; what goes is set
//! aside, so that undoing brings the same row back.

use std::collections::{HashMap, HashSet};

use super::question::Question;
use super::solved::Solved;
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::queries::rounds::{self, RoundRow};
use crate::matching::queries::workbench::marks;
use crate::matching::queries::workbench::members::{self, MemberRow};
use crate::matching::queries::workbench::pairs::{self, At};
use crate::matching::rules::ProposalState;
use crate::matching::service::rows::Rows;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// What a step did, by ids of proposals and of enrolments.
#[derive(Debug, Default)]
pub struct Difference {
    pub new: Vec<Id>,
    pub gone: Vec<Id>,
    pub changed: Vec<Id>,
    pub newly_unmatched: Vec<Id>,
    pub newly_matched: Vec<Id>,
}

/// Writes the answer as the round's step `seq`, and the round with it.
///
/// # Errors
/// When the database refuses.
pub fn write(
    work: &mut Work<'_>,
    round: &RoundRow,
    question: &Question,
    solved: &Solved,
    seq: i64,
) -> Result<(RoundRow, Difference), Problem> {
    let at = At { seq, now: work.stamp() };
    let before = proposals::of_round(work.conn, round.id)?;
    let marks = marks::of_round_proposals(work.conn, round.id)?;
    let mut known: HashMap<(Id, Id), ProposalRow> =
        before.into_iter().map(|row| ((row.mentee_enrolment_id, row.mentor_enrolment_id), row)).collect();
    let rows = Rows {
        round,
        out_of: question.whole.policy.out_of(),
        mentors: &question.mentors,
        mentees: &question.mentees,
    };
    let mut difference = Difference::default();
    let (mut new, mut new_locks) = (Vec::new(), Vec::new());
    for pair in solved.pairs() {
        let row = rows.proposal(work, pair, "[]".to_owned())?;
        match known.remove(&(row.mentee_enrolment_id, row.mentor_enrolment_id)) {
            None => {
                difference.new.push(row.id);
                new_locks.push((row.id, pair.locked));
                new.push((pair, row));
            }
            Some(old) => {
                let was_there = old.state == ProposalState::Proposed;
                let was_locked = marks.get(&old.id).is_some_and(|marks| marks.locked);
                if was_there
                    && old.points == row.points
                    && old.factors == row.factors
                    && was_locked == pair.locked
                {
                    continue;
                }
                if was_there { &mut difference.changed } else { &mut difference.new }.push(old.id);
                let alternatives = old.alternatives.clone();
                pairs::hold(work.conn, &ProposalRow { id: old.id, alternatives, ..row }, pair.locked, at)?;
                if old.answer_by.is_some() {
                    marks::forget_approval(work.conn, old.id)?;
                }
            }
        }
    }
    difference.gone =
        known.values().filter(|row| row.state == ProposalState::Proposed).map(|row| row.id).collect();
    difference.gone.sort_unstable();
    pairs::set_aside(work.conn, &difference.gone, at)?;
    let new = with_alternatives(&rows, question, solved, new)?;
    proposals::insert_all(work.conn, &new)?;
    pairs::mark_new(work.conn, &new_locks, seq)?;
    write_unmatched(work, &rows, solved, &mut difference)?;
    count_members(work, round, question)?;
    let live = known.values().filter(|row| row.state.holds_a_seat(row.answer_by, at.now));
    let (asked, asked_points) = live.fold((0, 0), |(n, sum), row| (n + 1, sum + i64::from(row.points)));
    let row = write_round(work, round, question, solved, (asked, asked_points), seq)?;
    Ok((row, difference))
}

/// New pairs are stored with the best other mentors, as those of a fresh round are.
fn with_alternatives(
    rows: &Rows<'_>,
    question: &Question,
    solved: &Solved,
    new: Vec<(&matcher::MatchedPair, ProposalRow)>,
) -> Result<Vec<ProposalRow>, Problem> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let explainer = matcher::Explainer::new(&question.whole);
    let others = explainer.others(&solved.outcome);
    new.into_iter()
        .map(|(pair, row)| {
            let alternatives = rows.alternatives(&others, pair)?;
            Ok(ProposalRow { alternatives, ..row })
        })
        .collect()
}

fn write_unmatched(
    work: &mut Work<'_>,
    rows: &Rows<'_>,
    solved: &Solved,
    difference: &mut Difference,
) -> Result<(), Problem> {
    let before: HashSet<Id> = pairs::unmatched_of(work.conn, rows.round.id)?.into_iter().collect();
    let left = rows.unmatched(&solved.outcome)?;
    let now: HashSet<Id> = left.iter().map(|row| row.enrolment_id).collect();
    let matched: HashSet<Id> =
        solved.pairs().filter_map(|pair| rows.mentees.get(&pair.mentee).map(|row| row.id)).collect();
    difference.newly_unmatched = now.difference(&before).copied().collect();
    difference.newly_matched = before.intersection(&matched).copied().collect();
    difference.newly_unmatched.sort_unstable();
    difference.newly_matched.sort_unstable();
    pairs::delete_unmatched(work.conn, rows.round.id)?;
    rounds::insert_unmatched(work.conn, &left)
}

/// From now on everybody counts as they are; who is not in the question any more has no seat in it.
fn count_members(work: &mut Work<'_>, round: &RoundRow, question: &Question) -> Result<(), Problem> {
    let mut seats: HashMap<Id, i32> = question.mentees.values().map(|row| (row.id, 1)).collect();
    for mentor in &question.whole.mentors {
        if let Some(row) = question.mentors.get(&mentor.id) {
            seats.insert(row.id, i32::try_from(mentor.capacity).unwrap_or(i32::MAX));
        }
    }
    for now in members::enrolments_now(work.conn, round.cycle_id)? {
        let Some(member) = question.members.get(&now.id) else { continue };
        let seats = seats.get(&now.id).copied().unwrap_or(0);
        if member.enrolment_version != now.version || member.seats != seats {
            let counted = MemberRow { seats, enrolment_version: now.version, ..member.clone() };
            members::set_counted(work.conn, &counted)?;
        }
    }
    Ok(())
}

fn write_round(
    work: &mut Work<'_>,
    round: &RoundRow,
    question: &Question,
    solved: &Solved,
    (asked, asked_points): (i64, i64),
    seq: i64,
) -> Result<RoundRow, Problem> {
    let count = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
    let free = question.whole.mentors.iter().filter(|mentor| mentor.capacity > 0).count();
    let mentees = i64::try_from(question.whole.mentees.len()).unwrap_or(i64::MAX);
    let total = solved.points() + asked_points;
    let row = RoundRow {
        mentors: count(i64::try_from(free).unwrap_or(i64::MAX)),
        mentees: count(mentees + asked),
        matched: count(solved.matched() + asked),
        total_points: total,
        dual_bound: total + solved.outcome.certificate.gap,
        updated_at: work.stamp(),
        version: round.version + 1,
        ..round.clone()
    };
    rounds::update(work.conn, &row)?;
    marks::set_edit_seq(work.conn, round.id, seq)?;
    Ok(row)
}
