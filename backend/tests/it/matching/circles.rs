//! Peer circles: formed, moved, published, answered, ended.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;
use perennial::matching::END_CIRCLES_OF_CYCLE;
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::platform::jobs;
use perennial::schema::{circle_places, never_again_pairs};
use serde_json::{Value, json};

use super::Season;
use crate::both;
use crate::support::Client;

/// A mentor and so many mentees of a region who sign in; the mentor first.
pub(super) fn people(season: &Season<'_>, region: &str, mentees: usize) -> Vec<Client> {
    let mentor = season.network.in_region(Role::Mentor, region);
    season.enrol(&mentor.person_id, "mentor", json!({}));
    let mut all = vec![mentor];
    for _ in 0..mentees {
        all.push(mentee(season, region));
    }
    all
}

pub(super) fn mentee(season: &Season<'_>, region: &str) -> Client {
    let person = season.network.in_region(Role::Mentee, region);
    season.enrol(&person.person_id, "mentee", json!({}));
    person
}

#[track_caller]
pub(super) fn round(season: &Season<'_>, client: &Client, body: Value) -> Value {
    let accepted = client.post(&format!("/cycles/{}/circle-rounds", season.cycle), body).expect(202);
    let job = season.network.job_done(client, &accepted);
    assert_eq!(job["state"], "succeeded", "{job}");
    assert_eq!(job["result"]["circle_round_id"], accepted.json["id"]);
    client.get(&format!("/circle-rounds/{}", accepted.id())).expect(200).json
}

pub(super) fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

pub(super) fn circles(season: &Season<'_>, round: &Value) -> Vec<Value> {
    season.task_force.get(&format!("/circle-rounds/{}/circles", id(round))).expect(200).items()
}

pub(super) fn publish(season: &Season<'_>, round: &Value) -> crate::support::Answer {
    season.task_force.act(&format!("/circle-rounds/{}/publish", id(round)))
}

pub(super) fn codes(answer: &crate::support::Answer) -> Vec<String> {
    let errors = answer.json["errors"].as_array().unwrap();
    errors.iter().map(|error| error["code"].as_str().unwrap().to_owned()).collect()
}

pub(super) fn my_place(person: &Client) -> String {
    person.get("/my-circles").expect(200).items()[0]["my_place_id"].as_str().unwrap().to_owned()
}

pub(super) fn place_of<'a>(circle: &'a Value, person: &str) -> &'a Value {
    let places = circle["places"].as_array().unwrap();
    places.iter().find(|place| place["person_id"] == person).unwrap()
}

/// Waits until a job does.
#[track_caller]
fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "the job does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[track_caller]
fn ended(season: &Season<'_>, round: &Value) -> Value {
    until(|| circles(season, round).into_iter().next().filter(|circle| circle["state"] == "ended"))
}

#[track_caller]
fn finished(season: &Season<'_>, job: Id) -> Value {
    let admin = season.network.admin();
    until(|| {
        let job = admin.get(&format!("/jobs/{job}")).expect(200).json;
        let over = job["state"] == "succeeded" || job["state"] == "failed";
        over.then_some(job)
    })
}

