//! Instruments.

use actix_web::{get, patch, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::evaluation::queries::{self, InstrumentRow};
use crate::evaluation::rules::{InstrumentState, ItemChoice, ItemKind, NewItem};
use crate::evaluation::service::{self, InstrumentChanges, NewInstrument};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageStudies, ViewStudies};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A question of an instrument.
#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstrumentItem {
    /// Names the answers in every dataset.
    #[validate(length(min = 1, max = 31))]
    #[schema(pattern = "^[a-z][a-z0-9_]{0,30}$", example = "useful")]
    variable: String,
    kind: ItemKind,
    #[validate(length(max = 2000), custom(function = "written"))]
    #[schema(min_length = 1, pattern = r"\S", max_length = 2000, example = "Our meetings are useful to me.")]
    prompt: String,
    /// Must be answered, or refused.
    #[serde(default)]
    #[schema(required = false)]
    required: bool,
    /// For likert and single_choice, in the order shown.
    #[serde(default)]
    #[validate(length(max = 30), nested)]
    #[schema(required = false, max_items = 30)]
    choices: Vec<ItemChoice>,
}

impl From<InstrumentItem> for NewItem {
    fn from(item: InstrumentItem) -> Self {
        Self {
            variable: item.variable,
            kind: item.kind,
            prompt: item.prompt,
            required: item.required,
            choices: item.choices,
        }
    }
}

impl From<NewItem> for InstrumentItem {
    fn from(item: NewItem) -> Self {
        Self {
            variable: item.variable,
            kind: item.kind,
            prompt: item.prompt,
            required: item.required,
            choices: item.choices,
        }
    }
}

/// A survey with its items.
#[derive(Serialize, ToSchema)]
pub struct InstrumentView {
    id: Id,
    #[schema(example = "pair-check")]
    code: String,
    #[schema(example = "How is it going?")]
    title: String,
    #[schema(example = "CC BY 4.0")]
    licence: String,
    #[schema(example = "Perennial (2026), Pair check")]
    citation: String,
    state: InstrumentState,
    /// Number of the version.
    #[schema(minimum = 1)]
    number: i32,
    items: Vec<InstrumentItem>,
    published_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for InstrumentView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl InstrumentView {
    fn of(work: &mut Work<'_>, row: InstrumentRow) -> Result<Self, Problem> {
        let items = queries::items_of(work.conn, row.id)?;
        Ok(Self {
            id: row.id,
            code: row.code,
            title: row.title,
            licence: row.licence,
            citation: row.citation,
            state: row.state,
            number: row.number,
            items: items.into_iter().map(|row| InstrumentItem::from(row.item)).collect(),
            published_at: row.published_at.map(utc),
            created_at: utc(row.created_at),
            version: row.version,
        })
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListInstruments {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List instruments with their items
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_studies"))),
    params(ListInstruments),
    responses((status = 200, description = "Instruments, oldest first", body = Page<InstrumentView>)))]
#[get("/instruments")]
pub async fn list_instruments(auth: Authorized<ViewStudies>, query: Params<ListInstruments>) -> Answer {
    auth.list(move |w| {
        let window = window::<Id>(w.cursors, "instruments", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_instruments(w.conn, w.scope, &window)?;
        let page = window.page(w.cursors, "instruments", rows, |row| row.id, |row| row)?;
        let items = page.items.into_iter().map(|row| InstrumentView::of(w, row)).collect::<Result<_, _>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    })
    .await
}

/// Read an instrument with its items
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_studies"))),
    params(("id" = Id, Path, description = "The instrument")),
    responses((status = 200, description = "The instrument", body = InstrumentView)))]
#[get("/instruments/{id}")]
pub async fn get_instrument(auth: Authorized<ViewStudies>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = queries::find_instrument(w.conn, w.scope, id.0)?;
        InstrumentView::of(w, row.ok_or_else(|| Problem::not_found("instrument"))?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateInstrument {
    /// Names the instrument; no other has it.
    #[validate(length(max = 60), custom(function = "written"))]
    #[schema(min_length = 1, pattern = r"\S", max_length = 60, example = "pair-check")]
    code: String,
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, pattern = r"\S", max_length = 200, example = "How is it going?")]
    title: String,
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, pattern = r"\S", max_length = 200, example = "CC BY 4.0")]
    licence: String,
    #[validate(length(max = 1000), custom(function = "written"))]
    #[schema(min_length = 1, pattern = r"\S", max_length = 1000, example = "Perennial (2026), Pair check")]
    citation: String,
    #[validate(length(min = 1, max = 100), nested)]
    #[schema(min_items = 1, max_items = 100)]
    items: Vec<InstrumentItem>,
}

/// Write an instrument, as a draft
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_studies"))),
    request_body = CreateInstrument,
    responses((status = 201, description = "Written", body = InstrumentView)))]
#[post("/instruments")]
pub async fn create_instrument(auth: Authorized<ManageStudies>, body: Valid<CreateInstrument>) -> Answer {
    auth.post(body, |w, body| {
        let new = NewInstrument {
            code: body.code,
            title: body.title,
            licence: body.licence,
            citation: body.citation,
            items: body.items.into_iter().map(NewItem::from).collect(),
        };
        let row = service::create_instrument(w, new)?;
        let path = format!("/instruments/{}", row.id);
        Reply::created(&path, &InstrumentView::of(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateInstrument {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, pattern = r"\S", max_length = 200)]
    title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, pattern = r"\S", max_length = 200)]
    licence: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 1000), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, pattern = r"\S", max_length = 1000)]
    citation: Option<String>,
    /// Replaces all items.
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = 100), nested)]
    #[schema(value_type = Vec<InstrumentItem>, required = false, min_items = 1, max_items = 100)]
    items: Option<Vec<InstrumentItem>>,
}

/// Change a draft instrument
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_studies"))),
    params(("id" = Id, Path, description = "The instrument")),
    request_body = UpdateInstrument,
    responses((status = 200, description = "The changed draft", body = InstrumentView)))]
#[patch("/instruments/{id}")]
pub async fn update_instrument(
    auth: Authorized<ManageStudies>,
    id: PathId,
    body: Valid<UpdateInstrument>,
) -> Answer {
    auth.change(move |w, expected| {
        let body = body.value;
        let changes = InstrumentChanges {
            title: body.title,
            licence: body.licence,
            citation: body.citation,
            items: body.items.map(|items| items.into_iter().map(NewItem::from).collect()),
        };
        let row = service::update_instrument(w, id.0, &expected, changes)?;
        Reply::updated(&InstrumentView::of(w, row)?)
    })
    .await
}

/// Publish an instrument: it never changes again
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_studies"))),
    params(("id" = Id, Path, description = "The instrument")),
    responses((status = 200, description = "Published", body = InstrumentView)))]
#[post("/instruments/{id}/publish")]
pub async fn publish_instrument(auth: Authorized<ManageStudies>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::publish_instrument(w, id.0)?;
        Reply::updated(&InstrumentView::of(w, row)?)
    })
    .await
}
