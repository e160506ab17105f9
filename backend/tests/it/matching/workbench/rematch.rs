use perennial::platform::auth::Role;
use serde_json::json;

use super::Season;
use crate::both;

both!(who_was_declined_gets_the_best_of_the_others_in_one_step, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let mine = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let proposal = season.proposal_of(&mentee);
    let path = format!("/enrolments/{mine}/rematch");
    season.task_force.post(&path, json!({})).expect(409);
    mentor.post(&format!("/proposals/{proposal}/decline"), json!({ "reason": "too_busy" })).expect(200);
    let alone = season.task_force.post(&path, json!({})).expect(409);
    assert_eq!(alone.json["errors"][0]["code"], "no_eligible_mentor");
    let law = season.somebody(&season.west, "Law Mentor");
    season.enrol(&law, "mentor", json!({ "setting": "law" }));
    let public = season.somebody(&season.west, "Public Mentor");
    season.enrol(&public, "mentor", json!({}));
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let found = coordinator.post(&path, json!({})).expect(201).json;
    assert_eq!((&found["mentor_name"], &found["state"]), (&json!("Public Mentor"), &json!("proposed")));
    let round = coordinator.get(&format!("/rounds/{}", found["round_id"].as_str().unwrap())).expect(200).json;
    assert_eq!((&round["state"], &round["gap"]), (&json!("ready"), &json!(0)));
    assert_eq!(round["rematch_of_enrolment_id"], json!(mine));
    // The small round is on the workbench like any other, and is its coordinator's to publish.
    let base = format!("/rounds/{}", round["id"].as_str().unwrap());
    let others = coordinator.get(&format!("{base}/alternatives?mentee_enrolment_id={mine}")).expect(200).json;
    assert_eq!(others["items"][0]["mentor"]["name"], "Law Mentor");
    coordinator.act(&format!("{base}/publish")).expect(200);
    assert_eq!(mentee.get("/me/proposals?state=published").expect(200).items().len(), 1);
    let elsewhere = network.in_region(Role::Coordinator, &season.west);
    elsewhere.post(&path, json!({})).expect(404);
    mentee.post(&path, json!({})).expect(403);
    // Nobody looks for a match for themselves.
    let both = network.in_region(Role::Coordinator, &season.lakes);
    season.enrol(&both.person_id, "mentee", json!({}));
    let own = both.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let refused = both.post(&format!("/enrolments/{own}/rematch"), json!({})).expect(409);
    assert!(refused.text.contains("your own place"), "{}", refused.text);
});

both!(a_mentor_whose_pairing_ended_gets_somebody_who_waits, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let mine = mentor.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{mine}/rematch");
    season.task_force.post(&path, json!({})).expect(409);
    mentor.post(&format!("/pairings/{pairing}/end"), json!({ "reason": "completed" })).expect(200);
    let nobody = season.task_force.post(&path, json!({})).expect(409);
    assert!(nobody.json["detail"].as_str().unwrap().contains("No mentee"), "never the same two again");
    for (name, setting) in [("Law Mentee", "law"), ("Public Mentee", "public")] {
        let person = season.somebody(&season.lakes, name);
        season.enrol(&person, "mentee", json!({ "setting": setting }));
    }
    let found = season.task_force.post(&path, json!({ "publish": true })).expect(201).json;
    assert_eq!((&found["mentee_name"], &found["state"]), (&json!("Public Mentee"), &json!("published")));
    assert_eq!(mentor.get("/me/proposals?state=published").expect(200).items().len(), 1);
    season.task_force.post(&path, json!({})).expect(409);
});
