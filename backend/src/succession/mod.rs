//! Readiness, graduation, guides and coverage: how the network renews itself.

mod api;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use rules::SeatState;
pub use service::{
    Coverage, CoverageRegion, CoverageSeat, CoverageTerm, Readiness, assign_guide, coverage, coverage_seen,
    graduate, install_default_criteria, readiness,
};
