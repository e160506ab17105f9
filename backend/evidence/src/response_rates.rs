//! Response rates RR1 to RR4 of the American Association for Public Opinion Research, from final dispositions.
//!
//! Source: AAPOR, "Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys", 10th edition (2023).

use serde::{Deserialize, Serialize};

use crate::item::InputError;
use crate::statistic::{Estimate, Statistic, Undefined};

/// Cases by final disposition; every sampled case is in exactly one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispositions {
    /// I
    pub complete: u64,
    /// P
    pub partial: u64,
    /// R: refusals and break-offs.
    pub refusal: u64,
    /// NC: eligible, never reached.
    pub non_contact: u64,
    /// O: eligible, other reasons.
    pub other: u64,
    /// UH and UO: nothing shows whether the person is eligible, such as a bounced invitation.
    pub unknown_eligibility: u64,
    /// In no rate.
    pub not_eligible: u64,
}

/// The least share of applicable items answered, in `[0, 1]`, to count as complete and as partial; less is a break-off.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    pub complete: f64,
    pub partial: f64,
}

impl Default for Thresholds {
    /// 80 % and 50 %, the cut-offs that AAPOR gives as its example.
    fn default() -> Self {
        Self { complete: 0.8, partial: 0.5 }
    }
}

/// What a started response is by its [`Thresholds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completion {
    Complete,
    Partial,
    BreakOff,
}

impl Thresholds {
    /// Classifies a response by its answered items out of those asked. With nothing asked it is a break-off.
    #[must_use]
    pub fn classify(&self, answered: u64, asked: u64) -> Completion {
        let reaches = |least: f64| asked > 0 && answered as f64 >= least * asked as f64;
        if reaches(self.complete) {
            Completion::Complete
        } else if reaches(self.partial) {
            Completion::Partial
        } else {
            Completion::BreakOff
        }
    }

    fn is_valid(&self) -> bool {
        0.0 < self.partial && self.partial <= self.complete && self.complete <= 1.0
    }
}

/// The four rates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResponseRates {
    pub dispositions: Dispositions,
    /// `rr1`, `rr2`, `rr3`, `rr4`, each in `[0, 1]`; `n` is the number of cases in the denominator before `e` is applied.
    pub rates: Vec<Statistic>,
}

/// RR1 to RR4. `e` in `[0, 1]` is the estimated share of eligible cases among those of unknown eligibility, see
/// [`proportional_e`]. No intervals: the cases are all there are. Undefined when the denominator is zero.
///
/// # Errors
/// `e` or the thresholds out of range.
pub fn response_rates(
    dispositions: &Dispositions,
    e: f64,
    thresholds: &Thresholds,
) -> Result<ResponseRates, InputError> {
    let wrong = |name: &str| InputError::Parameter { name: name.to_owned() };
    if !(0.0..=1.0).contains(&e) {
        return Err(wrong("e"));
    }
    if !thresholds.is_valid() {
        return Err(wrong("thresholds"));
    }
    let d = dispositions;
    let eligible = eligible(d);
    let all = eligible + d.unknown_eligibility;
    let rate = |name: &str, numerator: u64, denominator: f64, definition: &str| {
        let estimate = if denominator > 0.0 {
            Estimate::Value(numerator as f64 / denominator)
        } else {
            Estimate::undefined(Undefined::EmptyDenominator)
        };
        let method = format!("AAPOR response rate {} (AAPOR, 2023)", &name[2..]);
        Statistic::new(name, all, estimate, &method, definition)
            .with("complete_from_share", thresholds.complete)
            .with("partial_from_share", thresholds.partial)
    };
    let estimated = eligible as f64 + e * d.unknown_eligibility as f64;
    let both = d.complete + d.partial;
    Ok(ResponseRates {
        dispositions: *d,
        rates: vec![
            rate("rr1", d.complete, all as f64, "I / (I + P + R + NC + O + U)"),
            rate("rr2", both, all as f64, "(I + P) / (I + P + R + NC + O + U)"),
            rate("rr3", d.complete, estimated, "I / (I + P + R + NC + O + e·U)").with("e", e),
            rate("rr4", both, estimated, "(I + P) / (I + P + R + NC + O + e·U)").with("e", e),
        ],
    })
}

/// `e` by proportional allocation (the CASRO method): the share of eligible among cases whose eligibility is known.
/// Undefined when none is known.
#[must_use]
pub fn proportional_e(dispositions: &Dispositions) -> Estimate {
    let eligible = eligible(dispositions);
    let known = eligible + dispositions.not_eligible;
    if known == 0 {
        Estimate::undefined(Undefined::EmptyDenominator)
    } else {
        Estimate::Value(eligible as f64 / known as f64)
    }
}

fn eligible(d: &Dispositions) -> u64 {
    d.complete + d.partial + d.refusal + d.non_contact + d.other
}
