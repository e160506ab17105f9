//! Who is calling, what they were granted, and the proof of it that every handler needs.

mod admitted;
mod authorized;
mod caller;
mod grants;
pub mod password;
pub mod permissions;
mod scope;
mod token;

pub use authorized::{Authorized, Identified, IfMatch};
pub use caller::{Caller, Credentials, Principal};
pub use grants::{Grant, Role, ScopeKind, live_grants};
pub use permissions::{Audience, Permission};
pub use scope::Scope;
pub use token::{AccessKey, Claims};
