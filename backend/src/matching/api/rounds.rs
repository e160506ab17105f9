//! Rounds: run, read, publish, and whom they left unmatched.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::policy::MatchingPolicy;
use super::workbench::{People, UnmatchedPerson, list_unmatched_mentors};
use crate::matching::explanation::{self, UnmatchedWhy};
use crate::matching::queries::rounds::{self, RoundRow};
use crate::matching::queries::workbench::marks;
use crate::matching::rules::{EnrolmentRole, RoundObjective, RoundState};
use crate::matching::service::cycles;
use crate::matching::service::workbench::{self, keeping};
use crate::matching::service::{discarding, publication, rounds as service};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{RunRounds, ViewProposals};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::jobs;
use crate::platform::pagination::{Page, Window, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::{identity, network};

/// One matching computation.
#[derive(Serialize, ToSchema)]
pub struct RoundView {
    id: Id,
    cycle_id: Id,
    /// Counted from 1 in its cycle.
    #[schema(example = 3)]
    number: i64,
    /// The region it matches; `null`: the whole nation.
    region_id: Option<Id>,
    region_name: Option<String>,
    state: RoundState,
    objective: RoundObjective,
    /// The policy it ran with.
    policy: MatchingPolicy,
    /// The saved version that it comes from: `/api/v1/policy-versions/{id}`. `null` when nobody had saved any.
    policy_version_id: Option<Id>,
    /// How far it is: `/api/v1/jobs/{job_id}`.
    job_id: Option<Id>,
    /// Mentors with a free seat.
    mentors: i32,
    /// Mentees without a mentor.
    mentees: i32,
    matched: i32,
    unmatched: i32,
    /// The sum of the pairs' points.
    total_points: i64,
    /// How far the outcome may be from the best possible one. 0: nothing better exists, and the proof
    /// was checked before the outcome was stored. `null` until there is an outcome.
    #[schema(example = 0)]
    gap: Option<i64>,
    published_at: Option<DateTime<Utc>>,
    /// The number of its last edit, undo or redo; 0 before the first.
    #[schema(example = 0)]
    edit_seq: i64,
    /// Proposals that are approved and not published yet.
    approved: i64,
    /// Proposals published so far. A round of which a part was published stays `ready`.
    asked: i64,
    /// The round whose pairs it prefers, by `keep_points`.
    keep_from_round_id: Option<Id>,
    keep_points: i32,
    /// The enrolment for which somebody new was looked for; `null` for a round of many.
    rematch_of_enrolment_id: Option<Id>,
    /// Whose enrolment it is.
    rematch_of_name: Option<String>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for RoundView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<RoundRow>) -> Result<Vec<RoundView>, Problem> {
    let regions = network::region_names(work.conn)?;
    let ids: Vec<Id> = rows.iter().filter_map(|row| row.job_id).collect();
    let jobs = jobs::states(work.conn, &ids)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let marks = marks::of_rounds(work.conn, &ids)?;
    let standings = marks::standings(work.conn, &ids)?;
    let cycles: Vec<Id> = rows.iter().map(|row| row.cycle_id).collect();
    let numbers = rounds::numbers(work.conn, &cycles)?;
    let rematched: Vec<Id> = marks.values().filter_map(|marks| marks.rematch_of_enrolment_id).collect();
    let people = People::of(work, &rematched, &[])?;
    rows.into_iter()
        .map(|row| {
            let policy: matcher::Policy = serde_json::from_str(&row.policy).map_err(Problem::internal)?;
            let marks = marks.get(&row.id);
            let standing = standings.get(&row.id).copied().unwrap_or_default();
            let has_outcome = row.state.has_outcome();
            Ok(RoundView {
                id: row.id,
                cycle_id: row.cycle_id,
                number: numbers.get(&row.id).copied().unwrap_or_default(),
                region_id: row.region_id,
                region_name: row.region_id.and_then(|id| regions.get(&id).cloned()),
                state: row.state.shown(row.job_id.and_then(|id| jobs.get(&id).copied())),
                objective: row.objective,
                policy: policy.into(),
                policy_version_id: row.policy_version_id,
                job_id: row.job_id,
                mentors: row.mentors,
                mentees: row.mentees,
                matched: row.matched,
                unmatched: row.mentees - row.matched,
                total_points: row.total_points,
                gap: has_outcome.then_some(row.dual_bound - row.total_points),
                published_at: row.published_at.map(utc),
                edit_seq: marks.map_or(0, |marks| marks.edit_seq),
                approved: standing.approved,
                asked: standing.asked,
                keep_from_round_id: marks.and_then(|marks| marks.keep_from_round_id),
                keep_points: marks.map_or(0, |marks| marks.keep_points),
                rematch_of_enrolment_id: marks.and_then(|marks| marks.rematch_of_enrolment_id),
                rematch_of_name: marks
                    .and_then(|marks| marks.rematch_of_enrolment_id)
                    .map(|enrolment| people.name_of_enrolled(enrolment)),
                created_at: utc(row.created_at),
                version: row.version,
            })
        })
        .collect()
}

fn view(work: &mut Work<'_>, row: RoundRow) -> Result<RoundView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("round"))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRound {
    /// The region to match; `null` or absent: the whole nation, for the task force.
    #[serde(default)]
    #[schema(required = false)]
    region_id: Option<Id>,
    /// The cycle's unless told.
    #[serde(default)]
    #[schema(required = false)]
    objective: Option<RoundObjective>,
    /// A round of this cycle whose pairs are preferred, so that a new run changes little.
    #[serde(default)]
    #[schema(required = false)]
    keep_from_round_id: Option<Id>,
    /// By how many points its pairs are preferred; 10 unless told. Refused without `keep_from_round_id`.
    #[serde(default)]
    #[validate(range(min = 0, max = 1000))]
    #[schema(required = false, minimum = 0, maximum = 1000, example = 10)]
    keep_points: Option<i32>,
}

/// Run a round
///
/// Matches exactly and as a job: follow `Location`. Nobody is asked until the round is published. Pairs that a round of this
/// cycle vetoed are kept apart; the new round has those vetoes among its edits, where each can be lifted.
///
/// The job's `result` has `round_id`, `mentors`, `mentees`, `matched`, `total_points` and `gap` of the round, and what its last
/// attempt spent its time on, in whole milliseconds: `read_ms` reading the pool, `solve_ms` finding the best outcome,
/// `verify_ms` checking its proof, `explain_ms` looking up alternatives, `store_ms` writing it.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The cycle")), request_body = CreateRound,
    responses((status = 202, description = "Queued", body = RoundView)))]
