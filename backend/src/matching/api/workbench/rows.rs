//! Proposals as rows of the workbench: everything that a row shows.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::people::People;
use crate::matching::api::proposal_views::{self, ProposalView};
use crate::matching::queries::proposals::ProposalRow;
use crate::matching::queries::workbench::marks;
use crate::matching::queries::workbench::rows::RowFilter;
use crate::matching::rules::{CareerStage, ProposalState};
use crate::matching::service::workbench::listing::{self, Listing, RowOrder};
use crate::network::Setting;
use crate::platform::db::Id;
use crate::platform::pagination::Page;
use crate::platform::problem::Problem;
use crate::platform::spreadsheet::bounded;
use crate::platform::work::Work;

/// A suggested pair with what coordinators see of it in a list.
#[derive(Serialize, ToSchema)]
pub struct RoundProposal {
    #[serde(flatten)]
    proposal: ProposalView,
    mentor_enrolment_id: Id,
    mentee_enrolment_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    mentor_region_id: Id,
    #[schema(example = "Plains")]
    mentor_region_name: String,
    mentor_setting: Setting,
    mentee_setting: Setting,
    mentor_career_stage: CareerStage,
    mentee_career_stage: CareerStage,
    /// Made to stay, whatever the best outcome would be. `null`, as what follows, for who is one of the two.
    locked: Option<bool>,
    approved: Option<bool>,
    /// Whether coordinators have a note on it.
    has_note: Option<bool>,
    /// The round's step that changed it last; 0: as the round made it.
    #[schema(example = 0)]
    changed_seq: i64,
}

/// # Errors
/// When the database does not answer.
pub fn views(work: &mut Work<'_>, rows: Vec<ProposalRow>) -> Result<Vec<RoundProposal>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let marks = marks::of_proposals(work.conn, &ids)?;
    let both: Vec<Id> =
        rows.iter().flat_map(|row| [row.mentor_enrolment_id, row.mentee_enrolment_id]).collect();
    let people = People::of(work, &both, &[])?;
    let me = work.caller.person();
    let kept = rows.clone();
    let views = proposal_views::views(work, rows)?;
    let missing = || Problem::internal("a proposal without its enrolments");
    kept.into_iter()
        .zip(views)
        .map(|(row, proposal)| {
            let mentor = people.enrolment(row.mentor_enrolment_id).ok_or_else(missing)?;
            let mentee = people.enrolment(row.mentee_enrolment_id).ok_or_else(missing)?;
            let marks = marks.get(&row.id);
            let is_mine = me.is_some() && (me == Some(row.mentor_id) || me == Some(row.mentee_id));
            let seen = marks.filter(|_| !is_mine);
            Ok(RoundProposal {
                proposal,
                mentor_enrolment_id: row.mentor_enrolment_id,
                mentee_enrolment_id: row.mentee_enrolment_id,
                region_name: people.region(row.region_id),
                mentor_region_id: mentor.region_id,
                mentor_region_name: people.region(mentor.region_id),
                mentor_setting: mentor.setting,
                mentee_setting: mentee.setting,
                mentor_career_stage: mentor.career_stage,
                mentee_career_stage: mentee.career_stage,
                locked: seen.map(|marks| marks.locked),
                approved: seen.map(|marks| marks.approved_at.is_some()),
                has_note: seen.map(|marks| marks.has_note),
                changed_seq: marks.map_or(0, |marks| marks.changed_seq),
            })
        })
        .collect()
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRoundProposals {
    /// The mentee's region.
    region_id: Option<Id>,
    /// All but `replaced` unless told.
    state: Option<ProposalState>,
    approved: Option<bool>,
    locked: Option<bool>,
    #[validate(range(min = 0, max = 1000))]
    #[param(minimum = 0, maximum = 1000)]
    min_points: Option<i32>,
    #[validate(range(min = 0, max = 1000))]
    #[param(minimum = 0, maximum = 1000)]
    max_points: Option<i32>,
    /// Changed by a step of the round after this one.
    #[validate(range(min = 0))]
    #[param(minimum = 0)]
    changed_since: Option<i64>,
    /// Part of the mentor's or the mentee's name.
    #[validate(length(max = 100))]
    q: Option<String>,
    /// Most points first unless told.
    #[param(inline)]
    sort: Option<RowOrder>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportRoundProposals {
    /// The mentee's region.
    region_id: Option<Id>,
    /// All but `replaced` unless told.
    state: Option<ProposalState>,
    approved: Option<bool>,
    locked: Option<bool>,
    #[validate(range(min = 0, max = 1000))]
    #[param(minimum = 0, maximum = 1000)]
    min_points: Option<i32>,
    #[validate(range(min = 0, max = 1000))]
    #[param(minimum = 0, maximum = 1000)]
    max_points: Option<i32>,
    /// Changed by a step of the round after this one.
    #[validate(range(min = 0))]
    #[param(minimum = 0)]
    changed_since: Option<i64>,
    /// Part of the mentor's or the mentee's name.
    #[validate(length(max = 100))]
    q: Option<String>,
    /// Most points first unless told.
    #[param(inline)]
    sort: Option<RowOrder>,
}

/// All pages of the list.
///
/// # Errors
/// 422 when there are more than a file holds.
pub fn all(
    work: &mut Work<'_>,
    round: Id,
    asked: ExportRoundProposals,
) -> Result<Vec<RoundProposal>, Problem> {
    let mut query = ListRoundProposals {
        region_id: asked.region_id,
        state: asked.state,
        approved: asked.approved,
        locked: asked.locked,
        min_points: asked.min_points,
        max_points: asked.max_points,
        changed_since: asked.changed_since,
        q: asked.q,
        sort: asked.sort,
        limit: Some(200),
        cursor: None,
    };
    let mut found = Vec::new();
    loop {
        let page = list(work, round, &query)?;
        found.extend(page.items);
        found = bounded(found)?;
        match page.next_cursor {
            None => return Ok(found),
            next => query.cursor = next,
        }
    }
}

/// # Errors
/// 400 for a cursor of another list.
pub fn list(
    work: &mut Work<'_>,
    round: Id,
    query: &ListRoundProposals,
) -> Result<Page<RoundProposal>, Problem> {
    let now = work.stamp();
    let asked = Listing {
        filter: RowFilter {
            region: query.region_id,
            state: query.state.map(|state| (state, now)),
            approved: query.approved,
            locked: query.locked,
            min_points: query.min_points,
            max_points: query.max_points,
            changed_since: query.changed_since,
        },
        words: query.q.as_deref(),
        order: query.sort.unwrap_or_default(),
        cursor: query.cursor.as_deref(),
        limit: query.limit,
    };
    let page = listing::page(work, round, &asked)?;
    Ok(Page { items: views(work, page.items)?, next_cursor: page.next_cursor })
}
