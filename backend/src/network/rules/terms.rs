//! The days of terms: handovers, and terms that end before their day.

use chrono::NaiveDate;

use crate::platform::problem::FieldError;

crate::text_enum! {
    /// How a term came to end before its day.
    pub enum EndingKind {
        /// The coordinator gave it up.
        Resigned = "resigned",
        /// The task force took it back.
        Removed = "removed",
    }
}

crate::text_enum! {
    /// Why a term ended before its day. Read by the task force alone, as the note is.
    pub enum EndingReason {
        Moved = "moved",
        NewPosition = "new_position",
        Workload = "workload",
        Health = "health",
        Family = "family",
        Inactive = "inactive",
        Conduct = "conduct",
        Other = "other",
    }
}

/// The longest a term may last, days.
pub const MOST_TERM_DAYS: i64 = 3660;

/// The days of a term: `[starts_on, ends_on)`, of which it has its seat alone on `[alone_from, ends_on)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub alone_from: NaiveDate,
}

impl Days {
    /// Whether it was ever to be on its seat; a term that ended before it began is not.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.alone_from < self.ends_on
    }
}

/// Why a declared handover is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoHandover {
    /// It would last so many days.
    TooLong(i64),
    /// A handover has one outgoing term, which begins and ends before the incoming one.
    Taken,
}

/// From which day on a term has its seat alone that may overlap with the one before it.
///
/// # Errors
/// When the overlap is longer than `most_days`, or is not that of one outgoing and one incoming term.
pub fn handed_over_on(
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    others: &[Days],
    most_days: i64,
) -> Result<NaiveDate, NoHandover> {
    let mut overlapping =
        others.iter().filter(|o| o.counts() && o.starts_on < ends_on && starts_on < o.ends_on);
    let Some(outgoing) = overlapping.next() else { return Ok(starts_on) };
    if overlapping.next().is_some() || outgoing.starts_on >= starts_on || outgoing.ends_on >= ends_on {
        return Err(NoHandover::Taken);
    }
    let days = (outgoing.ends_on - starts_on).num_days();
    if days > most_days { Err(NoHandover::TooLong(days)) } else { Ok(outgoing.ends_on) }
}

/// A term that ends before its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndedEarly {
    pub days: Days,
    /// Over today already, or never to begin; otherwise it is served until its new end.
    pub over: bool,
}

/// The days of a term that ends on `day`. A term that ends on its first day or earlier never begins: its days stay
/// as they were planned, and none of them is its seat's.
///
/// # Errors
/// When the day is not one on which this term can end.
pub fn ended_early(
    term: Days,
    day: NaiveDate,
    today: NaiveDate,
    kind: EndingKind,
) -> Result<EndedEarly, FieldError> {
    let refuse = |code: &str, said: String| Err(FieldError::new("/ends_on", code, said));
    if day >= term.ends_on {
        return refuse("order", format!("The term ends on {} in any case.", term.ends_on));
    }
    if kind == EndingKind::Resigned && day < today {
        return refuse("past", "A resignation takes effect today at the earliest.".into());
    }
    if day <= term.starts_on {
        if term.starts_on < today {
            return refuse("order", format!("The term was served from {}.", term.starts_on));
        }
        return Ok(EndedEarly { days: Days { alone_from: term.ends_on, ..term }, over: true });
    }
    let days = Days { ends_on: day, alone_from: term.alone_from.min(day), ..term };
    Ok(EndedEarly { days, over: day <= today })
}

/// The days of an incoming term after its outgoing one ended on `day`: it has its seat alone from then on.
#[must_use]
pub fn alone_after(incoming: Days, day: NaiveDate) -> Days {
    Days { alone_from: incoming.alone_from.min(incoming.starts_on.max(day)), ..incoming }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 1, 1).expect("a date") + chrono::Duration::days(n)
    }

    fn term(from: i64, to: i64) -> Days {
        Days { starts_on: day(from), ends_on: day(to), alone_from: day(from) }
    }

    #[test]
    fn a_handover_has_one_outgoing_term_and_a_limit() {
        let over = |from, to, others: &[Days]| handed_over_on(day(from), day(to), others, 60);
        assert_eq!(over(0, 100, &[]), Ok(day(0)));
        assert_eq!(over(100, 200, &[term(0, 100)]), Ok(day(100)), "no day in common");
        assert_eq!(over(40, 200, &[term(0, 100)]), Ok(day(100)));
        assert_eq!(over(39, 200, &[term(0, 100)]), Err(NoHandover::TooLong(61)));
        assert_eq!(over(0, 200, &[term(0, 20)]), Err(NoHandover::Taken), "both begin at once");
        assert_eq!(over(40, 90, &[term(0, 100)]), Err(NoHandover::Taken), "it ends first");
        assert_eq!(over(40, 200, &[term(0, 50), term(50, 90)]), Err(NoHandover::Taken), "two outgoing");
        assert_eq!(over(40, 200, &[term(0, 100), term(150, 300)]), Err(NoHandover::Taken));
        let never = Days { alone_from: day(100), ..term(0, 100) };
        assert_eq!(over(10, 200, &[never]), Ok(day(10)), "what never began hands nothing over");
    }

    #[test]
    fn a_term_ends_before_its_day_or_never_begins() {
        use EndingKind::{Removed, Resigned};
        let end = |n, today, kind| ended_early(term(0, 100), day(n), day(today), kind);
        let to = |n, over| Ok(EndedEarly { days: term(0, n), over });
        let never = Ok(EndedEarly { days: Days { alone_from: day(100), ..term(0, 100) }, over: true });
        let refused = |code: &str, found: Result<EndedEarly, FieldError>| {
            assert_eq!(found.expect_err("refused").code, code);
        };
        assert_eq!(end(50, 20, Resigned), to(50, false));
        assert_eq!(end(20, 20, Resigned), to(20, true));
        refused("past", end(19, 20, Resigned));
        assert_eq!(end(19, 20, Removed), to(19, true), "a removal may be written down later");
        refused("order", end(0, 20, Removed));
        refused("order", end(100, 20, Removed));
        assert_eq!(end(0, 0, Resigned), never, "on its first day");
        assert_eq!(end(-5, -9, Resigned), never);
        assert_eq!(end(-30, -9, Removed), never);
        assert_eq!(end(1, 0, Resigned), to(1, false));
    }

    #[test]
    fn who_takes_over_is_alone_from_the_day_the_other_goes() {
        let incoming = Days { alone_from: day(100), ..term(60, 300) };
        assert_eq!(alone_after(incoming, day(80)).alone_from, day(80));
        assert_eq!(alone_after(incoming, day(10)).alone_from, day(60));
        assert_eq!(alone_after(incoming, day(120)).alone_from, day(100));
    }
}
