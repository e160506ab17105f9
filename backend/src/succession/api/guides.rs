//! Guides of coordinators.

use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{GraduateCoordinators, ViewSuccession};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::succession::service::{self, Guideship, GuideshipFilter};

/// A guide and the coordinator who is guided, for the coordinator's term.
#[derive(Serialize, ToSchema)]
pub struct GuideshipView {
    id: Id,
    guide_id: Id,
    #[schema(example = "Ana Flores")]
    guide_name: String,
    coordinator_id: Id,
    #[schema(example = "Ben Carter")]
    coordinator_name: String,
    term_id: Id,
    region_id: Id,
    /// Named by the task force before anybody had graduated.
    founding: bool,
    starts_on: NaiveDate,
    /// It ends when the coordinator's term ends, or another guide takes over.
    ended_on: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for GuideshipView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<Guideship> for GuideshipView {
    fn from(guideship: Guideship) -> Self {
        let row = guideship.row;
        Self {
            id: row.id,
            guide_id: row.guide_id,
            guide_name: guideship.guide_name,
            coordinator_id: row.coordinator_id,
            coordinator_name: guideship.coordinator_name,
            term_id: row.term_id,
            region_id: guideship.region_id,
            founding: row.founding,
            starts_on: row.starts_on,
            ended_on: row.ended_on,
            created_at: utc(row.created_at),
            version: row.version,
        }
    }
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignGuide {
    /// A person who holds the role of a guide.
    guide_id: Id,
    /// Names a founding guide, who needs not hold the role yet: only while nobody has graduated.
    #[serde(default)]
    #[schema(required = false)]
    founding: bool,
}

/// Give the coordinator of a term a guide
///
/// An earlier guide of the term steps back today.
#[utoipa::path(tag = "Succession", extensions(("x-permission" = json!("graduate_coordinators"))),
    params(("id" = Id, Path, description = "The term")),
    request_body = AssignGuide,
    responses((status = 201, description = "Guided from today", body = GuideshipView)))]
#[post("/terms/{id}/guide")]
pub async fn assign_guide(
    auth: Authorized<GraduateCoordinators>,
    id: PathId,
    body: Valid<AssignGuide>,
) -> Answer {
    auth.post(body, move |w, body| {
        let guideship = service::assign_guide(w, id.0, body.guide_id, body.founding)?;
        let path = format!("/guideships?term_id={}", guideship.row.term_id);
        Reply::created(&path, &GuideshipView::from(guideship))
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListGuideships {
    guide_id: Option<Id>,
    term_id: Option<Id>,
    /// Only those that have not ended.
    #[serde(default)]
    #[param(required = false)]
    open: bool,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List who guides whom
#[utoipa::path(tag = "Succession", extensions(("x-permission" = json!("view_succession"))),
    params(ListGuideships),
    responses((status = 200, description = "Guideships, oldest first", body = Page<GuideshipView>)))]
#[get("/guideships")]
pub async fn list_guideships(auth: Authorized<ViewSuccession>, query: Params<ListGuideships>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "guideships", query.cursor.as_deref(), query.limit)?;
        let filter = GuideshipFilter { guide: query.guide_id, term: query.term_id, open: query.open };
        let page = service::list_guideships(w, &filter, &window)?;
        let items = page.items.into_iter().map(GuideshipView::from).collect();
        Ok(Page { items, next_cursor: page.next_cursor })
    })
    .await
}
