//! Use cases of publication: the task force decides what is shown, each member whether their own name is.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::queries::{self, PublicNameRow};
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::reply::Versioned;
use crate::platform::settings;
use crate::platform::work::Work;

/// The name of the setting.
const PUBLICATION: &str = "plan_publication";

/// The pieces that strangers may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedPieces {
    pub charter: bool,
    pub plan: bool,
    pub indicators: bool,
    pub members: bool,
}

/// What the task force shows of itself to strangers.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct PlanPublication {
    pub charter: bool,
    /// Objectives and milestones, without the names of owners.
    pub plan: bool,
    /// With the plan only: indicators belong to objectives.
    pub indicators: bool,
    /// By title; by name who allows it.
    pub members: bool,
    pub version: i64,
}

impl Versioned for PlanPublication {
    fn version(&self) -> i64 {
        self.version
    }
}

impl PlanPublication {
    #[must_use]
    pub const fn pieces(self) -> PublishedPieces {
        let Self { charter, plan, indicators, members, .. } = self;
        PublishedPieces { charter, plan, indicators, members }
    }
}

impl PublishedPieces {
    /// Whether there is anything to read at all.
    #[must_use]
    pub const fn any(self) -> bool {
        self.charter || self.plan || self.indicators || self.members
    }
}

/// # Errors
/// When the database does not answer.
pub fn plan_publication(work: &mut Work<'_>) -> Result<PlanPublication, Problem> {
    Ok(settings::read(work.conn, PUBLICATION)?.value)
}

/// # Errors
/// 412 when it was changed meanwhile, 422 for indicators without their plan.
pub fn publish_plan(
    work: &mut Work<'_>,
    expected: Option<&IfMatch>,
    pieces: PublishedPieces,
) -> Result<PlanPublication, Problem> {
    let before = settings::read::<PlanPublication>(work.conn, PUBLICATION)?;
    if let Some(expected) = expected {
        expected.check(before.value.version)?;
    }
    let PublishedPieces { charter, plan, indicators, members } = pieces;
    if indicators && !plan {
        let said = "Indicators belong to objectives: show the plan as well.";
        return Err(Problem::field("/indicators", "needs_plan", said));
    }
    let after = PlanPublication { charter, plan, indicators, members, version: before.value.version + 1 };
    settings::write(work.conn, &before, &after)?;
    // Settings have no row of their own to point at: the publication stands for itself.
    let subject = Id(Uuid::nil());
    work.record(Change::new("plan_publication.changed", subject).with(json!(after)))?;
    Ok(after)
}

/// Whether a person's name may be read by strangers, and whether there is a seat to read it beside.
pub struct PublicName {
    pub shown: bool,
    pub has_seat: bool,
    pub version: i64,
}

/// # Errors
/// When the database does not answer.
pub fn public_name(work: &mut Work<'_>, person: Id) -> Result<PublicName, Problem> {
    let row = queries::find_public_name(work.conn, person)?;
    Ok(PublicName {
        shown: row.as_ref().is_some_and(|row| row.shown),
        has_seat: queries::has_seat(work.conn, person, work.now.date_naive())?,
        version: row.map_or(0, |row| row.version),
    })
}

/// Sets whether strangers may read the own name. Taking it back is always possible.
///
/// # Errors
/// 409 to be shown without a seat in the task force, 412 when it was changed meanwhile.
pub fn show_own_name(
    work: &mut Work<'_>,
    person: Id,
    expected: Option<&IfMatch>,
    shown: bool,
) -> Result<PublicName, Problem> {
    let before = public_name(work, person)?;
    if let Some(expected) = expected {
        expected.check(before.version)?;
    }
    if shown && !before.has_seat {
        return Err(Problem::conflict("You have no seat in the task force, so that no page would name you."));
    }
    let row = PublicNameRow {
        person_id: person,
        shown,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: before.version + 1,
    };
    if before.version == 0 {
        queries::insert_public_name(work.conn, &row)?;
    } else {
        queries::update_public_name(work.conn, &row)?;
    }
    work.record(Change::new("public_name.changed", person).with(json!({ "shown": shown })))?;
    Ok(PublicName { shown, version: row.version, ..before })
}
