//! What surrounds every request: identity, headers, problem documents, access log, metrics.

pub mod access_log;
mod addresses;
mod client_address;
pub mod idempotency;
pub mod metrics;
mod request;
pub mod security;

pub use addresses::Addresses;
pub use client_address::TrustedProxies;
pub use request::{RequestId, around, no_such_address};
