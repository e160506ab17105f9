//! Which institutions are likely to be recorded twice. The whole register is read: it is thousands of names, not millions.

use std::collections::HashMap;

use super::queries::{self, Named};
use crate::network::rules::identifiers::IdentifierScheme;
use crate::network::rules::names::words_of_name;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

crate::text_enum! {
    /// What makes institutions look like one.
    pub enum Likeness {
        /// The same name in one jurisdiction and city. A record that names no city may be in any.
        Name = "name",
        /// Identifiers of two schemes that say the same: US-DLC as ISIL, and DLC of MARC.
        Identifier = "identifier",
    }
}

/// Institutions that may be one, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub likeness: Likeness,
    pub name: String,
    pub ids: Vec<Id>,
}

impl Group {
    /// What the list is sorted by.
    #[must_use]
    pub fn key(&self) -> (String, Option<Id>, String) {
        (self.name.clone(), self.ids.first().copied(), self.likeness.to_string())
    }
}

/// An identifier in the words of the scheme that the other one was made from. ISIL was put around codes that were there.
fn same_saying(scheme: IdentifierScheme, value: &str) -> Option<String> {
    let lower = value.to_lowercase();
    match scheme {
        IdentifierScheme::Isil => match lower.split_once('-')? {
            ("us", code) => Some(format!("marc {code}")),
            ("oclc", symbol) => Some(format!("oclc {symbol}")),
            _ => None,
        },
        IdentifierScheme::Marc => Some(format!("marc {lower}")),
        IdentifierScheme::Oclc => Some(format!("oclc {lower}")),
        _ => None,
    }
}

fn grouped<K: std::hash::Hash + Eq>(pairs: impl Iterator<Item = (K, Id)>) -> Vec<Vec<Id>> {
    let mut by_key: HashMap<K, Vec<Id>> = HashMap::new();
    for (key, id) in pairs {
        let ids = by_key.entry(key).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    by_key.into_values().filter(|ids| ids.len() > 1).collect()
}

fn by_name(all: &[Named]) -> Vec<Vec<Id>> {
    let key = |each: &Named| (words_of_name(&each.name), each.jurisdiction.clone());
    let city = |each: &Named| each.city.as_deref().map(words_of_name).filter(|words| !words.is_empty());
    let somewhere: std::collections::HashSet<_> =
        all.iter().filter(|each| city(each).is_none()).map(&key).collect();
    grouped(all.iter().map(|each| {
        let key = key(each);
        let place = if somewhere.contains(&key) { None } else { city(each) };
        ((key, place), each.id)
    }))
}

/// Sorted by the name of the first of each group.
#[must_use]
pub fn groups(all: &[Named], identifiers: &[(String, String, Id)]) -> Vec<Group> {
    let names: HashMap<Id, &str> = all.iter().map(|each| (each.id, each.name.as_str())).collect();
    let said = identifiers
        .iter()
        .filter_map(|(scheme, value, id)| Some((same_saying(scheme.parse().ok()?, value)?, *id)));
    let of_identifiers = grouped(said).into_iter().map(|ids| (Likeness::Identifier, ids));
    let of_names = by_name(all).into_iter().map(|ids| (Likeness::Name, ids));
    let mut found: Vec<Group> = of_identifiers
        .chain(of_names)
        .map(|(likeness, mut ids)| {
            ids.sort_by_key(|id| (names.get(id).copied(), *id));
            let name = ids.first().and_then(|id| names.get(id)).copied().unwrap_or_default().to_owned();
            Group { likeness, name, ids }
        })
        .collect();
    found.sort_by_key(Group::key);
    found
}

/// # Errors
/// When the database does not answer.
pub fn likely_duplicates(work: &mut Work<'_>) -> Result<Vec<Group>, Problem> {
    let all = queries::named(work.conn, work.scope)?;
    let identifiers = crate::network::queries::all_identifiers(work.conn)?;
    Ok(groups(&all, &identifiers))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Id {
        Id(uuid::Uuid::from_u128(n))
    }

    fn named(n: u128, name: &str, jurisdiction: &str, city: Option<&str>) -> Named {
        Named { id: id(n), name: name.into(), jurisdiction: jurisdiction.into(), city: city.map(Into::into) }
    }

    #[test]
    fn names_are_compared_where_they_lie_and_as_they_are_read() {
        let all = [
            named(1, "The Ada Library", "OH", Some("Ada")),
            named(2, "ADA LIBRARY", "OH", Some(" ada ")),
            named(3, "Ada Library", "OK", Some("Ada")),
            named(4, "Main Library", "OH", Some("Lima")),
            named(5, "Main Library", "OH", Some("Troy")),
            named(6, "Law & Order", "OH", Some("Lima")),
            named(7, "Law and Order", "OH", None),
        ];
        let found = groups(&all, &[]);
        let ids: Vec<_> = found.iter().map(|group| group.ids.clone()).collect();
        assert_eq!(ids, [vec![id(2), id(1)], vec![id(6), id(7)]]);
    }

    #[test]
    fn an_isil_is_a_marc_code_or_an_oclc_symbol_with_a_prefix() {
        let all = [named(1, "Library of Congress", "DC", None), named(2, "LC", "DC", None)];
        let told = |scheme: &str, value: &str, n| (scheme.to_owned(), value.to_owned(), id(n));
        for (one, other) in [(("isil", "US-DLC"), ("marc", "dlc")), (("oclc", "DLC"), ("isil", "OCLC-DLC"))] {
            let found = groups(&all, &[told(one.0, one.1, 1), told(other.0, other.1, 2)]);
            assert_eq!(
                (found.len(), found[0].likeness, found[0].name.as_str()),
                (1, Likeness::Identifier, "LC")
            );
        }
        assert!(groups(&all, &[told("marc", "DLC", 1), told("oclc", "DLC", 2)]).is_empty());
        assert!(
            groups(&all, &[told("isil", "US-DLC", 1), told("marc", "DLC", 1)]).is_empty(),
            "one has both"
        );
    }
}
