//! A series of slots: "Tuesdays and Thursdays, 10:00 to 12:00, every 30 minutes, between two dates".

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;

use super::interviews::overlap;
use crate::platform::local_time::to_utc;
use crate::platform::problem::FieldError;

crate::text_enum! {
    /// A day of the week.
    pub enum DayOfWeek {
        Monday = "monday",
        Tuesday = "tuesday",
        Wednesday = "wednesday",
        Thursday = "thursday",
        Friday = "friday",
        Saturday = "saturday",
        Sunday = "sunday",
    }
}

crate::text_enum! {
    /// Why a time of a series becomes no slot.
    pub enum SlotObstacle {
        /// Clocks are turned forward over it.
        NoSuchTime = "no_such_time",
        /// It is over already.
        Past = "past",
        /// Clocks are turned forward between it and the one before, which is not over yet.
        Overlap = "overlap",
        /// Somebody of the panel sits on another one.
        DoubleBooked = "double_booked",
    }
}

impl DayOfWeek {
    const fn is(self, day: Weekday) -> bool {
        matches!(
            (self, day),
            (Self::Monday, Weekday::Mon)
                | (Self::Tuesday, Weekday::Tue)
                | (Self::Wednesday, Weekday::Wed)
                | (Self::Thursday, Weekday::Thu)
                | (Self::Friday, Weekday::Fri)
                | (Self::Saturday, Weekday::Sat)
                | (Self::Sunday, Weekday::Sun)
        )
    }
}

/// When the slots of a series are, in local time.
#[derive(Debug, Clone)]
pub struct Series {
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub weekdays: Vec<DayOfWeek>,
    /// The first slot of a day starts at `from`; the last one ends at `until` or before.
    pub from: NaiveTime,
    pub until: NaiveTime,
    pub every_minutes: i32,
    pub duration_minutes: i32,
}

/// Most slots of one series.
pub const MOST_OF_SERIES: usize = 200;
/// Most days between the first and the last.
pub const MOST_DAYS: u64 = 366;

/// A time of day as written: `10:00`.
#[must_use]
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    (text.len() == 5).then(|| NaiveTime::parse_from_str(text, "%H:%M").ok()).flatten()
}

/// Everything that is wrong with a series, whatever its zone.
#[must_use]
pub fn series_problems(series: &Series) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let last = series.first_day.checked_add_days(Days::new(MOST_DAYS)).unwrap_or(series.first_day);
    if series.last_day < series.first_day {
        wrong.push(FieldError::new("/last_day", "order", "A series does not end before it begins."));
    } else if series.last_day > last {
        wrong.push(FieldError::new("/last_day", "range", "A series lasts a year at most."));
    }
    if series.until <= series.from {
        wrong.push(FieldError::new("/until", "order", "The hours of a day end after they begin."));
    }
    if series.every_minutes < series.duration_minutes {
        wrong.push(FieldError::new(
            "/every_minutes",
            "order",
            "One slot would begin before the one before it ends.",
        ));
    }
    for (index, day) in series.weekdays.iter().enumerate() {
        if series.weekdays[..index].contains(day) {
            wrong.push(FieldError::new(
                &format!("/weekdays/{index}"),
                "duplicate",
                "This day is named twice.",
            ));
        }
    }
    if wrong.is_empty() {
        match local_times(series).len() {
            0 => wrong.push(FieldError::new("/last_day", "empty", "No slot fits into these days and hours.")),
            n if n > MOST_OF_SERIES => wrong.push(FieldError::new(
                "/last_day",
                "range",
                format!("These would be {n} slots; a series makes at most {MOST_OF_SERIES}."),
            )),
            _ => {}
        }
    }
    wrong
}

/// The local times of a sound series, in order.
#[must_use]
pub fn local_times(series: &Series) -> Vec<NaiveDateTime> {
    let (every, lasts) = (
        Duration::minutes(i64::from(series.every_minutes.max(1))),
        Duration::minutes(i64::from(series.duration_minutes.max(1))),
    );
    let mut times = Vec::new();
    for day in series.first_day.iter_days().take_while(|day| *day <= series.last_day) {
        if !series.weekdays.iter().any(|wanted| wanted.is(day.weekday())) {
            continue;
        }
        let mut at = day.and_time(series.from);
        while at + lasts <= day.and_time(series.until) {
            times.push(at);
            at += every;
        }
    }
    times
}

/// A time of a series with its UTC, or with what keeps it from becoming a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesTime {
    pub local: NaiveDateTime,
    /// Start and end in UTC; `None` when the zone leaves this time out.
    pub span: Option<(NaiveDateTime, NaiveDateTime)>,
    pub obstacle: Option<SlotObstacle>,
}

