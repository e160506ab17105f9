//! Indicators: which figure of the live network tells whether an objective is reached, and from which value on.
//! What the figures are now is measured where all slices are known, in `reporting/indicators`.

pub mod queries;
pub mod rules;
pub mod service;
