//! Interviews, as the members of their panels see and score them.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, get, post, put};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::criteria::{CriterionView, criteria_of};
use super::interviews::{InterviewView, interview_view, interview_views};
use crate::identity;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::SitOnPanels;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, PanelScoreRow};
use crate::recruitment::rules::InterviewOutcome;
use crate::recruitment::service::interviews as service;

/// The media type of calendar files.
const CALENDAR: &str = "text/calendar; charset=utf-8";

/// A calendar file to save.
pub fn calendar_file(text: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, CALENDAR))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"interview.ics\""))
        .body(text)
}

/// A score for one criterion.
#[derive(Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelPoint {
    criterion_id: Id,
    #[validate(range(min = 1, max = 5))]
    #[schema(minimum = 1, maximum = 5, example = 4)]
    score: i32,
}

/// What one member of the panel scored.
#[derive(Serialize, ToSchema)]
pub struct PanelScoreView {
    id: Id,
    interview_id: Id,
    panelist_id: Id,
    #[schema(example = "Rosa Reviewer")]
    panelist_name: String,
    scores: Vec<PanelPoint>,
    notes: String,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for PanelScoreView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn score_views(work: &mut Work<'_>, rows: Vec<PanelScoreRow>) -> Result<Vec<PanelScoreView>, Problem> {
    let people: Vec<Id> = rows.iter().map(|row| row.panelist_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut points = queries::points_of(work.conn, &ids)?;
    Ok(rows
        .into_iter()
        .map(|row| PanelScoreView {
            panelist_name: names.get(&row.panelist_id).cloned().unwrap_or_default(),
            scores: points
                .remove(&row.id)
                .unwrap_or_default()
                .into_iter()
                .map(|(criterion_id, score)| PanelPoint { criterion_id, score })
                .collect(),
            id: row.id,
            interview_id: row.interview_id,
            panelist_id: row.panelist_id,
            notes: row.notes,
            updated_at: utc(row.updated_at),
            version: row.version,
        })
        .collect())
}

/// An interview with what its panel needs: the application's words, the criteria, one's own scores.
#[derive(Serialize, ToSchema)]
pub struct InterviewDetail {
    interview: InterviewView,
    experience: String,
    leadership: String,
    commitment: String,
    conflict_of_interest: Option<String>,
    scale: Vec<CriterionView>,
    /// You sit on its panel.
    on_panel: bool,
    /// Your own scores; `null` before you have written them.
    my_score: Option<PanelScoreView>,
}

impl Versioned for InterviewDetail {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.interview.version()
    }
}

/// Read an interview
///
/// For the members of its panel and those who decide.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("sit_on_panels"))),
    params(("id" = Id, Path, description = "The interview")),
    responses((status = 200, description = "The interview", body = InterviewDetail)))]
#[get("/interviews/{id}")]
pub async fn get_interview(auth: Authorized<SitOnPanels>, id: PathId) -> Answer {
    auth.show(move |w| {
        let arranged = service::find_interview(w, id.0)?;
        let me = w.caller.require_person()?;
        let mine = queries::find_panel_score(w.conn, arranged.interview.id, me)?;
        let held = service::held_slot(w, &arranged.interview)?;
        let application = arranged.application;
        Ok(InterviewDetail {
            experience: application.experience,
            leadership: application.leadership,
            commitment: application.commitment,
            conflict_of_interest: application.conflict_of_interest,
            scale: criteria_of(w, arranged.opening.id)?,
            on_panel: held.is_some_and(|(_, panel)| panel.iter().any(|who| who.id == me)),
            my_score: score_views(w, mine.into_iter().collect())?.pop(),
            interview: interview_view(w, arranged.interview)?,
        })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMyInterviews {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the interviews on whose panel one sits, the latest time first
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("sit_on_panels"))),
    params(ListMyInterviews),
    responses((status = 200, description = "Interviews with an agreed time", body = Page<InterviewView>)))]
