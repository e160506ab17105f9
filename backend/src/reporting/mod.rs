//! Read models across slices: the dashboard.

mod api;
mod queries;
mod service;
mod views;

pub use api::routes;
