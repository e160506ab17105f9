//! What the task force shows of itself to strangers, piece by piece, and whose names. What they then read is put
//! together in `reporting/public_plan`, which knows the figures too.

pub mod queries;
pub mod service;
