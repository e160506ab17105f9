//! What members of a cohort are written.

use super::queries::CohortRow;
use crate::identity::Contact;
use crate::platform::mail::{self, NewMail};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

fn to_member(work: &mut Work<'_>, member: &Contact, subject: String, text: &str) -> Result<(), Problem> {
    let address = format!("{}/training", work.config.public_url);
    let body = format!("Hello {},\n\n{text}\n\n{address}\n", member.name);
    mail::queue(work, &NewMail { to_name: &member.name, to_address: &member.email, subject, body })
}

pub fn welcome(work: &mut Work<'_>, member: &Contact, cohort: &CohortRow) -> Result<(), Problem> {
    to_member(
        work,
        member,
        format!("Your training: {}", cohort.name),
        &format!(
            "you belong to the cohort \"{}\", from {} to {}. Sessions, requirements and your progress are here:",
            cohort.name, cohort.starts_on, cohort.ends_on
        ),
    )
}

pub fn completed(work: &mut Work<'_>, member: &Contact, cohort: &CohortRow) -> Result<(), Problem> {
    to_member(
        work,
        member,
        format!("Training completed: {}", cohort.name),
        &format!("you have completed the training of the cohort \"{}\". Your record is here:", cohort.name),
    )
}
