mod care;
mod caseload;
mod check_ins;
mod closing_a_cycle;
mod concerns;
mod conduct;
mod create_meeting;
mod end_pairing;
mod goals;
mod hand_made;
mod health;
mod import_program;
mod list_pairings;
mod messages;
mod never_again;
mod notes;
mod nudges;
mod own_pairs;
mod pause_pairing;
mod planned_meetings;
mod questions;
mod sign_agreement;
mod suspended;
mod templates;
mod words;

pub use care::look_after;

/// Everything that happened, oldest first: its kind, who did it, and which person that is.
fn happened(network: &crate::support::Network) -> Vec<(String, String, Option<perennial::platform::db::Id>)> {
    use diesel::prelude::*;
    use perennial::schema::events;
    network.operator(|work| {
        let rows =
            events::table.order(events::id).select((events::kind, events::actor_kind, events::actor_id));
        Ok(rows.load(work.conn)?)
    })
}
