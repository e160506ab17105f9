//! What strangers sent in lately, as keyed digests of where it came from.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::db::AnyConnection;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::public_submissions as submissions;

/// How many came from a place since then: altogether, and for one mail address.
pub fn count_submissions(
    conn: &mut AnyConnection,
    client: &[u8],
    address: &[u8],
    since: NaiveDateTime,
) -> QueryResult<(i64, i64)> {
    let from_there = submissions::table
        .filter(submissions::client_digest.eq(client).and(submissions::created_at.gt(since)));
    let all = from_there.count().get_result(conn)?;
    let for_address = from_there.filter(submissions::address_digest.eq(address)).count().get_result(conn)?;
    Ok((all, for_address))
}

pub fn insert_submission(work: &mut Work<'_>, client: &[u8], address: &[u8]) -> Result<(), Problem> {
    diesel::insert_into(submissions::table)
        .values((
            submissions::id.eq(work.new_id()),
            submissions::client_digest.eq(client),
            submissions::address_digest.eq(address),
            submissions::created_at.eq(work.stamp()),
        ))
        .execute(work.conn)?;
    Ok(())
}

pub fn erase_submissions_before(conn: &mut AnyConnection, moment: NaiveDateTime) -> QueryResult<usize> {
    diesel::delete(submissions::table.filter(submissions::created_at.lt(moment))).execute(conn)
}
