//! Regions, institutions and their import, seats and terms, associations, charter and plan.

mod affiliations;
mod association_figures;
mod create_association;
mod create_charter;
mod create_import;
mod create_seat;
mod create_task_force_seat;
mod delete_objective;
mod get_charter_differences;
mod import_institutions;
mod likely_duplicates;
mod list_institutions;
mod list_regions;
mod members;
mod merge_across_regions;
mod merge_institutions;
mod regions;
mod relocate_institution;
mod seats_and_load;
mod survey_after_merge;
mod survey_editions;
mod task_force;
mod terms;
mod update_institution;
mod update_milestone;
