//! From scores to a ranking that hides neither ties nor what is missing.

use crate::platform::db::Id;

/// What the reviewers of one application gave.
#[derive(Debug, Clone)]
pub struct Scored {
    pub application: Id,
    /// How many people were asked for a review.
    pub assigned: usize,
    /// One list of (criterion, score) for each review.
    pub reviews: Vec<Vec<(Id, i32)>>,
}

/// Mean of one criterion over those who scored it.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionMean {
    pub criterion: Id,
    /// 1 to 5; `None` when nobody scored it.
    pub mean: Option<f64>,
    pub n: usize,
}

/// One application in the ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    pub application: Id,
    /// 1 is best; equal means share a rank and the next one is left out (1, 2, 2, 4). `None`
    /// without any score.
    pub rank: Option<usize>,
    pub tied: bool,
    /// 1 to 5, four decimals.
    pub weighted_mean: Option<f64>,
    pub assigned: usize,
    pub reviews: usize,
    /// Scores that were asked for and not given.
    pub missing_scores: usize,
    pub criteria: Vec<CriterionMean>,
}

#[allow(clippy::cast_precision_loss)] // counts of reviews
fn mean(scores: &[i32]) -> Option<f64> {
    (!scores.is_empty()).then(|| f64::from(scores.iter().sum::<i32>()) / scores.len() as f64)
}

/// Means are compared as they are shown, to four decimals, so that equal ones tie.
fn rounded(mean: f64) -> f64 {
    (mean * 10_000.0).round() / 10_000.0
}

/// Ranks applications by the weighted mean of their criteria. A criterion's mean is taken over the
/// reviewers who scored it; the weights are those of the criteria that anybody scored. `criteria`
/// holds each criterion with its weight.
#[must_use]
pub fn ranking(criteria: &[(Id, i32)], applications: &[Scored]) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = applications.iter().map(|scored| measured(criteria, scored)).collect();
    ranked.sort_by(|a, b| {
        b.weighted_mean
            .partial_cmp(&a.weighted_mean)
            .unwrap_or(std::cmp::Ordering::Equal)
            .then(a.application.cmp(&b.application))
    });
    let means: Vec<Option<f64>> = ranked.iter().map(|r| r.weighted_mean).collect();
    for one in &mut ranked {
        let Some(mean) = one.weighted_mean else { continue };
        one.rank = Some(1 + means.iter().flatten().filter(|other| **other > mean).count());
        one.tied = means.iter().flatten().filter(|other| other.total_cmp(&mean).is_eq()).count() > 1;
    }
    ranked
}

fn measured(criteria: &[(Id, i32)], scored: &Scored) -> Ranked {
    let means: Vec<CriterionMean> = criteria
        .iter()
        .map(|(criterion, _)| {
            let given: Vec<i32> =
                scored.reviews.iter().flatten().filter(|(c, _)| c == criterion).map(|(_, s)| *s).collect();
            CriterionMean { criterion: *criterion, mean: mean(&given), n: given.len() }
        })
        .collect();
    let weighted = |value: &dyn Fn(f64) -> f64| -> f64 {
        means
            .iter()
            .zip(criteria)
            .filter_map(|(m, (_, weight))| m.mean.map(|mean| value(mean) * f64::from(*weight)))
            .sum()
    };
    let weights = weighted(&|_| 1.0);
    let given: usize = means.iter().map(|m| m.n).sum();
    Ranked {
        application: scored.application,
        rank: None,
        tied: false,
        weighted_mean: (weights > 0.0).then(|| rounded(weighted(&|mean| mean) / weights)),
        assigned: scored.assigned,
        reviews: scored.reviews.len(),
        missing_scores: (scored.assigned * criteria.len()).saturating_sub(given),
        criteria: means.iter().map(|m| CriterionMean { mean: m.mean.map(rounded), ..m.clone() }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Id {
        Id(uuid::Uuid::from_u128(n))
    }

    fn criteria() -> Vec<(Id, i32)> {
        vec![(id(1), 40), (id(2), 30), (id(3), 30)]
    }

    fn scored(application: u128, reviews: &[&[(u128, i32)]]) -> Scored {
        Scored {
            application: id(application),
            assigned: 2,
            reviews: reviews.iter().map(|r| r.iter().map(|(c, s)| (id(*c), *s)).collect()).collect(),
        }
    }

    #[test]
    fn the_weighted_mean_is_the_one_of_the_book() {
        let one = scored(10, &[&[(1, 5), (2, 3), (3, 4)], &[(1, 4), (2, 4), (3, 5)]]);
        let ranked = ranking(&criteria(), &[one]);
        // 0.4 * 4.5 + 0.3 * 3.5 + 0.3 * 4.5
        assert_eq!(ranked[0].weighted_mean, Some(4.2));
        assert_eq!((ranked[0].rank, ranked[0].tied, ranked[0].missing_scores), (Some(1), false, 0));
    }

    #[test]
    fn equal_means_share_a_rank_and_the_next_is_left_out() {
        let all = |application, score| {
            let review: &[(u128, i32)] = &[(1, score), (2, score), (3, score)];
            scored(application, &[review, review])
        };
        let ranked = ranking(&criteria(), &[all(10, 3), all(11, 5), all(12, 4), all(13, 4)]);
        let seen: Vec<_> = ranked.iter().map(|r| (r.application, r.rank, r.tied)).collect();
        assert_eq!(
            seen,
            [
                (id(11), Some(1), false),
                (id(12), Some(2), true),
                (id(13), Some(2), true),
                (id(10), Some(4), false),
            ]
        );
    }

    #[test]
    fn what_is_missing_is_counted_and_never_taken_for_a_low_score() {
        let half = scored(10, &[&[(1, 5), (3, 5)]]);
        let none = scored(11, &[]);
        let ranked = ranking(&criteria(), &[none, half]);
        assert_eq!(ranked[0].application, id(10));
        assert_eq!(ranked[0].weighted_mean, Some(5.0));
        assert_eq!((ranked[0].reviews, ranked[0].missing_scores), (1, 4));
        assert_eq!(ranked[0].criteria[1], CriterionMean { criterion: id(2), mean: None, n: 0 });
        assert_eq!((ranked[1].rank, ranked[1].weighted_mean, ranked[1].missing_scores), (None, None, 6));
    }
}
