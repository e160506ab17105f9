//! The rows of messages.

mod messages;
mod optouts;
mod recipients;
mod templates;

pub use messages::*;
pub use optouts::*;
pub use recipients::*;
pub use templates::*;
