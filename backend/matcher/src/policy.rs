//! The rules of a round as data: hard rules, weights of the soft factors, and the objective.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a round maximises. Ties of an aim are decided by the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    /// The highest sum of points; among those, the most mentees matched.
    #[default]
    MostTotalFit,
    /// The most mentees matched; among those, the highest sum of points.
    MostMatchedThenFit,
    /// The most mentees matched; among those, the highest lowest points, locked pairs apart; among those, the highest
    /// sum of points. Confidential wishes count in the sum and not in the lowest.
    WorstServedThenFit,
}

/// A rule that removes a pair whatever its points.
///
/// Capacity and confidential reasons (exclusions, never-again requests, vetoes) also remove pairs,
/// but are never told apart: they are reported as 'not available'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HardRule {
    /// Nobody mentors themselves (a person may be enrolled on both sides). Always on.
    SamePerson,
    /// Both work for the same employer.
    SameEmployer,
    /// They have no language in common.
    NoSharedLanguage,
    /// They belong to different regions.
    OtherRegion,
    /// Both stated when they have time, and share fewer hours than [`Policy::least_shared_hours`].
    TooFewSharedHours,
}

impl HardRule {
    /// All rules, in the order in which a removed pair is counted: once, under the first it breaks.
    pub const ALL: [Self; 5] = [
        Self::SamePerson,
        Self::SameEmployer,
        Self::NoSharedLanguage,
        Self::OtherRegion,
        Self::TooFewSharedHours,
    ];
}

/// A soft factor of the fit. Each gives a pair 0 to its weight in whole points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// The share of the mentee's interests that the mentor has too.
    SharedInterests,
    /// The share of the mentee's goals found among the mentor's interests and expertise.
    GoalsMetByExpertise,
    /// The same setting: all or nothing.
    Setting,
    /// The mentor's career stage is ahead of the mentee's: all or nothing.
    CareerStage,
    /// Closeness of the time zones: linear from all at no difference to nothing at
    /// [`Policy::time_zone_tolerance_minutes`].
    TimeZone,
    /// The mentor's years: linear up to [`Policy::experience_years_for_full_points`].
    ExperienceYears,
    /// The share of the mentee's languages that the mentor has too.
    Language,
    /// The same region: all or nothing.
    Region,
    /// Hours of the week in which both have time: linear up to [`Policy::shared_hours_for_full_points`].
    Availability,
}

impl Factor {
    /// All factors, in the order of every explanation.
    pub const ALL: [Self; 9] = [
        Self::SharedInterests,
        Self::GoalsMetByExpertise,
        Self::Setting,
        Self::CareerStage,
        Self::TimeZone,
        Self::ExperienceYears,
        Self::Language,
        Self::Region,
        Self::Availability,
    ];

    /// The field's name in [`Weights`] and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SharedInterests => "shared_interests",
            Self::GoalsMetByExpertise => "goals_met_by_expertise",
            Self::Setting => "setting",
            Self::CareerStage => "career_stage",
            Self::TimeZone => "time_zone",
            Self::ExperienceYears => "experience_years",
            Self::Language => "language",
            Self::Region => "region",
            Self::Availability => "availability",
        }
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The most points each factor can give, 0 to [`Policy::MAX_WEIGHT`]; 0 switches a factor off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    pub shared_interests: u32,
    pub goals_met_by_expertise: u32,
    pub setting: u32,
    pub career_stage: u32,
    pub time_zone: u32,
    pub experience_years: u32,
    pub language: u32,
    pub region: u32,
    pub availability: u32,
    /// The share of the mentee's [`crate::Mentee::wishes`] that the mentor shares. No [`Factor`]: it counts for the
    /// choice alone, and no points that are told hold any of it.
    pub confidential_wishes: u32,
}

impl Default for Weights {
    /// Sums to 100, so that points read as a percentage until somebody changes a weight.
    fn default() -> Self {
        Self {
            shared_interests: 20,
            goals_met_by_expertise: 30,
            setting: 10,
            career_stage: 15,
            time_zone: 10,
            experience_years: 5,
            language: 5,
            region: 5,
            availability: 0,
            confidential_wishes: 0,
        }
    }
}

impl Weights {
    /// The weight of one factor.
    #[must_use]
    pub const fn of(&self, factor: Factor) -> u32 {
        match factor {
            Factor::SharedInterests => self.shared_interests,
            Factor::GoalsMetByExpertise => self.goals_met_by_expertise,
            Factor::Setting => self.setting,
            Factor::CareerStage => self.career_stage,
            Factor::TimeZone => self.time_zone,
            Factor::ExperienceYears => self.experience_years,
            Factor::Language => self.language,
            Factor::Region => self.region,
            Factor::Availability => self.availability,
        }
    }
}

