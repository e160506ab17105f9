//! Where the next seat belongs.

crate::text_enum! {
    /// What a region's seats carry.
    pub enum Measure {
        Institutions = "institutions",
        /// Full-time equivalents, as far as they are reported.
        Staff = "staff",
        People = "people",
        /// In cycles that are not closed.
        Enrolments = "enrolments",
        /// Applications that are neither decided nor withdrawn.
        Applications = "applications",
    }
}

crate::text_enum! {
    /// Why a region is proposed for the next seat.
    pub enum WhyNext {
        /// It has something to carry, and no open seat.
        NoSeat = "no_seat",
        /// Each of its seats carries most.
        Heaviest = "heaviest",
    }
}

/// The rule in plain words.
pub const RULE: &str = "A region that has something to carry and no open seat comes first; among several, the one that \
    carries most. Otherwise it is the region where each open seat carries most. Regions that carry equally much are all \
    named.";

/// What a region carries, on how many open seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    pub seats: i64,
    /// In hundredths, so that equal is equal.
    pub amount: i64,
}

/// Which regions (by their place in `regions`) the next seat belongs to, more than one when they carry equally much;
/// `None` when nobody carries anything.
#[must_use]
pub fn next_seat(regions: &[Carried]) -> Option<(Vec<usize>, WhyNext)> {
    let without: Vec<usize> =
        (0..regions.len()).filter(|i| regions[*i].seats <= 0 && regions[*i].amount > 0).collect();
    if !without.is_empty() {
        let most = without.iter().map(|i| regions[*i].amount).max()?;
        return Some((without.into_iter().filter(|i| regions[*i].amount == most).collect(), WhyNext::NoSeat));
    }
    // a / m > b / n is a * n > b * m: no fractions, no rounding.
    let heavier = |a: Carried, b: Carried| {
        i128::from(a.amount) * i128::from(b.seats) > i128::from(b.amount) * i128::from(a.seats)
    };
    let carrying: Vec<usize> = (0..regions.len()).filter(|i| regions[*i].amount > 0).collect();
    let heaviest: Vec<usize> = carrying
        .iter()
        .copied()
        .filter(|i| !carrying.iter().any(|other| heavier(regions[*other], regions[*i])))
        .collect();
    (!heaviest.is_empty()).then_some((heaviest, WhyNext::Heaviest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(regions: &[(i64, i64)]) -> Option<(Vec<usize>, WhyNext)> {
        let regions: Vec<Carried> =
            regions.iter().map(|(seats, amount)| Carried { seats: *seats, amount: *amount }).collect();
        next_seat(&regions)
    }

    #[test]
    fn a_region_without_a_seat_comes_first() {
        assert_eq!(next(&[(1, 900), (0, 20), (0, 30)]), Some((vec![2], WhyNext::NoSeat)));
        assert_eq!(next(&[(1, 900), (0, 30), (0, 30)]), Some((vec![1, 2], WhyNext::NoSeat)));
        assert_eq!(next(&[(1, 9), (0, 0)]), Some((vec![0], WhyNext::Heaviest)), "nothing to carry, no seat");
    }

    #[test]
    fn otherwise_it_is_where_each_seat_carries_most() {
        assert_eq!(next(&[(2, 900), (1, 500), (3, 1200)]), Some((vec![1], WhyNext::Heaviest)));
        assert_eq!(next(&[(3, 100), (6, 200), (1, 33)]), Some((vec![0, 1], WhyNext::Heaviest)), "a tie");
        assert_eq!(next(&[(1, 0), (2, 0)]), None);
        assert_eq!(next(&[]), None);
    }
}
