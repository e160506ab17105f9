//! Points in words: why two people were matched, and why somebody was not.

use matcher::{Factor, FactorPoints, HardRule, UnmatchedReason};
use serde::Serialize;
use utoipa::ToSchema;

use super::queries::enrolments::EnrolmentRow;
use super::rules::{self, CareerStage};
use super::service::pool;
use crate::network::Setting;
use crate::platform::db::Id;
use chrono::NaiveDate;

/// One factor of a proposal: its points, and why in words. `code`, `words` and `number` say the
/// same to a program that writes its own sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FactorReason {
    #[schema(example = "shared_interests")]
    pub factor: &'static str,
    #[schema(example = 14)]
    pub points: u32,
    /// The most this factor gives.
    #[schema(example = 20)]
    pub out_of: u32,
    /// One of interests_shared, interests_differ, goals_met, goals_not_met, setting_same,
    /// setting_differs, stage_ahead, stage_not_ahead, time_same, time_apart, years, languages_shared,
    /// languages_differ, region_same, region_differs, hours_shared, hours_differ, hours_not_said.
    #[schema(example = "interests_shared")]
    pub code: &'static str,
    #[schema(example = "Both are interested in makerspaces and outreach.")]
    pub text: String,
    /// The words that the sentence names.
    #[schema(example = json!(["makerspaces", "outreach"]))]
    pub words: Vec<String>,
    /// The number that the sentence names: minutes apart, years of experience, hours of the week.
    pub number: Option<i64>,
}

/// Each factor of the pair in words. `on` is the day whose summer time counts.
#[must_use]
pub fn reasons(
    factors: &[FactorPoints],
    mentor: &EnrolmentRow,
    mentee: &EnrolmentRow,
    on: NaiveDate,
) -> Vec<FactorReason> {
    factors.iter().map(|part| reason(part, mentor, mentee, on)).collect()
}

fn reason(part: &FactorPoints, mentor: &EnrolmentRow, mentee: &EnrolmentRow, on: NaiveDate) -> FactorReason {
    let (code, text, words, number) = match part.factor {
        Factor::SharedInterests => {
            let both = shared(&mentee.interests(), &mentor.interests());
            if both.is_empty() {
                ("interests_differ", "They named different interests.".to_owned(), both, None)
            } else {
                ("interests_shared", format!("Both are interested in {}.", list(&both)), both, None)
            }
        }
        Factor::GoalsMetByExpertise => {
            let mut offered = mentor.goals();
            offered.extend(mentor.interests());
            let met = shared(&mentee.goals(), &offered);
            if met.is_empty() {
                ("goals_not_met", "None of the mentee's goals is the mentor's field.".to_owned(), met, None)
            } else {
                ("goals_met", format!("The mentor knows what the mentee aims at: {}.", list(&met)), met, None)
            }
        }
        Factor::Setting => {
            let (a, b) = (mentee.setting.to_string(), mentor.setting.to_string());
            if a == b {
                let text = format!("Both work in the same setting: {}.", setting_in_words(mentee.setting));
                ("setting_same", text, vec![a], None)
            } else {
                let text = format!(
                    "They work in different settings. Mentee: {}; mentor: {}.",
                    setting_in_words(mentee.setting),
                    setting_in_words(mentor.setting)
                );
                ("setting_differs", text, vec![a, b], None)
            }
        }
        Factor::CareerStage => {
            let (a, b) = (mentee.career_stage.to_string(), mentor.career_stage.to_string());
            let stages = format!(
                "Mentee: {}; mentor: {}",
                stage_in_words(mentee.career_stage),
                stage_in_words(mentor.career_stage)
            );
            if part.points > 0 {
                let text = format!("The mentor is further on. {stages}.");
                ("stage_ahead", text, vec![a, b], None)
            } else {
                let text = format!("The mentor is not further on. {stages}.");
                ("stage_not_ahead", text, vec![a, b], None)
            }
        }
        Factor::TimeZone => {
            let apart = minutes_apart(&mentee.time_zone, &mentor.time_zone, on);
            if apart == 0 {
                ("time_same", "Their clocks show the same time.".to_owned(), Vec::new(), Some(0))
            } else {
                ("time_apart", format!("Their clocks are {} apart.", span(apart)), Vec::new(), Some(apart))
            }
        }
        Factor::ExperienceYears => {
            let years = i64::from(mentor.years_of_experience);
            let text = match years {
                1 => "The mentor has 1 year of experience.".to_owned(),
                years => format!("The mentor has {years} years of experience."),
            };
            ("years", text, Vec::new(), Some(years))
        }
        Factor::Language => {
            let both = shared(&mentee.languages(), &mentor.languages());
            if both.is_empty() {
                ("languages_differ", "They named no language in common.".to_owned(), both, None)
            } else {
                let names: Vec<String> =
                    both.iter().map(|code| rules::language_name(code).to_owned()).collect();
                ("languages_shared", format!("Both speak {}.", list(&names)), both, None)
            }
        }
        Factor::Region => {
            if mentor.region_id == mentee.region_id {
                ("region_same", "Both are in the same region.".to_owned(), Vec::new(), None)
            } else {
                ("region_differs", "They are in different regions.".to_owned(), Vec::new(), None)
            }
        }
        Factor::Availability => {
            let hours = pool::shared_hours(mentor, mentee, on).map(i64::from);
            let (code, text) = match hours {
                None => ("hours_not_said", "One of them has not said when there is time.".to_owned()),
                Some(0) => ("hours_differ", "They have no hour of the week in common.".to_owned()),
                Some(1) => ("hours_shared", "Both have time in 1 hour of the week.".to_owned()),
                Some(hours) => ("hours_shared", format!("Both have time in {hours} hours of the week.")),
            };
            (code, text, Vec::new(), hours)
        }
    };
    FactorReason {
        factor: part.factor.name(),
        points: part.points,
        out_of: part.out_of,
        code,
        text,
        words,
        number,
    }
}

