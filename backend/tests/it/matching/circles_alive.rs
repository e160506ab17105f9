//! Circles once they are open: too few people, meetings, reasons, whom else they reach, and the rules that keep people apart.

use diesel::prelude::*;
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::schema::{enrolments, institutions};
use serde_json::{Value, json};

use super::Season;
use super::circles::{circles, codes, id, mentee, my_place, people, place_of, publish, round};
use crate::both;
use crate::support::Client;

fn needed(client: &Client) -> Option<Value> {
    let today = client.get("/dashboard").expect(200).json["today"].clone();
    today.as_array().unwrap().iter().find(|item| item["kind"] == "circles_too_small").cloned()
}

fn accept(person: &Client) {
    person.act(&format!("/circle-places/{}/accept", my_place(person))).expect(200);
}

fn decline(person: &Client) {
    let path = format!("/circle-places/{}/decline", my_place(person));
    person.post(&path, json!({ "reason": "too_busy" })).expect(200);
}

fn leave(person: &Client) {
    let path = format!("/circle-places/{}/leave", my_place(person));
    person.post(&path, json!({ "reason": "done" })).expect(200);
}

fn enrolment_of(person: &Client) -> Value {
    person.get("/me/enrolments").expect(200).items()[0]["id"].clone()
}

/// A circle of the lakes, formed and published by their coordinator.
fn circle_of_lakes(season: &Season<'_>, here: &Client) -> String {
    let formed = round(season, here, json!({ "region_id": season.lakes, "size_most": 5 }));
    here.act(&format!("/circle-rounds/{}/publish", id(&formed))).expect(200);
    id(&circles(season, &formed)[0])
}

both!(a_circle_that_became_too_small_is_for_today_until_it_is_filled_or_ended, |network| {
    let season = Season::matching(network);
    let all = people(&season, &season.lakes, 4);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let circle = circle_of_lakes(&season, &here);
    let at = format!("/circles/{circle}");
    assert!(needed(&here).is_none(), "those who are asked may come");
    assert_eq!(here.get(&at).expect(200).json["needs_people"], false);
    accept(&all[0]);
    accept(&all[2]);
    decline(&all[1]);
    let seen = needed(&here).unwrap();
    assert_eq!(
        (&seen["count"], &seen["subjects"][0]["title"], &seen["subjects"][0]["id"]),
        (&json!(1), &json!("Circle 1"), &json!(circle))
    );
    assert_eq!(seen["subjects"][0]["action"]["href"], format!("/api/v1{at}/end"));
    assert!(needed(&season.task_force).is_some(), "the network is theirs");
    assert!(needed(&there).is_none() && needed(&all[0]).is_none());
    assert_eq!(here.get(&at).expect(200).json["needs_people"], true);
    assert_eq!(all[2].get(&at).expect(200).json["needs_people"], false, "not for those who sit there");
    // Somebody is free, takes the place, and it is well again.
    let path = format!("{at}/candidates");
    let who = here.get(&path).expect(200).json["candidates"].clone();
    let named: Vec<&Value> = who.as_array().unwrap().iter().map(|one| &one["person_id"]).collect();
    assert_eq!(named, [&json!(all[1].person_id)], "who declined is free, and nobody else is");
    let late = mentee(&season, &season.lakes);
    mentee(&season, &season.west);
    let who = here.get(&path).expect(200).json["candidates"].clone();
    let last = &who[1];
    assert_eq!(who.as_array().unwrap().len(), 2, "nobody of another region: {who}");
    assert_eq!((&last["person_id"], &last["role"]), (&json!(late.person_id), &json!("mentee")));
    assert!(last["points"].as_i64().unwrap() > 0);
    all[0].get(&path).expect(403);
    there.get(&path).expect(404);
    here.post(&format!("{at}/places"), json!({ "enrolment_id": last["enrolment_id"] })).expect(200);
    assert!(needed(&here).is_none());
    // The last mentor leaves.
    leave(&all[0]);
    assert_eq!(needed(&here).unwrap()["count"], 1);
    let left = here.get(&at).expect(200).json;
    assert_eq!(place_of(&left, &all[0].person_id)["leave_reason"], "done");
    let href = needed(&here).unwrap()["subjects"][0]["action"]["href"].as_str().unwrap().to_owned();
    here.post(&href, json!({ "reason": "too_small" })).expect(200);
    assert!(needed(&here).is_none());
    here.get(&path).expect(409);
});

