//! A written review is set aside when a conflict is found later, and counts again when that was a mistake.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, apply, review};
use crate::both;
use crate::support::{Answer, Client, Network};

/// An opening with two applications, each reviewed by two.
struct Written {
    desk: Desk,
    opening: String,
    applications: Vec<String>,
    one: Client,
    two: Client,
}

fn written(network: &Network) -> Written {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    apply(network, &opening, "Bo", "bo@y.example");
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &[&one, &two]);
    let it = Written { applications: desk.applications(&opening), desk, opening, one, two };
    it.score(&it.one, 0, [5, 5, 5]).expect(200);
    it.score(&it.two, 0, [2, 2, 2]).expect(200);
    it.score(&it.one, 1, [3, 3, 3]).expect(200);
    it.score(&it.two, 1, [3, 3, 3]).expect(200);
    it
}

impl Written {
    fn score(&self, reviewer: &Client, at: usize, scores: [i32; 3]) -> Answer {
        let body = review(&self.desk.criteria(&self.opening), &scores);
        reviewer.put(&format!("/applications/{}/review", self.applications[at]), body)
    }

    fn assignment(&self, reviewer: &Client) -> Value {
        let all = self.desk.assignments(&self.opening);
        let theirs = |a: &Value| {
            a["reviewer_id"] == reviewer.person_id.as_str() && a["application_id"] == self.applications[0]
        };
        all.into_iter().find(theirs).unwrap()
    }

    fn path(&self, act: &str) -> String {
        format!("/review-assignments/{}/{act}", self.assignment(&self.one)["id"].as_str().unwrap())
    }

    fn set_aside(&self) -> Answer {
        let body = json!({ "reason": "They worked together until last year." });
        self.desk.task_force.put(&self.path("set-aside"), body)
    }

    fn ranked(&self) -> Value {
        let path = format!("/openings/{}/ranking", self.opening);
        let all = self.desk.task_force.get(&path).expect(200).items();
        all.into_iter().find(|r| r["application_id"] == self.applications[0]).unwrap()
    }

    fn of_agreement(&self) -> String {
        self.desk.task_force.get(&format!("/openings/{}/agreement", self.opening)).expect(200).text
    }
}

both!(scores_that_are_set_aside_leave_ranking_and_agreement_and_stay_readable, |network| {
    let it = written(network);
    let agreement = it.of_agreement();
    assert_eq!((&it.ranked()["weighted_mean"], &it.ranked()["set_aside"]), (&json!(3.5), &json!(0)));
    let aside = it.set_aside().expect(200).json;
    assert_eq!(
        (&aside["state"], &aside["set_aside_reason"]),
        (&json!("set_aside"), &json!("They worked together until last year."))
    );
    let ranked = it.ranked();
    assert_eq!((&ranked["weighted_mean"], &ranked["set_aside"]), (&json!(2.0), &json!(1)));
    assert_eq!((&ranked["reviews"], &ranked["assigned"]), (&json!(1), &json!(1)));
    assert_ne!(it.of_agreement(), agreement);

    let path = format!("/applications/{}/reviews", it.applications[0]);
    let read = it.desk.task_force.get(&path).expect(200).items();
    assert_eq!(read.len(), 2, "still readable");
    assert_eq!(read.iter().map(|r| r["set_aside"].as_bool().unwrap()).collect::<Vec<_>>(), [true, false]);
    assert_eq!(read[0]["scores"].as_array().unwrap().len(), 3);
    assert_eq!(read[0]["set_aside_reason"], "They worked together until last year.");
    let by_two = it.two.get(&path).expect(200);
    assert!(!by_two.text.contains("worked together"), "the reason is for those who decide");

    // It is out of its reviewer's sight, and they cannot write again.
    it.one.get(&format!("/applications/{}", it.applications[0])).expect(404);
    it.score(&it.one, 0, [1, 1, 1]).expect(404);
    assert_eq!(it.one.get("/reviews/mine").expect(200).items().len(), 1);
    for event in network.admin().get("/events?limit=200").expect(200).items() {
        assert!(!event.to_string().contains("worked together"), "{event}");
    }
    let mails = network.mail_to_person(&it.one);
    assert!(mails.iter().any(|subject| subject.starts_with("A review set aside")), "{mails:?}");

    // The gap is filled by somebody else, never by the same again.
    let third = network.in_region(Role::Reviewer, &it.desk.region);
    it.desk.assign(&it.opening, &[&it.one, &it.two, &third]);
    assert!(third.get(&format!("/applications/{}", it.applications[0])).expect(200).json["id"].is_string());
    let body = json!({ "reviewer_id": it.one.person_id, "reason": "Colleagues." });
    it.desk.task_force.post(&format!("/applications/{}/conflicts", it.applications[0]), body).expect(201);
    it.desk.task_force.act(&it.path("reinstate")).expect(409);
});

both!(what_was_set_aside_by_mistake_counts_again, |network| {
    let it = written(network);
    let reason = json!({ "reason": "Wrong person." });
    it.two.put(&it.path("set-aside"), reason.clone()).expect(403);
    it.desk.task_force.put(&it.path("set-aside"), json!({ "reason": " " })).expect(422);
    it.desk.task_force.change("PUT", &it.path("set-aside"), "\"1\"", reason.clone()).expect(412);
    it.desk.task_force.act(&it.path("reinstate")).expect(409);
    it.set_aside().expect(200);
    it.set_aside().expect(409);
    let again = it.desk.task_force.act(&it.path("reinstate")).expect(200).json;
    assert_eq!((&again["state"], &again["set_aside_reason"]), (&json!("reviewed"), &Value::Null));
    assert_eq!((&it.ranked()["weighted_mean"], &it.ranked()["set_aside"]), (&json!(3.5), &json!(0)));
    it.score(&it.one, 0, [4, 4, 4]).expect(200);

    // What was decided by stays as it is.
    let path = format!("/applications/{}/decline", it.applications[0]);
    it.desk.task_force.post(&path, json!({ "reason": "No." })).expect(200);
    it.set_aside().expect(409);
});

// Many times, since two that only seldom meet show nothing: on PostgreSQL both would be kept without the version in the
// update of an assignment.
both!(of_a_review_and_a_step_back_at_the_same_moment_one_is_kept, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    for n in 0..24 {
        apply(network, &opening, &format!("Applicant {n}"), &format!("one@house{n}.example"));
    }
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &[&one, &two]);
    let criteria = desk.criteria(&opening);
    let applications = desk.applications(&opening);
    for application in &applications {
        let go = std::sync::Barrier::new(2);
        let (scored, stepped_back) = std::thread::scope(|scope| {
            let scored = scope.spawn(|| {
                go.wait();
                one.put(&format!("/applications/{application}/review"), review(&criteria, &[4, 4, 4])).status
            });
            let stepped_back = scope.spawn(|| {
                go.wait();
                one.post(&format!("/applications/{application}/recuse"), json!({ "reason": "Friends." }))
                    .status
            });
            (scored.join().unwrap(), stepped_back.join().unwrap())
        });
        assert!(
            (scored == 200) ^ (stepped_back == 204),
            "scoring answered {scored}, stepping back {stepped_back}"
        );
    }
    let reviewed = desk.assignments(&opening).iter().filter(|a| a["state"] == "reviewed").count();
    let mut written = 0;
    for application in &applications {
        written +=
            desk.task_force.get(&format!("/applications/{application}/reviews")).expect(200).items().len();
    }
    assert_eq!(reviewed, written, "no review of somebody who stepped back");
});
