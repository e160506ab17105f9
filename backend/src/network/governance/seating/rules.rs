//! Rules of the seats: when one is held, how many are held at once, how many votes make a quorum.

use chrono::NaiveDate;

use crate::platform::problem::FieldError;

/// First day, and the day after the last one.
pub type Days = (NaiveDate, NaiveDate);

/// A seat of the task force is held `[starts_on, ends_on)`.
#[must_use]
pub fn seat_problems(starts_on: NaiveDate, ends_on: NaiveDate) -> Vec<FieldError> {
    if starts_on < ends_on {
        return Vec::new();
    }
    vec![FieldError::new("/ends_on", "order", "A seat ends after it starts.")]
}

/// Whether a seat is held on `today`.
#[must_use]
pub fn is_held(starts_on: NaiveDate, ends_on: NaiveDate, today: NaiveDate) -> bool {
    starts_on <= today && today < ends_on
}

#[must_use]
pub fn overlap(a: Days, b: Days) -> bool {
    a.0 < b.1 && b.0 < a.1 && a.0 < a.1 && b.0 < b.1
}

/// The most seats that are held on one day of `within`. The count grows only on first days, so these are looked at.
#[must_use]
pub fn most_at_once(seats: &[Days], within: Days) -> usize {
    let held_on = |day| seats.iter().filter(|seat| is_held(seat.0, seat.1, day)).count();
    let first_days = seats.iter().map(|seat| seat.0).filter(|day| is_held(within.0, within.1, *day));
    std::iter::once(within.0).chain(first_days).map(held_on).max().unwrap_or(0)
}

/// How many of `voting` members have to take part: more than `percent` of them, all of them at 100, and never none.
#[must_use]
pub fn quorum(voting: i32, percent: i32) -> i32 {
    let more = i64::from(voting) * i64::from(percent) / 100 + 1;
    i32::try_from(more).unwrap_or(i32::MAX).min(voting).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
    }

    #[test]
    fn a_seat_is_held_from_its_first_day_until_before_its_last() {
        assert!(!is_held(day(2), day(4), day(1)));
        assert!(is_held(day(2), day(4), day(2)));
        assert!(is_held(day(2), day(4), day(3)));
        assert!(!is_held(day(2), day(4), day(4)));
        assert!(!seat_problems(day(2), day(2)).is_empty());
        assert!(seat_problems(day(2), day(3)).is_empty());
    }

    #[test]
    fn seats_that_follow_one_another_are_one_at_once() {
        let seats = [(day(1), day(5)), (day(5), day(9)), (day(4), day(6))];
        assert_eq!(most_at_once(&seats, (day(1), day(4))), 1);
        assert_eq!(most_at_once(&seats, (day(1), day(9))), 2);
        assert_eq!(most_at_once(&seats, (day(6), day(9))), 1);
        assert_eq!(most_at_once(&seats, (day(10), day(12))), 0);
        assert!(!overlap(seats[0], seats[1]));
        assert!(overlap(seats[0], seats[2]));
        assert!(!overlap((day(3), day(3)), seats[0]), "a seat that was ended before it began");
    }

    #[test]
    fn a_quorum_is_more_than_its_share_and_never_nobody() {
        assert_eq!(quorum(9, 50), 5);
        assert_eq!(quorum(8, 50), 5);
        assert_eq!(quorum(9, 66), 6);
        assert_eq!(quorum(9, 100), 9);
        assert_eq!(quorum(1, 50), 1);
        assert_eq!(quorum(0, 50), 1, "where nobody votes nothing is decided");
        assert_eq!(quorum(7, 0), 1);
    }
}
