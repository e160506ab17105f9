//! What applications are judged by, as it is read and written with an opening.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, CriterionRow};
use crate::recruitment::rules::Criterion;

/// One thing that applications are judged by.
#[derive(Serialize, ToSchema)]
pub struct CriterionView {
    id: Id,
    #[schema(example = "experience")]
    code: String,
    #[schema(example = "Experience in libraries and in mentoring")]
    label: String,
    /// Weights are relative to each other.
    #[schema(example = 40)]
    weight: i32,
    /// Scores go from 1 to this.
    #[schema(example = 5)]
    scale_max: i32,
    /// What each score means, from 1 upwards.
    anchors: Vec<String>,
}

impl From<CriterionRow> for CriterionView {
    fn from(row: CriterionRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            label: row.label,
            weight: row.weight,
            scale_max: row.scale_max,
            anchors: serde_json::from_str(&row.anchors).unwrap_or_default(),
        }
    }
}

pub fn criteria_of(work: &mut Work<'_>, opening: Id) -> Result<Vec<CriterionView>, Problem> {
    Ok(queries::list_criteria(work.conn, opening)?.into_iter().map(CriterionView::from).collect())
}

fn anchors_written(anchors: &[String]) -> Result<(), ValidationError> {
    if anchors.iter().all(|text| !text.trim().is_empty() && text.chars().count() <= 300) {
        return Ok(());
    }
    Err(ValidationError::new("anchor").with_message("Each anchor holds 1 to 300 characters.".into()))
}

/// One thing to judge applications by, on a scale from 1 to 5.
#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionBody {
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$", example = "experience")]
    code: String,
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Experience in mentoring")]
    label: String,
    #[validate(range(min = 1, max = 100))]
    #[schema(minimum = 1, maximum = 100, example = 40)]
    weight: i32,
    /// Five sentences: what the scores 1 to 5 mean.
    #[validate(length(min = 5, max = 5), custom(function = "anchors_written"))]
    #[schema(min_items = 5, max_items = 5, example = json!(["None", "A little", "Some", "Much", "Outstanding"]))]
    anchors: Vec<String>,
}

impl From<CriterionBody> for Criterion {
    fn from(body: CriterionBody) -> Self {
        Self {
            code: body.code,
            label: body.label.trim().to_owned(),
            weight: body.weight,
            anchors: body.anchors.iter().map(|text| text.trim().to_owned()).collect(),
        }
    }
}

pub fn criteria_from(bodies: Option<Vec<CriterionBody>>) -> Option<Vec<Criterion>> {
    bodies.map(|bodies| bodies.into_iter().map(Criterion::from).collect())
}
