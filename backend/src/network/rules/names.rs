//! Names of institutions, compared and looked for as people read them.

use std::collections::BTreeSet;

use icu_normalizer::DecomposingNormalizer;

/// Lower case without accents: 'PEÑASCO' and 'peñasco' are spelled 'penasco'.
fn spelled(text: &str) -> String {
    let is_mark = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    DecomposingNormalizer::new_nfd()
        .normalize(text)
        .chars()
        .filter(|c| !is_mark(c))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .replace('&', " and ")
}

const APOSTROPHES: [char; 2] = ['’', '\''];

fn words_of(spelled: &str) -> impl Iterator<Item = &str> {
    spelled.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of a name: case, accents, spaces, punctuation, a leading 'the', and '&' for 'and' make no difference.
#[must_use]
pub fn words_of_name(name: &str) -> Vec<String> {
    let spelled = spelled(name).replace(APOSTROPHES, "");
    let mut words: Vec<String> = words_of(&spelled).map(str::to_owned).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// What follows the first letter before a digit: 123 of PS123.
fn number_of(word: &str) -> Option<&str> {
    let at = word.char_indices().zip(word.chars().skip(1)).find_map(|((at, before), next)| {
        (before.is_alphabetic() && next.is_numeric()).then(|| at + before.len_utf8())
    })?;
    Some(&word[at..])
}

/// Every word by whose beginning a name is found: 'ofallon', 'o' and 'fallon' of O'Fallon, 'ps123' and '123' of PS123.
#[must_use]
pub fn words_to_find(name: &str) -> BTreeSet<String> {
    let spelled = spelled(name);
    let joined = spelled.replace(APOSTROPHES, "");
    let mut words: BTreeSet<&str> = words_of(&spelled).chain(words_of(&joined)).collect();
    words.extend(words.clone().into_iter().filter_map(number_of));
    words.into_iter().map(str::to_owned).collect()
}

/// The words that somebody typed, each of which is the beginning of one that is found; at most eight, which are more than a
/// name needs.
#[must_use]
pub fn words_typed(text: &str) -> Vec<String> {
    let spelled = spelled(text).replace(APOSTROPHES, "");
    let mut words: Vec<String> = words_of(&spelled).map(str::to_owned).collect();
    words.dedup();
    words.truncate(8);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(name: &str, typed: &str) -> bool {
        let words = words_to_find(name);
        words_typed(typed).iter().all(|typed| words.iter().any(|word| word.starts_with(typed)))
    }

    #[test]
    fn a_name_is_found_by_the_beginnings_of_its_words_as_people_write_them() {
        for (name, typed) in [
            ("The ADA Public Library", "ada lib"),
            ("The ADA Public Library", "library ADA"),
            ("Peñasco Community Library", "penasco"),
            ("Penasco Community Library", "PEÑASCO"),
            ("O'FALLON PUBLIC LIBRARY", "o'fallon"),
            ("O’Fallon Public Library", "o'fal"),
            ("O'Fallon Public Library", "o fallon"),
            ("O'Fallon Public Library", "fallon"),
            ("Children's Museum", "childrens"),
            ("Childrens Museum", "children's"),
            ("Law & Order Library", "law and order"),
            ("Law and Order Library", "law & order"),
            ("Winston-Salem Library", "winston-sal"),
            ("ST. LOUIS COUNTY LIBRARY", "st. louis"),
            ("H99991 PUBLIC LIBRARY", "99991"),
            ("P.S. 123", "123"),
        ] {
            assert!(is_found(name, typed), "{name} by {typed}");
        }
        for (name, typed) in [("Ada Library", "ada college"), ("Westbrook Library", "brook"), ("Ada", "adam")]
        {
            assert!(!is_found(name, typed), "{name} by {typed}");
        }
        assert!(words_typed(" -?! ").is_empty());
    }

    #[test]
    fn names_are_one_whatever_their_case_accents_and_punctuation() {
        assert_eq!(words_of_name("The Peñasco  Library"), words_of_name("PENASCO, LIBRARY"));
        assert_eq!(words_of_name("The"), ["the"]);
    }
}
