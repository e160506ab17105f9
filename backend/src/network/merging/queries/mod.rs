//! Rows of merges, and of everything that refers to an institution.

pub mod distinctions;
pub mod regions;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use self::regions::RegionMove;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{
    affiliations, enrolments, institution_identifiers, institution_merges as merges, institutions,
    memberships, people,
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = merges)]
pub struct MergeRow {
    pub id: Id,
    pub survivor_id: Id,
    pub merged_id: Id,
    /// What moved, as [`Moved`].
    pub moved: String,
    pub merged_by: Option<Id>,
    pub undone_at: Option<NaiveDateTime>,
    pub undone_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// Exactly what refers to an institution, and so moves with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub identifiers: Vec<(String, String)>,
    /// Who is there now.
    pub people: Vec<Id>,
    /// Who is or was there.
    pub affiliations: Vec<Id>,
    pub enrolments: Vec<Id>,
    pub memberships: Vec<Id>,
    /// Who goes to another region; `None` between two of one region.
    #[serde(default)]
    pub region: Option<RegionMove>,
}

/// Into which institution this one was merged.
pub fn merged_into(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<Id>> {
    let into: Option<Option<Id>> = institutions::table
        .filter(institutions::id.eq(id))
        .select(institutions::merged_into)
        .first(conn)
        .optional()?;
    Ok(into.flatten())
}

pub fn referring(conn: &mut AnyConnection, id: Id) -> QueryResult<Moved> {
    Ok(Moved {
        identifiers: institution_identifiers::table
            .filter(institution_identifiers::institution_id.eq(id))
            .order((institution_identifiers::scheme, institution_identifiers::value))
            .select((institution_identifiers::scheme, institution_identifiers::value))
            .load(conn)?,
        people: people::table.filter(people::institution_id.eq(id)).select(people::id).load(conn)?,
        affiliations: affiliations::table
            .filter(affiliations::institution_id.eq(id))
            .select(affiliations::id)
            .load(conn)?,
        enrolments: enrolments::table
            .filter(enrolments::institution_id.eq(id))
            .select(enrolments::id)
            .load(conn)?,
        memberships: memberships::table
            .filter(memberships::institution_id.eq(id))
            .select(memberships::id)
            .load(conn)?,
        region: None,
    })
}

// Each of a list that refers to `from`, to `to` instead; its readers ask anew.
macro_rules! carry {
    ($conn:expr, $table:ident, $ids:expr, $from:expr, $to:expr, $now:expr) => {
        for some in $ids.chunks(500) {
            let those = $table::id.eq_any(some.to_vec()).and($table::institution_id.eq($from));
            diesel::update($table::table.filter(those))
                .set((
                    $table::institution_id.eq($to),
                    $table::updated_at.eq($now),
                    $table::version.eq($table::version + 1),
                ))
                .execute($conn)?;
        }
    };
}

/// Carries all of it from one institution to another.
pub fn carry(
    conn: &mut AnyConnection,
    moved: &Moved,
    from: Id,
    to: Id,
    now: NaiveDateTime,
) -> Result<(), Problem> {
    for (scheme, value) in &moved.identifiers {
        let that = institution_identifiers::scheme.eq(scheme).and(institution_identifiers::value.eq(value));
        diesel::update(institution_identifiers::table.filter(that))
            .set(institution_identifiers::institution_id.eq(to))
            .execute(conn)?;
    }
    carry!(conn, people, moved.people, from, to, now);
    carry!(conn, affiliations, moved.affiliations, from, to, now);
    carry!(conn, enrolments, moved.enrolments, from, to, now);
    carry!(conn, memberships, moved.memberships, from, to, now);
    Ok(())
}

/// Says where an institution belongs from now on; whether it was still the version that was read.
pub fn set_merged_into(
    conn: &mut AnyConnection,
    id: Id,
    version: i64,
    into: Option<Id>,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    let read = institutions::id.eq(id).and(institutions::version.eq(version));
    let rows = diesel::update(institutions::table.filter(read))
        .set((
            institutions::merged_into.eq(into),
            institutions::updated_at.eq(now),
            institutions::version.eq(version + 1),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}

pub fn insert_merge(conn: &mut AnyConnection, row: &MergeRow) -> QueryResult<usize> {
    diesel::insert_into(merges::table).values(row.clone()).execute(conn)
}

/// Institutions are public facts; who may change them sees what was done to them.
pub fn find_merge(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<MergeRow>> {
    merges::table.filter(merges::id.eq(id)).select(MergeRow::as_select()).first(conn).optional()
}

/// What was merged into an institution, newest first.
pub fn merges_into(
    conn: &mut AnyConnection,
    _: &Scope,
    survivor: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<MergeRow>> {
    let mut query = merges::table.filter(merges::survivor_id.eq(survivor)).into_boxed();
    if let Some(after) = window.after {
        query = query.filter(merges::id.lt(after));
    }
    query.order(merges::id.desc()).limit(window.fetch()).select(MergeRow::as_select()).load(conn)
}

/// Who stayed, who went and what moved, as [`Moved`], of every merge that stands, the earliest first.
pub fn standing_merges(conn: &mut AnyConnection) -> QueryResult<Vec<(Id, Id, String)>> {
    merges::table
        .filter(merges::undone_at.is_null())
        .order(merges::id)
        .select((merges::survivor_id, merges::merged_id, merges::moved))
        .load(conn)
}

/// Marks a merge as undone; whether nobody else had.
pub fn set_undone(conn: &mut AnyConnection, row: &MergeRow) -> QueryResult<bool> {
    let standing = merges::id.eq(row.id).and(merges::undone_at.is_null());
    let rows = diesel::update(merges::table.filter(standing))
        .set((
            merges::undone_at.eq(row.undone_at),
            merges::undone_by.eq(row.undone_by),
            merges::updated_at.eq(row.updated_at),
            merges::version.eq(row.version),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}

/// How many of a list are no longer at the institution.
macro_rules! gone {
    ($conn:expr, $table:ident, $ids:expr, $at:expr) => {{
        let mut still: usize = 0;
        for some in $ids.chunks(500) {
            let those = $table::id.eq_any(some.to_vec()).and($table::institution_id.eq($at));
            let n: i64 = $table::table.filter(those).count().get_result($conn)?;
            still += usize::try_from(n).unwrap_or(0);
        }
        $ids.len().saturating_sub(still)
    }};
}

/// What has happened since to what moved: it would be lost by carrying it back.
#[derive(Debug, Default)]
pub struct Since {
    pub identifiers: Vec<String>,
    pub people: Vec<String>,
    pub affiliations: usize,
    pub enrolments: usize,
    pub memberships: usize,
    /// Enrolments that went to another region and are in a round by now.
    pub under_way: usize,
}

pub fn happened_since(conn: &mut AnyConnection, moved: &Moved, survivor: Id) -> QueryResult<Since> {
    let mut since = Since {
        affiliations: gone!(conn, affiliations, moved.affiliations, survivor),
        enrolments: gone!(conn, enrolments, moved.enrolments, survivor),
        memberships: gone!(conn, memberships, moved.memberships, survivor),
        ..Since::default()
    };
    for (scheme, value) in &moved.identifiers {
        let there = institution_identifiers::table
            .filter(institution_identifiers::scheme.eq(scheme).and(institution_identifiers::value.eq(value)))
            .filter(institution_identifiers::institution_id.eq(survivor))
            .count()
            .get_result::<i64>(conn)?;
        if there == 0 {
            since.identifiers.push(format!("{scheme} {value}"));
        }
    }
    for some in moved.people.chunks(500) {
        // Whoever went and came back has another affiliation than the one that moved.
        let stayed: Vec<Id> = affiliations::table
            .filter(affiliations::person_id.eq_any(some.to_vec()).and(affiliations::until.is_null()))
            .filter(affiliations::institution_id.eq(survivor))
            .select((affiliations::id, affiliations::person_id))
            .load::<(Id, Id)>(conn)?
            .into_iter()
            .filter(|(id, _)| moved.affiliations.contains(id))
            .map(|(_, person)| person)
            .collect();
        let left: Vec<Id> = some.iter().filter(|id| !stayed.contains(id)).copied().collect();
        let names: Vec<String> = people::table
            .filter(people::id.eq_any(left))
            .order((people::name, people::id))
            .select(people::name)
            .load(conn)?;
        since.people.extend(names);
    }
    if let Some(going) = &moved.region {
        since.under_way = regions::enrolments_under_way(conn, going)?;
        let known = since.people.clone();
        let elsewhere = regions::gone_elsewhere(conn, going)?;
        since.people.extend(elsewhere.into_iter().filter(|name| !known.contains(name)));
    }
    Ok(since)
}
