//! What a policy would do, shown before anything runs.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::policy::MatchingPolicy;
use crate::matching::explanation;
use crate::matching::service::policy_preview::{self as service, Balance};
use crate::matching::service::pool::Pool;
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewPolicy {
    /// The region to look at; `null` or absent: the whole nation, for the task force.
    #[serde(default)]
    #[schema(required = false)]
    region_id: Option<Id>,
    /// The policy to try; what is left out of it takes its default. Absent: the one that counts there now.
    #[serde(default)]
    #[schema(required = false)]
    policy: Option<MatchingPolicy>,
}

/// What one hard rule does alone.
#[derive(Serialize, ToSchema)]
pub struct RuleEffectView {
    /// One of same_employer, no_shared_language, other_region, too_few_shared_hours.
    #[schema(example = "same_employer")]
    rule: &'static str,
    /// Whether the policy has it.
    applies: bool,
    /// Mentees without any possible mentor if this rule fell and the others stayed.
    #[schema(example = 3)]
    unmatchable_without: u32,
    /// How many fewer those are: what this rule alone costs.
    #[schema(example = 2)]
    freed: u32,
}

/// Places asked for and offered in a region.
#[derive(Serialize, ToSchema)]
pub struct RegionBalance {
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    mentees: u32,
    /// Those with a free seat.
    mentors: u32,
    seats: u32,
}

/// Places asked for and offered in a setting.
#[derive(Serialize, ToSchema)]
pub struct SettingBalance {
    #[schema(example = "public")]
    setting: String,
    mentees: u32,
    /// Those with a free seat.
    mentors: u32,
    seats: u32,
}

/// What a factor contributes to the points of pairs that may meet.
#[derive(Serialize, ToSchema)]
pub struct FactorEffectView {
    #[schema(example = "goals_met_by_expertise")]
    factor: &'static str,
    /// The most it gives.
    #[schema(example = 30)]
    weight: u32,
    #[schema(example = 11.2)]
    mean: f64,
    /// The standard deviation.
    #[schema(example = 9.8)]
    deviation: f64,
    /// Its covariance with the points of the pair, as a share of their variance. The shares add up to 1; a negative one works
    /// against the others; `null` when all pairs have the same points.
    #[schema(example = 0.54)]
    share_of_variance: Option<f64>,
}

/// What a policy would do to today's pool.
#[derive(Serialize, ToSchema)]
pub struct PolicyPreviewView {
    cycle_id: Id,
    region_id: Option<Id>,
    /// The policy that was tried.
    policy: MatchingPolicy,
    /// Ready and without a mentor.
    mentees: u32,
    /// Ready and with a free seat.
    mentors: u32,
    seats: u64,
    /// Mentees whom the hard rules leave no mentor with a free seat.
    #[schema(example = 5)]
    unmatchable: u32,
    rules: Vec<RuleEffectView>,
    by_region: Vec<RegionBalance>,
    by_setting: Vec<SettingBalance>,
    /// Mentees times mentors with a free seat.
    pairs: u64,
    pairs_weighed: u64,
    /// How many of those weighed no hard rule removes; the points are of these.
    pairs_that_may_meet: u64,
    /// Whether every pair was weighed, which is so up to 4,000,000.
    exact: bool,
    #[schema(example = "Every pair was weighed.")]
    method: String,
    /// The mean of their points; `null` when no pair may meet.
    #[schema(example = 48.5)]
    mean_points: Option<f64>,
    /// The standard deviation of their points.
    #[schema(example = 15.1)]
    points_deviation: Option<f64>,
    /// The factors whose weight is above 0. Sensitive wishes are no factor.
    factors: Vec<FactorEffectView>,
}

/// Show what a policy would do, before a round
///
/// Changes nothing. Today's pool under a policy: whom its hard rules leave without a mentor, all together and each alone; supply
/// and demand; and which weights decide. Exclusions, sensitive wishes and declined pairs are left out, so that nothing about them
/// can be read from the figures. All pairs are weighed up to 4,000,000; of more a sample that the answer describes, the same each
/// time.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The cycle")), request_body = PreviewPolicy,
    responses((status = 200, description = "What it would do", body = PolicyPreviewView)))]
#[post("/cycles/{id}/policy-preview")]
pub async fn preview_policy(auth: Authorized<RunRounds>, id: PathId, body: Valid<PreviewPolicy>) -> Answer {
    let PreviewPolicy { region_id, policy } = body.value;
    let (pool, regions) = auth
        .read(move |w| {
            let pool = service::ask(w, id.0, region_id, policy.map(Into::into))?;
            let regions = network::region_names(w.conn)?;
            Ok((pool, regions))
        })
        .await?;
    // No connection is held while pairs are weighed.
    let view = web::block(move || {
        let found = matcher::preview(&pool.problem);
        let name = |id: &Id| regions.get(id).cloned().unwrap_or_default();
        view(id.0, region_id, &pool, found, &name)
    })
    .await
    .map_err(Problem::internal)?;
    Ok(Reply::ok(&view)?.into_response())
}

fn view(
    cycle_id: Id,
    region_id: Option<Id>,
    pool: &Pool,
    found: matcher::Preview,
    region_name: &dyn Fn(&Id) -> String,
) -> PolicyPreviewView {
    let by_region = service::balance(pool, |m| m.region.clone(), |m| m.region.clone());
    let by_setting = service::balance(pool, |m| m.setting.clone(), |m| m.setting.clone());
    let exact = found.pairs_weighed == found.pairs;
    PolicyPreviewView {
        cycle_id,
        region_id,
        policy: pool.problem.policy.clone().into(),
        mentees: found.mentees,
        mentors: found.mentors,
        seats: found.seats,
        unmatchable: found.unmatchable,
        rules: found.rules.iter().map(|effect| rule_view(effect, found.unmatchable)).collect(),
        by_region: by_region
            .into_iter()
            .filter_map(|(region, balance)| Some((region.parse::<Id>().ok()?, balance)))
            .map(|(region_id, Balance { mentees, mentors, seats })| RegionBalance {
                region_name: region_name(&region_id),
                region_id,
                mentees,
                mentors,
                seats,
            })
            .collect(),
        by_setting: by_setting
            .into_iter()
            .map(|(setting, Balance { mentees, mentors, seats })| SettingBalance {
                setting,
                mentees,
                mentors,
                seats,
            })
            .collect(),
        pairs: found.pairs,
        pairs_weighed: found.pairs_weighed,
        pairs_that_may_meet: found.pairs_that_may_meet,
        exact,
        method: if exact {
            "Every pair was weighed.".to_owned()
        } else {
            format!(
                "There are {} pairs; {} were weighed, evenly spaced by the order of mentees and mentors.",
                found.pairs, found.pairs_weighed
            )
        },
        mean_points: found.points.map(|points| points.mean),
        points_deviation: found.points.map(|points| points.deviation),
        factors: found.factors.into_iter().map(factor_view).collect(),
    }
}

fn rule_view(effect: &matcher::RuleEffect, unmatchable: u32) -> RuleEffectView {
    RuleEffectView {
        rule: explanation::rule_name(effect.rule),
        applies: effect.applies,
        unmatchable_without: effect.unmatchable_without,
        freed: unmatchable - effect.unmatchable_without,
    }
}

fn factor_view(effect: matcher::FactorEffect) -> FactorEffectView {
    FactorEffectView {
        factor: effect.factor.name(),
        weight: effect.weight,
        mean: effect.points.mean,
        deviation: effect.points.deviation,
        share_of_variance: effect.share_of_variance,
    }
}
