//! Who people are: accounts, sessions, invitations and grants.

mod api;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use queries::{person_name, person_names};
pub use service::{NewAccount, create_account, grant_role, invite_account, person_by_email};
