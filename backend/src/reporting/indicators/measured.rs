//! A figure with what it was made of, so that it can be said where it has no value, and to whom it may be told.

use crate::network::FigureMissing;

/// To strangers, no count of people below this is told.
pub const LEAST_PEOPLE: i64 = 10;

/// A figure as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// `None` where it cannot be measured, never 0.
    pub value: Option<f64>,
    pub missing: Option<FigureMissing>,
    /// What was counted and of how many, for a share.
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    /// The counts of people that the value lets one know.
    people: Vec<i64>,
}

/// What strangers may know of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shown {
    Value(f64),
    Missing(FigureMissing),
    /// A few people could be known from it.
    Suppressed,
}

impl Measured {
    pub fn missing(reason: FigureMissing) -> Self {
        Self { value: None, missing: Some(reason), numerator: None, denominator: None, people: Vec::new() }
    }

    /// A count of things.
    pub fn count(count: i64) -> Self {
        Self {
            value: Some(count as f64),
            missing: None,
            numerator: None,
            denominator: None,
            people: Vec::new(),
        }
    }

    /// A count of people, or of what stands for one.
    pub fn people(count: i64) -> Self {
        Self::count(count).resting_on(count)
    }

    /// A part of a whole; without a whole there is no part.
    pub fn share(part: i64, whole: i64, empty: FigureMissing) -> Self {
        if whole <= 0 {
            return Self::missing(empty);
        }
        Self {
            value: Some(part as f64 / whole as f64),
            missing: None,
            numerator: Some(part),
            denominator: Some(whole),
            people: Vec::new(),
        }
    }

    /// A part of people. Who is left out of it may be few as well.
    pub fn share_of_people(part: i64, whole: i64, empty: FigureMissing) -> Self {
        let measured = Self::share(part, whole, empty);
        let rest = whole - part;
        let measured = measured.resting_on(part).resting_on(whole);
        if rest > 0 { measured.resting_on(rest) } else { measured }
    }

    /// The middle of values; of an even number of them the mean of the two in the middle. `None` of none.
    pub fn median(mut values: Vec<i64>, empty: FigureMissing) -> Self {
        values.sort_unstable();
        let n = values.len();
        let Some(upper) = values.get(n / 2) else { return Self::missing(empty) };
        let lower = if n.is_multiple_of(2) { values[n / 2 - 1] } else { *upper };
        Self {
            value: Some((lower + upper) as f64 / 2.0),
            ..Self::people(i64::try_from(n).unwrap_or(i64::MAX))
        }
    }

    /// Says that the value lets one know how many people these are.
    pub fn resting_on(mut self, people: i64) -> Self {
        self.people.push(people);
        self
    }

    /// What strangers may know: nothing from which a count of people below [`LEAST_PEOPLE`] could be worked out, be it
    /// the value, or the part or the whole of a share.
    pub fn to_strangers(&self) -> Shown {
        match (self.value, self.missing) {
            (None, reason) => reason.map_or(Shown::Suppressed, Shown::Missing),
            (Some(_), _) if self.people.iter().any(|count| *count < LEAST_PEOPLE) => Shown::Suppressed,
            (Some(value), _) => Shown::Value(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: FigureMissing = FigureMissing::NoMentees;

    #[test]
    fn what_cannot_be_measured_is_not_zero() {
        assert_eq!(Measured::share(0, 0, NONE).value, None);
        assert_eq!(Measured::share(0, 0, NONE).missing, Some(NONE));
        assert_eq!(Measured::share(0, 5, NONE).value, Some(0.0));
        assert_eq!(Measured::median(vec![], NONE).value, None);
        assert_eq!(Measured::share_of_people(0, 0, NONE).to_strangers(), Shown::Missing(NONE));
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(Measured::median(vec![9, 1, 4], NONE).value, Some(4.0));
        assert_eq!(Measured::median(vec![9, 1, 4, 5], NONE).value, Some(4.5));
        assert_eq!(Measured::median(vec![-3], NONE).value, Some(-3.0));
    }

    #[test]
    fn strangers_learn_of_no_few_people() {
        use Shown::{Suppressed, Value};
        assert_eq!(Measured::people(9).to_strangers(), Suppressed);
        assert_eq!(Measured::people(0).to_strangers(), Suppressed);
        assert_eq!(Measured::people(10).to_strangers(), Value(10.0));
        assert_eq!(Measured::count(3).to_strangers(), Value(3.0), "resources are not people");
        let share = |part, whole| Measured::share_of_people(part, whole, NONE).to_strangers();
        assert_eq!(share(20, 40), Value(0.5));
        assert_eq!(share(9, 40), Suppressed, "its part");
        assert_eq!(share(35, 40), Suppressed, "its rest: five people without");
        assert_eq!(share(5, 5), Suppressed, "its whole");
        assert_eq!(share(40, 40), Value(1.0));
        assert_eq!(Measured::median(vec![1; 9], NONE).to_strangers(), Suppressed);
        assert_eq!(
            Measured::count(50).resting_on(4).to_strangers(),
            Suppressed,
            "fifty meetings of four pairs"
        );
    }
}
