//! Rows of what makes institutions look like one, each with the group that it is in.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use super::SOME;
use crate::network::finding::Likeness;
use crate::network::finding::likeness::{Apart, Holder, groups_of_key};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{institution_distinctions as distinctions, institution_likenesses as likenesses};

/// A sort of likeness and a key or group of it.
pub type GroupKey = (Likeness, String);

/// Puts these keys in the place of all that the institutions had, and groups who has or had one of them anew.
pub fn replace(conn: &mut AnyConnection, of: &[Id], holders: &[Holder]) -> Result<(), Problem> {
    let mut keys: BTreeSet<GroupKey> = holders.iter().map(|each| (each.likeness, each.key.clone())).collect();
    for some in of.chunks(SOME) {
        let before: Vec<GroupKey> = likenesses::table
            .filter(likenesses::institution_id.eq_any(some.to_vec()))
            .select((likenesses::likeness, likenesses::key))
            .load(conn)?;
        keys.extend(before);
    }
    take_turns(conn, &keys)?;
    for some in of.chunks(SOME) {
        diesel::delete(likenesses::table.filter(likenesses::institution_id.eq_any(some.to_vec())))
            .execute(conn)?;
    }
    // Four columns a row: 4,000 rows stay below the 32,766 parameters that SQLite binds at once.
    for some in holders.chunks(4000) {
        let rows: Vec<_> = some
            .iter()
            .map(|each| {
                (
                    likenesses::likeness.eq(each.likeness),
                    likenesses::key.eq(&each.key),
                    likenesses::institution_id.eq(each.institution),
                    likenesses::place.eq(each.place.as_deref()),
                )
            })
            .collect();
        on_backend!(conn, |c| diesel::insert_into(likenesses::table).values(&rows).execute(c)?);
    }
    regroup(conn, &keys)
}

/// Groups those anew that share a key with any of these: after somebody told two apart, or took that back.
pub fn group_anew(conn: &mut AnyConnection, institutions: &[Id]) -> Result<(), Problem> {
    let keys: Vec<GroupKey> = likenesses::table
        .filter(likenesses::institution_id.eq_any(institutions.to_vec()))
        .select((likenesses::likeness, likenesses::key))
        .load(conn)?;
    let keys = keys.into_iter().collect();
    take_turns(conn, &keys)?;
    regroup(conn, &keys)
}

/// Of two who write one key at once, the second waits until the first is done and then sees it: otherwise each would find
/// that it looks like nobody. SQLite has one writer anyway.
fn take_turns(conn: &mut AnyConnection, keys: &BTreeSet<GroupKey>) -> QueryResult<()> {
    const LIKENESSES: i32 = 1_201;
    let AnyConnection::Postgres(postgres) = conn else { return Ok(()) };
    // A file of ten thousand institutions takes 64 locks, not ten thousand.
    let turns: BTreeSet<i32> = keys
        .iter()
        .map(|(_, key)| key.bytes().fold(0, |sum, byte| (sum * 31 + i32::from(byte)) % 64))
        .collect();
    for turn in turns {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1, $2)")
            .bind::<diesel::sql_types::Integer, _>(LIKENESSES)
            .bind::<diesel::sql_types::Integer, _>(turn)
            .execute(postgres)?;
    }
    Ok(())
}

/// Institution, place and present group of each holder of a key.
type Held = Vec<(Id, Option<String>, Option<String>)>;

