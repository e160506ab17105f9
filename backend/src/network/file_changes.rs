//! What a file changes of institutions, whichever its format: written in one place, with what they are found by and with the
//! event and the audit row of each.

use serde_json::json;

use super::finding;
use super::import::InstitutionRow;
use super::queries;
use super::rules::identifiers::IdentifierScheme;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

pub type Key = (IdentifierScheme, String);

#[derive(Default)]
pub struct FileChanges {
    pub new: Vec<InstitutionRow>,
    pub changed: Vec<InstitutionRow>,
    pub identifiers: Vec<(Key, Id)>,
    /// Of the changed: most of what a year's survey changes are counts, by which nobody looks for an institution.
    renamed: Vec<Id>,
}

impl FileChanges {
    pub fn change(&mut self, before: &InstitutionRow, after: InstitutionRow) {
        if before.name != after.name || before.city != after.city {
            self.renamed.push(after.id);
        }
        self.changed.push(after);
    }

    /// # Errors
    /// 412 when somebody corrected one of the institutions meanwhile.
    pub fn write(&self, work: &mut Work<'_>) -> Result<(), Problem> {
        queries::insert_institutions(work.conn, &self.new)?;
        for row in &self.changed {
            queries::write_over_institution(work, row)?;
        }
        queries::insert_identifiers(work.conn, &self.identifiers)?;
        let mut found_otherwise: Vec<Id> = self.new.iter().map(|row| row.id).collect();
        found_otherwise.extend(&self.renamed);
        found_otherwise.extend(self.identifiers.iter().map(|(_, id)| *id));
        found_otherwise.sort_unstable();
        found_otherwise.dedup();
        finding::keep(work.conn, &found_otherwise)?;
        work.record_all(&self.events())
    }

    fn events(&self) -> Vec<Change<'_>> {
        let told = |row: &InstitutionRow, kind| {
            Change::new(kind, row.id).in_region(row.region_id).with(json!({ "name": row.name }))
        };
        let new = self.new.iter().map(|row| told(row, "institution.created"));
        new.chain(self.changed.iter().map(|row| told(row, "institution.corrected"))).collect()
    }
}

/// Why a row is refused that says of an institution that it lies in another jurisdiction.
#[must_use]
pub fn lies_elsewhere(there: &InstitutionRow) -> String {
    format!(
        "{} lies in {}, and people's regions follow from that: a file does not move it.",
        there.name, there.jurisdiction
    )
}
