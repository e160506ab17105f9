//! Review: assigned evenly, scored independently.

use serde_json::json;

use super::conflicts::excluded;
use super::openings::{find_opening, move_on};
use super::sight::Sight;
use crate::identity::{self, Contact};
use crate::network;
use crate::platform::auth::{IfMatch, Role, Scope, ScopeKind, live_grants};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::applications as letters;
use crate::recruitment::queries::{self, ApplicationRow, AssignmentRow, OpeningRow, ReviewRow};
use crate::recruitment::rules::{
    self, ApplicationState, AssignmentState, Candidate, OpeningState, ReviewerFacts,
};

/// How many applications of an opening a reviewer has.
pub struct Share {
    pub reviewer: Contact,
    pub newly_assigned: usize,
    pub assigned: usize,
}

/// Gives every application that waits for a decision `each` reviewers out of these. Who stepped back from an
/// application, or has a declared conflict with it, is never given it.
///
/// # Errors
/// 422 naming whoever is no reviewer here; 409 when nothing waits, or when an application has too
/// few reviewers without a conflict of interest; 412 when somebody else shares out at this moment.
pub fn assign_reviewers(
    work: &mut Work<'_>,
    opening: Id,
    reviewer_ids: &[Id],
    each: usize,
) -> Result<Vec<Share>, Problem> {
    let opening = find_opening(work, opening)?;
    if !matches!(opening.state, OpeningState::Published | OpeningState::Closed) {
        return Err(Problem::conflict(format!(
            "The opening is {}: reviewers are assigned while it is published or closed.",
            opening.state
        )));
    }
    let reviewers = qualified(work, &opening, reviewer_ids)?;
    let waiting: Vec<ApplicationRow> = queries::applications_of(work.conn, opening.id)?
        .into_iter()
        .filter(|a| matches!(a.state, ApplicationState::Submitted | ApplicationState::InReview))
        .collect();
    if waiting.is_empty() {
        return Err(Problem::conflict("No application of this opening waits for review."));
    }
    let before = queries::assignments_of_opening(work.conn, opening.id)?;
    let excluded = excluded(work, opening.id)?;
    let given = shared_out(work, &opening, &waiting, &reviewers, &before, &excluded, each)?;
    let unnumbered: Vec<Id> = waiting.iter().filter(|a| a.review_number.is_none()).map(|a| a.id).collect();
    queries::number_applications(work.conn, opening.id, &unnumbered)?;
    // A new version of the opening, so that of two who share out at once only one is kept.
    let state = opening.state;
    let opening = move_on(work, opening, state)?;
    for (application, reviewer) in &given {
        queries::insert_assignment(work, *application, *reviewer)?;
    }
    for application in waiting.iter().filter(|a| a.state == ApplicationState::Submitted) {
        queries::update_application(work, application, ApplicationState::InReview, None)?;
        work.record(Change::new("application.in_review", application.id).in_region(application.region_id))?;
    }
    let count = |pairs: &[(Id, Id)], person: Id| pairs.iter().filter(|(_, r)| *r == person).count();
    let mut shares = Vec::with_capacity(reviewers.len());
    for reviewer in reviewers {
        let newly_assigned = count(&given, reviewer.id);
        if newly_assigned > 0 {
            letters::assigned(work, &opening, &reviewer, newly_assigned)?;
        }
        let assigned = newly_assigned + count(&before, reviewer.id);
        shares.push(Share { reviewer, newly_assigned, assigned });
    }
    work.record(
        Change::new("opening.reviewers_assigned", opening.id)
            .in_region(opening.region_id)
            .with(json!({ "assignments": given.len() })),
    )?;
    Ok(shares)
}

/// The reviewers by these ids: known, different, and granted the role for the opening's region.
fn qualified(work: &mut Work<'_>, opening: &OpeningRow, ids: &[Id]) -> Result<Vec<Contact>, Problem> {
    let mut contacts = identity::contacts(work.conn, ids)?;
    let mut found = Vec::with_capacity(ids.len());
    let mut wrong = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        let mut refuse = |code: &str, text: &str| {
            wrong.push(FieldError::new(&format!("/reviewer_ids/{index}"), code, text));
        };
        if ids[..index].contains(id) {
            refuse("duplicate", "This person is named twice.");
            continue;
        }
        let reviews_here = live_grants(work.conn, *id, work.now.date_naive())?.iter().any(|grant| {
            grant.role == Role::Reviewer
                && match grant.scope_kind {
                    ScopeKind::Network => true,
                    ScopeKind::Region => grant.scope_id == Some(opening.region_id),
                    ScopeKind::Association | ScopeKind::Study => false,
                }
        });
        match contacts.remove(id) {
            None => refuse("unknown", "There is no such person."),
            Some(_) if !reviews_here => refuse("no_reviewer", "This person is no reviewer in this region."),
            Some(contact) => found.push(contact),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(Problem::invalid(wrong)) }
}