/// How a round chooses. Fields that a document leaves out take their default; unknown ones are an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    pub objective: Objective,
    /// Never match two people of the same employer. An unknown employer is nobody's.
    pub same_employer_forbidden: bool,
    /// Match only people with at least one language in common.
    pub shared_language_required: bool,
    /// Match only inside a region.
    pub within_region: bool,
    pub weights: Weights,
    /// The difference in minutes, 1 to 720, at which the time zone factor gives nothing.
    pub time_zone_tolerance_minutes: u32,
    /// The mentor's years, 1 to 60, from which the experience factor gives everything.
    pub experience_years_for_full_points: u32,
    /// Match only people with at least so many hours of the week in common, 0 to 168; 0 switches the rule off. Whoever
    /// has not stated any is not ruled out.
    pub least_shared_hours: u32,
    /// The shared hours of the week, 1 to 168, from which the availability factor gives everything.
    pub shared_hours_for_full_points: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            objective: Objective::default(),
            same_employer_forbidden: true,
            shared_language_required: true,
            within_region: false,
            weights: Weights::default(),
            time_zone_tolerance_minutes: 360,
            experience_years_for_full_points: 15,
            least_shared_hours: 0,
            shared_hours_for_full_points: 5,
        }
    }
}

/// One thing that is wrong with a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PolicyProblem {
    /// JSON pointer (RFC 6901) into the policy.
    pub pointer: String,
    /// `out_of_range` or `no_weight`.
    pub code: &'static str,
    /// One English sentence.
    pub detail: String,
}

impl Policy {
    /// The highest weight of a factor.
    pub const MAX_WEIGHT: u32 = 100;
    /// The longest tolerated difference of two clocks: half a day.
    pub const MAX_TIME_ZONE_TOLERANCE_MINUTES: u32 = 720;
    /// The most years that can be asked for full points.
    pub const MAX_EXPERIENCE_YEARS: u32 = 60;
    /// The hours of a week.
    pub const MAX_SHARED_HOURS: u32 = 168;

    /// The points of a perfect pair: the sum of the factors' weights.
    #[must_use]
    pub fn out_of(&self) -> u32 {
        Factor::ALL.iter().map(|factor| self.weights.of(*factor).min(Self::MAX_WEIGHT)).sum()
    }

    /// What no pair counts more than in the choice: its points, and what confidential wishes add.
    #[must_use]
    pub(crate) fn highest_score(&self) -> u32 {
        self.out_of() + self.weights.confidential_wishes.min(Self::MAX_WEIGHT)
    }

    /// Everything that is wrong, in the order of the fields; empty when the policy can be used.
    #[must_use]
    pub fn validate(&self) -> Vec<PolicyProblem> {
        let mut problems = Vec::new();
        for factor in Factor::ALL {
            let weight = self.weights.of(factor);
            check_range(&mut problems, format!("/weights/{factor}"), weight, 0, Self::MAX_WEIGHT);
        }
        check_range(
            &mut problems,
            "/weights/confidential_wishes".to_owned(),
            self.weights.confidential_wishes,
            0,
            Self::MAX_WEIGHT,
        );
        // Wishes alone would leave nothing to tell.
        if Factor::ALL.iter().all(|f| self.weights.of(*f) == 0) {
            problems.push(PolicyProblem {
                pointer: "/weights".to_owned(),
                code: "no_weight",
                detail: "At least one factor needs a weight above 0.".to_owned(),
            });
        }
        check_range(
            &mut problems,
            "/time_zone_tolerance_minutes".to_owned(),
            self.time_zone_tolerance_minutes,
            1,
            Self::MAX_TIME_ZONE_TOLERANCE_MINUTES,
        );
        check_range(
            &mut problems,
            "/experience_years_for_full_points".to_owned(),
            self.experience_years_for_full_points,
            1,
            Self::MAX_EXPERIENCE_YEARS,
        );
        for (field, hours, least) in [
            ("least_shared_hours", self.least_shared_hours, 0),
            ("shared_hours_for_full_points", self.shared_hours_for_full_points, 1),
        ] {
            check_range(&mut problems, format!("/{field}"), hours, least, Self::MAX_SHARED_HOURS);
        }
        problems
    }
}

fn check_range(problems: &mut Vec<PolicyProblem>, pointer: String, value: u32, low: u32, high: u32) {
    if !(low..=high).contains(&value) {
        problems.push(PolicyProblem {
            pointer,
            code: "out_of_range",
            detail: format!("Must be from {low} to {high}, not {value}."),
        });
    }
}
