//! Guides: every new coordinator has one.

use std::collections::HashMap;

use serde_json::json;

use super::{all_terms, stopped_on};
use crate::identity;
use crate::network::{self, TermRow};
use crate::platform::auth::{Role, ScopeKind, live_grants};
use crate::platform::db::Id;
use crate::platform::pagination::{Page, Window};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::succession::queries::{self, GuideshipRow};

/// A guideship with what is shown of its people.
pub struct Guideship {
    pub row: GuideshipRow,
    pub guide_name: String,
    pub coordinator_name: String,
    pub region_id: Id,
}

/// Gives the coordinator of a term a guide; an earlier guide of the term steps back today.
///
/// The first coordinators follow no one: while nobody has graduated, the task force names founding guides,
/// who hold the role from then on.
///
/// # Errors
/// 404 outside the scope; 409 when the term is over, that guide guides it already, or founding guides are
/// no longer named; 422 when the person is not a guide.
pub fn assign_guide(work: &mut Work<'_>, term: Id, guide: Id, founding: bool) -> Result<Guideship, Problem> {
    let term = network::find_term(work, term)?;
    let today = work.now.date_naive();
    if term.is_over(today) {
        return Err(Problem::conflict(format!(
            "The term is over: it is {}, to {}.",
            term.state, term.ends_on
        )));
    }
    let unfit = |code: &str, said: &str| Problem::field("/guide_id", code, said);
    if guide == term.person_id {
        return Err(unfit("self", "Nobody guides themselves."));
    }
    if identity::person_name(work.conn, guide)?.is_none() {
        return Err(unfit("unknown", "There is no such person."));
    }
    if founding {
        if !queries::graduation_days(work.conn)?.is_empty() {
            return Err(Problem::conflict("Somebody has graduated: founding guides are no longer named."));
        }
        identity::grant_role(work, guide, Role::Guide, ScopeKind::Region, Some(term.region_id))?;
    } else if !live_grants(work.conn, guide, today)?.iter().any(|grant| grant.role == Role::Guide) {
        return Err(unfit("not_a_guide", "This person does not hold the role of a guide."));
    }
    if let Some(earlier) = queries::open_guideship(work.conn, term.id)? {
        if earlier.guide_id == guide {
            return Err(Problem::conflict("This guide guides the coordinator of this term already."));
        }
        let now = work.stamp();
        queries::end_guideship(work.conn, &earlier, today, now)?;
    }
    let row = GuideshipRow {
        id: work.new_id(),
        guide_id: guide,
        coordinator_id: term.person_id,
        term_id: term.id,
        founding,
        starts_on: today,
        ended_on: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_guideship(work.conn, &row)?;
    work.record(Change::new("guideship.started", row.id).in_region(term.region_id).with(
        json!({ "term_id": term.id, "guide_id": guide, "coordinator_id": term.person_id, "founding": founding }),
    ))?;
    named(work, vec![row], &[term])?.pop().ok_or_else(|| Problem::not_found("guideship"))
}

/// What a list of guideships is narrowed by.
#[derive(Default)]
pub struct GuideshipFilter {
    pub guide: Option<Id>,
    pub term: Option<Id>,
    pub open: bool,
}

/// # Errors
/// When the database does not answer.
pub fn list_guideships(
    work: &mut Work<'_>,
    filter: &GuideshipFilter,
    window: &Window<Id>,
) -> Result<Page<Guideship>, Problem> {
    let today = work.now.date_naive();
    let mut terms = all_terms(work)?;
    terms.retain(|term| filter.term.is_none_or(|id| id == term.id) && !(filter.open && term.is_over(today)));
    let ids = terms.iter().map(|term| term.id).collect();
    let rows = queries::list_guideships(work.conn, ids, filter.guide, filter.open, window)?;
    let page = window.page(work.cursors, "guideships", rows, |row| row.id, |row| row)?;
    Ok(Page { items: named(work, page.items, &terms)?, next_cursor: page.next_cursor })
}

/// With names, and with the end that the term's end brings.
fn named(work: &mut Work<'_>, rows: Vec<GuideshipRow>, terms: &[TermRow]) -> Result<Vec<Guideship>, Problem> {
    let people: Vec<Id> = rows.iter().flat_map(|row| [row.guide_id, row.coordinator_id]).collect();
    let today = work.now.date_naive();
    let names = identity::person_names(work.conn, &people)?;
    let graduated = queries::graduation_days(work.conn)?;
    let terms: HashMap<Id, &TermRow> = terms.iter().map(|term| (term.id, term)).collect();
    let name = |id: Id| names.get(&id).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .filter_map(|mut row| {
            let term = *terms.get(&row.term_id)?;
            if row.ended_on.is_none() && term.is_over(today) {
                let stopped = stopped_on(term, &graduated).unwrap_or(term.ends_on);
                row.ended_on = Some(stopped.min(term.ends_on));
            }
            Some(Guideship {
                guide_name: name(row.guide_id),
                coordinator_name: name(row.coordinator_id),
                region_id: term.region_id,
                row,
            })
        })
        .collect())
}
