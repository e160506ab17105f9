//! The numbers by which others know an institution: what each looks like, and the one way in which it is kept.

use crate::platform::problem::FieldError;

crate::text_enum! {
    /// Who gives an identifier out.
    pub enum IdentifierScheme {
        /// IMLS, Public Libraries Survey: two letters and four digits, an outlet with three more.
        Fscs = "fscs",
        /// ISO 15511, International Standard Identifier for Libraries and Related Organizations.
        Isil = "isil",
        /// An OCLC symbol: three to five letters and digits.
        Oclc = "oclc",
        /// Research Organization Registry, with its check digits.
        Ror = "ror",
        /// National Center for Education Statistics: school (12 digits), district (7) or private school (8).
        Nces = "nces",
        /// Integrated Postsecondary Education Data System: a unit id of six digits.
        Ipeds = "ipeds",
        /// MARC organization code of the Library of Congress.
        Marc = "marc",
        /// The key that a list of one's own gives it, by which an import recognises it again.
        External = "external",
    }
}

impl IdentifierScheme {
    /// What a value looks like, for a person.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Fscs => {
                "An FSCS key is two letters and four digits, such as OH0055; an outlet has three more, as OH0055-002."
            }
            Self::Isil => {
                "An ISIL is a country code or another prefix, a hyphen and up to eleven letters, digits, / : and -, such as US-DLC."
            }
            Self::Oclc => "An OCLC symbol is three to five letters and digits, such as EYM.",
            Self::Ror => {
                "A ROR id is 0, six letters or digits and two check digits, such as 03vek6s52 or https://ror.org/03vek6s52."
            }
            Self::Nces => {
                "An NCES id is 12 digits for a school, 7 for a district, or 8 letters and digits for a private school."
            }
            Self::Ipeds => "An IPEDS unit id is six digits, such as 166027.",
            Self::External => "A key of a list of one's own is one line of up to 100 signs.",
            Self::Marc => {
                "A MARC organization code is a letter and up to seven more letters, digits and hyphens, such as DLC."
            }
        }
    }

    /// The value as it is kept: without the address around it and in its usual case. `None` for what is no such value.
    #[must_use]
    pub fn normalised(self, text: &str) -> Option<String> {
        let text = text.trim();
        match self {
            Self::Fscs => Some(text.to_ascii_uppercase()).filter(|key| is_fscs(key)),
            Self::Isil => isil(text),
            Self::Oclc => Some(text.to_ascii_uppercase()).filter(|symbol| {
                (3..=5).contains(&symbol.len()) && all(symbol, |b| b.is_ascii_alphanumeric())
            }),
            Self::Ror => ror(text),
            Self::Nces => Some(text.to_ascii_uppercase()).filter(|id| match id.len() {
                7 | 12 => all(id, |b| b.is_ascii_digit()),
                8 => all(id, |b| b.is_ascii_alphanumeric()),
                _ => false,
            }),
            Self::Ipeds => (text.len() == 6 && all(text, |b| b.is_ascii_digit())).then(|| text.to_owned()),
            Self::Marc => ((1..=8).contains(&text.len())
                && text.as_bytes()[0].is_ascii_alphabetic()
                && all(text, |b| b.is_ascii_alphanumeric() || b == b'-'))
            .then(|| text.to_owned()),
            Self::External => ((1..=100).contains(&text.chars().count())
                && !text.chars().any(char::is_control))
            .then(|| text.to_owned()),
        }
    }
}

fn all(text: &str, allowed: impl Fn(u8) -> bool) -> bool {
    text.bytes().all(allowed)
}

/// The FSCS key of a library: two letters and four digits.
#[must_use]
pub fn is_library_key(key: &str) -> bool {
    let (state, number) = key.split_at_checked(2).unwrap_or((key, ""));
    all(state, |b| b.is_ascii_uppercase()) && number.len() == 4 && all(number, |b| b.is_ascii_digit())
}

/// A library's key, or an outlet's, which has a hyphen and three digits more.
fn is_fscs(key: &str) -> bool {
    let (library, outlet) =
        key.split_once('-').map_or((key, None), |(library, outlet)| (library, Some(outlet)));
    is_library_key(library) && outlet.is_none_or(|n| n.len() == 3 && all(n, |b| b.is_ascii_digit()))
}

/// Sixteen signs at most. Case matters behind the prefix, which is a country's in capitals.
fn isil(text: &str) -> Option<String> {
    let (prefix, unit) = text.split_once('-')?;
    let prefix_fits = matches!(prefix.len(), 1..=4) && all(prefix, |b| b.is_ascii_alphanumeric());
    let unit_fits = (1..=11).contains(&unit.len())
        && all(unit, |b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b':' | b'-'));
    let prefix = if prefix.len() == 2 { prefix.to_ascii_uppercase() } else { prefix.to_owned() };
    (prefix_fits && unit_fits).then(|| format!("{prefix}-{unit}"))
}

/// The digits of Crockford's base 32 (2002), which leaves out i, l, o and u.
const CROCKFORD: &str = "0123456789abcdefghjkmnpqrstvwxyz";

