//! The rows of messages.

mod failed;
mod messages;
mod optouts;
mod recipients;
mod templates;
mod versions;

pub use failed::*;
pub use messages::*;
pub use optouts::*;
pub use recipients::*;
pub use templates::*;
pub use versions::*;
