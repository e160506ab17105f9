//! Regions, institutions and their import, seats and terms.

mod create_import;
mod create_seat;
mod list_institutions;
mod list_regions;
