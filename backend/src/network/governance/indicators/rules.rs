//! Rules of indicators: the closed list of figures, which values they take, and when a target is reached.

use chrono::NaiveDate;

use crate::platform::problem::FieldError;

crate::text_enum! {
    /// A figure that the network measures of itself.
    pub enum Figure {
        SeatsCovered = "seats_covered",
        SeatsCoveredShare = "seats_covered_share",
        RegionsUncovered = "regions_uncovered",
        UncoveredSeatDays = "uncovered_seat_days",
        CoordinatorsInTraining = "coordinators_in_training",
        Guides = "guides",
        PeopleGraduated = "people_graduated",
        ApplicationsSubmitted = "applications_submitted",
        DaysToAcceptance = "days_to_acceptance",
        MentorsEnrolled = "mentors_enrolled",
        MenteesEnrolled = "mentees_enrolled",
        MenteesMatchedShare = "mentees_matched_share",
        PairingsActive = "pairings_active",
        PairingsWithoutMeetingShare = "pairings_without_meeting_share",
        MeetingsLogged = "meetings_logged",
        ResourcesCurrent = "resources_current",
        ResponseRate = "response_rate",
    }
}

crate::text_enum! {
    /// What a value of a figure is.
    pub enum FigureUnit {
        /// A whole number of things.
        Count = "count",
        /// Of a whole, 0 to 1.
        Share = "share",
        /// Days, in parts too.
        Days = "days",
    }
}

crate::text_enum! {
    /// On which side of the target an indicator should be.
    pub enum TargetDirection {
        AtLeast = "at_least",
        AtMost = "at_most",
    }
}

crate::text_enum! {
    /// Why a figure has no value.
    pub enum FigureMissing {
        /// No seat is open.
        NoSeats = "no_seats",
        /// No cycle has begun that is not closed.
        NoRunningCycle = "no_running_cycle",
        /// Nobody is enrolled as a mentee.
        NoMentees = "no_mentees",
        /// No offer was accepted in that time.
        NoAcceptances = "no_acceptances",
        /// No pairing has lasted for so long.
        NoPairings = "no_pairings",
        /// No wave of a survey was closed yet.
        NoClosedWave = "no_closed_wave",
        /// The wave asked nobody.
        NobodyInvited = "nobody_invited",
    }
}

crate::text_enum! {
    /// How an indicator stands.
    pub enum IndicatorState {
        Reached = "reached",
        /// Not reached, and its day is still to come.
        NotYetReached = "not_yet_reached",
        /// Not reached, and its day is over.
        Missed = "missed",
        /// The figure has no value now.
        NotMeasured = "not_measured",
    }
}

/// How many indicators one objective may have.
pub const MOST_INDICATORS: i64 = 20;

/// Larger counts are a slip of the hand.
const MOST: f64 = 1_000_000_000.0;

impl Figure {
    #[must_use]
    pub const fn unit(self) -> FigureUnit {
        match self {
            Self::SeatsCoveredShare
            | Self::MenteesMatchedShare
            | Self::PairingsWithoutMeetingShare
            | Self::ResponseRate => FigureUnit::Share,
            Self::DaysToAcceptance => FigureUnit::Days,
            _ => FigureUnit::Count,
        }
    }
}

impl TargetDirection {
    #[must_use]
    pub fn is_reached(self, value: f64, target: f64) -> bool {
        match self {
            Self::AtLeast => value >= target,
            Self::AtMost => value <= target,
        }
    }
}

/// What is wrong with a value that somebody wants for a figure.
#[must_use]
pub fn value_problem(pointer: &str, unit: FigureUnit, value: f64) -> Option<FieldError> {
    let most = if unit == FigureUnit::Share { 1.0 } else { MOST };
    if !(0.0..=most).contains(&value) {
        let said = match unit {
            FigureUnit::Share => "A share lies between 0 and 1.",
            FigureUnit::Count | FigureUnit::Days => "It lies between 0 and 1000000000.",
        };
        return Some(FieldError::new(pointer, "range", said));
    }
    let broken = unit == FigureUnit::Count && value.fract() != 0.0;
    broken.then(|| FieldError::new(pointer, "whole", "This figure is a whole number."))
}

/// How an indicator stands on a day.
#[must_use]
pub fn state(
    value: Option<f64>,
    direction: TargetDirection,
    target: f64,
    due_on: NaiveDate,
    today: NaiveDate,
) -> IndicatorState {
    match value {
        None => IndicatorState::NotMeasured,
        Some(value) if direction.is_reached(value, target) => IndicatorState::Reached,
        Some(_) if due_on < today => IndicatorState::Missed,
        Some(_) => IndicatorState::NotYetReached,
    }
}

/// How much of the way from the baseline to the target has been made, 0 to 1.
#[must_use]
pub fn progress(value: Option<f64>, baseline: Option<f64>, target: f64) -> Option<f64> {
    let (value, baseline) = (value?, baseline?);
    let way = target - baseline;
    // Where the target is the baseline there is no way to go.
    (way != 0.0).then(|| ((value - baseline) / way).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_reached_on_its_own_side_and_by_the_value_itself() {
        let day = |d| NaiveDate::from_ymd_opt(2027, 3, d).unwrap();
        let at = |value, direction, today| state(value, direction, 10.0, day(5), day(today));
        use IndicatorState::{Missed, NotMeasured, NotYetReached, Reached};
        use TargetDirection::{AtLeast, AtMost};
        assert_eq!(at(Some(10.0), AtLeast, 1), Reached);
        assert_eq!(at(Some(9.0), AtLeast, 5), NotYetReached, "its own day is not over");
        assert_eq!(at(Some(9.0), AtLeast, 6), Missed);
        assert_eq!(at(Some(10.0), AtMost, 6), Reached);
        assert_eq!(at(Some(11.0), AtMost, 1), NotYetReached);
        assert_eq!(at(None, AtMost, 6), NotMeasured, "what nobody measured is not missed");
    }

    #[test]
    fn values_fit_their_figure() {
        let code = |unit, value| value_problem("/target", unit, value).map(|e| e.code);
        assert_eq!(code(FigureUnit::Share, 0.75), None);
        assert_eq!(code(FigureUnit::Share, 75.0).as_deref(), Some("range"));
        assert_eq!(code(FigureUnit::Count, 2.5).as_deref(), Some("whole"));
        assert_eq!(code(FigureUnit::Count, -1.0).as_deref(), Some("range"));
        assert_eq!(code(FigureUnit::Days, 2.5), None);
        assert_eq!(code(FigureUnit::Days, f64::NAN).as_deref(), Some("range"));
    }

    #[test]
    fn the_way_made_is_a_part_of_the_whole_way() {
        assert_eq!(progress(Some(6.0), Some(2.0), 10.0), Some(0.5));
        assert_eq!(progress(Some(40.0), Some(60.0), 20.0), Some(0.5), "downwards too");
        assert_eq!(progress(Some(1.0), Some(2.0), 10.0), Some(0.0));
        assert_eq!(progress(Some(12.0), Some(2.0), 10.0), Some(1.0));
        assert_eq!(progress(Some(1.0), Some(10.0), 10.0), None);
        assert_eq!(progress(None, Some(2.0), 10.0), None);
        assert_eq!(progress(Some(1.0), None, 10.0), None);
    }
}
