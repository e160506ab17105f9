//! Attachments: kept with a draft, handed over to its application, removed with either.

use std::time::Duration;

use serde_json::{Value, json};

use super::applications::find_application;
use super::drafts::linked_draft;
use super::openings::find_opening;
use super::sight::Sight;
use super::{applications, reading_scope};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::files::FileKey;
use crate::platform::jobs::{self, JobRun};
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, AttachmentRow};
use crate::recruitment::rules::{AttachmentType, MOST_ATTACHMENTS};

/// The kind of the job that removes files whose rows are gone, and those that never got one.
pub const REMOVE_FILES: &str = "remove_application_files";

/// A file whose bytes are on disk already.
pub struct NewAttachment {
    pub key: FileKey,
    pub name: String,
    pub media_type: AttachmentType,
    pub size: i64,
}

/// Adds a file to the draft of the caller's link.
///
/// # Errors
/// 404 when the draft is gone, 409 when the opening takes no applications any more or another file came at this moment,
/// 422 when there are three.
pub fn attach(work: &mut Work<'_>, new: NewAttachment) -> Result<AttachmentRow, Problem> {
    let (draft, opening) = linked_draft(work)?;
    applications::still_taken(work, &opening)?;
    let taken: Vec<i32> =
        queries::attachments_of_draft(work.conn, draft.id)?.iter().map(|row| row.place).collect();
    let Some(place) = (1..=MOST_ATTACHMENTS).find(|place| !taken.contains(place)) else {
        let sentence = format!("There are {MOST_ATTACHMENTS} files already: remove one first.");
        return Err(Problem::invalid(vec![FieldError::new("/file", "too_many", sentence)]));
    };
    let row = AttachmentRow {
        id: new.key.id,
        draft_id: Some(draft.id),
        application_id: None,
        place,
        name: new.name,
        media_type: new.media_type,
        size: new.size,
        digest: new.key.digest,
        created_at: work.stamp(),
    };
    queries::insert_attachment(work.conn, &row)?;
    Ok(row)
}

/// Removes a file from the draft of the caller's link.
///
/// # Errors
/// 404 when it is none of the draft's.
pub fn detach(work: &mut Work<'_>, id: Id) -> Result<(), Problem> {
    let (draft, _) = linked_draft(work)?;
    let rows = queries::attachments_of_draft(work.conn, draft.id)?;
    let row = rows.into_iter().find(|row| row.id == id).ok_or_else(|| Problem::not_found("attachment"))?;
    forget(work, &[row])
}

/// Deletes the rows, and queues the removal of their files: they go when the transaction has been kept, and only then.
pub fn forget(work: &mut Work<'_>, rows: &[AttachmentRow]) -> Result<(), Problem> {
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    queries::delete_attachments(work.conn, &ids)?;
    let keys: Vec<FileKey> = rows.iter().map(AttachmentRow::key).collect();
    // The holder of a link sees no jobs; the network does.
    work.with_scope(&Scope::everything(), |w| jobs::enqueue(w, REMOVE_FILES, &json!({ "files": keys })))?;
    Ok(())
}

/// Deletes everything that came with these drafts.
pub fn forget_drafts(work: &mut Work<'_>, drafts: &[Id]) -> Result<(), Problem> {
    let rows = queries::attachments_of_drafts(work.conn, drafts)?;
    forget(work, &rows)
}

/// An attachment of an application that the caller may read and whose applicant is not hidden from them.
///
/// # Errors
/// 404 outside of that.
pub fn find_attachment(work: &mut Work<'_>, id: Id) -> Result<AttachmentRow, Problem> {
    let scope = reading_scope(work);
    let gone = || Problem::not_found("attachment");
    let row = queries::find_attachment(work.conn, &scope, id)?.ok_or_else(gone)?;
    let application = find_application(work, row.application_id.ok_or_else(gone)?)?;
    let opening = find_opening(work, application.opening_id)?;
    if Sight::of(work, &opening)?.hides(&application) {
        return Err(gone());
    }
    Ok(row)
}

/// A file without a row is left alone for so long: its upload may not have ended.
const UNFINISHED_FOR: Duration = Duration::from_secs(24 * 3600);

/// The job: removes the files it names; without names, those that have lain without a row for a day.
///
/// # Errors
/// When the store does not answer: the job is then tried again.
pub fn remove_files(run: &JobRun<'_>) -> Result<Value, Problem> {
    let store = &run.platform.config.files;
    let named: Option<Vec<FileKey>> =
        serde_json::from_value(run.payload["files"].clone()).unwrap_or_default();
    let keys = match named {
        Some(keys) => keys,
        None => {
            let now = run.platform.clock.now().into();
            store.older_than(UNFINISHED_FOR, now).map_err(Problem::internal)?
        }
    };
    let mut removed = 0;
    for some in keys.chunks(200) {
        let ids: Vec<Id> = some.iter().map(|key| key.id).collect();
        let known = run.read(|work| Ok(queries::known_attachments(work.conn, &ids)?))?;
        for key in some.iter().filter(|key| !known.contains(&key.id)) {
            store.remove(key).map_err(Problem::internal)?;
            removed += 1;
        }
    }
    Ok(json!({ "removed": removed }))
}
