//! People as a row of the workbench shows them.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::identity;
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::rules::CareerStage;
use crate::network::{self, Setting};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Somebody of a round.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WorkbenchPerson {
    enrolment_id: Id,
    pub person_id: Id,
    #[schema(example = "Ana Flores")]
    name: String,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    setting: Setting,
    career_stage: CareerStage,
    #[schema(example = "Salem Public Library")]
    institution_name: Option<String>,
}

/// Several people, read at once.
pub struct People {
    enrolments: HashMap<Id, EnrolmentRow>,
    names: HashMap<Id, String>,
    regions: HashMap<Id, String>,
    institutions: HashMap<Id, String>,
}

impl People {
    /// By enrolments, and of others the names.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn of(work: &mut Work<'_>, enrolled: &[Id], others: &[Id]) -> Result<Self, Problem> {
        let mut enrolled = enrolled.to_vec();
        enrolled.sort_unstable();
        enrolled.dedup();
        let enrolments = enrolments::by_ids(work.conn, &enrolled)?;
        let mut people: Vec<Id> = enrolments.values().map(|row| row.person_id).collect();
        people.extend(others);
        let institutions: Vec<Id> = enrolments.values().filter_map(|row| row.institution_id).collect();
        Ok(Self {
            names: identity::person_names(work.conn, &people)?,
            regions: network::region_names(work.conn)?,
            institutions: network::institution_names(work.conn, &institutions)?,
            enrolments,
        })
    }

    pub fn name(&self, person: Id) -> String {
        self.names.get(&person).cloned().unwrap_or_default()
    }

    pub fn name_of_enrolled(&self, enrolment: Id) -> String {
        self.enrolments.get(&enrolment).map(|row| self.name(row.person_id)).unwrap_or_default()
    }

    pub fn region(&self, id: Id) -> String {
        self.regions.get(&id).cloned().unwrap_or_default()
    }

    pub fn enrolment(&self, id: Id) -> Option<&EnrolmentRow> {
        self.enrolments.get(&id)
    }

    pub fn one(&self, enrolment: Id) -> Result<WorkbenchPerson, Problem> {
        let row = self.enrolments.get(&enrolment).ok_or_else(|| Problem::internal("an unknown enrolment"))?;
        Ok(WorkbenchPerson {
            enrolment_id: row.id,
            person_id: row.person_id,
            name: self.name(row.person_id),
            region_id: row.region_id,
            region_name: self.region(row.region_id),
            setting: row.setting,
            career_stage: row.career_stage,
            institution_name: row.institution_id.and_then(|id| self.institutions.get(&id).cloned()),
        })
    }

    pub fn all(&self, enrolled: &[Id]) -> Result<Vec<WorkbenchPerson>, Problem> {
        enrolled.iter().map(|id| self.one(*id)).collect()
    }
}
