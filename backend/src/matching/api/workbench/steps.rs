//! Steps of a ready round: edits, undo, redo, and the list of what was done.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::fairness::FairnessFigures;
use super::people::{People, WorkbenchPerson};
use super::rows::{self, RoundProposal};
use crate::matching::queries::workbench::edits::{self, RoundEditRow};
use crate::matching::queries::workbench::rows as proposals;
use crate::matching::rules::{Decisions, RoundEditKind, Step};
use crate::matching::service::rounds;
use crate::matching::service::workbench::edits::{self as service, StepOutcome};
use crate::matching::service::workbench::weighing::NewEdit;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::{Answer, Reply};
use crate::platform::work::Work;

/// One edit of a ready round.
#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundEditToMake {
    kind: RoundEditKind,
    /// Both of the pair; absent for `refresh`.
    #[serde(default)]
    #[schema(required = false)]
    mentor_enrolment_id: Option<Id>,
    #[serde(default)]
    #[schema(required = false)]
    mentee_enrolment_id: Option<Id>,
    /// Why; a lock and a veto must say. Coordinators read it, the two never do.
    #[serde(default)]
    #[validate(length(max = 500))]
    #[schema(required = false, max_length = 500, example = "They have worked on the grant together.")]
    reason: Option<String>,
    /// A lock may break the rules of region, language and shared hours. It never breaks others.
    #[serde(default)]
    #[schema(required = false)]
    r#override: bool,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditRound {
    /// The number of the round's last step that you saw.
    #[validate(range(min = 0))]
    #[schema(minimum = 0, example = 3)]
    expected_seq: i64,
    #[validate(length(min = 1, max = 50), nested)]
    #[schema(min_items = 1, max_items = 50)]
    edits: Vec<RoundEditToMake>,
}

/// What became of a round's pairs, those of one's regions by name.
#[derive(Serialize, ToSchema)]
pub struct ChangedProposals {
    new: Vec<RoundProposal>,
    gone: Vec<RoundProposal>,
    changed: Vec<RoundProposal>,
    /// Pairs of other regions that are new, gone or changed.
    elsewhere: usize,
}

/// The round before and after a step.
#[derive(Serialize, ToSchema)]
pub struct StepTotals {
    matched_before: i32,
    matched: i32,
    points_before: i64,
    points: i64,
    /// 0: nothing better exists with what was decided.
    #[schema(example = 0)]
    gap: i64,
}

/// How evenly the round served before and after a step.
#[derive(Serialize, ToSchema)]
pub struct StepFairness {
    before: FairnessFigures,
    after: FairnessFigures,
}

/// A lock that cannot hold any more, since somebody left or has no seat.
#[derive(Serialize, ToSchema)]
pub struct LapsedLock {
    seq: i64,
    mentor_name: String,
    mentee_name: String,
}

/// What a step did.
#[derive(Serialize, ToSchema)]
pub struct StepOutcomeView {
    /// The number of the step: name it with the next.
    #[schema(example = 4)]
    seq: i64,
    round_version: i64,
    proposals: ChangedProposals,
    newly_unmatched: Vec<WorkbenchPerson>,
    newly_matched: Vec<WorkbenchPerson>,
    totals: StepTotals,
    fairness: StepFairness,
    lapsed_locks: Vec<LapsedLock>,
}

