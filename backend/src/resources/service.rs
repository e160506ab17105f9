//! Use cases of the library: write, hand in, publish, retire, find.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use serde_json::json;

use super::queries::{self, ListedRow, ResourceFilter, ResourceRow, Shelf, VersionRow};
use super::rules::{self, ResourceAudience, ResourceKind, ResourceState};
use crate::identity;
use crate::network::Setting;
use crate::platform::auth::permissions::WriteResources;
use crate::platform::auth::{Caller, Permission, Scope};
use crate::platform::db::Id;
use crate::platform::pagination::{Page, Window};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::search;
use crate::platform::work::Work;

/// How many of the best hits of a search are looked through.
const MOST_HITS: i64 = 1000;

/// A resource to be written.
pub struct NewResource {
    pub kind: ResourceKind,
    pub title: String,
    pub summary: String,
    /// Markdown; may be empty when there is a link.
    pub body: String,
    pub link: Option<String>,
    pub licence: String,
    pub language: String,
    pub audiences: Vec<ResourceAudience>,
    pub settings: Vec<Setting>,
    pub topics: Vec<String>,
    pub owner: Option<Id>,
    pub review_by: Option<NaiveDate>,
}

/// What is to change in a working copy.
#[derive(Default)]
pub struct ResourceChanges {
    pub title: Option<String>,
    pub summary: Option<String>,
    pub body: Option<String>,
    pub link: Option<Option<String>>,
    pub licence: Option<String>,
    pub language: Option<String>,
    pub audiences: Option<Vec<ResourceAudience>>,
    pub settings: Option<Vec<Setting>>,
    pub topics: Option<Vec<String>>,
    pub owner: Option<Option<Id>>,
    pub review_by: Option<Option<NaiveDate>>,
}

/// A resource as one caller sees it.
pub struct Shown {
    /// The working copy for editors, the content of the published version for others.
    pub row: ResourceRow,
    pub published_at: Option<NaiveDateTime>,
}

/// Who may write sees every working copy, everybody else what is published.
#[must_use]
pub fn shelf_of(caller: &Caller) -> Shelf {
    match WriteResources::AUDIENCE.scope_of(caller) {
        Some(_) => Shelf::Everything,
        None => Shelf::Published,
    }
}

fn words<T: Serialize + Ord>(mut list: Vec<T>) -> Result<String, Problem> {
    list.sort();
    list.dedup();
    serde_json::to_string(&list).map_err(Problem::internal)
}

fn topics(list: &[String]) -> Result<String, Problem> {
    words(list.iter().map(|topic| rules::normal_topic(topic)).collect())
}

/// Those who write see the people of their regions, and themselves: nobody else exists for them.
fn require_owner(work: &mut Work<'_>, owner: Option<Id>) -> Result<(), Problem> {
    let seen = Scope { own: work.caller.person(), ..work.scope.clone() };
    match owner {
        Some(id) if !identity::sees_person(work.conn, &seen, id)? => {
            Err(Problem::field("/owner_id", "unknown", "There is no such person."))
        }
        _ => Ok(()),
    }
}

