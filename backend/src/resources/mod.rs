//! The library: guidelines, toolkits and other materials, written, published, found.
//!
//! A resource has one working copy, which its editors see, and immutable published versions, of which
//! everybody else sees the newest. Editing never takes away what readers have.

mod api;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use queries::ResourceRow;
pub use rules::{ResourceAudience, ResourceKind, ResourceState};
pub use service::{
    NewResource, create_resource, publish_resource as publish, retire_resource as retire,
    submit_resource as submit,
};
