use perennial::platform::auth::Role;
use serde_json::json;

use super::Season;
use crate::both;

both!(a_cycle_goes_its_way_and_every_other_step_is_a_conflict, |network| {
    let season = Season::enrolling(network);
    let path = format!("/cycles/{}/state", season.cycle);
    season.task_force.post(&path, json!({ "state": "closed" })).expect(409);
    season.task_force.post(&path, json!({ "state": "someday" })).expect(422);
    for state in ["matching", "mentoring", "closed"] {
        season.becomes(state);
    }
    for state in ["draft", "enrolling", "matching", "mentoring", "closed"] {
        let refused = season.task_force.post(&path, json!({ "state": state })).expect(409);
        assert!(refused.json["detail"].as_str().unwrap().contains("closed"));
    }
    season.task_force.patch(&format!("/cycles/{}", season.cycle), json!({ "name": "x" })).expect(409);
});

both!(everything_wrong_with_a_cycle_is_named_at_once, |network| {
    let body = json!({
        "name": "Spring", "starts_on": "2027-09-01", "ends_on": "2027-03-01",
        "policy": { "weights": { "setting": 101, "region": 4000000 }, "time_zone_tolerance_minutes": 0 },
    });
    let refused = network.task_force().post("/cycles", body).expect(422);
    assert_eq!(
        refused.pointers(),
        [
            "/ends_on",
            "/policy/time_zone_tolerance_minutes",
            "/policy/weights/region",
            "/policy/weights/setting"
        ]
    );
    let body =
        json!({ "name": "", "starts_on": "0001-01-01", "ends_on": "2027-03-01", "answer_within_days": 0 });
    let refused = network.task_force().post("/cycles", body).expect(422);
    assert_eq!(refused.pointers(), ["/answer_within_days", "/name", "/starts_on"]);
    let body = json!({ "name": "  ", "starts_on": "2027-09-01", "ends_on": "2027-03-01" });
    let refused = network.task_force().post("/cycles", body).expect(422);
    assert_eq!(refused.pointers(), ["/ends_on", "/name"], "both at once");
});

both!(a_patch_merges_into_the_policy_and_needs_the_version_read, |network| {
    let season = Season::enrolling(network);
    let path = format!("/cycles/{}", season.cycle);
    let stale = season.task_force.etag(&path);
    let change = json!({ "policy": { "weights": { "setting": 40 }, "within_region": true } });
    let changed = season.task_force.patch(&path, change.clone()).expect(200).json;
    assert_eq!(changed["policy"]["weights"]["setting"], 40);
    assert_eq!(changed["policy"]["weights"]["goals_met_by_expertise"], 30, "what is not named stays");
    assert_eq!(changed["policy"]["within_region"], true);
    season.task_force.change("PATCH", &path, &stale, change).expect(412);
    let wrong = json!({ "policy": { "weights": { "setting": null } } });
    assert_eq!(season.task_force.patch(&path, wrong).expect(422).pointers(), ["/policy/weights/setting"]);
    let wrong = json!({ "policy": { "weights": { "charm": 1 } } });
    assert_eq!(season.task_force.patch(&path, wrong).expect(422).pointers(), ["/policy/weights/charm"]);
});

both!(drafts_exist_for_those_who_plan_them_alone, |network| {
    let task_force = network.task_force();
    let body = json!({ "name": "Not yet", "starts_on": "2028-03-01", "ends_on": "2028-09-01" });
    let draft = task_force.post("/cycles", body).expect(201).id();
    let season = Season::enrolling(network);
    let mentor = network.in_region(Role::Mentor, &season.lakes);
    mentor.get(&format!("/cycles/{draft}")).expect(404);
    mentor.post(&format!("/cycles/{draft}/enrolments"), Season::wish("mentor")).expect(404);
    let seen: Vec<_> = mentor.get("/cycles").expect(200).items();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0]["id"], season.cycle.as_str());
    assert_eq!(task_force.get("/cycles?limit=1").expect(200).items()[0]["id"], draft.as_str());
    mentor.post("/cycles", json!({})).expect(403);
});

both!(who_is_not_invited_yet_to_any_role_sees_the_cycles_to_enrol_in, |network| {
    let season = Season::enrolling(network);
    let newcomer = network.nobody();
    assert_eq!(newcomer.get("/cycles?state=enrolling").expect(200).items().len(), 1);
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let refused = newcomer.post(&path, Season::wish("mentee")).expect(422);
    assert_eq!(refused.pointers(), ["/person_id"], "nobody knows yet where they belong");
});
