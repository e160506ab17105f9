use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::json;

use super::{Desk, apply};
use crate::both;
use crate::support::Network;

/// An opening with these applications, all of them in review.
pub fn in_review(network: &Network, desk: &Desk, emails: &[&str]) -> (String, Vec<String>) {
    let opening = desk.published();
    for email in emails {
        apply(network, &opening, &format!("Applicant {email}"), email);
    }
    let reviewers: Vec<String> =
        (0..2).map(|_| network.in_region(Role::Reviewer, &desk.region).person_id).collect();
    desk.task_force
        .post(&format!("/openings/{opening}/reviewers"), json!({ "reviewer_ids": reviewers }))
        .expect(200);
    let applications = desk.applications(&opening);
    (opening, applications)
}

pub fn offer(desk: &Desk, application: &str) -> crate::support::Answer {
    let body = json!({ "expires_on": "2027-03-15", "reason": "First in the ranking." });
    desk.task_force.post(&format!("/applications/{application}/offer"), body)
}

both!(an_accepted_offer_makes_a_coordinator, |network| {
    let desk = Desk::in_region(network, "03");
    let (opening, applications) = in_review(network, &desk, &["ana@x.example"]);
    let made = offer(&desk, &applications[0]).expect(201);
    assert_eq!(
        (made.json["state"].as_str(), made.json["offer"]["state"].as_str()),
        (Some("offered"), Some("open"))
    );
    let token = network.link_to("ana@x.example");
    let ana = network.anonymous.with_link(&token);
    for _ in 0..2 {
        let shown = ana.get("/public/offer").expect(200).json;
        assert_eq!(shown["term_starts_on"], "2027-07-01");
        assert_eq!(shown["region_name"], "Great Lakes");
        assert_eq!(shown["state"], "open", "reading changes nothing");
    }
    let accepted = ana.act("/public/offer/accept").expect(200).json;
    assert_eq!(accepted, json!({ "state": "accepted", "invited": true }));
    ana.act("/public/offer/accept").expect(401);
    ana.act("/public/offer/decline").expect(401);

    let application = desk.task_force.get(&format!("/applications/{}", applications[0])).expect(200).json;
    assert_eq!(application["state"], "appointed");
    assert_eq!(application["decision_reason"], "First in the ranking.");
    let opening = desk.task_force.get(&format!("/openings/{opening}")).expect(200).json;
    assert_eq!(opening["state"], "filled");
    let term = application["offer"]["term_id"].as_str().unwrap();
    let term = desk.task_force.get(&format!("/terms/{term}")).expect(200).json;
    assert_eq!(term["state"], "in_training");
    assert_eq!(
        (term["seat_id"].as_str(), term["region_id"].as_str()),
        (Some(&*desk.seat), Some(&*desk.region))
    );
    // The invitation is the newest mail; with it the coordinator signs in and serves the region.
    let invitation = network.anonymous.with_link(&network.link_to("ana@x.example"));
    let body = json!({ "name": "Ana Flores", "password": crate::support::PASSWORD });
    invitation.post("/auth/invitation/accept", body).expect(200);
    let me = network.sign_in("ana@x.example").get("/me").expect(200).json;
    assert_eq!(me["grants"][0]["role"], "coordinator");
    assert_eq!(me["grants"][0]["scope_id"].as_str(), Some(&*desk.region));
    assert_eq!(term["person_id"], me["id"]);
});

