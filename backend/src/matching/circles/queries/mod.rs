//! Rows of circles, of their rounds, of their places and of their meetings.

pub mod circles;
pub mod meetings;
pub mod places;
pub mod rounds;
