//! Rows of circles, of their rounds and of their places.

pub mod circles;
pub mod places;
pub mod rounds;
