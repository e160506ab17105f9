//! Writing drafts.

use actix_web::{patch, post};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::views::ResourceView;
use crate::network::Setting;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::WriteResources;
use crate::platform::db::Id;
use crate::platform::fields::{calendar_day, web_address, written};
use crate::platform::input::{PathId, Valid, nullable, present};
use crate::platform::reply::{Answer, Reply};
use crate::resources::rules::{self, ResourceAudience, ResourceKind};
use crate::resources::service::{self, NewResource, ResourceChanges};

fn known_language(tag: &str) -> Result<(), ValidationError> {
    if rules::is_language(tag) {
        return Ok(());
    }
    Err(ValidationError::new("language").with_message("Write the language as in 'en' or 'pt-BR'.".into()))
}

fn known_topics(topics: &[String]) -> Result<(), ValidationError> {
    if topics.iter().all(|topic| rules::is_topic(topic)) {
        return Ok(());
    }
    Err(ValidationError::new("topic").with_message(
        "A topic has 1 to 60 characters, no quotation mark and no backslash among them.".into(),
    ))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateResource {
    kind: ResourceKind,
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "First meeting toolkit")]
    title: String,
    #[validate(length(max = 1000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 1000, pattern = r"\S")]
    #[schema(example = "An agenda and twelve questions for the first hour.")]
    summary: String,
    /// Markdown; needed before it is handed in unless there is a link.
    #[serde(default)]
    #[validate(length(max = 100_000))]
    #[schema(max_length = 100_000, example = "## Before you meet\n\n* Read each other's goals\n")]
    body: String,
    #[validate(length(max = 1000), custom(function = "web_address"))]
    #[schema(max_length = 1000, pattern = "^https?://", example = "https://ala.example/first-meeting")]
    link: Option<String>,
    /// How others may use it.
    #[validate(length(max = 100), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 100, pattern = r"\S", example = "CC BY 4.0")]
    licence: String,
    #[validate(custom(function = "known_language"))]
    #[schema(pattern = "^[a-z]{2,3}(-[A-Z]{2})?$", example = "en")]
    language: String,
    /// Whom it is for; nobody in particular when empty.
    #[serde(default)]
    #[validate(length(max = 6))]
    #[schema(max_items = 6, example = json!(["mentor", "mentee"]))]
    audiences: Vec<ResourceAudience>,
    /// Where it fits; everywhere when empty.
    #[serde(default)]
    #[validate(length(max = 11))]
    #[schema(max_items = 11, example = json!(["public", "school"]))]
    settings: Vec<Setting>,
    /// At most 20, compared in lower case.
    #[serde(default)]
    #[validate(length(max = 20), custom(function = "known_topics"))]
    #[schema(max_items = 20, example = json!(["first meeting", "goal setting"]))]
    topics: Vec<String>,
    /// Who answers for it; the caller unless told.
    owner_id: Option<Id>,
    #[validate(custom(function = "calendar_day"))]
    #[schema(example = "2027-09-01")]
    review_by: Option<NaiveDate>,
}

/// Begin a draft
#[utoipa::path(tag = "Resources", extensions(("x-permission" = json!("write_resources"))),
    request_body = CreateResource,
    responses((status = 201, description = "Begun", body = ResourceView)))]
#[post("/resources")]
pub async fn create_resource(auth: Authorized<WriteResources>, body: Valid<CreateResource>) -> Answer {
    auth.post(body, |w, body| {
        let owner = body.owner_id.or(w.caller.person());
        let row = service::create_resource(
            w,
            NewResource {
                kind: body.kind,
                title: body.title,
                summary: body.summary,
                body: body.body,
                link: body.link,
                licence: body.licence,
                language: body.language,
                audiences: body.audiences,
                settings: body.settings,
                topics: body.topics,
                owner,
                review_by: body.review_by,
            },
        )?;
        Reply::created(&format!("/resources/{}", row.id), &ResourceView::after(w, &row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateResource {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S")]
    title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 1000), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 1000, pattern = r"\S")]
    summary: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 100_000))]
    #[schema(value_type = String, required = false, max_length = 100_000)]
    body: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 1000), custom(function = "web_address"))]
    #[schema(value_type = Option<String>, max_length = 1000, pattern = "^https?://")]
    #[schema(example = "https://ala.example/first-meeting")]
    link: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 100), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 100, pattern = r"\S")]
    licence: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "known_language"))]
    #[schema(value_type = String, required = false, pattern = "^[a-z]{2,3}(-[A-Z]{2})?$", example = "es")]
    language: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 6))]
    #[schema(value_type = Vec<ResourceAudience>, required = false, max_items = 6)]
    audiences: Option<Vec<ResourceAudience>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 11))]
    #[schema(value_type = Vec<Setting>, required = false, max_items = 11)]
    settings: Option<Vec<Setting>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 20), custom(function = "known_topics"))]
    #[schema(value_type = Vec<String>, required = false, max_items = 20, example = json!(["first meeting"]))]
    topics: Option<Vec<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Id>)]
    owner_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(custom(function = "calendar_day"))]
    #[schema(value_type = Option<NaiveDate>, example = "2028-09-01")]
    review_by: Option<Option<NaiveDate>>,
}

/// Change the working copy of a resource
///
/// New content makes it a draft again, while readers keep the published version. Its owner and its
/// review day change nothing for readers.
#[utoipa::path(tag = "Resources", extensions(("x-permission" = json!("write_resources"))),
    params(("id" = Id, Path, description = "The resource")),
    request_body = UpdateResource,
    responses((status = 200, description = "The changed resource", body = ResourceView)))]
#[patch("/resources/{id}")]
pub async fn update_resource(
    auth: Authorized<WriteResources>,
    id: PathId,
    body: Valid<UpdateResource>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::find_for_change(w, id.0)?;
        expected.check(row.version)?;
        let body = body.value;
        let changes = ResourceChanges {
            title: body.title,
            summary: body.summary,
            body: body.body,
            link: body.link,
            licence: body.licence,
            language: body.language,
            audiences: body.audiences,
            settings: body.settings,
            topics: body.topics,
            owner: body.owner_id,
            review_by: body.review_by,
        };
        let row = service::update_resource(w, row, changes)?;
        Reply::updated(&ResourceView::after(w, &row)?)
    })
    .await
}