fn shared_out(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    waiting: &[ApplicationRow],
    reviewers: &[Contact],
    before: &[(Id, Id)],
    excluded: &[(Id, Id)],
    each: usize,
) -> Result<Vec<(Id, Id)>, Problem> {
    let of = |pairs: &[(Id, Id)], application: Id| -> Vec<Id> {
        pairs.iter().filter(|(id, _)| *id == application).map(|(_, reviewer)| *reviewer).collect()
    };
    let candidates: Vec<Candidate> = waiting
        .iter()
        .map(|a| Candidate {
            application: a.id,
            institution: a.institution.clone(),
            email: a.email.clone(),
            assigned: of(before, a.id),
            excluded: of(excluded, a.id),
        })
        .collect();
    let mut facts = Vec::with_capacity(reviewers.len());
    for reviewer in reviewers {
        let institution = match reviewer.institution_id {
            Some(id) => network::institution_brief(work.conn, id)?.map(|(name, ..)| name),
            None => None,
        };
        facts.push(ReviewerFacts { person: reviewer.id, institution, email: reviewer.email.clone() });
    }
    // Somebody who decides may be a reviewer too, and blind to some of these.
    let sight = Sight::of(work, opening)?;
    rules::assign_evenly(&candidates, &facts, each).map_err(|short| {
        let names: Vec<String> =
            waiting.iter().filter(|a| short.contains(&a.id)).map(|a| sight.name(a)).take(10).collect();
        Problem::conflict(format!(
            "Fewer than {each} of these reviewers have no conflict of interest with: {}.",
            names.join(", ")
        ))
    })
}

/// Writes the caller's review of an assigned application. Scores may be left out; they are then
/// shown as missing.
///
/// # Errors
/// 404 when it is not assigned to the caller, 409 when it is not in review (any more), 412 when the
/// review moved on (before the first one its version is 0), 422 naming scores that do not fit.
pub fn save_review(
    work: &mut Work<'_>,
    application: Id,
    expected: &IfMatch,
    scores: &[(Id, i32)],
    comment: &str,
) -> Result<ReviewRow, Problem> {
    let reviewer = work.caller.require_person()?;
    let own = Scope { own: Some(reviewer), ..Scope::default() };
    let application = queries::find_application(work.conn, &own, application)?
        .ok_or_else(|| Problem::not_found("application"))?;
    let assignment = queries::find_assignment_of(work.conn, application.id, reviewer)?
        .filter(|assignment| assignment.state.stands())
        .ok_or_else(|| Problem::not_found("application"))?;
    let before = queries::find_review(work.conn, application.id, reviewer)?;
    expected.check(before.as_ref().map_or(0, |review| review.version))?;
    if application.state != ApplicationState::InReview {
        return Err(Problem::conflict(format!(
            "The application is {}: it is scored while it is in review.",
            application.state
        )));
    }
    let criteria: Vec<Id> =
        queries::list_criteria(work.conn, application.opening_id)?.into_iter().map(|c| c.id).collect();
    let wrong = rules::score_problems(&criteria, scores);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    written(work, &assignment)?;
    let now = work.stamp();
    let row = match before {
        Some(review) => {
            ReviewRow { comment: comment.to_owned(), updated_at: now, version: review.version + 1, ..review }
        }
        None => ReviewRow {
            id: work.new_id(),
            application_id: application.id,
            reviewer_id: reviewer,
            comment: comment.to_owned(),
            created_at: now,
            updated_at: now,
            version: 1,
        },
    };
    queries::save_review(work.conn, &row, scores)?;
    work.record(
        Change::new("review.saved", row.id)
            .in_region(application.region_id)
            .with(json!({ "application_id": application.id })),
    )?;
    Ok(row)
}

/// Marks an assignment as reviewed with the first review. It has a version: when the reviewer steps back, or somebody takes
/// the assignment back, at this very moment, one of the two is refused.
fn written(work: &mut Work<'_>, assignment: &AssignmentRow) -> Result<(), Problem> {
    if assignment.state.may_become(AssignmentState::Reviewed) {
        queries::update_assignment(work, assignment, AssignmentState::Reviewed, None)?;
    }
    Ok(())
}
