//! Rules of recruitment: which state may follow which, until when, by what criteria.

mod admission;
mod applicant;
mod assignment;
mod assignment_state;
mod attachment;
mod blind;
mod campaign;
mod conflict;
mod interviews;
mod line;
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
pub use assignment::{Candidate, ReviewerFacts, assign_evenly};
pub use assignment_state::{AssignmentState, sees_reviews};
pub use attachment::{ATTACHMENT_LIMIT, AttachmentType, MOST_ATTACHMENTS, plain_name, recognise};
pub use blind::{hides_applicant, label, masked, masked_formerly};
pub use campaign::{CODE_LENGTH, Channel, FunnelStage, code_from};
pub use conflict::of_one_house;
pub use interviews::{
    BOOK_UNTIL_HOURS, CHANGE_UNTIL_HOURS, CancelledBy, InterviewOutcome, InterviewState, MOST_HOURS_BEFORE,
    MOST_SLOTS, change_until, is_offered, overlap, remind_at,
};
pub use line::{Cause, Line, Place, line};
pub use panel::panel_result;
pub use ranking::{Given, Ranked, Scored, ranking};
pub use reference::{REMIND_AFTER, Referee, ReferenceState, referee_problems, still_reads_references};
pub use scores::score_problems;
pub use seats::{OpeningSeatState, SEATS_MAX, seat_states};
pub use series::{DayOfWeek, Series, SlotObstacle, series_problems, series_times, time_of_day};
pub use severity::{Severity, severity};
pub use weights::weights_from;

use crate::platform::problem::FieldError;

crate::text_enum! {
    /// Where an opening is.
    pub enum OpeningState {
        /// Being written; only the task force sees it.
        Draft = "draft",
        /// On the public page; takes applications until its closing day.
        Published = "published",
        /// Takes no applications any more.
        Closed = "closed",
        /// Every seat has somebody who accepted it.
        Filled = "filled",
    }
}

crate::text_enum! {
    /// Where an application is.
    pub enum ApplicationState {
        Submitted = "submitted",
        InReview = "in_review",
        Offered = "offered",
        Appointed = "appointed",
        /// The task force decided against it.
        Declined = "declined",
        /// The applicant stepped back.
        Withdrawn = "withdrawn",
    }
}

crate::text_enum! {
    /// Where an offer is.
    pub enum OfferState {
        Open = "open",
        Accepted = "accepted",
        /// The applicant declined.
        Declined = "declined",
        /// The task force took it back.
        Withdrawn = "withdrawn",
        /// Nobody answered in time.
        Expired = "expired",
    }
}

impl OpeningState {
    /// Which state may follow which.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use OpeningState::{Closed, Draft, Filled, Published};
        matches!(
            (self, next),
            (Draft | Published, Closed) | (Draft, Published) | (Published | Closed, Filled)
        )
    }
}

impl ApplicationState {
    /// Which state may follow which.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use ApplicationState::{Appointed, Declined, InReview, Offered, Submitted, Withdrawn};
        matches!(
            (self, next),
            (Submitted, InReview | Declined | Withdrawn)
                | (InReview, Offered | Declined | Withdrawn)
                // A second offer follows one that nobody answered in time.
                | (Offered, Offered | Appointed | Declined | Withdrawn)
        )
    }
}

impl OfferState {
    /// An open offer whose time is over has expired, whether or not that was written down.
    #[must_use]
    pub fn at(self, expires_at: NaiveDateTime, now: NaiveDateTime) -> Self {
        if self == Self::Open && expires_at <= now { Self::Expired } else { self }
    }
}

/// The moment at which `day` has ended everywhere on earth (UTC-12): the network reaches from Guam to
/// American Samoa, and nobody is late on the last day.
#[must_use]
pub fn end_of_day_everywhere(day: NaiveDate) -> NaiveDateTime {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(noon)
}

/// Longest time an offer may stay open.
pub const OFFER_DAYS: u64 = 90;

