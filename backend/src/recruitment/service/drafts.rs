//! Drafts of applications: kept for the holder of a mailed link, sent by them, erased in time.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::applications::{self, Enclosed, NewApplication, Proof};
use super::attachments;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::outsiders as letters;
use crate::recruitment::queries::{self, ApplicationRow, DraftRow, OpeningRow};
use crate::recruitment::rules::{self, Part, Referee};

/// The kind of the job that erases drafts whose time is over.
pub const ERASE_DRAFTS: &str = "erase_application_drafts";

/// What an applicant has written so far; empty where nothing is yet.
#[derive(Default)]
pub struct DraftContent {
    pub name: String,
    pub institution: String,
    pub experience: String,
    pub leadership: String,
    pub commitment: String,
    pub conflict_of_interest: String,
    pub referees: Vec<Referee>,
}

fn filled(work: &Work<'_>, draft: DraftRow, content: DraftContent) -> Result<DraftRow, Problem> {
    Ok(DraftRow {
        name: content.name,
        institution: content.institution,
        experience: content.experience,
        leadership: content.leadership,
        commitment: content.commitment,
        conflict_of_interest: content.conflict_of_interest,
        referees: serde_json::to_string(&content.referees).map_err(Problem::internal)?,
        updated_at: work.stamp(),
        ..draft
    })
}

/// The referees as far as they are named.
#[must_use]
pub fn referees_of(draft: &DraftRow) -> Vec<Referee> {
    serde_json::from_str(&draft.referees).unwrap_or_default()
}

/// Keeps a draft and mails its link. The caller is never told whether the address has drafts or an application: only
/// its owner is, by mail. A second draft does not touch the first, since anybody can name an address.
///
/// # Errors
/// 404 when there is no such public opening, 409 when it takes no applications (any more).
pub fn start_draft(
    work: &mut Work<'_>,
    opening: Id,
    email: &str,
    content: DraftContent,
    from: Option<&str>,
) -> Result<(), Problem> {
    let opening = applications::taking_applications(work, opening)?;
    let email = rules::comparable(email);
    if !mail::may_be_asked_for(work, &email, &letters::ABOUT_DRAFTS, Some(opening.id))? {
        // Without its link nobody could ever open it.
        return Ok(());
    }
    let before = queries::find_application_of(work.conn, opening.id, &email)?;
    if let Some(application) = before.filter(|application| !application.may_be_replaced()) {
        let token = applications::status_link(work, application.id)?;
        return letters::draft_after_application(work, &opening, &application, &token);
    }
    let others = queries::count_drafts(work.conn, opening.id, &email)?;
    if others >= rules::MOST_DRAFTS {
        return letters::enough_drafts(work, &opening, &email);
    }
    let campaign_id = applications::campaign_of(work, opening.id, from)?;
    let (draft, token) = keep(work, &opening, email, campaign_id, content)?;
    letters::draft_kept(work, &opening, &draft, others, &token)
}

/// Keeps what came from an address whose first application nobody confirmed; answers the token of its link, and nothing
/// where there are as many drafts as we keep.
pub fn kept_instead(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    new: &ApplicationRow,
    enclosed: Enclosed,
) -> Result<Option<String>, Problem> {
    if queries::count_drafts(work.conn, opening.id, &new.email)? >= rules::MOST_DRAFTS {
        return Ok(None);
    }
    let content = DraftContent {
        name: new.name.clone(),
        institution: new.institution.clone(),
        experience: new.experience.clone(),
        leadership: new.leadership.clone(),
        commitment: new.commitment.clone(),
        conflict_of_interest: new.conflict_of_interest.clone().unwrap_or_default(),
        referees: enclosed.referees,
    };
    let (_, token) = keep(work, opening, new.email.clone(), enclosed.campaign, content)?;
    Ok(Some(token))
}

