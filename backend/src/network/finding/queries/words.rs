//! Rows of the words by whose beginnings institutions are found.

use std::collections::HashSet;

use diesel::dsl::exists;
use diesel::prelude::*;

use super::SOME;
use crate::network::rules::identifiers::forms_of;
use crate::network::rules::names::words_typed;
use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::{institution_identifiers as identifiers, institution_words, institution_words as words};

/// Puts these words in the place of all that the institutions were found by.
pub fn replace(conn: &mut AnyConnection, of: &[Id], rows: &[(String, Id)]) -> Result<(), Problem> {
    for some in of.chunks(SOME) {
        diesel::delete(words::table.filter(words::institution_id.eq_any(some.to_vec()))).execute(conn)?;
    }
    // Two columns a row: 5,000 rows stay below the 32,766 parameters that SQLite binds at once.
    for some in rows.chunks(5000) {
        let rows: Vec<_> =
            some.iter().map(|(word, id)| (words::word.eq(word), words::institution_id.eq(*id))).collect();
        on_backend!(conn, |c| diesel::insert_into(words::table).values(&rows).execute(c)?);
    }
    Ok(())
}

/// What a search comes to.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// Exactly these.
    These(Vec<Id>),
    /// So many that reading on by name meets them soon: all that have words with these beginnings, and those that are known
    /// by what was typed.
    Many { beginnings: Vec<String>, known: Vec<Id> },
}

/// Above this, a page is filled sooner by reading institutions by name than by sorting all that a word names.
const FEW: i64 = 1000;

/// Finds institutions by what somebody typed: words whose beginnings stand in their names, or one of their identifiers.
pub fn find(conn: &mut AnyConnection, text: &str) -> QueryResult<Found> {
    let known: Vec<Id> = identifiers::table
        .filter(identifiers::value.eq_any(forms_of(text)))
        .select(identifiers::institution_id)
        .load(conn)?;
    let mut typed = words_typed(text);
    // The longest is likely the rarest.
    typed.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    for at in 0..typed.len() {
        let Some(first) = few_with(conn, &typed[at])? else { continue };
        let mut left = first;
        for other in typed.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, word)| word) {
            left = those_with(conn, &left, other)?;
        }
        left.extend(known);
        return Ok(Found::These(left.into_iter().collect()));
    }
    // Words that are common each may stand together in few names.
    let together = if typed.len() > 1 { few_with_all(conn, &typed)? } else { None };
    Ok(match together {
        Some(mut together) => {
            together.extend(known);
            Found::These(together.into_iter().collect())
        }
        None if typed.is_empty() => Found::These(known),
        None => Found::Many { beginnings: typed, known },
    })
}

/// Put behind the word where an institution is asked whether it has one: no index of words is of use then. Without it a
/// planner that knows nothing of a new word yet goes through all that begin so, for every institution anew.
pub const BY_INSTITUTION: &str = "";

/// Words that begin so come before this one. No word holds the last sign that there is.
#[must_use]
pub fn after_all(beginning: &str) -> String {
    format!("{beginning}{}", char::MAX)
}

/// Those with a word that begins so, unless they are too many.
fn few_with(conn: &mut AnyConnection, beginning: &str) -> QueryResult<Option<HashSet<Id>>> {
    let ids: Vec<Id> = words::table
        .filter(words::word.ge(beginning.to_owned()).and(words::word.lt(after_all(beginning))))
        .limit(FEW + 1)
        .select(words::institution_id)
        .load(conn)?;
    Ok(few(ids))
}

diesel::alias!(institution_words as others: Others);

/// Those with a word for each of these beginnings, unless they are too many.
fn few_with_all(conn: &mut AnyConnection, beginnings: &[String]) -> QueryResult<Option<HashSet<Id>>> {
    let Some((first, rest)) = beginnings.split_first() else { return Ok(None) };
    let mut query =
        words::table.filter(words::word.ge(first.clone()).and(words::word.lt(after_all(first)))).into_boxed();
    for beginning in rest {
        let word = || others.field(words::word).concat(BY_INSTITUTION);
        let of_it = word().ge(beginning.clone()).and(word().lt(after_all(beginning)));
        query = query.filter(exists(
            others
                .filter(others.field(words::institution_id).eq(words::institution_id))
                .filter(of_it)
                .select(others.field(words::institution_id)),
        ));
    }
    let ids: Vec<Id> = query.limit(FEW + 1).select(words::institution_id).load(conn)?;
    Ok(few(ids))
}

/// `None` when they are too many.
fn few(ids: Vec<Id>) -> Option<HashSet<Id>> {
    i64::try_from(ids.len()).is_ok_and(|n| n <= FEW).then(|| ids.into_iter().collect())
}

/// Those of them that have a word which begins so, too.
fn those_with(conn: &mut AnyConnection, of: &HashSet<Id>, beginning: &str) -> QueryResult<HashSet<Id>> {
    let ids: Vec<Id> = of.iter().copied().collect();
    let left: Vec<Id> = words::table
        .filter(words::institution_id.eq_any(ids))
        .filter(words::word.ge(beginning.to_owned()).and(words::word.lt(after_all(beginning))))
        .select(words::institution_id)
        .load(conn)?;
    Ok(left.into_iter().collect())
}