both!(circles_are_formed_asked_joined_left_and_ended, |network| {
    let season = Season::matching(network);
    let all = people(&season, &season.lakes, 5);
    let formed = round(&season, &season.task_force, json!({}));
    assert_eq!([&formed["circles"], &formed["placed"], &formed["mentees"], &formed["mentors"]], [1, 5, 5, 1]);
    assert!(formed["points"].as_i64().unwrap() > 0 && formed["gap"].as_f64().unwrap() <= 1.0, "{formed}");
    let circle = &circles(&season, &formed)[0];
    assert_eq!((&circle["state"], &circle["name"]), (&json!("proposed"), &json!("Circle 1")));
    assert_eq!(circle["topics"][0]["people"], 6);
    let at = format!("/circles/{}", id(circle));
    assert_eq!(all[1].get("/my-circles").expect(200).items().len(), 0, "not before it is published");
    all[1].get(&at).expect(404);
    let preview = season
        .task_force
        .get(&format!("/circle-rounds/{}/publication-preview", id(&formed)))
        .expect(200)
        .json;
    assert_eq!(
        (&preview["circles"], &preview["mails"], &preview["too_small"]),
        (&json!(1), &json!(6), &json!([]))
    );
    assert!(preview["letter"]["text"].as_str().unwrap().contains("Circle 1"));
    publish(&season, &formed).expect(200);
    publish(&season, &formed).expect(409);
    for person in &all {
        assert_eq!(network.mail_to_person(person), ["You are invited to a peer circle"], "once");
    }
    // The seats are spent: no round of pairs finds them.
    assert_eq!(season.round(&season.task_force, None)["mentees"], 0);
    let asked = all[1].get(&at).expect(200).json;
    assert_eq!((&asked["state"], asked["places"].as_array().unwrap().len()), (&json!("open"), 6));
    let seen = place_of(&asked, &all[0].person_id);
    assert_eq!(
        (&seen["email"], &seen["expertise"], &seen["goals"]),
        (&json!(null), &json!(["grant writing"]), &json!([]))
    );
    assert_eq!(place_of(&asked, &all[2].person_id)["points"], json!(null), "not for members");
    for person in &all[..2] {
        let joined = person.act(&format!("/circle-places/{}/accept", my_place(person))).expect(200).json;
        assert_eq!(place_of(&joined, &person.person_id)["state"], "joined");
        person.act(&format!("/circle-places/{}/accept", my_place(person))).expect(409);
    }
    let joined = all[1].get(&at).expect(200).json;
    assert!(place_of(&joined, &all[0].person_id)["email"].is_string());
    assert_eq!(place_of(&joined, &all[2].person_id)["email"], json!(null), "has not joined");
    let declining = format!("/circle-places/{}/decline", my_place(&all[2]));
    assert_eq!(all[2].post(&declining, json!({ "reason": "boredom" })).expect(422).pointers(), ["/reason"]);
    let gone = all[2].post(&declining, json!({ "reason": "too_busy" })).expect(200).json;
    assert_eq!(gone["places"].as_array().unwrap().len(), 1, "only the own place");
    let leaving = format!("/circle-places/{}/leave", my_place(&all[1]));
    let reason = json!({ "reason": "moving" });
    all[3].post(&leaving, reason.clone()).expect(404);
    assert_eq!(all[1].post(&leaving, json!({ "reason": "bored" })).expect(422).pointers(), ["/reason"]);
    all[1].post(&leaving, reason.clone()).expect(200);
    all[1].post(&leaving, reason).expect(409);
    season.task_force.post(&format!("{at}/end"), json!({ "reason": "too_small" })).expect(200);
    season.task_force.post(&format!("{at}/end"), json!({ "reason": "too_small" })).expect(409);
    assert!(network.mail_to_person(&all[0]).contains(&"Circle 1 has ended".to_owned()));
    assert_eq!(season.round(&season.task_force, None)["mentees"], 5, "all are free again");
});

both!(what_is_not_answered_in_time_frees_the_seat, |network| {
    let season = Season::matching(network);
    people(&season, &season.lakes, 4);
    let formed = round(&season, &season.task_force, json!({}));
    publish(&season, &formed).expect(200);
    // Whoever is asked could not answer while people enrol.
    let state = format!("/cycles/{}/state", season.cycle);
    let back = json!({ "state": "enrolling" });
    let refused = season.task_force.post(&state, back.clone()).expect(409);
    assert!(
        refused.json["detail"].as_str().unwrap().contains("places in circles are still"),
        "{}",
        refused.text
    );
    network.advance(TimeDelta::days(15));
    let again = network.task_force();
    let seen = again.get(&format!("/circle-rounds/{}/circles", id(&formed))).expect(200).items();
    assert!(seen[0]["places"].as_array().unwrap().iter().all(|place| place["state"] == "expired"));
    let season = Season { task_force: again, ..season };
    assert_eq!(season.round(&season.task_force, None)["mentees"], 4);
    season.task_force.post(&state, back).expect(200);
});

