//! A network to test against: a real server on a real database, and clients that speak HTTP to it.

mod client;
mod databases;
mod mail_receiver;
mod mentoring;
mod network;

pub use client::{Answer, Client};
pub use databases::{Kind, throwaway};
pub use mail_receiver::MailReceiver;
pub use mentoring::Pair;
pub use network::{Network, PASSWORD, quick_hash};

/// Runs one promise on both databases: `both!(name, |network| { ... })`.
#[macro_export]
macro_rules! both {
    ($(#[$meta:meta])* $name:ident, |$network:ident| $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)] // not every promise needs all of them
            use super::*;

            fn promise($network: &$crate::support::Network) $body

            #[test]
            fn sqlite() {
                promise(&$crate::support::Network::start($crate::support::Kind::Sqlite));
            }

            #[test]
            fn postgres() {
                if let Some(network) = $crate::support::Network::start_on_postgres() {
                    promise(&network);
                }
            }
        }
    };
}
