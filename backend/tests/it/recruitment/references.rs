//! References that are asked for by mail.

use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, application, apply, send};
use crate::both;
use crate::support::{Client, Network};

/// A published opening that asks for two references.
fn asking_two(desk: &Desk) -> String {
    let mut body = desk.opening();
    body["references_asked"] = json!(2);
    let id = desk.task_force.post("/openings", body).expect(201).id();
    desk.task_force.act(&format!("/openings/{id}/publish")).expect(200);
    id
}

fn referee(name: &str, email: &str) -> Value {
    json!({ "name": name, "email": email, "relation": "My director" })
}

fn with_referees(name: &str, email: &str) -> Value {
    let mut body = application(name, email);
    body["references"] = json!([referee("Rosa", "rosa@x.example"), referee("Sam", "sam@x.example")]);
    body
}

fn holder(network: &Network, email: &str) -> Client {
    network.anonymous.with_link(&network.link_to(email))
}

/// Applies, opens the link in the receipt and has the referees asked.
fn applicant(network: &Network, opening: &str) -> Client {
    send(network, opening, with_referees("Ana Flores", "ana@x.example")).expect(202);
    let ana = holder(network, "ana@x.example");
    ana.act("/public/application/ask-referees").expect(200);
    ana
}

fn states(ana: &Client) -> Vec<String> {
    let followed = ana.get("/public/application").expect(200).json;
    let references = followed["references"].as_array().unwrap();
    references.iter().map(|r| r["state"].as_str().unwrap().to_owned()).collect()
}

fn mails_to(network: &Network, address: &str) -> usize {
    let mails = network.admin().get("/mails?limit=200").expect(200).items();
    mails.iter().filter(|mail| mail["to_address"] == address).count()
}

fn written() -> Value {
    json!({ "text": "Patient and clear.", "known_for_years": 6, "relation": "I am her director." })
}

both!(referees_are_asked_by_mail_and_read_by_those_who_decide, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = asking_two(&desk);
    let ana = applicant(network, &opening);
    assert_eq!(states(&ana), ["asked", "asked"]);
    let rosa = holder(network, "rosa@x.example");
    let asked = rosa.get("/public/reference").expect(200).json;
    assert_eq!(
        asked,
        json!({ "referee_name": "Rosa", "applicant_name": "Ana Flores", "relation": "My director",
            "opening_title": "Mentorship coordinator", "state": "asked", "still_read": true })
    );
    let wrong = json!({ "text": " ", "known_for_years": 81, "relation": "" });
    assert_eq!(
        rosa.post("/public/reference", wrong).expect(422).pointers(),
        ["/known_for_years", "/relation", "/text"]
    );
    rosa.post("/public/reference", written()).expect(200);
    rosa.post("/public/reference", written()).expect(401);
    rosa.act("/public/reference/decline").expect(401);
    let followed = ana.get("/public/application").expect(200);
    assert_eq!(states(&ana), ["received", "asked"]);
    assert!(!followed.text.contains("Patient"), "the applicant never reads it: {}", followed.text);

    let application = desk.applications(&opening).remove(0);
    let path = format!("/applications/{application}/references");
    let list = desk.task_force.get(&path).expect(200).json;
    assert_eq!((&list["asked"], &list["received"]), (&json!(2), &json!(1)));
    assert_eq!(list["items"][0]["text"], "Patient and clear.");
    assert_eq!(list["items"][0]["known_for_years"], 6);
    assert_eq!(list["items"][0]["declared_relation"], "I am her director.");
    assert_eq!(list["items"][1]["text"], Value::Null, "what is missing is shown as missing");
    let reviewers: Vec<Client> = (0..2).map(|_| network.in_region(Role::Reviewer, &desk.region)).collect();
    reviewers[0].get(&path).expect(404);
    let ids: Vec<&str> = reviewers.iter().map(|r| r.person_id.as_str()).collect();
    desk.task_force
        .post(&format!("/openings/{opening}/reviewers"), json!({ "reviewer_ids": ids }))
        .expect(200);
    let theirs = reviewers[0].get(&path).expect(200).json;
    assert_eq!(theirs["items"][0]["text"], "Patient and clear.");
    assert_eq!(theirs["items"][0]["email"], Value::Null);
    network.in_region(Role::Coordinator, &desk.region).get(&path).expect(403);
    // Nothing of it in events or mails.
    let events = network.admin().get("/events?after=0&limit=200").expect(200).text;
    assert!(!events.contains("Patient"));
    let mails = network.admin().get("/mails?limit=200").expect(200).text;
    assert!(!mails.contains("Patient"));
});

both!(who_applies_without_proof_of_the_address_has_nobody_mailed, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = asking_two(&desk);
    send(network, &opening, with_referees("Mallory", "ana@x.example")).expect(202);
    assert_eq!(mails_to(network, "rosa@x.example"), 0);
    let ana = holder(network, "ana@x.example");
    assert_eq!(states(&ana), ["named", "named"]);
    ana.act("/public/application/ask-referees").expect(200);
    ana.act("/public/application/ask-referees").expect(200);
    assert_eq!(mails_to(network, "rosa@x.example"), 1, "asked once");
});

