//! How much a stranger may send in, and from where it comes.

use std::net::{IpAddr, Ipv6Addr};

use chrono::TimeDelta;

/// Over how long submissions are counted.
pub const LIMITS_COUNT: TimeDelta = TimeDelta::hours(1);
/// From one place. A whole conference may stand behind one address.
pub const CLIENT_LIMIT: i64 = 120;
/// From one place for one mail address. Counted together with the place, so that nobody learns from being refused
/// what others have sent for an address.
pub const PAIR_LIMIT: i64 = 12;

/// What counts as one place: an IPv4 address, or the /64 that an IPv6 customer has all of.
#[must_use]
pub fn network_of(address: &str) -> String {
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(v6)) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        _ => address.to_owned(),
    }
}

/// Names go into letters to others, where an address of the web would be an advertisement.
#[must_use]
pub fn holds_address_of_web(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["://", "www.", "http:", "https:"].iter().any(|sign| lower.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_customer_is_one_place() {
        assert_eq!(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(network_of("2001:db8:1:2:ffff::1"), "2001:db8:1:2::/64");
        assert_ne!(network_of("2001:db8:1:3::1"), network_of("2001:db8:1:2::1"));
        assert_eq!(network_of("203.0.113.9"), "203.0.113.9");
        assert_eq!(network_of(""), "");
    }

    #[test]
    fn a_name_is_no_advertisement() {
        for name in ["Buy at HTTPS://x.example", "www.x.example", "see http:x"] {
            assert!(holds_address_of_web(name), "{name}");
        }
        for name in ["Ana Flores", "O'Neil, Ph.D.", "Jean-Luc / 让", "St. Mary's Lib."] {
            assert!(!holds_address_of_web(name), "{name}");
        }
    }
}
