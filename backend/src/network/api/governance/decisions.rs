//! Decisions of the task force.

use actix_web::{get, patch, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::network::governance::decisions::queries::{self, DecisionFilter, DecisionRow};
use crate::network::governance::decisions::rules::{DecisionState, Majority, VoteChoice};
use crate::network::governance::decisions::service::{self, DecisionChanges, NewDecision};
use crate::network::governance::decisions::votes;
use crate::network::governance::meetings::queries::meeting_titles;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangePlan, ViewPlan};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid, present};
use crate::platform::markdown;
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// What a closed decision was decided with.
#[derive(Serialize, ToSchema)]
pub struct DecisionResult {
    #[schema(example = 5)]
    yes: i32,
    #[schema(example = 1)]
    no: i32,
    #[schema(example = 2)]
    abstain: i32,
    /// Who voted or, in a meeting, was there.
    #[schema(example = 8)]
    took_part: i32,
    /// How many had to take part.
    #[schema(example = 5)]
    quorum: i32,
    /// How many could have.
    #[schema(example = 9)]
    eligible: i32,
}

/// A motion and what came of it.
#[derive(Serialize, ToSchema)]
pub struct DecisionView {
    id: Id,
    /// Counts up over all decisions.
    #[schema(example = 12)]
    number: i32,
    #[schema(example = "A second seat for region 03")]
    title: String,
    /// Markdown.
    motion: String,
    /// The meeting that it is put to; `null`: a written vote.
    meeting_id: Option<Id>,
    meeting_title: Option<String>,
    majority: Majority,
    /// Nobody can find out who voted how.
    secret: bool,
    state: DecisionState,
    /// Until when a written vote is open.
    closes_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    withdrawn_because: Option<String>,
    /// `null` as long as it is open, and when it was withdrawn.
    result: Option<DecisionResult>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

fn result(row: &DecisionRow) -> Option<DecisionResult> {
    Some(DecisionResult {
        yes: row.yes?,
        no: row.no?,
        abstain: row.abstain?,
        took_part: row.took_part?,
        quorum: row.quorum?,
        eligible: row.eligible?,
    })
}

fn views(work: &mut Work<'_>, rows: Vec<DecisionRow>) -> Result<Vec<DecisionView>, Problem> {
    let meetings: Vec<Id> = rows.iter().filter_map(|row| row.meeting_id).collect();
    let titles = meeting_titles(work.conn, &meetings)?;
    Ok(rows
        .into_iter()
        .map(|row| DecisionView {
            result: result(&row),
            meeting_title: row.meeting_id.and_then(|meeting| titles.get(&meeting).cloned()),
            id: row.id,
            number: row.number,
            title: row.title,
            motion: row.motion,
            meeting_id: row.meeting_id,
            majority: row.majority,
            secret: row.secret,
            state: row.state,
            closes_at: row.closes_at.map(utc),
            closed_at: row.closed_at.map(utc),
            withdrawn_because: row.withdrawn_because,
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        })
        .collect())
}

/// A vote with its voter; only of ballots that are not secret.
#[derive(Serialize, ToSchema)]
pub struct NamedVote {
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    choice: VoteChoice,
}

/// A decision, and where the vote stands for who reads it.
#[derive(Serialize, ToSchema)]
pub struct DecisionDetail {
    #[serde(flatten)]
    decision: DecisionView,
    /// The motion as HTML that is safe to show; its headings begin at `h2`.
    #[schema(example = "<p>A second seat is opened in region 03.</p>")]
    motion_html: String,
    /// How many have voted one by one; a show of hands is not among them.
    votes_cast: i32,
    /// Who voted how; empty in a secret ballot, and for readers outside the task force.
    votes: Vec<NamedVote>,
    /// Whether you have a vote in this, be it cast or not.
    may_vote: bool,
    /// Whether you have voted.
    voted: bool,
    /// How you voted; `null` when you have not, and in a secret ballot.
    my_choice: Option<VoteChoice>,
}

impl Versioned for DecisionDetail {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.decision.version
    }
}

pub fn detail(work: &mut Work<'_>, row: DecisionRow) -> Result<DecisionDetail, Problem> {
    let caller = work.caller.person();
    let cast = queries::votes(work.conn, &[row.id])?;
    let own = cast.iter().find(|(_, person, _)| Some(*person) == caller).map(|(_, _, choice)| *choice);
    let may_vote = match caller {
        Some(person) => votes::electorate(work, &row)?.contains(&person),
        None => false,
    };
    let named = if work.scope.network && !row.secret { named_votes(work, &cast)? } else { Vec::new() };
    let motion_html = markdown::to_html(&row.motion);
    let decision = views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("decision"))?;
    Ok(DecisionDetail {
        decision,
        motion_html,
        votes_cast: i32::try_from(cast.len()).unwrap_or(i32::MAX),
        votes: named,
        may_vote,
        voted: own.is_some(),
        my_choice: own.flatten(),
    })
}

