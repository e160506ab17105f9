//! What the dashboard shows.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::matching::CycleState;
use crate::mentorships::PairingState;
use crate::network::MilestoneState;
use crate::platform::db::Id;
use crate::platform::jobs::JobState;

crate::text_enum! {
    /// What needs somebody: a sentence of which the catalogues know the words.
    pub enum TodayKind {
        /// Proposals that wait for the caller's answer.
        ProposalsToAnswer = "proposals_to_answer",
        /// The caller's pairings without an agreement.
        AgreementsToWrite = "agreements_to_write",
        /// Agreements that the caller has not signed.
        AgreementsToSign = "agreements_to_sign",
        /// Questions about the caller's pairings that wait for one tap.
        PairingQuestions = "pairing_questions",
        /// The code of conduct, of which the caller, who is in a pairing, has not accepted the version in force.
        ConductToAccept = "conduct_to_accept",
        /// Sessions of the caller's cohorts within seven days.
        SessionsSoon = "sessions_soon",
        /// Applications assigned to the caller and not reviewed yet.
        ReviewsToWrite = "reviews_to_write",
        /// Written votes of the task force that the caller has not taken part in.
        VotesToCast = "votes_to_cast",
        /// Stakeholders and experts whom the caller talks to, with a next step whose day has passed.
        StakeholdersOverdue = "stakeholders_overdue",
        MilestonesOverdue = "milestones_overdue",
        AdjustmentsOverdue = "adjustments_overdue",
        /// Rounds whose proposals nobody has published yet.
        RoundsToPublish = "rounds_to_publish",
        /// Published proposals that one side or both have not answered.
        ProposalsWaiting = "proposals_waiting",
        /// Mentees whose proposal was declined or expired or whose pairing ended early, and who wait for another.
        ProposalsDeclined = "proposals_declined",
        /// Pairings one of whose two asks for attention, for the coordinators of their region.
        PairingsAskingForAttention = "pairings_asking_for_attention",
        /// Pairings that have stalled: their pair was asked, and did not answer.
        PairingsStalled = "pairings_stalled",
        /// Coordinators who have more pairings, or more stalled ones, than the mentoring rules allow: the caller, or anybody
        /// for those who lead the network.
        CoordinatorsOverloaded = "coordinators_overloaded",
        /// Regions in which pairings last and nobody coordinates, for those who lead the network.
        RegionsUnattended = "regions_unattended",
        /// Questions of pairs in such regions, for those who lead the network; its things are the regions.
        QuestionsUnattended = "questions_unattended",
        /// Questions of pairs to their coordinator.
        QuestionsToAnswer = "questions_to_answer",
        /// Pairings that end soon.
        PairingsEnding = "pairings_ending",
        /// Open peer circles with fewer mentees than they were formed for, or without a mentor.
        CirclesTooSmall = "circles_too_small",
        /// Pairings whose agreement is missing or not signed by both.
        PairingsWithoutAgreement = "pairings_without_agreement",
        /// Pairings that have not met yet.
        PairingsWithoutMeeting = "pairings_without_meeting",
        /// Applications to openings that take no more, not decided yet.
        ApplicationsToDecide = "applications_to_decide",
        SeatsUncovered = "seats_uncovered",
        /// Terms that end within 180 days.
        TermsEnding = "terms_ending",
        ResourcesToReview = "resources_to_review",
        /// Published resources whose review day has come.
        ResourcesToCheck = "resources_to_check",
    }
}

/// What does something about a thing in one step.
#[derive(Serialize, ToSchema)]
pub struct TodayAction {
    #[schema(example = "POST")]
    pub method: &'static str,
    #[schema(example = "/api/v1/pairings/01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f/extend")]
    pub href: String,
}

/// One of the things behind a count.
#[derive(Serialize, ToSchema)]
pub struct TodaySubject {
    pub id: Id,
    #[schema(example = "Ana Flores and Ben Okafor")]
    pub title: String,
    /// `null` where there is more to it than one step.
    pub action: Option<TodayAction>,
}

/// Something that needs the caller.
#[derive(Serialize, ToSchema)]
pub struct TodayItem {
    pub kind: TodayKind,
    #[schema(minimum = 1, example = 3)]
    pub count: i64,
    /// The earliest day that matters: due, ending, to be answered by, waiting since.
    pub earliest_on: Option<NaiveDate>,
    /// The first five.
    pub subjects: Vec<TodaySubject>,
    /// Where the API lists them.
    #[schema(example = "/api/v1/me/proposals")]
    pub href: String,
}

#[derive(Serialize, ToSchema)]
pub struct DashboardMilestone {
    pub id: Id,
    pub objective_id: Id,
    #[schema(example = "A coordinator in every region")]
    pub objective_title: String,
    #[schema(example = "Openings published in all nine regions")]
    pub title: String,
    pub owner_id: Option<Id>,
    #[schema(example = "Ana Flores")]
    pub owner_name: Option<String>,
    pub due_on: NaiveDate,
    pub state: MilestoneState,
    pub overdue: bool,
}

