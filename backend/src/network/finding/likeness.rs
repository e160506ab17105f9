//! What makes institutions look like one: the same name in one place, or identifiers of two schemes that say the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::queries::Described;
use crate::network::rules::identifiers::IdentifierScheme;
use crate::network::rules::names::words_of_name;
use crate::platform::db::Id;

crate::text_enum! {
    /// What makes institutions look like one.
    pub enum Likeness {
        /// The same name in one jurisdiction and city. A record that names no city may be in any.
        Name = "name",
        /// Identifiers of two schemes that say the same: US-DLC as ISIL, and DLC of MARC.
        Identifier = "identifier",
    }
}

/// Who has a key by which it may look like others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub likeness: Likeness,
    pub key: String,
    pub institution: Id,
    /// Of a name: the city, in which others of this name are likely the same and elsewhere are not.
    pub place: Option<String>,
}

/// The key of a name; `None` for one without a word.
#[must_use]
pub fn key_of_name(name: &str, jurisdiction: &str) -> Option<String> {
    let words = words_of_name(name);
    (!words.is_empty()).then(|| format!("{} {jurisdiction}", words.join(" ")))
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

fn city(each: &Described) -> Option<String> {
    each.city.as_deref().map(|city| words_of_name(city).join(" ")).filter(|words| !words.is_empty())
}

/// Every key that these institutions have. `identifiers` are scheme, value and institution.
#[must_use]
pub fn holders(described: &[Described], identifiers: &[(String, String, Id)]) -> Vec<Holder> {
    let named = described.iter().filter_map(|each| {
        let key = key_of_name(&each.name, &each.jurisdiction)?;
        Some(Holder { likeness: Likeness::Name, key, institution: each.id, place: city(each) })
    });
    let there: HashSet<Id> = described.iter().map(|each| each.id).collect();
    let mut said = HashSet::new();
    let identified = identifiers.iter().filter_map(|(scheme, value, id)| {
        let key = same_saying(scheme.parse().ok()?, value)?;
        // One that has both is known twice by the same, and looks like nobody for that.
        (there.contains(id) && said.insert((key.clone(), *id))).then_some(Holder {
            likeness: Likeness::Identifier,
            key,
            institution: *id,
            place: None,
        })
    });
    named.chain(identified).collect()
}

/// Pairs that somebody told apart, the lesser first.
pub type Apart = HashSet<(Id, Id)>;

/// The group of each holder of one key: those of one place, or all of them when one names none. Who was told apart from all
/// the others is in no group.
#[must_use]
pub fn groups_of_key(key: &str, holders: &[(Id, Option<String>)], apart: &Apart) -> HashMap<Id, String> {
    let anywhere = holders.iter().any(|(_, place)| place.is_none());
    let mut places: BTreeMap<Option<&str>, Vec<Id>> = BTreeMap::new();
    for (id, place) in holders {
        places.entry(place.as_deref().filter(|_| !anywhere)).or_default().push(*id);
    }
    let mut groups = HashMap::new();
    for (place, ids) in places {
        let name = place.map_or_else(|| key.to_owned(), |place| format!("{key}, {place}"));
        let looks_like_another = |id: &Id| {
            ids.iter().any(|other| other != id && !apart.contains(&(*id.min(other), *id.max(other))))
        };
        groups.extend(ids.iter().filter(|id| looks_like_another(id)).map(|id| (*id, name.clone())));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Id {
        Id(uuid::Uuid::from_u128(n))
    }

    fn named(n: u128, name: &str, jurisdiction: &str, city: Option<&str>) -> Described {
        Described {
            id: id(n),
            name: name.into(),
            jurisdiction: jurisdiction.into(),
            city: city.map(Into::into),
            merged_into: None,
        }
    }

    /// The groups of all keys, as lists of numbers.
    fn grouped(holders: &[Holder], apart: &Apart) -> Vec<Vec<Id>> {
        let mut keys: BTreeMap<(Likeness, &str), Vec<(Id, Option<String>)>> = BTreeMap::new();
        for each in holders {
            let of_key = keys.entry((each.likeness, &each.key)).or_default();
            of_key.push((each.institution, each.place.clone()));
        }
        let mut groups: BTreeMap<String, Vec<Id>> = BTreeMap::new();
        for ((_, key), of_key) in keys {
            for (id, name) in groups_of_key(key, &of_key, apart) {
                groups.entry(name).or_default().push(id);
            }
        }
        groups
            .into_values()
            .map(|mut ids| {
                ids.sort_unstable();
                ids
            })
            .collect()
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
            named(8, "?!", "OH", None),
            named(9, "...", "OH", None),
        ];
        let found = grouped(&holders(&all, &[]), &Apart::new());
        assert_eq!(found, [vec![id(1), id(2)], vec![id(6), id(7)]]);
    }

    #[test]
    fn an_isil_is_a_marc_code_or_an_oclc_symbol_with_a_prefix() {
        let all = [named(1, "Library of Congress", "DC", None), named(2, "LC", "DC", None)];
        let told = |scheme: &str, value: &str, n| (scheme.to_owned(), value.to_owned(), id(n));
        let found = |told: [(String, String, Id); 2]| grouped(&holders(&all, &told), &Apart::new());
        for (one, other) in [(("isil", "US-DLC"), ("marc", "dlc")), (("oclc", "DLC"), ("isil", "OCLC-DLC"))] {
            assert_eq!(found([told(one.0, one.1, 1), told(other.0, other.1, 2)]), [vec![id(1), id(2)]]);
        }
        assert!(found([told("marc", "DLC", 1), told("oclc", "DLC", 2)]).is_empty());
        assert!(found([told("isil", "US-DLC", 1), told("marc", "DLC", 1)]).is_empty(), "one has both");
    }

    #[test]
    fn who_was_told_apart_from_all_others_is_in_no_group() {
        let all = [1, 2, 3].map(|n| named(n, "Ada Library", "OH", Some("Ada")));
        let holders = holders(&all, &[]);
        let apart = |pairs: &[(u128, u128)]| pairs.iter().map(|(a, b)| (id(*a), id(*b))).collect::<Apart>();
        assert_eq!(grouped(&holders, &apart(&[(1, 2)])), [vec![id(1), id(2), id(3)]], "each looks like 3");
        assert_eq!(grouped(&holders, &apart(&[(1, 2), (1, 3)])), [vec![id(2), id(3)]]);
        assert!(grouped(&holders, &apart(&[(1, 2), (1, 3), (2, 3)])).is_empty());
    }
}
