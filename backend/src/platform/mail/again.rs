//! Mails that could not be sent after many attempts, tried once more.

use diesel::prelude::*;

use super::MailState;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::mails;

/// Queues a mail that failed once more, with all of its attempts before it. It keeps its row and so its Message-ID: a mail system
/// that took it after all knows it again. Answers how many that were: 0 for one that did not fail.
///
/// # Errors
/// When the database refuses.
pub fn queue_again(work: &mut Work<'_>, id: Id, to_address: &str) -> Result<usize, Problem> {
    let rows = diesel::update(mails::table.filter(mails::id.eq(id).and(mails::state.eq(MailState::Failed))))
        .set((
            mails::state.eq(MailState::Queued),
            mails::to_address.eq(to_address),
            mails::attempts.eq(0),
            mails::next_attempt_at.eq(work.stamp()),
        ))
        .execute(work.conn)?;
    Ok(rows)
}