both!(who_has_an_account_keeps_it, |network| {
    let desk = Desk::in_region(network, "03");
    let mentor = network.in_region(Role::Mentor, &desk.region);
    let email = mentor.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let (_, applications) = in_review(network, &desk, &[&email.to_uppercase()]);
    offer(&desk, &applications[0]).expect(201);
    let holder = network.anonymous.with_link(&network.link_to(&email));
    let accepted = holder.act("/public/offer/accept").expect(200).json;
    assert_eq!(accepted["invited"], false);
    let roles: Vec<String> = mentor.get("/me").expect(200).json["grants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|g| g["role"].as_str().unwrap().to_owned())
        .collect();
    assert!(roles.contains(&"coordinator".to_owned()) && roles.contains(&"mentor".to_owned()));
});

both!(a_seat_has_one_open_offer_and_goes_to_the_next_when_declined, |network| {
    let desk = Desk::in_region(network, "03");
    let (opening, applications) = in_review(network, &desk, &["ana@x.example", "bo@x.example"]);
    offer(&desk, &applications[0]).expect(201);
    offer(&desk, &applications[1]).expect(409);
    offer(&desk, &applications[0]).expect(409);
    let ana = network.anonymous.with_link(&network.link_to("ana@x.example"));
    let declined = ana.act("/public/offer/decline").expect(200).json;
    assert_eq!(declined["state"], "declined");
    ana.act("/public/offer/accept").expect(401);
    let application = desk.task_force.get(&format!("/applications/{}", applications[0])).expect(200).json;
    assert_eq!(
        (application["state"].as_str(), application["offer"]["state"].as_str()),
        (Some("withdrawn"), Some("declined"))
    );
    offer(&desk, &applications[0]).expect(409);
    offer(&desk, &applications[1]).expect(201);
    let bo = network.anonymous.with_link(&network.link_to("bo@x.example"));
    bo.act("/public/offer/accept").expect(200);
    let opening = desk.task_force.get(&format!("/openings/{opening}")).expect(200).json;
    assert_eq!(opening["state"], "filled");
});

both!(an_offer_that_nobody_answers_expires, |network| {
    let desk = Desk::in_region(network, "03");
    let (_, applications) = in_review(network, &desk, &["ana@x.example", "bo@x.example"]);
    let too_late = json!({ "expires_on": "2027-12-31", "reason": "Later." });
    let path = format!("/applications/{}/offer", applications[0]);
    assert_eq!(desk.task_force.post(&path, too_late).expect(422).pointers(), ["/expires_on"]);
    let past = json!({ "expires_on": "2027-02-28", "reason": " " });
    assert_eq!(desk.task_force.post(&path, past).expect(422).pointers(), ["/reason"]);
    offer(&desk, &applications[0]).expect(201);
    let token = network.link_to("ana@x.example");
    let end = "2027-03-16T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    network.advance(end - network.now() - TimeDelta::seconds(1));
    network.anonymous.with_link(&token).get("/public/offer").expect(200);
    network.advance(TimeDelta::seconds(1));
    network.anonymous.with_link(&token).act("/public/offer/accept").expect(401);
    let later = Desk { task_force: network.task_force(), ..desk };
    let application = later.task_force.get(&format!("/applications/{}", applications[0])).expect(200).json;
    assert_eq!(
        (application["state"].as_str(), application["offer"]["state"].as_str()),
        (Some("offered"), Some("expired"))
    );
    let body = json!({ "expires_on": "2027-04-01", "reason": "Second in the ranking." });
    later.task_force.post(&format!("/applications/{}/offer", applications[1]), body).expect(201);
});

both!(a_declined_application_takes_its_offer_with_it, |network| {
    let desk = Desk::in_region(network, "03");
    let (_, applications) = in_review(network, &desk, &["ana@x.example"]);
    offer(&desk, &applications[0]).expect(201);
    let token = network.link_to("ana@x.example");
    let path = format!("/applications/{}/decline", applications[0]);
    let declined = desk.task_force.post(&path, json!({ "reason": "References." })).expect(200).json;
    assert_eq!(
        (declined["state"].as_str(), declined["offer"]["state"].as_str()),
        (Some("declined"), Some("withdrawn"))
    );
    network.anonymous.with_link(&token).act("/public/offer/accept").expect(401);
    desk.task_force.post(&path, json!({ "reason": "Again." })).expect(409);
    let mail = network.mail_to("ana@x.example");
    assert!(!mail["body"].as_str().unwrap().contains("References"), "the reason stays on the record");
});

both!(a_taken_seat_undoes_the_whole_acceptance, |network| {
    let desk = Desk::in_region(network, "03");
    let (opening, applications) = in_review(network, &desk, &["ana@x.example"]);
    offer(&desk, &applications[0]).expect(201);
    let ana = network.anonymous.with_link(&network.link_to("ana@x.example"));
    let serving = network.nobody().person_id.parse().unwrap();
    network.operator(|work| {
        perennial::network::appoint(
            work,
            &perennial::network::Appointment {
                seat: desk.seat.parse().unwrap(),
                person: serving,
                starts_on: "2027-06-01".parse().unwrap(),
                ends_on: "2028-06-01".parse().unwrap(),
                handover: false,
            },
        )
    });
    ana.act("/public/offer/accept").expect(409);
    ana.get("/public/offer").expect(200);
    let application = desk.task_force.get(&format!("/applications/{}", applications[0])).expect(200).json;
    assert_eq!(application["state"], "offered");
    let opening = desk.task_force.get(&format!("/openings/{opening}")).expect(200).json;
    assert_eq!(opening["state"], "published");
    let people = desk.task_force.get("/people?q=ana@x.example").expect(200).items();
    assert!(people.is_empty(), "no account is left behind");
});

both!(a_seat_is_offered_after_review_and_by_those_who_decide, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let application = desk.applications(&opening).remove(0);
    offer(&desk, &application).expect(409);
    let body = json!({ "expires_on": "2027-03-15", "reason": "Mine." });
    let reviewer = network.in_region(Role::Reviewer, &desk.region);
    reviewer.post(&format!("/applications/{application}/offer"), body.clone()).expect(403);
    desk.task_force.post(&format!("/applications/{}/offer", desk.seat), body).expect(404);
    network.anonymous.get("/public/offer").expect(401);
    network.anonymous.with_link("guess").get("/public/offer").expect(401);
    desk.task_force.get("/public/offer").expect(403);
});

