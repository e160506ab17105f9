//! Rows by the thousand for benchmarks of lists and rounds, made by the same services as any others.

use chrono::Days;

use super::start;
use crate::demo;
use crate::network;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::{self, NewApplication, NewOpening};

/// One transaction each: long enough to be quick, short enough that the server can write between them.
const AT_ONCE: u32 = 1000;

/// Publishes an opening with so many applications and prints its id.
///
/// # Errors
/// One sentence.
#[allow(clippy::print_stdout)] // the benchmark that asked reads the id
pub fn applications(count: u32) -> Result<(), String> {
    let (_, config) = start::configuration()?;
    let platform = start::platform(config)?;
    let opening = start::as_operator(&platform, |work| {
        let (_, region) = network::region_ids(work.conn)?
            .into_iter()
            .next()
            .ok_or_else(|| Problem::internal("a network has regions"))?;
        let seat = network::open_seat(work, region, "Much wanted seat")?.id;
        let today = work.now.date_naive();
        let opening = recruitment::create_opening(
            work,
            NewOpening {
                handover: false,
                region,
                seats: vec![seat],
                title: "Much wanted".into(),
                description: "An opening that many apply to.".into(),
                term_starts_on: today + Days::new(60),
                term_ends_on: today + Days::new(790),
                closes_on: today + Days::new(21),
                criteria: None,
                blind_review: false,
                references_asked: 0,
                book_until_hours: 4,
                change_until_hours: 24,
            },
        )?;
        recruitment::publish_opening(work, opening.id)?;
        Ok(opening.id)
    })
    .map_err(start::said)?;
    for first in (0..count).step_by(AT_ONCE as usize) {
        start::as_operator(&platform, |work| {
            (first..count.min(first + AT_ONCE)).try_for_each(|number| apply(work, opening, number))
        })
        .map_err(start::said)?;
    }
    println!("{opening}");
    Ok(())
}

/// Makes a cycle in which so many mentees wait to be matched and prints its id.
///
/// # Errors
/// One sentence.
#[allow(clippy::print_stdout)] // the benchmark that asked reads the id
pub fn cycle(mentees: usize) -> Result<(), String> {
    let (_, config) = start::configuration()?;
    let platform = start::platform(config)?;
    let cycle = start::as_operator(&platform, |work| demo::crowd(work, mentees)).map_err(start::said)?;
    println!("{cycle}");
    Ok(())
}

fn apply(work: &mut Work<'_>, opening: Id, number: u32) -> Result<(), Problem> {
    let text = "I have worked in libraries for years, and mentored colleagues in each of them. ".repeat(8);
    let application = NewApplication {
        name: format!("Applicant {number}"),
        email: format!("applicant{number}@sample.example"),
        institution: format!("Library {} of Sampling", number % 9_000),
        experience: text.clone(),
        leadership: text.clone(),
        commitment: text,
        conflict_of_interest: None,
    };
    recruitment::submit_application(work, opening, application).map(|_| ())
}
