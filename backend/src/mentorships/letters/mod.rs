//! What the two of a pairing and their coordinators are written. No letter holds what somebody wrote in confidence.

mod begin;
mod concerns;
mod health;
mod life;
mod nudges;
mod planned_meetings;
mod questions;
mod quiet;

pub use begin::{introduced, paired_by_hand};
pub use concerns::{ABOUT_CONCERNS, concern_closed, concern_raised};
pub use health::{agreement_missing, asked_how_it_goes, first_meeting};
pub use life::{
    came_to_its_end, end_is_near, end_overtakes, ended, ended_with_cycle, extended, extension_overtakes,
    paused, resumed,
};
pub use nudges::{did_it_take_place, meeting_is_near, plan_your_next};
pub use planned_meetings::{meeting_cancelled, meeting_moved, meeting_planned};
pub use questions::{question_answered, question_asked};
pub use quiet::goes_from_by;

use super::queries::PairingRow;
use crate::identity::{self, Contact};
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub const TEMPLATES: &[&Template] = &[
    &begin::INTRODUCTION,
    &begin::BY_HAND,
    &life::PAUSED,
    &life::RESUMED,
    &life::EXTENDED,
    &life::ENDED,
    &life::ENDED_WITH_CYCLE,
    &life::CAME_TO_ITS_END,
    &life::END_IS_NEAR,
    &health::HOW_IT_GOES,
    &health::AGREEMENT_MISSING,
    &health::FIRST_MEETING,
    &planned_meetings::PLANNED,
    &planned_meetings::MOVED,
    &planned_meetings::CANCELLED,
    &nudges::REMINDER,
    &nudges::UNSAID,
    &nudges::PLAN_NEXT,
    &questions::ASKED,
    &questions::ANSWERED,
    &concerns::RAISED,
    &concerns::CLOSED,
];

const NAME: Word = Word::new("name", "Who the letter is to", "Ana Pérez");
const OTHER: Word = Word::new("other", "The other one of the pairing", "Kim Osei");
const LINK: Word = Word::new("link", "The page of the pairing", "https://network.example/");

/// A letter about a pairing to one person, after their quiet hours.
fn to(
    work: &mut Work<'_>,
    template: &'static Template,
    who: &Contact,
    row: &PairingRow,
    more: Values,
) -> Result<(), Problem> {
    let mut values = more;
    values.insert("name", who.name.clone());
    if !values.contains_key("link") {
        values.insert("link", format!("{}/pairings/{}", work.config.public_url, row.id));
    }
    let post = Post { to_name: &who.name, to_address: &who.email, about: Some(row.id), calendar: None };
    let from = quiet::goes_from(work, who.id, &who.time_zone)?;
    letters::send_from(work, template, &post, &values, from)
}

/// A letter to both of a pairing, but not to whoever caused it.
fn to_both(
    work: &mut Work<'_>,
    template: &'static Template,
    row: &PairingRow,
    more: &Values,
) -> Result<(), Problem> {
    let contacts = identity::contacts(work.conn, &[row.mentor_id, row.mentee_id])?;
    let me = work.caller.person();
    for (id, other) in [(row.mentor_id, row.mentee_id), (row.mentee_id, row.mentor_id)] {
        let (Some(who), Some(other)) = (contacts.get(&id), contacts.get(&other)) else { continue };
        if me == Some(id) {
            continue;
        }
        let mut values = more.clone();
        values.insert("other", other.name.clone());
        to(work, template, who, row, values)?;
    }
    Ok(())
}
