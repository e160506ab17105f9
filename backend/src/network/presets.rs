//! Makes the regions of a preset.

use diesel::prelude::*;

use super::rules::schemes::{JURISDICTIONS, Preset};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::schema::{jurisdictions, regions};

/// Makes the regions and jurisdictions that a network begins with, when it has none yet: those that IMLS uses.
///
/// # Errors
/// When the database refuses.
pub fn install_bea_regions(work: &mut Work<'_>) -> Result<bool, Problem> {
    let there: i64 = regions::table.count().get_result(work.conn)?;
    if there > 0 {
        return Ok(false);
    }
    lay_out(work, Preset::Bea)?;
    Ok(true)
}

/// Makes the regions of a preset and lays every jurisdiction into its own; jurisdictions that are there move.
///
/// # Errors
/// When the database refuses, a code that is taken included.
pub fn lay_out(work: &mut Work<'_>, preset: Preset) -> Result<(), Problem> {
    for (code, name, members) in preset.regions() {
        let id: Id = work.new_id();
        diesel::insert_into(regions::table)
            .values((
                regions::id.eq(id),
                regions::code.eq(*code),
                regions::name.eq(*name),
                regions::created_at.eq(work.stamp()),
                regions::updated_at.eq(work.stamp()),
                regions::version.eq(1_i64),
            ))
            .execute(work.conn)?;
        for (code, name) in JURISDICTIONS.iter().filter(|(code, _)| members.contains(code)) {
            let there = diesel::update(jurisdictions::table.filter(jurisdictions::code.eq(*code)))
                .set(jurisdictions::region_id.eq(id))
                .execute(work.conn)?;
            if there == 0 {
                diesel::insert_into(jurisdictions::table)
                    .values((
                        jurisdictions::code.eq(*code),
                        jurisdictions::name.eq(*name),
                        jurisdictions::region_id.eq(id),
                    ))
                    .execute(work.conn)?;
            }
        }
        work.record(Change::new("region.created", id).in_region(id))?;
    }
    Ok(())
}
