//! A whole search, as a regional committee runs it in a season.

use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::interviews::choose;
use super::{Desk, apply, review};
use crate::both;
use crate::support::{Client, Network};

const APPLICANTS: usize = 60;
/// The best by their scores, in this order.
const BEST: [usize; 3] = [10, 20, 30];

fn email(applicant: usize) -> String {
    format!("applicant{applicant}@house{applicant}.example")
}

/// What every reviewer gives to the criteria of this applicant.
fn scores_of(applicant: usize) -> [i32; 3] {
    match BEST.iter().position(|best| *best == applicant) {
        Some(0) => [5, 5, 5],
        Some(1) => [5, 5, 4],
        Some(_) => [5, 4, 4],
        None => [[3, 2, 3], [2, 2, 1], [1, 3, 2]][applicant % 3],
    }
}

struct Committee {
    desk: Desk,
    opening: String,
    /// In the order of the applicants.
    applications: Vec<String>,
    reviewers: Vec<Client>,
}

impl Committee {
    /// One opening with two seats, and sixty applications.
    fn with_applications(network: &Network) -> Self {
        let mut desk = Desk::in_region(network, "03");
        let second = json!({ "region_id": desk.region, "name": "Second seat" });
        desk.further_seats = vec![desk.task_force.post("/seats", second).expect(201).id()];
        let opening = desk.published();
        for applicant in 0..APPLICANTS {
            apply(network, &opening, &format!("Applicant {applicant}"), &email(applicant));
        }
        let list = desk.task_force.get(&format!("/openings/{opening}/applications?limit=200")).expect(200);
        let applications = list.items().iter().map(|a| text(&a["id"])).collect();
        let reviewers = (0..6).map(|_| network.in_region(Role::Reviewer, &desk.region)).collect();
        Self { desk, opening, applications, reviewers }
    }

    fn assign(&self) {
        self.desk.assign(&self.opening, &self.reviewers.iter().collect::<Vec<_>>());
    }

    /// Who reviews what: (reviewer, applicant).
    fn shares(&self) -> Vec<(usize, usize)> {
        let reviewer = |id: &str| self.reviewers.iter().position(|r| r.person_id == id).unwrap();
        let applicant = |id: &str| self.applications.iter().position(|a| a == id).unwrap();
        let path = format!("/openings/{}/assignments?limit=200", self.opening);
        self.desk
            .task_force
            .get(&path)
            .expect(200)
            .items()
            .iter()
            .filter(|a| a["state"] != "recused")
            .map(|a| (reviewer(&text(&a["reviewer_id"])), applicant(&text(&a["application_id"]))))
            .collect()
    }

    fn review(&self, (reviewer, applicant): (usize, usize), criteria: &[String]) {
        let path = format!("/applications/{}/review", self.applications[applicant]);
        let body = review(criteria, &scores_of(applicant));
        self.reviewers[reviewer].change("PUT", &path, "\"0\"", body).expect(200);
    }

    fn offer(&self, applicant: usize) {
        let body = json!({ "expires_on": "2027-03-20", "reason": "By the ranking and the interview." });
        self.desk
            .task_force
            .post(&format!("/applications/{}/offer", self.applications[applicant]), body)
            .expect(201);
    }

