//! A sign that a public form was opened some time ago: signed, for one form and subject, neither too young nor too old.
//! It needs no row, so that opening a form changes nothing, and no third party.

use chrono::{DateTime, TimeDelta, Utc};

use super::db::Id;
use super::pagination::CursorKey;
use super::problem::Problem;

/// Nobody fills a form faster than this.
pub const LEAST_AGE: TimeDelta = TimeDelta::seconds(3);
/// A page may stay open for a day; then the form asks for a new token.
pub const GREATEST_AGE: TimeDelta = TimeDelta::hours(24);

/// What is wrong with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Not made here, or for another form.
    Foreign,
    TooYoung,
    TooOld,
}

fn label(form: &str) -> String {
    format!("form:{form}")
}

/// A token for `form` about `subject`, opened at `at`.
///
/// # Errors
/// 500 when it cannot be made.
pub fn issue(keys: &CursorKey, form: &str, subject: Id, at: DateTime<Utc>) -> Result<String, Problem> {
    keys.seal(&label(form), &(subject, at.timestamp()))
}

/// # Errors
/// What is wrong with the token.
pub fn check(
    keys: &CursorKey,
    form: &str,
    subject: Id,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let (meant, at): (Id, i64) = keys.open(&label(form), token).map_err(|_| Refusal::Foreign)?;
    if meant != subject {
        return Err(Refusal::Foreign);
    }
    let age = TimeDelta::seconds(now.timestamp().saturating_sub(at));
    if age < LEAST_AGE {
        return Err(Refusal::TooYoung);
    }
    if age > GREATEST_AGE { Err(Refusal::TooOld) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_token_serves_one_form_and_subject_for_a_time() {
        let keys = CursorKey::new([1; 32]);
        let subject: Id = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f".parse().unwrap();
        let other: Id = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e10".parse().unwrap();
        let opened = at("2027-03-01T12:00:00Z");
        let token = issue(&keys, "apply", subject, opened).unwrap();
        let check = |form, subject, now| check(&keys, form, subject, &token, now);
        assert_eq!(check("apply", subject, at("2027-03-01T12:00:02Z")), Err(Refusal::TooYoung));
        assert_eq!(check("apply", subject, at("2027-03-01T12:00:03Z")), Ok(()));
        assert_eq!(check("apply", subject, at("2027-03-02T12:00:00Z")), Ok(()));
        assert_eq!(check("apply", subject, at("2027-03-02T12:00:01Z")), Err(Refusal::TooOld));
        assert_eq!(check("apply", other, at("2027-03-01T13:00:00Z")), Err(Refusal::Foreign));
        assert_eq!(check("write", subject, at("2027-03-01T13:00:00Z")), Err(Refusal::Foreign));
    }

    #[test]
    fn a_token_of_another_network_is_foreign() {
        let subject: Id = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f".parse().unwrap();
        let opened = at("2027-03-01T12:00:00Z");
        let token = issue(&CursorKey::new([1; 32]), "apply", subject, opened).unwrap();
        let now = at("2027-03-01T13:00:00Z");
        assert_eq!(check(&CursorKey::new([2; 32]), "apply", subject, &token, now), Err(Refusal::Foreign));
        assert_eq!(check(&CursorKey::new([1; 32]), "apply", subject, "guess", now), Err(Refusal::Foreign));
    }
}
