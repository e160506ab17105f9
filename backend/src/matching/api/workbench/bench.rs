//! How a round stands on the workbench, in one small answer.

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use super::people::People;
use crate::matching::queries::workbench::edits::RoundEditRow;
use crate::matching::rules::{EnrolmentRole, RoundEditKind, RoundState};
use crate::matching::service::rounds;
use crate::matching::service::workbench::summary::{self, Summary, WhatChanged};
use crate::matching::service::workbench::{self, edits};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
use crate::platform::work::Work;

/// The edit that the next undo or redo is about.
#[derive(Serialize, ToSchema)]
pub struct TurnableEdit {
    seq: i64,
    kind: RoundEditKind,
    mentor_name: Option<String>,
    mentee_name: Option<String>,
    made_by_name: Option<String>,
    /// False when somebody else takes it back: it is of another region, whose pair is not named either, of the whole round, or
    /// about oneself.
    yours: bool,
}

/// Somebody who is not as they were when the round last counted them.
#[derive(Serialize, ToSchema)]
pub struct ChangedPerson {
    enrolment_id: Id,
    #[schema(example = "Ben Okafor")]
    name: String,
    role: EnrolmentRole,
    what: WhatChanged,
}

/// How the proposals of one's regions stand: the ones that one can read.
#[derive(Serialize, ToSchema)]
pub struct RoundShare {
    /// Waiting to be published.
    proposed: i64,
    /// Of those proposed.
    approved: i64,
    /// Published so far.
    asked: i64,
}

/// A round on the workbench.
#[derive(Serialize, ToSchema)]
pub struct RoundWorkbench {
    round_id: Id,
    state: RoundState,
    /// The number of the last step; 0 before the first.
    #[schema(example = 3)]
    seq: i64,
    editable: bool,
    /// Whether one publishes, discards and refreshes it: a round of the nation is the task force's.
    leads: bool,
    yours: RoundShare,
    matched: i32,
    unmatched: i32,
    total_points: i64,
    /// 0: nothing better exists with what was decided.
    #[schema(example = 0)]
    gap: i64,
    /// Waiting to be published.
    proposed: i64,
    /// Of those proposed.
    approved: i64,
    /// Published so far.
    asked: i64,
    locked: usize,
    /// With those that were taken over from earlier rounds of the cycle.
    vetoed: usize,
    undo: Option<TurnableEdit>,
    redo: Option<TurnableEdit>,
    /// The round's people are those who were in it when it was solved. Their proposals stand as they were solved; the next
    /// edit takes everybody as they are now, and `refresh` does nothing but that.
    people_changed: Vec<ChangedPerson>,
    people_changed_elsewhere: i64,
}

/// Read how a round stands on the workbench
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round")),
    responses((status = 200, description = "Its last step, its figures, and who has changed since",
        body = RoundWorkbench)))]
#[get("/rounds/{id}/workbench")]
pub async fn get_round_workbench(auth: Authorized<RunRounds>, id: PathId) -> Answer {
    auth.view(move |w| {
        let round = rounds::find_round(w, id.0)?;
        let summary = summary::of_round(w, round)?;
        view(w, summary)
    })
    .await
}

fn view(work: &mut Work<'_>, summary: Summary) -> Result<RoundWorkbench, Problem> {
    let turnables = [&summary.undo, &summary.redo];
    let mut enrolled: Vec<Id> = summary.changed.iter().map(|(member, _)| member.enrolment_id).collect();
    for row in turnables.into_iter().flatten() {
        enrolled.extend([row.mentor_enrolment_id, row.mentee_enrolment_id].into_iter().flatten());
    }
    let makers: Vec<Id> = turnables.into_iter().flatten().filter_map(|row| row.made_by).collect();
    let people = People::of(work, &enrolled, &makers)?;
    let leads = workbench::leads(work, &summary.round);
    let turnable = |work: &mut Work<'_>, row: &RoundEditRow| -> Result<TurnableEdit, Problem> {
        let reached = row.region_id.map_or(leads, |region| work.scope.reaches_region(region));
        let yours = reached && !edits::is_own(work, row)?;
        let name = |id: Option<Id>| id.filter(|_| reached).map(|id| people.name_of_enrolled(id));
        Ok(TurnableEdit {
            seq: row.seq,
            kind: row.kind,
            mentor_name: name(row.mentor_enrolment_id),
            mentee_name: name(row.mentee_enrolment_id),
            made_by_name: row.made_by.map(|id| people.name(id)),
            yours,
        })
    };
    let undo = summary.undo.as_ref().map(|row| turnable(work, row)).transpose()?;
    let redo = summary.redo.as_ref().map(|row| turnable(work, row)).transpose()?;
    let round = &summary.round;
    Ok(RoundWorkbench {
        round_id: round.id,
        state: round.state,
        seq: summary.seq,
        editable: summary.editable,
        leads,
        yours: RoundShare {
            proposed: summary.yours.proposed,
            approved: summary.yours.approved,
            asked: summary.yours.asked,
        },
        matched: round.matched,
        unmatched: round.mentees - round.matched,
        total_points: round.total_points,
        gap: round.dual_bound - round.total_points,
        proposed: summary.standing.proposed,
        approved: summary.standing.approved,
        asked: summary.standing.asked,
        locked: summary.decided.locks.len(),
        vetoed: summary.decided.vetoes.len(),
        undo,
        redo,
        people_changed: summary
            .changed
            .iter()
            .map(|(member, what)| ChangedPerson {
                enrolment_id: member.enrolment_id,
                name: people.name_of_enrolled(member.enrolment_id),
                role: member.role,
                what: *what,
            })
            .collect(),
        people_changed_elsewhere: summary.changed_elsewhere,
    })
}
