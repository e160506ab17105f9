//! What a panel's scores amount to. They are kept apart from the reviews' scores: reading an application and talking with a
//! person measure different things.

use crate::platform::db::Id;

/// Mean of one criterion over the members of the panel who scored it.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelMean {
    pub criterion: Id,
    /// 1 to 5, four decimals; `None` when nobody scored it.
    pub mean: Option<f64>,
    pub n: usize,
}

/// What the panel of one interview gave.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelResult {
    /// 1 to 5, four decimals: the mean of the criteria's means, by the weights of those that anybody scored.
    pub weighted_mean: Option<f64>,
    pub criteria: Vec<PanelMean>,
    /// Scores that the panel is asked for and has not given (yet).
    pub missing: usize,
}

fn rounded(mean: f64) -> f64 {
    (mean * 10_000.0).round() / 10_000.0
}

/// `criteria` holds each criterion with its weight, `given` one list of (criterion, score) for each member who scored.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts of people on a panel
pub fn panel_result(criteria: &[(Id, i32)], panelists: usize, given: &[Vec<(Id, i32)>]) -> PanelResult {
    let means: Vec<(PanelMean, Option<f64>)> = criteria
        .iter()
        .map(|(criterion, _)| {
            let scores: Vec<i32> =
                given.iter().flatten().filter(|(c, _)| c == criterion).map(|(_, s)| *s).collect();
            let n = scores.len();
            let mean = (n > 0).then(|| f64::from(scores.iter().sum::<i32>()) / n as f64);
            (PanelMean { criterion: *criterion, mean: mean.map(rounded), n }, mean)
        })
        .collect();
    let (mut sum, mut weights) = (0.0, 0.0);
    for ((_, mean), (_, weight)) in means.iter().zip(criteria) {
        if let Some(mean) = mean {
            sum += mean * f64::from(*weight);
            weights += f64::from(*weight);
        }
    }
    let scored: usize = means.iter().map(|(mean, _)| mean.n).sum();
    PanelResult {
        weighted_mean: (weights > 0.0).then(|| rounded(sum / weights)),
        missing: (panelists * criteria.len()).saturating_sub(scored),
        criteria: means.into_iter().map(|(mean, _)| mean).collect(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> Id {
        Id(Uuid::from_u128(n))
    }

    #[test]
    fn criteria_weigh_as_the_opening_says_and_missing_scores_are_counted() {
        let criteria = [(id(1), 40), (id(2), 60)];
        let both = panel_result(&criteria, 3, &[vec![(id(1), 5), (id(2), 3)], vec![(id(1), 4)]]);
        assert_eq!(both.criteria[0].mean, Some(4.5));
        assert_eq!((both.criteria[1].mean, both.criteria[1].n), (Some(3.0), 1));
        assert_eq!(both.weighted_mean, Some(3.6));
        assert_eq!(both.missing, 3, "one by the second, two by the third");
    }

    #[test]
    fn what_nobody_scored_has_no_mean() {
        let criteria = [(id(1), 40), (id(2), 60)];
        let one = panel_result(&criteria, 1, &[vec![(id(1), 2)]]);
        assert_eq!((one.weighted_mean, one.missing), (Some(2.0), 1));
        assert_eq!(one.criteria[1].mean, None);
        let none = panel_result(&criteria, 2, &[]);
        assert_eq!((none.weighted_mean, none.missing), (None, 4));
    }
}