fn named_votes(
    work: &mut Work<'_>,
    cast: &[(Id, Id, Option<VoteChoice>)],
) -> Result<Vec<NamedVote>, Problem> {
    let people: Vec<Id> = cast.iter().map(|(_, person, _)| *person).collect();
    let names = identity::person_names(work.conn, &people)?;
    let mut named: Vec<NamedVote> = cast
        .iter()
        .filter_map(|(_, person, choice)| {
            let person_name = names.get(person).cloned().unwrap_or_default();
            choice.map(|choice| NamedVote { person_id: *person, person_name, choice })
        })
        .collect();
    named.sort_by(|a, b| a.person_name.cmp(&b.person_name).then(a.person_id.cmp(&b.person_id)));
    Ok(named)
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDecisions {
    state: Option<DecisionState>,
    meeting_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the decisions of the task force, latest first
///
/// The task force sees all; coordinators and guides what is carried or rejected.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))), params(ListDecisions),
    responses((status = 200, description = "Decisions", body = Page<DecisionView>)))]
#[get("/decisions")]
pub async fn list_decisions(auth: Authorized<ViewPlan>, query: Params<ListDecisions>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "decisions", query.cursor.as_deref(), query.limit)?;
        let filter = DecisionFilter { state: query.state, meeting: query.meeting_id };
        let rows = queries::list_decisions(w.conn, w.scope, &filter, &window)?;
        let page = window.page(w.cursors, "decisions", rows, |d| d.number, |d| d)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a decision
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))),
    params(("id" = Id, Path, description = "The decision")),
    responses((status = 200, description = "The decision", body = DecisionDetail)))]
#[get("/decisions/{id}")]
pub async fn get_decision(auth: Authorized<ViewPlan>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_decision(w, id.0)?;
        detail(w, row)
    })
    .await
}

const fn simple() -> Majority {
    Majority::Simple
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateDecision {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "A second seat for region 03")]
    title: String,
    /// Markdown: what exactly is decided.
    #[validate(length(max = 20_000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 20000, pattern = r"\S")]
    #[schema(example = "A second seat is opened in region 03 from 2027-09-01 on.")]
    motion: String,
    /// The meeting that it is put to; without one it is put to a written vote, which begins at once.
    meeting_id: Option<Id>,
    #[serde(default = "simple")]
    #[schema(default = "simple")]
    majority: Majority,
    /// Nobody can find out who voted how, and nobody can change their vote.
    #[serde(default)]
    #[schema(default = false)]
    secret: bool,
    /// Until when a written vote is open, at most 90 days; as the task force's rules say when nothing is told.
    closes_at: Option<DateTime<Utc>>,
}

/// Put a motion to the task force
///
/// Voting members are told of a written vote by mail. It is closed by itself at its time.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    request_body = CreateDecision,
    responses((status = 201, description = "Put", body = DecisionDetail)))]
#[post("/decisions")]
pub async fn create_decision(auth: Authorized<ChangePlan>, body: Valid<CreateDecision>) -> Answer {
    auth.post(body, |w, body| {
        let new = NewDecision {
            title: body.title,
            motion: body.motion,
            majority: body.majority,
            secret: body.secret,
            meeting: body.meeting_id,
            closes_at: body.closes_at,
        };
        let row = service::create_decision(w, new)?;
        Reply::created(&format!("/decisions/{}", row.id), &detail(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateDecision {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S")]
    title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 20_000), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 20000, pattern = r"\S")]
    motion: Option<String>,
    /// Another meeting; a written vote stays one.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Id, required = false)]
    meeting_id: Option<Id>,
    /// More time for a written vote.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = DateTime<Utc>, required = false)]
    closes_at: Option<DateTime<Utc>>,
}

/// Change a decision that is open
///
/// Its words can change as long as nobody has voted on them.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The decision")),
    request_body = UpdateDecision,
    responses((status = 200, description = "The changed decision", body = DecisionDetail)))]
#[patch("/decisions/{id}")]
pub async fn update_decision(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<UpdateDecision>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::find_decision(w, id.0)?;
        expected.check(row.version)?;
        let UpdateDecision { title, motion, meeting_id, closes_at } = body.value;
        let changes = DecisionChanges { title, motion, meeting: meeting_id, closes_at };
        let row = service::update_decision(w, row, changes)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}
