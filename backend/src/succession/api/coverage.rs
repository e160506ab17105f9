//! Coverage.

use actix_web::get;
use chrono::{Duration, NaiveDate};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewCoverage;
use crate::platform::fields::calendar_day;
use crate::platform::input::Params;
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::Answer;
use crate::succession::service::{self, Coverage};

/// Longest time that can be asked for, days.
const LONGEST: i64 = 3660;
/// What is looked at unless told, days.
const USUAL: i64 = 365;

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CoverageWindow {
    /// Today unless told.
    #[validate(custom(function = "calendar_day"))]
    from: Option<NaiveDate>,
    /// The day after the last: 365 days after `from` unless told, at most 3,660.
    #[validate(custom(function = "calendar_day"))]
    to: Option<NaiveDate>,
}

/// Read which seats have whom until when
///
/// Of the regions of the caller's grants; of all regions for those who see the whole network.
#[utoipa::path(tag = "Succession", extensions(("x-permission" = json!("view_coverage"))),
    params(CoverageWindow),
    responses((status = 200, description = "By jurisdiction, region and seat", body = Coverage),
        (status = 422, description = "The time asked for is empty or too long", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/coverage")]
pub async fn get_coverage(auth: Authorized<ViewCoverage>, query: Params<CoverageWindow>) -> Answer {
    auth.view(move |w| {
        let (from, to) = checked(&query.0, w.now.date_naive())?;
        service::coverage_seen(w, from, to)
    })
    .await
}

fn checked(query: &CoverageWindow, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Problem> {
    let from = query.from.unwrap_or(today);
    let to = query.to.unwrap_or(from + Duration::days(USUAL));
    if to <= from {
        return Err(Problem::field("/to", "order", "It must be after 'from'."));
    }
    if (to - from).num_days() > LONGEST {
        return Err(Problem::field("/to", "range", "At most 3,660 days can be asked for."));
    }
    Ok((from, to))
}