#[post("/cycles/{id}/rounds")]
pub async fn create_round(auth: Authorized<RunRounds>, id: PathId, body: Valid<CreateRound>) -> Answer {
    auth.post(body, move |w, body| {
        if body.keep_points.is_some() && body.keep_from_round_id.is_none() {
            let detail = "Points for keeping pairs need the round whose pairs are kept: keep_from_round_id.";
            return Err(Problem::field("/keep_points", "without_round", detail));
        }
        let row = service::start_round(w, id.0, body.region_id, body.objective)?;
        if let Some(from) = body.keep_from_round_id {
            keeping::keep_from(w, row.cycle_id, row.id, from, body.keep_points)?;
        }
        let job = row.job_id.ok_or_else(|| Problem::internal("a round without a job"))?;
        Reply::accepted(job, &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRounds {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the rounds of a cycle, newest first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The cycle"), ListRounds),
    responses((status = 200, description = "National rounds and those of one's regions", body = Page<RoundView>)))]
#[get("/cycles/{id}/rounds")]
pub async fn list_rounds(auth: Authorized<ViewProposals>, id: PathId, query: Params<ListRounds>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let cycle = cycles::find_cycle(w, id.0)?;
        let window = window::<Id>(w.cursors, "rounds", query.cursor.as_deref(), query.limit)?;
        let rows = rounds::list(w.conn, w.scope, cycle.id, &window)?;
        let page = window.page(w.cursors, "rounds", rows, |r| r.id, |r| r)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a round
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The round")),
    responses((status = 200, description = "The round", body = RoundView)))]
#[get("/rounds/{id}")]
pub async fn get_round(auth: Authorized<ViewProposals>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_round(w, id.0)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublishRound {
    /// Only what is approved; the rest stays `proposed`, and the round `ready`.
    only_approved: Option<bool>,
}

/// Publish a round: ask both sides of every proposal
///
/// All of it or nothing. When a seat was given elsewhere meanwhile it is a 409 whose `errors` name each
/// such proposal; so is a round, or an approved part of one, that holds no proposals.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round"), PublishRound),
    responses((status = 200, description = "Published", body = RoundView)))]
#[post("/rounds/{id}/publish")]
pub async fn publish_round(auth: Authorized<RunRounds>, id: PathId, query: Params<PublishRound>) -> Answer {
    let only_approved = query.0.only_approved.unwrap_or(false);
    // Asked otherwise, it is another request.
    auth.once([u8::from(only_approved); 32], move |w| {
        let row = publication::publish(w, id.0, only_approved)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Discard a round that is not going to be published
///
/// It stays readable, as `discarded`, and waits for nobody any more. What of it was published stays asked, and its vetoes count in
/// the cycle as before. A cycle that is closed discards its ready rounds by itself, and a newer rematch the older ones of the same
/// person.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round")),
    responses((status = 200, description = "Discarded", body = RoundView)))]
#[post("/rounds/{id}/discard")]
pub async fn discard_round(auth: Authorized<RunRounds>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = discarding::discard(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

/// Somebody without a pair, and why.
#[derive(Serialize, ToSchema)]
pub struct UnmatchedView {
    enrolment_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    region_id: Id,
    role: EnrolmentRole,
    /// Of a mentor, `removed` counts mentees. Of oneself it has no `not_available`.
    reason: UnmatchedWhy,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListUnmatched {
    region_id: Option<Id>,
    /// Mentees unless told; of mentors those with a free seat and nobody.
    role: Option<EnrolmentRole>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List whom a round left unmatched, and why
///
/// Everybody has a reason, as of the round. Those of mentors are found when they are asked for. In a round of a region it is about
/// the people of that region alone.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The round"), ListUnmatched),
    responses((status = 200, description = "Unmatched mentees, or mentors, first enrolled first", body = Page<UnmatchedView>)))]
#[get("/rounds/{id}/unmatched")]
pub async fn list_unmatched(
    auth: Authorized<ViewProposals>,
    id: PathId,
    query: Params<ListUnmatched>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let round = service::find_round(w, id.0)?;
        let window = window::<Id>(w.cursors, "unmatched", query.cursor.as_deref(), query.limit)?;
        let role = query.role.unwrap_or(EnrolmentRole::Mentee);
        let rows = match role {
            EnrolmentRole::Mentor => list_unmatched_mentors(w, &round, query.region_id, &window)?,
            EnrolmentRole::Mentee => mentees_left(w, &round, query.region_id, &window)?,
        };
        let page = window.page(w.cursors, "unmatched", rows, |u| u.enrolment_id, |u| u)?;
        let people: Vec<Id> = page.items.iter().map(|row| row.person_id).collect();
        let names = identity::person_names(w.conn, &people)?;
        let me = w.caller.person();
        let items = page
            .items
            .into_iter()
            .map(|row| UnmatchedView {
                enrolment_id: row.enrolment_id,
                person_id: row.person_id,
                person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
                region_id: row.region_id,
                role,
                reason: row.reason.told_to(me, row.person_id),
            })
            .collect();
        Ok(Page { items, next_cursor: page.next_cursor })
    })
    .await
}

fn mentees_left(
    work: &mut Work<'_>,
    round: &RoundRow,
    region: Option<Id>,
    window: &Window<Id>,
) -> Result<Vec<UnmatchedPerson>, Problem> {
    let of_region = workbench::is_of_region(work, round)?;
    rounds::list_unmatched(work.conn, work.scope, round.id, region, window)?
        .into_iter()
        .map(|row| {
            let reason = serde_json::from_str(&row.reason).map_err(Problem::internal)?;
            Ok(UnmatchedPerson {
                enrolment_id: row.enrolment_id,
                person_id: row.person_id,
                region_id: row.region_id,
                reason: explanation::why_unmatched(&reason, of_region),
            })
        })
        .collect()
}
