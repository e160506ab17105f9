//! What holds for every operation.

mod bad_input;
mod documentation;
mod idempotency;
mod lost_connections;
