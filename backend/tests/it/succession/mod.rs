//! Readiness, graduation, guides, coverage.

mod assign_guide;
mod get_coverage;
mod graduate_term;

use chrono::{Days, NaiveDate};
use perennial::network::{Appointment, TermState, appoint, find_term, set_term_state};
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::succession::install_default_criteria;

use crate::support::{Client, Network};

/// What every start of the server makes sure of.
fn with_criteria(network: &Network) {
    network.operator(|work| install_default_criteria(work).map(|_| ()));
}

fn seat(network: &Network, region: &str) -> Id {
    let region: Id = network.region(region).parse().unwrap();
    network.operator(|work| perennial::network::open_seat(work, region, "First seat").map(|seat| seat.id))
}

/// A term of `coordinator`, from and to in days from today.
fn term(network: &Network, seat: Id, coordinator: &Client, from: i64, to: i64, states: &[TermState]) -> Id {
    let day = |n: i64| network.now().date_naive() + chrono::Duration::days(n);
    network.operator(|work| {
        let appointment = Appointment {
            seat,
            person: coordinator.person_id.parse().unwrap(),
            starts_on: day(from),
            ends_on: day(to),
            handover: false,
        };
        let term = appoint(work, &appointment)?;
        for state in states {
            let now = find_term(work, term.id)?;
            set_term_state(work, &now, *state)?;
        }
        Ok(term.id)
    })
}

fn coordinator(network: &Network, region: &str) -> Client {
    network.in_region(Role::Coordinator, &network.region(region))
}

fn day(network: &Network, n: u64) -> NaiveDate {
    network.now().date_naive() + Days::new(n)
}
