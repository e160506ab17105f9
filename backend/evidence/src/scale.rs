//! Scales: whether items that claim to measure the same thing agree.

use crate::distribution::{LEVEL, is_constant, moments};
use crate::item::{Answer, InputError, Item, Kind};
use crate::statistic::{Estimate, Interval, Statistic, Undefined};
use crate::student::f_quantile;

/// One item of a scale with its answers. `answers[i]` of all items of a scale belong to the same respondent.
#[derive(Debug, Clone, Copy)]
pub struct ScaleItem<'a> {
    pub item: &'a Item,
    /// Worded the other way round: a Likert code c counts as (smallest + largest code) - c.
    pub reversed: bool,
    pub answers: &'a [Answer],
}

impl ScaleItem<'_> {
    /// The numeric answers, turned where reversed; `None` where missing.
    ///
    /// # Errors
    /// An item without numeric answers, a reversed number item (its end points are unknown), an answer that does not fit.
    pub fn scores(&self) -> Result<Vec<Option<f64>>, InputError> {
        self.item.validate()?;
        let codes = || self.item.choices.iter().map(|choice| choice.code);
        if !self.item.kind.is_numeric() || (self.reversed && self.item.kind != Kind::Likert) {
            return Err(InputError::NotScalable { variable: self.item.variable.clone() });
        }
        let ends = (codes().min().unwrap_or(0) + codes().max().unwrap_or(0)) as f64;
        let answers = self.answers.iter().enumerate();
        answers
            .map(|(index, answer)| {
                self.item.check(answer, index)?;
                let score = self.item.numeric(answer);
                Ok(score.map(|score| if self.reversed { ends - score } else { score }))
            })
            .collect()
    }
}

/// Cronbach's alpha of respondents who answered every item: in (-∞, 1], higher where items agree; 95 % interval after Feldt.
///
/// Undefined with fewer than two items, no or one complete respondent, or when all complete respondents have the same total.
/// `n` is the number of complete respondents.
///
/// # Errors
/// [`InputError`] as [`ScaleItem::scores`], and items with different numbers of answers.
///
/// Sources: Cronbach (1951), "Coefficient alpha and the internal structure of tests"; Feldt (1965), "The approximate sampling
/// distribution of Kuder-Richardson reliability coefficient twenty".
pub fn cronbach_alpha(items: &[ScaleItem]) -> Result<Statistic, InputError> {
    let columns = items.iter().map(ScaleItem::scores);
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let respondents = columns.first().map_or(0, Vec::len);
    if let Some(other) = columns.iter().find(|column| column.len() != respondents) {
        return Err(InputError::Lengths { left: respondents, right: other.len() });
    }
    let complete: Vec<Vec<f64>> =
        (0..respondents).filter_map(|row| columns.iter().map(|column| column[row]).collect()).collect();
    let n = complete.len();
    let alpha = alpha_of(&complete, items.len());
    let interval = match alpha {
        Estimate::Undefined { reason } => Interval::Undefined { reason },
        Estimate::Value(alpha) => feldt(alpha, n, items.len()),
    };
    Ok(Statistic::new(
        "cronbach_alpha",
        n as u64,
        alpha,
        "Cronbach's alpha, raw (Cronbach, 1951), complete cases; interval by F (Feldt, 1965)",
        "k/(k-1) · (1 - sum of the item variances / variance of the sum), variances with n - 1, over respondents who answered \
         all k items; interval: 1 - (1 - alpha) · F quantiles with n - 1 and (n - 1)(k - 1) degrees of freedom.",
    )
    .with("items", items.len())
    .with("reversed", items.iter().filter(|item| item.reversed).count())
    .with("missing", "complete cases only")
    .with("incomplete_respondents", respondents - n)
    .with("level", LEVEL)
    .between(interval))
}

fn alpha_of(complete: &[Vec<f64>], items: usize) -> Estimate {
    let n = complete.len();
    if items < 2 {
        return Estimate::undefined(Undefined::TooFewItems);
    }
    if n < 2 {
        let reason = [Undefined::NoAnswers, Undefined::OneAnswer][n];
        return Estimate::undefined(reason);
    }
    let variance = |values: &[f64]| moments(values).and_then(|(_, variance)| variance);
    let totals: Vec<f64> = complete.iter().map(|row| row.iter().sum()).collect();
    let within = (0..items).filter_map(|item| {
        let column: Vec<f64> = complete.iter().map(|row| row[item]).collect();
        variance(&column)
    });
    let within: f64 = within.sum();
    match variance(&totals) {
        Some(of_totals) if !is_constant(&totals) && of_totals > 0.0 => {
            let k = items as f64;
            Estimate::Value(k / (k - 1.0) * (1.0 - within / of_totals))
        }
        _ => Estimate::undefined(Undefined::ConstantAnswers),
    }
}

fn feldt(alpha: f64, n: usize, items: usize) -> Interval {
    let df1 = (n - 1) as f64;
    let df2 = df1 * (items - 1) as f64;
    let tail = 0.5 * (1.0 - LEVEL);
    Interval::Bounds {
        level: LEVEL,
        low: 1.0 - (1.0 - alpha) * f_quantile(1.0 - tail, df1, df2),
        high: 1.0 - (1.0 - alpha) * f_quantile(tail, df1, df2),
    }
}
