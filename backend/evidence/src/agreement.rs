//! Agreement of raters: how much of the spread of scores lies between what is rated, and how much between those who rate it.

use serde::{Deserialize, Serialize};

use crate::distribution::{LEVEL, is_constant};
use crate::item::InputError;
use crate::statistic::{Estimate, Interval, Statistic, Undefined};
use crate::student::f_quantile;

/// Intraclass correlations of ratings whose raters differ from target to target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Targets with two ratings or more: those that the figures rest on.
    pub targets: u64,
    /// Ratings of these targets.
    pub ratings: u64,
    /// Targets with one rating or none. They say nothing about agreement and are left out.
    pub targets_left_out: u64,
    /// Fewest and most ratings of one target; `None` without targets.
    pub raters: Option<(u64, u64)>,
    /// Raters per target for the formulas: (N - sum of k_i^2 / N) / (n - 1), which is k when every target has k ratings.
    /// `None` below two targets.
    pub k0: Option<f64>,
    /// `icc_1_1`: of one rating.
    pub single: Statistic,
    /// `icc_1_k`: of the mean of k0 ratings.
    pub average: Statistic,
}

/// One-way random intraclass correlations, ICC(1,1) and ICC(1,k), with 95 % intervals by F. `ratings[i]` are the ratings of
/// target i in any order; targets may have different numbers of them. 1 is perfect agreement; about 0 or below, raters of the
/// same target agree no more than raters of different ones.
///
/// Undefined without ratings, with fewer than two targets that have two ratings, and when all ratings are equal; ICC(1,k) also
/// when all targets have the same mean. With perfect agreement the estimates are 1 and the intervals undefined.
/// The `n` of both statistics is the number of targets.
///
/// When targets have different numbers of ratings, k0 stands for k. The estimate is then the usual one from the analysis of
/// variance; the interval is approximate, since the mean square between targets is no longer a multiple of chi-squared.
///
/// # Errors
/// A rating that is not finite.
///
/// Sources: Shrout & Fleiss (1979), "Intraclass correlations: uses in assessing rater reliability", case 1; McGraw & Wong
/// (1996), "Forming inferences about some intraclass correlation coefficients"; Donner & Wells (1986), "A comparison of
/// confidence interval methods for the intraclass correlation coefficient", for k0 and different numbers of ratings.
pub fn intraclass_correlation(ratings: &[Vec<f64>]) -> Result<Agreement, InputError> {
    if ratings.iter().flatten().any(|rating| !rating.is_finite()) {
        return Err(InputError::Parameter { name: "ratings".to_owned() });
    }
    let used: Vec<&[f64]> = ratings.iter().map(Vec::as_slice).filter(|ratings| ratings.len() > 1).collect();
    let n = used.len();
    let count: usize = used.iter().map(|ratings| ratings.len()).sum();
    let sizes = || used.iter().map(|ratings| ratings.len() as u64);
    let anova = if n < 2 {
        let reason =
            if ratings.iter().all(Vec::is_empty) { Undefined::NoAnswers } else { Undefined::TooFewAnswers };
        Err(reason)
    } else {
        Ok(Anova::of(&used))
    };
    let balanced = sizes().min() == sizes().max();
    let figure = |name, (method, definition): Words, of: fn(&Anova) -> (Estimate, Interval)| {
        let (estimate, interval) = match &anova {
            Ok(anova) => of(anova),
            Err(reason) => (Estimate::undefined(*reason), Interval::Undefined { reason: *reason }),
        };
        let mut figure = Statistic::new(name, n as u64, estimate, method, definition)
            .with("ratings", count)
            .with("targets_left_out", ratings.len() - n)
            .with("missing", "targets with two ratings or more only")
            .with("interval", if balanced { "exact" } else { "approximate: k0 stands for k" })
            .with("level", LEVEL);
        if let Ok(anova) = &anova {
            figure = figure
                .with("k0", anova.k0)
                .with("df_between", anova.df_between)
                .with("df_within", anova.df_within)
                .with("ms_between", anova.between)
                .with("ms_within", anova.within);
        }
        figure.between(interval)
    };
    Ok(Agreement {
        targets: n as u64,
        ratings: count as u64,
        targets_left_out: (ratings.len() - n) as u64,
        raters: sizes().min().zip(sizes().max()),
        k0: anova.as_ref().ok().map(|anova| anova.k0),
        single: figure("icc_1_1", ICC_1_1, Anova::single),
        average: figure("icc_1_k", ICC_1_K, Anova::average),
    })
}

