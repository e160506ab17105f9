//! The demo's study: a five-item instrument, one closed wave with answers, a finding and what it changed.

use chrono::Days;

use super::chance::Chance;
use crate::evaluation::{
    self, AnswerValue, DeclaredMissing, GivenAnswer, ItemChoice, ItemKind, NewAdjustment, NewFinding,
    NewInstrument, NewItem, NewStudy, NewWave, Submission, WaveAudience,
};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Variable and wording; answered on a scale of agreement.
const ITEMS: &[(&str, &str)] = &[
    ("useful", "Our meetings are useful to me."),
    ("goals", "We work on the goals that we set."),
    ("trust", "I can speak openly with the other person."),
    ("again", "I would take part again."),
];
const SCALE: &[&str] = &["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"];

/// Out of 100, how often each point of the scale is chosen.
const LEANING: &[[u32; 5]] = &[[2, 5, 11, 42, 40], [3, 9, 22, 42, 24], [1, 3, 8, 33, 55], [2, 4, 10, 30, 54]];

/// Makes the study, asks the pairs of `cycle`, and answers for most of them. Answers the study.
///
/// # Errors
/// When the database refuses.
pub fn fill(work: &mut Work<'_>, cycle: Id, owner: Id, chance: &mut Chance) -> Result<Id, Problem> {
    let study = evaluation::create_study(work, NewStudy {
        title: "Does the network help its mentees?".into(),
        irb_number: Some("DEMO-2026-014".into()),
        consent_text: "Taking part is voluntary and has no influence on your mentorship. Your answers are kept under a random \
                       name; only figures of ten people or more are shown."
            .into(),
        data_use_terms: "For the evaluation of this program; no attempt to recognise anybody.".into(),
        expires_on: work.now.date_naive() + Days::new(700),
        k: 10,
    })?;
    let instrument = evaluation::create_instrument(
        work,
        NewInstrument {
            code: "pair_pulse".into(),
            title: "Pulse of a pair".into(),
            licence: "CC0 1.0".into(),
            citation: "Perennial, own wording".into(),
            items: items(),
        },
    )?;
    evaluation::publish_instrument(work, instrument.id)?;
    let wave = evaluation::create_wave(
        work,
        NewWave {
            study: study.id,
            instrument: instrument.id,
            cycle,
            name: "Closing survey".into(),
            audience: WaveAudience::Pairs,
        },
    )?;
    let opened = evaluation::open_wave(work, wave.id)?;
    if opened.job.is_some() {
        return Err(Problem::internal("the demo's past cycle is small enough to be asked at once"));
    }
    for invitation in evaluation::invitations_of_wave(work, wave.id)? {
        if chance.below(100) < 18 {
            continue; // did not answer
        }
        let scope = Scope { link: Some(invitation.id), ..Scope::default() };
        let submission = Submission { consent_version: 1, answers: answers(chance) };
        work.with_scope(&scope, |work| evaluation::submit(work, &submission))?;
    }
    evaluation::close_wave(work, wave.id)?;
    let finding = evaluation::create_finding(
        work,
        NewFinding {
            title: "Goals fade after the second meeting".into(),
            statement: "Meetings are useful to most, but fewer say that they work on the goals they set."
                .into(),
            wave: wave.id,
            variable: "goals".into(),
        },
    )?;
    evaluation::create_adjustment(
        work,
        NewAdjustment {
            finding: finding.id,
            title: "Ask each pair for one goal at every meeting, beginning with the spring cycle".into(),
            owner,
            due_on: work.now.date_naive() + Days::new(60),
        },
    )?;
    Ok(study.id)
}

fn items() -> Vec<NewItem> {
    let choices: Vec<ItemChoice> =
        (1..).zip(SCALE).map(|(code, label)| ItemChoice { code, label: (*label).to_owned() }).collect();
    let mut items: Vec<NewItem> = ITEMS
        .iter()
        .map(|(variable, prompt)| NewItem {
            variable: (*variable).to_owned(),
            kind: ItemKind::Likert,
            prompt: (*prompt).to_owned(),
            required: true,
            choices: choices.clone(),
        })
        .collect();
    items.push(NewItem {
        variable: "change".into(),
        kind: ItemKind::Text,
        prompt: "What should change?".into(),
        required: false,
        choices: Vec::new(),
    });
    items
}

fn answers(chance: &mut Chance) -> Vec<GivenAnswer> {
    let mut given: Vec<GivenAnswer> = ITEMS
        .iter()
        .zip(LEANING)
        .map(|((variable, _), leaning)| GivenAnswer {
            variable: (*variable).to_owned(),
            value: Some(AnswerValue::Number(f64::from(point(leaning, chance.below(100))))),
            missing: None,
        })
        .collect();
    given.push(GivenAnswer {
        variable: "change".into(),
        value: None,
        missing: Some(DeclaredMissing::Refused),
    });
    given
}

/// The point of the scale that `draw` (0 to 99) falls on.
fn point(leaning: &[u32; 5], draw: u32) -> u32 {
    let mut upto = 0;
    for (code, share) in (1..).zip(leaning) {
        upto += share;
        if draw < upto {
            return code;
        }
    }
    5
}
