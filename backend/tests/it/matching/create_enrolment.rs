use perennial::platform::auth::Role;
use serde_json::json;

use super::Season;
use crate::both;

both!(who_enrols_holds_the_role_and_is_counted, |network| {
    let season = Season::enrolling(network);
    let person = season.somebody(&season.lakes, "Ada Reader");
    let wish = json!({ "interests": ["  Data  Services", "data services"], "capacity": 3 });
    let id = season.enrol(&person, "mentor", wish);
    let seen = season.task_force.get(&format!("/enrolments/{id}")).expect(200).json;
    assert_eq!(seen["interests"], json!(["data services"]), "compared without case, each once");
    assert_eq!(seen["time_zone"], "America/Chicago", "the person's own");
    assert_eq!(seen["seats_held"], 0);
    let cycle = season.task_force.get(&format!("/cycles/{}", season.cycle)).expect(200).json;
    assert_eq!([&cycle["mentors"], &cycle["mentees"], &cycle["seats"]], [1, 0, 3]);
    let grants = network.admin().get(&format!("/grants?person_id={person}")).expect(200).items();
    assert_eq!((&grants[0]["role"], &grants[0]["scope_id"]), (&json!("mentor"), &json!(season.lakes)));
});

both!(everything_wrong_with_an_enrolment_is_named_at_once, |network| {
    let season = Season::enrolling(network);
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let mut wish = Season::wish("mentee");
    wish["capacity"] = json!(2);
    wish["languages"] = json!(["en", "xx"]);
    wish["goals"] = json!([" ", "x".repeat(61)]);
    wish["excluded_person_ids"] = json!(["01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f"]);
    let refused = mentee.post(&path, wish.clone()).expect(422);
    assert_eq!(
        refused.pointers(),
        ["/capacity", "/excluded_person_ids/0", "/goals/0", "/goals/1", "/languages/1"]
    );
    wish["languages"] = json!([]);
    wish["years_of_experience"] = json!(71);
    wish["time_zone"] = json!("Mars/Olympus");
    let refused = mentee.post(&path, wish.clone()).expect(422);
    assert_eq!(refused.pointers(), ["/languages", "/time_zone", "/years_of_experience"]);
    wish["colour"] = json!("green");
    mentee.post(&path, wish).expect(422);
});

both!(one_enrols_once_per_role_and_may_come_back, |network| {
    let season = Season::enrolling(network);
    let person = network.in_region(Role::Mentor, &season.lakes);
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let id = person.post(&path, Season::wish("mentor")).expect(201).id();
    person.post(&path, Season::wish("mentor")).expect(409);
    person.post(&path, Season::wish("mentee")).expect(201);
    person.act(&format!("/enrolments/{id}/withdraw")).expect(200);
    person.act(&format!("/enrolments/{id}/withdraw")).expect(409);
    person.patch(&format!("/enrolments/{id}"), json!({ "capacity": 2 })).expect(409);
    let back = person.post(&path, Season::wish("mentor")).expect(201);
    assert_eq!((back.id(), back.json["state"].as_str()), (id, Some("enrolled")));
    assert_eq!(person.get("/me/enrolments").expect(200).items().len(), 2);
});

both!(enrolments_of_other_regions_do_not_exist, |network| {
    let season = Season::enrolling(network);
    let here = season.somebody(&season.lakes, "Ada Reader");
    let there = season.somebody(&season.west, "Wes Reader");
    let (mine, other) = (season.enrol(&here, "mentor", json!({})), season.enrol(&there, "mentee", json!({})));
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let seen = coordinator.get(&path).expect(200).items();
    assert_eq!(seen.iter().map(|e| e["id"].as_str().unwrap()).collect::<Vec<_>>(), [mine.as_str()]);
    coordinator.get(&format!("/enrolments/{other}")).expect(404);
    coordinator.patch(&format!("/enrolments/{other}"), json!({ "capacity": 1 })).expect(404);
    coordinator.act(&format!("/enrolments/{other}/withdraw")).expect(404);
    coordinator.patch(&format!("/enrolments/{mine}"), json!({ "capacity": 2 })).expect(200);
    // To enrol somebody of another region is as impossible as to enrol somebody who does not exist.
    let mut wish = Season::wish("mentor");
    wish["person_id"] = json!(there);
    let refused = coordinator.post(&path, wish.clone()).expect(422);
    wish["person_id"] = json!("01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f");
    let unknown = coordinator.post(&path, wish).expect(422);
    assert_eq!(refused.json["errors"], unknown.json["errors"]);
    // A mentee sees the own one alone.
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    mentee.post(&path, Season::wish("mentee")).expect(201);
    assert_eq!(mentee.get(&path).expect(200).items().len(), 1);
    mentee.get(&format!("/enrolments/{mine}")).expect(404);
});

both!(pages_and_filters_of_enrolments, |network| {
    let season = Season::enrolling(network);
    for n in 0..5 {
        let region = if n % 2 == 0 { &season.lakes } else { &season.west };
        let person = season.somebody(region, &format!("Person {n}"));
        season.enrol(&person, if n < 2 { "mentor" } else { "mentee" }, json!({}));
    }
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let count = |query: &str| season.task_force.get(&format!("{path}{query}")).expect(200).items().len();
    assert_eq!(count("?role=mentee"), 3);
    assert_eq!(count(&format!("?region_id={}", season.lakes)), 3);
    assert_eq!(count("?state=withdrawn"), 0);
    let first = season.task_force.get(&format!("{path}?limit=3")).expect(200);
    let cursor = first.json["next_cursor"].as_str().unwrap();
    assert_eq!(count(&format!("?limit=3&cursor={cursor}")), 2);
    season.task_force.get(&format!("{path}?colour=green")).expect(400);
});

both!(nobody_joins_a_cycle_that_is_mentoring, |network| {
    let season = Season::matching(network);
    season.becomes("mentoring");
    let mentor = network.in_region(Role::Mentor, &season.lakes);
    mentor.post(&format!("/cycles/{}/enrolments", season.cycle), Season::wish("mentor")).expect(409);
});
