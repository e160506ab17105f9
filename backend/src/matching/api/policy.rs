//! The matching policy as it is read and written.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::matching::rules::{RoundObjective, built_in_policy};
use crate::platform::input::parse_json;
use crate::platform::problem::Problem;

/// How rounds choose: hard rules, weights of the soft factors, and the aim.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MatchingPolicy {
    #[schema(required = false)]
    objective: RoundObjective,
    /// Never match two people of the same institution. An unknown one is nobody's.
    #[schema(required = false)]
    same_employer_forbidden: bool,
    /// Match only people with a language in common.
    #[schema(required = false)]
    shared_language_required: bool,
    /// Match only inside a region.
    #[schema(required = false)]
    within_region: bool,
    #[schema(required = false)]
    weights: MatchingWeights,
    /// The difference of two clocks, in minutes, at which the time zone factor gives nothing.
    #[schema(required = false, minimum = 1, maximum = 720, example = 360)]
    time_zone_tolerance_minutes: u32,
    /// The mentor's years from which the experience factor gives everything.
    #[schema(required = false, minimum = 1, maximum = 60, example = 15)]
    experience_years_for_full_points: u32,
    /// Match only people who share at least so many hours of the week; 0 switches the rule off. Who has not said when there is
    /// time is not ruled out.
    #[schema(required = false, minimum = 0, maximum = 168, example = 0)]
    least_shared_hours: u32,
    /// The shared hours of the week from which the availability factor gives everything.
    #[schema(required = false, minimum = 1, maximum = 168, example = 5)]
    shared_hours_for_full_points: u32,
}

/// The most points that each factor gives; 0 switches it off. At least one is above 0.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MatchingWeights {
    /// The share of the mentee's interests that the mentor has too.
    #[schema(required = false, minimum = 0, maximum = 100, example = 20)]
    shared_interests: u32,
    /// The share of the mentee's goals among the mentor's interests and expertise.
    #[schema(required = false, minimum = 0, maximum = 100, example = 30)]
    goals_met_by_expertise: u32,
    #[schema(required = false, minimum = 0, maximum = 100, example = 10)]
    setting: u32,
    /// The mentor is further on.
    #[schema(required = false, minimum = 0, maximum = 100, example = 15)]
    career_stage: u32,
    #[schema(required = false, minimum = 0, maximum = 100, example = 10)]
    time_zone: u32,
    #[schema(required = false, minimum = 0, maximum = 100, example = 5)]
    experience_years: u32,
    #[schema(required = false, minimum = 0, maximum = 100, example = 5)]
    language: u32,
    #[schema(required = false, minimum = 0, maximum = 100, example = 5)]
    region: u32,
    /// Hours of the week in which both have time.
    #[schema(required = false, minimum = 0, maximum = 100, example = 10)]
    availability: u32,
    /// How much sensitive wishes count in the choice. No factor: nothing of it is in points that are shown, in reasons or in a
    /// preview. A region's policy takes it from the network's.
    #[schema(required = false, minimum = 0, maximum = 100, example = 10)]
    confidential_wishes: u32,
}

impl Default for MatchingPolicy {
    fn default() -> Self {
        built_in_policy().into()
    }
}

impl Default for MatchingWeights {
    fn default() -> Self {
        built_in_policy().weights.into()
    }
}

impl From<matcher::Weights> for MatchingWeights {
    fn from(w: matcher::Weights) -> Self {
        Self {
            shared_interests: w.shared_interests,
            goals_met_by_expertise: w.goals_met_by_expertise,
            setting: w.setting,
            career_stage: w.career_stage,
            time_zone: w.time_zone,
            experience_years: w.experience_years,
            language: w.language,
            region: w.region,
            availability: w.availability,
            confidential_wishes: w.confidential_wishes,
        }
    }
}

impl From<matcher::Policy> for MatchingPolicy {
    fn from(p: matcher::Policy) -> Self {
        Self {
            objective: p.objective.into(),
            same_employer_forbidden: p.same_employer_forbidden,
            shared_language_required: p.shared_language_required,
            within_region: p.within_region,
            weights: p.weights.into(),
            time_zone_tolerance_minutes: p.time_zone_tolerance_minutes,
            experience_years_for_full_points: p.experience_years_for_full_points,
            least_shared_hours: p.least_shared_hours,
            shared_hours_for_full_points: p.shared_hours_for_full_points,
        }
    }
}

impl From<MatchingPolicy> for matcher::Policy {
    fn from(p: MatchingPolicy) -> Self {
        let w = p.weights;
        Self {
            objective: p.objective.into(),
            same_employer_forbidden: p.same_employer_forbidden,
            shared_language_required: p.shared_language_required,
            within_region: p.within_region,
            weights: matcher::Weights {
                shared_interests: w.shared_interests,
                goals_met_by_expertise: w.goals_met_by_expertise,
                setting: w.setting,
                career_stage: w.career_stage,
                time_zone: w.time_zone,
                experience_years: w.experience_years,
                language: w.language,
                region: w.region,
                availability: w.availability,
                confidential_wishes: w.confidential_wishes,
            },
            time_zone_tolerance_minutes: p.time_zone_tolerance_minutes,
            experience_years_for_full_points: p.experience_years_for_full_points,
            least_shared_hours: p.least_shared_hours,
            shared_hours_for_full_points: p.shared_hours_for_full_points,
        }
    }
}

/// A merge patch (RFC 7396) of a policy. Nothing in a policy can be cleared: `null` is refused.
///
/// # Errors
/// 422 with pointers below `/policy`.
pub fn patched(policy: matcher::Policy, patch: &Value) -> Result<matcher::Policy, Problem> {
    if !patch.is_object() {
        return Err(Problem::field("/policy", "shape", "A policy is an object."));
    }
    let mut whole = serde_json::to_value(MatchingPolicy::from(policy)).map_err(Problem::internal)?;
    merge(&mut whole, patch);
    let bytes = serde_json::to_vec(&whole).map_err(Problem::internal)?;
    let policy: MatchingPolicy = parse_json(&bytes).map_err(|mut problem| {
        for error in &mut problem.errors {
            error.pointer = format!("/policy{}", error.pointer);
        }
        problem
    })?;
    Ok(policy.into())
}

fn merge(whole: &mut Value, patch: &Value) {
    match (whole, patch) {
        (Value::Object(whole), Value::Object(patch)) => {
            for (name, part) in patch {
                match whole.get_mut(name) {
                    Some(old) => merge(old, part),
                    None => {
                        whole.insert(name.clone(), part.clone());
                    }
                }
            }
        }
        (whole, patch) => *whole = patch.clone(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_patch_changes_what_it_names_and_nothing_else() {
        let before = matcher::Policy::default();
        let after = patched(before.clone(), &json!({ "weights": { "setting": 40 } })).unwrap();
        assert_eq!(after.weights.setting, 40);
        assert_eq!(matcher::Policy { weights: before.weights.clone(), ..after }, before);
    }

    #[test]
    fn unknown_fields_and_null_are_refused_by_pointer() {
        for (patch, pointer) in [
            (json!({ "weights": { "charm": 1 } }), "/policy/weights/charm"),
            (json!({ "weights": { "setting": null } }), "/policy/weights/setting"),
            (json!({ "objective": "most_charm" }), "/policy/objective"),
            (json!([]), "/policy"),
        ] {
            let problem = patched(matcher::Policy::default(), &patch).unwrap_err();
            assert_eq!(problem.errors[0].pointer, pointer);
        }
    }
}
