//! Read models across slices: the dashboard, what the plan's indicators are now,
//! and what strangers read of the plan.

mod api;
mod indicators;
mod public_plan;
mod queries;
mod service;
mod views;

pub use api::routes;
pub use indicators::{observe_all as observe_figures_now, observe_figures};

/// The kind of job that [`observe_figures`] does.
pub const OBSERVE_FIGURES: &str = "observe_figures";
