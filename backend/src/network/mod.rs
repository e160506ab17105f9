//! The network itself: regions and their jurisdictions, institutions, seats and terms, and the task
//! force's charter and plan.

mod affiliations;
mod api;
mod associations;
mod file_changes;
mod finding;
mod governance;
mod import;
mod institution_file;
mod mentoring_file;
mod merging;
mod pls;
mod presets;
mod queries;
mod relocating;
mod rules;
mod service;
mod survey;

pub use api::{IndicatorView, routes};
pub use associations::members::MEMBERSHIP_LETTERS;
pub use associations::members::import::{import_members, run_import_members};
pub use associations::members::own::{
    accept as accept_membership, decline as decline_membership, leave as leave_association, own_memberships,
};
pub use associations::{About as AboutAssociation, AssociationKind, close_association, create_association};
pub use finding::read_earlier_institutions;
pub use governance::TASK_FORCE_LETTERS;
pub use governance::decisions::service::run_close_decision;
pub use governance::decisions::votes::votes_to_cast;
pub use governance::indicators::queries::{
    IndicatorRow, ObservationRow, all_indicators, figures_in_use, keep_observation, list_indicators,
    list_observations, observations_since,
};
pub use governance::indicators::rules::{
    Figure, FigureMissing, FigureUnit, IndicatorState, TargetDirection, progress as indicator_progress,
    state as indicator_state,
};
pub use governance::indicators::service::{NewIndicator, create_indicator, find_indicator};
pub use governance::publication::queries::{held_seats, shown_names};
pub use governance::publication::service::{
    PlanPublication, PublishedPieces, plan_publication, publish_plan, show_own_name,
};
pub use governance::queries::{CharterRow, MilestoneRow, ObjectiveRow, newest_charter, whole_plan};
pub use governance::rules::{MilestoneState, is_overdue};
pub use governance::seating::service::{NewTaskForceSeat, create_task_force_seat};
pub use governance::service::{
    MilestoneChanges, create_charter, create_milestone, create_objective, update_milestone,
};
pub use governance::stakeholders::service::overdue_stakeholders;
pub use governance::{decisions, meetings, stakeholders};
pub use import::{ImportSummary, import_institutions};
pub use mentoring_file::{
    MentoringFormat, MentoringImport, MentoringOutcome, SheetRow, finish_mentoring_import, mentoring_import,
};
pub use pls::RowProblem;
pub use presets::install_bea_regions;
pub use queries::{SeatRow, TermLeaveRow, TermRow, list_leaves};
pub use queries::{
    institution_brief, institution_names, institution_sample, region_ids, region_names,
    region_of_jurisdiction, seat_names,
};
pub use queries::{list_jurisdictions, list_regions, list_seats, list_terms};
pub use rules::names::words_of_name;
pub use rules::{Setting, TermState};
pub use service::TERM_LETTERS;
pub use service::run_jurisdiction_move;
pub use service::{Appointment, appoint, find_seat, find_term, open_seat, set_term_state, terms_of_person};
pub use survey::import_survey;

/// The kind of job that [`import_institutions`] does.
pub const IMPORT_INSTITUTIONS: &str = "import_institutions";
/// The kind of job that takes in an association's members.
pub const IMPORT_MEMBERS: &str = "import_members";
/// The kind of job that takes the enrolments of a cycle in.
pub const IMPORT_ENROLMENTS: &str = "import_enrolments";
/// The kind of job that takes over the pairings or meetings of a running program.
pub const IMPORT_MENTORING: &str = "import_mentoring";
/// The kind of job that closes a written vote at its time.
pub const CLOSE_DECISION: &str = "close_decision";
/// The kind of job that makes a planned move of a jurisdiction on its day.
pub const MOVE_JURISDICTION: &str = "move_jurisdiction";