/// The day on which an offer made on `today` may expire.
#[must_use]
pub fn offer_problems(expires_on: NaiveDate, today: NaiveDate) -> Vec<FieldError> {
    let last = today.checked_add_days(Days::new(OFFER_DAYS)).unwrap_or(today);
    if (today..=last).contains(&expires_on) {
        return Vec::new();
    }
    vec![FieldError::new(
        "/expires_on",
        "range",
        format!("An offer expires between {today} and {last}, {OFFER_DAYS} days later."),
    )]
}

/// One thing that applications are judged by. Scores are whole numbers from 1 to 5, and the anchors
/// say what each of the five means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    pub code: String,
    pub label: String,
    pub weight: i32,
    pub anchors: Vec<String>,
}

pub const SCALE_MAX: i32 = 5;

/// Experience, leadership and commitment: what an opening asks for unless told otherwise.
#[must_use]
pub fn default_criteria() -> Vec<Criterion> {
    let criterion = |code: &str, label: &str, weight, anchors: [&str; 5]| Criterion {
        code: code.into(),
        label: label.into(),
        weight,
        anchors: anchors.map(str::to_owned).to_vec(),
    };
    vec![
        criterion(
            "experience",
            "Experience in libraries and in mentoring",
            40,
            [
                "No experience in libraries or in mentoring",
                "Some years in libraries, none in mentoring",
                "Has been a mentor or a mentee in a program",
                "Has mentored several people, with results that can be told",
                "Has run or built a mentoring program",
            ],
        ),
        criterion(
            "leadership",
            "Leadership and bringing people together",
            30,
            [
                "No example of leading",
                "Has led a task within a team",
                "Has led a team or a committee",
                "Has led across institutions",
                "Is sought out as a leader in the region or beyond",
            ],
        ),
        criterion(
            "commitment",
            "Commitment to the whole term",
            30,
            [
                "Cannot say how the work would fit",
                "Has time only now and then",
                "Has time, without the employer's support yet",
                "Has time and the employer's support",
                "Has time, support and plans for the years after the term",
            ],
        ),
    ]
}

