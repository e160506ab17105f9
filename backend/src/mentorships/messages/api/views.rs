//! Messages as they are read.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::matching::{EnrolmentRole, EnrolmentState};
use crate::mentorships::messages::queries::{self, MessageRow, RecipientCounts, TemplateVersionRow};
use crate::mentorships::messages::resuming;
use crate::mentorships::messages::selection::{MatchedOrNot, Selection, SelectionKind, outside};
use crate::mentorships::queries::{self as pairing_queries, PairingFilter};
use crate::mentorships::rules::{HealthState, PairingState};
use crate::platform::auth::Scope;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::jobs::{self, JobState};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::reply::Versioned;
use crate::platform::work::Work;
use crate::{identity, network};

crate::text_enum! {
    /// How far a message is.
    pub enum MessageState {
        /// Its mails are being written.
        Writing = "writing",
        /// All of its mails are in the outbox, or sent.
        Written = "written",
        Cancelled = "cancelled",
        Failed = "failed",
    }
}

/// Who was chosen. Of people chosen by name there are the recipients alone.
#[derive(Serialize, ToSchema)]
pub struct MessageChoice {
    of: SelectionKind,
    cycle_id: Option<Id>,
    region_id: Option<Id>,
    role: Option<EnrolmentRole>,
    enrolment_state: Option<EnrolmentState>,
    ready: Option<bool>,
    matching: Option<MatchedOrNot>,
    pairing_state: Option<PairingState>,
    /// `null` too for who is one of the recipients, or paired with one: it would tell what the other has said.
    health: Option<HealthState>,
    no_meeting_days: Option<i64>,
    /// Some of those found were left out, or chosen alone, one by one.
    one_by_one: bool,
}

impl MessageChoice {
    fn read(text: &str, with_health: bool) -> Result<Self, Problem> {
        let chosen: Selection = serde_json::from_str(text).map_err(Problem::internal)?;
        Ok(Self {
            of: chosen.of,
            cycle_id: chosen.cycle_id,
            region_id: chosen.region_id,
            role: chosen.role,
            enrolment_state: chosen.enrolment_state,
            ready: chosen.ready,
            matching: chosen.matching,
            pairing_state: chosen.pairing_state,
            health: chosen.health.filter(|_| with_health),
            no_meeting_days: chosen.no_meeting_days,
            one_by_one: chosen.only_people.is_some() || chosen.without_people.is_some(),
        })
    }
}

/// How many people it is for, by what became of each mail.
#[derive(Serialize, ToSchema)]
pub struct MessageCounts {
    queued: i64,
    sent: i64,
    bounced: i64,
    failed: i64,
    /// Left out.
    skipped: i64,
}

impl From<RecipientCounts> for MessageCounts {
    fn from(counts: RecipientCounts) -> Self {
        let RecipientCounts { queued, sent, bounced, failed, skipped } = counts;
        Self { queued, sent, bounced, failed, skipped }
    }
}

/// The template that a message began with, as it read then.
#[derive(Serialize, ToSchema)]
pub struct MessageTemplateOfMessage {
    template_id: Id,
    /// The number of its version.
    #[schema(minimum = 1, example = 1)]
    number: i64,
    #[schema(example = "After the first month")]
    name: String,
    /// The words were changed before it was sent.
    changed: bool,
}

