//! The demo's open search: a published opening with applications, two of them assigned for review.

use chrono::Days;

use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::{self, NewApplication, NewOpening};

/// Name, local part of the address, institution, experience, leadership, commitment.
const APPLICANTS: &[[&str; 6]] = &[
    [
        "Marisol Vega",
        "marisol.vega",
        "Prairie County Library",
        "Eleven years in public libraries; mentor in our state association since 2019.",
        "I chaired the mentoring committee and doubled the number of pairs in two years.",
        "My director supports five hours a week, and I have a deputy for leave.",
    ],
    [
        "Desmond Achebe",
        "desmond.achebe",
        "Lakeside College Library",
        "Seven years of instruction and outreach; two mentees of my own, both still in touch.",
        "I lead a team of six and train new liaisons.",
        "Evenings and one afternoon a week for the whole term.",
    ],
    [
        "Yuki Tanabe",
        "yuki.tanabe",
        "Harbor Middle School Library",
        "Fourteen years as a school librarian, the last five as lead of the district.",
        "I organise the district's monthly meetings of school librarians.",
        "Summers free, and two hours a week during the school year.",
    ],
];

/// # Errors
/// When the database refuses.
pub fn fill(work: &mut Work<'_>, region: Id, seat: Id, reviewers: &[Id]) -> Result<(), Problem> {
    let today = work.now.date_naive();
    let opening = recruitment::create_opening(work, NewOpening {
        handover: false,
        region,
        seats: vec![seat],
        title: "Mentorship coordinator".into(),
        description: "You match mentors with mentees in your region, look after the pairs, and guide the coordinator who \
                      follows you. Training over Zoom comes before the term begins."
            .into(),
        term_starts_on: today + Days::new(60),
        term_ends_on: today + Days::new(60 + 730),
        closes_on: today + Days::new(21),
        criteria: None,
        blind_review: false,
        references_asked: 0,
        book_until_hours: 4,
        change_until_hours: 24,
    })?;
    recruitment::publish_opening(work, opening.id)?;
    for [name, local, institution, experience, leadership, commitment] in APPLICANTS {
        recruitment::submit_application(
            work,
            opening.id,
            NewApplication {
                name: (*name).to_owned(),
                // Reviewers of the demo share a domain, and nobody reviews an applicant of their own.
                email: format!("{local}@applicants.example"),
                institution: (*institution).to_owned(),
                experience: (*experience).to_owned(),
                leadership: (*leadership).to_owned(),
                commitment: (*commitment).to_owned(),
                conflict_of_interest: None,
            },
        )?;
    }
    recruitment::assign_reviewers(work, opening.id, reviewers, reviewers.len())?;
    Ok(())
}
