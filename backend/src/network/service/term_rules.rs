//! What the network allows of terms: how often one is renewed, how long a handover lasts.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::platform::auth::IfMatch;
use crate::platform::problem::Problem;
use crate::platform::reply::Versioned;
use crate::platform::settings;
use crate::platform::work::Work;

/// The name of the setting.
const TERM_RULES: &str = "term_rules";

/// What the network allows of terms.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct TermRules {
    /// How often a term may be renewed, one after the other.
    #[schema(minimum = 0, maximum = 10, example = 1)]
    pub most_renewals: i64,
    /// How many days an incoming term may overlap with the outgoing one, where a handover is declared.
    #[schema(minimum = 1, maximum = 366, example = 60)]
    pub most_handover_days: i64,
    pub version: i64,
}

impl Versioned for TermRules {
    fn version(&self) -> i64 {
        self.version
    }
}

/// # Errors
/// When the database does not answer.
pub fn term_rules(work: &mut Work<'_>) -> Result<TermRules, Problem> {
    Ok(settings::read(work.conn, TERM_RULES)?.value)
}

/// # Errors
/// 412 when they were changed meanwhile.
pub fn change_term_rules(
    work: &mut Work<'_>,
    expected: &IfMatch,
    most_renewals: Option<i64>,
    most_handover_days: Option<i64>,
) -> Result<TermRules, Problem> {
    let read = settings::read::<TermRules>(work.conn, TERM_RULES)?;
    let before = read.value;
    expected.check(before.version)?;
    let after = TermRules {
        most_renewals: most_renewals.unwrap_or(before.most_renewals),
        most_handover_days: most_handover_days.unwrap_or(before.most_handover_days),
        version: before.version + 1,
    };
    settings::write(work.conn, &read, &after)?;
    // Settings have no row of their own to point at: the rules stand for themselves.
    let subject = crate::platform::db::Id(uuid::Uuid::nil());
    work.record(crate::platform::record::Change::new("term_rules.changed", subject).with(json!(after)))?;
    Ok(after)
}
