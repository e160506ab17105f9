//! What holds for the whole task force: its places, its quorum, how long a written vote is open.

use actix_web::{get, patch};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::network::governance::seating::rules;
use crate::network::governance::seating::service::{self, RuleChanges, TaskForceRules};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangePlan, ViewPlan};
use crate::platform::input::{Valid, nullable, present};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// The rules of the task force, and what they mean with today's members.
#[derive(Serialize, ToSchema)]
pub struct TaskForceRulesView {
    #[serde(flatten)]
    rules: TaskForceRules,
    /// Who holds a seat today (UTC), each person once.
    #[schema(example = 8)]
    members: i32,
    #[schema(example = 7)]
    voting_members: i32,
    /// Places that nobody holds today; `null` where their number is open.
    #[schema(example = 1)]
    vacant_places: Option<i32>,
    /// How many voting members have to take part in a decision today.
    #[schema(example = 4)]
    quorum: i32,
}

impl Versioned for TaskForceRulesView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.rules.version
    }
}

fn view(work: &mut Work<'_>, rules: TaskForceRules) -> Result<TaskForceRulesView, Problem> {
    let members = service::members(work)?;
    Ok(TaskForceRulesView {
        members: members.count(),
        voting_members: members.voting_count(),
        vacant_places: rules.places.map(|places| (places - members.count()).max(0)),
        quorum: rules::quorum(members.voting_count(), rules.quorum_percent),
        rules,
    })
}

/// Read the rules of the task force
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))),
    responses((status = 200, description = "The rules, and today's members and quorum", body = TaskForceRulesView)))]
#[get("/task-force-rules")]
pub async fn get_task_force_rules(auth: Authorized<ViewPlan>) -> Answer {
    auth.show(|w| {
        let rules = service::task_force_rules(w)?;
        view(w, rules)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTaskForceRules {
    /// `null`: as many as are given.
    #[serde(default, deserialize_with = "nullable")]
    #[validate(range(min = 1, max = 200))]
    #[schema(value_type = Option<i32>, required = false, minimum = 1, maximum = 200, example = 9)]
    places: Option<Option<i32>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 0, max = 100))]
    #[schema(value_type = i32, required = false, minimum = 0, maximum = 100, example = 50)]
    quorum_percent: Option<i32>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 90))]
    #[schema(value_type = i32, required = false, minimum = 1, maximum = 90, example = 7)]
    ballot_days: Option<i32>,
}

/// Change the rules of the task force
///
/// Decisions that are closed keep the quorum they were taken with; open ones are closed by the rules of that moment.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    request_body = UpdateTaskForceRules,
    responses((status = 200, description = "In force", body = TaskForceRulesView)))]
#[patch("/task-force-rules")]
pub async fn update_task_force_rules(
    auth: Authorized<ChangePlan>,
    body: Valid<UpdateTaskForceRules>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdateTaskForceRules { places, quorum_percent, ballot_days } = body.value;
        let changes = RuleChanges { places, quorum_percent, ballot_days };
        let rules = service::change_task_force_rules(w, &expected, &changes)?;
        Reply::updated(&view(w, rules)?)
    })
    .await
}
