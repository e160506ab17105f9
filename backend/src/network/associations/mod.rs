//! LIS associations and consortia, as the network knows them.

pub mod queries;

use serde_json::json;

use self::queries::AssociationRow;
use crate::platform::db::Id;
use crate::platform::problem::{Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// # Errors
/// 404 when there is none.
pub fn find_association(work: &mut Work<'_>, id: Id) -> Result<AssociationRow, Problem> {
    queries::find_association(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("association"))
}

/// # Errors
/// 409 when the name is taken.
pub fn create_association(
    work: &mut Work<'_>,
    name: &str,
    website: Option<String>,
) -> Result<AssociationRow, Problem> {
    let association = AssociationRow {
        id: work.new_id(),
        name: name.trim().to_owned(),
        website,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_association(work.conn, &association).map_err(|error| match Problem::from(error) {
        taken if taken.kind == Kind::Conflict => {
            Problem::conflict(format!("There is an association named '{}' already.", association.name))
        }
        other => other,
    })?;
    work.record(
        Change::new("association.created", association.id).with(json!({ "name": association.name })),
    )?;
    Ok(association)
}
