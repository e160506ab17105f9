use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::json;

use super::Season;
use crate::both;
use crate::support::Network;

both!(both_are_asked_and_told_why, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let round = season.round(&season.task_force, None);
    assert_eq!(mentee.get("/me/proposals").expect(200).items().len(), 0, "not before it is published");
    season.publish(&round);
    let asked = mentee.get("/me/proposals").expect(200).items();
    assert_eq!((&asked[0]["state"], &asked[0]["my_side"]), (&json!("published"), &json!("mentee")));
    assert_eq!(asked[0]["answer_by"], "2027-03-15T12:00:00Z", "fourteen days");
    for (person, other) in [(&mentor, "mentee"), (&mentee, "mentor")] {
        let email = person.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
        let mail = network.mail_to(&email);
        assert_eq!(mail["subject"], format!("Test {other} is proposed as your {other}"));
        let body = mail["body"].as_str().unwrap();
        for words in [
            "Both are interested in makerspaces.",
            "Both speak English.",
            "Both work in the same setting: public libraries.",
            "Mentee: early career; mentor: late career.",
            "accept or decline by Monday, March 15, 2027, 7:00 AM CDT (America/Chicago)",
            "/my-proposals\n",
        ] {
            assert!(body.contains(words), "{words}: {body}");
        }
    }
    season.task_force.act(&format!("/rounds/{}/publish", round["id"].as_str().unwrap())).expect(409);
});

both!(two_rounds_never_spend_one_seat_twice, |network| {
    let season = Season::matching(network);
    let mentor = season.somebody(&season.lakes, "Mentor A");
    let mentor = season.enrol(&mentor, "mentor", json!({ "capacity": 2 }));
    for name in ["Mentee X", "Mentee Y"] {
        let mentee = season.somebody(&season.lakes, name);
        season.enrol(&mentee, "mentee", json!({}));
    }
    let first = season.round(&season.task_force, Some(&season.lakes));
    let second = season.round(&season.task_force, None);
    assert_eq!((&first["matched"], &second["matched"]), (&json!(2), &json!(2)), "neither is published yet");
    season.publish(&first);
    let refused =
        season.task_force.act(&format!("/rounds/{}/publish", second["id"].as_str().unwrap())).expect(409);
    let codes: Vec<&str> =
        refused.json["errors"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["mentor_full", "mentee_taken", "mentor_full", "mentee_taken"]);
    assert_eq!(refused.pointers().len(), 4, "each proposal is named");
    let states: Vec<_> = season.proposals(&second).iter().map(|p| p["state"].clone()).collect();
    assert_eq!(states, ["proposed", "proposed"], "all or nothing");
    // And what is asked holds its seats.
    let path = format!("/enrolments/{mentor}");
    assert_eq!(season.task_force.get(&path).expect(200).json["seats_held"], 2);
    season.task_force.patch(&path, json!({ "capacity": 1 })).expect(409);
    assert_eq!(season.round(&season.task_force, None)["mentees"], 0);
});

both!(what_nobody_answers_in_time_goes_back_to_the_pool, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    mentor.act(&format!("/proposals/{proposal}/accept")).expect(200);
    network.advance(TimeDelta::days(14));
    // The sessions of the two are older than the access tokens' quarter of an hour.
    let late = season.task_force.get("/cycles");
    assert_eq!(late.status, 401);
    let again = network.task_force();
    let round = again.post(&format!("/cycles/{}/rounds", season.cycle), json!({})).expect(202);
    network.job_done(&again, &round);
    let round = again.get(&format!("/rounds/{}", round.id())).expect(200).json;
    assert_eq!(round["matched"], 1, "both are free again");
    let seen = again.get(&format!("/proposals/{proposal}")).expect(200).json;
    assert_eq!(seen["state"], "expired");
    let email = mentee_email(network, &again, &mentee.person_id);
    let mentee = network.sign_in(&email);
    let refused = mentee.act(&format!("/proposals/{proposal}/accept")).expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("expired"));
});

fn mentee_email(_: &Network, staff: &crate::support::Client, person: &str) -> String {
    staff.get(&format!("/people/{person}")).expect(200).json["email"].as_str().unwrap().to_owned()
}

both!(who_withdraws_takes_the_open_questions_along, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    let mine = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    mentee.act(&format!("/enrolments/{mine}/withdraw")).expect(200);
    mentor.act(&format!("/proposals/{proposal}/accept")).expect(409);
    assert_eq!(mentor.get(&format!("/proposals/{proposal}")).expect(200).json["state"], "withdrawn");
    assert_eq!(season.round(&season.task_force, None)["mentees"], 0);
});

both!(closing_a_cycle_ends_its_questions, |network| {
    let season = Season::matching(network);
    let (_, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    season.becomes("mentoring");
    season.becomes("closed");
    mentee.act(&format!("/proposals/{proposal}/accept")).expect(409);
    assert_eq!(mentee.get("/me/proposals?state=published").expect(200).items().len(), 0);
});

both!(only_the_region_of_the_mentee_sees_a_proposal, |network| {
    let season = Season::matching(network);
    let (_, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    here.get(&format!("/proposals/{proposal}")).expect(200);
    let there = network.in_region(Role::Coordinator, &season.west);
    there.get(&format!("/proposals/{proposal}")).expect(404);
    network.in_region(Role::Mentor, &season.lakes).get(&format!("/proposals/{proposal}")).expect(404);
});