fn regroup(conn: &mut AnyConnection, keys: &BTreeSet<GroupKey>) -> Result<(), Problem> {
    for likeness in Likeness::ALL {
        let of_it: Vec<String> =
            keys.iter().filter(|(each, _)| each == likeness).map(|(_, key)| key.clone()).collect();
        for some in of_it.chunks(SOME) {
            let rows: Vec<(String, Id, Option<String>, Option<String>)> = likenesses::table
                .filter(likenesses::likeness.eq(*likeness).and(likenesses::key.eq_any(some.to_vec())))
                .select((
                    likenesses::key,
                    likenesses::institution_id,
                    likenesses::place,
                    likenesses::grouped_as,
                ))
                .load(conn)?;
            let mut by_key: HashMap<String, Held> = HashMap::new();
            for (key, id, place, group) in rows {
                by_key.entry(key).or_default().push((id, place, group));
            }
            // Most look like nobody, and did not before.
            by_key.retain(|_, held| held.len() > 1 || held.iter().any(|(.., group)| group.is_some()));
            for (key, held) in by_key {
                regroup_key(conn, *likeness, &key, &held)?;
            }
        }
    }
    Ok(())
}

fn regroup_key(conn: &mut AnyConnection, likeness: Likeness, key: &str, held: &Held) -> Result<(), Problem> {
    let ids: Vec<Id> = held.iter().map(|(id, ..)| *id).collect();
    let apart = told_apart(conn, &ids)?;
    let holders: Vec<(Id, Option<String>)> = held.iter().map(|(id, place, _)| (*id, place.clone())).collect();
    let groups = groups_of_key(key, &holders, &apart);
    let mut changed: HashMap<Option<&String>, Vec<Id>> = HashMap::new();
    for (id, _, before) in held {
        let after = groups.get(id);
        if before.as_ref() != after {
            changed.entry(after).or_default().push(*id);
        }
    }
    for (group, ids) in changed {
        for some in ids.chunks(SOME) {
            let those = likenesses::likeness
                .eq(likeness)
                .and(likenesses::key.eq(key))
                .and(likenesses::institution_id.eq_any(some.to_vec()));
            diesel::update(likenesses::table.filter(those))
                .set(likenesses::grouped_as.eq(group))
                .execute(conn)?;
        }
    }
    Ok(())
}

fn told_apart(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<Apart> {
    let mut apart = Apart::new();
    for some in ids.chunks(SOME) {
        let pairs: Vec<(Id, Id)> = distinctions::table
            .filter(distinctions::one_id.eq_any(some.to_vec()))
            .select((distinctions::one_id, distinctions::other_id))
            .load(conn)?;
        apart.extend(pairs);
    }
    Ok(apart)
}

/// Groups of institutions that are likely one: first what identifiers say, which is surer, then by name. Institutions are
/// public facts, as regions are.
pub fn likely_groups(
    conn: &mut AnyConnection,
    _: &Scope,
    window: &Window<GroupKey>,
) -> QueryResult<Vec<GroupKey>> {
    let mut query = likenesses::table.filter(likenesses::grouped_as.is_not_null()).into_boxed();
    if let Some((likeness, group)) = &window.after {
        query = query.filter(
            likenesses::likeness.gt(*likeness).or(likenesses::likeness
                .eq(*likeness)
                .and(likenesses::grouped_as.assume_not_null().gt(group.clone()))),
        );
    }
    query
        .order((likenesses::likeness, likenesses::grouped_as))
        .limit(window.fetch())
        .select((likenesses::likeness, likenesses::grouped_as.assume_not_null()))
        .distinct()
        .load(conn)
}

/// Who is in these groups.
pub fn members_of_groups(conn: &mut AnyConnection, groups: &[GroupKey]) -> QueryResult<Vec<(GroupKey, Id)>> {
    let names: Vec<String> = groups.iter().map(|(_, group)| group.clone()).collect();
    let rows: Vec<(Likeness, String, Id)> = likenesses::table
        .filter(likenesses::grouped_as.is_not_null())
        .filter(likenesses::likeness.eq_any([Likeness::Name, Likeness::Identifier]))
        .filter(likenesses::grouped_as.assume_not_null().eq_any(names))
        .select((likenesses::likeness, likenesses::grouped_as.assume_not_null(), likenesses::institution_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(likeness, group, id)| ((likeness, group), id)).collect())
}
