//! Who has passed a requirement: asked by what lets only those who have go on.

use std::collections::HashSet;

use super::requirements::progress_of;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::training::queries;
use crate::training::rules::RequirementState;

/// A requirement and everybody who has passed it.
#[derive(Debug, Clone)]
pub struct Passed {
    pub title: String,
    pub people: HashSet<Id>,
}

/// `None` when there is no such requirement. No scope: what it is asked for was checked, and it answers about everybody.
///
/// # Errors
/// When the database does not answer.
pub fn who_passed(work: &mut Work<'_>, requirement: Id) -> Result<Option<Passed>, Problem> {
    let Some(asked) = queries::find_requirement(work.conn, requirement)? else { return Ok(None) };
    let members = queries::list_members(work.conn, &Scope::everything(), asked.cohort_id)?;
    let ids: Vec<Id> = members.iter().map(|member| member.id).collect();
    let progress = progress_of(work, asked.cohort_id, &ids)?;
    let has_passed =
        |member: &Id| {
            progress.get(member).into_iter().flatten().any(|progress| {
                progress.requirement == requirement && progress.state == RequirementState::Passed
            })
        };
    let people =
        members.iter().filter(|member| has_passed(&member.id)).map(|member| member.person_id).collect();
    Ok(Some(Passed { title: asked.title, people }))
}
