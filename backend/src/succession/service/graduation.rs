//! Graduation: a coordinator who has met what is asked becomes a guide.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::readiness::{CriterionReadiness, readiness};
use crate::identity;
use crate::network::{self, TermState};
use crate::platform::auth::{Role, ScopeKind};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::succession::queries::{self, GraduationRow};

/// What a graduation rests on, as it stood that day.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GraduationEvidence {
    pub criteria: Vec<CriterionReadiness>,
    /// Why it was granted with criteria unmet.
    pub override_reason: Option<String>,
}

/// # Errors
/// 404 outside the scope; 409 naming the criteria that are not met, unless a reason is given, and when the
/// term's state does not lead to graduation.
pub fn graduate(
    work: &mut Work<'_>,
    term: Id,
    override_reason: Option<String>,
) -> Result<GraduationRow, Problem> {
    let term = network::find_term(work, term)?;
    if !term.state.may_become(TermState::Graduated) {
        return Err(Problem::conflict(format!("The term is {}; it cannot be graduated from.", term.state)));
    }
    let ready = readiness(work, term.id)?;
    if !ready.ready && override_reason.is_none() {
        let unmet: Vec<String> = ready
            .criteria
            .iter()
            .filter(|criterion| !criterion.met)
            .map(|c| format!("{} ({} of {})", c.code, c.actual, c.threshold))
            .collect();
        return Err(Problem::conflict(if unmet.is_empty() {
            "The network has no graduation criteria: give an override_reason.".to_owned()
        } else {
            format!("Not met yet: {}. Give an override_reason to graduate all the same.", unmet.join(", "))
        }));
    }
    let today = work.now.date_naive();
    let term = network::set_term_state(work, &term, TermState::Graduated)?;
    if let Some(guideship) = queries::open_guideship(work.conn, term.id)? {
        let now = work.stamp();
        queries::end_guideship(work.conn, &guideship, today, now)?;
    }
    let region = Some(term.region_id);
    identity::grant_role(work, term.person_id, Role::Guide, ScopeKind::Region, region)?;
    let overridden = !ready.ready;
    // A reason given without need is not kept: nothing was overridden.
    let override_reason = override_reason.filter(|_| overridden);
    let evidence = GraduationEvidence { criteria: ready.criteria, override_reason };
    let row = GraduationRow {
        id: work.new_id(),
        term_id: term.id,
        person_id: term.person_id,
        region_id: term.region_id,
        graduated_on: today,
        evidence: serde_json::to_string(&evidence).map_err(Problem::internal)?,
        decided_by: work.caller.person(),
        created_at: work.stamp(),
        version: 1,
    };
    queries::insert_graduation(work.conn, &row)?;
    work.record(
        Change::new("graduation.granted", row.id)
            .in_region(row.region_id)
            .with(json!({ "term_id": row.term_id, "person_id": row.person_id, "overridden": overridden })),
    )?;
    Ok(row)
}
