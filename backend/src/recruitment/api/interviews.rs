//! Interviews, as those who decide arrange them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::interview_slots::local;
use crate::identity;
use crate::platform::auth::permissions::DecideApplications;
use crate::platform::auth::{Authorized, Scope};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, InterviewRow, SlotRow};
use crate::recruitment::rules::{self, ApplicationState, CancelledBy, InterviewState};
use crate::recruitment::service::interviews::{self as service, Arranged};

/// The agreed time of an interview.
#[derive(Serialize, ToSchema)]
pub struct InterviewTimeView {
    slot_id: Id,
    #[schema(example = "2027-03-09T10:00:00")]
    starts_at_local: String,
    #[schema(example = "America/Chicago")]
    time_zone: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    #[schema(example = 30)]
    duration_minutes: i32,
    #[schema(example = "https://meet.example/interviews")]
    link: Option<String>,
    #[schema(example = "Room 12, State Library")]
    place: Option<String>,
    note: Option<String>,
}

impl From<&SlotRow> for InterviewTimeView {
    fn from(row: &SlotRow) -> Self {
        Self {
            slot_id: row.id,
            starts_at_local: local(row.starts_at_local),
            time_zone: row.time_zone.clone(),
            starts_at: utc(row.starts_at),
            ends_at: utc(row.ends_at),
            duration_minutes: row.duration_minutes,
            link: row.link.clone(),
            place: row.place.clone(),
            note: row.note.clone(),
        }
    }
}

/// Somebody on the panel of an interview.
#[derive(Serialize, ToSchema)]
pub struct InterviewPanelist {
    person_id: Id,
    #[schema(example = "Rosa Reviewer")]
    name: String,
    /// Has scored this interview.
    scored: bool,
}

#[derive(Serialize, ToSchema)]
pub struct PanelMeanView {
    criterion_id: Id,
    #[schema(example = "experience")]
    code: String,
    /// 1 to 5, over those of the panel who scored it; `null` when nobody did.
    #[schema(example = 4.5)]
    mean: Option<f64>,
    n: usize,
}

/// An applicant's interview.
#[derive(Serialize, ToSchema)]
pub struct InterviewView {
    id: Id,
    opening_id: Id,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    opening_title: String,
    application_id: Id,
    #[schema(example = "Ana Flores")]
    applicant_name: String,
    applicant_institution: String,
    application_state: ApplicationState,
    state: InterviewState,
    invited_at: DateTime<Utc>,
    booked_at: Option<DateTime<Utc>>,
    cancelled_by: Option<CancelledBy>,
    cancel_reason: Option<String>,
    /// The IANA zone in which the applicant chose a time.
    applicant_time_zone: Option<String>,
    /// `null` while no time is agreed.
    time: Option<InterviewTimeView>,
    panel: Vec<InterviewPanelist>,
    /// 1 to 5: the mean of the criteria's means by their weights, of this panel's scores alone. `null` without scores.
    #[schema(example = 4.2)]
    weighted_mean: Option<f64>,
    criteria: Vec<PanelMeanView>,
    /// Members of the panel who scored.
    scores: usize,
    /// Scores that the panel is asked for and has not given (yet).
    missing_scores: usize,
    /// You are on the panel yourself: figures are shown after your own scores.
    withheld: bool,
    version: i64,
}

impl Versioned for InterviewView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

/// What the views of some interviews of one opening are made from.
struct Facts {
    slots: HashMap<Id, SlotRow>,
    panels: HashMap<Id, Vec<Id>>,
    names: HashMap<Id, String>,
    /// (interview, panelist, points).
    scores: Vec<(Id, Id, Vec<(Id, i32)>)>,
    applications: HashMap<Id, queries::ApplicationRow>,
}

