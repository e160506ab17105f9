use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::care::look_after;
use crate::both;
use crate::matching::Season;
use crate::support::Client;

pub(super) fn item(client: &Client, kind: &str) -> Option<Value> {
    let today = client.get("/dashboard").expect(200).json["today"].clone();
    today.as_array().unwrap().iter().find(|item| item["kind"] == kind).cloned()
}

fn action(item: &Value) -> (String, String) {
    let action = &item["subjects"][0]["action"];
    (action["method"].as_str().unwrap().to_owned(), action["href"].as_str().unwrap().to_owned())
}

both!(today_names_what_needs_the_coordinator_and_one_step_for_each, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let question =
        mentee.post(&format!("/pairings/{pairing}/questions"), json!({ "text": "worry" })).expect(201).id();
    let asked = item(&here, "questions_to_answer").unwrap();
    assert_eq!(action(&asked), ("POST".into(), format!("/api/v1/questions/{question}/answers")));
    assert!(item(&season.task_force, "questions_to_answer").is_none(), "they are not addressed to it");
    let unsigned = item(&here, "pairings_without_agreement").unwrap();
    assert_eq!(action(&unsigned).1, format!("/api/v1/pairings/{pairing}/agreement/remind"));
    assert!(item(&here, "pairings_stalled").is_none());
    assert!(item(&mentor, "pairing_questions").is_none());
    network.advance(TimeDelta::days(14));
    look_after(network);
    let mentor = network.sign_in_as(&mentor);
    let tap = item(&mentor, "pairing_questions").unwrap();
    assert_eq!(action(&tap).1, format!("/api/v1/pairings/{pairing}/health/answer"));
    network.advance(TimeDelta::days(7));
    let (here, there) = (network.sign_in_as(&here), network.sign_in_as(&there));
    let stalled = item(&here, "pairings_stalled").unwrap();
    assert_eq!((&stalled["count"], &stalled["earliest_on"]), (&json!(1), &json!("2027-03-22")));
    let (method, href) = action(&stalled);
    assert_eq!(method, "POST");
    here.act(href.strip_prefix("/api/v1").unwrap()).expect(200);
    assert!(item(&here, "pairings_stalled").is_none(), "one step was enough");
    for kind in ["pairings_stalled", "questions_to_answer", "pairings_without_agreement", "pairings_ending"] {
        assert!(item(&there, kind).is_none(), "{kind}");
    }
    network.advance(TimeDelta::days(150));
    let here = network.sign_in_as(&here);
    let ending = item(&here, "pairings_ending").unwrap();
    assert_eq!(action(&ending).1, format!("/api/v1/pairings/{pairing}/extend"));
    assert_eq!(ending["earliest_on"], "2027-09-01");
});

both!(who_was_declined_waits_for_another_proposal, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    assert!(item(&here, "proposals_declined").is_none());
    mentor.post(&format!("/proposals/{proposal}/decline"), json!({ "reason": "not_now" })).expect(200);
    let waiting = item(&here, "proposals_declined").unwrap();
    assert_eq!((&waiting["count"], &waiting["subjects"][0]["title"]), (&json!(1), &json!("Test mentee")));
    assert_eq!(action(&waiting).1, format!("/api/v1/cycles/{}/rounds", season.cycle));
    assert!(item(&network.in_region(Role::Coordinator, &season.west), "proposals_declined").is_none());
});

