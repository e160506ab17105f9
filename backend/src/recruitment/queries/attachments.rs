//! Files that came with applications and drafts; the bytes lie in the folder of files.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::files::FileKey;
use crate::platform::problem::Problem;
use crate::recruitment::rules::AttachmentType;
use crate::schema::application_attachments as attachments;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = attachments)]
pub struct AttachmentRow {
    pub id: Id,
    pub draft_id: Option<Id>,
    pub application_id: Option<Id>,
    /// 1 to 3 within the draft.
    pub place: i32,
    pub name: String,
    pub media_type: AttachmentType,
    pub size: i64,
    pub digest: String,
    pub created_at: NaiveDateTime,
}

impl AttachmentRow {
    #[must_use]
    pub fn key(&self) -> FileKey {
        FileKey { digest: self.digest.clone(), id: self.id }
    }
}

/// 409 when the place is taken at this very moment.
pub fn insert_attachment(conn: &mut AnyConnection, row: &AttachmentRow) -> Result<(), Problem> {
    diesel::insert_into(attachments::table).values(row.clone()).execute(conn)?;
    Ok(())
}

pub fn attachments_of_draft(conn: &mut AnyConnection, draft: Id) -> QueryResult<Vec<AttachmentRow>> {
    attachments::table
        .filter(attachments::draft_id.eq(draft))
        .order(attachments::place)
        .select(AttachmentRow::as_select())
        .load(conn)
}

pub fn attachments_of_drafts(conn: &mut AnyConnection, drafts: &[Id]) -> QueryResult<Vec<AttachmentRow>> {
    attachments::table
        .filter(attachments::draft_id.eq_any(drafts.iter().copied().map(Some).collect::<Vec<_>>()))
        .select(AttachmentRow::as_select())
        .load(conn)
}

pub fn attachments_of_application(
    conn: &mut AnyConnection,
    application: Id,
) -> QueryResult<Vec<AttachmentRow>> {
    attachments::table
        .filter(attachments::application_id.eq(application))
        .order(attachments::place)
        .select(AttachmentRow::as_select())
        .load(conn)
}

/// An attachment of an application within the scope (see [`super::find_application`]).
pub fn find_attachment(
    conn: &mut AnyConnection,
    scope: &Scope,
    id: Id,
) -> QueryResult<Option<AttachmentRow>> {
    let row: Option<AttachmentRow> = attachments::table
        .filter(attachments::id.eq(id).and(attachments::application_id.is_not_null()))
        .select(AttachmentRow::as_select())
        .first(conn)
        .optional()?;
    let Some(application) = row.as_ref().and_then(|row| row.application_id) else { return Ok(None) };
    Ok(row.zip(super::find_application(conn, scope, application)?).map(|(row, _)| row))
}

/// Gives what came with a draft to the application that it has become.
pub fn hand_over_attachments(conn: &mut AnyConnection, draft: Id, application: Id) -> QueryResult<usize> {
    diesel::update(attachments::table.filter(attachments::draft_id.eq(draft)))
        .set((attachments::draft_id.eq(None::<Id>), attachments::application_id.eq(Some(application))))
        .execute(conn)
}

pub fn delete_attachments(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<usize> {
    diesel::delete(attachments::table.filter(attachments::id.eq_any(ids.to_vec()))).execute(conn)
}

/// Which of these ids have a row.
pub fn known_attachments(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<Vec<Id>> {
    attachments::table.filter(attachments::id.eq_any(ids.to_vec())).select(attachments::id).load(conn)
}
