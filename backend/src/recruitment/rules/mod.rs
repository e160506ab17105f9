//! Rules of recruitment: which state may follow which, until when, by what criteria.

mod admission;
mod applicant;
mod application;
mod assignment;
mod assignment_state;
mod attachment;
mod blind;
mod campaign;
mod conflict;
mod criteria;
mod interviews;
mod line;
mod offer;
mod opening;
mod panel;
mod ranking;
mod reference;
mod scores;
mod seats;
mod series;
mod severity;
mod weights;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

pub use admission::{CLIENT_LIMIT, LIMITS_COUNT, PAIR_LIMIT, holds_address_of_web, network_of};
pub use applicant::{
    ApplicantState, MOST_DRAFTS, Part, corrects_contact, draft_expires_at, draft_kept_until, is_phone_number,
    missing_parts,
};
pub use application::{ApplicationState, LeftBecause, left_because};
pub use assignment::{Candidate, ReviewerFacts, assign_evenly};
pub use assignment_state::{AssignmentState, sees_reviews};
pub use attachment::{ATTACHMENT_LIMIT, AttachmentType, MOST_ATTACHMENTS, plain_name, recognise};
pub use blind::{hides_applicant, label, masked, masked_formerly};
pub use campaign::{CODE_LENGTH, Channel, Counts, FunnelStage, code_from};
pub use conflict::of_one_house;
pub use criteria::{Criterion, SCALE_MAX, default_criteria};
pub use interviews::{
    BOOK_UNTIL_HOURS, CHANGE_UNTIL_HOURS, CancelledBy, InterviewOutcome, InterviewStage, InterviewState,
    MOST_HOURS_BEFORE, MOST_SLOTS, change_until, is_offered, overlap, remind_at,
};
pub use line::{Cause, Line, Place, line};
pub use offer::{OfferObstacle, OfferState, OfferStep, offer_obstacle, offer_problems};
pub use opening::{OpeningState, extension_problem, opening_problems};
pub use panel::panel_result;
pub use ranking::{Given, Ranked, Scored, ranking};
pub use reference::{REMIND_AFTER, Referee, ReferenceState, referee_problems, still_reads_references};
pub use scores::score_problems;
pub use seats::{OpeningSeatState, SEATS_MAX, seat_states};
pub use series::{DayOfWeek, Series, SlotObstacle, series_problems, series_times, time_of_day};
pub use severity::{Severity, severity};
pub use weights::weights_from;

/// The moment at which `day` has ended everywhere on earth (UTC-12): the network reaches from Guam to
/// American Samoa, and nobody is late on the last day.
#[must_use]
pub fn end_of_day_everywhere(day: NaiveDate) -> NaiveDateTime {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(noon)
}

/// How addresses and names of institutions are compared.
#[must_use]
pub fn comparable(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_lasts_until_it_has_ended_everywhere() {
        let day = "2027-03-31".parse().expect("a date");
        assert_eq!(end_of_day_everywhere(day).to_string(), "2027-04-01 12:00:00");
    }
}
