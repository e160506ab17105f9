//! What the demo's pairs did with half a year: most meet, some fall silent, some rest, some part, and a few ask.

use chrono::{Days, NaiveDate};

use super::chance::Chance;
use super::{as_person, days_ago};
use crate::matching::ProposalRow;
use crate::mentorships::{
    self, AgreementTerms, Cadence, CheckInChoice, EndReason, Ending, GoalState, MeetingChannel, NewMeeting,
    NoteKind, PauseReason,
};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// A pairing that began `started` days ago.
pub struct Pair {
    pub pairing: Id,
    pub proposal: ProposalRow,
    pub started: u64,
}

/// How a pair does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Well,
    /// Met at first, and not for two months.
    Silent,
    NeverMet,
    Resting,
    EndedEarly,
}

impl Course {
    fn of_chance(chance: &mut Chance) -> Self {
        match chance.below(100) {
            0..60 => Self::Well,
            60..75 => Self::Silent,
            75..80 => Self::NeverMet,
            80..85 => Self::Resting,
            _ => Self::EndedEarly,
        }
    }

    /// So many days ago they met for the last time at the latest.
    const fn last_met(self) -> u64 {
        match self {
            Self::Well => 3,
            Self::Silent => 62,
            Self::Resting => 20,
            Self::EndedEarly => 75,
            Self::NeverMet => u64::MAX,
        }
    }
}

const GOALS: &[&str] = &[
    "Lead one project from idea to report",
    "Find my people beyond my own library",
    "Write a grant application that is sent",
    "Learn to supervise without doing it all myself",
    "Plan a program with the school next door",
    "Decide whether cataloging is my field",
];
/// What comes up on the way, beside what was agreed.
const LATER_GOALS: &[&str] = &[
    "Speak at the state conference",
    "Try a story time in two languages",
    "Ask three neighbours why they do not come in",
];
const PROGRESS: &[&str] = &[
    "A first draft is written.",
    "We talked it through; the next step is small enough now.",
    "My director has agreed.",
];
const SHARED: &[&str] = &[
    "Next time: bring the budget sheet, and the two questions for the board.",
    "Book to read before April: the one on community needs.",
    "We keep to the first Tuesday, by video.",
];
const QUESTIONS: &[&str] = &[
    "We would like to visit each other's library. Is there money for the travel?",
    "My mentor changes jobs in a month. May we go on?",
    "May we extend by two months, to finish the project?",
];

/// # Errors
/// When the database refuses.
pub fn live(
    work: &mut Work<'_>,
    pairs: &[Pair],
    ends_on: NaiveDate,
    region: Id,
    chance: &mut Chance,
) -> Result<(), Problem> {
    let mut questions = QUESTIONS.iter();
    for pair in pairs {
        let course = Course::of_chance(chance);
        if course != Course::NeverMet && chance.below(100) < 90 {
            agree(work, pair, ends_on, chance)?;
        }
        meet(work, pair, course, chance)?;
        say_how_it_goes(work, pair, course, chance)?;
        let question = if pair.proposal.region_id == region { questions.next() } else { None };
        if let Some(question) = question {
            days_ago(work, 2, |w| {
                as_person(w, pair.proposal.mentee_id, |w| {
                    mentorships::ask_coordinator(w, pair.pairing, (*question).to_owned())
                })
            })?;
        }
        match course {
            Course::Resting => rest(work, pair)?,
            Course::EndedEarly => end(work, pair, chance)?,
            _ => {}
        }
    }
    // Those who fell silent were asked, and have not answered.
    days_ago(work, 12, mentorships::look_after_now)
}

