use std::thread;

use chrono::NaiveDate;
use perennial::network::{Appointment, appoint};
use perennial::platform::auth::{Caller, Principal, Scope};
use perennial::platform::db::Id;
use perennial::platform::work::Work;
use serde_json::json;

use crate::both;
use crate::support::Network;

fn seat_and_person(network: &Network) -> (Id, Id) {
    let seat = network
        .admin()
        .post("/seats", json!({ "region_id": network.region("03"), "name": "Great Lakes, first seat" }))
        .expect(201);
    (seat.id().parse().unwrap(), network.nobody().person_id.parse().unwrap())
}

/// How many of these terms the database takes when all come at once.
fn appointed_at_once(network: &Network, terms: Vec<Appointment>) -> usize {
    thread::scope(|scope| {
        let running: Vec<_> = terms
            .iter()
            .map(|term| {
                scope.spawn(move || {
                    let caller = Caller::without_grants(Principal::Operator);
                    let everything = Scope::everything();
                    network
                        .platform
                        .db
                        .write(|conn| {
                            appoint(
                                &mut Work::new(&network.platform, conn, &caller, &everything, "test"),
                                term,
                            )
                        })
                        .is_ok()
                })
            })
            .collect();
        running.into_iter().map(|t| t.join().unwrap()).filter(|ok| *ok).count()
    })
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

both!(two_terms_on_one_seat_never_overlap, |network| {
    let (seat, person) = seat_and_person(network);
    let terms = (0..12)
        .map(|n| Appointment {
            seat,
            person,
            starts_on: day("2027-01-01") + chrono::Days::new(n),
            ends_on: day("2028-01-01"),
            handover: false,
        })
        .collect();
    assert_eq!(appointed_at_once(network, terms), 1);
});

both!(a_term_may_follow_on_the_day_the_last_one_ends_or_overlap_in_a_handover, |network| {
    let (seat, person) = seat_and_person(network);
    let term = |from: &str, to: &str, handover| Appointment {
        seat,
        person,
        starts_on: day(from),
        ends_on: day(to),
        handover,
    };
    assert_eq!(appointed_at_once(network, vec![term("2027-01-01", "2028-01-01", false)]), 1);
    assert_eq!(appointed_at_once(network, vec![term("2027-12-01", "2029-01-01", false)]), 0);
    assert_eq!(appointed_at_once(network, vec![term("2027-12-01", "2029-01-01", true)]), 1);
    assert_eq!(appointed_at_once(network, vec![term("2027-12-01", "2029-01-01", true)]), 0, "one takes over");
    assert_eq!(appointed_at_once(network, vec![term("2029-01-01", "2030-01-01", false)]), 1);
});

both!(a_seat_needs_a_region_that_exists, |network| {
    let body = json!({ "region_id": "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f", "name": "Nowhere" });
    let refused = network.admin().post("/seats", body).expect(422);
    assert_eq!(refused.pointers(), ["/region_id"]);
});