both!(a_coordinator_who_sits_in_a_circle_leaves_it_to_others, |network| {
    let season = Season::matching(network);
    let all = people(&season, &season.lakes, 3);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    season.enrol(&here.person_id, "mentee", json!({}));
    let formed = round(&season, &season.task_force, json!({}));
    publish(&season, &formed).expect(200);
    decline(&all[1]);
    assert!(needed(&season.task_force).is_some());
    assert!(needed(&here).is_none());
    let circle = id(&circles(&season, &formed)[0]);
    let mut asked = here.get(&format!("/circles/{circle}")).expect(200).json;
    assert_eq!(place_of(&asked, &all[2].person_id)["decline_reason"], json!(null));
    asked["places"].as_array_mut().unwrap().retain(|place| place["state"] == "declined");
    assert_eq!(asked["places"], json!([]), "it is read as by one who sits there");
});

both!(meetings_are_logged_by_those_who_joined_and_corrected_by_who_logged_them, |network| {
    let season = Season::matching(network);
    let all = people(&season, &season.lakes, 4);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let circle = circle_of_lakes(&season, &here);
    let (at, list) = (format!("/circles/{circle}"), format!("/circles/{circle}/meetings"));
    for person in &all[..3] {
        accept(person);
    }
    let places: Vec<String> = all[..3].iter().map(my_place).collect();
    let held = |day: &str, places: &[String]| json!({ "held_on": day, "duration_minutes": 60, "place_ids": places, "shared_note": " A grant. " });
    let today = network.now().date_naive().to_string();
    let logged = all[0].post(&list, held(&today, &places)).expect(201).json;
    assert_eq!(
        (&logged["attended"], &logged["shared_note"], &logged["is_mine"]),
        (&json!(3), &json!("A grant."), &json!(true))
    );
    // Everything wrong is named: a day before the circle, and a place of somebody who has not joined.
    let asked = my_place(&all[3]);
    let wrong = all[1].post(&list, held("2026-01-05", &[places[0].clone(), asked])).expect(422);
    assert_eq!(wrong.pointers(), ["/held_on", "/place_ids/1"]);
    assert_eq!(all[1].post(&list, held("2028-01-05", &places)).expect(422).pointers(), ["/held_on"]);
    assert_eq!(all[1].post(&list, held(&today, &[])).expect(422).pointers(), ["/place_ids"]);
    // Who is asked only neither logs nor reads; coordinators read no note and not who was there.
    all[3].post(&list, held(&today, &places)).expect(403);
    all[3].get(&list).expect(403);
    here.post(&list, held(&today, &places)).expect(404);
    there.get(&list).expect(404);
    let seen = here.get(&list).expect(200).items();
    assert_eq!(
        [&seen[0]["attended"], &seen[0]["place_ids"], &seen[0]["shared_note"], &seen[0]["is_mine"]],
        [&json!(3), &json!([]), &json!(null), &json!(false)]
    );
    let counted = here.get(&at).expect(200).json;
    assert_eq!((&counted["meetings"], &counted["last_met_on"]), (&json!(1), &json!(today)));
    assert_eq!(all[3].get(&at).expect(200).json["meetings"], 0, "not for who is asked only");
    // Only who logged it corrects it, by the version that was read; twice the same place is one.
    let one = format!("/circle-meetings/{}", id(&logged));
    all[1].change("PUT", &one, "\"1\"", held(&today, &places)).expect(403);
    all[3].change("PUT", &one, "\"1\"", held(&today, &places)).expect(403);
    there.send("DELETE", &one, &[("if-match", "*")], None).expect(404);
    all[0].change("PUT", &one, "\"7\"", held(&today, &places)).expect(412);
    let twice = [places[0].clone(), places[1].clone(), places[1].clone()];
    let corrected = all[0].change("PUT", &one, "\"1\"", held(&today, &twice)).expect(200).json;
    assert_eq!((&corrected["attended"], &corrected["version"]), (&json!(2), &json!(2)));
    // Who has left was there, and reads nothing any more.
    leave(&all[1]);
    all[1].get(&list).expect(403);
    all[0].change("PUT", &one, "\"2\"", held(&today, &places)).expect(200);
    let read = all[2].get(&list).expect(200).items();
    assert_eq!((&read[0]["attended"], &read[0]["is_mine"]), (&json!(3), &json!(false)));
    all[2].send("DELETE", &one, &[("if-match", "\"3\"")], None).expect(403);
    all[0].send("DELETE", &one, &[("if-match", "\"3\"")], None).expect(204);
    assert_eq!(all[2].get(&list).expect(200).items().len(), 0);
    let last = all[0].post(&list, held(&today, &places)).expect(201).json;
    here.post(&format!("{at}/end"), json!({ "reason": "completed" })).expect(200);
    all[0].post(&list, held(&today, &places)).expect(409);
    all[0].change("PUT", &format!("/circle-meetings/{}", id(&last)), "*", held(&today, &places)).expect(409);
    assert_eq!(all[0].get(&list).expect(200).items()[0]["shared_note"], "A grant.", "it stays to be read");
});

