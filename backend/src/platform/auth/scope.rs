//! Which rows a caller may see or change: every query takes it and applies it.

use crate::platform::db::Id;

/// The rows that a permission reaches. Rows outside do not exist for the caller.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Everything in the network.
    pub network: bool,
    pub regions: Vec<Id>,
    pub associations: Vec<Id>,
    pub studies: Vec<Id>,
    /// The caller's own records.
    pub own: Option<Id>,
    /// The one subject of a mailed link.
    pub link: Option<Id>,
}

impl Scope {
    /// For background work, the command line and the demo: the operator acts, not a caller.
    #[must_use]
    pub fn everything() -> Self {
        Self { network: true, ..Self::default() }
    }

    #[must_use]
    pub fn reaches_region(&self, region: Id) -> bool {
        self.network || self.regions.contains(&region)
    }

    #[must_use]
    pub fn reaches_study(&self, study: Id) -> bool {
        self.network || self.studies.contains(&study)
    }

    #[must_use]
    pub fn reaches_association(&self, association: Id) -> bool {
        self.network || self.associations.contains(&association)
    }

    /// Nothing but associations: their administrators know of no others.
    #[must_use]
    pub const fn is_of_associations_alone(&self) -> bool {
        !self.network && self.regions.is_empty() && self.studies.is_empty() && !self.associations.is_empty()
    }

    #[must_use]
    pub fn is_own(&self, person: Id) -> bool {
        self.own == Some(person)
    }
}
