//! What the dashboard reads of all slices. Every query is narrowed by the scope it is given.

mod figures;
mod mentoring;
mod own;
mod plan;
mod recruitment;

pub use figures::*;
pub use mentoring::*;
pub use own::*;
pub use plan::*;
pub use recruitment::*;

use chrono::{NaiveDate, NaiveDateTime};

use crate::platform::db::Id;

/// How many things, the earliest of their days, and the first of them.
#[derive(Debug, Default)]
pub struct Waiting {
    pub count: i64,
    pub earliest_on: Option<NaiveDate>,
    pub first: Vec<(Id, String)>,
}

/// How many of the things behind a count are named.
pub const NAMED: i64 = 5;

fn day_of(moment: Option<NaiveDateTime>) -> Option<NaiveDate> {
    moment.map(|moment| moment.date())
}