both!(of_people_of_another_region_coordinators_read_name_and_state_alone, |network| {
    let season = Season::matching(network);
    let mut all = people(&season, &season.lakes, 2);
    all.push(mentee(&season, &season.west));
    all.push(mentee(&season, &season.west));
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let formed = round(&season, &season.task_force, json!({}));
    assert_eq!(formed["placed"], 4);
    publish(&season, &formed).expect(200);
    let at = format!("/circles/{}", id(&circles(&season, &formed)[0]));
    accept(&all[0]);
    accept(&all[1]);
    leave(&all[1]);
    decline(&all[3]);
    for (reader, own, foreign) in [(&here, &all[1], &all[3]), (&there, &all[3], &all[1])] {
        let seen = reader.get(&at).expect(200).json;
        assert_eq!(seen["places"].as_array().unwrap().len(), 5);
        let (own, foreign) = (place_of(&seen, &own.person_id), place_of(&seen, &foreign.person_id));
        assert_eq!(own["setting"], "public");
        let said = [&own["decline_reason"], &own["leave_reason"]];
        assert!(said.iter().any(|reason| reason.is_string()), "{own}");
        assert_eq!(foreign["person_name"], "Test mentee");
        assert!(foreign["state"] == "left" || foreign["state"] == "declined");
        for field in
            ["email", "setting", "career_stage", "points", "answered_at", "decline_reason", "leave_reason"]
        {
            assert_eq!(foreign[field], json!(null), "{field}");
        }
        for field in ["interests", "goals", "expertise"] {
            assert_eq!(foreign[field], json!([]), "{field}");
        }
    }
    // Topics are those of the people one is responsible for; two of the lakes share theirs, one of the west is left.
    assert_eq!(here.get(&at).expect(200).json["topics"][0]["people"], 2);
    assert_eq!(there.get(&at).expect(200).json["topics"], json!([]));
    // The task force is responsible for all; a member never learns a reason.
    let whole = season.task_force.get(&at).expect(200).json;
    assert_eq!(place_of(&whole, &all[3].person_id)["decline_reason"], "too_busy");
    assert_eq!(place_of(&whole, &all[1].person_id)["leave_reason"], "done");
    assert_eq!(place_of(&whole, &all[2].person_id)["setting"], "public");
    let member = all[0].get(&at).expect(200).json;
    let told: Vec<&Value> = member["places"].as_array().unwrap().iter().collect();
    assert_eq!(told.len(), 3, "who went is not shown to those who sit there");
    assert!(told.iter().all(|place| place["decline_reason"].is_null() && place["leave_reason"].is_null()));
    assert_eq!(place_of(&member, &all[2].person_id)["setting"], "public", "those who meet know each other");
});