fn view(work: &mut Work<'_>, outcome: &StepOutcome) -> Result<StepOutcomeView, Problem> {
    let mut elsewhere = 0;
    let mut rows_of = |work: &mut Work<'_>, ids: &[Id]| -> Result<Vec<RoundProposal>, Problem> {
        let (mut seen, others): (Vec<_>, Vec<_>) = proposals::by_ids(work.conn, ids)?
            .into_iter()
            .partition(|row| work.scope.reaches_region(row.region_id));
        elsewhere += others.len();
        seen.sort_by_key(|row| std::cmp::Reverse((row.points, row.id)));
        rows::views(work, seen)
    };
    let new = rows_of(work, &outcome.difference.new)?;
    let gone = rows_of(work, &outcome.difference.gone)?;
    let changed = rows_of(work, &outcome.difference.changed)?;
    let mut named: Vec<Id> =
        [outcome.difference.newly_unmatched.clone(), outcome.difference.newly_matched.clone()].concat();
    for row in &outcome.lapsed {
        named.extend([row.mentor_enrolment_id, row.mentee_enrolment_id].into_iter().flatten());
    }
    let people = People::of(work, &named, &[])?;
    let reached = |ids: &[Id]| -> Result<Vec<WorkbenchPerson>, Problem> {
        let seen: Vec<Id> = ids
            .iter()
            .copied()
            .filter(|id| people.enrolment(*id).is_some_and(|row| work.scope.reaches_region(row.region_id)))
            .collect();
        people.all(&seen)
    };
    Ok(StepOutcomeView {
        seq: outcome.seq,
        round_version: outcome.round.version,
        newly_unmatched: reached(&outcome.difference.newly_unmatched)?,
        newly_matched: reached(&outcome.difference.newly_matched)?,
        proposals: ChangedProposals { new, gone, changed, elsewhere },
        totals: StepTotals {
            matched_before: outcome.before.matched,
            matched: outcome.round.matched,
            points_before: outcome.before.total_points,
            points: outcome.round.total_points,
            gap: outcome.round.dual_bound - outcome.round.total_points,
        },
        fairness: StepFairness {
            before: (&outcome.fairness_before).into(),
            after: (&outcome.fairness).into(),
        },
        lapsed_locks: outcome
            .lapsed
            .iter()
            .filter(|row| row.region_id.is_some_and(|region| work.scope.reaches_region(region)))
            .map(|row| LapsedLock {
                seq: row.seq,
                mentor_name: row
                    .mentor_enrolment_id
                    .map(|id| people.name_of_enrolled(id))
                    .unwrap_or_default(),
                mentee_name: row
                    .mentee_enrolment_id
                    .map(|id| people.name_of_enrolled(id))
                    .unwrap_or_default(),
            })
            .collect(),
    })
}

