//! Jobs, mail outbox, audit log, events.

mod get_job;
mod list_events;
mod list_mails;
mod mail_templates;
