//! The operations of the network.

mod affiliations;
mod associations;
mod distinctions;
mod governance;
mod imports;
mod institutions;
mod members;
mod merges;
mod moves;
mod region_changes;
mod regions;
mod relocations;
mod seats;
mod term_rules;
mod terms;

pub use governance::IndicatorView;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(regions::list_regions)
        // Before a region by its id.
        .service(region_changes::get_region_loads)
        .service(region_changes::list_presets)
        .service(region_changes::choose_preset)
        .service(region_changes::create_region)
        .service(region_changes::update_region)
        .service(region_changes::delete_region)
        .service(moves::list_jurisdiction_moves)
        .service(moves::preview_jurisdiction_move)
        .service(moves::get_jurisdiction_move)
        .service(moves::create_jurisdiction_move)
        .service(moves::cancel_jurisdiction_move)
        .service(regions::get_region)
        .service(regions::list_jurisdictions)
        .service(institutions::list_institutions)
        .service(institutions::get_institution)
        .service(institutions::create_institution)
        .service(institutions::update_institution)
        .service(institutions::replace_institution_identifiers)
        .service(relocations::preview_institution_jurisdiction)
        .service(merges::list_institution_duplicates)
        .service(merges::preview_institution_merge)
        .service(merges::merge_institution)
        .service(merges::list_institution_merges)
        .service(merges::get_institution_merge)
        .service(merges::undo_institution_merge)
        .service(distinctions::create_institution_distinction)
        .service(distinctions::list_institution_distinctions)
        .service(distinctions::get_institution_distinction)
        .service(distinctions::delete_institution_distinction)
        .service(affiliations::list_people_of_institution)
        .service(affiliations::list_affiliations)
        .service(affiliations::preview_person_move)
        .service(affiliations::move_person)
        .service(imports::create_import)
        .service(imports::get_import)
        .service(imports::list_import_problems)
        .service(imports::export_failed_institutions)
        .service(imports::export_failed_mentoring_rows)
        .service(seats::list_seats)
        .service(seats::create_seat)
        .service(seats::get_seat)
        .service(seats::update_seat)
        .service(seats::close_seat)
        .service(seats::reopen_seat)
        .service(terms::list_terms)
        .service(terms::list_own_terms)
        .service(terms::get_term)
        .service(terms::create_term)
        .service(terms::renew_term)
        .service(terms::take_leave)
        .service(terms::return_from_leave)
        .service(terms::end_term)
        .service(terms::resign_term)
        .service(terms::get_term_ending)
        .service(term_rules::get_term_rules)
        .service(term_rules::update_term_rules)
        .service(associations::list_associations)
        .service(associations::get_association)
        .service(associations::create_association)
        .service(associations::update_association)
        .service(associations::close_association)
        .service(associations::reopen_association)
        .configure(members::routes)
        .configure(governance::routes);
}
