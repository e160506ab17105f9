//! The eight BEA regions that IMLS uses (`OBEREG` 01 to 08) and the outlying areas (09).

use diesel::prelude::*;

use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::schema::{jurisdictions, regions};

type Jurisdiction = (&'static str, &'static str);

/// Code, name and jurisdictions of each region (U.S. Bureau of Economic Analysis).
pub const BEA: &[(&str, &str, &[Jurisdiction])] = &[
    (
        "01",
        "New England",
        &[
            ("CT", "Connecticut"),
            ("MA", "Massachusetts"),
            ("ME", "Maine"),
            ("NH", "New Hampshire"),
            ("RI", "Rhode Island"),
            ("VT", "Vermont"),
        ],
    ),
    (
        "02",
        "Mid East",
        &[
            ("DC", "District of Columbia"),
            ("DE", "Delaware"),
            ("MD", "Maryland"),
            ("NJ", "New Jersey"),
            ("NY", "New York"),
            ("PA", "Pennsylvania"),
        ],
    ),
    (
        "03",
        "Great Lakes",
        &[("IL", "Illinois"), ("IN", "Indiana"), ("MI", "Michigan"), ("OH", "Ohio"), ("WI", "Wisconsin")],
    ),
    (
        "04",
        "Plains",
        &[
            ("IA", "Iowa"),
            ("KS", "Kansas"),
            ("MN", "Minnesota"),
            ("MO", "Missouri"),
            ("ND", "North Dakota"),
            ("NE", "Nebraska"),
            ("SD", "South Dakota"),
        ],
    ),
    (
        "05",
        "Southeast",
        &[
            ("AL", "Alabama"),
            ("AR", "Arkansas"),
            ("FL", "Florida"),
            ("GA", "Georgia"),
            ("KY", "Kentucky"),
            ("LA", "Louisiana"),
            ("MS", "Mississippi"),
            ("NC", "North Carolina"),
            ("SC", "South Carolina"),
            ("TN", "Tennessee"),
            ("VA", "Virginia"),
            ("WV", "West Virginia"),
        ],
    ),
    ("06", "Southwest", &[("AZ", "Arizona"), ("NM", "New Mexico"), ("OK", "Oklahoma"), ("TX", "Texas")]),
    (
        "07",
        "Rocky Mountains",
        &[("CO", "Colorado"), ("ID", "Idaho"), ("MT", "Montana"), ("UT", "Utah"), ("WY", "Wyoming")],
    ),
    (
        "08",
        "Far West",
        &[
            ("AK", "Alaska"),
            ("CA", "California"),
            ("HI", "Hawaii"),
            ("NV", "Nevada"),
            ("OR", "Oregon"),
            ("WA", "Washington"),
        ],
    ),
    (
        "09",
        "Outlying Areas",
        &[
            ("AS", "American Samoa"),
            ("GU", "Guam"),
            ("MP", "Northern Mariana Islands"),
            ("PR", "Puerto Rico"),
            ("VI", "U.S. Virgin Islands"),
        ],
    ),
];

/// Makes the regions and jurisdictions of the preset when the network has none yet.
///
/// # Errors
/// When the database refuses.
pub fn install_bea_regions(work: &mut Work<'_>) -> Result<bool, Problem> {
    let there: i64 = regions::table.count().get_result(work.conn)?;
    if there > 0 {
        return Ok(false);
    }
    for (code, name, members) in BEA {
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
        for (code, name) in *members {
            diesel::insert_into(jurisdictions::table)
                .values((
                    jurisdictions::code.eq(*code),
                    jurisdictions::name.eq(*name),
                    jurisdictions::region_id.eq(id),
                ))
                .execute(work.conn)?;
        }
        work.record(Change::new("region.created", id).in_region(id))?;
    }
    Ok(true)
}
