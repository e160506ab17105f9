//! Conflicts of interest that are declared beforehand.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, apply, review};
use crate::both;
use crate::support::Client;

fn declare(desk: &Desk, application: &str, reviewer: &Client) -> crate::support::Answer {
    let body = json!({ "reviewer_id": reviewer.person_id, "reason": "Supervised her thesis." });
    desk.task_force.post(&format!("/applications/{application}/conflicts"), body)
}

fn assigned(desk: &Desk, opening: &str) -> Vec<(String, String)> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    desk.assignments(opening).iter().map(|a| (text(&a["application_id"]), text(&a["reviewer_id"]))).collect()
}

both!(a_declared_conflict_is_kept_out_of_the_sharing_out, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    for name in ["Ana", "Bo"] {
        apply(network, &opening, name, &format!("{name}@x.example").to_lowercase());
    }
    let ana = desk.applications(&opening).remove(0);
    let reviewers: Vec<Client> = (0..3).map(|_| network.in_region(Role::Reviewer, &desk.region)).collect();
    let declared = declare(&desk, &ana, &reviewers[0]).expect(201);
    assert_eq!(declared.json["reason"], "Supervised her thesis.");
    assert_eq!(declared.json["declared_by"], desk.task_force.person_id);
    declare(&desk, &ana, &reviewers[0]).expect(409);
    desk.assign(&opening, &reviewers.iter().collect::<Vec<_>>());
    let pair = (ana.clone(), reviewers[0].person_id.clone());
    assert!(!assigned(&desk, &opening).contains(&pair));
    assert_eq!(assigned(&desk, &opening).len(), 4);

    let listed = desk.task_force.get(&format!("/openings/{opening}/conflicts")).expect(200).items();
    assert_eq!((listed.len(), listed[0]["applicant_name"].as_str()), (1, Some("Ana")));
    reviewers[0].get(&format!("/openings/{opening}/conflicts")).expect(403);
    let path = format!("/review-conflicts/{}", declared.id());
    desk.task_force.send("DELETE", &path, &[], None).expect(428);
    desk.task_force.delete(&path).expect(204);
    desk.task_force.delete(&path).expect(404);
});

both!(a_waiting_assignment_is_taken_back_and_a_review_stays, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let ana = desk.applications(&opening).remove(0);
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &[&one, &two]);
    let body = review(&desk.criteria(&opening), &[3, 3, 3]);
    two.put(&format!("/applications/{ana}/review"), body).expect(200);
    declare(&desk, &ana, &two).expect(409);
    declare(&desk, &ana, &one).expect(201);
    one.get(&format!("/applications/{ana}")).expect(404);
    assert_eq!(assigned(&desk, &opening), [(ana, two.person_id.clone())]);
    for event in network.admin().get("/events?limit=200").expect(200).items() {
        assert!(!event.to_string().contains("thesis"), "the reason is in no event: {event}");
    }
});

both!(a_declared_conflict_outlives_a_lifted_recusal, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let ana = desk.applications(&opening).remove(0);
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &[&one, &two]);
    one.post(&format!("/applications/{ana}/recuse"), json!({ "reason": "Friends." })).expect(204);
    declare(&desk, &ana, &one).expect(201);
    let recused = desk.assignments(&opening).into_iter().find(|a| a["state"] == "recused").unwrap();
    desk.task_force
        .act(&format!("/review-assignments/{}/reinstate", recused["id"].as_str().unwrap()))
        .expect(409);
});

both!(an_address_of_the_same_domain_is_a_conflict, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    // Reviewers have addresses at review.example.
    apply(network, &opening, "Ana", "ana@lib.review.example");
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    let ids = json!({ "reviewer_ids": [one.person_id, two.person_id] });
    let refused = desk.task_force.post(&format!("/openings/{opening}/reviewers"), ids).expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("Ana"), "{}", refused.text);
});

both!(what_is_no_conflict_is_named, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let ana = desk.applications(&opening).remove(0);
    let path = format!("/applications/{ana}/conflicts");
    let nobody = json!({ "reviewer_id": desk.seat, "reason": "Friends." });
    assert_eq!(desk.task_force.post(&path, nobody).expect(422).pointers(), ["/reviewer_id"]);
    let reviewer = network.in_region(Role::Reviewer, &desk.region);
    let blank = json!({ "reviewer_id": reviewer.person_id, "reason": " " });
    assert_eq!(desk.task_force.post(&path, blank.clone()).expect(422).pointers(), ["/reason"]);
    reviewer.post(&path, blank.clone()).expect(403);
    let nowhere = format!("/applications/{}/conflicts", desk.seat);
    let body = json!({ "reviewer_id": reviewer.person_id, "reason": "Friends." });
    desk.task_force.post(&nowhere, body).expect(404);
});
