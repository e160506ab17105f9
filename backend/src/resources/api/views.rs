//! What readers and editors see of a resource.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::identity;
use crate::network::Setting;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::markdown;
use crate::platform::problem::Problem;
use crate::platform::reply::Versioned;
use crate::platform::work::Work;
use crate::resources::queries::{ListedRow, ResourceRow, VersionRow};
use crate::resources::rules::{ResourceAudience, ResourceKind, ResourceState};
use crate::resources::service::{self, Shown};

/// A stored JSON list of words.
fn list<T: DeserializeOwned>(stored: &str) -> Result<Vec<T>, Problem> {
    serde_json::from_str(stored).map_err(Problem::internal)
}

/// A resource. Who may write sees the working copy, everybody else the newest published version.
#[derive(Serialize, ToSchema)]
pub struct ResourceView {
    id: Id,
    kind: ResourceKind,
    #[schema(example = "First meeting toolkit")]
    title: String,
    #[schema(example = "An agenda and twelve questions for the first hour.")]
    summary: String,
    /// Markdown.
    #[schema(example = "## Before you meet\n\n* Read each other's goals\n")]
    body: String,
    /// The body as HTML that is safe to show; its headings begin at `h2`.
    #[schema(example = "<h3>Before you meet</h3>")]
    body_html: String,
    #[schema(example = "https://ala.example/first-meeting")]
    link: Option<String>,
    #[schema(example = "CC BY 4.0")]
    licence: String,
    #[schema(example = "en")]
    language: String,
    audiences: Vec<ResourceAudience>,
    settings: Vec<Setting>,
    #[schema(example = json!(["first meeting", "goal setting"]))]
    topics: Vec<String>,
    state: ResourceState,
    /// The number of the newest published version; 0 before the first.
    number: i32,
    /// What that version changed.
    change_note: Option<String>,
    /// For editors: readers have an older version than this working copy.
    unpublished_changes: bool,
    owner_id: Option<Id>,
    #[schema(example = "Ana Flores")]
    owner_name: Option<String>,
    /// When somebody is to look whether it is still right.
    review_by: Option<NaiveDate>,
    published_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for ResourceView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

impl ResourceView {
    pub fn of(work: &mut Work<'_>, shown: Shown) -> Result<Self, Problem> {
        let Shown { row, published_at } = shown;
        let owner_name = match row.owner_id {
            Some(owner) => identity::person_name(work.conn, owner)?,
            None => None,
        };
        Ok(Self {
            body_html: markdown::to_html(&row.body),
            audiences: list(&row.audiences)?,
            settings: list(&row.settings)?,
            topics: list(&row.topics)?,
            unpublished_changes: row.number > 0
                && matches!(row.state, ResourceState::Draft | ResourceState::InReview),
            owner_name,
            id: row.id,
            kind: row.kind,
            title: row.title,
            summary: row.summary,
            body: row.body,
            link: row.link,
            licence: row.licence,
            language: row.language,
            state: row.state,
            number: row.number,
            change_note: row.change_note,
            owner_id: row.owner_id,
            review_by: row.review_by,
            published_at: published_at.map(utc),
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        })
    }

    /// The view of a row that was just written.
    pub fn after(work: &mut Work<'_>, row: &ResourceRow) -> Result<Self, Problem> {
        let shown = service::show_resource(work, row.id)?;
        Self::of(work, shown)
    }
}

/// A resource in a list: everything but its body.
#[derive(Serialize, ToSchema)]
pub struct ResourceListItem {
    id: Id,
    kind: ResourceKind,
    #[schema(example = "First meeting toolkit")]
    title: String,
    #[schema(example = "An agenda and twelve questions for the first hour.")]
    summary: String,
    #[schema(example = "https://ala.example/first-meeting")]
    link: Option<String>,
    #[schema(example = "CC BY 4.0")]
    licence: String,
    #[schema(example = "en")]
    language: String,
    audiences: Vec<ResourceAudience>,
    settings: Vec<Setting>,
    #[schema(example = json!(["first meeting", "goal setting"]))]
    topics: Vec<String>,
    state: ResourceState,
    /// The number of the newest published version; 0 before the first.
    number: i32,
    owner_id: Option<Id>,
    review_by: Option<NaiveDate>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl TryFrom<ListedRow> for ResourceListItem {
    type Error = Problem;

    fn try_from(row: ListedRow) -> Result<Self, Problem> {
        Ok(Self {
            audiences: list(&row.audiences)?,
            settings: list(&row.settings)?,
            topics: list(&row.topics)?,
            id: row.id,
            kind: row.kind,
            title: row.title,
            summary: row.summary,
            link: row.link,
            licence: row.licence,
            language: row.language,
            state: row.state,
            number: row.number,
            owner_id: row.owner_id,
            review_by: row.review_by,
            updated_at: utc(row.updated_at),
            version: row.version,
        })
    }
}

/// A published version in the history of a resource.
#[derive(Serialize, ToSchema)]
pub struct ResourceVersionListItem {
    #[schema(example = 2)]
    number: i32,
    #[schema(example = "First meeting toolkit")]
    title: String,
    #[schema(example = "Questions for school libraries added")]
    change_note: Option<String>,
    published_at: DateTime<Utc>,
}

impl From<(i32, String, Option<String>, chrono::NaiveDateTime)> for ResourceVersionListItem {
    fn from(
        (number, title, change_note, published_at): (i32, String, Option<String>, chrono::NaiveDateTime),
    ) -> Self {
        Self { number, title, change_note, published_at: utc(published_at) }
    }
}

/// A version as it was published. It never changes.
#[derive(Serialize, ToSchema)]
pub struct ResourceVersionView {
    resource_id: Id,
    #[schema(example = 2)]
    number: i32,
    #[schema(example = "First meeting toolkit")]
    title: String,
    summary: String,
    /// Markdown.
    body: String,
    /// The body as HTML that is safe to show; its headings begin at `h2`.
    body_html: String,
    link: Option<String>,
    #[schema(example = "CC BY 4.0")]
    licence: String,
    #[schema(example = "en")]
    language: String,
    audiences: Vec<ResourceAudience>,
    settings: Vec<Setting>,
    topics: Vec<String>,
    #[schema(example = "Questions for school libraries added")]
    change_note: Option<String>,
    published_at: DateTime<Utc>,
}

impl Versioned for ResourceVersionView {
    fn version(&self) -> i64 {
        i64::from(self.number)
    }
}

impl TryFrom<VersionRow> for ResourceVersionView {
    type Error = Problem;

    fn try_from(row: VersionRow) -> Result<Self, Problem> {
        Ok(Self {
            body_html: markdown::to_html(&row.body),
            audiences: list(&row.audiences)?,
            settings: list(&row.settings)?,
            topics: list(&row.topics)?,
            resource_id: row.resource_id,
            number: row.number,
            title: row.title,
            summary: row.summary,
            body: row.body,
            link: row.link,
            licence: row.licence,
            language: row.language,
            change_note: row.change_note,
            published_at: utc(row.published_at),
        })
    }
}