const fn setting_in_words(setting: Setting) -> &'static str {
    match setting {
        Setting::Academic => "academic libraries",
        Setting::Public => "public libraries",
        Setting::School => "school libraries",
        Setting::Special => "special libraries",
        Setting::Archives => "archives",
        Setting::Health => "health libraries",
        Setting::Law => "law libraries",
        Setting::Government => "government libraries",
        Setting::Tribal => "tribal libraries",
        Setting::Consortium => "library consortia",
        Setting::Independent => "independent work",
    }
}

const fn stage_in_words(stage: CareerStage) -> &'static str {
    match stage {
        CareerStage::Student => "student",
        CareerStage::Changing => "changing careers",
        CareerStage::Early => "early career",
        CareerStage::Mid => "mid-career",
        CareerStage::Late => "late career",
        CareerStage::Retired => "retired",
    }
}

fn shared(wanted: &[String], offered: &[String]) -> Vec<String> {
    wanted.iter().filter(|word| offered.contains(word)).cloned().collect()
}

fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [firsts @ .., last] => format!("{} and {last}", firsts.join(", ")),
    }
}

fn span(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} minutes"),
        (1, 0) => "1 hour".to_owned(),
        (hours, 0) => format!("{hours} hours"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// On the clock's circle: ten hours east and ten hours west are four hours apart.
fn minutes_apart(a: &str, b: &str, on: NaiveDate) -> i64 {
    let offset = |zone| i64::from(rules::offset_minutes(zone, on).unwrap_or(0));
    let apart = (offset(a) - offset(b)).rem_euclid(1440);
    apart.min(1440 - apart)
}

/// How many mentors a rule removed for one mentee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RemovedMentors {
    /// One of same_person, same_employer, no_shared_language, other_region, too_few_shared_hours,
    /// not_available.
    #[schema(example = "same_employer")]
    pub rule: &'static str,
    pub mentors: u32,
}

