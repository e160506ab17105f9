use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::care::look_after;
use crate::both;
use crate::identity::update_person::{bounced, is_bounced};
use crate::matching::Season;
use crate::support::{Client, Network};

/// A pairing of March 1 about which nobody has done anything.
struct Silent<'a> {
    network: &'a Network,
    mentor: Client,
    mentee: Client,
    coordinator: Client,
    lakes: String,
    west: String,
    pairing: String,
}

impl<'a> Silent<'a> {
    fn start(network: &'a Network) -> Self {
        // Six in the morning is a quiet hour in Chicago.
        network.advance(TimeDelta::hours(3));
        let season = Season::matching(network);
        let (mentor, mentee) = season.two(&season.lakes);
        let pairing = season.pairing(&mentor, &mentee);
        let coordinator = network.in_region(Role::Coordinator, &season.lakes);
        Self { network, mentor, mentee, coordinator, lakes: season.lakes, west: season.west, pairing }
    }

    /// Days go by, pairings are looked after, and everybody signs in again.
    fn after(&mut self, days: i64) {
        self.network.advance(TimeDelta::days(days));
        look_after(self.network);
        for client in [&mut self.mentor, &mut self.mentee, &mut self.coordinator] {
            *client = self.network.sign_in_as(client);
        }
    }

    fn health(&self, client: &Client) -> Value {
        client.get(&format!("/pairings/{}/health", self.pairing)).expect(200).json
    }

    fn stalled(&self) -> usize {
        self.coordinator.get("/pairing-health?state=stalled").expect(200).items().len()
    }

    fn codes(&self) -> Vec<String> {
        let reasons = self.health(&self.coordinator)["reasons"].as_array().unwrap().clone();
        reasons.iter().map(|reason| reason["code"].as_str().unwrap().to_owned()).collect()
    }

    fn answer(&self, client: &Client, answer: &str) -> crate::support::Answer {
        client.post(&format!("/pairings/{}/health/answer", self.pairing), json!({ "answer": answer }))
    }
}

both!(the_pair_is_asked_before_anybody_is_alerted_and_silence_is_an_alert, |network| {
    let mut pair = Silent::start(network);
    pair.after(13);
    assert_eq!(pair.health(&pair.coordinator)["state"], "well");
    pair.answer(&pair.mentor, "well").expect(409);
    pair.after(1);
    let seen = pair.health(&pair.coordinator);
    assert_eq!((&seen["state"], pair.codes()), (&json!("asked"), vec!["no_first_contact".to_owned()]));
    assert_eq!(seen["reasons"][0]["since"], "2027-03-15");
    for one in [&pair.mentor, &pair.mentee] {
        assert!(network.mail_to_person(one).iter().any(|s| s.starts_with("How is it going")));
        assert_eq!(one.get("/me/pairing-questions").expect(200).items().len(), 1);
    }
    pair.after(6);
    assert_eq!(pair.stalled(), 0, "they have a week");
    pair.after(1);
    assert_eq!(pair.stalled(), 1);
    let seen = pair.health(&pair.coordinator);
    assert_eq!((&seen["state"], &seen["stalled_since"]), (&json!("stalled"), &json!("2027-03-22")));
    // A meeting and an agreement take every reason away.
    let meeting = json!({ "held_on": "2027-03-22", "duration_minutes": 30, "channel": "phone" });
    pair.mentor.post(&format!("/pairings/{}/meetings", pair.pairing), meeting).expect(201);
    assert_eq!(pair.codes(), ["agreement_unsigned"]);
    pair.mentor
        .post(
            &format!("/pairings/{}/pause", pair.pairing),
            json!({ "reason": "leave", "until": "2027-04-22" }),
        )
        .expect(200);
    assert_eq!((pair.stalled(), &pair.health(&pair.coordinator)["state"]), (0, &json!("paused")));
});