fn agree(work: &mut Work<'_>, pair: &Pair, ends_on: NaiveDate, chance: &mut Chance) -> Result<(), Problem> {
    let terms = AgreementTerms {
        goals: chance.some_of(GOALS, 2).into_iter().map(str::to_owned).collect(),
        cadence: Cadence::Monthly,
        confidentiality: "What we say stays between us, unless somebody is in danger.".into(),
        ends_on,
        template_version: None,
    };
    let (mentor, mentee) = (pair.proposal.mentor_id, pair.proposal.mentee_id);
    days_ago(work, pair.started - 2, |w| {
        let digest = as_person(w, mentee, |w| {
            let agreement = mentorships::set_agreement(w, pair.pairing, terms, &|_| Ok(()))?;
            let digest = mentorships::agreement_digest(&agreement);
            mentorships::sign_agreement(w, pair.pairing, &digest)?;
            Ok(digest)
        })?;
        as_person(w, mentor, |w| mentorships::sign_agreement(w, pair.pairing, &digest)).map(|_| ())
    })
}

/// About once a month, from a week after the beginning until they met for the last time.
fn meet(work: &mut Work<'_>, pair: &Pair, course: Course, chance: &mut Chance) -> Result<(), Problem> {
    let mut ago = pair.started - 7;
    while ago >= course.last_met() {
        let logged_by = *chance.one_of(&[pair.proposal.mentor_id, pair.proposal.mentee_id]);
        let new = NewMeeting {
            held_on: work.now.date_naive() - Days::new(ago),
            duration_minutes: *chance.one_of(&[30, 45, 45, 60]),
            channel: *chance.one_of(&[MeetingChannel::Video, MeetingChannel::Video, MeetingChannel::Phone]),
            shared_note: None,
        };
        days_ago(work, ago, |w| as_person(w, logged_by, |w| mentorships::log_meeting(w, pair.pairing, new)))?;
        let pause = 24 + u64::from(chance.below(14));
        if ago < pause {
            break;
        }
        ago -= pause;
    }
    Ok(())
}

/// Notes, a goal that moves on, and a word to the coordinator.
fn say_how_it_goes(
    work: &mut Work<'_>,
    pair: &Pair,
    course: Course,
    chance: &mut Chance,
) -> Result<(), Problem> {
    if course != Course::Well {
        return Ok(());
    }
    let mentee = pair.proposal.mentee_id;
    let due_on = work.now.date_naive() + Days::new(12);
    let (title, progress) = (*chance.one_of(LATER_GOALS), *chance.one_of(PROGRESS));
    let (is_done, note) = (chance.below(3) == 0, *chance.one_of(SHARED));
    let goal = days_ago(work, 90, |w| {
        as_person(w, mentee, |w| {
            mentorships::write_note(w, pair.pairing, NoteKind::Shared, note.to_owned())?;
            mentorships::create_goal(w, pair.pairing, title, Some(due_on))
        })
    })?;
    days_ago(work, 25, |w| {
        as_person(w, mentee, |w| {
            let state = is_done.then_some(GoalState::Done);
            mentorships::note_progress(w, goal.id, Some(progress.to_owned()), state)?;
            mentorships::check_in(w, pair.pairing, CheckInChoice::GoingWell, None).map(|_| ())
        })
    })
}

fn rest(work: &mut Work<'_>, pair: &Pair) -> Result<(), Problem> {
    let until = work.now.date_naive() + Days::new(10);
    days_ago(work, 12, |w| {
        as_person(w, pair.proposal.mentee_id, |w| {
            mentorships::pause_pairing(w, pair.pairing, PauseReason::Workload, until)
        })
    })
    .map(|_| ())
}

fn end(work: &mut Work<'_>, pair: &Pair, chance: &mut Chance) -> Result<(), Problem> {
    const REASONS: &[EndReason] = &[EndReason::Workload, EndReason::ChangedGoals, EndReason::Moved];
    let ending = Ending { reason: *chance.one_of(REASONS), never_again: false };
    days_ago(work, 60, |w| {
        as_person(w, pair.proposal.mentee_id, |w| mentorships::end_pairing(w, pair.pairing, ending))
    })
    .map(|_| ())
}
