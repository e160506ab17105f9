//! Rules of evaluation: words and state machines, what an instrument must be, what an answer may be, how
//! microdata are generalised. Pure: no database, no web, no clock.

mod answers;
mod dataset;
mod instrument;
mod microdata;
mod result;
mod states;

pub use answers::{AnswerValue, DeclaredMissing, GivenAnswer, checked_answers};
pub use dataset::{CodebookCode, CodebookEntry, codebook, fields, header};
pub use instrument::{ItemChoice, NewItem, item_problems};
pub use microdata::generalised;
pub use result::{ItemResult, ResultItemState, ResultStatistic};
pub use states::{
    AdjustmentState, Disposition, InstrumentState, ItemKind, RespondentRole, WaveAudience, WaveState,
};

use chrono::NaiveDate;

/// A study is open through its last day.
#[must_use]
pub fn has_expired(expires_on: NaiveDate, today: NaiveDate) -> bool {
    today > expires_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_is_open_through_its_last_day() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 5, d).expect("a date");
        assert!(!has_expired(day(10), day(10)));
        assert!(has_expired(day(10), day(11)));
    }
}