/// Method and definition.
type Words = (&'static str, &'static str);

const ICC_1_1: Words = (
    "ICC(1,1), one-way random effects, one rating (Shrout & Fleiss, 1979; McGraw & Wong, 1996); interval by F",
    "(MSB - MSW) / (MSB + (k0 - 1) MSW) from the one-way analysis of variance of ratings by target; interval: \
     (F' - 1) / (F' + k0 - 1) with F' = MSB / MSW divided and multiplied by the F quantiles.",
);
const ICC_1_K: Words = (
    "ICC(1,k), one-way random effects, mean of k0 ratings (Shrout & Fleiss, 1979; McGraw & Wong, 1996); interval by F",
    "(MSB - MSW) / MSB from the one-way analysis of variance of ratings by target; interval: 1 - 1 / F' with F' = MSB / MSW \
     divided and multiplied by the F quantiles.",
);

/// The one-way analysis of variance of ratings by target.
struct Anova {
    df_between: f64,
    df_within: f64,
    /// Mean squares.
    between: f64,
    within: f64,
    k0: f64,
}

impl Anova {
    /// Two targets or more, each with two ratings or more.
    fn of(targets: &[&[f64]]) -> Self {
        let n = targets.len() as f64;
        let sizes: Vec<f64> = targets.iter().map(|ratings| ratings.len() as f64).collect();
        let all: f64 = sizes.iter().sum();
        let means: Vec<f64> = targets.iter().map(|ratings| mean(ratings)).collect();
        let grand = means.iter().zip(&sizes).map(|(mean, size)| mean * size).sum::<f64>() / all;
        // Equal means differ by no more than the rounding of their sums; that is no spread.
        let size = targets.iter().copied().flatten().fold(0.0_f64, |size, x| size.max(x.abs()));
        let spread = means.iter().fold(0.0_f64, |far, mean| far.max((mean - means[0]).abs()));
        let squares_between = if spread <= 8.0 * f64::EPSILON * size {
            0.0
        } else {
            means.iter().zip(&sizes).map(|(mean, size)| size * (mean - grand).powi(2)).sum()
        };
        let squares_within: f64 = targets
            .iter()
            .zip(&means)
            .map(|(ratings, mean)| ratings.iter().map(|x| (x - mean).powi(2)).sum::<f64>())
            .sum();
        Self {
            df_between: n - 1.0,
            df_within: all - n,
            between: squares_between / (n - 1.0),
            within: squares_within / (all - n),
            k0: (all - sizes.iter().map(|size| size * size).sum::<f64>() / all) / (n - 1.0),
        }
    }

    fn single(&self) -> (Estimate, Interval) {
        if self.between == 0.0 && self.within == 0.0 {
            return nothing();
        }
        let icc = (self.between - self.within) / (self.between + (self.k0 - 1.0) * self.within);
        let interval = self.interval(|f| (f - 1.0) / (f + self.k0 - 1.0));
        (Estimate::Value(icc), interval)
    }

    fn average(&self) -> (Estimate, Interval) {
        if self.between == 0.0 {
            return nothing();
        }
        let icc = (self.between - self.within) / self.between;
        (Estimate::Value(icc), self.interval(|f| 1.0 - 1.0 / f))
    }

    fn interval(&self, bound: impl Fn(f64) -> f64) -> Interval {
        if self.within == 0.0 || self.between == 0.0 {
            return Interval::Undefined { reason: Undefined::ConstantAnswers };
        }
        let f = self.between / self.within;
        let tail = 0.5 * (1.0 - LEVEL);
        Interval::Bounds {
            level: LEVEL,
            low: bound(f / f_quantile(1.0 - tail, self.df_between, self.df_within)),
            high: bound(f * f_quantile(1.0 - tail, self.df_within, self.df_between)),
        }
    }
}

fn nothing() -> (Estimate, Interval) {
    let reason = Undefined::ConstantAnswers;
    (Estimate::undefined(reason), Interval::Undefined { reason })
}

/// In two passes; equal ratings have exactly their own mean, so that rounding gives them no spread.
fn mean(ratings: &[f64]) -> f64 {
    if is_constant(ratings) {
        return ratings[0];
    }
    let n = ratings.len() as f64;
    let first = ratings.iter().sum::<f64>() / n;
    first + ratings.iter().map(|x| x - first).sum::<f64>() / n
}