both!(who_works_in_one_house_or_was_excluded_never_sits_together, |network| {
    let season = Season::matching(network);
    let all = people(&season, &season.lakes, 8);
    let second = network.in_region(Role::Mentor, &season.lakes);
    season.enrol(&second.person_id, "mentor", json!({}));
    let made = json!({ "name": "River Library", "setting": "public", "jurisdiction": "OH" });
    let house: Id = network.admin().post("/institutions", made).expect(201).id().parse().unwrap();
    let colleagues: Vec<Id> = all[1..3].iter().map(|person| person.person_id.parse().unwrap()).collect();
    network.operator(|work| {
        assert_eq!(institutions::table.find(house).count().get_result(work.conn), Ok(1));
        diesel::update(enrolments::table.filter(enrolments::person_id.eq_any(colleagues)))
            .set(enrolments::institution_id.eq(Some(house)))
            .execute(work.conn)?;
        Ok(())
    });
    // Confidential: nobody reads it, and it keeps the two apart all the same.
    let mine = enrolment_of(&all[3]);
    let wish = json!({ "wishes": [], "excluded_person_ids": [all[4].person_id] });
    all[3].put(&format!("/enrolments/{}/wishes", mine.as_str().unwrap()), wish).expect(200);
    let formed = round(&season, &season.task_force, json!({ "size_most": 5 }));
    assert_eq!(formed["placed"], 8, "two circles of four: {formed}");
    let made = circles(&season, &formed);
    let sits = |circle: &Value, person: &Client| {
        circle["places"].as_array().unwrap().iter().any(|place| place["person_id"] == person.person_id)
    };
    let moved = |one: &Client, other: &Client| {
        let circle = made.iter().find(|circle| sits(circle, one)).unwrap();
        assert!(!sits(circle, other), "they sit apart");
        let body = json!({ "enrolment_id": enrolment_of(other) });
        codes(&season.task_force.post(&format!("/circles/{}/places", id(circle)), body).expect(409))
    };
    assert_eq!(moved(&all[1], &all[2]), ["same_employer"]);
    assert_eq!(moved(&all[3], &all[4]), ["not_available"]);
    assert_eq!(moved(&all[4], &all[3]), ["not_available"], "either way");
    // Nor is one of them offered where the other sits.
    publish(&season, &formed).expect(200);
    decline(&all[4]);
    let circle = made.iter().find(|circle| sits(circle, &all[3])).unwrap();
    let path = format!("/circles/{}/candidates", id(circle));
    let who = season.task_force.get(&path).expect(200).json["candidates"].clone();
    assert!(who.as_array().unwrap().iter().all(|one| one["person_id"] != all[4].person_id), "{who}");
    let other = made.iter().find(|circle| sits(circle, &all[4])).unwrap();
    let path = format!("/circles/{}/candidates", id(other));
    let who = season.task_force.get(&path).expect(200).json["candidates"].clone();
    assert!(who.as_array().unwrap().iter().any(|one| one["person_id"] == all[4].person_id), "{who}");
});

both!(a_refused_publication_names_the_place_whose_seat_is_gone, |network| {
    let season = Season::matching(network);
    people(&season, &season.lakes, 4);
    let formed = round(&season, &season.task_force, json!({}));
    season.publish(&season.round(&season.task_force, None));
    let circle = &circles(&season, &formed)[0];
    let refused = publish(&season, &formed).expect(409);
    let errors = refused.json["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 2);
    for error in errors {
        let place = error["pointer"].as_str().unwrap().rsplit('/').next().unwrap();
        let place = circle["places"].as_array().unwrap().iter().find(|one| one["id"] == place).unwrap();
        let expected = if place["role"] == "mentor" { "mentor_full" } else { "mentee_taken" };
        assert_eq!(error["code"], expected);
        assert!(error["pointer"].as_str().unwrap().starts_with(&format!("/circles/{}/places/", id(circle))));
    }
});