/// The number behind the leading 0 in base 32, then 98 - (100 number mod 97): ISO 7064, MOD 97-10, as ROR gives them out.
fn ror(text: &str) -> Option<String> {
    let id = text.to_ascii_lowercase();
    let id = ["https://ror.org/", "http://ror.org/", "ror.org/"]
        .iter()
        .find_map(|address| id.strip_prefix(address))
        .unwrap_or(&id)
        .trim_end_matches('/');
    let (number, check) = id.strip_prefix('0')?.split_at_checked(6)?;
    let number = number.chars().try_fold(0_u64, |sum, digit| {
        CROCKFORD.find(digit).and_then(|value| u64::try_from(value).ok()).map(|value| sum * 32 + value)
    })?;
    let expected = format!("{:02}", 98 - (number * 100) % 97);
    (check == expected).then(|| id.to_owned())
}

/// One identifier as it was sent.
pub struct Given<'a> {
    pub scheme: IdentifierScheme,
    pub value: &'a str,
}

/// The identifiers as they are kept, or every one that is wrong, by its place in the list.
///
/// # Errors
/// A value that does not look like its scheme's, or a second value of one scheme that is the same.
pub fn checked(given: &[Given<'_>]) -> Result<Vec<(IdentifierScheme, String)>, Vec<FieldError>> {
    let mut kept: Vec<(IdentifierScheme, String)> = Vec::with_capacity(given.len());
    let mut wrong = Vec::new();
    for (at, Given { scheme, value }) in given.iter().enumerate() {
        let pointer = format!("/identifiers/{at}/value");
        match scheme.normalised(value) {
            None => wrong.push(FieldError::new(&pointer, scheme.as_str(), scheme.shape())),
            Some(value) if kept.contains(&(*scheme, value.clone())) => {
                wrong.push(FieldError::new(&pointer, "repeated", "This is in the list already."));
            }
            Some(value) => kept.push((*scheme, value)),
        }
    }
    if wrong.is_empty() { Ok(kept) } else { Err(wrong) }
}

/// Every form in which words that somebody typed may be kept as an identifier.
#[must_use]
pub fn forms_of(words: &str) -> Vec<String> {
    let mut forms: Vec<String> =
        IdentifierScheme::ALL.iter().filter_map(|scheme| scheme.normalised(words)).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn kept(scheme: IdentifierScheme, text: &str) -> Option<String> {
        scheme.normalised(text)
    }

    /// Harvard, Stanford, CERN, the California Digital Library, MIT and Oxford, as ror.org has them.
    #[test]
    fn real_ror_ids_pass_and_any_changed_sign_fails() {
        for id in ["03vek6s52", "00f54p054", "01ggx4157", "03yrm5c26", "042nb2s44", "052gg0110"] {
            assert_eq!(kept(IdentifierScheme::Ror, id).as_deref(), Some(id));
            let address = format!("https://ror.org/{}", id.to_uppercase());
            assert_eq!(kept(IdentifierScheme::Ror, &address).as_deref(), Some(id));
            for at in 1..9 {
                let mut changed = id.as_bytes().to_vec();
                changed[at] = if changed[at] == b'7' { b'8' } else { b'7' };
                let changed = String::from_utf8(changed).unwrap();
                assert_eq!(kept(IdentifierScheme::Ror, &changed), None, "{changed}");
            }
        }
        for no in ["", "0", "03vek6s5", "03vek6s522", "13vek6s52", "0ivek6s52", "03vék6s52"] {
            assert_eq!(kept(IdentifierScheme::Ror, no), None, "{no}");
        }
    }

    #[test]
    fn each_scheme_takes_its_own_shape_only() {
        use IdentifierScheme::{External, Fscs, Ipeds, Isil, Marc, Nces, Oclc};
        for (scheme, text, expected) in [
            (Fscs, " oh0055 ", Some("OH0055")),
            (Fscs, "OH0055-002", Some("OH0055-002")),
            (Fscs, "OH055", None),
            (Fscs, "OH0055-02", None),
            (Fscs, "ÖH0055", None),
            (Isil, "us-DLC", Some("US-DLC")),
            (Isil, "OCLC-EYM", Some("OCLC-EYM")),
            (Isil, "DE-Ha179/1", Some("DE-Ha179/1")),
            (Isil, "US-", None),
            (Isil, "ABCDE-1", None),
            (Isil, "US-123456789012", None),
            (Oclc, "eym", Some("EYM")),
            (Oclc, "EY", None),
            (Oclc, "E-M", None),
            (Nces, "390438000001", Some("390438000001")),
            (Nces, "3904380", Some("3904380")),
            (Nces, "a0100002", Some("A0100002")),
            (Nces, "39043800000", None),
            (Ipeds, "166027", Some("166027")),
            (Ipeds, "16602", None),
            (Ipeds, "16602a", None),
            (Marc, "DLC", Some("DLC")),
            (Marc, "CaOTU", Some("CaOTU")),
            (Marc, "1DLC", None),
            (Marc, "", None),
            (External, " 4711/b ", Some("4711/b")),
            (External, "two\nlines", None),
        ] {
            assert_eq!(kept(scheme, text).as_deref(), expected, "{scheme:?} {text}");
        }
    }

    #[test]
    fn every_wrong_identifier_is_named_by_its_place() {
        let given = |scheme, value| Given { scheme, value };
        let wrong = checked(&[
            given(IdentifierScheme::Ipeds, "166027"),
            given(IdentifierScheme::Ror, "03vek6s53"),
            given(IdentifierScheme::Ipeds, " 166027"),
        ])
        .unwrap_err();
        let named: Vec<_> = wrong.iter().map(|e| (e.pointer.as_str(), e.code.as_str())).collect();
        assert_eq!(named, [("/identifiers/1/value", "ror"), ("/identifiers/2/value", "repeated")]);
    }
}
