//! How evenly a round serves the mentees whom one may see, and what its objective costs.

use std::collections::HashMap;

use matcher::{Fairness, Price};

use super::question::Question;
use super::solved::{self, Solved};
use crate::matching::queries::enrolments;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::queries::workbench::pairs;
use crate::matching::queries::workbench::rows::{self, Served};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// The mentees of a round whom one may see, each with the points of the pair, as stored.
///
/// # Errors
/// When the database does not answer.
pub fn served(work: &mut Work<'_>, round: &RoundRow) -> Result<Vec<Served>, Problem> {
    let mut served = rows::served(work.conn, work.scope, round.id)?;
    served.extend(pairs::left_out(work.conn, work.scope, round.id)?);
    // Each mentee once: by what stands, or else by what came to nothing.
    served.sort_by_key(|one| (one.mentee_enrolment_id, !one.stands));
    served.dedup_by_key(|one| one.mentee_enrolment_id);
    Ok(served)
}

/// # Errors
/// When the database does not answer.
pub fn of_round(work: &mut Work<'_>, round: &RoundRow) -> Result<Fairness, Problem> {
    let points: Vec<Option<u32>> = served(work, round)?.iter().map(Served::points).collect();
    Ok(matcher::fairness(&points))
}

/// The figures of all, and of each class by its name, the region's being its id.
pub struct ByClass {
    pub all: Fairness,
    pub by_setting: Vec<(String, Fairness)>,
    pub by_career_stage: Vec<(String, Fairness)>,
    pub by_region: Vec<(Id, Fairness)>,
}

/// # Errors
/// When the database does not answer.
pub fn by_class(work: &mut Work<'_>, round: &RoundRow) -> Result<ByClass, Problem> {
    let served = served(work, round)?;
    let ids: Vec<Id> = served.iter().map(|one| one.mentee_enrolment_id).collect();
    let enrolled = enrolments::by_ids(work.conn, &ids)?;
    let points: Vec<Option<u32>> = served.iter().map(Served::points).collect();
    let mut regions: HashMap<Id, Vec<Option<u32>>> = HashMap::new();
    for one in &served {
        regions.entry(one.region_id).or_default().push(one.points());
    }
    let mut by_region: Vec<(Id, Fairness)> =
        regions.into_iter().map(|(region, points)| (region, matcher::fairness(&points))).collect();
    by_region.sort_by_key(|(region, _)| *region);
    let class = |of: &dyn Fn(&enrolments::EnrolmentRow) -> String| -> Vec<(String, Fairness)> {
        let classes: Vec<(String, Option<u32>)> = served
            .iter()
            .filter_map(|one| enrolled.get(&one.mentee_enrolment_id).map(|row| (of(row), one.points())))
            .collect();
        let people = classes.iter().map(|(class, points)| (class.as_str(), *points));
        matcher::fairness_by_class(people).into_iter().map(|(class, all)| (class.to_owned(), all)).collect()
    };
    Ok(ByClass {
        all: matcher::fairness(&points),
        by_setting: class(&|row| row.setting.to_string()),
        by_career_stage: class(&|row| row.career_stage.to_string()),
        by_region,
    })
}

/// What the objective gives up of the most total fit, as the round could be now.
///
/// # Errors
/// 409 when the question cannot be answered.
pub fn price(work: &mut Work<'_>, round: &RoundRow) -> Result<Price, Problem> {
    let question = Question::of(work, round)?;
    let chosen = Solved::of(&question)?;
    let points = |pairs: &[matcher::MatchedPair]| pairs.iter().map(|pair| pair.points).collect::<Vec<u32>>();
    let mut by_fit = question.asked.clone();
    by_fit.policy.objective = matcher::Objective::MostTotalFit;
    let most = solved::best(&by_fit)?;
    Ok(Price::of(&points(&chosen.outcome.pairs), &points(&most.pairs)))
}