both!(an_opening_of_two_seats_is_filled_when_both_are_accepted, |network| {
    let mut desk = Desk::in_region(network, "03");
    let first = desk.seat.clone();
    let body = json!({ "region_id": desk.region, "name": "Second seat" });
    let second = desk.task_force.post("/seats", body).expect(201).id();
    desk.further_seats = vec![second.clone()];
    let emails = ["ana@x.example", "bo@x.example", "cy@x.example"];
    let (opening, applications) = in_review(network, &desk, &emails);
    let read = || desk.task_force.get(&format!("/openings/{opening}")).expect(200).json;
    let states = || -> Vec<(String, String)> {
        let word = |seat: &serde_json::Value, field: &str| seat[field].as_str().unwrap().to_owned();
        read()["seats"].as_array().unwrap().iter().map(|s| (word(s, "seat_id"), word(s, "state"))).collect()
    };
    let seen = |a: &str, b: &str| vec![(first.clone(), a.to_owned()), (second.clone(), b.to_owned())];
    assert_eq!(states(), seen("free", "free"));
    assert_eq!(network.anonymous.get(&format!("/public/openings/{opening}")).expect(200).json["seats"], 2);

    let offer_of = |application: &str, seat: &str| {
        let body = json!({ "seat_id": seat, "expires_on": "2027-03-15", "reason": "First in the ranking." });
        desk.task_force.post(&format!("/applications/{application}/offer"), body)
    };
    let elsewhere = Desk::in_region(network, "08");
    assert_eq!(offer_of(&applications[0], &elsewhere.seat).expect(422).pointers(), ["/seat_id"]);
    offer_of(&applications[0], &second).expect(201);
    offer_of(&applications[1], &second).expect(409);
    offer(&desk, &applications[0]).expect(409);
    let made = offer(&desk, &applications[1]).expect(201).json;
    assert_eq!(made["offer"]["seat_id"].as_str(), Some(&*first), "the first free seat unless told");
    offer(&desk, &applications[2]).expect(409);
    assert_eq!(states(), seen("offered", "offered"));

    let ana = network.anonymous.with_link(&network.link_to("ana@x.example"));
    assert_eq!(ana.get("/public/offer").expect(200).json["seat_name"], "Second seat");
    ana.act("/public/offer/accept").expect(200);
    assert_eq!(states(), seen("offered", "filled"));
    assert_eq!(read()["state"], "published", "one seat is still to fill");
    let bo = network.anonymous.with_link(&network.link_to("bo@x.example"));
    bo.act("/public/offer/decline").expect(200);
    assert_eq!(states(), seen("free", "filled"));
    offer(&desk, &applications[2]).expect(201);
    let cy = network.anonymous.with_link(&network.link_to("cy@x.example"));
    cy.act("/public/offer/accept").expect(200);
    assert_eq!(states(), seen("filled", "filled"));
    assert_eq!(read()["state"], "filled");
    let terms: Vec<_> = read()["seats"].as_array().unwrap().iter().map(|s| s["term_id"].clone()).collect();
    for (term, seat) in terms.iter().zip([&first, &second]) {
        let term = desk.task_force.get(&format!("/terms/{}", term.as_str().unwrap())).expect(200).json;
        assert_eq!(term["seat_id"].as_str(), Some(&**seat));
    }
});