/// Why a mentee has no mentor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnmatchedWhy {
    /// `all_eligible_full` or `no_eligible_mentor`.
    #[schema(example = "all_eligible_full")]
    pub code: &'static str,
    #[schema(example = "All 14 eligible mentors are full.")]
    pub text: String,
    /// Mentors who would have been eligible; all of them are full.
    #[schema(example = 14)]
    pub eligible: u32,
    /// Only people of one region were asked, since it was a round of that region: there may be others elsewhere.
    pub of_region: bool,
    /// Why the others were not. `not_available` covers mentors without a free seat and reasons that
    /// are nobody's business.
    pub removed: Vec<RemovedMentors>,
}

impl UnmatchedWhy {
    /// As it is told to somebody. Of oneself: how many are not available could tell that one of them has said so.
    #[must_use]
    pub fn told_to(mut self, reader: Option<Id>, about: Id) -> Self {
        if reader == Some(about) {
            self.removed.retain(|part| part.rule != "not_available");
        }
        self
    }
}

pub const fn rule_name(rule: HardRule) -> &'static str {
    match rule {
        HardRule::SamePerson => "same_person",
        HardRule::SameEmployer => "same_employer",
        HardRule::NoSharedLanguage => "no_shared_language",
        HardRule::OtherRegion => "other_region",
        HardRule::TooFewSharedHours => "too_few_shared_hours",
    }
}

/// A rule that a pair breaks, in words.
#[must_use]
pub const fn rule_in_words(rule: HardRule) -> &'static str {
    match rule {
        HardRule::SamePerson => "Nobody mentors themselves.",
        HardRule::SameEmployer => "The two have the same employer.",
        HardRule::NoSharedLanguage => "The two have no language in common.",
        HardRule::OtherRegion => "The two are of different regions, which the policy forbids.",
        HardRule::TooFewSharedHours => {
            "The two have fewer hours of the week in common than the policy asks for."
        }
    }
}

/// A stored reason in words. `of_region`: whether mentors of one region alone were asked.
#[must_use]
pub fn why_unmatched(reason: &UnmatchedReason, of_region: bool) -> UnmatchedWhy {
    let whose = if of_region { " of this region" } else { "" };
    match reason {
        UnmatchedReason::AllEligibleFull { eligible } => UnmatchedWhy {
            code: "all_eligible_full",
            text: match eligible {
                1 => format!("The only eligible mentor{whose} is full."),
                eligible => format!("All {eligible} eligible mentors{whose} are full."),
            },
            eligible: *eligible,
            of_region,
            removed: Vec::new(),
        },
        UnmatchedReason::NoEligibleMentor { removed, not_available } => {
            let mut parts: Vec<RemovedMentors> = removed
                .iter()
                .map(|count| RemovedMentors { rule: rule_name(count.rule), mentors: count.mentors })
                .collect();
            if *not_available > 0 {
                parts.push(RemovedMentors { rule: "not_available", mentors: *not_available });
            }
            UnmatchedWhy {
                code: "no_eligible_mentor",
                text: format!("No mentor{whose} is eligible."),
                eligible: 0,
                of_region,
                removed: parts,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_go_round_and_spans_read_well() {
        let day = NaiveDate::default();
        assert_eq!(minutes_apart("Pacific/Guam", "Pacific/Honolulu", day), 240);
        assert_eq!(minutes_apart("America/New_York", "America/Chicago", day), 60);
        assert_eq!(span(60), "1 hour");
        assert_eq!(span(90), "1 h 30 min");
        assert_eq!(list(&["a", "b", "c"].map(String::from)), "a, b and c");
    }

    #[test]
    fn a_confidential_reason_reads_like_a_full_mentor() {
        let reason = UnmatchedReason::NoEligibleMentor { removed: vec![], not_available: 2 };
        let why = why_unmatched(&reason, false);
        assert_eq!(why.removed, [RemovedMentors { rule: "not_available", mentors: 2 }]);
        assert_eq!(why.text, "No mentor is eligible.");
        assert_eq!(why_unmatched(&reason, true).text, "No mentor of this region is eligible.");
    }
}
