//! Use cases of succession, one transaction each.

mod coverage;
mod criteria;
mod graduation;
mod guides;
mod readiness;

pub use coverage::{Coverage, CoverageRegion, CoverageSeat, CoverageTerm, coverage, coverage_seen};
pub use criteria::{install_default_criteria, update_criterion};
pub use graduation::{GraduationEvidence, graduate};
pub use guides::{Guideship, GuideshipFilter, assign_guide, list_guideships};
pub use readiness::{CriterionReadiness, Readiness, readiness};

use chrono::NaiveDate;

use crate::network::{self, TermRow, TermState};
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Terms are few: one for each coordinator the network ever had.
fn all_terms(work: &mut Work<'_>) -> Result<Vec<TermRow>, Problem> {
    let all = Window { after: None, limit: 1_000_000 };
    Ok(network::list_terms(work.conn, work.scope, None, None, &all)?)
}

/// The day a term stopped before its end, where it did. A term has its last change when it ends.
fn stopped_on(term: &TermRow, graduations: &[(Id, NaiveDate)]) -> Option<NaiveDate> {
    match term.state {
        TermState::Graduated => graduations.iter().find(|(id, _)| *id == term.id).map(|(_, day)| *day),
        TermState::Ended => Some(term.updated_at.date()),
        _ => None,
    }
}
