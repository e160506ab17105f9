//! The dashboard.

mod get_dashboard;
mod rows;
