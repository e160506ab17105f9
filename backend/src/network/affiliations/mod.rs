//! Where people work and worked: a person moves between institutions on a day, and the history says so.

pub mod queries;
mod service;

pub use service::{Going, Outlook, history, move_person, outlook, people_of};
