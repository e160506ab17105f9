//! Writing to a selection: what would happen, and sending.

use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::views::view;
use crate::matching::{EnrolmentRole, EnrolmentState};
use crate::mentorships::messages::selection::{MatchedOrNot, Selection, SelectionKind};
use crate::mentorships::messages::versions::Begun;
use crate::mentorships::messages::wording::MESSAGE;
use crate::mentorships::messages::writing::{self, Draft};
use crate::mentorships::messages::{LeftOut, MOST_RECIPIENTS};
use crate::mentorships::rules::{HealthState, PairingState};
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::WriteMessages;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::Valid;
use crate::platform::pagination::Page;
use crate::platform::reply::{Answer, Reply};

/// Whom a message is for. Of each list its own fields narrow the choice; one of another list is refused.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageSelection {
    of: SelectionKind,
    /// Needed for `enrolments`; pairings of every cycle unless told.
    #[serde(default)]
    #[schema(required = false)]
    cycle_id: Option<Id>,
    /// All of one's regions unless told.
    #[serde(default)]
    #[schema(required = false)]
    region_id: Option<Id>,
    /// Of `enrolments`, and of the two of each pairing; both unless told.
    #[serde(default)]
    #[schema(required = false)]
    role: Option<EnrolmentRole>,
    /// Of `enrolments`; `enrolled` unless told.
    #[serde(default)]
    #[schema(required = false)]
    enrolment_state: Option<EnrolmentState>,
    /// Of `enrolments`: whether a round can match them.
    #[serde(default)]
    #[schema(required = false)]
    ready: Option<bool>,
    /// Of `enrolments`.
    #[serde(default)]
    #[schema(required = false)]
    matching: Option<MatchedOrNot>,
    /// Of `pairings`; all that last unless told.
    #[serde(default)]
    #[schema(required = false)]
    pairing_state: Option<PairingState>,
    /// Of `pairings`: how they stand, as one reads it of each.
    #[serde(default)]
    #[schema(required = false)]
    health: Option<HealthState>,
    /// Of `pairings`: the last meeting, or the start if there was none, was so many days ago or more.
    #[serde(default)]
    #[validate(range(min = 1, max = 3650))]
    #[schema(required = false, minimum = 1, maximum = 3650, example = 30)]
    no_meeting_days: Option<i64>,
    /// Of `people`: whom, of one's regions.
    #[serde(default)]
    #[validate(length(min = 1, max = 5000))]
    #[schema(required = false, min_items = 1, max_items = 5000)]
    person_ids: Option<Vec<Id>>,
    /// Of `enrolments` and `pairings`: these alone of those found. 422 names each who is unknown, or not found.
    #[serde(default)]
    #[validate(length(min = 1, max = 500))]
    #[schema(required = false, min_items = 1, max_items = 500)]
    only_people: Option<Vec<Id>>,
    /// Of `enrolments` and `pairings`: all but these; not beside `only_people`. 422 names each who is unknown.
    #[serde(default)]
    #[validate(length(min = 1, max = 500))]
    #[schema(required = false, min_items = 1, max_items = 500)]
    without_people: Option<Vec<Id>>,
}

impl From<MessageSelection> for Selection {
    fn from(asked: MessageSelection) -> Self {
        Self {
            of: asked.of,
            cycle_id: asked.cycle_id,
            region_id: asked.region_id,
            role: asked.role,
            enrolment_state: asked.enrolment_state,
            ready: asked.ready,
            matching: asked.matching,
            pairing_state: asked.pairing_state,
            health: asked.health,
            no_meeting_days: asked.no_meeting_days,
            person_ids: asked.person_ids,
            only_people: asked.only_people,
            without_people: asked.without_people,
        }
    }
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewMessage {
    /// With the words of `GET /message-words` in double braces.
    #[validate(length(min = 1, max = 200), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"\S",
        example = "{{ first_name }}, how is it going?"
    )]
    subject: String,
    #[validate(length(min = 1, max = 10000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"\S",
        example = "Hello {{ first_name }}, write to {{ partner }}."
    )]
    body: String,
    #[validate(nested)]
    selection: MessageSelection,
}

/// How many of those chosen get no mail for one reason.
#[derive(Serialize, ToSchema)]
pub struct LeftOutCount {
    reason: LeftOut,
    count: i64,
}

/// Somebody chosen who gets no mail.
#[derive(Serialize, ToSchema)]
pub struct LeftOutPerson {
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    reason: LeftOut,
}

/// Somebody who would get a mail.
#[derive(Serialize, ToSchema)]
pub struct ReachedPerson {
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    /// Where they were found: of two people of one name it tells which is which.
    #[schema(example = "Great Lakes")]
    region_name: Option<String>,
}

/// The mail as the first of those reached would get it.
#[derive(Serialize, ToSchema)]
pub struct MessageSample {
    #[schema(example = "Ana Flores")]
    to_name: String,
    subject: String,
    body: String,
}