both!(no_seat_is_spent_twice, |network| {
    let season = Season::matching(network);
    people(&season, &season.lakes, 4);
    let formed = round(&season, &season.task_force, json!({}));
    let pairs = season.round(&season.task_force, None);
    assert_eq!(pairs["matched"], 1);
    season.publish(&pairs);
    let refused = publish(&season, &formed).expect(409);
    let mut found = codes(&refused);
    found.sort();
    assert_eq!(found, ["mentee_taken", "mentor_full"]);
    let states: Vec<Value> = circles(&season, &formed).iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["proposed"], "all or nothing");
});

both!(a_pair_round_cannot_spend_what_a_circle_has, |network| {
    let season = Season::matching(network);
    people(&season, &season.lakes, 4);
    let pairs = season.round(&season.task_force, None);
    let formed = round(&season, &season.task_force, json!({}));
    publish(&season, &formed).expect(200);
    let refused =
        season.task_force.act(&format!("/rounds/{}/publish", pairs["id"].as_str().unwrap())).expect(409);
    assert_eq!(codes(&refused), ["mentor_full", "mentee_taken"]);
});

both!(who_must_not_meet_sits_in_no_circle_together_and_nobody_is_told, |network| {
    let season = Season::matching(network);
    let all = people(&season, &season.lakes, 8);
    let two: (Id, Id) = (all[1].person_id.parse().unwrap(), all[2].person_id.parse().unwrap());
    let second = network.in_region(Role::Mentor, &season.lakes);
    season.enrol(&second.person_id, "mentor", json!({}));
    network.operator(|work| {
        diesel::insert_into(never_again_pairs::table)
            .values((never_again_pairs::asked_by_id.eq(two.0), never_again_pairs::other_id.eq(two.1)))
            .execute(work.conn)?;
        Ok(())
    });
    let formed = round(&season, &season.task_force, json!({ "size_most": 5 }));
    assert_eq!((&formed["circles"], &formed["placed"]), (&json!(2), &json!(8)));
    let made = circles(&season, &formed);
    let sits = |circle: &Value, person: &Client| {
        circle["places"].as_array().unwrap().iter().any(|place| place["person_id"] == person.person_id)
    };
    assert!(made.iter().all(|circle| !(sits(circle, &all[1]) && sits(circle, &all[2]))));
    let (of_one, of_other) =
        if sits(&made[0], &all[1]) { (&made[0], &made[1]) } else { (&made[1], &made[0]) };
    let other = place_of(of_other, &all[2].person_id);
    let moving = json!({ "enrolment_id": other["enrolment_id"] });
    let refused = season.task_force.post(&format!("/circles/{}/places", id(of_one)), moving).expect(409);
    assert_eq!(codes(&refused), ["not_available"]);
    assert_eq!(circles(&season, &formed), made, "nothing has changed");
});

