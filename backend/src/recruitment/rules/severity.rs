//! Hard and soft markers: a reviewer's scores beside what others gave to the same applications.

use std::collections::HashMap;

use super::ranking::Scored;
use crate::platform::db::Id;

/// One reviewer beside the others, over the scores that both gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Severity {
    /// Mean of the reviewer's scores that others can be compared with, 1 to 5, four decimals.
    pub mean: f64,
    /// Mean of what the others gave there: for each of these scores, the mean of the others' on the same application and
    /// criterion.
    pub others_mean: f64,
    /// `mean` less `others_mean`: below 0 is harder than the others, above 0 softer.
    pub difference: f64,
    /// Scores compared.
    pub scores: usize,
    /// Applications that they belong to.
    pub applications: usize,
}

/// Each reviewer's severity; who shares no criterion of any application with another reviewer is left out. With few
/// scores a difference is chance: the numbers are there to be read with it.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts of reviews
pub fn severity(applications: &[Scored]) -> HashMap<Id, Severity> {
    #[derive(Default)]
    struct Sums {
        own: f64,
        others: f64,
        scores: usize,
        applications: usize,
    }
    let mut sums: HashMap<Id, Sums> = HashMap::new();
    for application in applications {
        for review in &application.reviews {
            let mut compared = 0;
            for (criterion, score) in &review.scores {
                let others: Vec<i32> = application
                    .reviews
                    .iter()
                    .filter(|other| other.reviewer != review.reviewer)
                    .flat_map(|other| other.scores.iter().filter(|(c, _)| c == criterion))
                    .map(|(_, score)| *score)
                    .collect();
                if others.is_empty() {
                    continue;
                }
                let of_reviewer = sums.entry(review.reviewer).or_default();
                of_reviewer.own += f64::from(*score);
                of_reviewer.others += f64::from(others.iter().sum::<i32>()) / others.len() as f64;
                of_reviewer.scores += 1;
                compared += 1;
            }
            if compared > 0 {
                sums.entry(review.reviewer).or_default().applications += 1;
            }
        }
    }
    let rounded = |x: f64| (x * 10_000.0).round() / 10_000.0;
    let figures = |sums: Sums| {
        let n = sums.scores as f64;
        Severity {
            mean: rounded(sums.own / n),
            others_mean: rounded(sums.others / n),
            difference: rounded((sums.own - sums.others) / n),
            scores: sums.scores,
            applications: sums.applications,
        }
    };
    sums.into_iter().map(|(reviewer, sums)| (reviewer, figures(sums))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::ranking::Given;
    use super::*;

    fn id(n: u128) -> Id {
        Id(uuid::Uuid::from_u128(n))
    }

    fn scored(application: u128, reviews: &[(u128, &[(u128, i32)])]) -> Scored {
        let given = |(reviewer, scores): &(u128, &[(u128, i32)])| Given {
            reviewer: id(*reviewer),
            scores: scores.iter().map(|(c, s)| (id(*c), *s)).collect(),
        };
        Scored {
            application: id(application),
            assigned: reviews.len(),
            reviews: reviews.iter().map(given).collect(),
        }
    }

    #[test]
    fn a_reviewer_is_compared_on_the_same_applications_and_criteria_alone() {
        let found = severity(&[
            // Three reviewers; the second did not judge criterion 2, the third nothing else.
            scored(10, &[(50, &[(1, 2), (2, 3)]), (51, &[(1, 4)]), (52, &[(2, 5)])]),
            scored(11, &[(50, &[(1, 1)]), (51, &[(1, 3)])]),
            // Nobody to compare with: counts for nothing.
            scored(12, &[(50, &[(1, 5), (2, 5)])]),
        ]);
        let of = |reviewer| &found[&id(reviewer)];
        // 50: 2 against 4, 3 against 5, 1 against 3.
        assert_eq!(
            *of(50),
            Severity { mean: 2.0, others_mean: 4.0, difference: -2.0, scores: 3, applications: 2 }
        );
        assert_eq!((of(51).mean, of(51).others_mean, of(51).scores), (3.5, 1.5, 2));
        assert_eq!((of(52).difference, of(52).applications), (2.0, 1));
    }

    #[test]
    fn several_others_count_by_their_mean() {
        let found = severity(&[scored(10, &[(50, &[(1, 5)]), (51, &[(1, 3)]), (52, &[(1, 4)])])]);
        assert_eq!(found[&id(50)].others_mean, 3.5);
        assert_eq!(found[&id(50)].difference, 1.5);
    }

    #[test]
    fn who_shares_nothing_has_no_figure() {
        let found =
            severity(&[scored(10, &[(50, &[(1, 5)]), (51, &[(2, 3)])]), scored(11, &[(52, &[(1, 1)])])]);
        assert!(found.is_empty(), "{found:?}");
    }
}
