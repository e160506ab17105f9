//! The holder of a mailed link chooses a time for the interview, moves it, calls it off.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::interviews::InterviewTimeView;
use super::panel::calendar_file;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::BookInterview;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::Valid;
use crate::platform::reply::{Answer, Reply};
use crate::recruitment::queries::SlotRow;
use crate::recruitment::rules::{self, InterviewState};
use crate::recruitment::service::interviews::{self as service, LinkedInterview};

/// A time that can be chosen. Where it takes place on the web is told with the booked time.
#[derive(Serialize, ToSchema)]
pub struct OfferedTime {
    slot_id: Id,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    #[schema(example = 30)]
    duration_minutes: i32,
    by_video: bool,
    #[schema(example = "Room 12, State Library")]
    place: Option<String>,
}

impl From<SlotRow> for OfferedTime {
    fn from(row: SlotRow) -> Self {
        Self {
            slot_id: row.id,
            starts_at: utc(row.starts_at),
            ends_at: utc(row.ends_at),
            duration_minutes: row.duration_minutes,
            by_video: row.link.is_some(),
            place: row.place,
        }
    }
}

/// The interview behind a mailed link.
#[derive(Serialize, ToSchema)]
pub struct PublicInterviewView {
    #[schema(example = "Ana Flores")]
    name: String,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    opening_title: String,
    state: InterviewState,
    /// The agreed time; `null` without one.
    time: Option<InterviewTimeView>,
    /// Who interviews at the agreed time, by name.
    panel_names: Vec<String>,
    /// The IANA zone in which a time was chosen before.
    time_zone: Option<String>,
    /// A first time can be chosen.
    may_book: bool,
    /// The agreed time can be moved or cancelled, until `change_until`.
    may_change: bool,
    change_until: Option<DateTime<Utc>>,
    /// A time can be chosen until so many hours before it begins.
    #[schema(example = 4)]
    book_until_hours: i32,
    /// The agreed time can be moved or cancelled until so many hours before it begins.
    #[schema(example = 24)]
    change_until_hours: i32,
    /// The next times that can be chosen, at most 200.
    free: Vec<OfferedTime>,
}

fn public_view(found: LinkedInterview) -> PublicInterviewView {
    let held = found.held;
    let opening = &found.arranged.opening;
    let (book_until_hours, change_until_hours) = (opening.book_until_hours, opening.change_until_hours);
    PublicInterviewView {
        name: found.arranged.application.name,
        opening_title: found.arranged.opening.title,
        state: found.arranged.interview.state,
        time_zone: found.arranged.interview.applicant_time_zone,
        may_book: found.may_book,
        may_change: found.may_change,
        change_until: held
            .as_ref()
            .map(|(slot, _)| utc(rules::change_until(slot.starts_at, change_until_hours))),
        book_until_hours,
        change_until_hours,
        panel_names: held
            .as_ref()
            .map(|(_, panel)| panel.iter().map(|who| who.name.clone()).collect())
            .unwrap_or_default(),
        time: held.as_ref().map(|(slot, _)| InterviewTimeView::from(slot)),
        free: found.free.into_iter().map(OfferedTime::from).collect(),
    }
}

/// Read the interview behind a mailed link, and the times that can be chosen
///
/// Reading changes nothing, so that mail scanners may follow the link.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("book_interview"))),
    responses((status = 200, description = "The interview", body = PublicInterviewView)))]
#[get("/public/interview")]
pub async fn get_public_interview(auth: Authorized<BookInterview>) -> Answer {
    auth.view(|w| Ok(public_view(service::linked_interview(w)?))).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseTime {
    slot_id: Id,
    /// The IANA zone in which times are written to you.
    #[validate(length(max = 60))]
    #[schema(max_length = 60, example = "America/Denver")]
    time_zone: String,
}

/// Choose a time for the interview
///
/// Of two who choose one time at once, one gets it; the other is told (409) and chooses another.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("book_interview"))),
    request_body = ChooseTime,
    responses((status = 200, description = "Booked", body = PublicInterviewView)))]
#[post("/public/interview/book")]
pub async fn book_interview(auth: Authorized<BookInterview>, body: Valid<ChooseTime>) -> Answer {
    auth.post(body, |w, body| {
        let done = service::book(w, body.slot_id, body.time_zone)?;
        Reply::ok(&public_view(done))
    })
    .await
}

/// Choose another time for the booked interview
///
/// Until 24 hours before it begins.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("book_interview"))),
    request_body = ChooseTime,
    responses((status = 200, description = "Moved", body = PublicInterviewView)))]
#[post("/public/interview/reschedule")]
pub async fn rebook_interview(auth: Authorized<BookInterview>, body: Valid<ChooseTime>) -> Answer {
    auth.post(body, |w, body| {
        let done = service::rebook(w, body.slot_id, body.time_zone)?;
        Reply::ok(&public_view(done))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallOffInterview {
    /// Told to the panel.
    #[serde(default)]
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000, example = "I have accepted another post.")]
    reason: String,
}

/// Cancel the interview: the panel is told, and the time is free for others
///
/// Until 24 hours before it begins. The application stays as it is.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("book_interview"))),
    request_body = CallOffInterview,
    responses((status = 200, description = "Cancelled", body = PublicInterviewView)))]
#[post("/public/interview/cancel")]
pub async fn call_off_interview(auth: Authorized<BookInterview>, body: Valid<CallOffInterview>) -> Answer {
    auth.post(body, |w, body| {
        let done = service::cancel_by_link(w, &body.reason)?;
        Reply::ok(&public_view(done))
    })
    .await
}

/// Get the booked interview as a calendar file
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("book_interview"))),
    responses((status = 200, description = "RFC 5545", body = String, content_type = "text/calendar")))]
#[get("/public/interview/calendar.ics")]
pub async fn get_public_interview_calendar(auth: Authorized<BookInterview>) -> Answer {
    let text = auth.read(service::calendar_by_link).await?;
    Ok(calendar_file(text))
}