/// What sending would do.
#[derive(Serialize, ToSchema)]
pub struct MessagePreview {
    /// Everybody chosen, each once.
    chosen: i64,
    /// Those who would get a mail.
    reached: i64,
    left_out: Vec<LeftOutCount>,
    /// The first 100 of those left out, by name.
    left_out_people: Vec<LeftOutPerson>,
    /// Everybody who would get a mail, by name.
    recipients: Vec<ReachedPerson>,
    /// `null` when nobody is reached.
    sample: Option<MessageSample>,
    /// The most that one message may be for.
    #[schema(example = 5000)]
    most: i64,
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Look at a message before sending it
///
/// Whom it would reach, who is left out and why, and one mail as it would read. Nothing is sent or kept.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    request_body = PreviewMessage,
    responses((status = 200, description = "What sending would do", body = MessagePreview)))]
#[post("/message-preview")]
pub async fn preview_message(auth: Authorized<WriteMessages>, body: Valid<PreviewMessage>) -> Answer {
    let draft = draft_of(body.value);
    auth.view(move |w| {
        let (choice, sample) = writing::preview(w, &draft)?;
        let left_out: Vec<LeftOutPerson> = choice
            .chosen
            .iter()
            .filter_map(|one| {
                let person_name = one.person.name.clone();
                Some(LeftOutPerson { person_id: one.person.id, person_name, reason: one.told()? })
            })
            .collect();
        let regions = network::region_names(w.conn)?;
        let of = |reason: LeftOut| count(left_out.iter().filter(|one| one.reason == reason).count());
        Ok(MessagePreview {
            chosen: count(choice.chosen.len()),
            reached: count(choice.reached().count()),
            left_out: LeftOut::ALL
                .iter()
                .map(|reason| LeftOutCount { reason: *reason, count: of(*reason) })
                .filter(|one| one.count > 0)
                .collect(),
            left_out_people: left_out.into_iter().take(100).collect(),
            recipients: choice
                .reached()
                .map(|one| ReachedPerson {
                    person_id: one.person.id,
                    person_name: one.person.name.clone(),
                    region_name: one.region.and_then(|id| regions.get(&id).cloned()),
                })
                .collect(),
            sample: sample.map(|sample| MessageSample {
                to_name: sample.to_name,
                subject: sample.letter.subject,
                body: sample.letter.body,
            }),
            most: count(MOST_RECIPIENTS),
        })
    })
    .await
}

fn draft_of(asked: PreviewMessage) -> Draft {
    Draft { subject: asked.subject, body: asked.body, selection: asked.selection.into(), begun: None }
}

/// Which template somebody began with, as it read then.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageBegunWith {
    template_id: Id,
    /// The number of its version.
    #[validate(range(min = 1))]
    #[schema(minimum = 1, example = 1)]
    number: i64,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendMessage {
    /// With the words of `GET /message-words` in double braces.
    #[validate(length(min = 1, max = 200), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"\S",
        example = "{{ first_name }}, how is it going?"
    )]
    subject: String,
    #[validate(length(min = 1, max = 10000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"\S",
        example = "Hello {{ first_name }}, write to {{ partner }}."
    )]
    body: String,
    #[validate(nested)]
    selection: MessageSelection,
    /// How many one was told that it would reach; 409 when it is another number by now. Not checked unless told.
    #[serde(default)]
    #[validate(range(min = 1, max = 5000))]
    #[schema(required = false, minimum = 1, maximum = 5000, example = 42)]
    expected_recipients: Option<i64>,
    /// The template that the words began with, if there was one; they may read otherwise by now.
    #[serde(default)]
    #[validate(nested)]
    #[schema(required = false)]
    template: Option<MessageBegunWith>,
}

/// Send a message to a selection of people
///
/// At most 5,000. Each person once, however often they were chosen; who is left out, and why, is in the history. The mails are
/// written by a job, which can be cancelled. Each says how to get no more of them.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    request_body = SendMessage,
    responses((status = 202, description = "The message; its mails are being written. 409 when it would reach another number of people than expected", body = super::views::MessageView)))]
#[post("/messages")]
pub async fn send_message(auth: Authorized<WriteMessages>, body: Valid<SendMessage>) -> Answer {
    auth.post(body, |w, body| {
        let expected = body.expected_recipients;
        let begun = body.template.map(|one| Begun { template: one.template_id, number: one.number });
        let SendMessage { subject, body, selection, .. } = body;
        let draft = Draft { subject, body, selection: selection.into(), begun };
        let (row, job) = writing::send(w, draft, expected)?;
        Reply::accepted(job, &view(w, row)?)
    })
    .await
}

/// A word that is filled in for each person.
#[derive(Serialize, ToSchema)]
pub struct MessageWord {
    #[schema(example = "first_name")]
    name: &'static str,
    #[schema(example = "The first part of their name")]
    meaning: &'static str,
    #[schema(example = "Ana")]
    sample: &'static str,
}

/// List the words that messages may use
///
/// All of them; there is one page.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    responses((status = 200, description = "Words, to be written in double braces", body = Page<MessageWord>)))]
#[get("/message-words")]
pub async fn list_message_words(auth: Authorized<WriteMessages>) -> Answer {
    auth.list(|_| {
        let items = MESSAGE
            .words
            .iter()
            .map(|word| MessageWord { name: word.name, meaning: word.meaning, sample: word.sample })
            .collect();
        Ok(Page { items, next_cursor: None })
    })
    .await
}
