//! The dashboard, the indicators of the plan, its public page.

mod get_dashboard;
mod indicators;
mod public_plan;
mod rows;
