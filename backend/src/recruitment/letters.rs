//! What applicants and reviewers are written.

use super::queries::{ApplicationRow, OpeningRow};
use crate::identity::Contact;
use crate::platform::mail::{self, NewMail};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Names come from strangers: one line each, whatever they typed.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter that greets the applicant.
pub fn to_applicant(
    work: &mut Work<'_>,
    application: &ApplicationRow,
    subject: String,
    text: &str,
) -> Result<(), Problem> {
    let name = one_line(&application.name);
    let body = format!("Hello {name},\n\n{text}\n");
    mail::queue(work, &NewMail { to_name: &name, to_address: &application.email, subject, body })
}

/// After a first application, with the link to its status page.
pub fn received(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    new: &ApplicationRow,
    token: &str,
) -> Result<(), Problem> {
    let address = format!("{}/application#{token}", work.config.public_url);
    to_applicant(
        work,
        new,
        format!("Your application: {}", opening.title),
        &format!(
            "we have received your application for \"{}\". Reviewers read every application after {}; you will hear from us in any case.\n\nSee here where it is, or withdraw it:\n\n{address}",
            opening.title, opening.closes_on
        ),
    )
}

fn received_subject(opening: &OpeningRow) -> String {
    format!("Your application: {}", opening.title)
}

/// Whether the owner of an address is told of one more application from it: not without end.
pub fn may_be_told_again(work: &mut Work<'_>, opening: &OpeningRow, email: &str) -> Result<bool, Problem> {
    mail::may_be_asked_for(work, email, &received_subject(opening))
}

/// After another application from the same address. Only the address' owner learns of it. `draft` is the token of what came
/// now, which can be sent in the place of the first.
pub fn received_before(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    again: &ApplicationRow,
    status: &str,
    draft: Option<&str>,
) -> Result<(), Problem> {
    let url = &work.config.public_url;
    let address = format!("{url}/application#{status}");
    let instead = draft.map_or_else(String::new, |token| {
        format!(
            "\n\nThe first one is not yours, or you want the new one to count? Nobody has confirmed the first yet, so you can look at the new one and send it in its place:\n\n{url}/draft#{token}"
        )
    });
    to_applicant(
        work,
        again,
        received_subject(opening),
        &format!(
            "somebody, perhaps you, has just applied for \"{}\" with this address. We have an application from this address already and have kept it as it was: there is one for each person and opening. See here where it is:\n\n{address}{instead}",
            opening.title
        ),
    )
}

pub fn offered(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    seat: &str,
    expires_on: chrono::NaiveDate,
    token: &str,
) -> Result<(), Problem> {
    let address = format!("{}/offer#{token}", work.config.public_url);
    to_applicant(
        work,
        application,
        format!("An offer: {}", opening.title),
        &format!(
            "the task force offers you a seat ({seat}) of \"{}\", from {} until {}.\n\nRead the offer and accept or decline it here, until the end of {expires_on}:\n\n{address}",
            opening.title, opening.term_starts_on, opening.term_ends_on
        ),
    )
}

/// Without the reason, which is for the record.
pub fn declined(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
) -> Result<(), Problem> {
    to_applicant(
        work,
        application,
        format!("Your application: {}", opening.title),
        &format!(
            "thank you for applying for \"{}\". We have decided for somebody else this time. Every opening is on our public pages, and we would be glad to hear from you again.",
            opening.title
        ),
    )
}

pub fn appointed(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
) -> Result<(), Problem> {
    to_applicant(
        work,
        application,
        format!("Welcome: {}", opening.title),
        &format!(
            "you have accepted a seat of \"{}\" and are appointed from {} until {}. Training comes first; your cohort will be in touch.",
            opening.title, opening.term_starts_on, opening.term_ends_on
        ),
    )
}

/// Tells a reviewer how many applications are waiting.
pub fn assigned(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    reviewer: &Contact,
    count: usize,
) -> Result<(), Problem> {
    let address = format!("{}/recruitment", work.config.public_url);
    mail::queue(
        work,
        &NewMail {
            to_name: &reviewer.name,
            to_address: &reviewer.email,
            subject: format!("Applications to review: {}", opening.title),
            body: format!(
                "Hello {},\n\nyou are asked to review {count} application(s) for \"{}\". You see the scores of others after you have given your own:\n\n{address}\n",
                reviewer.name, opening.title
            ),
        },
    )
}

/// Tells a reviewer that a review does not count. The reason is for those who decide.
pub fn set_aside(work: &mut Work<'_>, opening: &OpeningRow, reviewer: &Contact) -> Result<(), Problem> {
    mail::queue(
        work,
        &NewMail {
            to_name: &reviewer.name,
            to_address: &reviewer.email,
            subject: format!("A review set aside: {}", opening.title),
            body: format!(
                "Hello {},\n\none of your reviews for \"{}\" is set aside because of a conflict of interest that was found later. It counts no more, and you need do nothing. Thank you for the time you gave to it; the task force can tell you more.\n",
                reviewer.name, opening.title
            ),
        },
    )
}
