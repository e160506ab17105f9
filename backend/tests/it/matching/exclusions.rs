//! Whom somebody excludes is said by them alone.

use perennial::platform::auth::Role;
use serde_json::json;

use super::Season;
use crate::both;

both!(nobody_else_says_or_takes_back_whom_a_person_excludes, |network| {
    let season = Season::matching(network);
    let mentor = network.in_region(Role::Mentor, &season.lakes);
    season.enrol(&mentor.person_id, "mentor", json!({}));
    let (mentee, enrolment) = season.excluding(Role::Mentee, &[&mentor.person_id]);
    let path = format!("/enrolments/{enrolment}");
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    for other in [&coordinator, &season.task_force, &network.admin()] {
        for list in [json!([]), json!([other.person_id])] {
            let refused = other.patch(&path, json!({ "excluded_person_ids": list })).expect(422);
            assert_eq!(refused.pointers(), ["/excluded_person_ids"]);
            assert_eq!(refused.json["errors"][0]["code"], "only_own");
        }
        // What else they change leaves it alone.
        other.patch(&path, json!({ "interests": ["film"] })).expect(200);
    }
    let said = mentee.get(&format!("{path}/wishes")).expect(200).json;
    assert_eq!(said["excluded_people"][0]["person_id"], json!(mentor.person_id));
    assert_eq!(season.round(&season.task_force, None)["matched"], 0, "and they stay apart");
    mentee.patch(&path, json!({ "excluded_person_ids": [] })).expect(200);
    assert_eq!(season.round(&season.task_force, None)["matched"], 1);
});

both!(nobody_is_enrolled_with_exclusions_of_somebody_elses, |network| {
    let season = Season::enrolling(network);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let person = season.somebody(&season.lakes, "Ada Reader");
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let mut wish = Season::wish("mentee");
    wish["person_id"] = json!(person);
    wish["excluded_person_ids"] = json!([coordinator.person_id]);
    for draft in [true, false] {
        wish["draft"] = json!(draft);
        assert_eq!(coordinator.post(&path, wish.clone()).expect(422).pointers(), ["/excluded_person_ids"]);
    }
    wish["excluded_person_ids"] = json!([]);
    coordinator.post(&path, wish).expect(201);
});

both!(nobody_excludes_themselves, |network| {
    let season = Season::enrolling(network);
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    let mut wish = Season::wish("mentee");
    wish["excluded_person_ids"] = json!([mentee.person_id]);
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let refused = mentee.post(&path, wish).expect(422);
    assert_eq!(refused.pointers(), ["/excluded_person_ids/0"]);
    assert_eq!(refused.json["errors"][0]["code"], "same_person");
    let made = mentee.post(&path, Season::wish("mentee")).expect(201).id();
    let own = json!({ "wishes": [], "excluded_person_ids": [mentee.person_id] });
    let wishes = format!("/enrolments/{made}/wishes");
    assert_eq!(mentee.put(&wishes, own).expect(422).pointers(), ["/excluded_person_ids/0"]);
});
