//! What holds for every operation.

mod bad_input;
mod bucket;
mod documentation;
mod idempotency;
mod lost_connections;
