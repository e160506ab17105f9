//! Accounts: sign-in, sessions, invitations, grants.

mod create_grant;
mod create_invitation;
mod refresh_session;
mod sign_in;
mod update_me;
pub mod update_person;
