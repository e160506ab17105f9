//! Writing a new answer over the rows of a round: what stays keeps its row, its note and its approval; what goes is set
//! aside, so that undoing brings the same row back.

use std::collections::{HashMap, HashSet};

use super::question::Question;
use super::solved::Solved;
use crate::matching::queries::proposals::{self, ProposalRow, StoredAlternative};
use crate::matching::queries::rounds::{self, RoundRow, UnmatchedRow};
use crate::matching::queries::workbench::marks;
use crate::matching::queries::workbench::members::{self, MemberRow};
use crate::matching::queries::workbench::pairs::{self, At};
use crate::matching::rules::ProposalState;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// The best other mentors that are kept with a proposal.
const ALTERNATIVES: usize = 3;

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
    let mut difference = Difference::default();
    let (mut new, mut new_locks) = (Vec::new(), Vec::new());
    for pair in solved.pairs() {
        let row = row_of(work, round, question, pair)?;
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
            }
        }
    }
    difference.gone =
        known.values().filter(|row| row.state == ProposalState::Proposed).map(|row| row.id).collect();
    difference.gone.sort_unstable();
    pairs::set_aside(work.conn, &difference.gone, at)?;
    let new = with_alternatives(question, solved, new)?;
    proposals::insert_all(work.conn, &new)?;
    pairs::mark_new(work.conn, &new_locks, seq)?;
    write_unmatched(work, round, question, solved, &mut difference)?;
    count_members(work, round, question)?;
    let live = known.values().filter(|row| row.state.holds_a_seat(row.answer_by, at.now));
    let (asked, asked_points) = live.fold((0, 0), |(n, sum), row| (n + 1, sum + i64::from(row.points)));
    let row = write_round(work, round, question, solved, (asked, asked_points), seq)?;
    Ok((row, difference))
}

fn row_of(
    work: &Work<'_>,
    round: &RoundRow,
    question: &Question,
    pair: &matcher::MatchedPair,
) -> Result<ProposalRow, Problem> {
    let unknown = || Problem::internal("the matcher named somebody who is not in the round");
    let mentor = question.mentors.get(&pair.mentor).ok_or_else(unknown)?;
    let mentee = question.mentees.get(&pair.mentee).ok_or_else(unknown)?;
    Ok(ProposalRow {
        id: work.new_id(),
        round_id: round.id,
        cycle_id: round.cycle_id,
        region_id: mentee.region_id,
        mentor_enrolment_id: mentor.id,
        mentee_enrolment_id: mentee.id,
        mentor_id: mentor.person_id,
        mentee_id: mentee.person_id,
        points: i32::try_from(pair.points).unwrap_or(i32::MAX),
        points_possible: i32::try_from(question.whole.policy.out_of()).unwrap_or(i32::MAX),
        factors: serde_json::to_string(&pair.factors).map_err(Problem::internal)?,
        alternatives: "[]".to_owned(),
        state: ProposalState::Proposed,
        mentor_answer: None,
        mentee_answer: None,
        decline_reason: None,
        answer_by: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    })
}

/// New pairs are stored with the best other mentors, as those of a fresh round are.
fn with_alternatives(
    question: &Question,
    solved: &Solved,
    new: Vec<(&matcher::MatchedPair, ProposalRow)>,
) -> Result<Vec<ProposalRow>, Problem> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let explainer = matcher::Explainer::new(&question.whole);
    new.into_iter()
        .map(|(pair, mut row)| {
            let others = explainer
                .alternatives(&solved.outcome, &pair.mentee, ALTERNATIVES + 1)
                .map_err(Problem::internal)?;
            let stored: Vec<StoredAlternative> = others
                .into_iter()
                .filter(|other| other.mentor != pair.mentor)
                .take(ALTERNATIVES)
                .filter_map(|other| {
                    question.mentors.get(&other.mentor).map(|mentor| StoredAlternative {
                        enrolment_id: mentor.id,
                        person_id: mentor.person_id,
                        points: other.points,
                        full: other.full,
                    })
                })
                .collect();
            row.alternatives = serde_json::to_string(&stored).map_err(Problem::internal)?;
            Ok(row)
        })
        .collect()
}

fn write_unmatched(
    work: &mut Work<'_>,
    round: &RoundRow,
    question: &Question,
    solved: &Solved,
    difference: &mut Difference,
) -> Result<(), Problem> {
    let before: HashSet<Id> = pairs::unmatched_of(work.conn, round.id)?.into_iter().collect();
    let left: Vec<UnmatchedRow> = solved
        .outcome
        .unmatched
        .iter()
        .filter_map(|left| question.mentees.get(&left.mentee).map(|row| (row, &left.reason)))
        .map(|(row, reason)| {
            Ok(UnmatchedRow {
                round_id: round.id,
                enrolment_id: row.id,
                region_id: row.region_id,
                person_id: row.person_id,
                reason: serde_json::to_string(reason).map_err(Problem::internal)?,
            })
        })
        .collect::<Result<_, Problem>>()?;
    let now: HashSet<Id> = left.iter().map(|row| row.enrolment_id).collect();
    let matched: HashSet<Id> =
        solved.pairs().filter_map(|pair| question.mentees.get(&pair.mentee).map(|row| row.id)).collect();
    difference.newly_unmatched = now.difference(&before).copied().collect();
    difference.newly_matched = before.intersection(&matched).copied().collect();
    difference.newly_unmatched.sort_unstable();
    difference.newly_matched.sort_unstable();
    pairs::delete_unmatched(work.conn, round.id)?;
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
