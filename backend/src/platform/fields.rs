//! Rules of single fields that the validator does not know by itself.

use chrono::{Datelike, NaiveDate};
use validator::ValidationError;

fn wrong(code: &'static str, sentence: &'static str) -> ValidationError {
    ValidationError::new(code).with_message(sentence.into())
}

/// Whether a character leaves something on the page: neither white space nor one of those that show nothing (marks of
/// direction, joiners, fillers, variation selectors, controls).
fn shows(letter: char) -> bool {
    let shows_nothing = matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    !shows_nothing && !letter.is_whitespace() && !letter.is_control()
}

/// Some text, not only what shows nothing. Its schema says `pattern = r"\S"`.
///
/// # Errors
/// When nothing is there that one sees.
pub fn written(text: &str) -> Result<(), ValidationError> {
    if !text.chars().any(shows) {
        return Err(wrong("blank", "It must hold more than spaces."));
    }
    Ok(())
}

/// A day of a four-digit year, which is what both databases and every client can hold.
///
/// # Errors
/// When the year has more digits or none.
pub fn calendar_day(day: &NaiveDate) -> Result<(), ValidationError> {
    if (1..=9999).contains(&day.year()) {
        return Ok(());
    }
    Err(wrong("range", "The year must be between 0001 and 9999."))
}

/// A validator for days: within the years that both databases and every reader of ours can hold.
///
/// # Errors
/// When the year is before 1900 or after 2199.
pub fn plausible_day(day: &NaiveDate) -> Result<(), ValidationError> {
    if (1900..2200).contains(&day.year()) {
        return Ok(());
    }
    Err(wrong("day", "The year must be between 1900 and 2199."))
}

/// An address of the web: nothing else is ever put behind a link.
///
/// # Errors
/// When it does not begin with `http://` or `https://`, or is no address at all.
pub fn web_address(address: &str) -> Result<(), ValidationError> {
    use validator::ValidateUrl;
    let web = ["https://", "http://"].iter().any(|scheme| address.to_ascii_lowercase().starts_with(scheme));
    if web && address.validate_url() {
        return Ok(());
    }
    Err(wrong("url", "This is not an address of the web: it begins with https:// or http://."))
}

/// An address of the web that nobody on the way can read or change.
///
/// # Errors
/// When it does not begin with `https://`, or is no address at all.
pub fn secure_web_address(address: &str) -> Result<(), ValidationError> {
    if address.to_ascii_lowercase().starts_with("https://") && web_address(address).is_ok() {
        return Ok(());
    }
    Err(wrong("https", "This is not a secure address of the web: it begins with https://."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_nothing_written() {
        assert!(written(" \t\n\u{a0}").is_err());
        for nothing in ["\u{200b}", "\u{3164}", "\u{202e}", " \u{feff}\u{2060} ", "\u{ad}\u{200d}", "\u{0}"] {
            assert!(written(nothing).is_err(), "{}", nothing.escape_unicode());
        }
        for something in [" a ", "م", "\u{202e}a", "👩\u{200d}🚀", "."] {
            assert!(written(something).is_ok(), "{something}");
        }
    }

    #[test]
    fn days_have_years_of_four_digits() {
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        assert!(calendar_day(&day(1)).is_ok());
        assert!(calendar_day(&day(9999)).is_ok());
        assert!(calendar_day(&day(0)).is_err());
        assert!(calendar_day(&day(10_000)).is_err());
        assert!(calendar_day(&NaiveDate::MAX).is_err());
    }

    #[test]
    fn a_link_leads_to_the_web_and_nowhere_else() {
        assert!(web_address("https://ala.example/toolkit?q=1").is_ok());
        assert!(web_address("HTTP://ala.example").is_ok());
        for refused in
            ["javascript:alert(1)", "data:text/html,x", "ala.example", "https://", "//ala.example", ""]
        {
            assert!(web_address(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn a_secure_link_is_secure() {
        assert!(secure_web_address("https://meet.example/room?id=1").is_ok());
        for refused in ["http://meet.example/room", "javascript:alert(1)", "https://", "meet.example", ""] {
            assert!(secure_web_address(refused).is_err(), "{refused}");
        }
    }
}