both!(a_draft_that_is_sent_asks_its_referees_at_once, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = asking_two(&desk);
    let token = network.form_token(&opening);
    let start = json!({ "email": "ana@x.example", "form_token": token, "draft": {
        "name": "Ana", "institution": "Ada", "experience": "A", "leadership": "B", "commitment": "C",
        "references": [referee("Rosa", "ANA@x.example"), referee("", "half")] } });
    network.anonymous.post(&format!("/public/openings/{opening}/drafts"), start).expect(202);
    let ana = holder(network, "ana@x.example");
    let refused = ana.post("/public/draft/submit", json!({ "version": 1 })).expect(422);
    assert_eq!(refused.pointers(), ["/references/0/email", "/references/1/email", "/references/1/name"]);
    assert_eq!(mails_to(network, "half"), 0);
    let whole = json!({ "name": "Ana", "institution": "Ada", "experience": "A", "leadership": "B", "commitment": "C",
        "references": [referee("Rosa", "rosa@x.example"), referee("Sam", "sam@x.example")] });
    ana.change("PUT", "/public/draft", "\"1\"", whole).expect(200);
    ana.post("/public/draft/submit", json!({ "version": 2 })).expect(202);
    assert_eq!((mails_to(network, "rosa@x.example"), mails_to(network, "sam@x.example")), (1, 1));
});

both!(the_right_number_of_others_is_named_or_nothing_is_kept, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = asking_two(&desk);
    send(network, &opening, application("Ana", "ana@x.example")).expect(422);
    let mut body = application("Ana", "ana@x.example");
    body["references"] = json!([referee("Me", "Ana@X.example"), referee("Rosa", "rosa@x.example")]);
    let refused = send(network, &opening, body.clone()).expect(422);
    assert_eq!(refused.pointers(), ["/references/0/email"]);
    assert_eq!(refused.json["errors"][0]["code"], "own_address");
    body["references"] = json!([referee("Rosa", "rosa@x.example"), referee("Rosa", "Rosa@x.example")]);
    assert_eq!(send(network, &opening, body).expect(422).pointers(), ["/references/1/email"]);
    assert!(desk.applications(&opening).is_empty());
    // Who asks for none gets none, as ever.
    let plain = desk.published();
    send(network, &plain, with_referees("Ana", "ana@x.example")).expect(422);
    apply(network, &plain, "Ana", "ana@x.example");
    let mut four = desk.opening();
    four["references_asked"] = json!(4);
    assert_eq!(desk.task_force.post("/openings", four).expect(422).pointers(), ["/references_asked"]);
});

both!(somebody_else_is_named_after_a_referee_declined, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = asking_two(&desk);
    let ana = applicant(network, &opening);
    let sam =
        ana.get("/public/application").expect(200).json["references"][1]["id"].as_str().unwrap().to_owned();
    let path = format!("/public/application/references/{sam}/replace");
    ana.post(&path, referee("Tess", "tess@x.example")).expect(409);
    holder(network, "sam@x.example").act("/public/reference/decline").expect(200);
    assert!(network.mail_to("ana@x.example")["body"].as_str().unwrap().contains("Sam cannot write"));
    assert_eq!(states(&ana), ["asked", "declined"]);
    for wrong in ["rosa@x.example", "sam@x.example", "ana@x.example", "nothing"] {
        assert_eq!(ana.post(&path, referee("Tess", wrong)).expect(422).pointers(), ["/email"], "{wrong}");
    }
    ana.post(&path, referee("Tess", "tess@x.example")).expect(200);
    assert_eq!(states(&ana), ["asked", "asked"]);
    ana.post(&path, referee("Una", "una@x.example")).expect(409);
    holder(network, "tess@x.example").post("/public/reference", written()).expect(200);
    let other = desk.published();
    apply(network, &other, "Bo", "bo@x.example");
    let bo = holder(network, "bo@x.example");
    bo.post(&path, referee("Una", "una@x.example")).expect(404);
});

both!(a_referee_is_reminded_once_after_a_week_and_never_after_an_answer, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = asking_two(&desk);
    applicant(network, &opening);
    holder(network, "rosa@x.example").post("/public/reference", written()).expect(200);
    let waited = |what: &str, count: usize| {
        let started = std::time::Instant::now();
        while mails_to(network, "sam@x.example") != count {
            assert!(started.elapsed() < std::time::Duration::from_secs(30), "{what}");
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
    };
    network.advance(TimeDelta::days(6));
    std::thread::sleep(std::time::Duration::from_millis(2500));
    assert_eq!(mails_to(network, "sam@x.example"), 1, "six days are no week");
    network.advance(TimeDelta::days(2));
    waited("the reminder does not come", 2);
    network.advance(TimeDelta::days(9));
    std::thread::sleep(std::time::Duration::from_millis(2500));
    assert_eq!(mails_to(network, "sam@x.example"), 2, "one reminder");
    assert_eq!(mails_to(network, "rosa@x.example"), 1, "who has answered is left alone");
    // The link of the reminder serves as the first one does.
    holder(network, "sam@x.example").post("/public/reference", written()).expect(200);
});

both!(nobody_writes_about_an_application_that_has_ended, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = asking_two(&desk);
    let ana = applicant(network, &opening);
    let rosa = holder(network, "rosa@x.example");
    ana.act("/public/application/withdraw").expect(200);
    rosa.get("/public/reference").expect(401);
    rosa.post("/public/reference", written()).expect(401);
    assert_eq!(states(&ana), ["cancelled", "cancelled"]);
    ana.act("/public/application/ask-referees").expect(409);
});