fn facts(work: &mut Work<'_>, rows: &[InterviewRow]) -> Result<Facts, Problem> {
    let slots: Vec<Id> = rows.iter().filter_map(|row| row.slot_id).collect();
    let panels = queries::panels_of(work.conn, &slots)?;
    let people: Vec<Id> = panels.values().flatten().copied().collect();
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let scores = queries::panel_scores_of(work.conn, &ids)?;
    let mut points = queries::points_of(work.conn, &scores.iter().map(|score| score.id).collect::<Vec<_>>())?;
    let applications: Vec<Id> = rows.iter().map(|row| row.application_id).collect();
    Ok(Facts {
        slots: queries::slots_by_id(work.conn, &slots)?,
        panels,
        names: identity::person_names(work.conn, &people)?,
        scores: scores
            .into_iter()
            .map(|s| (s.interview_id, s.panelist_id, points.remove(&s.id).unwrap_or_default()))
            .collect(),
        applications: queries::applications_by_id(work.conn, &applications)?,
    })
}

/// Views of interviews of one or several openings.
pub fn interview_views(work: &mut Work<'_>, rows: Vec<InterviewRow>) -> Result<Vec<InterviewView>, Problem> {
    let facts = facts(work, &rows)?;
    let mut openings = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(unknown) = openings.entry(row.opening_id) {
            let opening = queries::find_opening(work.conn, &Scope::everything(), row.opening_id)?
                .ok_or_else(|| Problem::not_found("opening"))?;
            unknown.insert((opening, queries::list_criteria(work.conn, row.opening_id)?));
        }
    }
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let (opening, criteria) = openings.get(&row.opening_id)?;
            Some(one_view(work, row, &opening.title, criteria, &facts))
        })
        .collect())
}

fn one_view(
    work: &Work<'_>,
    row: InterviewRow,
    opening_title: &str,
    criteria: &[queries::CriterionRow],
    facts: &Facts,
) -> InterviewView {
    let panel = row.slot_id.and_then(|slot| facts.panels.get(&slot).cloned()).unwrap_or_default();
    let given: Vec<&(Id, Id, Vec<(Id, i32)>)> =
        facts.scores.iter().filter(|(interview, ..)| *interview == row.id).collect();
    let scored: Vec<Id> = given.iter().map(|(_, panelist, _)| *panelist).collect();
    let weights: Vec<(Id, i32)> = criteria.iter().map(|c| (c.id, c.weight)).collect();
    let points: Vec<Vec<(Id, i32)>> = given.iter().map(|(.., points)| points.clone()).collect();
    let result = rules::panel_result(&weights, panel.len(), &points);
    let visible = service::may_see_panel_scores(work.caller, &panel, &scored);
    let application = facts.applications.get(&row.application_id);
    InterviewView {
        id: row.id,
        opening_id: row.opening_id,
        opening_title: opening_title.to_owned(),
        application_id: row.application_id,
        applicant_name: application.map(|a| a.name.clone()).unwrap_or_default(),
        applicant_institution: application.map(|a| a.institution.clone()).unwrap_or_default(),
        application_state: application.map_or(ApplicationState::Withdrawn, |a| a.state),
        state: row.state,
        invited_at: utc(row.invited_at),
        booked_at: row.booked_at.map(utc),
        cancelled_by: row.cancelled_by,
        cancel_reason: row.cancel_reason,
        applicant_time_zone: row.applicant_time_zone,
        time: row.slot_id.and_then(|slot| facts.slots.get(&slot)).map(InterviewTimeView::from),
        panel: panel
            .iter()
            .map(|person| InterviewPanelist {
                person_id: *person,
                name: facts.names.get(person).cloned().unwrap_or_default(),
                scored: scored.contains(person),
            })
            .collect(),
        weighted_mean: result.weighted_mean.filter(|_| visible),
        criteria: criteria
            .iter()
            .zip(result.criteria)
            .filter(|_| visible)
            .map(|(criterion, mean)| PanelMeanView {
                criterion_id: mean.criterion,
                code: criterion.code.clone(),
                mean: mean.mean,
                n: mean.n,
            })
            .collect(),
        scores: scored.len(),
        missing_scores: result.missing,
        withheld: !visible,
        version: row.version,
    }
}

pub fn interview_view(work: &mut Work<'_>, row: InterviewRow) -> Result<InterviewView, Problem> {
    interview_views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("interview"))
}

