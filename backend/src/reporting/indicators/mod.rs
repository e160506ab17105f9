//! What the plan's indicators are now: the catalogue of figures, how each is measured, and the daily observation.

pub mod api;
mod catalogue;
mod measured;
mod measuring;
mod observing;
mod service;
mod views;

pub use catalogue::described;
pub use measured::{Measured, Shown};
pub use measuring::measure;
pub use observing::{observe_all, observe_figures};
