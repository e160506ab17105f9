//! Reviewers step back, and others fill the gap.

use perennial::identity::grant_role;
use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use super::{Desk, apply, review};
use crate::both;
use crate::support::{Client, Network};

/// An opening with one application and two reviewers who are asked for it.
struct Asked {
    desk: Desk,
    opening: String,
    application: String,
    one: Client,
    two: Client,
}

fn asked(network: &Network) -> Asked {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &[&one, &two]);
    let application = desk.applications(&opening).remove(0);
    Asked { desk, opening, application, one, two }
}

impl Asked {
    fn recuse(&self, reviewer: &Client) -> crate::support::Answer {
        let path = format!("/applications/{}/recuse", self.application);
        reviewer.post(&path, json!({ "reason": "We wrote a book together." }))
    }

    fn score(&self, reviewer: &Client) -> crate::support::Answer {
        let body = review(&self.desk.criteria(&self.opening), &[4, 4, 4]);
        reviewer.put(&format!("/applications/{}/review", self.application), body)
    }

    fn assignment(&self, reviewer: &Client) -> Value {
        let all = self.desk.assignments(&self.opening);
        all.into_iter().find(|a| a["reviewer_id"] == reviewer.person_id.as_str()).unwrap()
    }
}

both!(who_steps_back_no_longer_sees_the_application, |network| {
    let it = asked(network);
    let application = format!("/applications/{}", it.application);
    it.recuse(&it.one).expect(204);
    it.one.get(&application).expect(404);
    it.one.get(&format!("{application}/reviews")).expect(404);
    it.one.get(&format!("/openings/{}", it.opening)).expect(404);
    assert!(it.one.get("/reviews/mine").expect(200).items().is_empty());
    assert!(it.one.get("/openings").expect(200).items().is_empty());
    it.score(&it.one).expect(404);
    it.recuse(&it.one).expect(404);
    assert_eq!(it.two.get("/reviews/mine").expect(200).items().len(), 1, "the other one still reads it");

    let assignment = it.assignment(&it.one);
    assert_eq!(assignment["state"], "recused");
    assert_eq!(assignment["recusal_reason"], "We wrote a book together.");
    assert_eq!(assignment["applicant_name"], "Ana");
    let recused = format!("/openings/{}/assignments?state=recused", it.opening);
    assert_eq!(it.desk.task_force.get(&recused).expect(200).items().len(), 1);
    it.two.get(&format!("/openings/{}/assignments", it.opening)).expect(403);
    for event in network.admin().get("/events?limit=200").expect(200).items() {
        assert!(!event.to_string().contains("book"), "the reason is in no event: {event}");
    }
});

both!(the_gap_is_filled_by_somebody_else, |network| {
    let it = asked(network);
    it.recuse(&it.one).expect(204);
    let ids = json!({ "reviewer_ids": [it.one.person_id, it.two.person_id] });
    let path = format!("/openings/{}/reviewers", it.opening);
    it.desk.task_force.post(&path, ids).expect(409);
    let third = network.in_region(Role::Reviewer, &it.desk.region);
    it.desk.assign(&it.opening, &[&it.one, &it.two, &third]);
    assert_eq!(it.assignment(&it.one)["state"], "recused", "it is never given back by assigning again");
    assert_eq!(it.assignment(&third)["state"], "assigned");
    assert_eq!(third.get("/reviews/mine").expect(200).items().len(), 1);
});

both!(who_has_scored_cannot_step_back, |network| {
    let it = asked(network);
    it.score(&it.one).expect(200);
    let refused = it.recuse(&it.one).expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("reviewed"), "{}", refused.text);
    let decline = json!({ "reason": "Late." });
    it.desk.task_force.post(&format!("/applications/{}/decline", it.application), decline).expect(200);
    it.recuse(&it.two).expect(409);
});

both!(stepping_back_needs_a_reason_and_an_assignment, |network| {
    let it = asked(network);
    let path = format!("/applications/{}/recuse", it.application);
    for reason in ["  ".to_owned(), "x".repeat(2001)] {
        assert_eq!(it.one.post(&path, json!({ "reason": reason })).expect(422).pointers(), ["/reason"]);
    }
    it.one.post(&path, json!({})).expect(422);
    it.one.post(&path, json!({ "reason": "x", "state": "recused" })).expect(422);
    let outsider = network.in_region(Role::Reviewer, &it.desk.region);
    it.recuse(&outsider).expect(404);
    it.recuse(&it.desk.task_force).expect(403);
    it.recuse(&network.anonymous).expect(401);
});