#[get("/interviews/mine")]
pub async fn list_my_interviews(auth: Authorized<SitOnPanels>, query: Params<ListMyInterviews>) -> Answer {
    auth.list(move |w| {
        let me = w.caller.require_person()?;
        let window = window(w.cursors, "my-interviews", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_interviews_of_panelist(w.conn, me, &window)?;
        let page =
            window.page(w.cursors, "my-interviews", rows, |(row, at)| (*at, row.id), |(row, _)| row)?;
        Ok(Page { items: interview_views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Get an interview as a calendar file
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("sit_on_panels"))),
    params(("id" = Id, Path, description = "The interview")),
    responses((status = 200, description = "RFC 5545", body = String, content_type = "text/calendar")))]
#[get("/interviews/{id}/calendar.ics")]
pub async fn get_interview_calendar(auth: Authorized<SitOnPanels>, id: PathId) -> Answer {
    let text = auth.read(move |w| service::calendar_for_panel(w, id.0)).await?;
    Ok(calendar_file(text))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordInterview {
    outcome: InterviewOutcome,
}

/// Record whether an interview took place
///
/// From its beginning on. One that was recorded as missed can be corrected to held, and its applicant invited again.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("sit_on_panels"))),
    params(("id" = Id, Path, description = "The interview")),
    request_body = RecordInterview,
    responses((status = 200, description = "Recorded", body = InterviewView)))]
#[post("/interviews/{id}/outcome")]
pub async fn record_interview(
    auth: Authorized<SitOnPanels>,
    id: PathId,
    body: Valid<RecordInterview>,
) -> Answer {
    auth.post(body, move |w, body| {
        let arranged = service::record_outcome(w, id.0, body.outcome)?;
        Reply::updated(&interview_view(w, arranged.interview)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavePanelScore {
    /// At most one for each criterion of the opening; what is left out is shown as missing.
    #[validate(length(max = 20), nested)]
    #[schema(max_items = 20)]
    scores: Vec<PanelPoint>,
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000, example = "Answered plainly, and asked good questions.")]
    notes: String,
}

/// Write one's own scores of an interview
///
/// From its beginning on; they say that it was held. Send `If-Match` with the scores' version, `"0"` before the first, or
/// `*`.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("sit_on_panels"))),
    params(("id" = Id, Path, description = "The interview")),
    request_body = SavePanelScore,
    responses((status = 200, description = "One's scores", body = PanelScoreView)))]
#[put("/interviews/{id}/score")]
pub async fn save_panel_score(
    auth: Authorized<SitOnPanels>,
    id: PathId,
    body: Valid<SavePanelScore>,
) -> Answer {
    auth.change(move |w, expected| {
        let SavePanelScore { scores, notes } = body.value;
        let scores: Vec<(Id, i32)> = scores.into_iter().map(|s| (s.criterion_id, s.score)).collect();
        let row = service::save_panel_score(w, id.0, &expected, &scores, &notes)?;
        let view = score_views(w, vec![row])?.pop().ok_or_else(|| Problem::not_found("score"))?;
        Reply::updated(&view)
    })
    .await
}

#[derive(Serialize, ToSchema)]
pub struct PanelScoreList {
    items: Vec<PanelScoreView>,
    next_cursor: Option<String>,
    /// You are on the panel yourself: those of others are shown after your own.
    withheld: bool,
}

/// List the panel's scores of an interview
///
/// Whoever is on the panel sees the others' after writing their own.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("sit_on_panels"))),
    params(("id" = Id, Path, description = "The interview")),
    responses((status = 200, description = "Scores, oldest first", body = PanelScoreList)))]
#[get("/interviews/{id}/scores")]
pub async fn list_panel_scores(auth: Authorized<SitOnPanels>, id: PathId) -> Answer {
    auth.view(move |w| {
        let arranged = service::find_interview(w, id.0)?;
        let rows = queries::panel_scores_of(w.conn, &[arranged.interview.id])?;
        let panel: Vec<Id> = service::held_slot(w, &arranged.interview)?
            .map(|(_, panel)| panel.iter().map(|who| who.id).collect())
            .unwrap_or_default();
        let scored: Vec<Id> = rows.iter().map(|row| row.panelist_id).collect();
        let visible = service::may_see_panel_scores(w.caller, &panel, &scored);
        let items = if visible { score_views(w, rows)? } else { Vec::new() };
        Ok(PanelScoreList { items, next_cursor: None, withheld: !visible })
    })
    .await
}
