//! Change between two waves of the same people: how much, how surely, and relative to which spread. A difference, not an effect.

use serde::{Deserialize, Serialize};

use crate::distribution::{LEVEL, moments, t_interval};
use crate::item::InputError;
use crate::statistic::{Estimate, Interval, Statistic, Undefined};
use crate::student::ln_gamma_ratio;

/// Change over the respondents who answered both times, with the attrition beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairedChange {
    pub n_pairs: u64,
    pub pre_only: u64,
    pub post_only: u64,
    pub neither: u64,
    /// `mean_difference` (95 % t interval), `d_z`, `d_av`, `g_z`, `g_av`; undefined ones with their reason.
    pub statistics: Vec<Statistic>,
}

/// Compares two measurements; `pre[i]` and `post[i]` belong to the same linked respondent, `None` where missing.
/// Differences are post - pre in the unit of the measure; the d and g are in standard deviations.
///
/// # Errors
/// Lists of different length, or a value that is not finite.
///
/// Sources: Cohen (1988), "Statistical power analysis", d_z; Cumming (2012), "Understanding the new statistics", d_av; Hedges
/// (1981), "Distribution theory for Glass's estimator of effect size", the exact correction.
pub fn paired_change(pre: &[Option<f64>], post: &[Option<f64>]) -> Result<PairedChange, InputError> {
    if pre.len() != post.len() {
        return Err(InputError::Lengths { left: pre.len(), right: post.len() });
    }
    for (name, values) in [("pre", pre), ("post", post)] {
        if values.iter().flatten().any(|value| !value.is_finite()) {
            return Err(InputError::Parameter { name: name.to_owned() });
        }
    }
    let both = pre.iter().zip(post).filter_map(|(a, b)| a.zip(*b));
    let (before, after): (Vec<f64>, Vec<f64>) = both.unzip();
    let count = |wanted: (bool, bool)| {
        let found = pre.iter().zip(post).map(|(a, b)| (a.is_some(), b.is_some()));
        found.filter(|found| *found == wanted).count() as u64
    };
    let differences = differences(&before, &after);
    let n = differences.len();
    let d_z = standardised(&differences, sd(&differences));
    let d_av = standardised(&differences, average_sd(&before, &after));
    Ok(PairedChange {
        n_pairs: n as u64,
        pre_only: count((true, false)),
        post_only: count((false, true)),
        neither: count((false, false)),
        statistics: vec![
            mean_difference(&differences),
            effect("d_z", n, d_z, D_Z),
            effect("d_av", n, d_av, D_AV),
            effect("g_z", n, corrected(d_z, n), G_Z).with("correction_df", n.saturating_sub(1)),
            effect("g_av", n, corrected(d_av, n), G_AV).with("correction_df", n.saturating_sub(1)),
        ],
    })
}

/// Method and definition.
type Words = (&'static str, &'static str);

const D_Z: Words = (
    "Cohen's d_z for paired measurements (Cohen, 1988)",
    "Mean of post - pre divided by the standard deviation (n - 1) of the differences.",
);
const D_AV: Words = (
    "d_av for paired measurements (Cumming, 2012)",
    "Mean of post - pre divided by the square root of the mean of the two variances (n - 1).",
);
const G_Z: Words = (
    "d_z with the exact correction of Hedges (1981)",
    "d_z times Γ(m/2) / (√(m/2) Γ((m-1)/2)) with m = n - 1 degrees of freedom.",
);
const G_AV: Words = (
    "d_av with the exact correction of Hedges (1981)",
    "d_av times Γ(m/2) / (√(m/2) Γ((m-1)/2)) with m = n - 1 degrees of freedom.",
);

/// Post - pre. Differences that differ by no more than the rounding of the subtraction are made equal, so that a constant
/// change of 0.1 is not given a spread by the binary representation.
fn differences(before: &[f64], after: &[f64]) -> Vec<f64> {
    let mut differences: Vec<f64> = before.iter().zip(after).map(|(a, b)| b - a).collect();
    let size = before.iter().chain(after).fold(0.0_f64, |size, x| size.max(x.abs()));
    let low = differences.iter().copied().fold(f64::INFINITY, f64::min);
    let high = differences.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if high - low <= 4.0 * f64::EPSILON * size {
        differences.fill(low);
    }
    differences
}

fn sd(values: &[f64]) -> Option<f64> {
    let (_, variance) = moments(values)?;
    variance.map(f64::sqrt)
}

fn average_sd(before: &[f64], after: &[f64]) -> Option<f64> {
    Some(f64::midpoint(sd(before)?.powi(2), sd(after)?.powi(2)).sqrt())
}

fn standardised(differences: &[f64], spread: Option<f64>) -> Estimate {
    match (moments(differences), spread) {
        (None, _) => Estimate::undefined(Undefined::NoAnswers),
        (_, None) => Estimate::undefined(Undefined::OneAnswer),
        (_, Some(0.0)) => Estimate::undefined(Undefined::ConstantAnswers),
        (Some((mean, _)), Some(spread)) => Estimate::Value(mean / spread),
    }
}

fn corrected(d: Estimate, n: usize) -> Estimate {
    match d {
        // With one degree of freedom the expectation that is corrected for does not exist.
        Estimate::Value(_) if n < 3 => Estimate::undefined(Undefined::TooFewAnswers),
        Estimate::Value(d) => {
            let m = (n - 1) as f64;
            let ln_j = ln_gamma_ratio(0.5 * m, 0.5 * (m - 1.0)) - 0.5 * (0.5 * m).ln();
            Estimate::Value(d * ln_j.exp())
        }
        undefined @ Estimate::Undefined { .. } => undefined,
    }
}

fn mean_difference(differences: &[f64]) -> Statistic {
    let estimate = moments(differences)
        .map_or(Estimate::undefined(Undefined::NoAnswers), |(mean, _)| Estimate::Value(mean));
    Statistic::new(
        "mean_difference",
        differences.len() as u64,
        estimate,
        "mean of paired differences, two-sided Student t interval (Student, 1908)",
        "Mean of post - pre over respondents who answered both times; interval: mean ± t(n-1) · sd of the differences / √n.",
    )
    .with("level", LEVEL)
    .with("missing", "pairs with both answers only")
    .between(t_interval(differences))
}

fn effect(name: &str, n: usize, estimate: Estimate, (method, definition): Words) -> Statistic {
    let interval = match estimate {
        Estimate::Value(_) => Interval::NotOffered,
        Estimate::Undefined { reason } => Interval::Undefined { reason },
    };
    Statistic::new(name, n as u64, estimate, method, definition).between(interval)
}