both!(people_are_moved_in_a_ready_round, |network| {
    let season = Season::matching(network);
    let all = people(&season, &season.lakes, 5);
    let formed = round(&season, &season.task_force, json!({}));
    let circle = &circles(&season, &formed)[0];
    let at = format!("/circles/{}", id(circle));
    let place = place_of(circle, &all[1].person_id);
    let path = format!("/circle-places/{}", id(place));
    season.task_force.send("DELETE", &path, &[], None).expect(428);
    season.task_force.send("DELETE", &path, &[("if-match", "\"9\"")], None).expect(412);
    season.task_force.send("DELETE", &path, &[("if-match", "\"1\"")], None).expect(204);
    let left = season.task_force.get(&format!("/circle-rounds/{}/unplaced", id(&formed))).expect(200).items();
    assert_eq!(
        (&left[0]["person_id"], &left[0]["reason"]["code"]),
        (&json!(all[1].person_id), &json!("no_circle_found"))
    );
    let back = json!({ "enrolment_id": place["enrolment_id"] });
    let again = season.task_force.post(&format!("{at}/places"), back.clone()).expect(200).json;
    assert_eq!(again["points"], circle["points"], "as it was");
    assert_eq!(codes(&season.task_force.post(&format!("{at}/places"), back).expect(409)), ["already_there"]);
    for person in &all[1..3] {
        let seen = season.task_force.get(&at).expect(200).json;
        let path = format!("/circle-places/{}", id(place_of(&seen, &person.person_id)));
        season.task_force.send("DELETE", &path, &[("if-match", "\"1\"")], None).expect(204);
    }
    assert_eq!(codes(&publish(&season, &formed).expect(409)), ["too_small"]);
    let renamed = season.task_force.change("PATCH", &at, "\"1\"", json!({ "name": "Mornings" })).expect(200);
    assert_eq!(renamed.json["name"], "Mornings");
    season.task_force.change("PATCH", &at, "\"1\"", json!({ "name": "Evenings" })).expect(412);
    let blank = season.task_force.change("PATCH", &at, "\"2\"", json!({ "name": "  " })).expect(422);
    assert_eq!(blank.pointers(), ["/name"]);
});

both!(open_circles_take_people_in_and_out_by_mail, |network| {
    let season = Season::matching(network);
    let all = people(&season, &season.lakes, 4);
    let formed = round(&season, &season.task_force, json!({ "size_most": 5 }));
    publish(&season, &formed).expect(200);
    let circle = &circles(&season, &formed)[0];
    let late = mentee(&season, &season.lakes);
    let enrolment = late.get("/me/enrolments").expect(200).items()[0]["id"].clone();
    let at = format!("/circles/{}/places", id(circle));
    season.task_force.post(&at, json!({ "enrolment_id": enrolment })).expect(200);
    assert_eq!(network.mail_to_person(&late), ["You are invited to a peer circle"]);
    let another = mentee(&season, &season.lakes);
    let enrolment = another.get("/me/enrolments").expect(200).items()[0]["id"].clone();
    let full = season.task_force.post(&at, json!({ "enrolment_id": enrolment })).expect(409);
    assert_eq!(codes(&full), ["full"]);
    let path = format!("/circle-places/{}", my_place(&all[1]));
    season.task_force.send("DELETE", &path, &[("if-match", "\"2\"")], None).expect(204);
    assert!(network.mail_to_person(&all[1]).iter().any(|subject| subject.contains("any more")));
    season.task_force.post(&at, json!({ "enrolment_id": enrolment })).expect(200);
});

both!(coordinators_decide_about_their_region_alone, |network| {
    let season = Season::matching(network);
    people(&season, &season.lakes, 4);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let at = format!("/cycles/{}/circle-rounds", season.cycle);
    assert_eq!(here.post(&at, json!({})).expect(422).pointers(), ["/region_id"]);
    assert_eq!(there.post(&at, json!({ "region_id": season.lakes })).expect(422).pointers(), ["/region_id"]);
    let formed = round(&season, &here, json!({ "region_id": season.lakes }));
    there.get(&format!("/circle-rounds/{}", id(&formed))).expect(404);
    there.act(&format!("/circle-rounds/{}/publish", id(&formed))).expect(404);
    let circle = id(&circles(&season, &formed)[0]);
    here.get(&format!("/circles/{circle}")).expect(200);
    there.get(&format!("/circles/{circle}")).expect(404);
    let national = round(&season, &season.task_force, json!({}));
    there.get(&format!("/circle-rounds/{}", id(&national))).expect(200);
    let of_there = there.get(&format!("/circle-rounds/{}/circles", id(&national))).expect(200).items();
    assert_eq!(of_there.len(), 0, "nobody of theirs sits there");
    assert_eq!(here.get(&format!("/circle-rounds/{}/circles", id(&national))).expect(200).items().len(), 1);
    here.act(&format!("/circle-rounds/{}/publish", id(&national))).expect(403);
    here.act(&format!("/circle-rounds/{}/publish", id(&formed))).expect(200);
});

