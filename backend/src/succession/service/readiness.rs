//! Readiness for graduation, computed from the live records, each criterion with its evidence.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::network::{self, TermRow, TermState};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::succession::queries;
use crate::succession::rules::CriterionCode;
use crate::{evaluation, identity, training};

/// One record that a criterion rests on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReadinessEvidence {
    /// `training`, `term`, `pairings` or `wave`.
    #[schema(example = "training")]
    pub kind: String,
    pub id: Option<Id>,
    #[schema(example = "Training completed on 2026-03-01")]
    pub text: String,
}

/// One criterion, as far as it is met.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CriterionReadiness {
    pub criterion_id: Id,
    pub code: CriterionCode,
    pub label: String,
    pub met: bool,
    pub actual: i64,
    pub threshold: i32,
    pub evidence: Vec<ReadinessEvidence>,
}

/// How ready a coordinator is to graduate.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Readiness {
    pub term_id: Id,
    pub person_id: Id,
    #[schema(example = "Ana Flores")]
    pub person_name: String,
    pub region_id: Id,
    pub term_state: TermState,
    /// Every criterion is met.
    pub ready: bool,
    pub criteria: Vec<CriterionReadiness>,
}

/// # Errors
/// 404 outside the scope.
pub fn readiness(work: &mut Work<'_>, term: Id) -> Result<Readiness, Problem> {
    let term = network::find_term(work, term)?;
    let mut found = Vec::new();
    for criterion in queries::list_criteria(work.conn, work.scope)? {
        let (actual, evidence) = measure(work, &term, criterion.code)?;
        found.push(CriterionReadiness {
            criterion_id: criterion.id,
            code: criterion.code,
            label: criterion.label,
            met: actual >= i64::from(criterion.threshold),
            actual,
            threshold: criterion.threshold,
            evidence,
        });
    }
    Ok(Readiness {
        term_id: term.id,
        person_id: term.person_id,
        person_name: identity::person_name(work.conn, term.person_id)?.unwrap_or_default(),
        region_id: term.region_id,
        term_state: term.state,
        // Without a criterion nobody has been told what graduation asks for.
        ready: !found.is_empty() && found.iter().all(|criterion| criterion.met),
        criteria: found,
    })
}

type Measured = (i64, Vec<ReadinessEvidence>);

fn measure(work: &mut Work<'_>, term: &TermRow, code: CriterionCode) -> Result<Measured, Problem> {
    let today = work.now.date_naive();
    Ok(match code {
        CriterionCode::TrainingCompleted => {
            let completed = training::has_completed(work, term.person_id)?;
            let text = |at: NaiveDateTime| format!("Training completed on {}", at.date());
            listed(completed.map(|at| said("training", None, text(at))).into_iter().collect())
        }
        CriterionCode::TermServedDays => {
            let days = served_days(term, today);
            let text = format!("Term of {} to {}", term.starts_on, term.ends_on);
            (days, vec![said("term", Some(term.id), text)])
        }
        CriterionCode::PairingsSupported => {
            let (all, _) = queries::pairings_in(work.conn, term.region_id, term.starts_on, term.ends_on)?;
            (all, vec![said("pairings", None, format!("{all} pairings of the region during the term"))])
        }
        CriterionCode::AgreementsSignedPercent => {
            let (all, signed) =
                queries::pairings_in(work.conn, term.region_id, term.starts_on, term.ends_on)?;
            let percent = if all == 0 { 0 } else { signed * 100 / all };
            (percent, vec![said("pairings", None, format!("{signed} of {all} agreements signed by both"))])
        }
        CriterionCode::EvaluationTakenPart => {
            // Who was asked, never who answered.
            let waves =
                evaluation::waves_inviting_region(work.conn, term.region_id, term.starts_on, term.ends_on)?;
            listed(waves.into_iter().map(|(id, name)| said("wave", Some(id), name)).collect())
        }
    })
}

/// Training before the first day and the days to come are not served.
fn served_days(term: &TermRow, today: NaiveDate) -> i64 {
    if term.state == TermState::InTraining {
        return 0;
    }
    (today.min(term.ends_on) - term.starts_on).num_days().max(0)
}

fn listed(evidence: Vec<ReadinessEvidence>) -> Measured {
    (i64::try_from(evidence.len()).unwrap_or(i64::MAX), evidence)
}

fn said(kind: &str, id: Option<Id>, text: String) -> ReadinessEvidence {
    ReadinessEvidence { kind: kind.to_owned(), id, text }
}