/// Edit a ready round
///
/// All of the edits or none; each is a step with a number of its own. The pairs are the best ones afterwards, given
/// everything that was decided, and the same as a fresh round would find. People count as they are now. Whoever has not
/// seen the last step gets a 412 that tells what was done since. Nobody decides about a pair that they are one of: `own_pair`.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round")), request_body = EditRound,
    responses((status = 200, description = "What the edits did", body = StepOutcomeView),
        (status = 412, description = "Others edited meanwhile; `errors` names each step since",
            body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/rounds/{id}/edits")]
pub async fn edit_round(auth: Authorized<RunRounds>, id: PathId, body: Valid<EditRound>) -> Answer {
    auth.post(body, move |w, body| {
        let edits: Vec<NewEdit> = body
            .edits
            .into_iter()
            .map(|edit| NewEdit {
                kind: edit.kind,
                mentor_enrolment_id: edit.mentor_enrolment_id,
                mentee_enrolment_id: edit.mentee_enrolment_id,
                reason: edit.reason,
                overrides: edit.r#override,
            })
            .collect();
        let outcome = service::edit(w, id.0, body.expected_seq, &edits)?;
        Reply::ok(&view(w, &outcome)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepBack {
    /// The number of the round's last step that you saw.
    #[validate(range(min = 0))]
    #[schema(minimum = 0, example = 4)]
    expected_seq: i64,
}

/// Take back a round's last edit
///
/// The last one that is not taken back yet. The pairs are again as they were before it. What was taken over from an earlier
/// round is no edit of this one, and an edit of one's own pair is taken back by somebody else: 409.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round")), request_body = StepBack,
    responses((status = 200, description = "What it did", body = StepOutcomeView),
        (status = 412, description = "Others edited meanwhile; `errors` names each step since",
            body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/rounds/{id}/undo")]
pub async fn undo_round_edit(auth: Authorized<RunRounds>, id: PathId, body: Valid<StepBack>) -> Answer {
    auth.post(body, move |w, body| {
        let outcome = service::undo(w, id.0, body.expected_seq)?;
        Reply::ok(&view(w, &outcome)?)
    })
    .await
}

/// Bring back the edit that was taken back last
///
/// As long as nothing was edited since.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round")), request_body = StepBack,
    responses((status = 200, description = "What it did", body = StepOutcomeView),
        (status = 412, description = "Others edited meanwhile; `errors` names each step since",
            body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/rounds/{id}/redo")]
pub async fn redo_round_edit(auth: Authorized<RunRounds>, id: PathId, body: Valid<StepBack>) -> Answer {
    auth.post(body, move |w, body| {
        let outcome = service::redo(w, id.0, body.expected_seq)?;
        Reply::ok(&view(w, &outcome)?)
    })
    .await
}

/// An edit of a round, with who made it and why.
#[derive(Serialize, ToSchema)]
pub struct RoundEditView {
    id: Id,
    /// From 1 on. 0 and less: taken over from an earlier round, to be lifted by `unveto` and never undone.
    #[schema(example = 4)]
    seq: i64,
    kind: RoundEditKind,
    /// The round of this cycle in which the veto was made, when this one took it over.
    taken_from_round_id: Option<Id>,
    /// `null` for an edit of no pair.
    mentor: Option<WorkbenchPerson>,
    mentee: Option<WorkbenchPerson>,
    /// `null` too for who is one of the two.
    reason: Option<String>,
    r#override: bool,
    made_by: Option<Id>,
    #[schema(example = "Kim Osei")]
    made_by_name: Option<String>,
    made_at: DateTime<Utc>,
    undone: bool,
    undone_by_name: Option<String>,
    undone_at: Option<DateTime<Utc>>,
    /// Whether it counts: not taken back, and not lifted by a later one.
    in_force: bool,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRoundEdits {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List what was done to a round, newest first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round"), ListRoundEdits),
    responses((status = 200, description = "Edits of pairs of one's regions", body = Page<RoundEditView>)))]
#[get("/rounds/{id}/edits")]
pub async fn list_round_edits(
    auth: Authorized<RunRounds>,
    id: PathId,
    query: Params<ListRoundEdits>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let round = rounds::find_round(w, id.0)?;
        let window = window::<i64>(w.cursors, "round_edits", query.cursor.as_deref(), query.limit)?;
        let rows = edits::list(w.conn, w.scope, round.id, &window)?;
        let page = window.page(w.cursors, "round_edits", rows, |row| row.seq, |row| row)?;
        Ok(Page { items: edit_views(w, round.id, &page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

fn edit_views(work: &mut Work<'_>, round: Id, rows: &[RoundEditRow]) -> Result<Vec<RoundEditView>, Problem> {
    let steps: Vec<Step> = edits::of_round(work.conn, round)?.iter().map(RoundEditRow::step).collect();
    let decided = Decisions::of(&steps);
    let enrolled: Vec<Id> =
        rows.iter().flat_map(|row| [row.mentor_enrolment_id, row.mentee_enrolment_id]).flatten().collect();
    let others: Vec<Id> = rows.iter().flat_map(|row| [row.made_by, row.undone_by]).flatten().collect();
    let people = People::of(work, &enrolled, &others)?;
    let me = work.caller.person();
    let is_me = |id: Option<Id>| {
        me.is_some() && id.and_then(|id| people.enrolment(id)).map(|row| row.person_id) == me
    };
    rows.iter()
        .map(|row| {
            let is_mine = is_me(row.mentor_enrolment_id) || is_me(row.mentee_enrolment_id);
            Ok(RoundEditView {
                id: row.id,
                seq: row.seq,
                kind: row.kind,
                taken_from_round_id: row.taken_from_round_id,
                mentor: row.mentor_enrolment_id.map(|id| people.one(id)).transpose()?,
                mentee: row.mentee_enrolment_id.map(|id| people.one(id)).transpose()?,
                reason: row.reason.clone().filter(|_| !is_mine),
                r#override: row.overrides,
                made_by: row.made_by,
                made_by_name: row.made_by.map(|id| people.name(id)),
                made_at: utc(row.made_at),
                undone: row.undone_seq.is_some(),
                undone_by_name: row.undone_by.map(|id| people.name(id)),
                undone_at: row.undone_at.map(utc),
                in_force: decided.holds(row.seq),
            })
        })
        .collect()
}
