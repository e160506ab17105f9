//! Rows of resources: working copies for editors, published versions for everybody.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::rules::{ResourceAudience, ResourceKind, ResourceState};
use crate::network::Setting;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::schema::{resource_versions, resources};

/// Which side of the library a caller sees. Resources belong to the whole network; what a caller may
/// see of them depends on whether they may write, so this stands where other queries take a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// The newest published version of what is not retired.
    Published,
    /// Every working copy.
    Everything,
}

/// A working copy.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = resources)]
pub struct ResourceRow {
    pub id: Id,
    pub kind: ResourceKind,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub link: Option<String>,
    pub licence: String,
    pub language: String,
    /// JSON lists of words.
    pub audiences: String,
    pub settings: String,
    pub topics: String,
    pub state: ResourceState,
    /// The number of the newest published version; 0 before the first.
    pub number: i32,
    /// That version's note.
    pub change_note: Option<String>,
    pub owner_id: Option<Id>,
    pub review_by: Option<NaiveDate>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// What was published, for ever.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = resource_versions)]
pub struct VersionRow {
    pub resource_id: Id,
    pub number: i32,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub link: Option<String>,
    pub licence: String,
    pub language: String,
    pub audiences: String,
    pub settings: String,
    pub topics: String,
    pub change_note: Option<String>,
    pub published_at: NaiveDateTime,
}

/// A line of a list: everything but the body.
#[derive(Debug, Clone, Queryable)]
pub struct ListedRow {
    pub id: Id,
    pub kind: ResourceKind,
    pub title: String,
    pub summary: String,
    pub link: Option<String>,
    pub licence: String,
    pub language: String,
    pub audiences: String,
    pub settings: String,
    pub topics: String,
    pub state: ResourceState,
    pub number: i32,
    pub owner_id: Option<Id>,
    pub review_by: Option<NaiveDate>,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// What a list of resources is narrowed by.
#[derive(Default)]
pub struct ResourceFilter {
    pub kind: Option<ResourceKind>,
    pub state: Option<ResourceState>,
    pub topic: Option<String>,
    pub setting: Option<Setting>,
    pub audience: Option<ResourceAudience>,
}

/// The working copies or the published versions as the table that content is read from.
macro_rules! content_of {
    (resources) => {
        resources::table.into_boxed()
    };
    (resource_versions) => {
        resources::table
            .inner_join(
                resource_versions::table.on(resource_versions::resource_id
                    .eq(resources::id)
                    .and(resource_versions::number.eq(resources::number))),
            )
            .filter(resources::state.ne(ResourceState::Retired))
            .into_boxed()
    };
}

macro_rules! narrowed {
    ($content:ident, $filter:expr) => {{
        let filter: &ResourceFilter = $filter;
        let mut query = content_of!($content);
        if let Some(kind) = filter.kind {
            query = query.filter(resources::kind.eq(kind));
        }
        if let Some(topic) = &filter.topic {
            query = query.filter($content::topics.like(holding(topic)).escape('\\'));
        }
        if let Some(setting) = filter.setting {
            query = query.filter($content::settings.like(holding(setting.as_str())).escape('\\'));
        }
        if let Some(audience) = filter.audience {
            query = query.filter($content::audiences.like(holding(audience.as_str())).escape('\\'));
        }
        query
    }};
}

macro_rules! listed {
    ($content:ident) => {
        (
            resources::id,
            resources::kind,
            $content::title,
            $content::summary,
            $content::link,
            $content::licence,
            $content::language,
            $content::audiences,
            $content::settings,
            $content::topics,
            resources::state,
            resources::number,
            resources::owner_id,
            resources::review_by,
            resources::updated_at,
            resources::version,
        )
    };
}

macro_rules! page_by_title {
    ($query:expr, $content:ident, $window:expr) => {{
        let mut query = $query;
        if let Some((title, id)) = &$window.after {
            query = query.filter(
                $content::title
                    .gt(title.clone())
                    .or($content::title.eq(title.clone()).and(resources::id.gt(*id))),
            );
        }
        query.order(($content::title, resources::id)).limit($window.fetch()).select(listed!($content))
    }};
}

/// A pattern for a JSON list of words that holds `word`.
fn holding(word: &str) -> String {
    let plain = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%\"{plain}\"%")
}

/// By title. Published ones are in no other state for those who see nothing else.
pub fn list_resources(
    conn: &mut AnyConnection,
    shelf: Shelf,
    filter: &ResourceFilter,
    window: &Window<(String, Id)>,
) -> QueryResult<Vec<ListedRow>> {
    match shelf {
        Shelf::Published => {
            page_by_title!(narrowed!(resource_versions, filter), resource_versions, window).load(conn)
        }
        Shelf::Everything => {
            let mut query = narrowed!(resources, filter);
            if let Some(state) = filter.state {
                query = query.filter(resources::state.eq(state));
            }
            page_by_title!(query, resources, window).load(conn)
        }
    }
}

/// Which of `found` may be shown and fit the filter, in no order.
pub fn fitting(
    conn: &mut AnyConnection,
    shelf: Shelf,
    filter: &ResourceFilter,
    found: &[Id],
) -> QueryResult<Vec<Id>> {
    match shelf {
        Shelf::Published => narrowed!(resource_versions, filter)
            .filter(resources::id.eq_any(found.to_vec()))
            .select(resources::id)
            .load(conn),
        Shelf::Everything => {
            let mut query = narrowed!(resources, filter).filter(resources::id.eq_any(found.to_vec()));
            if let Some(state) = filter.state {
                query = query.filter(resources::state.eq(state));
            }
            query.select(resources::id).load(conn)
        }
    }
}

/// The lines of `ids`, in no order.
pub fn lines_of(conn: &mut AnyConnection, shelf: Shelf, ids: &[Id]) -> QueryResult<Vec<ListedRow>> {
    match shelf {
        Shelf::Published => content_of!(resource_versions)
            .filter(resources::id.eq_any(ids.to_vec()))
            .select(listed!(resource_versions))
            .load(conn),
        Shelf::Everything => content_of!(resources)
            .filter(resources::id.eq_any(ids.to_vec()))
            .select(listed!(resources))
            .load(conn),
    }
}

/// The working copy, if the shelf holds the resource at all.
pub fn find_resource(conn: &mut AnyConnection, shelf: Shelf, id: Id) -> QueryResult<Option<ResourceRow>> {
    let row: Option<ResourceRow> = resources::table
        .filter(resources::id.eq(id))
        .select(ResourceRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row
        .filter(|row| shelf == Shelf::Everything || (row.number > 0 && row.state != ResourceState::Retired)))
}

pub fn find_version(conn: &mut AnyConnection, resource: Id, number: i32) -> QueryResult<Option<VersionRow>> {
    resource_versions::table
        .filter(resource_versions::resource_id.eq(resource).and(resource_versions::number.eq(number)))
        .select(VersionRow::as_select())
        .first(conn)
        .optional()
}

/// Number, title, note and moment of each version of a resource, newest first.
pub fn list_versions(
    conn: &mut AnyConnection,
    resource: Id,
    window: &Window<i32>,
) -> QueryResult<Vec<(i32, String, Option<String>, NaiveDateTime)>> {
    let mut query = resource_versions::table.filter(resource_versions::resource_id.eq(resource)).into_boxed();
    if let Some(number) = window.after {
        query = query.filter(resource_versions::number.lt(number));
    }
    query
        .order(resource_versions::number.desc())
        .limit(window.fetch())
        .select((
            resource_versions::number,
            resource_versions::title,
            resource_versions::change_note,
            resource_versions::published_at,
        ))
        .load(conn)
}

pub fn insert_resource(conn: &mut AnyConnection, row: &ResourceRow) -> QueryResult<usize> {
    diesel::insert_into(resources::table).values(row.clone()).execute(conn)
}

pub fn insert_version(conn: &mut AnyConnection, row: &VersionRow) -> QueryResult<usize> {
    diesel::insert_into(resource_versions::table).values(row.clone()).execute(conn)
}

/// Writes the row over the version before its own; `false` when it moved on since it was read.
pub fn update_resource(conn: &mut AnyConnection, row: &ResourceRow) -> QueryResult<bool> {
    let target = resources::table.filter(resources::id.eq(row.id));
    let rows = diesel::update(target.filter(resources::version.eq(row.version - 1)))
        .set((
            (
                resources::title.eq(&row.title),
                resources::summary.eq(&row.summary),
                resources::body.eq(&row.body),
                resources::link.eq(&row.link),
                resources::licence.eq(&row.licence),
                resources::language.eq(&row.language),
                resources::audiences.eq(&row.audiences),
                resources::settings.eq(&row.settings),
                resources::topics.eq(&row.topics),
            ),
            (
                resources::state.eq(row.state),
                resources::number.eq(row.number),
                resources::change_note.eq(&row.change_note),
                resources::owner_id.eq(row.owner_id),
                resources::review_by.eq(row.review_by),
                resources::updated_at.eq(row.updated_at),
                resources::version.eq(row.version),
            ),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}