both!(every_wrong_size_is_named, |network| {
    let season = Season::matching(network);
    let at = format!("/cycles/{}/circle-rounds", season.cycle);
    let wrong = json!({ "size_least": 3, "size_most": 9, "mentors_per_circle": 3 });
    let pointers = season.task_force.post(&at, wrong).expect(422).pointers();
    assert_eq!(pointers, ["/mentors_per_circle", "/size_least", "/size_most"]);
    let order = season.task_force.post(&at, json!({ "size_least": 6, "size_most": 5 })).expect(422);
    assert_eq!(order.pointers(), ["/size_most"]);
    season.becomes("enrolling");
    season.task_force.post(&at, json!({})).expect(409);
});

both!(who_withdraws_leaves_and_a_closed_cycle_ends_its_circles, |network| {
    let season = Season::matching(network);
    let all = people(&season, &season.lakes, 4);
    let formed = round(&season, &season.task_force, json!({}));
    publish(&season, &formed).expect(200);
    all[1].act(&format!("/circle-places/{}/accept", my_place(&all[1]))).expect(200);
    let mine = all[1].get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    all[1].act(&format!("/enrolments/{mine}/withdraw")).expect(200);
    let seen = &circles(&season, &formed)[0];
    assert_eq!(place_of(seen, &all[1].person_id)["state"], "left");
    season.becomes("mentoring");
    let before = network.mail_to_person(&all[1]).len();
    let closing = format!("/cycles/{}/closing-preview", season.cycle);
    assert_eq!(season.task_force.get(&closing).expect(200).json["circles_ending"], 1);
    season.becomes("closed");
    let seen = &ended(&season, &formed);
    assert_eq!((&seen["state"], &seen["end_reason"]), (&json!("ended"), &json!("completed")));
    assert_eq!(place_of(seen, &all[2].person_id)["state"], "expired");
    all[2].act(&format!("/circle-places/{}/accept", my_place(&all[2]))).expect(409);
    // Whoever was asked is told once, and who had left is not.
    for person in [&all[0], &all[2]] {
        let told = network.mail_to_person(person);
        assert_eq!(told.iter().filter(|subject| *subject == "Circle 1 has ended").count(), 1, "{told:?}");
    }
    assert_eq!(network.mail_to_person(&all[1]).len(), before);
    // The job again ends nothing and writes nobody.
    let cycle: Id = season.cycle.parse().unwrap();
    let again = network.operator(|work| {
        let now = work.stamp();
        jobs::schedule(work, END_CIRCLES_OF_CYCLE, &json!({ "cycle_id": cycle }), now)
    });
    let job = finished(&season, again);
    assert_eq!((&job["state"], &job["result"]["ended"]), (&json!("succeeded"), &json!(0)), "{job}");
    assert_eq!(network.mail_to_person(&all[0]).iter().filter(|it| it.contains("has ended")).count(), 1);
});

both!(a_cancelled_job_leaves_no_circle, |network| {
    let season = Season::matching(network);
    people(&season, &season.lakes, 4);
    let at = format!("/cycles/{}/circle-rounds", season.cycle);
    let accepted = season.task_force.post(&at, json!({})).expect(202);
    let job = accepted.json["job_id"].as_str().unwrap().to_owned();
    season.task_force.act(&format!("/jobs/{job}/cancel"));
    let ended = network.job_done(&season.task_force, &accepted);
    let seen = season.task_force.get(&format!("/circle-rounds/{}", accepted.id())).expect(200).json;
    let places: i64 = network.operator(|work| Ok(circle_places::table.count().get_result(work.conn)?));
    // The worker may have been faster: then job and round say so both.
    let expected = if ended["state"] == "cancelled" { ("cancelled", 0, 0) } else { ("ready", 1, 5) };
    assert_eq!(
        (&seen["state"], &seen["circles"], places),
        (&json!(expected.0), &json!(expected.1), expected.2)
    );
});
