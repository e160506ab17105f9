//! Which days of a seat are covered. Days are half-open, `[from, to)`, as terms are.

use chrono::NaiveDate;

use crate::network::TermState;

/// Coverage that ends within this many days is said to end soon.
pub const ENDING_SOON_DAYS: i64 = 180;

crate::text_enum! {
    /// Whether a seat has somebody today.
    pub enum SeatState {
        Covered = "covered",
        /// Covered today, and for 180 days or fewer from today.
        EndingSoon = "ending_soon",
        /// Nobody yet; somebody is in training for it.
        InTraining = "in_training",
        Uncovered = "uncovered",
    }
}

/// The days that a term covers: none in training or on leave; until graduation, or until it was ended early
/// (`stopped_on`), otherwise to its end.
#[must_use]
pub fn covering(
    state: TermState,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    stopped_on: Option<NaiveDate>,
) -> Option<(NaiveDate, NaiveDate)> {
    let end = match state {
        TermState::Active | TermState::Graduating => ends_on,
        TermState::Graduated | TermState::Ended => stopped_on.map_or(ends_on, |day| day.min(ends_on)),
        TermState::InTraining | TermState::OnLeave => return None,
    };
    (starts_on < end).then_some((starts_on, end))
}

/// A span of covered days without the days of leaves, `[from, to)` each; a leave without an end goes on.
#[must_use]
pub fn without_leaves(
    span: (NaiveDate, NaiveDate),
    leaves: &[(NaiveDate, Option<NaiveDate>)],
) -> Vec<(NaiveDate, NaiveDate)> {
    let (mut reached, end) = span;
    let mut served = Vec::new();
    let mut sorted = leaves.to_vec();
    sorted.sort_unstable();
    for (from, to) in sorted {
        let from = from.clamp(reached, end);
        if reached < from {
            served.push((reached, from));
        }
        reached = reached.max(to.unwrap_or(end)).min(end);
    }
    if reached < end {
        served.push((reached, end));
    }
    served
}

/// The first day after today on which nobody covers, when today is covered.
#[must_use]
pub fn covered_until(covered: &[(NaiveDate, NaiveDate)], today: NaiveDate) -> Option<NaiveDate> {
    let mut until = today;
    let mut sorted = covered.to_vec();
    sorted.sort_unstable();
    for (start, end) in sorted {
        if start <= until && end > until {
            until = end;
        }
    }
    (until > today).then_some(until)
}

/// Days of `[from, to)` that nobody covers.
#[must_use]
pub fn uncovered_days(covered: &[(NaiveDate, NaiveDate)], from: NaiveDate, to: NaiveDate) -> i64 {
    let mut sorted = covered.to_vec();
    sorted.sort_unstable();
    let (mut reached, mut missing) = (from, 0);
    for (start, end) in sorted {
        let (start, end) = (start.min(to), end.min(to));
        if start > reached {
            missing += (start - reached).num_days();
        }
        reached = reached.max(end);
    }
    missing + (to - reached).num_days().max(0)
}

#[must_use]
pub fn seat_state(
    covered_until: Option<NaiveDate>,
    today: NaiveDate,
    somebody_in_training: bool,
) -> SeatState {
    match covered_until {
        Some(until) if (until - today).num_days() <= ENDING_SOON_DAYS => SeatState::EndingSoon,
        Some(_) => SeatState::Covered,
        None if somebody_in_training => SeatState::InTraining,
        None => SeatState::Uncovered,
    }
}

/// What a region is, by its seats: the one that needs most. A region without a seat is uncovered.
#[must_use]
pub fn worst(seats: impl Iterator<Item = SeatState>) -> SeatState {
    seats.max().unwrap_or(SeatState::Uncovered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date") + chrono::Duration::days(n)
    }

    fn days(spans: &[(i64, i64)]) -> Vec<(NaiveDate, NaiveDate)> {
        spans.iter().map(|(a, b)| (day(*a), day(*b))).collect()
    }

    #[test]
    fn gaps_and_overlaps_are_counted_day_by_day() {
        for spans in [
            vec![],
            vec![(0, 10)],
            vec![(-5, 3), (3, 8)],
            vec![(2, 4), (6, 20)],
            vec![(0, 9), (1, 2)],
            vec![(12, 20), (-9, -2)],
        ] {
            let by_hand = (0..10).filter(|d| !spans.iter().any(|(a, b)| a <= d && d < b)).count();
            assert_eq!(uncovered_days(&days(&spans), day(0), day(10)), by_hand as i64, "{spans:?}");
        }
    }

    #[test]
    fn the_days_of_a_leave_are_not_covered() {
        let left = |leaves: &[(i64, Option<i64>)]| {
            let leaves: Vec<_> = leaves.iter().map(|(a, b)| (day(*a), b.map(day))).collect();
            without_leaves((day(0), day(20)), &leaves)
        };
        assert_eq!(left(&[]), days(&[(0, 20)]));
        assert_eq!(left(&[(5, Some(8))]), days(&[(0, 5), (8, 20)]));
        assert_eq!(left(&[(5, Some(8)), (10, None)]), days(&[(0, 5), (8, 10)]));
        assert_eq!(left(&[(5, Some(5))]), days(&[(0, 5), (5, 20)]), "back on the same day");
        assert_eq!(left(&[(0, None)]), days(&[]));
        assert_eq!(left(&[(-9, Some(2)), (30, None)]), days(&[(2, 20)]));
    }

    #[test]
    fn coverage_lasts_as_long_as_one_term_follows_another() {
        assert_eq!(covered_until(&days(&[(5, 9), (-3, 5)]), day(0)), Some(day(9)));
        assert_eq!(covered_until(&days(&[(-3, 5), (6, 9)]), day(0)), Some(day(5)));
        assert_eq!(covered_until(&days(&[(-3, 0)]), day(0)), None, "the last day is not in the term");
        assert_eq!(covered_until(&days(&[(1, 9)]), day(0)), None);
    }

    #[test]
    fn training_and_leave_cover_nothing() {
        for state in TermState::ALL {
            let covers = covering(*state, day(0), day(9), None).is_some();
            assert_eq!(covers, !matches!(state, TermState::InTraining | TermState::OnLeave), "{state}");
            if state.covers() {
                assert_eq!(covering(*state, day(0), day(9), Some(day(4))), Some((day(0), day(9))));
            }
        }
        assert_eq!(covering(TermState::Graduated, day(0), day(9), Some(day(4))), Some((day(0), day(4))));
        assert_eq!(covering(TermState::Ended, day(0), day(9), Some(day(0))), None);
    }

    #[test]
    fn a_seat_needs_somebody_soon_or_now() {
        assert_eq!(seat_state(Some(day(181)), day(0), false), SeatState::Covered);
        assert_eq!(seat_state(Some(day(180)), day(0), true), SeatState::EndingSoon);
        assert_eq!(seat_state(None, day(0), true), SeatState::InTraining);
        assert_eq!(seat_state(None, day(0), false), SeatState::Uncovered);
        assert_eq!(worst([SeatState::Covered, SeatState::InTraining].into_iter()), SeatState::InTraining);
        assert_eq!(worst(std::iter::empty()), SeatState::Uncovered);
    }
}