/// Begins a draft.
///
/// # Errors
/// 422 when there is no such owner.
pub fn create_resource(work: &mut Work<'_>, new: NewResource) -> Result<ResourceRow, Problem> {
    require_owner(work, new.owner)?;
    let row = ResourceRow {
        id: work.new_id(),
        kind: new.kind,
        title: new.title.trim().to_owned(),
        summary: new.summary.trim().to_owned(),
        body: new.body,
        link: new.link,
        licence: new.licence.trim().to_owned(),
        language: new.language,
        audiences: words(new.audiences)?,
        settings: words(new.settings)?,
        topics: topics(&new.topics)?,
        state: ResourceState::Draft,
        number: 0,
        change_note: None,
        owner_id: new.owner,
        review_by: new.review_by,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_resource(work.conn, &row)?;
    index(work, &row)?;
    work.record(Change::new("resource.created", row.id).with(json!({ "kind": row.kind })))?;
    Ok(row)
}

/// What a search finds a resource by.
fn index(work: &mut Work<'_>, row: &ResourceRow) -> Result<(), Problem> {
    let topics: Vec<String> = serde_json::from_str(&row.topics).map_err(Problem::internal)?;
    let text = format!("{}\n{}\n{}", row.summary, topics.join("\n"), row.body);
    Ok(search::index(work.conn, row.id, &row.title, &text)?)
}

/// A resource as the caller sees it.
///
/// # Errors
/// 404 when there is none for the caller.
pub fn show_resource(work: &mut Work<'_>, id: Id) -> Result<Shown, Problem> {
    let shelf = shelf_of(work.caller);
    let row = queries::find_resource(work.conn, shelf, id)?.ok_or_else(|| Problem::not_found("resource"))?;
    let published = queries::find_version(work.conn, id, row.number)?;
    let published_at = published.as_ref().map(|version| version.published_at);
    let row = match published {
        Some(version) if shelf == Shelf::Published => as_published(row, version),
        _ => row,
    };
    Ok(Shown { row, published_at })
}

fn as_published(row: ResourceRow, version: VersionRow) -> ResourceRow {
    ResourceRow {
        title: version.title,
        summary: version.summary,
        body: version.body,
        link: version.link,
        licence: version.licence,
        language: version.language,
        audiences: version.audiences,
        settings: version.settings,
        topics: version.topics,
        state: ResourceState::Published,
        updated_at: version.published_at,
        ..row
    }
}

/// The lines a caller may see, by title.
///
/// # Errors
/// When the database does not answer.
pub fn list_resources(
    work: &mut Work<'_>,
    filter: &ResourceFilter,
    window: &Window<(String, Id)>,
) -> Result<Vec<ListedRow>, Problem> {
    let shelf = shelf_of(work.caller);
    if nothing_there(shelf, filter) {
        return Ok(Vec::new());
    }
    let rows = queries::list_resources(work.conn, shelf, filter, window)?;
    Ok(rows.into_iter().map(|row| line(shelf, row)).collect())
}

/// The lines a caller may see that hold every word, best first. The cursor is the place among the hits.
///
/// # Errors
/// When the database does not answer.
pub fn search_resources(
    work: &mut Work<'_>,
    words: &str,
    filter: &ResourceFilter,
    window: &Window<usize>,
    list: &str,
) -> Result<Page<ListedRow>, Problem> {
    let shelf = shelf_of(work.caller);
    if nothing_there(shelf, filter) {
        return Ok(Page { items: Vec::new(), next_cursor: None });
    }
    let hits = search::find(work.conn, words, MOST_HITS)?;
    let fitting = queries::fitting(work.conn, shelf, filter, &hits)?;
    let places: Vec<(usize, Id)> = hits
        .into_iter()
        .enumerate()
        .filter(|(place, id)| window.after.is_none_or(|after| *place > after) && fitting.contains(id))
        .take(usize::try_from(window.fetch()).unwrap_or(usize::MAX))
        .collect();
    let page = window.page(work.cursors, list, places, |(place, _)| *place, |(_, id)| id)?;
    let mut lines = queries::lines_of(work.conn, shelf, &page.items)?;
    lines.sort_by_key(|row| page.items.iter().position(|id| *id == row.id));
    Ok(Page { items: lines.into_iter().map(|row| line(shelf, row)).collect(), next_cursor: page.next_cursor })
}

/// For readers there is nothing but what is published.
fn nothing_there(shelf: Shelf, filter: &ResourceFilter) -> bool {
    shelf == Shelf::Published && filter.state.is_some_and(|state| state != ResourceState::Published)
}

fn line(shelf: Shelf, row: ListedRow) -> ListedRow {
    match shelf {
        Shelf::Published => ListedRow { state: ResourceState::Published, ..row },
        Shelf::Everything => row,
    }
}

/// A working copy that the caller may change: one's own, or any within the network's scope.
///
/// # Errors
/// 404 when there is none, 403 when it is somebody else's.
pub fn find_for_change(work: &mut Work<'_>, id: Id) -> Result<ResourceRow, Problem> {
    let row = queries::find_resource(work.conn, Shelf::Everything, id)?
        .ok_or_else(|| Problem::not_found("resource"))?;
    let own = row.owner_id.is_some() && row.owner_id == work.caller.person();
    if work.scope.network || own {
        return Ok(row);
    }
    Err(Problem::forbidden("Only its owner and the task force change this resource."))
}

/// Changes a working copy. New content makes it a draft again; readers keep the published version.
///
/// # Errors
/// 409 when it is retired, 412 when it moved on since it was read, 422 without such an owner.
pub fn update_resource(
    work: &mut Work<'_>,
    before: ResourceRow,
    changes: ResourceChanges,
) -> Result<ResourceRow, Problem> {
    let Some(edited) = before.state.edited() else {
        return Err(Problem::conflict("The resource is retired; it cannot be changed."));
    };
    if let Some(owner) = changes.owner.filter(|owner| *owner != before.owner_id) {
        require_owner(work, owner)?;
    }
    let mut after = before.clone();
    if let Some(title) = changes.title {
        after.title = title.trim().to_owned();
    }
    if let Some(summary) = changes.summary {
        after.summary = summary.trim().to_owned();
    }
    after.body = changes.body.unwrap_or(after.body);
    after.link = changes.link.unwrap_or(after.link);
    if let Some(licence) = changes.licence {
        after.licence = licence.trim().to_owned();
    }
    after.language = changes.language.unwrap_or(after.language);
    if let Some(audiences) = changes.audiences {
        after.audiences = words(audiences)?;
    }
    if let Some(settings) = changes.settings {
        after.settings = words(settings)?;
    }
    if let Some(list) = changes.topics {
        after.topics = topics(&list)?;
    }
    if after != before {
        after.state = edited;
    }
    after.owner_id = changes.owner.unwrap_or(after.owner_id);
    after.review_by = changes.review_by.unwrap_or(after.review_by);
    after.updated_at = work.stamp();
    after.version += 1;
    if !queries::update_resource(work.conn, &after)? {
        return Err(Problem::stale());
    }
    if after.number == 0 {
        index(work, &after)?;
    }
    work.record(Change::new("resource.updated", after.id).with(json!({ "state": after.state })))?;
    Ok(after)
}

/// Hands a draft in for review.
///
/// # Errors
/// 409 when it is no draft, or has neither body nor link.
pub fn submit_resource(work: &mut Work<'_>, id: Id) -> Result<ResourceRow, Problem> {
    let row = find_for_change(work, id)?;
    if row.state.may_become(ResourceState::InReview) && row.body.trim().is_empty() && row.link.is_none() {
        return Err(Problem::conflict(
            "The draft has neither a body nor a link: there is nothing to review.",
        ));
    }
    let row = move_to(work, row, ResourceState::InReview)?;
    work.record(Change::new("resource.submitted", row.id).with(json!({ "kind": row.kind })))?;
    Ok(row)
}

/// Publishes what was reviewed as the next version.
///
/// # Errors
/// 409 when it is not in review; 422 when a later version does not say what has changed.
pub fn publish_resource(
    work: &mut Work<'_>,
    id: Id,
    change_note: Option<&str>,
) -> Result<ResourceRow, Problem> {
    let mut row = find_for_change(work, id)?;
    if row.state.may_become(ResourceState::Published) {
        let wrong = rules::publication_problems(row.number, change_note);
        if !wrong.is_empty() {
            return Err(Problem::invalid(wrong));
        }
    }
    row.number += 1;
    row.change_note = change_note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    let row = move_to(work, row, ResourceState::Published)?;
    queries::insert_version(
        work.conn,
        &VersionRow {
            resource_id: row.id,
            number: row.number,
            title: row.title.clone(),
            summary: row.summary.clone(),
            body: row.body.clone(),
            link: row.link.clone(),
            licence: row.licence.clone(),
            language: row.language.clone(),
            audiences: row.audiences.clone(),
            settings: row.settings.clone(),
            topics: row.topics.clone(),
            change_note: row.change_note.clone(),
            published_at: work.stamp(),
        },
    )?;
    index(work, &row)?;
    work.record(Change::new("resource.published", row.id).with(json!({
        "kind": row.kind, "title": row.title, "number": row.number, "change_note": row.change_note,
    })))?;
    Ok(row)
}

/// Withdraws a resource for good.
///
/// # Errors
/// 409 when it is retired already.
pub fn retire_resource(work: &mut Work<'_>, id: Id) -> Result<ResourceRow, Problem> {
    let row = find_for_change(work, id)?;
    let row = move_to(work, row, ResourceState::Retired)?;
    work.record(Change::new("resource.retired", row.id).with(json!({ "kind": row.kind })))?;
    Ok(row)
}

fn move_to(work: &mut Work<'_>, row: ResourceRow, state: ResourceState) -> Result<ResourceRow, Problem> {
    if !row.state.may_become(state) {
        return Err(Problem::conflict(format!("The resource is {}; it cannot become {state}.", row.state)));
    }
    let after = ResourceRow { state, updated_at: work.stamp(), version: row.version + 1, ..row };
    if !queries::update_resource(work.conn, &after)? {
        return Err(Problem::conflict("Somebody changed the resource at the same moment: read it again."));
    }
    Ok(after)
}

/// The versions of a resource that the caller may see, newest first.
///
/// # Errors
/// 404 when there is no such resource for the caller.
pub fn list_versions(
    work: &mut Work<'_>,
    id: Id,
    window: &Window<i32>,
) -> Result<Vec<(i32, String, Option<String>, NaiveDateTime)>, Problem> {
    let shelf = shelf_of(work.caller);
    queries::find_resource(work.conn, shelf, id)?.ok_or_else(|| Problem::not_found("resource"))?;
    Ok(queries::list_versions(work.conn, id, window)?)
}

/// # Errors
/// 404 when there is no such resource for the caller, or no such version.
pub fn find_version(work: &mut Work<'_>, id: Id, number: i32) -> Result<VersionRow, Problem> {
    let shelf = shelf_of(work.caller);
    queries::find_resource(work.conn, shelf, id)?.ok_or_else(|| Problem::not_found("resource"))?;
    queries::find_version(work.conn, id, number)?.ok_or_else(|| Problem::not_found("version"))
}