/// The times of a sound series in a zone.
#[must_use]
pub fn series_times(series: &Series, zone: Tz, now: NaiveDateTime) -> Vec<SeriesTime> {
    let lasts = Duration::minutes(i64::from(series.duration_minutes));
    let mut before: Option<(NaiveDateTime, NaiveDateTime)> = None;
    local_times(series)
        .into_iter()
        .map(|local| {
            let span = to_utc(local, zone).map(|starts| (starts, starts + lasts));
            let obstacle = match span {
                None => Some(SlotObstacle::NoSuchTime),
                Some((starts, _)) if starts <= now => Some(SlotObstacle::Past),
                Some(span) if before.is_some_and(|before| overlap(before, span)) => {
                    Some(SlotObstacle::Overlap)
                }
                Some(_) => None,
            };
            if obstacle.is_none() {
                before = span;
            }
            SeriesTime { local, span, obstacle }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(first: &str, last: &str, weekdays: &[DayOfWeek], from: &str, until: &str) -> Series {
        Series {
            first_day: first.parse().unwrap(),
            last_day: last.parse().unwrap(),
            weekdays: weekdays.to_vec(),
            from: time_of_day(from).unwrap(),
            until: time_of_day(until).unwrap(),
            every_minutes: 30,
            duration_minutes: 30,
        }
    }

    fn locals(series: &Series) -> Vec<String> {
        local_times(series).iter().map(|t| t.format("%a %d %H:%M").to_string()).collect()
    }

    #[test]
    fn tuesdays_and_thursdays_between_two_dates() {
        use DayOfWeek::{Thursday, Tuesday};
        let mut two = series("2027-03-08", "2027-03-16", &[Tuesday, Thursday], "10:00", "11:30");
        two.duration_minutes = 25;
        assert_eq!(
            locals(&two),
            [
                "Tue 09 10:00",
                "Tue 09 10:30",
                "Tue 09 11:00",
                "Thu 11 10:00",
                "Thu 11 10:30",
                "Thu 11 11:00",
                "Tue 16 10:00",
                "Tue 16 10:30",
                "Tue 16 11:00"
            ]
        );
        two.duration_minutes = 30;
        two.every_minutes = 45;
        two.last_day = two.first_day + Days::new(1);
        assert_eq!(locals(&two), ["Tue 09 10:00", "Tue 09 10:45"], "the last one ends in time");
    }

    #[test]
    fn what_clocks_leave_out_is_left_out() {
        let zone: Tz = "America/New_York".parse().unwrap();
        let now = "2027-03-01T00:00:00".parse().unwrap();
        let night = series("2027-03-14", "2027-03-14", &[DayOfWeek::Sunday], "01:00", "04:00");
        let seen: Vec<(String, Option<String>, Option<SlotObstacle>)> = series_times(&night, zone, now)
            .into_iter()
            .map(|t| {
                let utc = t.span.map(|(from, _)| from.format("%H:%M").to_string());
                (t.local.format("%H:%M").to_string(), utc, t.obstacle)
            })
            .collect();
        let made = |local: &str, utc: &str| (local.to_owned(), Some(utc.to_owned()), None);
        let none = |local: &str| (local.to_owned(), None, Some(SlotObstacle::NoSuchTime));
        assert_eq!(
            seen,
            [
                made("01:00", "06:00"),
                made("01:30", "06:30"),
                none("02:00"),
                none("02:30"),
                made("03:00", "07:00"),
                made("03:30", "07:30"),
            ]
        );
        // Two hours apart on the clock, one hour apart in truth.
        let long = Series { every_minutes: 120, duration_minutes: 120, ..night };
        let long =
            Series { from: time_of_day("01:30").unwrap(), until: time_of_day("08:00").unwrap(), ..long };
        let obstacles: Vec<_> = series_times(&long, zone, now).into_iter().map(|t| t.obstacle).collect();
        assert_eq!(obstacles, [None, Some(SlotObstacle::Overlap), None]);
    }

    #[test]
    fn of_an_hour_that_happens_twice_the_first_is_meant_and_lengths_stay_true() {
        let zone: Tz = "America/New_York".parse().unwrap();
        let fall = series("2027-11-07", "2027-11-07", &[DayOfWeek::Sunday], "00:30", "02:30");
        let spans: Vec<_> = series_times(&fall, zone, "2027-03-01T00:00:00".parse().unwrap())
            .into_iter()
            .map(|t| t.span)
            .collect();
        let starts: Vec<String> = spans.iter().flatten().map(|s| s.0.format("%H:%M").to_string()).collect();
        assert_eq!(starts, ["04:30", "05:00", "05:30", "07:00"], "an hour is passed over, none comes twice");
        assert!(spans.iter().flatten().all(|(from, to)| *to - *from == Duration::minutes(30)));
    }

    #[test]
    fn what_is_over_is_left_out() {
        let zone: Tz = "UTC".parse().unwrap();
        let day = series("2027-03-09", "2027-03-09", &[DayOfWeek::Tuesday], "10:00", "11:00");
        let now = "2027-03-09T10:00:00".parse().unwrap();
        let obstacles: Vec<_> = series_times(&day, zone, now).into_iter().map(|t| t.obstacle).collect();
        assert_eq!(obstacles, [Some(SlotObstacle::Past), None]);
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        use DayOfWeek::Monday;
        let mut bad = series("2027-03-09", "2027-03-08", &[Monday, Monday], "12:00", "10:00");
        bad.every_minutes = 10;
        let pointers = |series: &Series| -> Vec<String> {
            series_problems(series).into_iter().map(|e| format!("{} {}", e.pointer, e.code)).collect()
        };
        assert_eq!(
            pointers(&bad),
            ["/last_day order", "/until order", "/every_minutes order", "/weekdays/1 duplicate"]
        );
        let nothing = series("2027-03-09", "2027-03-09", &[Monday], "10:00", "12:00");
        assert_eq!(pointers(&nothing), ["/last_day empty"]);
        let far = series("2027-03-09", "2029-03-09", &[Monday], "10:00", "12:00");
        assert_eq!(pointers(&far), ["/last_day range"]);
        let many = series("2027-03-01", "2028-02-28", DayOfWeek::ALL, "08:00", "18:00");
        assert_eq!(pointers(&many), ["/last_day range"]);
        assert!(pointers(&series("2027-03-08", "2027-03-08", &[Monday], "10:00", "10:30")).is_empty());
        for text in ["24:00", "9:00", "09:60", "ab:cd", "", "09:00:00"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }
}
