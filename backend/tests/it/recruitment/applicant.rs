//! The status page of an applicant: where it is, and stepping back.

use perennial::platform::auth::Role;
use serde_json::json;

use super::{Desk, apply, review};
use crate::both;
use crate::support::{Client, Network};

/// Two reviewers for every application of an opening.
fn reviewed(network: &Network, desk: &Desk, opening: &str) -> Vec<Client> {
    let reviewers: Vec<Client> = (0..2).map(|_| network.in_region(Role::Reviewer, &desk.region)).collect();
    let ids: Vec<&str> = reviewers.iter().map(|r| r.person_id.as_str()).collect();
    let path = format!("/openings/{opening}/reviewers");
    desk.task_force.post(&path, json!({ "reviewer_ids": ids })).expect(200);
    reviewers
}

/// Applies and answers the holder of the link in the receipt.
fn applicant(network: &Network, opening: &str, email: &str) -> Client {
    apply(network, opening, "Ana Flores", email);
    network.anonymous.with_link(&network.link_to(email))
}

fn offer(desk: &Desk, application: &str) {
    let body = json!({ "expires_on": "2027-03-15", "reason": "Best of all, says Rosa." });
    desk.task_force.post(&format!("/applications/{application}/offer"), body).expect(201);
}

both!(the_link_in_the_receipt_tells_where_it_is_in_plain_words, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = applicant(network, &opening, "ana@x.example");
    let mut at_first = ana.get("/public/application").expect(200).json;
    assert_eq!(at_first["residences"].as_array_mut().map(std::mem::take).unwrap().len(), 56);
    assert_eq!(
        at_first,
        json!({
            "name": "Ana Flores", "email": "ana@x.example", "opening_title": "Mentorship coordinator",
            "region_name": "Great Lakes", "state": "received", "submitted_at": "2027-03-01T12:00:00Z",
            "closes_on": "2027-05-15", "accepts_applications": true, "may_withdraw": true,
            "offer_open_until": null, "references": [], "version": 1,
            "asked_email": null, "phone": null, "residence": null, "may_correct": true, "residences": [],
        })
    );
    let state = || ana.get("/public/application").expect(200).json["state"].as_str().unwrap().to_owned();
    reviewed(network, &desk, &opening);
    assert_eq!(state(), "in_review");
    let application = desk.applications(&opening).remove(0);
    offer(&desk, &application);
    let offered = ana.get("/public/application").expect(200);
    assert_eq!(offered.json["state"], "offer_made");
    assert_eq!(offered.json["offer_open_until"], "2027-03-16T12:00:00Z");
    assert!(!offered.text.contains("Rosa"), "no reasons: {}", offered.text);
    network.anonymous.with_link(&network.link_to("ana@x.example")).act("/public/offer/accept").expect(200);
    assert_eq!(state(), "appointed");
    ana.act("/public/application/withdraw").expect(409);

    let other = Desk { ..Desk::in_region(network, "08") };
    let opening = other.published();
    let bo = applicant(network, &opening, "bo@x.example");
    let application = other.applications(&opening).remove(0);
    let path = format!("/applications/{application}/decline");
    other.task_force.post(&path, json!({ "reason": "Too few years." })).expect(200);
    let read = bo.get("/public/application").expect(200);
    assert_eq!(read.json["state"], "not_chosen");
    assert!(!read.text.contains("Too few"), "{}", read.text);
    bo.act("/public/application/withdraw").expect(409);
});

both!(a_withdrawn_application_is_nobodys_work_any_more, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = applicant(network, &opening, "ana@x.example");
    let reviewers = reviewed(network, &desk, &opening);
    let application = desk.applications(&opening).remove(0);
    let waits = |reviewer: &Client| {
        let all = reviewer.get("/dashboard").expect(200).json["today"].clone();
        all.as_array().unwrap().iter().any(|n| n["kind"] == "reviews_to_write" && n["count"] != 0)
    };
    assert!(waits(&reviewers[0]));
    let withdrawn = ana.act("/public/application/withdraw").expect(200);
    assert_eq!(withdrawn.json["state"], "withdrawn");
    assert_eq!(withdrawn.json["may_withdraw"], false);
    ana.act("/public/application/withdraw").expect(409);
    assert!(!waits(&reviewers[0]), "reviewers have it no longer to write");
    let criteria = desk.criteria(&opening);
    let scores = review(&criteria, &[4, 4, 4]);
    reviewers[0].put(&format!("/applications/{application}/review"), scores).expect(409);
    let seen = desk.task_force.get(&format!("/applications/{application}")).expect(200).json;
    assert_eq!(seen["state"], "withdrawn", "those who decide see it");
    let told = || {
        let events = network.admin().get("/events?after=0&limit=200").expect(200).items();
        events.iter().any(|e| e["type"] == "application.withdrawn")
    };
    // Events are numbered after the commit.
    let started = std::time::Instant::now();
    while !told() {
        assert!(started.elapsed() < std::time::Duration::from_secs(30), "no event tells of it");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(network.mail_to("ana@x.example")["subject"].as_str().unwrap().starts_with("Withdrawn"));
});

both!(an_open_offer_goes_with_the_withdrawal_and_the_seat_to_the_next, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = applicant(network, &opening, "ana@x.example");
    apply(network, &opening, "Bo", "bo@x.example");
    reviewed(network, &desk, &opening);
    let applications = desk.applications(&opening);
    offer(&desk, &applications[0]);
    let offered = network.anonymous.with_link(&network.link_to("ana@x.example"));
    ana.act("/public/application/withdraw").expect(200);
    offered.act("/public/offer/accept").expect(401);
    let seen = desk.task_force.get(&format!("/applications/{}", applications[0])).expect(200).json;
    assert_eq!((&seen["state"], &seen["offer"]["state"]), (&json!("withdrawn"), &json!("declined")));
    offer(&desk, &applications[1]);
});

both!(accepting_and_withdrawing_at_once_leaves_one_of_the_two, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = applicant(network, &opening, "ana@x.example");
    reviewed(network, &desk, &opening);
    let application = desk.applications(&opening).remove(0);
    offer(&desk, &application);
    let offered = network.anonymous.with_link(&network.link_to("ana@x.example"));
    let (accepted, withdrawn) = std::thread::scope(|scope| {
        let accepts = scope.spawn(|| offered.act("/public/offer/accept").status);
        let steps_back = scope.spawn(|| ana.act("/public/application/withdraw").status);
        (accepts.join().unwrap(), steps_back.join().unwrap())
    });
    assert_eq!([accepted, withdrawn].iter().filter(|s| **s == 200).count(), 1, "{accepted} {withdrawn}");
    let state =
        desk.task_force.get(&format!("/applications/{application}")).expect(200).json["state"].clone();
    assert_eq!(state, if accepted == 200 { "appointed" } else { "withdrawn" });
    let opening = desk.task_force.get(&format!("/openings/{opening}")).expect(200).json["state"].clone();
    assert_eq!(opening, if accepted == 200 { "filled" } else { "published" });
});

both!(a_link_opens_its_own_application_and_nothing_else, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = applicant(network, &opening, "ana@x.example");
    let application = desk.applications(&opening).remove(0);
    ana.get(&format!("/applications/{application}")).expect(403);
    ana.get("/public/offer").expect(403);
    ana.get("/public/draft").expect(403);
    ana.get("/public/reference").expect(403);
    network.anonymous.get("/public/application").expect(401);
    network.anonymous.with_link("guess").get("/public/application").expect(401);
    desk.task_force.act("/public/application/withdraw").expect(403);
});
