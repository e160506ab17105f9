//! The figures that an indicator can be bound to, in words: what is counted, of whom, over which days.

use crate::network::Figure;

/// A figure in words.
pub struct Described {
    pub title: &'static str,
    pub definition: &'static str,
    /// How many days back it looks; `None` for what is today.
    pub days: Option<i32>,
}

const fn today(title: &'static str, definition: &'static str) -> Described {
    Described { title, definition, days: None }
}

const fn over(days: i32, title: &'static str, definition: &'static str) -> Described {
    Described { title, definition, days: Some(days) }
}

pub const fn described(figure: Figure) -> Described {
    match figure {
        Figure::SeatsCovered => today(
            "Seats with a coordinator",
            "Open seats that somebody serves today. Training, leave and what comes later do not count.",
        ),
        Figure::SeatsCoveredShare => today(
            "Share of seats with a coordinator",
            "Of all open seats, the part that somebody serves today.",
        ),
        Figure::RegionsUncovered => today(
            "Regions without a coordinator",
            "Regions in which nobody serves any seat today; a region without a seat is one of them.",
        ),
        Figure::UncoveredSeatDays => over(
            90,
            "Uncovered seat-days",
            "Days of the last 90 on which an open seat had nobody, added up over all open seats. Days before a seat was opened do not count, nor does today.",
        ),
        Figure::CoordinatorsInTraining => today(
            "Coordinators in training",
            "People with a term for which they are in training and which is not over.",
        ),
        Figure::Guides => today("Guides", "People who hold the role of guide today."),
        Figure::PeopleGraduated => {
            over(365, "People graduated", "Coordinators who graduated in the last 365 days, each once.")
        }
        Figure::ApplicationsSubmitted => over(
            365,
            "Applications submitted",
            "Applications to openings that were submitted in the last 365 days, whatever became of them.",
        ),
        Figure::DaysToAcceptance => over(
            365,
            "Median days to acceptance",
            "Of the offers accepted in the last 365 days: days from the closing day of the opening to the acceptance, the middle one of them. An acceptance before the closing day counts as 0.",
        ),
        Figure::MentorsEnrolled => today(
            "Mentors enrolled",
            "Mentors who are enrolled in the newest cycle that has begun and is not closed.",
        ),
        Figure::MenteesEnrolled => today(
            "Mentees enrolled",
            "Mentees who are enrolled in the newest cycle that has begun and is not closed.",
        ),
        Figure::MenteesMatchedShare => today(
            "Share of mentees matched",
            "Of the mentees enrolled in the newest cycle that has begun and is not closed, the part with an active pairing or a published proposal that can still be answered.",
        ),
        Figure::PairingsActive => today("Active pairings", "Pairings of all cycles that have not ended."),
        Figure::PairingsWithoutMeetingShare => over(
            45,
            "Share of pairings without a meeting",
            "Of the active pairings that began at least 45 days ago, the part that logged no meeting in the last 45 days.",
        ),
        Figure::MeetingsLogged => {
            over(90, "Meetings logged", "Meetings of pairings that were held in the last 90 days and logged.")
        }
        Figure::ResourcesCurrent => today(
            "Resources published and current",
            "Published resources that are not retired and whose review day has not come.",
        ),
        Figure::ResponseRate => today(
            "Response rate of the newest closed wave",
            "Of everybody whom the wave closed last asked, the part that answered completely or partially (AAPOR response rate 2).",
        ),
    }
}
