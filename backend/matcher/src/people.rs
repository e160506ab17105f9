//! The two sides of a round: mentees and mentors as the matcher sees them.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Where somebody stands in the profession.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CareerStage {
    Student,
    /// Changing into librarianship from another field; counts as a beginner.
    Changing,
    Early,
    Mid,
    Late,
    Retired,
}

impl CareerStage {
    /// The steps from the start: student and changing 0, early 1, mid 2, late 3, retired 4.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Student | Self::Changing => 0,
            Self::Early => 1,
            Self::Mid => 2,
            Self::Late => 3,
            Self::Retired => 4,
        }
    }

    /// The word used in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Changing => "changing",
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
            Self::Retired => "retired",
        }
    }
}

impl fmt::Display for CareerStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word is none of the six career stages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseCareerStageError(pub String);

impl fmt::Display for ParseCareerStageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a career stage", self.0)
    }
}

impl std::error::Error for ParseCareerStageError {}

impl FromStr for CareerStage {
    type Err = ParseCareerStageError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Self::Student, Self::Changing, Self::Early, Self::Mid, Self::Late, Self::Retired]
            .into_iter()
            .find(|stage| stage.as_str() == word)
            .ok_or_else(|| ParseCareerStageError(word.to_owned()))
    }
}

/// Somebody who wants a mentor.
///
/// Lists are sets: order and repetition do not matter. Their members, settings, regions and
/// employers are compared byte for byte, so hand in identifiers, not free text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mentee {
    /// Unique among the mentees; breaks ties (the lower id comes first, byte order).
    pub id: String,
    pub interests: Vec<String>,
    pub goals: Vec<String>,
    pub languages: Vec<String>,
    pub setting: String,
    pub career_stage: CareerStage,
    pub region: String,
    /// `None` when unknown: then no employer rule applies.
    pub employer: Option<String>,
    /// Minutes east of UTC, -720 to 840.
    pub time_zone_offset_minutes: i32,
    /// When there is time for meetings: hours of the week by the own clock, 0 (Monday, midnight to one) to 167. `None`
    /// when not stated: then no rule of shared hours applies, and they give no points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_hours: Option<Vec<u8>>,
    /// Confidential: ids of mentors this person must not meet. Unknown ids are ignored.
    #[serde(default)]
    pub excluded: Vec<String>,
    /// Confidential: what this person wishes the mentor to share, for example `first_generation`. Counts by
    /// [`crate::Weights::confidential_wishes`]. Whoever wishes for nothing has 0 points for it with everybody: then a
    /// wish never costs a place that silence would have had, and silence is given nothing that others must earn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<String>,
}

/// Somebody who offers to mentor. See [`Mentee`] for how lists are compared.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mentor {
    /// Unique among the mentors; may equal a mentee's id when one person is enrolled as both.
    pub id: String,
    pub interests: Vec<String>,
    pub expertise: Vec<String>,
    pub languages: Vec<String>,
    pub setting: String,
    pub career_stage: CareerStage,
    pub region: String,
    /// `None` when unknown: then no employer rule applies.
    pub employer: Option<String>,
    /// Minutes east of UTC, -720 to 840.
    pub time_zone_offset_minutes: i32,
    /// As [`Mentee::available_hours`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_hours: Option<Vec<u8>>,
    pub years_of_experience: u32,
    /// The most mentees, 0 to 1,000, locked ones included. 0 takes nobody and is 'not available'.
    pub capacity: u32,
    /// Confidential: ids of mentees this person must not meet. Unknown ids are ignored.
    #[serde(default)]
    pub excluded: Vec<String>,
    /// Confidential: what this person has in common with those who wish for it; see [`Mentee::wishes`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<String>,
}

/// Stands where a confidential list would be printed, whether it is empty or not.
pub(crate) const WITHHELD: &str = "withheld";

// Written by hand so that a log line or a failed assertion never shows an exclusion or a wish.
impl fmt::Debug for Mentee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mentee")
            .field("id", &self.id)
            .field("interests", &self.interests)
            .field("goals", &self.goals)
            .field("languages", &self.languages)
            .field("setting", &self.setting)
            .field("career_stage", &self.career_stage)
            .field("region", &self.region)
            .field("employer", &self.employer)
            .field("time_zone_offset_minutes", &self.time_zone_offset_minutes)
            .field("available_hours", &self.available_hours)
            .field("excluded", &WITHHELD)
            .field("wishes", &WITHHELD)
            .finish()
    }
}

impl fmt::Debug for Mentor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mentor")
            .field("id", &self.id)
            .field("interests", &self.interests)
            .field("expertise", &self.expertise)
            .field("languages", &self.languages)
            .field("setting", &self.setting)
            .field("career_stage", &self.career_stage)
            .field("region", &self.region)
            .field("employer", &self.employer)
            .field("time_zone_offset_minutes", &self.time_zone_offset_minutes)
            .field("available_hours", &self.available_hours)
            .field("years_of_experience", &self.years_of_experience)
            .field("capacity", &self.capacity)
            .field("excluded", &WITHHELD)
            .field("shares", &WITHHELD)
            .finish()
    }
}
