//! How a round stands on the workbench, and who has changed since it was solved.

use std::collections::HashMap;

use crate::matching::queries::proposals;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::queries::workbench::edits::{self, RoundEditRow};
use crate::matching::queries::workbench::marks::{self, Standing};
use crate::matching::queries::workbench::members::{self, EnrolmentNow, MemberRow};
use crate::matching::queries::workbench::pauses;
use crate::matching::rules::{self, Decisions, EnrolmentRole, EnrolmentState, Step};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// What has become of somebody since their enrolment was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhatChanged {
    /// The enrolment says something else.
    Changed,
    /// Withdrawn from the cycle.
    Left,
    /// Given away, or asked, through another round; of a mentor: a seat.
    Taken,
    /// A mentor who takes nobody for a while.
    Paused,
}

/// See the module.
pub struct Summary {
    pub round: RoundRow,
    pub seq: i64,
    pub editable: bool,
    pub standing: Standing,
    /// Of one's regions.
    pub yours: Standing,
    pub decided: Decisions,
    pub undo: Option<RoundEditRow>,
    pub redo: Option<RoundEditRow>,
    /// Of one's regions.
    pub changed: Vec<(MemberRow, WhatChanged)>,
    pub changed_elsewhere: i64,
}

/// # Errors
/// When the database does not answer.
pub fn of_round(work: &mut Work<'_>, round: RoundRow) -> Result<Summary, Problem> {
    let marks = marks::of_round(work.conn, round.id)?;
    let rows = edits::of_round(work.conn, round.id)?;
    let steps: Vec<Step> = rows.iter().map(RoundEditRow::step).collect();
    let find = |seq: Option<i64>| seq.and_then(|seq| rows.iter().find(|row| row.seq == seq)).cloned();
    let editable = super::is_editable(work, &round)?;
    let (mut changed, mut changed_elsewhere) = (Vec::new(), 0);
    if editable {
        for (member, what) in changed_since(work, &round)? {
            if work.scope.reaches_region(member.region_id) {
                changed.push((member, what));
            } else {
                changed_elsewhere += 1;
            }
        }
    }
    let standing = marks::standings(work.conn, &[round.id])?.remove(&round.id).unwrap_or_default();
    let yours =
        marks::standings_within(work.conn, work.scope, &[round.id])?.remove(&round.id).unwrap_or_default();
    Ok(Summary {
        seq: marks.edit_seq,
        editable,
        standing,
        yours,
        decided: Decisions::of(&steps),
        undo: find(rules::to_undo(&steps)),
        redo: find(rules::to_redo(&steps)),
        changed,
        changed_elsewhere,
        round,
    })
}

/// Everybody of a round who is not as they were when they were counted, in the order of their enrolments.
///
/// # Errors
/// When the database does not answer.
pub fn changed_since(
    work: &mut Work<'_>,
    round: &RoundRow,
) -> Result<Vec<(MemberRow, WhatChanged)>, Problem> {
    let members = members::of_round(work.conn, round.id)?;
    let now: HashMap<Id, EnrolmentNow> =
        members::enrolments_now(work.conn, round.cycle_id)?.into_iter().map(|row| (row.id, row)).collect();
    let stamp = work.stamp();
    let held = proposals::seats_held(work.conn, round.cycle_id, stamp)?;
    let own = held_by(work, round)?;
    let pausing = pauses::pausing(work.conn, round.cycle_id, work.now.date_naive())?;
    let mut changed: Vec<(MemberRow, WhatChanged)> = members
        .into_values()
        .filter_map(|member| {
            let elsewhere = held.get(&member.enrolment_id).copied().unwrap_or(0)
                - own.get(&member.enrolment_id).copied().unwrap_or(0);
            let pauses = pausing.contains(&member.enrolment_id);
            what_changed(&member, now.get(&member.enrolment_id), elsewhere, pauses).map(|what| (member, what))
        })
        .collect();
    changed.sort_by_key(|(member, _)| member.enrolment_id);
    Ok(changed)
}

fn what_changed(
    member: &MemberRow,
    now: Option<&EnrolmentNow>,
    held_elsewhere: i32,
    pauses: bool,
) -> Option<WhatChanged> {
    let now = now?;
    let is_other = now.version != member.enrolment_version;
    if now.state != EnrolmentState::Enrolled {
        return is_other.then_some(WhatChanged::Left);
    }
    if is_other {
        return Some(WhatChanged::Changed);
    }
    if member.seats == 0 {
        return None; // counted as having nothing to give
    }
    match member.role {
        EnrolmentRole::Mentee => (held_elsewhere > 0).then_some(WhatChanged::Taken),
        EnrolmentRole::Mentor if pauses => Some(WhatChanged::Paused),
        EnrolmentRole::Mentor => (now.capacity - held_elsewhere < member.seats).then_some(WhatChanged::Taken),
    }
}

/// Seats that the round's own published proposals and pairings hold.
fn held_by(work: &mut Work<'_>, round: &RoundRow) -> Result<HashMap<Id, i32>, Problem> {
    let now = work.stamp();
    let mut held = HashMap::new();
    for row in proposals::of_round(work.conn, round.id)? {
        if row.state.holds_a_seat(row.answer_by, now) {
            *held.entry(row.mentor_enrolment_id).or_insert(0) += 1;
            *held.entry(row.mentee_enrolment_id).or_insert(0) += 1;
        }
    }
    Ok(held)
}
