//! What keeps the network running and accountable: jobs, the mail outbox, the audit log, events.

mod api;
mod mail_templates;
mod queries;

pub use api::routes;
