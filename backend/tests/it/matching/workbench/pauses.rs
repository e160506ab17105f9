use chrono::TimeDelta;
use serde_json::json;

use super::Season;
use crate::both;

both!(no_round_counts_on_a_mentor_who_pauses, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let mine = mentor.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{mine}/pause");
    let round = season.round(&season.task_force, None);
    assert_eq!(mentor.post(&path, json!({ "until": "2027-03-01" })).expect(422).pointers(), ["/until"]);
    let paused = mentor.post(&path, json!({ "until": "2027-03-10" })).expect(200).json;
    assert_eq!((&paused["paused"], &paused["paused_until"]), (&json!(true), &json!("2027-03-10")));
    mentor.post(&path, json!({})).expect(409);
    let read = season.task_force.get(&format!("/enrolments/{mine}")).expect(200).json;
    assert_eq!(
        (&read["paused_since"], &read["paused_until"]),
        (&json!("2027-03-01T12:00:00Z"), &json!("2027-03-10"))
    );
    assert_eq!(season.round(&season.task_force, None)["matched"], 0);
    // A round that was ready before does not ask them either.
    let id = round["id"].as_str().unwrap();
    let refused = season.task_force.act(&format!("/rounds/{id}/publish")).expect(409);
    assert_eq!(refused.json["errors"][0]["code"], "not_available");
    let seen = season.task_force.get(&format!("/rounds/{id}/workbench")).expect(200).json;
    assert_eq!(seen["people_changed"][0]["what"], "paused");
    mentor.act(&format!("/enrolments/{mine}/resume")).expect(200);
    mentor.act(&format!("/enrolments/{mine}/resume")).expect(409);
    let read = season.task_force.get(&format!("/enrolments/{mine}")).expect(200).json;
    assert_eq!((&read["paused_since"], &read["paused_until"]), (&json!(null), &json!(null)));
    assert_eq!(season.round(&season.task_force, None)["matched"], 1);
    mentor.post(&path, json!({ "until": "2027-03-03" })).expect(200);
    network.advance(TimeDelta::days(3));
    let again = network.task_force();
    let accepted = again.post(&format!("/cycles/{}/rounds", season.cycle), json!({})).expect(202);
    network.job_done(&again, &accepted);
    assert_eq!(
        again.get(&format!("/rounds/{}", accepted.id())).expect(200).json["matched"],
        1,
        "the pause is over"
    );
    let theirs = network.sign_in_as(&mentee).get("/me/enrolments").expect(200).items()[0]["id"].clone();
    let theirs = format!("/enrolments/{}/pause", theirs.as_str().unwrap());
    again.post(&theirs, json!({})).expect(409);
});
