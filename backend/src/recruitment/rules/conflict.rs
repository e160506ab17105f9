//! Who may not review whom: what the network can tell by itself. Other conflicts are declared.

use super::comparable;
use crate::network::words_of_name;

/// Providers of mail to everybody: to share one says nothing about two people.
const PUBLIC_PROVIDERS: &[&str] = &[
    "aol.com",
    "att.net",
    "bellsouth.net",
    "charter.net",
    "comcast.net",
    "cox.net",
    "duck.com",
    "earthlink.net",
    "fastmail.com",
    "frontier.com",
    "gmail.com",
    "gmx.com",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "optonline.net",
    "outlook.com",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "rocketmail.com",
    "sbcglobal.net",
    "tutanota.com",
    "verizon.net",
    "yahoo.com",
    "ymail.com",
    "zoho.com",
];

/// Whether two names of institutions mean the same house: case, spaces, punctuation, a leading 'the', and '&' for 'and'
/// make no difference.
fn same_house(one: &str, other: &str) -> bool {
    let (one, other) = (words_of_name(one), words_of_name(other));
    !one.is_empty() && one == other
}

/// Whether two addresses are one person's or belong to one house: the same address, the same domain, or a domain under the
/// other's (`lib.anchor.edu` and `anchor.edu`). Domains of mail for everybody tell nothing.
fn same_domain(one: &str, other: &str) -> bool {
    let (one, other) = (comparable(one), comparable(other));
    if one == other {
        return true;
    }
    let (Some((_, one)), Some((_, other))) = (one.rsplit_once('@'), other.rsplit_once('@')) else {
        return false;
    };
    let under = |inner: &str, outer: &str| {
        outer.contains('.')
            && inner.strip_suffix(outer).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let public = |domain: &str| PUBLIC_PROVIDERS.contains(&domain);
    !public(one) && !public(other) && (under(one, other) || under(other, one))
}

/// Whether a person, by address and institution, belongs to the applicant's house, or is the applicant: they neither
/// review nor interview them.
#[must_use]
pub fn of_one_house((email, institution): (&str, &str), (theirs, house): (&str, Option<&str>)) -> bool {
    same_domain(email, theirs) || house.is_some_and(|house| same_house(house, institution))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_is_the_same_however_it_is_written() {
        for other in [
            "ANCHOR POINT  public library",
            "The Anchor Point Public Library",
            "Anchor-Point Public Library.",
        ] {
            assert!(same_house("Anchor Point Public Library", other), "{other}");
        }
        assert!(same_house("Lakes & Woods", "Lakes and Woods"));
        assert!(same_house("St. Mary's College", "St Mary’s College"));
        assert!(!same_house("Anchor Point Public Library", "Anchor Point School Library"));
        assert!(!same_house("", " ."), "no name is nobody's house");
        assert!(same_house("The", "the"));
    }

    #[test]
    fn a_domain_tells_the_house_unless_everybody_has_it() {
        assert!(same_domain("ana@anchor.edu", "BO@Anchor.edu"));
        assert!(same_domain("ana@lib.anchor.edu", "bo@anchor.edu"));
        assert!(same_domain("bo@anchor.edu", "ana@lib.anchor.edu"));
        assert!(same_domain("ana@gmail.com", "Ana@Gmail.com"), "one person");
        assert!(!same_domain("ana@gmail.com", "bo@gmail.com"));
        assert!(!same_domain("ana@manchor.edu", "bo@anchor.edu"));
        assert!(!same_domain("ana@anchor.edu", "bo@edu"), "a domain of all is no house");
        assert!(!same_domain("ana@anchor.edu", "bo@harbor.edu"));
    }

    #[test]
    fn nobody_judges_their_own_house() {
        let ana = ("ana@x.example", "Mesa  Library");
        assert!(of_one_house(ana, ("ANA@x.example", None)));
        assert!(of_one_house(ana, ("bo@y.example", Some("mesa library"))));
        assert!(!of_one_house(ana, ("bo@y.example", Some("Other Library"))));
        assert!(!of_one_house(ana, ("bo@y.example", None)));
        assert!(of_one_house(ana, ("bo@x.example", None)), "one domain is one house");
    }

    #[test]
    fn providers_are_written_small_and_once() {
        for (at, provider) in PUBLIC_PROVIDERS.iter().enumerate() {
            assert_eq!(*provider, comparable(provider));
            assert!(!PUBLIC_PROVIDERS[..at].contains(provider), "{provider}");
        }
    }
}
