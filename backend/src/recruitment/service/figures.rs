//! What the scores of an opening say together: the ranking's input, agreement, and how hard each reviewer marks.

use std::collections::{HashMap, HashSet};

use evidence::{Agreement, intraclass_correlation};

use crate::identity::{self, Contact};
use crate::platform::auth::Role;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, ApplicationRow, AssignmentRow, CriterionRow, OpeningRow};
use crate::recruitment::rules::{self, ApplicationState, AssignmentState, Given, Scored, Severity};

/// (application, reviewer) of every review of an opening that is set aside.
///
/// # Errors
/// When the database does not answer.
pub fn set_aside_of(work: &mut Work<'_>, opening: Id) -> Result<HashSet<(Id, Id)>, Problem> {
    let rows = queries::assignment_rows_of_opening(work.conn, opening)?;
    let aside = rows.into_iter().filter(|row| row.state == AssignmentState::SetAside);
    Ok(aside.map(|row| (row.application_id, row.reviewer_id)).collect())
}

/// The scores of these applications, in their order. What is set aside is left out.
///
/// # Errors
/// When the database does not answer.
pub fn scores(
    work: &mut Work<'_>,
    opening: Id,
    applications: &[ApplicationRow],
) -> Result<Vec<Scored>, Problem> {
    let ids: Vec<Id> = applications.iter().map(|a| a.id).collect();
    let aside = set_aside_of(work, opening)?;
    let mut reviews = queries::reviews_of(work.conn, &ids)?;
    reviews.retain(|review| !aside.contains(&(review.application_id, review.reviewer_id)));
    let mut scores = queries::scores_of(work.conn, &reviews.iter().map(|r| r.id).collect::<Vec<_>>())?;
    let mut assigned: HashMap<Id, usize> = HashMap::new();
    for (application, _) in queries::assignments_of_opening(work.conn, opening)? {
        *assigned.entry(application).or_default() += 1;
    }
    let mut given: HashMap<Id, Vec<Given>> = HashMap::new();
    for review in reviews {
        let scores = scores.remove(&review.id).unwrap_or_default();
        given.entry(review.application_id).or_default().push(Given { reviewer: review.reviewer_id, scores });
    }
    Ok(ids
        .into_iter()
        .map(|id| Scored {
            application: id,
            assigned: assigned.get(&id).copied().unwrap_or_default(),
            reviews: given.remove(&id).unwrap_or_default(),
        })
        .collect())
}

/// Agreement of an opening's reviewers: for each criterion, and for the weighted total of the reviews that score every
/// criterion (a total of fewer would be another measure). Withdrawn and decided applications count: it is about the
/// reviewers.
///
/// # Errors
/// Never with whole scores.
pub fn agreement(
    criteria: &[CriterionRow],
    scored: &[Scored],
) -> Result<(Vec<Agreement>, Agreement), Problem> {
    let of = |ratings: Vec<Vec<f64>>| intraclass_correlation(&ratings).map_err(Problem::internal);
    let by_criterion = criteria
        .iter()
        .map(|criterion| {
            let ratings = scored.iter().map(|application| {
                let scores = application.reviews.iter().flat_map(|review| &review.scores);
                scores.filter(|(c, _)| *c == criterion.id).map(|(_, score)| f64::from(*score)).collect()
            });
            of(ratings.collect())
        })
        .collect::<Result<Vec<_>, _>>()?;
    let totals = scored
        .iter()
        .map(|application| application.reviews.iter().filter_map(|review| total(criteria, review)).collect());
    Ok((by_criterion, of(totals.collect())?))
}

/// The mean of a review's scores by the criteria's weights; `None` unless it scores all of them.
fn total(criteria: &[CriterionRow], review: &Given) -> Option<f64> {
    let given: HashMap<Id, i32> = review.scores.iter().copied().collect();
    let mut sum = 0.0;
    for criterion in criteria {
        sum += f64::from(*given.get(&criterion.id)?) * f64::from(criterion.weight);
    }
    let weights: i32 = criteria.iter().map(|c| c.weight).sum();
    Some(sum / f64::from(weights))
}

/// How far one reviewer is in an opening, and how they mark.
pub struct Progress {
    pub reviewer: Contact,
    /// Holds the role here, so that applications may be assigned.
    pub may_review: bool,
    pub assigned: usize,
    pub reviewed: usize,
    /// Assigned, not written, and still in review.
    pub waiting: usize,
    pub recused: usize,
    pub set_aside: usize,
    /// Reviews still to be written in other openings.
    pub waiting_elsewhere: i64,
    pub severity: Option<Severity>,
}

/// Everybody who may review in this opening or was asked to, by name. Without `scored` nobody's severity is told.
///
/// # Errors
/// When the database does not answer.
pub fn progress(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    applications: &[ApplicationRow],
    scored: Option<&[Scored]>,
) -> Result<Vec<Progress>, Problem> {
    let holders = identity::role_holders(work.conn, Role::Reviewer, opening.region_id)?;
    let holding: HashSet<Id> = holders.iter().map(|holder| holder.id).collect();
    let assignments = queries::assignment_rows_of_opening(work.conn, opening.id)?;
    let mut others: Vec<Id> = assignments.iter().map(|a| a.reviewer_id).collect();
    others.retain(|id| !holding.contains(id));
    others.sort_unstable();
    others.dedup();
    let mut people = holders;
    people.extend(identity::contacts(work.conn, &others)?.into_values());
    people.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let ids: Vec<Id> = people.iter().map(|person| person.id).collect();
    let elsewhere = queries::waiting_elsewhere(work.conn, opening.id, &ids)?;
    let mut severities = scored.map(rules::severity).unwrap_or_default();
    let in_review: HashSet<Id> =
        applications.iter().filter(|a| a.state == ApplicationState::InReview).map(|a| a.id).collect();
    let mut theirs: HashMap<Id, Vec<&AssignmentRow>> = HashMap::new();
    for assignment in &assignments {
        theirs.entry(assignment.reviewer_id).or_default().push(assignment);
    }
    Ok(people
        .into_iter()
        .map(|reviewer| {
            let own = theirs.remove(&reviewer.id).unwrap_or_default();
            let count = |wanted: &dyn Fn(&AssignmentRow) -> bool| own.iter().filter(|a| wanted(a)).count();
            Progress {
                may_review: holding.contains(&reviewer.id),
                assigned: count(&|a| a.state.stands()),
                reviewed: count(&|a| a.state == AssignmentState::Reviewed),
                waiting: count(&|a| {
                    a.state == AssignmentState::Assigned && in_review.contains(&a.application_id)
                }),
                recused: count(&|a| a.state == AssignmentState::Recused),
                set_aside: count(&|a| a.state == AssignmentState::SetAside),
                waiting_elsewhere: elsewhere.get(&reviewer.id).copied().unwrap_or_default(),
                severity: severities.remove(&reviewer.id),
                reviewer,
            }
        })
        .collect())
}