both!(a_word_that_all_is_well_keeps_the_coordinator_quiet_and_one_that_it_is_not_does_not, |network| {
    let mut pair = Silent::start(network);
    pair.after(14);
    let own = pair.answer(&pair.mentor, "well").expect(200).json;
    assert_eq!(
        (&own["question"]["mentor_answer"], &own["question"]["mentee_answer"]),
        (&json!("well"), &json!(null))
    );
    pair.after(20);
    assert_eq!((pair.stalled(), &pair.health(&pair.coordinator)["state"]), (0, &json!("watched")));
    pair.answer(&pair.mentee, "help").expect(200);
    assert_eq!(pair.stalled(), 1);
    assert!(pair.codes().contains(&"needs_attention".to_owned()));
    // What the other has said is not told.
    let seen = pair.health(&pair.mentor);
    assert!(!seen.to_string().contains("help") && !seen.to_string().contains("needs_attention"), "{seen}");
    assert_eq!(seen["stalled_since"], json!(null));
    let admin = network.admin();
    assert!(!admin.get("/events?limit=200").expect(200).text.contains("help"));
    assert!(!admin.get("/audit-entries?limit=200").expect(200).text.contains("\"help\""));
});

both!(one_tap_from_the_mail_answers_once, |network| {
    let mut pair = Silent::start(network);
    pair.after(14);
    let id = pair.mentee.person_id.parse().unwrap();
    let address = network.operator(|w| Ok(perennial::identity::contacts(w.conn, &[id])?[&id].email.clone()));
    let link = network.anonymous.with_link(&network.link_to(&address));
    for _ in 0..2 {
        let seen = link.get("/pairing-question").expect(200).json;
        assert_eq!((&seen["answered"], &seen["other_name"]), (&json!(false), &json!("Test mentor")));
    }
    assert_eq!(
        link.post("/pairing-question/answer", json!({ "answer": "so so" })).expect(422).pointers(),
        ["/answer"]
    );
    bounced(network, &address);
    link.post("/pairing-question/answer", json!({ "answer": "not_meeting" })).expect(204);
    assert!(!is_bounced(network, &address), "its owner has read the mail");
    link.post("/pairing-question/answer", json!({ "answer": "well" })).expect(401);
    assert_eq!(pair.stalled(), 1);
    network.anonymous.get("/pairing-question").expect(401);
    // Who has answered by mail may say something else in the network.
    pair.answer(&pair.mentee, "well").expect(200);
    assert_eq!(pair.stalled(), 0);
});

both!(an_alert_is_taken_up_and_comes_back_after_the_pair_was_asked_again, |network| {
    let mut pair = Silent::start(network);
    pair.after(14);
    let path = format!("/pairings/{}/health/acknowledge", pair.pairing);
    pair.coordinator.act(&path).expect(409);
    pair.after(7);
    network.in_region(Role::Coordinator, &pair.west).act(&path).expect(404);
    pair.mentor.act(&path).expect(403);
    let taken = pair.coordinator.act(&path).expect(200).json;
    assert_eq!((&taken["state"], taken["acknowledged_at"].is_string()), (&json!("watched"), true));
    assert_eq!(pair.stalled(), 0);
    pair.after(13);
    assert_eq!(pair.health(&pair.coordinator)["state"], "watched");
    pair.after(1);
    assert_eq!(pair.health(&pair.coordinator)["state"], "asked");
    pair.after(7);
    assert_eq!(pair.stalled(), 1);
});

both!(thresholds_are_data_that_the_task_force_changes, |network| {
    let mut pair = Silent::start(network);
    let task_force = network.task_force();
    assert_eq!(task_force.get("/mentoring-rules").expect(200).json["first_contact_days"], 14);
    pair.coordinator.patch("/mentoring-rules", json!({ "first_contact_days": 3 })).expect(403);
    let refused =
        task_force.patch("/mentoring-rules", json!({ "meeting_days": 0, "answer_days": 61 })).expect(422);
    assert_eq!(refused.pointers(), ["/answer_days", "/meeting_days"]);
    task_force.patch("/mentoring-rules", json!({ "first_contact_days": 3, "answer_days": 2 })).expect(200);
    task_force.change("PATCH", "/mentoring-rules", "\"1\"", json!({ "quiet_days": 1 })).expect(412);
    pair.after(3);
    assert_eq!(pair.codes(), ["no_first_contact"]);
    pair.after(2);
    assert_eq!(pair.stalled(), 1);
});

