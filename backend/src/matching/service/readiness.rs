//! Who takes part and cannot be matched yet, and why: said to them, to their coordinator, and by the pool of a round.

use serde::Serialize;
use utoipa::ToSchema;

use crate::matching::queries::cycles::CycleRow;
use crate::matching::queries::enrolments::{self, EnrolmentFilter, EnrolmentRow};
use crate::matching::rules::EnrolmentState;
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::training::{self, Passed};

/// One thing that keeps somebody from being matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NotReady {
    /// `draft`: not sent in; `orientation`: what the cycle asks for is not passed.
    #[schema(example = "orientation")]
    pub code: &'static str,
    #[schema(example = "\"Welcome to mentoring\" is not passed yet.")]
    pub text: String,
    /// The title of the requirement that is not passed.
    #[schema(example = "Welcome to mentoring")]
    pub requirement: Option<String>,
}

/// What a cycle asks of those whom it matches.
pub struct Readiness {
    orientation: Option<Passed>,
}

impl Readiness {
    /// # Errors
    /// When the database does not answer.
    pub fn of(work: &mut Work<'_>, cycle: &CycleRow) -> Result<Self, Problem> {
        let orientation = match cycle.orientation_requirement_id {
            Some(requirement) => training::who_passed(work, requirement)?,
            None => None,
        };
        Ok(Self { orientation })
    }

    /// Everything that keeps an enrolment out of rounds; nothing of one that is withdrawn, which wants to be out.
    #[must_use]
    pub fn lacks(&self, row: &EnrolmentRow) -> Vec<NotReady> {
        let mut lacks = Vec::new();
        if row.state == EnrolmentState::Withdrawn {
            return lacks;
        }
        if row.state == EnrolmentState::Draft {
            let text = "It is a draft, not sent in yet.".to_owned();
            lacks.push(NotReady { code: "draft", text, requirement: None });
        }
        if let Some(orientation) = self.orientation.as_ref().filter(|o| !o.people.contains(&row.person_id)) {
            let text = format!("\"{}\" is not passed yet.", orientation.title);
            lacks.push(NotReady { code: "orientation", text, requirement: Some(orientation.title.clone()) });
        }
        lacks
    }

    /// Whether a round may match it.
    #[must_use]
    pub fn is_ready(&self, row: &EnrolmentRow) -> bool {
        row.state == EnrolmentState::Enrolled && self.lacks(row).is_empty()
    }
}

/// A page of those that a round can match, or of those that it cannot yet. What is passed is not a column of theirs, so rows are
/// read in their order until the page is full.
///
/// # Errors
/// When the database does not answer.
pub fn list(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    filter: &EnrolmentFilter,
    ready: bool,
    window: &Window<Id>,
) -> Result<Vec<EnrolmentRow>, Problem> {
    const AT_ONCE: i64 = 500;
    let readiness = Readiness::of(work, cycle)?;
    let wanted = usize::try_from(window.fetch()).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    let mut after = window.after;
    loop {
        let rows = enrolments::list(work.conn, work.scope, filter, &Window { after, limit: AT_ONCE })?;
        let read = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        after = rows.last().map(|row| row.id);
        found.extend(
            rows.into_iter()
                .filter(|row| row.state != EnrolmentState::Withdrawn && readiness.is_ready(row) == ready),
        );
        if found.len() >= wanted || read <= AT_ONCE {
            found.truncate(wanted);
            return Ok(found);
        }
    }
}
