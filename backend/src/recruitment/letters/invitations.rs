//! What applicants are written who are asked to choose a time for an interview.

use super::interview_templates::{INVITED, TAKEN_BACK};
use super::interviews::until;
use super::to_applicant;
use crate::platform::letters::{self, Letter, Values, one_line};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{ApplicationRow, OpeningRow};

/// Asks an applicant to choose a time: the letter as it would go out.
///
/// # Errors
/// When the database does not answer.
pub fn invitation(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    name: &str,
    message: &str,
    token: &str,
) -> Result<Letter, Problem> {
    let values = invitation_values(work, opening, name, message, token);
    Ok(letters::written(work, &INVITED, &values)?.0)
}

fn invitation_values(
    work: &Work<'_>,
    opening: &OpeningRow,
    name: &str,
    message: &str,
    token: &str,
) -> Values {
    Values::from([
        ("name", one_line(name)),
        ("opening", opening.title.clone()),
        ("link", format!("{}/interview#{token}", work.config.public_url)),
        ("book_until", until(opening.book_until_hours)),
        ("change_until", until(opening.change_until_hours)),
        ("message", message.to_owned()),
    ])
}

/// # Errors
/// When the database refuses.
pub fn invited(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    message: &str,
    token: &str,
) -> Result<(), Problem> {
    let values = invitation_values(work, opening, &application.name, message, token);
    to_applicant(work, &INVITED, opening, application, values)
}

/// Tells an applicant who has not chosen a time that they need not any more.
///
/// # Errors
/// When the database refuses.
pub fn invitation_taken_back(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reason: &str,
) -> Result<(), Problem> {
    let reason = Values::from([("reason", reason.trim().to_owned())]);
    to_applicant(work, &TAKEN_BACK, opening, application, reason)
}
