//! The wrong jurisdiction of an institution is corrected: its people go to the region in which it lies by right, and what is
//! under way stays.

mod service;

pub use service::{Relocation, carry_people, preview, relocated};