fn keep(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    email: String,
    campaign_id: Option<Id>,
    content: DraftContent,
) -> Result<(DraftRow, String), Problem> {
    let now = work.stamp();
    let draft = DraftRow {
        id: work.new_id(),
        opening_id: opening.id,
        campaign_id,
        email,
        name: String::new(),
        institution: String::new(),
        experience: String::new(),
        leadership: String::new(),
        commitment: String::new(),
        conflict_of_interest: String::new(),
        referees: String::new(),
        expires_at: rules::draft_expires_at(opening.closes_on),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let draft = filled(work, draft, content)?;
    queries::insert_draft(work.conn, &draft)?;
    let token = link::create(work, LinkPurpose::ApplicationDraft, draft.id, draft.expires_at - now)?;
    work.record(
        Change::new("application_draft.started", draft.id)
            .in_region(opening.region_id)
            .with(json!({ "opening_id": opening.id })),
    )?;
    Ok((draft, token))
}

/// The drafts of an opening that is extended, and the links to them, end when new ones would.
pub fn follow(work: &mut Work<'_>, opening: &OpeningRow) -> Result<(), Problem> {
    let (until, now) = (rules::draft_expires_at(opening.closes_on), work.stamp());
    let kept = queries::keep_drafts_until(work.conn, opening.id, until, now)?;
    link::prolong_all(work, LinkPurpose::ApplicationDraft, &kept, until)
}

/// The draft of the caller's link, with its opening.
///
/// # Errors
/// 404 when it was sent, or erased.
pub fn linked_draft(work: &mut Work<'_>) -> Result<(DraftRow, OpeningRow), Problem> {
    let gone = || Problem::not_found("draft");
    let now = work.stamp();
    let draft = queries::find_linked_draft(work.conn, work.scope, now)?.ok_or_else(gone)?;
    let opening = queries::find_public_opening(work.conn, draft.opening_id)?.ok_or_else(gone)?;
    Ok((draft, opening))
}

/// Saves again. Nobody else reads a draft, so nothing is recorded of each saving.
///
/// # Errors
/// 409 when the opening takes no applications any more, 412 when another tab saved meanwhile.
pub fn save_draft(
    work: &mut Work<'_>,
    expected: &IfMatch,
    content: DraftContent,
) -> Result<(DraftRow, OpeningRow), Problem> {
    let (draft, opening) = linked_draft(work)?;
    expected.check(draft.version)?;
    applications::still_taken(work, &opening)?;
    let version = draft.version + 1;
    let row = DraftRow { version, ..filled(work, draft, content)? };
    queries::update_draft(work.conn, &row)?;
    Ok((row, opening))
}

/// Erases the draft: its link leads nowhere afterwards.
///
/// # Errors
/// 412 when another tab saved meanwhile.
pub fn erase_draft(work: &mut Work<'_>, expected: &IfMatch) -> Result<(), Problem> {
    let (draft, opening) = linked_draft(work)?;
    expected.check(draft.version)?;
    attachments::forget_drafts(work, &[draft.id])?;
    queries::delete_draft(work.conn, &draft)?;
    link::revoke_all(work, LinkPurpose::ApplicationDraft, draft.id)?;
    work.record(
        Change::new("application_draft.erased", draft.id)
            .in_region(opening.region_id)
            .with(json!({ "opening_id": opening.id })),
    )
}

fn problems(draft: &DraftRow, opening: &OpeningRow, referees: &[Referee]) -> Vec<FieldError> {
    let part = |pointer, text| Part { pointer, text };
    let mut wrong = rules::missing_parts(&[
        part("/name", &draft.name),
        part("/institution", &draft.institution),
        part("/experience", &draft.experience),
        part("/leadership", &draft.leadership),
        part("/commitment", &draft.commitment),
    ]);
    wrong.extend(applications::sender_problems(opening, &draft.name, &draft.email, referees));
    wrong
}

/// Turns the draft into the application; all of its fields are checked now. The other drafts of the address go too.
///
/// # Errors
/// 409 when the opening takes no applications any more or the address has applied, 412 when the draft is no longer the
/// one that was read, 422 naming everything that is missing.
pub fn submit_draft(work: &mut Work<'_>, version: i64) -> Result<(), Problem> {
    let (draft, opening) = linked_draft(work)?;
    if draft.version != version {
        return Err(Problem::stale());
    }
    applications::still_taken(work, &opening)?;
    let referees = referees_of(&draft);
    let wrong = problems(&draft, &opening, &referees);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let new = NewApplication {
        name: draft.name.clone(),
        email: draft.email.clone(),
        institution: draft.institution.clone(),
        experience: draft.experience.clone(),
        leadership: draft.leadership.clone(),
        commitment: draft.commitment.clone(),
        conflict_of_interest: Some(draft.conflict_of_interest.clone()),
    };
    let enclosed = Enclosed { referees, campaign: draft.campaign_id };
    let Some(application) = applications::take(work, &opening, new, enclosed, Proof::OpenedALink)? else {
        return Err(Problem::conflict(
            "There is an application from this address already: one for each opening. Reviewers have it, or you have confirmed it.",
        ));
    };
    // After the application: of two drafts sent at once each would otherwise wait for the other.
    link::consume(work)?;
    queries::hand_over_attachments(work.conn, draft.id, application)?;
    let drafts = queries::drafts_of(work.conn, opening.id, &draft.email)?;
    for id in &drafts {
        link::revoke_all(work, LinkPurpose::ApplicationDraft, *id)?;
    }
    attachments::forget_drafts(work, &drafts)?;
    queries::delete_drafts(work.conn, &drafts)?;
    Ok(())
}

/// The job: erases drafts whose time is over, and what was counted of strangers more than a day ago.
///
/// # Errors
/// 409 when it is cancelled.
pub fn erase_drafts(run: &JobRun<'_>) -> Result<Value, Problem> {
    let mut erased = 0_i64;
    loop {
        let some = run.write(|work| {
            let now = work.stamp();
            let over = queries::expired_drafts(work.conn, now)?;
            let ids: Vec<Id> = over.iter().map(|(id, _)| *id).collect();
            for (id, opening) in &over {
                link::revoke_all(work, LinkPurpose::ApplicationDraft, *id)?;
                work.record(
                    Change::new("application_draft.expired", *id).with(json!({ "opening_id": opening })),
                )?;
            }
            attachments::forget_drafts(work, &ids)?;
            queries::delete_drafts(work.conn, &ids)?;
            if ids.is_empty() {
                queries::erase_submissions_before(work.conn, now - TimeDelta::days(1))?;
            }
            Ok(i64::try_from(ids.len()).unwrap_or(i64::MAX))
        })?;
        if some == 0 {
            return Ok(json!({ "erased": erased }));
        }
        erased += some;
        run.progress(erased, erased + 1)?;
    }
}
