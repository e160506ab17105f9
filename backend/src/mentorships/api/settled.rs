//! What the network takes for too long and too many.

use actix_web::{get, patch};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::mentorships::service::{self, MentoringRules};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{SettleMentoring, ViewMentoringRules};
use crate::platform::input::{Valid, present};
use crate::platform::reply::{Answer, Reply};

/// Read from when on a pairing needs somebody
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_mentoring_rules"))),
    responses((status = 200, description = "Thresholds", body = MentoringRules)))]
#[get("/mentoring-rules")]
pub async fn get_mentoring_rules(auth: Authorized<ViewMentoringRules>) -> Answer {
    auth.show(service::mentoring_rules).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMentoringRules {
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 365))]
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 365, example = 14)]
    first_contact_days: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 365))]
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 365, example = 45)]
    meeting_days: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 365))]
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 365, example = 21)]
    agreement_days: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 60))]
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 60, example = 7)]
    answer_days: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 365))]
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 365, example = 30)]
    quiet_days: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 365))]
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 365, example = 30)]
    ending_days: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 10000))]
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 10000, example = 40)]
    most_pairings: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 0, max = 10000))]
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 10000, example = 5)]
    most_stalled: Option<i64>,
}

impl UpdateMentoringRules {
    fn write_over(self, rules: &mut MentoringRules) {
        rules.first_contact_days = self.first_contact_days.unwrap_or(rules.first_contact_days);
        rules.meeting_days = self.meeting_days.unwrap_or(rules.meeting_days);
        rules.agreement_days = self.agreement_days.unwrap_or(rules.agreement_days);
        rules.answer_days = self.answer_days.unwrap_or(rules.answer_days);
        rules.quiet_days = self.quiet_days.unwrap_or(rules.quiet_days);
        rules.ending_days = self.ending_days.unwrap_or(rules.ending_days);
        rules.most_pairings = self.most_pairings.unwrap_or(rules.most_pairings);
        rules.most_stalled = self.most_stalled.unwrap_or(rules.most_stalled);
    }
}

/// Change from when on a pairing needs somebody
///
/// Health is read live: what counts from now on counts for all pairings. A question that is open keeps its time.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("settle_mentoring"))),
    request_body = UpdateMentoringRules,
    responses((status = 200, description = "In force", body = MentoringRules)))]
#[patch("/mentoring-rules")]
pub async fn update_mentoring_rules(
    auth: Authorized<SettleMentoring>,
    body: Valid<UpdateMentoringRules>,
) -> Answer {
    auth.change(move |w, expected| {
        let rules = service::change_mentoring_rules(w, |rules| body.value.write_over(rules), &|version| {
            expected.check(version)
        })?;
        Reply::updated(&rules)
    })
    .await
}