    /// The same people, signed in anew: access tokens last a quarter of an hour.
    fn sign_in_again(&mut self, network: &Network, addresses: &[String]) {
        self.desk.task_force = network.task_force();
        self.reviewers = addresses.iter().map(|address| network.sign_in(address)).collect();
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn answer(network: &Network, applicant: usize, word: &str) {
    let holder = network.anonymous.with_link(&network.link_to(&email(applicant)));
    holder.act(&format!("/public/offer/{word}")).expect(200);
}

both!(sixty_apply_for_two_seats_and_two_are_appointed, |network| {
    let mut committee = Committee::with_applications(network);
    let addresses: Vec<String> =
        committee.reviewers.iter().map(|r| text(&r.get("/me").expect(200).json["email"])).collect();

    // Conflicts are declared, and the rest is shared out evenly around them.
    for (reviewer, applicant) in [(0, 0), (0, 10), (1, 10), (2, 20)] {
        let body = json!({ "reviewer_id": committee.reviewers[reviewer].person_id, "reason": "Colleagues." });
        let path = format!("/applications/{}/conflicts", committee.applications[applicant]);
        committee.desk.task_force.post(&path, body).expect(201);
    }
    committee.assign();
    let shares = committee.shares();
    assert_eq!(shares.len(), 2 * APPLICANTS);
    for conflict in [(0, 0), (0, 10), (1, 10), (2, 20)] {
        assert!(!shares.contains(&conflict), "{conflict:?} is a conflict");
    }
    for reviewer in 0..6 {
        let load = shares.iter().filter(|(of, _)| *of == reviewer).count();
        assert!((19..=21).contains(&load), "reviewer {reviewer} has {load} of 20");
    }

    // One steps back from one; sharing out again fills the gap with somebody else.
    let gap = *shares.iter().find(|(_, applicant)| *applicant == 5).unwrap();
    let path = format!("/applications/{}/recuse", committee.applications[5]);
    let body = json!({ "reason": "We sang in one choir." });
    committee.reviewers[gap.0].post(&path, body).expect(204);
    committee.assign();
    let shares = committee.shares();
    assert_eq!(shares.iter().filter(|(_, applicant)| *applicant == 5).count(), 2);
    assert!(!shares.contains(&gap));

    // Everybody scores; the ranking and the agreement say what was given.
    let criteria = committee.desk.criteria(&committee.opening);
    for share in &shares {
        committee.review(*share, &criteria);
    }
    let ranking =
        committee.desk.task_force.get(&format!("/openings/{}/ranking", committee.opening)).expect(200);
    let first: Vec<String> = ranking.items().iter().take(3).map(|r| text(&r["application_id"])).collect();
    assert_eq!(first, BEST.map(|best| committee.applications[best].clone()));
    assert!(ranking.items().iter().all(|r| r["missing_scores"] == 0));
    assert_eq!(ranking.json["line"]["seats"], 2, "the opening's own seats");
    let agreement =
        committee.desk.task_force.get(&format!("/openings/{}/agreement", committee.opening)).expect(200).json;
    assert!(agreement.to_string().contains(&format!(":{APPLICANTS}")), "n is told: {agreement}");

    // The best three are interviewed at times they choose themselves.
    let slots: Vec<String> = ["09:00", "10:00", "11:00"]
        .iter()
        .map(|time| {
            let slot = json!({
                "starts_at_local": format!("2027-03-03T{time}"), "time_zone": "America/Chicago",
                "duration_minutes": 45, "link": "https://meet.example/room", "place": null, "note": "",
                "panel_ids": [committee.reviewers[3].person_id, committee.reviewers[4].person_id],
            });
            let path = format!("/openings/{}/interview-slots", committee.opening);
            committee.desk.task_force.post(&path, slot).expect(201).id()
        })
        .collect();
    let invited: Vec<&String> = BEST.iter().map(|best| &committee.applications[*best]).collect();
    let path = format!("/openings/{}/interviews", committee.opening);
    let body = json!({ "application_ids": invited, "message": "", "dry_run": false });
    committee.desk.task_force.post(&path, body).expect(200);
    for (best, slot) in BEST.iter().zip(&slots) {
        let holder = network.anonymous.with_link(&network.link_to(&email(*best)));
        holder.post("/public/interview/book", choose(slot, "America/New_York")).expect(200);
    }
    network.advance(TimeDelta::days(3));
    committee.sign_in_again(network, &addresses);
    let interviews = committee.desk.task_force.get(&path).expect(200).items();
    assert_eq!(interviews.len(), 3);
    for interview in &interviews {
        for panelist in [3, 4] {
            let body = json!({
                "scores": criteria.iter().map(|c| json!({ "criterion_id": c, "score": 4 })).collect::<Vec<_>>(),
                "notes": "Plain answers.",
            });
            let path = format!("/interviews/{}/score", text(&interview["id"]));
            committee.reviewers[panelist].change("PUT", &path, "\"0\"", body).expect(200);
        }
    }
    let held = committee.desk.task_force.get(&path).expect(200).items();
    assert!(held.iter().all(|i| i["state"] == "held" && i["missing_scores"] == 0));

    // Two offers, one declined, the next in line; two terms.
    committee.offer(BEST[0]);
    committee.offer(BEST[1]);
    answer(network, BEST[0], "decline");
    answer(network, BEST[1], "accept");
    committee.offer(BEST[2]);
    answer(network, BEST[2], "accept");
    let opening = committee.desk.task_force.get(&format!("/openings/{}", committee.opening)).expect(200).json;
    assert_eq!(opening["state"], "filled");
    let seats = opening["seats"].as_array().unwrap();
    assert_eq!(seats.len(), 2);
    for seat in seats {
        let term =
            committee.desk.task_force.get(&format!("/terms/{}", text(&seat["term_id"]))).expect(200).json;
        assert_eq!((&term["seat_id"], term["state"].as_str()), (&seat["seat_id"], Some("in_training")));
    }
    let state = |applicant: usize| {
        let path = format!("/applications/{}", committee.applications[applicant]);
        text(&committee.desk.task_force.get(&path).expect(200).json["state"])
    };
    assert_eq!(BEST.map(state), ["withdrawn", "appointed", "appointed"]);

    // Another region's reviewer sees nothing of all this: not by listing, nor by guessing ids.
    let stranger = network.in_region(Role::Reviewer, &network.region("08"));
    assert!(stranger.get("/openings").expect(200).items().is_empty());
    assert!(stranger.get("/interviews/mine").expect(200).items().is_empty());
    stranger.get(&format!("/openings/{}", committee.opening)).expect(404);
    stranger.get(&format!("/applications/{}", committee.applications[0])).expect(404);
    stranger.get(&format!("/interviews/{}", text(&interviews[0]["id"]))).expect(404);
});