both!(the_caseload_counts_by_region_and_says_what_is_too_much, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let first = season.pairing(&mentor, &mentee);
    let (other, another) = season.two(&season.lakes);
    let second = season.pairing(&other, &another);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let rules = json!({ "most_pairings": 1, "most_stalled": 0, "ending_days": 365 });
    season.task_force.patch("/mentoring-rules", rules).expect(200);
    other
        .post(&format!("/pairings/{second}/pause"), json!({ "reason": "leave", "until": "2027-06-01" }))
        .expect(200);
    mentee.post(&format!("/pairings/{first}/questions"), json!({ "text": "?" })).expect(201);
    network.advance(TimeDelta::days(14));
    look_after(network);
    network.advance(TimeDelta::days(7));
    let read = |client: &Client| network.sign_in_as(client).get("/caseload").expect(200).json;
    let seen = read(&here);
    assert_eq!(seen["items"].as_array().unwrap().len(), 1, "the own regions");
    let lakes = &seen["items"][0];
    let figures = ["active", "paused", "stalled", "ending_soon", "open_questions", "unsigned"];
    assert_eq!(figures.map(|name| lakes[name].as_i64().unwrap()), [1, 1, 1, 2, 1, 2]);
    assert_eq!(
        (&lakes["per_coordinator"], lakes["coordinators"].as_array().unwrap().len()),
        (&json!(2.0), 1)
    );
    assert_eq!((&lakes["too_many_pairings"], &lakes["too_many_stalled"]), (&json!(true), &json!(true)));
    let west = &read(&there)["items"][0];
    assert_eq!(figures.map(|name| west[name].as_i64().unwrap()), [0; 6]);
    assert_eq!((&west["too_many_pairings"], &west["too_many_stalled"]), (&json!(false), &json!(false)));
    assert!(read(&season.task_force)["items"].as_array().unwrap().len() > 2, "the network sees all");
    network.sign_in_as(&mentor).get("/caseload").expect(403);
});

both!(too_much_reaches_the_coordinator_and_those_who_lead, |network| {
    let season = Season::matching(network);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    for _ in 0..2 {
        let (mentor, mentee) = season.two(&season.lakes);
        season.pairing(&mentor, &mentee);
    }
    let kind = "coordinators_overloaded";
    assert!(item(&here, kind).is_none());
    season.task_force.patch("/mentoring-rules", json!({ "most_pairings": 1 })).expect(200);
    let own = item(&here, kind).unwrap();
    assert_eq!((&own["count"], &own["subjects"][0]["id"]), (&json!(1), &json!(here.person_id)));
    assert_eq!(action(&own), ("GET".into(), "/api/v1/caseload".into()));
    assert_eq!(item(&season.task_force, kind).unwrap()["subjects"][0]["id"], here.person_id);
    assert!(item(&there, kind).is_none(), "it is not theirs");
    let seen = season.task_force.get("/caseload").expect(200).json["coordinators"].clone();
    let of = |who: &Client| {
        let id = json!(who.person_id);
        seen.as_array().unwrap().iter().find(|load| load["person_id"] == id).unwrap().clone()
    };
    assert_eq!((&of(&here)["pairings"], &of(&here)["too_many_pairings"]), (&json!(2.0), &json!(true)));
    assert_eq!((&of(&there)["pairings"], &of(&there)["too_many_pairings"]), (&json!(0.0), &json!(false)));
    let sheet = here.get("/caseload.csv").expect(200).text;
    let lines: Vec<&str> = sheet.lines().collect();
    assert!(lines[0].contains("coordinators") && lines[0].ends_with("too_many_pairings,too_many_stalled"));
    assert!(lines[1].contains("Test coordinator") && lines[1].ends_with("true,false"), "{sheet}");
});

both!(a_region_without_a_coordinator_is_an_affair_of_the_task_force, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    mentee.post(&format!("/pairings/{pairing}/questions"), json!({ "text": "a worry" })).expect(201);
    let questions = item(&season.task_force, "questions_unattended").unwrap();
    assert_eq!((&questions["count"], &questions["subjects"][0]["title"]), (&json!(1), &json!("Great Lakes")));
    assert!(!questions.to_string().contains("worry"), "they are not addressed to it");
    assert_eq!(item(&season.task_force, "regions_unattended").unwrap()["subjects"][0]["id"], season.lakes);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    for kind in ["questions_unattended", "regions_unattended"] {
        assert!(item(&season.task_force, kind).is_none(), "{kind}");
        assert!(item(&here, kind).is_none(), "{kind}");
    }
    // Who cannot sign in attends to nothing.
    network.admin().patch(&format!("/people/{}", here.person_id), json!({ "disabled": true })).expect(200);
    assert!(item(&season.task_force, "regions_unattended").is_some());
});

