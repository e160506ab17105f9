//! What surrounds every request: identity, headers, problem documents, access log, metrics.

pub mod access_log;
mod addresses;
pub mod idempotency;
pub mod metrics;
mod request;
pub mod security;

pub use addresses::Addresses;
pub use request::{RequestId, around, no_such_address};
