//! Series of slots: previewed, then made.

use actix_web::post;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::interview_slots::local;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::DecideApplications;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{plausible_day, secure_web_address};
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};
use crate::recruitment::rules::{DayOfWeek, SlotObstacle};
use crate::recruitment::service::interviews::{self as service, NewSeries};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateInterviewSeries {
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-03-08")]
    first_day: NaiveDate,
    /// At most a year after the first.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-03-19")]
    last_day: NaiveDate,
    #[validate(length(min = 1, max = 7))]
    #[schema(min_items = 1, max_items = 7)]
    weekdays: Vec<DayOfWeek>,
    /// Local time at which the first slot of a day begins.
    #[validate(length(max = 5))]
    #[schema(pattern = r"^[0-9]{2}:[0-9]{2}$", example = "10:00")]
    from: String,
    /// Local time at which the last slot of a day has ended.
    #[validate(length(max = 5))]
    #[schema(pattern = r"^[0-9]{2}:[0-9]{2}$", example = "12:00")]
    until: String,
    /// From the beginning of one slot to that of the next.
    #[validate(range(min = 5, max = 720))]
    #[schema(minimum = 5, maximum = 720, example = 30)]
    every_minutes: i32,
    /// An IANA time zone.
    #[validate(length(max = 60))]
    #[schema(max_length = 60, example = "America/Chicago")]
    time_zone: String,
    #[validate(range(min = 5, max = 480))]
    #[schema(minimum = 5, maximum = 480, example = 30)]
    duration_minutes: i32,
    /// A video call, https only. A link or a place is needed.
    #[validate(length(max = 500), custom(function = "secure_web_address"))]
    #[schema(
        max_length = 500,
        pattern = "^[hH][tT][tT][pP][sS]://",
        example = "https://meet.example/interviews"
    )]
    link: Option<String>,
    #[validate(length(max = 300))]
    #[schema(max_length = 300, example = "Room 12, State Library")]
    place: Option<String>,
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    note: Option<String>,
    /// Who interviews in all of these slots, 1 to 10.
    #[validate(length(min = 1, max = 10))]
    #[schema(min_items = 1, max_items = 10)]
    panel_ids: Vec<Id>,
    /// Says which slots these would be, and makes none.
    #[serde(default)]
    dry_run: bool,
}

/// A time of a series and what becomes of it.
#[derive(Serialize, ToSchema)]
pub struct SeriesSlotView {
    #[schema(example = "2027-03-09T10:00:00")]
    starts_at_local: String,
    /// `null` when the zone leaves this time out.
    starts_at: Option<DateTime<Utc>>,
    /// `null`: it becomes a slot.
    obstacle: Option<SlotObstacle>,
    /// Who sits on another panel then, by name.
    double_booked: Vec<String>,
}

/// What a series makes.
#[derive(Serialize, ToSchema)]
pub struct SeriesView {
    dry_run: bool,
    /// Slots made, or to be made.
    #[schema(example = 8)]
    slots: usize,
    items: Vec<SeriesSlotView>,
}

/// Offer a series of interview slots, or preview it
///
/// At most 200 at once. Times that are over, or that clocks leave out, become no slot and are said. When somebody of the
/// panel sits on another one at any of the times nothing is made.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = CreateInterviewSeries,
    responses((status = 200, description = "Each time of the series and what becomes of it", body = SeriesView)))]
#[post("/openings/{id}/interview-series")]
pub async fn create_interview_series(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<CreateInterviewSeries>,
) -> Answer {
    auth.post(body, move |w, body| {
        let dry_run = body.dry_run;
        let new = NewSeries {
            first_day: body.first_day,
            last_day: body.last_day,
            weekdays: body.weekdays,
            from: body.from,
            until: body.until,
            every_minutes: body.every_minutes,
            time_zone: body.time_zone,
            duration_minutes: body.duration_minutes,
            link: body.link,
            place: body.place,
            note: body.note,
            panel: body.panel_ids,
        };
        let times = service::create_series(w, id.0, new, dry_run)?;
        Reply::ok(&SeriesView {
            dry_run,
            slots: times.iter().filter(|time| time.obstacle.is_none()).count(),
            items: times
                .into_iter()
                .map(|time| SeriesSlotView {
                    starts_at_local: local(time.starts_at_local),
                    starts_at: time.starts_at.map(utc),
                    obstacle: time.obstacle,
                    double_booked: time.double_booked,
                })
                .collect(),
        })
    })
    .await
}