both!(a_pair_that_has_not_met_is_reminded_in_one_step, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let found = item(&here, "pairings_without_meeting").unwrap();
    let step = format!("/pairings/{pairing}/meetings/remind");
    assert_eq!(action(&found), ("POST".into(), format!("/api/v1{step}")));
    assert_eq!(
        item(&season.task_force, "pairings_without_meeting").unwrap()["subjects"][0]["action"],
        json!(null)
    );
    network.in_region(Role::Coordinator, &season.west).act(&step).expect(404);
    here.act(&step).expect(200);
    let told = |who: &Client| {
        network.mail_to_person(who).iter().filter(|s| s.contains("Your first meeting")).count()
    };
    assert_eq!([told(&mentor), told(&mentee)], [1, 1]);
    here.act(&step).expect(409);
    network.advance(TimeDelta::days(7));
    let here = network.sign_in_as(&here);
    here.act(&step).expect(200);
    let mentor = network.sign_in_as(&mentor);
    let held = json!({ "held_on": "2027-03-08", "duration_minutes": 30, "channel": "phone" });
    mentor.post(&format!("/pairings/{pairing}/meetings"), held).expect(201);
    here.act(&step).expect(409);
    assert!(item(&here, "pairings_without_meeting").is_none());
});

both!(only_an_early_end_makes_somebody_wait, |network| {
    let season = Season::matching(network);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let (mentor, mentee) = season.two(&season.lakes);
    let first = season.pairing(&mentor, &mentee);
    let (other, early) = season.two(&season.lakes);
    let second = season.pairing(&other, &early);
    let end = |who: &Client, pairing: &str, reason: &str| {
        who.post(&format!("/pairings/{pairing}/end"), json!({ "reason": reason })).expect(200);
    };
    let path = format!("/cycles/{}/waitlist", season.cycle);
    end(&mentor, &first, "completed");
    assert!(here.get(&path).expect(200).items().is_empty());
    assert!(item(&here, "proposals_declined").is_none());
    end(&other, &second, "moved");
    let waiting = here.get(&path).expect(200).items();
    assert_eq!((waiting.len(), &waiting[0]["why"]), (1, &json!("ended")), "{waiting:?}");
    assert!(waiting[0].to_string().contains(&early.person_id), "{waiting:?}");
    let found = item(&here, "proposals_declined").unwrap();
    assert_eq!(found["count"], 1);
    assert_eq!(action(&found).1, format!("/api/v1/cycles/{}/rounds", season.cycle));
});

both!(each_list_is_a_sheet_too, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    mentee.post(&format!("/pairings/{pairing}/questions"), json!({ "text": "=1+1" })).expect(201);
    let wording = json!({ "region_id": season.lakes, "name": "Month one", "subject": "Hello", "body": "Hello {{ first_name }}" });
    here.post("/message-templates", wording).expect(201);
    network.advance(TimeDelta::days(14));
    look_after(network);
    let here = network.sign_in_as(&here);
    let sheet = |path: &str| here.get(path).expect(200).text;
    let questions = sheet("/questions.csv?state=open");
    assert!(questions.contains("Great Lakes,open") && questions.contains("'=1+1"), "{questions}");
    assert!(sheet("/pairing-health.csv?state=asked").contains("asked,no_first_contact"));
    assert_eq!(sheet("/pairing-health.csv?state=stalled").lines().count(), 1);
    assert!(sheet("/message-templates.csv").contains("Month one,Great Lakes,Hello"));
    assert!(sheet("/messages.csv").starts_with("sent_at,sent_by,region,subject,state,queued"));
    assert!(sheet("/mentor-pairings.csv").starts_with("mentor,responsible_region,state"));
    let audit = network.admin().get("/audit-entries?limit=200").expect(200).text;
    for kind in ["questions", "pairing_health", "message_templates", "messages", "mentor_pairings"] {
        assert!(audit.contains(&format!("{kind}.exported")), "{kind}");
    }
    let other = network.in_region(Role::Coordinator, &season.west);
    assert_eq!(other.get("/questions.csv").expect(200).text.lines().count(), 1);
    network.sign_in_as(&mentor).get("/messages.csv").expect(403);
});

both!(rules_that_stay_as_they_are_are_no_new_version, |network| {
    let before = network.task_force().get("/mentoring-rules").expect(200).json;
    let same = network.task_force().patch("/mentoring-rules", json!({})).expect(200).json;
    assert_eq!(same, before);
    let same = json!({ "most_pairings": before["most_pairings"] });
    assert_eq!(
        network.task_force().patch("/mentoring-rules", same).expect(200).json["version"],
        before["version"]
    );
});
