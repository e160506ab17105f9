//! Applicants are invited to choose a time.

use chrono::TimeDelta;
use serde_json::json;

use super::{Search, choose, mails_to};
use crate::both;

both!(the_mail_is_previewed_and_then_sent_to_those_chosen, |network| {
    let search = Search::with_applicants(network, 2);
    let path = format!("/openings/{}/interviews", search.opening);
    let body = |dry_run: bool| {
        json!({
            "application_ids": search.applications, "message": "Bring an example.", "dry_run": dry_run,
        })
    };
    let task_force = &search.desk.task_force;
    let refused = task_force.post(&path, body(true)).expect(409);
    assert!(refused.text.contains("no free slot"), "{}", refused.text);
    search.offer("2027-03-09T10:00");
    let preview = task_force.post(&path, body(true)).expect(200).json;
    assert_eq!((preview["free_slots"].as_i64(), preview["items"].as_array().unwrap().len()), (Some(1), 0));
    assert_eq!(preview["mail"]["subject"], "Choose a time for your interview: Mentorship coordinator");
    let shown = preview["mail"]["body"].as_str().unwrap();
    assert!(shown.starts_with("Hello Applicant 0,") && shown.contains("Bring an example."), "{shown}");
    assert!(search.interviews().is_empty(), "a preview invites nobody");
    let invited = task_force.post(&path, body(false)).expect(200).json;
    let states: Vec<&str> =
        invited["items"].as_array().unwrap().iter().map(|i| i["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["invited", "invited"]);
    let sent = network.mail_to(&search.emails[0]);
    let sent = sent["body"].as_str().unwrap();
    let token = sent.split("/interview#").nth(1).unwrap().split_whitespace().next().unwrap();
    assert_eq!(sent.replace(token, "…"), shown, "the preview is what is sent, but for the token");
    // Twice gives a new link and ends the old one; the interview stays one.
    let old = search.holders(network);
    search.invite(&search.applications[..1]).expect(200);
    old[0].get("/public/interview").expect(401);
    let new = search.holders(network);
    new[0].get("/public/interview").expect(200);
    new[1].get("/public/interview").expect(200);
    assert_eq!(search.interviews().len(), 2);
});

both!(who_cannot_be_invited_is_named_with_the_reason, |network| {
    let search = Search::with_applicants(network, 3);
    search.offer("2027-03-09T10:00");
    let task_force = &search.desk.task_force;
    task_force
        .post(
            &format!("/applications/{}/decline", search.applications[1]),
            json!({ "reason": "References." }),
        )
        .expect(200);
    search.invite(&search.applications[2..]).expect(200);
    let slot = search.holders(network)[0].get("/public/interview").expect(200).json["free"][0]["slot_id"]
        .as_str()
        .unwrap()
        .to_owned();
    search.holders(network)[0].post("/public/interview/book", choose(&slot, "America/Denver")).expect(200);
    search.offer("2027-03-09T11:00");
    let mut asked = search.applications.clone();
    asked.push(search.applications[0].clone());
    asked.push(search.opening.clone());
    let refused = search.invite(&asked).expect(422);
    assert_eq!(
        refused.pointers(),
        ["/application_ids/1", "/application_ids/2", "/application_ids/3", "/application_ids/4"]
    );
    assert!(refused.text.contains("Applicant 1 is declined"), "{}", refused.text);
    assert!(refused.text.contains("Applicant 2 is booked already"), "{}", refused.text);
    assert_eq!(search.interviews().len(), 1, "nobody of them was invited");
    assert!(mails_to(network, &search.emails[0]).len() == 1, "only that the application was received");
    let path = format!("/openings/{}/interviews", search.opening);
    let body = json!({ "application_ids": search.applications });
    let nowhere = format!("/openings/{}/interviews", search.applications[0]);
    task_force.post(&nowhere, body.clone()).expect(404);
    task_force.get(&nowhere).expect(404);
    search.rosa.post(&path, body).expect(403);
    search.rosa.get(&path).expect(403);
});

both!(a_cancelled_interview_is_told_and_can_be_arranged_again, |network| {
    let search = Search::with_applicants(network, 2);
    let slot = search.offer("2027-03-09T10:00");
    search.invite(&search.applications).expect(200);
    let (first, second) = (search.interviews()[0]["id"].clone(), search.interviews()[1]["id"].clone());
    let cancel = |id: &serde_json::Value| {
        let path = format!("/interviews/{}/cancel", id.as_str().unwrap());
        search.desk.task_force.post(&path, json!({ "reason": "The panel is ill." }))
    };
    let holders = search.holders(network);
    holders[0].post("/public/interview/book", choose(&slot, "America/Denver")).expect(200);
    let cancelled = cancel(&first).expect(200).json;
    assert_eq!((cancelled["state"].as_str(), cancelled["time"].is_null()), (Some("cancelled"), true));
    assert_eq!(cancelled["cancelled_by"], "task_force");
    cancel(&first).expect(409);
    assert!(network.mail_to(&search.emails[0])["body"].as_str().unwrap().contains("The panel is ill."));
    // Who has not chosen yet is told as well, without a calendar.
    cancel(&second).expect(200);
    let told = network.mail_to(&search.emails[1]);
    assert!(told["body"].as_str().unwrap().contains("taken back") && told["calendar"].is_null());
    let seen = holders[1].get("/public/interview").expect(200).json;
    assert_eq!((seen["state"].as_str(), seen["may_book"].as_bool()), (Some("cancelled"), Some(false)));
    holders[1].post("/public/interview/book", choose(&slot, "America/Denver")).expect(409);
    // The slot is free again, for whoever is invited again.
    search.invite(&search.applications[1..]).expect(200);
    search.holders(network)[1].post("/public/interview/book", choose(&slot, "America/Denver")).expect(200);
    assert_eq!(search.interviews()[1]["state"], "booked");
    search.rosa.post(&format!("/interviews/{}/cancel", second.as_str().unwrap()), json!({})).expect(403);
});

both!(a_declined_application_has_no_interview_ahead, |network| {
    let search = Search::with_applicants(network, 1);
    let slot = search.offer("2027-03-09T10:00");
    search.invite(&search.applications).expect(200);
    let holder = search.holders(network).remove(0);
    holder.post("/public/interview/book", choose(&slot, "America/Denver")).expect(200);
    let path = format!("/applications/{}/decline", search.applications[0]);
    search.desk.task_force.post(&path, json!({ "reason": "References." })).expect(200);
    assert_eq!(search.interviews()[0]["state"], "cancelled");
    let told = mails_to(network, &search.emails[0]).remove(0);
    assert_eq!(told["template"], "application_declined");
    assert!(told["body"].as_str().unwrap().contains("Your interview does not take place"), "{told}");
    network.advance(TimeDelta::days(8));
    std::thread::sleep(std::time::Duration::from_millis(600));
    let reminded = mails_to(network, &search.emails[0])
        .iter()
        .any(|m| m["subject"].as_str().unwrap().starts_with("Interview tomorrow"));
    assert!(!reminded, "nobody is reminded of what is called off");
});
