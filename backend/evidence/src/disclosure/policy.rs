//! The one disclosure policy object.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How small a count must be to stay hidden. Built only through [`Policy::new`], so a policy below the floor cannot exist,
/// deserialised ones included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PolicyFields", into = "PolicyFields")]
pub struct Policy {
    k: u32,
}

impl Policy {
    /// Cells of 1 to 9 are hidden unless another `k` is configured.
    pub const DEFAULT_K: u32 = 10;
    /// No configuration goes below.
    pub const FLOOR_K: u32 = 5;

    /// # Errors
    /// `k` below [`Policy::FLOOR_K`].
    pub fn new(k: u32) -> Result<Self, PolicyError> {
        if k < Self::FLOOR_K { Err(PolicyError::BelowFloor { k }) } else { Ok(Self { k }) }
    }

    /// The smallest count above zero that may be shown.
    #[must_use]
    pub fn k(self) -> u32 {
        self.k
    }

    /// A count that must be hidden: 1 to k - 1.
    #[must_use]
    pub fn is_small(self, count: u64) -> bool {
        (1..u64::from(self.k)).contains(&count)
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self { k: Self::DEFAULT_K }
    }
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFields {
    k: u32,
}

impl TryFrom<PolicyFields> for Policy {
    type Error = PolicyError;
    fn try_from(fields: PolicyFields) -> Result<Self, PolicyError> {
        Self::new(fields.k)
    }
}

impl From<Policy> for PolicyFields {
    fn from(policy: Policy) -> Self {
        Self { k: policy.k }
    }
}

/// A policy that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyError {
    BelowFloor { k: u32 },
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::BelowFloor { k } = self;
        write!(f, "k is {k}; it must be at least {}", Policy::FLOOR_K)
    }
}

impl std::error::Error for PolicyError {}
