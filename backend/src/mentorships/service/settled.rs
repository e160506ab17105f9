//! What the network takes for too long, too many, and soon.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::mentorships::rules::Thresholds;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::reply::Versioned;
use crate::platform::settings;
use crate::platform::work::Work;

/// The name of the setting.
const MENTORING_RULES: &str = "mentoring_rules";

/// The thresholds of health and load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MentoringRules {
    /// Days from the start in which the two should have met or written an agreement.
    #[schema(minimum = 1, maximum = 365, example = 14)]
    pub first_contact_days: i64,
    /// Days between two meetings.
    #[schema(minimum = 1, maximum = 365, example = 45)]
    pub meeting_days: i64,
    /// Days from the start in which both should have signed.
    #[schema(minimum = 1, maximum = 365, example = 21)]
    pub agreement_days: i64,
    /// Days in which a pair may answer before their coordinator is alerted.
    #[schema(minimum = 1, maximum = 60, example = 7)]
    pub answer_days: i64,
    /// Days for which a pair that says that all is well is not asked again.
    #[schema(minimum = 1, maximum = 365, example = 30)]
    pub quiet_days: i64,
    /// Days before its end from which a pairing is said to end soon.
    #[schema(minimum = 1, maximum = 365, example = 30)]
    pub ending_days: i64,
    /// More pairings than these for one coordinator are too many.
    #[schema(minimum = 1, maximum = 10000, example = 40)]
    pub most_pairings: i64,
    /// More stalled pairings than these in one region are too many.
    #[schema(minimum = 0, maximum = 10000, example = 5)]
    pub most_stalled: i64,
    pub version: i64,
}

impl Versioned for MentoringRules {
    fn version(&self) -> i64 {
        self.version
    }
}

impl MentoringRules {
    #[must_use]
    pub const fn thresholds(&self) -> Thresholds {
        Thresholds {
            first_contact: self.first_contact_days,
            meeting: self.meeting_days,
            agreement: self.agreement_days,
            quiet: self.quiet_days,
        }
    }
}

/// # Errors
/// When the database does not answer.
pub fn mentoring_rules(work: &mut Work<'_>) -> Result<MentoringRules, Problem> {
    Ok(settings::read(work.conn, MENTORING_RULES)?.value)
}

/// # Errors
/// 412 when they were changed meanwhile.
pub fn change_mentoring_rules(
    work: &mut Work<'_>,
    change: impl FnOnce(&mut MentoringRules),
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<MentoringRules, Problem> {
    let read = settings::read::<MentoringRules>(work.conn, MENTORING_RULES)?;
    let before = read.value;
    expected(before.version)?;
    let mut after = before;
    change(&mut after);
    if after == before {
        return Ok(before);
    }
    after.version = before.version + 1;
    settings::write(work.conn, &read, &after)?;
    // Settings have no row of their own to point at: the rules stand for themselves.
    let subject = Id(uuid::Uuid::nil());
    work.record(Change::new("mentoring_rules.changed", subject).with(json!(after)))?;
    Ok(after)
}
