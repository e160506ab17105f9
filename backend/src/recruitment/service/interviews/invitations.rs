//! Invitations: chosen applicants are asked to choose a time by a link of their own.

use chrono::Duration;
use serde_json::json;

use super::{decided_opening, while_selecting};
use crate::platform::db::Id;
use crate::platform::letters::Letter;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::invitations as letters;
use crate::recruitment::queries::{self, ApplicationRow, InterviewRow, OpeningRow};
use crate::recruitment::rules::{ApplicationState, InterviewState};

/// The link of an invitation; each later letter brings one of its own.
const LINK_LASTS: Duration = Duration::days(120);

/// Who was invited, or would be, and what they are written.
pub struct Invitations {
    /// The letter as the first of them gets it, without the token of their link.
    pub letter: Letter,
    pub invited: Vec<InterviewRow>,
    pub free_slots: usize,
}

/// Invites applicants of an opening, or invites them again: their earlier links end. With `dry_run` only says what would
/// be written.
///
/// # Errors
/// 404 outside the scope; 409 when the opening takes no interviews or has no free slot; 422 naming everybody who cannot be
/// invited, and why.
pub fn invite(
    work: &mut Work<'_>,
    opening: Id,
    ids: &[Id],
    message: &str,
    dry_run: bool,
) -> Result<Invitations, Problem> {
    let opening = decided_opening(work, opening)?;
    while_selecting(&opening)?;
    let chosen = invitable(work, &opening, ids)?;
    let from = work.stamp() + Duration::hours(opening.book_until_hours.into());
    let free_slots = queries::free_slots(work.conn, opening.id, from)?.len();
    if free_slots == 0 {
        return Err(Problem::conflict("The opening has no free slot to choose: add slots first."));
    }
    let message = message.trim();
    let first = chosen.first().map(|(application, _)| application.name.as_str()).unwrap_or_default();
    let letter = letters::invitation(work, &opening, first, message, "…")?;
    let mut invited = Vec::new();
    if !dry_run {
        for (application, before) in &chosen {
            invited.push(invite_one(work, &opening, application, before.as_ref(), message)?);
        }
    }
    Ok(Invitations { letter, invited, free_slots })
}

/// Each chosen application with its interview, if there was one before.
fn invitable(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    ids: &[Id],
) -> Result<Vec<(ApplicationRow, Option<InterviewRow>)>, Problem> {
    let mut applications = queries::applications_by_id(work.conn, ids)?;
    let mut interviews = queries::interviews_of(work.conn, ids)?;
    let (mut chosen, mut wrong) = (Vec::with_capacity(ids.len()), Vec::new());
    for (index, id) in ids.iter().enumerate() {
        let mut refuse = |code: &str, text: String| {
            wrong.push(FieldError::new(&format!("/application_ids/{index}"), code, text));
        };
        if ids[..index].contains(id) {
            refuse("duplicate", "This application is named twice.".into());
            continue;
        }
        let Some(application) = applications.remove(id).filter(|a| a.opening_id == opening.id) else {
            refuse("unknown", "This is no application for this opening.".into());
            continue;
        };
        let before = interviews.remove(id);
        let state = before.as_ref().map(|interview| interview.state);
        if application.state != ApplicationState::InReview {
            let text = format!(
                "The application of {} is {}: interviews are for those in review.",
                application.name, application.state
            );
            refuse("state", text);
        } else if let Some(state) = state.filter(|state| !state.may_become(InterviewState::Invited)) {
            refuse("state", format!("The interview of {} is {state} already.", application.name));
        } else {
            chosen.push((application, before));
        }
    }
    if wrong.is_empty() { Ok(chosen) } else { Err(Problem::invalid(wrong)) }
}

fn invite_one(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    before: Option<&InterviewRow>,
    message: &str,
) -> Result<InterviewRow, Problem> {
    let now = work.stamp();
    let row = match before {
        Some(before) => InterviewRow {
            state: InterviewState::Invited,
            slot_id: None,
            invited_at: now,
            booked_at: None,
            cancelled_by: None,
            cancel_reason: None,
            reminder_job_id: None,
            reminded_at: None,
            updated_at: now,
            version: before.version + 1,
            ..before.clone()
        },
        None => InterviewRow {
            id: work.new_id(),
            opening_id: opening.id,
            application_id: application.id,
            state: InterviewState::Invited,
            slot_id: None,
            applicant_time_zone: None,
            sequence: 0,
            invited_at: now,
            booked_at: None,
            cancelled_by: None,
            cancel_reason: None,
            reminder_job_id: None,
            reminded_at: None,
            created_at: now,
            updated_at: now,
            version: 1,
        },
    };
    if before.is_some() {
        if queries::update_interview(work.conn, &row)? != queries::Written::Done {
            return Err(Problem::stale());
        }
        link::revoke_all(work, LinkPurpose::Interview, row.id)?;
    } else {
        queries::insert_interview(work.conn, &row)?;
    }
    let token = link::create(work, LinkPurpose::Interview, row.id, LINK_LASTS)?;
    letters::invited(work, opening, application, message, &token)?;
    work.record(
        Change::new("interview.invited", row.id)
            .in_region(opening.region_id)
            .with(json!({ "opening_id": opening.id, "application_id": application.id })),
    )?;
    Ok(row)
}
