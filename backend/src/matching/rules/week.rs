//! The hours of a week in which somebody has time, by their own clock: as spans for people, as bits for the database, as numbers
//! for the matcher.

use crate::platform::problem::FieldError;

crate::text_enum! {
    /// A day of the week.
    pub enum Weekday {
        Monday = "monday",
        Tuesday = "tuesday",
        Wednesday = "wednesday",
        Thursday = "thursday",
        Friday = "friday",
        Saturday = "saturday",
        Sunday = "sunday",
    }
}

const DAY: usize = 24;
const WEEK: usize = 7 * DAY;
/// Every second hour, all week: no more spans can be apart.
pub const MOST_SPANS: u64 = 84;

/// From one whole hour of a day to another, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub day: Weekday,
    pub from: u8,
    pub to: u8,
}

/// At least one hour of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week([bool; WEEK]);

impl Week {
    /// `None` when no span says anything. What is wrong goes to `wrong` by pointer; spans may overlap.
    #[must_use]
    pub fn of(spans: &[Span], pointer: &str, wrong: &mut Vec<FieldError>) -> Option<Self> {
        let mut hours = [false; WEEK];
        for (at, span) in spans.iter().enumerate() {
            let (from, to) = (usize::from(span.from), usize::from(span.to));
            if from >= to || to > DAY {
                let detail = "Time begins at an hour from 0 to 23 and ends at a later one, at most 24.";
                wrong.push(FieldError::new(&format!("{pointer}/{at}"), "order", detail));
                continue;
            }
            let day = span.day as usize * DAY;
            hours[day + from..day + to].fill(true);
        }
        hours.contains(&true).then_some(Self(hours))
    }

    /// As few spans as can be, from Monday on. What goes past midnight is two.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        for (at, _) in self.0.iter().enumerate().filter(|(_, free)| **free) {
            #[allow(clippy::cast_possible_truncation)] // 0 to 23
            let (day, from) = (Weekday::ALL[at / DAY], (at % DAY) as u8);
            match found.last_mut() {
                Some(last) if last.day == day && last.to == from => last.to += 1,
                _ => found.push(Span { day, from, to: from + 1 }),
            }
        }
        found
    }

    /// As the matcher takes them: 0 is Monday from midnight to one.
    #[must_use]
    pub fn hours(&self) -> Vec<u8> {
        (0_u8..).zip(&self.0).filter(|(_, free)| **free).map(|(hour, _)| hour).collect()
    }

    /// A bit an hour, four to a hexadecimal digit, the first hour highest.
    #[must_use]
    pub fn stored(&self) -> String {
        let digit = |four: &[bool]| four.iter().fold(0_u8, |digit, free| 2 * digit + u8::from(*free));
        self.0.chunks(4).map(|four| format!("{:x}", digit(four))).collect()
    }

    /// What [`Self::stored`] was made of; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
        if digits.len() != WEEK / 4 {
            return None;
        }
        let mut hours = [false; WEEK];
        for (at, free) in hours.iter_mut().enumerate() {
            *free = digits[at / 4] >> (3 - at % 4) & 1 == 1;
        }
        hours.contains(&true).then_some(Self(hours))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const fn span(day: Weekday, from: u8, to: u8) -> Span {
        Span { day, from, to }
    }

    fn week(spans: &[Span]) -> Option<Week> {
        let mut wrong = Vec::new();
        let week = Week::of(spans, "", &mut wrong);
        assert_eq!(wrong, []);
        week
    }

    #[test]
    fn spans_are_joined_where_they_touch_and_cut_at_midnight() {
        use Weekday::{Monday, Sunday, Tuesday};
        let said = [span(Sunday, 22, 24), span(Monday, 9, 11), span(Monday, 11, 12), span(Monday, 10, 12)];
        let week = week(&[said.as_slice(), &[span(Monday, 20, 24), span(Tuesday, 0, 1)]].concat()).unwrap();
        let kept = [span(Monday, 9, 12), span(Monday, 20, 24), span(Tuesday, 0, 1), span(Sunday, 22, 24)];
        assert_eq!(week.spans(), kept);
        assert_eq!(week.hours(), [9, 10, 11, 20, 21, 22, 23, 24, 166, 167]);
    }

    #[test]
    fn what_is_stored_comes_back() {
        use Weekday::{Monday, Sunday, Thursday};
        let some = week(&[span(Monday, 0, 1), span(Thursday, 12, 17), span(Sunday, 23, 24)]).unwrap();
        assert_eq!(some.stored().len(), 42);
        assert!(some.stored().starts_with('8') && some.stored().ends_with('1'));
        assert_eq!(Week::read(&some.stored()), Some(some));
        let all: Vec<Span> = Weekday::ALL.iter().map(|day| span(*day, 0, 24)).collect();
        let all = week(&all).unwrap();
        assert_eq!(all.hours().len(), 168);
        assert_eq!(Week::read(&all.stored()), Some(all));
        for nonsense in ["", "8", &"g".repeat(42), &"0".repeat(42), &"f".repeat(43)] {
            assert_eq!(Week::read(nonsense), None);
        }
    }

    #[test]
    fn nothing_said_is_no_week_and_every_wrong_span_is_named() {
        assert_eq!(week(&[]), None);
        let mut wrong = Vec::new();
        let said = [
            span(Weekday::Monday, 9, 9),
            span(Weekday::Monday, 9, 10),
            span(Weekday::Friday, 25, 26),
            span(Weekday::Friday, 12, 10),
        ];
        assert!(Week::of(&said, "/available_hours", &mut wrong).is_some());
        let pointers: Vec<&str> = wrong.iter().map(|w| w.pointer.as_str()).collect();
        assert_eq!(pointers, ["/available_hours/0", "/available_hours/2", "/available_hours/3"]);
    }
}
