//! From scores to a ranking that hides neither ties nor what is missing.

use crate::platform::db::Id;

/// What the reviewers of one application gave.
#[derive(Debug, Clone)]
pub struct Scored {
    pub application: Id,
    /// How many people were asked for a review.
    pub assigned: usize,
    pub reviews: Vec<Given>,
}

/// One review's scores.
#[derive(Debug, Clone)]
pub struct Given {
    pub reviewer: Id,
    /// (criterion, score)
    pub scores: Vec<(Id, i32)>,
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
/// holds each criterion with its weight, 0 or more.
#[must_use]
pub fn ranking(criteria: &[(Id, i32)], applications: &[Scored]) -> Vec<Ranked> {
    let weights: Vec<(Id, f64)> = criteria.iter().map(|(id, weight)| (*id, f64::from(*weight))).collect();
    let mut ranked: Vec<Ranked> = applications.iter().map(|scored| measured(&weights, scored)).collect();
    ranked.sort_by(|a, b| {
        b.weighted_mean
            .partial_cmp(&a.weighted_mean)
            .unwrap_or(std::cmp::Ordering::Equal)
            .then(a.application.cmp(&b.application))
    });
    let means: Vec<Option<f64>> = ranked.iter().map(|r| r.weighted_mean).collect();
    for one in &mut ranked {
        let Some(mean) = one.weighted_mean else { continue };
        // Best first, those without scores last: two cuts through the list.
        let better = means.partition_point(|other| other.is_some_and(|other| other > mean));
        let not_worse = means.partition_point(|other| other.is_some_and(|other| other >= mean));
        one.rank = Some(1 + better);
        one.tied = not_worse - better > 1;
    }
    ranked
}

/// Each criterion's mean over `reviews`.
fn criterion_means<'a>(
    weights: &[(Id, f64)],
    reviews: impl Iterator<Item = &'a Given> + Clone,
) -> Vec<CriterionMean> {
    weights
        .iter()
        .map(|(criterion, _)| {
            let scores = reviews.clone().flat_map(|review| &review.scores);
            let given: Vec<i32> = scores.filter(|(c, _)| c == criterion).map(|(_, score)| *score).collect();
            CriterionMean { criterion: *criterion, mean: mean(&given), n: given.len() }
        })
        .collect()
}

fn weighted(weights: &[(Id, f64)], means: &[CriterionMean]) -> Option<f64> {
    let scored = || means.iter().zip(weights).filter_map(|(m, (_, weight))| Some((m.mean?, *weight)));
    let sum: f64 = scored().map(|(_, weight)| weight).sum();
    (sum > 0.0).then(|| rounded(scored().map(|(mean, weight)| mean * weight).sum::<f64>() / sum))
}

/// The weighted mean of one application as [`ranking`] takes it, without the reviews of `left_out`.
pub(super) fn weighted_mean(weights: &[(Id, f64)], scored: &Scored, left_out: Option<Id>) -> Option<f64> {
    let reviews = scored.reviews.iter().filter(|review| Some(review.reviewer) != left_out);
    weighted(weights, &criterion_means(weights, reviews))
}

fn measured(weights: &[(Id, f64)], scored: &Scored) -> Ranked {
    let means = criterion_means(weights, scored.reviews.iter());
    let given: usize = means.iter().map(|m| m.n).sum();
    Ranked {
        application: scored.application,
        rank: None,
        tied: false,
        weighted_mean: weighted(weights, &means),
        assigned: scored.assigned,
        reviews: scored.reviews.len(),
        missing_scores: (scored.assigned * weights.len()).saturating_sub(given),
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
            reviews: (900..)
                .zip(reviews)
                .map(|(reviewer, given)| Given {
                    reviewer: id(reviewer),
                    scores: given.iter().map(|(c, s)| (id(*c), *s)).collect(),
                })
                .collect(),
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

    #[test]
    fn a_weight_of_nothing_counts_for_nothing() {
        let one = scored(10, &[&[(1, 5), (2, 1), (3, 1)]]);
        let only_first = scored(11, &[&[(2, 4)]]);
        let ranked = ranking(&[(id(1), 40), (id(2), 0), (id(3), 0)], &[only_first, one]);
        assert_eq!((ranked[0].application, ranked[0].weighted_mean), (id(10), Some(5.0)));
        assert_eq!(ranked[1].weighted_mean, None, "its only score has no weight");
    }
}
