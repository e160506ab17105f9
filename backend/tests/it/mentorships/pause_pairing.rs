use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::json;

use super::care::look_after;
use crate::both;
use crate::matching::Season;

both!(a_pause_is_told_to_the_other_and_ends_by_itself_on_its_day, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}");
    let pause = json!({ "reason": "leave", "until": "2027-04-01" });
    let paused = mentor.post(&format!("{path}/pause"), pause.clone()).expect(200).json;
    assert_eq!(
        [&paused["state"], &paused["pause_reason"], &paused["paused_until"]],
        ["paused", "leave", "2027-04-01"]
    );
    mentee.post(&format!("{path}/pause"), pause).expect(409);
    let told = |subject: &str| network.mail_to_person(&mentee).iter().filter(|s| s.contains(subject)).count();
    assert_eq!(told("is paused"), 1);
    assert_eq!(network.mail_to_person(&mentor).iter().filter(|s| s.contains("is paused")).count(), 0);
    let mail = network.operator(|w| {
        let ids = [mentee.person_id.parse().unwrap()];
        Ok(perennial::identity::contacts(w.conn, &ids)?[&ids[0]].email.clone())
    });
    let body = network.mail_to(&mail)["body"].as_str().unwrap().to_owned();
    assert!(!body.contains("leave"), "the reason is not told: {body}");
    // The seat stays taken: nobody else gets the mentor.
    assert_eq!(season.round(&season.task_force, None)["matched"], 0);
    network.advance(TimeDelta::days(30));
    look_after(network);
    let mentee = network.sign_in_as(&mentee);
    assert_eq!(mentee.get(&path).expect(200).json["state"], "paused", "a day too early");
    network.advance(TimeDelta::days(1));
    look_after(network);
    let mentee = network.sign_in_as(&mentee);
    let seen = mentee.get(&path).expect(200).json;
    assert_eq!((&seen["state"], &seen["pause_reason"]), (&json!("active"), &json!(null)));
    mentee.act(&format!("{path}/resume")).expect(409);
});

both!(the_two_and_their_coordinator_pause_resume_and_extend, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}", season.pairing(&mentor, &mentee));
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let pause = json!({ "reason": "workload", "until": "2027-03-20" });
    for stranger in [&there, &network.nobody(), &network.in_region(Role::Mentor, &season.lakes)] {
        stranger.post(&format!("{path}/pause"), pause.clone()).expect(404);
        stranger.act(&format!("{path}/resume")).expect(404);
        stranger.post(&format!("{path}/extend"), json!({ "ends_on": "2027-10-01" })).expect(404);
    }
    here.post(&format!("{path}/pause"), pause).expect(200);
    mentee.act(&format!("{path}/resume")).expect(200);
    let until = |day: &str| {
        mentor
            .post(&format!("{path}/pause"), json!({ "reason": "leave", "until": day }))
            .expect(422)
            .pointers()
    };
    assert_eq!(until("2027-03-01"), ["/until"]);
    assert_eq!(until("2027-08-29"), ["/until"], "half a year is over");
    assert_eq!(until("2027-09-02"), ["/until"], "the pairing is over");
    assert_eq!(until("not a day"), ["/until"]);
    let extend = |day: &str| here.post(&format!("{path}/extend"), json!({ "ends_on": day }));
    assert_eq!(extend("2027-09-01").expect(422).pointers(), ["/ends_on"], "that is when it ends");
    assert_eq!(extend("2029-03-02").expect(422).pointers(), ["/ends_on"], "two years are over");
    assert_eq!(extend("2028-03-01").expect(200).json["ends_on"], "2028-03-01");
    for one in [&mentor, &mentee] {
        assert!(network.mail_to_person(one).iter().any(|s| s.contains("lasts until 2028-03-01")));
    }
    mentor.post(&format!("{path}/end"), json!({ "reason": "moved" })).expect(200);
    here.post(&format!("{path}/extend"), json!({ "ends_on": "2028-04-01" })).expect(409);
    mentor.act(&format!("{path}/resume")).expect(409);
});

both!(an_end_that_is_over_is_near_no_more, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    season.pairing(&mentor, &mentee);
    network.advance(TimeDelta::days(200));
    look_after(network);
    assert!(!network.mail_to_person(&mentee).iter().any(|s| s.contains("ends on")));
});

both!(a_near_end_is_told_once_and_never_of_what_has_ended, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let lasting = season.pairing(&mentor, &mentee);
    let (other, another) = season.two(&season.lakes);
    let ended = season.pairing(&other, &another);
    other.post(&format!("/pairings/{ended}/end"), json!({ "reason": "moved" })).expect(200);
    network.advance(TimeDelta::days(160));
    look_after(network);
    network.advance(TimeDelta::days(1));
    look_after(network);
    let count = |who| network.mail_to_person(who).iter().filter(|s| s.contains("ends on")).count();
    assert_eq!([count(&mentor), count(&mentee), count(&other), count(&another)], [1, 1, 0, 0]);
    let mentor = network.sign_in_as(&mentor);
    mentor.post(&format!("/pairings/{lasting}/extend"), json!({ "ends_on": "2027-09-05" })).expect(200);
    network.advance(TimeDelta::days(1));
    look_after(network);
    assert_eq!(count(&mentee), 2, "another end is told of again");
});