both!(the_region_sees_its_pairings_and_the_mentors_region_sees_state_seats_and_alerts, |network| {
    let season = Season::matching(network);
    let mentor = network.in_region(Role::Mentor, &season.west);
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    season.enrol(&mentor.person_id, "mentor", json!({ "capacity": 2 }));
    season.enrol(&mentee.person_id, "mentee", json!({}));
    let pairing = season.pairing(&mentor, &mentee);
    network.advance(TimeDelta::days(14));
    look_after(network);
    let mentee = network.sign_in_as(&mentee);
    mentee
        .post(
            &format!("/pairings/{pairing}/check-ins"),
            json!({ "choice": "needs_attention", "text": "worry" }),
        )
        .expect(201);
    network.advance(TimeDelta::days(7));
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    assert_eq!(here.get("/pairing-health").expect(200).items().len(), 1);
    assert_eq!(there.get("/pairing-health").expect(200).items().len(), 0);
    assert_eq!(here.get("/mentor-pairings").expect(200).items().len(), 0, "it is their own");
    for path in ["", "/health", "/agreement", "/goals", "/check-ins", "/meetings"] {
        there.get(&format!("/pairings/{pairing}{path}")).expect(404);
    }
    let seen = there.get("/mentor-pairings").expect(200);
    let row = &seen.items()[0];
    let mut fields: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "alert",
            "alert_since",
            "capacity",
            "mentor_id",
            "mentor_name",
            "pairing_id",
            "responsible_region_id",
            "responsible_region_name",
            "seats_taken",
            "state"
        ]
    );
    assert_eq!(
        [&row["alert"], &row["state"], &row["responsible_region_name"]],
        ["stalled", "active", "Great Lakes"]
    );
    assert_eq!([&row["capacity"], &row["seats_taken"]], [2, 1]);
    assert!(!seen.text.contains(&mentee.person_id) && !seen.text.contains("attention"), "{}", seen.text);
    network.nobody().get("/mentor-pairings").expect(403);
});

both!(health_comes_of_no_survey_and_of_nobody_elses_region, |network| {
    let pair = Silent::start(network);
    let there = network.in_region(Role::Coordinator, &pair.west);
    there.get(&format!("/pairings/{}/health", pair.pairing)).expect(404);
    network.nobody().get("/pairing-health").expect(403);
    pair.mentor.get("/pairing-health").expect(403);
    assert_eq!(there.get(&format!("/pairing-health?region_id={}", pair.lakes)).expect(200).items().len(), 0);
    there.get("/pairing-health?state=asleep").expect(400);
});

both!(for_one_of_the_two_it_stands_the_same_whatever_the_other_says, |network| {
    let mut pair = Silent::start(network);
    pair.after(14);
    let before = pair.health(&pair.mentor);
    assert_eq!(
        (&before["state"], &before["reasons"][0]["code"]),
        (&json!("asked"), &json!("no_first_contact"))
    );
    for answer in ["well", "not_meeting", "help"] {
        pair.answer(&pair.mentee, answer).expect(200);
        assert_eq!(pair.health(&pair.mentor), before, "{answer}");
    }
    let said = json!({ "choice": "not_meeting", "text": "worry" });
    pair.mentee.post(&format!("/pairings/{}/check-ins", pair.pairing), said).expect(201);
    assert_eq!(pair.health(&pair.mentor), before, "a check-in");
    pair.coordinator.act(&format!("/pairings/{}/health/acknowledge", pair.pairing)).expect(200);
    assert_eq!(pair.health(&pair.mentor), before, "an alert that was taken up");
    // What they say themselves they may read.
    let own = pair.answer(&pair.mentor, "help").expect(200).json;
    assert_eq!((&own["state"], &own["question"]["mentor_answer"]), (&json!("watched"), &json!("help")));
    assert!(own["reasons"].as_array().unwrap().iter().any(|reason| reason["code"] == "needs_attention"));
    assert_eq!(pair.health(&pair.mentee)["question"]["mentor_answer"], Value::Null);
});
