//! Institutions that are recorded twice: found, merged after a look at what moves, and taken apart again.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::institutions::{IdentifierView, InstitutionView};
use crate::identity;
use crate::network::finding::{self, GroupKey, Likeness};
use crate::network::import::InstitutionRow;
use crate::network::merging::queries::regions::{RegionMove, Staying};
use crate::network::merging::queries::{MergeRow, Moved};
use crate::network::merging::{self, Preview};
use crate::network::queries;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ChangeNetwork;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// Institutions that may be one.
#[derive(Serialize, ToSchema)]
pub struct LikelyDuplicates {
    #[schema(inline)]
    likeness: Likeness,
    institutions: Vec<InstitutionView>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListOfMerging {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<i64>,
    pub(super) cursor: Option<String>,
}

/// List institutions that are likely to be recorded twice
///
/// Identifiers of two schemes that say the same, such as US-DLC as ISIL and DLC of MARC, come first; then, by name, the same
/// name in one jurisdiction and city, whatever its case, accents and punctuation. Who was told apart from all the others of a
/// group (`POST /institution-distinctions`) is not in it.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))), params(ListOfMerging),
    responses((status = 200, description = "Groups of institutions", body = Page<LikelyDuplicates>)))]
#[get("/institution-duplicates")]
pub async fn list_institution_duplicates(
    auth: Authorized<ChangeNetwork>,
    query: Params<ListOfMerging>,
) -> Answer {
    auth.list(move |w| {
        let name = "institution_duplicates";
        let window = window(w.cursors, name, query.0.cursor.as_deref(), query.0.limit)?;
        let groups = finding::likely_groups(w.conn, w.scope, &window)?;
        let page = window.page(w.cursors, name, groups, Clone::clone, |group| group)?;
        Ok(Page { items: groups_of(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

fn groups_of(work: &mut Work<'_>, groups: Vec<GroupKey>) -> Result<Vec<LikelyDuplicates>, Problem> {
    let members = finding::members_of_groups(work.conn, &groups)?;
    let ids: Vec<Id> = members.iter().map(|(_, id)| *id).collect();
    let mut rows = queries::institutions_of(work.conn, &ids)?;
    rows.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let of_group = |group: &GroupKey| {
        let is_in = |row: &&InstitutionRow| members.iter().any(|(of, id)| of == group && *id == row.id);
        rows.iter().filter(is_in).cloned().map(InstitutionView::from).collect()
    };
    Ok(groups
        .into_iter()
        .map(|group| LikelyDuplicates { likeness: group.0, institutions: of_group(&group) })
        .collect())
}

/// People who go to another region, since the institution that stays lies there, or the one at which they work does.
#[derive(Serialize, ToSchema)]
pub struct MergeRegionMove {
    from_region_id: Id,
    from_region_name: Option<String>,
    to_region_id: Id,
    to_region_name: Option<String>,
    /// Whom somebody placed in another region than the duplicate's stays there, and is not counted.
    people: usize,
    /// Their enrolments in cycles that still take people.
    enrolments: usize,
    /// Their roles as mentors and mentees of the region.
    roles: usize,
}

pub(super) fn region_move(
    work: &mut Work<'_>,
    going: Option<&RegionMove>,
) -> Result<Option<MergeRegionMove>, Problem> {
    let Some(going) = going else { return Ok(None) };
    let names = queries::region_names(work.conn)?;
    Ok(Some(MergeRegionMove {
        from_region_name: names.get(&going.from).cloned(),
        to_region_name: names.get(&going.to).cloned(),
        from_region_id: going.from,
        to_region_id: going.to,
        people: going.people.len(),
        enrolments: going.enrolments.len(),
        roles: going.roles.len(),
    }))
}

/// What moves from a duplicate to the institution that stays.
#[derive(Serialize, ToSchema)]
pub struct InstitutionMergePreview {
    survivor: InstitutionView,
    duplicate: InstitutionView,
    identifiers: Vec<IdentifierView>,
    /// Who works there now.
    people: usize,
    /// Who works or worked there, in their histories.
    affiliations: usize,
    enrolments: usize,
    /// Records of associations' members.
    memberships: usize,
    /// `null` when both lie in one region.
    region_move: Option<MergeRegionMove>,
    /// The first of those who go to another region, by name.
    #[schema(max_items = 5)]
    first_people: Vec<String>,
    /// Enrolments of those people in cycles under way: they stay with their region.
    #[schema(minimum = 0)]
    enrolments_stay: i64,
    /// Open pairings of those people: they stay with the region that is responsible for them.
    #[schema(minimum = 0)]
    pairings_stay: i64,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewMerge {
    duplicate_id: Id,
}

/// Tell what merging a duplicate into an institution would move
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The institution that stays"), PreviewMerge),
    responses((status = 200, description = "Nothing has been changed", body = InstitutionMergePreview),
        (status = 422, description = "It cannot be merged into this one", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/institutions/{id}/merge-preview")]
pub async fn preview_institution_merge(
    auth: Authorized<ChangeNetwork>,
    id: PathId,
    query: Params<PreviewMerge>,
) -> Answer {
    auth.view(move |w| {
        let Preview { survivor, duplicate, moved, staying } =
            merging::preview(w, id.0, query.0.duplicate_id)?;
        let region_move = region_move(w, moved.region.as_ref())?;
        let Staying { first_people, enrolments, pairings } = staying;
        Ok(InstitutionMergePreview {
            region_move,
            first_people,
            enrolments_stay: enrolments,
            pairings_stay: pairings,
            survivor: survivor.into(),
            duplicate: duplicate.into(),
            identifiers: moved.identifiers.into_iter().map(IdentifierView::from).collect(),
            people: moved.people.len(),
            affiliations: moved.affiliations.len(),
            enrolments: moved.enrolments.len(),
            memberships: moved.memberships.len(),
        })
    })
    .await
}

/// A duplicate that was merged into an institution, and what moved.
#[derive(Serialize, ToSchema)]
pub struct InstitutionMergeView {
    id: Id,
    survivor_id: Id,
    survivor_name: String,
    merged_id: Id,
    merged_name: String,
    identifiers: Vec<IdentifierView>,
    people: usize,
    affiliations: usize,
    enrolments: usize,
    memberships: usize,
    /// `null` when both lay in one region.
    region_move: Option<MergeRegionMove>,
    merged_by: Option<Id>,
    merged_by_name: Option<String>,
    created_at: DateTime<Utc>,
    /// `null` while it stands.
    undone_at: Option<DateTime<Utc>>,
    undone_by_name: Option<String>,
    version: i64,
}

impl Versioned for InstitutionMergeView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<MergeRow>) -> Result<Vec<InstitutionMergeView>, Problem> {
    let places: Vec<Id> = rows.iter().flat_map(|row| [row.survivor_id, row.merged_id]).collect();
    let places = queries::institution_names(work.conn, &places)?;
    let people: Vec<Id> = rows.iter().flat_map(|row| [row.merged_by, row.undone_by]).flatten().collect();
    let names = identity::person_names(work.conn, &people)?;
    let place = |id: &Id| places.get(id).cloned().unwrap_or_default();
    let person = |id: Option<Id>| id.and_then(|id| names.get(&id).cloned());
    rows.into_iter()
        .map(|row| {
            let moved: Moved = serde_json::from_str(&row.moved).map_err(Problem::internal)?;
            Ok(InstitutionMergeView {
                region_move: region_move(work, moved.region.as_ref())?,
                survivor_name: place(&row.survivor_id),
                merged_name: place(&row.merged_id),
                merged_by_name: person(row.merged_by),
                undone_by_name: person(row.undone_by),
                id: row.id,
                survivor_id: row.survivor_id,
                merged_id: row.merged_id,
                identifiers: moved.identifiers.into_iter().map(IdentifierView::from).collect(),
                people: moved.people.len(),
                affiliations: moved.affiliations.len(),
                enrolments: moved.enrolments.len(),
                memberships: moved.memberships.len(),
                merged_by: row.merged_by,
                created_at: utc(row.created_at),
                undone_at: row.undone_at.map(utc),
                version: row.version,
            })
        })
        .collect()
}

fn view(work: &mut Work<'_>, row: MergeRow) -> Result<InstitutionMergeView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("merge"))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInstitution {
    /// The record that goes.
    duplicate_id: Id,
}

/// Merge a duplicate into an institution
///
/// People and their histories, identifiers, enrolments and records of members refer to the institution of the address from
/// then on; imports that meet the duplicate's identifiers reach it. What is known of the institution itself stays as it is.
/// `GET` of the duplicate answers 404 and names the institution. Of two in different regions, people whose region was the
/// duplicate's go to the region of the one that stays, with their roles and their enrolments in cycles that still take people;
/// what is under way stays with its region. That needs the permission in both.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The institution that stays")),
    request_body = MergeInstitution,
    responses((status = 201, description = "Merged", body = InstitutionMergeView)))]
#[post("/institutions/{id}/merge")]
pub async fn merge_institution(
    auth: Authorized<ChangeNetwork>,
    id: PathId,
    body: Valid<MergeInstitution>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = merging::merge(w, id.0, body.duplicate_id)?;
        Reply::created(&format!("/institution-merges/{}", row.id), &view(w, row)?)
    })
    .await
}

/// List what was merged into an institution, newest first
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The institution that stayed"), ListOfMerging),
    responses((status = 200, description = "Merges, also those undone", body = Page<InstitutionMergeView>)))]
#[get("/institutions/{id}/merges")]
pub async fn list_institution_merges(
    auth: Authorized<ChangeNetwork>,
    id: PathId,
    query: Params<ListOfMerging>,
) -> Answer {
    auth.list(move |w| {
        let window = window::<Id>(w.cursors, "institution_merges", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = merging::merges_into(w, id.0, &window)?;
        let page = window.page(w.cursors, "institution_merges", rows, |m| m.id, |m| m)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a merge
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The merge")),
    responses((status = 200, description = "The merge", body = InstitutionMergeView)))]
#[get("/institution-merges/{id}")]
pub async fn get_institution_merge(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = merging::find_merge(w, id.0)?;
        view(w, row)
    })
    .await
}

/// Undo a merge
///
/// The duplicate is an institution of its own again, with exactly what had moved. Not when something has happened since that
/// contradicts it: 409, which names it.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The merge")),
    responses((status = 200, description = "Undone", body = InstitutionMergeView)))]
#[post("/institution-merges/{id}/undo")]
pub async fn undo_institution_merge(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = merging::undo(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