both!(a_recusal_is_lifted_by_somebody_who_decides, |network| {
    let it = asked(network);
    let path =
        |assignment: &Value| format!("/review-assignments/{}/reinstate", assignment["id"].as_str().unwrap());
    it.desk.task_force.act(&path(&it.assignment(&it.one))).expect(409);
    it.recuse(&it.one).expect(204);
    let recused = it.assignment(&it.one);
    it.two.act(&path(&recused)).expect(403);
    let mails = |network: &Network| network.admin().get("/mails?limit=200").expect(200).items().len();
    let before = mails(network);
    let lifted = it.desk.task_force.act(&path(&recused)).expect(200).json;
    assert_eq!((lifted["state"].as_str(), lifted["recusal_reason"].is_null()), (Some("assigned"), true));
    assert_eq!(mails(network), before + 1, "the reviewer is told");
    it.one.get(&format!("/applications/{}", it.application)).expect(200);
    it.recuse(&it.one).expect(204);
    it.desk.task_force.act("/review-assignments/01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f/reinstate").expect(404);
    let decline = json!({ "reason": "Late." });
    it.desk.task_force.post(&format!("/applications/{}/decline", it.application), decline).expect(200);
    it.desk.task_force.act(&path(&it.assignment(&it.one))).expect(409);
});

both!(who_stepped_back_does_not_decide_and_does_not_lift_it, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let judge = network.task_force();
    network.operator(|work| {
        grant_role(work, judge.person_id.parse().unwrap(), Role::Reviewer, ScopeKind::Network, None)
    });
    let other = network.in_region(Role::Reviewer, &desk.region);
    desk.assign(&opening, &[&judge, &other]);
    let application = desk.applications(&opening).remove(0);
    let it = Asked { application, one: judge, two: other, opening, desk };
    it.recuse(&it.one).expect(204);
    let path = format!("/applications/{}", it.application);
    assert_eq!(it.one.get(&format!("{path}/reviews")).expect(200).json["withheld"], true);
    it.one.post(&format!("{path}/decline"), json!({ "reason": "No." })).expect(409);
    let offer = json!({ "reason": "Yes.", "expires_on": "2027-03-20" });
    it.one.post(&format!("{path}/offer"), offer.clone()).expect(409);
    let assignment = it.assignment(&it.one);
    it.one.act(&format!("/review-assignments/{}/reinstate", assignment["id"].as_str().unwrap())).expect(403);
    it.desk.task_force.post(&format!("{path}/offer"), offer).expect(201);
});

both!(an_assignment_is_taken_back_while_nothing_was_scored, |network| {
    let it = asked(network);
    let path = |reviewer: &Client| {
        format!("/review-assignments/{}", it.assignment(reviewer)["id"].as_str().unwrap())
    };
    let (of_one, of_two) = (path(&it.one), path(&it.two));
    it.desk.task_force.send("DELETE", &of_one, &[], None).expect(428);
    it.desk.task_force.send("DELETE", &of_one, &[("if-match", "\"9\"")], None).expect(412);
    it.two.delete(&of_one).expect(403);
    it.desk.task_force.delete(&of_one).expect(204);
    it.one.get(&format!("/applications/{}", it.application)).expect(404);
    it.desk.task_force.delete(&of_one).expect(404);
    it.score(&it.two).expect(200);
    it.desk.task_force.delete(&of_two).expect(409);
    let third = network.in_region(Role::Reviewer, &it.desk.region);
    it.desk.assign(&it.opening, &[&it.one, &third]);
    let again = it.desk.assignments(&it.opening);
    assert_eq!(again.len(), 2, "the application has two reviewers again: {again:?}");
});

both!(of_fifty_reviews_and_recusals_at_once_one_is_kept, |network| {
    let it = asked(network);
    let statuses: Vec<(bool, u16)> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..50)
            .map(|n| {
                let it = &it;
                scope.spawn(move || match n % 2 == 0 {
                    true => (true, it.score(&it.one).status),
                    false => (false, it.recuse(&it.one).status),
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let kept = |reviews: bool| statuses.iter().filter(|(r, s)| *r == reviews && *s < 300).count();
    assert!(statuses.iter().all(|(_, status)| *status < 500), "{statuses:?}");
    let state = it.assignment(&it.one)["state"].clone();
    let written =
        it.desk.task_force.get(&format!("/applications/{}/reviews", it.application)).expect(200).items();
    if kept(false) > 0 {
        assert_eq!((kept(false), kept(true), state), (1, 0, json!("recused")), "{statuses:?}");
        assert!(written.is_empty());
    } else {
        assert!(kept(true) > 0, "{statuses:?}");
        assert_eq!((state, written.len()), (json!("reviewed"), 1), "{statuses:?}");
    }
});

both!(of_fifty_who_fill_the_gap_at_once_one_is_kept, |network| {
    let it = asked(network);
    it.recuse(&it.one).expect(204);
    let spare: Vec<Client> = (0..4).map(|_| network.in_region(Role::Reviewer, &it.desk.region)).collect();
    let path = format!("/openings/{}/reviewers", it.opening);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..50)
            .map(|n| {
                let ids = json!({ "reviewer_ids": [it.two.person_id, spare[n % 4].person_id] });
                let (it, path) = (&it, &path);
                scope.spawn(move || it.desk.task_force.post(path, ids).status)
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(statuses.contains(&200), "{statuses:?}");
    assert!(statuses.iter().all(|status| [200, 409, 412].contains(status)), "{statuses:?}");
    let standing = it.desk.assignments(&it.opening).iter().filter(|a| a["state"] != "recused").count();
    assert_eq!(standing, 2, "the application has its two reviewers and no more: {statuses:?}");
});
