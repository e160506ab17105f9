//! Mails that wait for their time, taken back while nobody has tried to send them.

use diesel::prelude::*;

use super::MailState;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::mails;

/// Which waiting mails a newer one makes untrue.
pub struct Overtaken<'a> {
    pub about: Id,
    pub templates: &'a [&'a str],
    /// What is in their calendar file; those without one are not meant then.
    pub calendar_holds: Option<&'a str>,
}

/// Takes back what waits for its time and is true no more.
///
/// # Errors
/// When the database refuses.
pub fn take_back(work: &mut Work<'_>, overtaken: &Overtaken<'_>) -> Result<(), Problem> {
    let rows: Vec<(Id, Option<String>)> = mails::table
        .filter(mails::about.eq(Some(overtaken.about)).and(mails::state.eq(MailState::Queued)))
        .filter(mails::attempts.eq(0).and(mails::next_attempt_at.gt(work.stamp())))
        .filter(mails::template.eq_any(overtaken.templates.to_vec()))
        .select((mails::id, mails::calendar))
        .load(work.conn)?;
    let is_meant = |calendar: &Option<String>| {
        overtaken.calendar_holds.is_none_or(|held| calendar.as_ref().is_some_and(|file| file.contains(held)))
    };
    let ids: Vec<Id> = rows.into_iter().filter(|(_, file)| is_meant(file)).map(|(id, _)| id).collect();
    if !ids.is_empty() {
        diesel::delete(mails::table.filter(mails::id.eq_any(ids))).execute(work.conn)?;
    }
    Ok(())
}
