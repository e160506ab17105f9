//! Who people are: accounts, sessions, invitations and grants.

mod api;
mod letters;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use letters::TEMPLATES;
pub use queries::{
    Addressee, Contact, GrantRow, addressees, contacts, find_grant, holders_in, not_disabled, person_name,
    person_names, role_holders, sees_person,
};
pub use service::{
    NewAccount, create_account, create_accounts, end_role_on, grant_role, grant_role_in_regions,
    grant_role_until, holders_for_network, invite_account, invite_unless_signed_up, person_by_email,
    revoke_grant, revoke_role,
};