/// An opening that takes applications.
#[derive(Serialize, ToSchema)]
pub struct DashboardOpening {
    pub id: Id,
    #[schema(example = "Coordinator, Great Lakes")]
    pub title: String,
    pub region_id: Id,
    #[schema(example = "Great Lakes")]
    pub region_name: String,
    pub closes_on: NaiveDate,
    /// How many have applied.
    pub applications: i64,
}

/// How many pairings are in a state.
#[derive(Serialize, ToSchema)]
pub struct PairingStateCount {
    pub state: PairingState,
    pub count: i64,
}

/// The cycle in numbers, in the regions that the caller reaches.
#[derive(Serialize, ToSchema)]
pub struct DashboardCycleFigures {
    /// Enrolments that were not withdrawn.
    pub mentors: i64,
    pub mentees: i64,
    /// Mentees who have a pairing or a proposal that both are asked about.
    pub matched: i64,
    pub pairings: Vec<PairingStateCount>,
}

/// The newest cycle that has begun and is not closed.
#[derive(Serialize, ToSchema)]
pub struct DashboardCycle {
    pub id: Id,
    #[schema(example = "Spring 2027")]
    pub name: String,
    pub state: CycleState,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// `null` for those who oversee nobody.
    pub figures: Option<DashboardCycleFigures>,
}

/// A term that ends soon.
#[derive(Serialize, ToSchema)]
pub struct DashboardTerm {
    pub id: Id,
    pub seat_id: Id,
    #[schema(example = "Great Lakes, first seat")]
    pub seat_name: String,
    pub region_id: Id,
    #[schema(example = "Great Lakes")]
    pub region_name: String,
    pub person_id: Id,
    #[schema(example = "Ana Flores")]
    pub person_name: String,
    pub ends_on: NaiveDate,
}

/// Who is on the seats today. `covered`, `in_training` and `uncovered` add up to `seats`.
#[derive(Serialize, ToSchema)]
pub struct DashboardCoverage {
    pub seats: i64,
    pub covered: i64,
    /// Not covered, and somebody is in training for the seat.
    pub in_training: i64,
    pub uncovered: i64,
    /// Terms that cover a seat today and end within 180 days, soonest first.
    pub ending_within_180_days: Vec<DashboardTerm>,
}

/// A job that is queued or at work.
#[derive(Serialize, ToSchema)]
pub struct DashboardJob {
    pub id: Id,
    #[schema(example = "import_institutions")]
    pub kind: String,
    pub state: JobState,
    pub done: i64,
    pub total: i64,
}

crate::text_enum! {
    /// Which side of a pair the caller is.
    pub enum PairSide {
        Mentor = "mentor",
        Mentee = "mentee",
    }
}

/// A proposal that waits for the caller's answer.
#[derive(Serialize, ToSchema)]
pub struct DashboardProposal {
    pub id: Id,
    pub cycle_id: Id,
    pub side: PairSide,
    #[schema(example = "Ben Okafor")]
    pub other_name: String,
    pub points: i32,
    pub points_possible: i32,
    pub answer_by: DateTime<Utc>,
}

crate::text_enum! {
    /// How far the agreement of a pairing is.
    pub enum AgreementProgress {
        Missing = "missing",
        /// Neither has signed.
        Written = "written",
        /// The caller has yet to sign.
        WaitsForMe = "waits_for_me",
        /// The other has yet to sign.
        WaitsForOther = "waits_for_other",
        Signed = "signed",
    }
}

/// A pairing of the caller that has not ended.
#[derive(Serialize, ToSchema)]
pub struct DashboardPairing {
    pub id: Id,
    pub cycle_id: Id,
    pub side: PairSide,
    #[schema(example = "Ben Okafor")]
    pub other_name: String,
    pub state: PairingState,
    pub started_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub agreement: AgreementProgress,
    pub meetings: i64,
    pub last_met_on: Option<NaiveDate>,
}

/// What the signed-in person needs today.
#[derive(Serialize, ToSchema)]
pub struct DashboardView {
    /// The day this is about (UTC).
    pub on: NaiveDate,
    pub today: Vec<TodayItem>,
    /// Open milestones that are overdue or due within 90 days: all for the task force, one's own otherwise.
    pub milestones: Vec<DashboardMilestone>,
    pub openings: Vec<DashboardOpening>,
    pub cycle: Option<DashboardCycle>,
    /// `null` for those who oversee no region.
    pub coverage: Option<DashboardCoverage>,
    pub jobs: Vec<DashboardJob>,
    pub my_proposals: Vec<DashboardProposal>,
    pub my_pairings: Vec<DashboardPairing>,
}