fn updated(work: &mut Work<'_>, arranged: Arranged) -> Result<Reply, Problem> {
    Reply::updated(&interview_view(work, arranged.interview)?)
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListInterviews {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the interviews of an opening with their panels' mean scores, in the order of the first invitations
///
/// Panel scores stand beside the reviews' scores of the ranking and are never mixed with them.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening"), ListInterviews),
    responses((status = 200, description = "Interviews", body = Page<InterviewView>)))]
#[get("/openings/{id}/interviews")]
pub async fn list_interviews(
    auth: Authorized<DecideApplications>,
    id: PathId,
    query: Params<ListInterviews>,
) -> Answer {
    auth.list(move |w| {
        let opening = service::decided_opening(w, id.0)?;
        let window = window(w.cursors, "interviews", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_interviews(w.conn, opening.id, &window)?;
        let page = window.page(w.cursors, "interviews", rows, |row| row.id, |row| row)?;
        Ok(Page { items: interview_views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteToInterview {
    /// Applications in review that have no interview, or one that was missed, cancelled or not booked yet.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_items = 1, max_items = 200)]
    application_ids: Vec<Id>,
    /// Added to the mail.
    #[serde(default)]
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000, example = "Please have an example of your work at hand.")]
    message: String,
    /// Says what would be written, and writes nothing.
    #[serde(default)]
    dry_run: bool,
}

/// A mail as it is written.
#[derive(Serialize, ToSchema)]
pub struct InterviewMailPreview {
    #[schema(example = "Choose a time for your interview: Mentorship coordinator")]
    subject: String,
    body: String,
}

/// Who was invited and how.
#[derive(Serialize, ToSchema)]
pub struct InvitationsView {
    dry_run: bool,
    /// The mail as the first of them gets it; the token of the link is left out.
    mail: InterviewMailPreview,
    /// Slots that can be chosen.
    free_slots: usize,
    /// The interviews; none in a dry run.
    items: Vec<InterviewView>,
}

/// Invite applicants to choose a time for an interview
///
/// Each gets a mail with a link of their own. Inviting again ends the earlier links.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = InviteToInterview,
    responses((status = 200, description = "Invited", body = InvitationsView)))]
#[post("/openings/{id}/interviews")]
pub async fn invite_to_interview(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<InviteToInterview>,
) -> Answer {
    auth.post(body, move |w, body| {
        let done = service::invite(w, id.0, &body.application_ids, &body.message, body.dry_run)?;
        Reply::ok(&InvitationsView {
            dry_run: body.dry_run,
            mail: InterviewMailPreview { subject: done.letter.subject, body: done.letter.body },
            free_slots: done.free_slots,
            items: interview_views(w, done.invited)?,
        })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RescheduleInterview {
    /// A free slot of the opening.
    slot_id: Id,
}

/// Move a booked interview to another slot
///
/// The applicant and both panels are told, with the calendar file.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The interview")),
    request_body = RescheduleInterview,
    responses((status = 200, description = "Moved", body = InterviewView)))]
#[post("/interviews/{id}/reschedule")]
pub async fn reschedule_interview(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<RescheduleInterview>,
) -> Answer {
    auth.post(body, move |w, body| {
        let arranged = service::reschedule(w, id.0, body.slot_id)?;
        updated(w, arranged)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelInterview {
    /// Told to the applicant and the panel.
    #[serde(default)]
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000, example = "Two members of the panel are ill.")]
    reason: String,
}

/// Cancel an interview that is invited or booked
///
/// Its slot is free again; the applicant and the panel are told.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The interview")),
    request_body = CancelInterview,
    responses((status = 200, description = "Cancelled", body = InterviewView)))]
#[post("/interviews/{id}/cancel")]
pub async fn cancel_interview(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<CancelInterview>,
) -> Answer {
    auth.post(body, move |w, body| {
        let arranged = service::cancel(w, id.0, &body.reason)?;
        updated(w, arranged)
    })
    .await
}
