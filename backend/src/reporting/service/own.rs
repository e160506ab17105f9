//! The caller's own proposals and pairings.

use super::name_of;
use crate::identity;
use crate::platform::auth::Scope;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::reporting::queries;
use crate::reporting::views::{AgreementProgress, DashboardPairing, DashboardProposal, PairSide};

/// Which side the caller is, and who the other is.
fn sides(scope: &Scope, mentor: Id, mentee: Id) -> (PairSide, Id) {
    if scope.is_own(mentor) { (PairSide::Mentor, mentee) } else { (PairSide::Mentee, mentor) }
}

pub fn proposals(work: &mut Work<'_>) -> Result<Vec<DashboardProposal>, Problem> {
    let now = work.stamp();
    let rows = queries::own_proposals(work.conn, work.scope, now)?;
    let people: Vec<Id> = rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
    let names = identity::person_names(work.conn, &people)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let (side, other) = sides(work.scope, row.mentor_id, row.mentee_id);
            DashboardProposal {
                id: row.id,
                cycle_id: row.cycle_id,
                side,
                other_name: name_of(&names, other),
                points: row.points,
                points_possible: row.points_possible,
                answer_by: utc(row.answer_by.unwrap_or(now)),
            }
        })
        .collect())
}

pub fn pairings(work: &mut Work<'_>) -> Result<Vec<DashboardPairing>, Problem> {
    let rows = queries::own_pairings(work.conn, work.scope)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let people: Vec<Id> = rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
    let names = identity::person_names(work.conn, &people)?;
    let signatures = queries::signatures(work.conn, &ids)?;
    let meetings = queries::meetings_of(work.conn, &ids)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let (side, other) = sides(work.scope, row.mentor_id, row.mentee_id);
            let met = meetings.iter().find(|(id, ..)| *id == row.id);
            let signed = signatures.iter().find(|(id, ..)| *id == row.id);
            DashboardPairing {
                agreement: progress(side, signed.map(|(_, mentor, mentee)| (*mentor, *mentee))),
                meetings: met.map_or(0, |(_, count, _)| *count),
                last_met_on: met.and_then(|(_, _, last)| *last),
                other_name: name_of(&names, other),
                id: row.id,
                cycle_id: row.cycle_id,
                side,
                state: row.state,
                started_on: row.started_on,
                ends_on: row.ends_on,
            }
        })
        .collect())
}

/// How far an agreement is for one side, from whether mentor and mentee have signed.
fn progress(side: PairSide, signed: Option<(bool, bool)>) -> AgreementProgress {
    let Some((mentor, mentee)) = signed else { return AgreementProgress::Missing };
    let (mine, other) = match side {
        PairSide::Mentor => (mentor, mentee),
        PairSide::Mentee => (mentee, mentor),
    };
    match (mine, other) {
        (true, true) => AgreementProgress::Signed,
        (true, false) => AgreementProgress::WaitsForOther,
        (false, true) => AgreementProgress::WaitsForMe,
        (false, false) => AgreementProgress::Written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_waits_for_whoever_has_not_signed() {
        use AgreementProgress::{Missing, Signed, WaitsForMe, WaitsForOther, Written};
        for (side, mentor_alone, mentee_alone) in
            [(PairSide::Mentor, WaitsForOther, WaitsForMe), (PairSide::Mentee, WaitsForMe, WaitsForOther)]
        {
            assert_eq!(progress(side, None), Missing);
            assert_eq!(progress(side, Some((false, false))), Written);
            assert_eq!(progress(side, Some((true, true))), Signed);
            assert_eq!(progress(side, Some((true, false))), mentor_alone);
            assert_eq!(progress(side, Some((false, true))), mentee_alone);
        }
    }
}
