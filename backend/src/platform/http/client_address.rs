//! Whose address a request comes from: the nearest one that is not a proxy of our own.

use std::net::IpAddr;
use std::str::FromStr;

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, X_FORWARDED_FOR};
use ipnet::IpNet;

/// The proxies whose `X-Forwarded-For` is believed. Anybody else could write any address there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl FromStr for TrustedProxies {
    type Err = String;

    /// Addresses (`10.0.0.7`) and networks (`10.0.0.0/8`), separated by commas; empty trusts nobody.
    fn from_str(text: &str) -> Result<Self, String> {
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                part.parse::<IpNet>()
                    .or_else(|_| part.parse::<IpAddr>().map(IpNet::from))
                    .map_err(|_| format!("'{part}' is neither an address nor a network such as 10.0.0.0/8"))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl TrustedProxies {
    /// The address that `request` comes from; `None` on a connection without one.
    #[must_use]
    pub fn client_of(&self, request: &HttpRequest) -> Option<IpAddr> {
        request.peer_addr().map(|peer| self.client_behind(peer.ip(), request.headers()))
    }

    /// Walks back from the peer for as long as the sender is trusted.
    fn client_behind(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let lists: Vec<&str> =
            headers.get_all(X_FORWARDED_FOR).filter_map(|list| list.to_str().ok()).collect();
        let mut client = peer.to_canonical();
        for sender in lists.iter().rev().flat_map(|list| list.rsplit(',')) {
            if !self.trusts(client) {
                break;
            }
            match sender.trim().parse::<IpAddr>() {
                Ok(address) => client = address.to_canonical(),
                Err(_) => break,
            }
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn client(trusted: &str, peer: &str, forwarded: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for list in forwarded {
            headers.append(X_FORWARDED_FOR, HeaderValue::from_static(list));
        }
        let trusted: TrustedProxies = trusted.parse().unwrap();
        trusted.client_behind(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_stranger_is_not_believed() {
        assert_eq!(client("", "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(client("10.0.0.0/8", "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
    }

    #[test]
    fn the_nearest_address_that_is_no_proxy_of_ours_counts() {
        let ours = "10.0.0.0/8, 192.0.2.1";
        assert_eq!(client(ours, "10.1.1.1", &["198.51.100.1"]), "198.51.100.1");
        // The caller wrote the first one; our outer proxy saw the second.
        assert_eq!(client(ours, "10.1.1.1", &["1.2.3.4, 198.51.100.1, 192.0.2.1"]), "198.51.100.1");
        assert_eq!(client(ours, "10.1.1.1", &["1.2.3.4", "198.51.100.1"]), "198.51.100.1");
        assert_eq!(client(ours, "::ffff:10.1.1.1", &["2001:db8::7"]), "2001:db8::7");
    }

    #[test]
    fn what_is_no_address_ends_the_walk() {
        assert_eq!(client("10.0.0.0/8", "10.1.1.1", &["unknown"]), "10.1.1.1");
        assert_eq!(client("10.0.0.0/8", "10.1.1.1", &[]), "10.1.1.1");
    }

    #[test]
    fn what_is_no_network_is_named() {
        assert!("10.0.0.0/8, home".parse::<TrustedProxies>().unwrap_err().contains("'home'"));
    }
}