fn is_code(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Everything that is wrong with the dates and criteria of an opening.
#[must_use]
pub fn opening_problems(
    term_starts_on: NaiveDate,
    term_ends_on: NaiveDate,
    closes_on: NaiveDate,
    criteria: &[Criterion],
) -> Vec<FieldError> {
    use chrono::Datelike;
    let mut wrong = Vec::new();
    for (pointer, day) in
        [("/term_starts_on", term_starts_on), ("/term_ends_on", term_ends_on), ("/closes_on", closes_on)]
    {
        if !(2000..=2199).contains(&day.year()) {
            wrong.push(FieldError::new(pointer, "range", "Use a year from 2000 to 2199."));
        }
    }
    if term_starts_on >= term_ends_on {
        wrong.push(FieldError::new("/term_ends_on", "order", "A term ends after it starts."));
    }
    if closes_on >= term_ends_on {
        wrong.push(FieldError::new("/closes_on", "order", "An opening closes before its term ends."));
    }
    for (index, criterion) in criteria.iter().enumerate() {
        if !is_code(&criterion.code) {
            wrong.push(FieldError::new(
                &format!("/criteria/{index}/code"),
                "code",
                "Use small letters, digits and underscores, a letter first.",
            ));
        }
        if criteria.iter().take(index).any(|earlier| earlier.code == criterion.code) {
            wrong.push(FieldError::new(
                &format!("/criteria/{index}/code"),
                "duplicate",
                "Another criterion has this code.",
            ));
        }
    }
    wrong
}

/// What is wrong with another closing day of a published opening: people have planned by the present one, so it moves
/// to a later day only, and to none that has ended everywhere. The present day is no move.
#[must_use]
pub fn extension_problem(present: NaiveDate, wanted: NaiveDate, now: NaiveDateTime) -> Option<FieldError> {
    if wanted < present {
        return Some(FieldError::new(
            "/closes_on",
            "earlier",
            format!("The closing day is public: it moves to a day after {present}, not before it."),
        ));
    }
    if wanted > present && end_of_day_everywhere(wanted) <= now {
        return Some(FieldError::new("/closes_on", "past", "This day is over: choose today or a later day."));
    }
    None
}

/// How addresses and names of institutions are compared.
#[must_use]
pub fn comparable(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// Every pair of states, written out: a new state fails here until somebody decides.
    #[test]
    fn an_opening_moves_only_forward() {
        use OpeningState::{Closed, Draft, Filled, Published};
        let allowed =
            [(Draft, Published), (Draft, Closed), (Published, Closed), (Published, Filled), (Closed, Filled)];
        for from in OpeningState::ALL {
            for to in OpeningState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    #[test]
    fn an_application_is_reviewed_before_it_is_offered_a_seat() {
        use ApplicationState::{Appointed, Declined, InReview, Offered, Submitted, Withdrawn};
        let allowed = [
            (Submitted, InReview),
            (Submitted, Declined),
            (Submitted, Withdrawn),
            (InReview, Offered),
            (InReview, Declined),
            (InReview, Withdrawn),
            (Offered, Offered),
            (Offered, Appointed),
            (Offered, Declined),
            (Offered, Withdrawn),
        ];
        for from in ApplicationState::ALL {
            for to in ApplicationState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    #[test]
    fn only_an_open_offer_expires() {
        let end = day("2027-03-01").and_time(NaiveTime::MIN);
        let before = end - chrono::Duration::seconds(1);
        for state in OfferState::ALL {
            assert_eq!(state.at(end, before), *state);
            let after = if *state == OfferState::Open { OfferState::Expired } else { *state };
            assert_eq!(state.at(end, end), after);
        }
    }

    #[test]
    fn the_last_day_lasts_until_it_has_ended_everywhere() {
        assert_eq!(end_of_day_everywhere(day("2027-03-31")).to_string(), "2027-04-01 12:00:00");
    }

    #[test]
    fn a_closing_day_that_is_public_moves_to_a_later_day_only() {
        let code = |wanted: &str, now: &str| {
            let now = day(now).and_time(NaiveTime::MIN);
            extension_problem(day("2027-05-15"), day(wanted), now).map(|wrong| wrong.code)
        };
        assert_eq!(code("2027-05-14", "2027-03-01").as_deref(), Some("earlier"));
        assert_eq!(code("2027-05-15", "2027-03-01"), None);
        assert_eq!(code("2027-05-16", "2027-03-01"), None);
        assert_eq!(code("2027-05-15", "2027-08-01"), None, "it is not moved");
        assert_eq!(code("2027-07-30", "2027-08-01").as_deref(), Some("past"));
        assert_eq!(code("2027-07-31", "2027-08-01"), None, "somewhere it is still the day before");
    }

    #[test]
    fn an_offer_expires_within_its_days() {
        let today = day("2027-03-01");
        assert!(offer_problems(today, today).is_empty());
        assert!(offer_problems(day("2027-05-30"), today).is_empty());
        assert_eq!(offer_problems(day("2027-05-31"), today)[0].pointer, "/expires_on");
        assert_eq!(offer_problems(day("2027-02-28"), today)[0].pointer, "/expires_on");
    }

    #[test]
    fn what_is_asked_by_default_is_sound() {
        let criteria = default_criteria();
        let wrong = opening_problems(day("2027-07-01"), day("2028-07-01"), day("2027-05-01"), &criteria);
        assert_eq!(wrong, Vec::new());
        assert_eq!(criteria.iter().map(|c| c.weight).sum::<i32>(), 100);
        assert!(criteria.iter().all(|c| i32::try_from(c.anchors.len()) == Ok(SCALE_MAX)));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let mut criteria = default_criteria();
        criteria[1].code = "Experience!".into();
        criteria[2].code = "experience".into();
        let wrong = opening_problems(day("2028-07-01"), day("2027-07-01"), day("2227-07-01"), &criteria);
        let pointers: Vec<_> = wrong.iter().map(|e| (e.pointer.as_str(), e.code.as_str())).collect();
        assert_eq!(
            pointers,
            [
                ("/closes_on", "range"),
                ("/term_ends_on", "order"),
                ("/closes_on", "order"),
                ("/criteria/1/code", "code"),
                ("/criteria/2/code", "duplicate"),
            ]
        );
    }
}