/// A message that was sent.
#[derive(Serialize, ToSchema)]
pub struct MessageView {
    id: Id,
    /// The one region of everybody whom it is for; `null` when there are several.
    region_id: Option<Id>,
    #[schema(example = "Great Lakes")]
    region_name: Option<String>,
    sent_by_id: Id,
    #[schema(example = "Kim Osei")]
    sent_by_name: String,
    /// As it was written, with its words in double braces.
    #[schema(example = "{{ first_name }}, how is it going?")]
    subject: String,
    body: String,
    selection: MessageChoice,
    state: MessageState,
    counts: MessageCounts,
    /// `null` when it began with none, or with one of another region.
    template: Option<MessageTemplateOfMessage>,
    /// Something of it failed that may go on: `POST /messages/{id}/resume`.
    can_resume: bool,
    job_id: Option<Id>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for MessageView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn state_of(job: Option<JobState>) -> MessageState {
    match job {
        Some(JobState::Queued | JobState::Running) => MessageState::Writing,
        Some(JobState::Succeeded) => MessageState::Written,
        Some(JobState::Cancelled) => MessageState::Cancelled,
        Some(JobState::Failed) | None => MessageState::Failed,
    }
}

/// Messages to the reader, or to somebody whom the reader is or was paired with.
fn near_to_reader(work: &mut Work<'_>, messages: &[Id]) -> Result<HashSet<Id>, Problem> {
    let Some(me) = work.caller.person() else { return Ok(HashSet::new()) };
    let own = Scope { own: Some(me), ..Scope::default() };
    let window = Window { after: None, limit: 1000 };
    let pairings = pairing_queries::list(work.conn, &own, &PairingFilter::default(), &window)?;
    let mut people: Vec<Id> = pairings.iter().map(|row| row.other_than(me)).collect();
    people.push(me);
    Ok(queries::messages_to(work.conn, messages, &people)?)
}

/// What became of each mail, as the caller may know it: those who wait for a job that was cancelled are left out, and of people
/// of other regions it is not told that their address takes no mail.
fn counts_of(
    work: &mut Work<'_>,
    messages: &[Id],
    cancelled: &[Id],
) -> Result<HashMap<Id, RecipientCounts>, Problem> {
    let mut found = queries::recipient_counts(work.conn, messages)?;
    for (message, n) in queries::waiting_counts(work.conn, cancelled)? {
        if let Some(counts) = found.get_mut(&message) {
            counts.queued -= n;
            counts.skipped += n;
        }
    }
    if work.scope.network {
        return Ok(found);
    }
    let bounced = queries::bounced_of(work.conn, messages)?;
    let people: Vec<Id> = bounced.iter().map(|(_, person)| *person).collect();
    let outside = outside(work, &people)?;
    for (message, _) in bounced.iter().filter(|(_, person)| outside.contains(person)) {
        if let Some(counts) = found.get_mut(message) {
            counts.bounced -= 1;
            counts.failed += 1;
        }
    }
    Ok(found)
}

/// Versions that messages began with, of templates that the reader may read.
fn begun_with(work: &mut Work<'_>, rows: &[MessageRow]) -> Result<HashMap<Id, TemplateVersionRow>, Problem> {
    let ids: Vec<Id> = rows.iter().filter_map(|row| row.template_version_id).collect();
    let versions = queries::versions_of(work.conn, &ids)?;
    let templates: Vec<Id> = versions.iter().map(|version| version.template_id).collect();
    let within = queries::templates_within(work.conn, work.scope, &templates)?;
    let read = versions.into_iter().filter(|version| within.contains(&version.template_id));
    Ok(read.map(|version| (version.id, version)).collect())
}

impl MessageTemplateOfMessage {
    fn of(row: &MessageRow, begun: &HashMap<Id, TemplateVersionRow>) -> Option<Self> {
        let version = begun.get(&row.template_version_id?)?;
        Some(Self {
            template_id: version.template_id,
            number: version.number,
            name: version.name.clone(),
            changed: (&version.subject, &version.body) != (&row.subject, &row.body),
        })
    }
}

pub fn views(work: &mut Work<'_>, rows: Vec<MessageRow>) -> Result<Vec<MessageView>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let senders: Vec<Id> = rows.iter().map(|row| row.sent_by).collect();
    let job_ids: Vec<Id> = rows.iter().filter_map(|row| row.job_id).collect();
    let names = identity::person_names(work.conn, &senders)?;
    let regions = network::region_names(work.conn)?;
    let jobs = jobs::states(work.conn, &job_ids)?;
    let is_cancelled =
        |row: &&MessageRow| row.job_id.and_then(|id| jobs.get(&id)) == Some(&JobState::Cancelled);
    let cancelled: Vec<Id> = rows.iter().filter(is_cancelled).map(|row| row.id).collect();
    let mut counts = counts_of(work, &ids, &cancelled)?;
    let near = near_to_reader(work, &ids)?;
    let begun = begun_with(work, &rows)?;
    let failed: HashSet<Id> =
        resuming::failed_within(work, &ids)?.into_iter().map(|one| one.message_id).collect();
    rows.into_iter()
        .map(|row| {
            let state = state_of(row.job_id.and_then(|id| jobs.get(&id).copied()));
            Ok(MessageView {
                template: MessageTemplateOfMessage::of(&row, &begun),
                can_resume: match state {
                    MessageState::Failed => true,
                    MessageState::Written => failed.contains(&row.id),
                    MessageState::Writing | MessageState::Cancelled => false,
                },
                region_name: row.region_id.and_then(|id| regions.get(&id).cloned()),
                sent_by_name: names.get(&row.sent_by).cloned().unwrap_or_default(),
                selection: MessageChoice::read(&row.selection, !near.contains(&row.id))?,
                state,
                counts: counts.remove(&row.id).unwrap_or_default().into(),
                id: row.id,
                region_id: row.region_id,
                sent_by_id: row.sent_by,
                subject: row.subject,
                body: row.body,
                job_id: row.job_id,
                created_at: utc(row.created_at),
                version: row.version,
            })
        })
        .collect()
}

pub fn view(work: &mut Work<'_>, row: MessageRow) -> Result<MessageView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("message"))
}
