//! Applications that are begun, kept and resumed by a mailed link.

use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, application, apply, send};
use crate::both;
use crate::support::{Answer, Client, Network};

/// Saves for later what is written so far, a minute after the form was opened.
fn save(network: &Network, opening: &str, email: &str, draft: Value) -> Answer {
    let body = json!({ "email": email, "draft": draft, "form_token": network.form_token(opening) });
    network.anonymous.post(&format!("/public/openings/{opening}/drafts"), body)
}

/// The holder of the newest link mailed to an address.
fn holder(network: &Network, email: &str) -> Client {
    network.anonymous.with_link(&network.link_to(email))
}

fn whole() -> Value {
    json!({
        "name": "Ana Flores", "institution": "Ada Library", "experience": "Nine years.",
        "leadership": "A committee.", "commitment": "Four hours a week.", "conflict_of_interest": "",
    })
}

fn mails_to(network: &Network, address: &str) -> Vec<Value> {
    let mails = network.admin().get("/mails?limit=200").expect(200).items();
    mails.into_iter().filter(|mail| mail["to_address"] == address).collect()
}

both!(a_draft_is_resumed_by_its_link_and_sent, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "Ana@library.example", json!({ "experience": "Nine" })).expect(202);
    assert!(desk.applications(&opening).is_empty(), "a draft is nobody else's");
    let ana = holder(network, "ana@library.example");
    let read = ana.get("/public/draft").expect(200);
    assert_eq!(read.json["email"], "ana@library.example");
    assert_eq!((&read.json["experience"], &read.json["name"]), (&json!("Nine"), &json!("")));
    assert_eq!(read.json["expires_at"], "2027-05-30T12:00:00Z");
    let saved = ana.change("PUT", "/public/draft", "\"1\"", whole()).expect(200);
    assert_eq!(saved.header("etag"), Some("\"2\""));
    // The other tab has not seen it, and is told instead of overwriting.
    let mut other = whole();
    other["name"] = json!("Another tab");
    ana.change("PUT", "/public/draft", "\"1\"", other).expect(412);
    ana.send("PUT", "/public/draft", &[("content-type", "application/json")], Some(b"{}")).expect(428);
    ana.post("/public/draft/submit", json!({ "version": 1 })).expect(412);
    ana.post("/public/draft/submit", json!({ "version": 2 })).expect(202);
    let listed = desk.task_force.get(&format!("/openings/{opening}/applications")).expect(200).items();
    assert_eq!((listed.len(), &listed[0]["name"]), (1, &json!("Ana Flores")));
    ana.get("/public/draft").expect(401);
    let follows = holder(network, "ana@library.example").get("/public/application").expect(200).json;
    assert_eq!(follows["state"], "received", "the receipt leads to the status page");
});

both!(everything_that_is_missing_is_named_when_it_is_sent, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "ana@library.example", json!({ "name": "See www.x.example" })).expect(202);
    let ana = holder(network, "ana@library.example");
    let refused = ana.post("/public/draft/submit", json!({ "version": 1 })).expect(422);
    assert_eq!(refused.pointers(), ["/commitment", "/experience", "/institution", "/leadership", "/name"]);
    ana.get("/public/draft").expect(200);
    let long = json!({ "experience": "x".repeat(10_001), "name": "n".repeat(201) });
    let refused = ana.change("PUT", "/public/draft", "\"1\"", long.clone()).expect(422);
    assert_eq!(refused.pointers(), ["/experience", "/name"]);
    let refused = save(network, &opening, "no address", long).expect(422);
    assert_eq!(refused.pointers(), ["/draft/experience", "/draft/name", "/email"]);
    ana.change("PUT", "/public/draft", "\"1\"", json!({ "email": "other@x.example" })).expect(422);
    assert!(desk.applications(&opening).is_empty());
});

both!(nobody_learns_from_a_draft_who_has_written_before, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "applied@library.example");
    // Its owner has opened the link in the receipt and done something by it.
    holder(network, "applied@library.example").act("/public/application/ask-referees").expect(200);
    save(network, &opening, "drafted@library.example", json!({ "name": "Dora" })).expect(202);
    let unknown = save(network, &opening, "new@library.example", whole()).expect(202);
    let headers = |answer: &Answer| {
        let mut names: Vec<String> =
            answer.headers.keys().map(ToString::to_string).filter(|name| name != "date").collect();
        names.sort();
        names
    };
    for known in ["applied@library.example", "drafted@library.example", "Applied@LIBRARY.example"] {
        let answer = save(network, &opening, known, whole()).expect(202);
        assert_eq!((&answer.text, headers(&answer)), (&unknown.text, headers(&unknown)), "{known}");
    }
    // The owners are told: who has applied gets no draft, who has a draft keeps it as it was beside the new one.
    let applied = mails_to(network, "applied@library.example");
    assert!(applied[0]["body"].as_str().unwrap().contains("no draft was kept"), "{applied:?}");
    assert_eq!(
        holder(network, "applied@library.example").get("/public/application").expect(200).json["name"],
        "Ana"
    );
    let drafted = mails_to(network, "drafted@library.example");
    let token_in = |mail: &Value| {
        let body = mail["body"].as_str().unwrap();
        body.split('#').nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
    };
    let names: Vec<Value> = drafted
        .iter()
        .map(|mail| network.anonymous.with_link(&token_in(mail)).get("/public/draft").expect(200).json)
        .map(|draft| draft["name"].clone())
        .collect();
    assert_eq!(names, [json!("Ana Flores"), json!("Dora")], "each link opens its own draft");
});

both!(a_stranger_cannot_fill_a_mailbox_with_drafts, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    for _ in 0..6 {
        save(network, &opening, "ana@library.example", whole()).expect(202);
    }
    assert_eq!(mails_to(network, "ana@library.example").len(), 3);
    network.advance(TimeDelta::hours(2));
    save(network, &opening, "ana@library.example", whole()).expect(202);
    let mails = mails_to(network, "ana@library.example");
    assert_eq!(mails.len(), 4);
    assert!(mails[0]["body"].as_str().unwrap().contains("There are 3 already"), "{}", mails[0]["body"]);
});

both!(one_draft_sent_many_times_at_once_is_one_application, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "ana@library.example", whole()).expect(202);
    let ana = holder(network, "ana@library.example");
    let sent = std::thread::scope(|scope| {
        let all: Vec<_> = (0..50)
            .map(|_| scope.spawn(|| ana.post("/public/draft/submit", json!({ "version": 1 })).status))
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(sent.iter().filter(|status| **status == 202).count(), 1, "{sent:?}");
    assert!(sent.iter().all(|status| [202, 401, 404, 409].contains(status)), "{sent:?}");
    assert_eq!(desk.applications(&opening).len(), 1);
    let receipts = mails_to(network, "ana@library.example");
    assert_eq!(receipts.len(), 2, "the link and one receipt");
});

both!(two_tabs_that_save_at_once_do_not_overwrite_one_another, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "ana@library.example", json!({})).expect(202);
    let ana = holder(network, "ana@library.example");
    let statuses = std::thread::scope(|scope| {
        let all: Vec<_> = (0..50)
            .map(|n| {
                let ana = ana.clone();
                scope.spawn(move || {
                    ana.change("PUT", "/public/draft", "\"1\"", json!({ "name": format!("Tab {n}") })).status
                })
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 412).count(), 49, "{statuses:?}");
    assert_eq!(ana.get("/public/draft").expect(200).json["version"], 2);
});

both!(an_address_that_applied_meanwhile_is_told_so, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "ana@library.example", whole()).expect(202);
    let ana = holder(network, "ana@library.example");
    apply(network, &opening, "Ana", "ana@library.example");
    holder(network, "ana@library.example").act("/public/application/ask-referees").expect(200);
    ana.post("/public/draft/submit", json!({ "version": 1 })).expect(409);
    ana.get("/public/draft").expect(200);
    assert_eq!(desk.applications(&opening).len(), 1);
});

both!(whoever_applies_with_an_address_of_somebody_else_does_not_use_up_their_application, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    send(network, &opening, application("Mallory", "ana@library.example")).expect(202);
    let first = holder(network, "ana@library.example");
    let id = desk.applications(&opening).remove(0);

    // Ana applies by the form: nothing is changed yet, and the mail brings hers as a draft.
    send(network, &opening, application("Ana", "ana@library.example")).expect(202);
    let name = || desk.task_force.get(&format!("/applications/{id}")).expect(200).json["name"].clone();
    assert_eq!(name(), "Mallory");
    let told = mails_to(network, "ana@library.example").remove(0)["body"].as_str().unwrap().to_owned();
    let token = told.split("/draft#").nth(1).unwrap().split_whitespace().next().unwrap();
    let ana = network.anonymous.with_link(token);
    assert_eq!(ana.get("/public/draft").expect(200).json["name"], "Ana");
    ana.post("/public/draft/submit", json!({ "version": 1 })).expect(202);
    assert_eq!(name(), "Ana");
    assert_eq!(
        desk.applications(&opening),
        std::slice::from_ref(&id),
        "one application, in the place of the first"
    );
    first.get("/public/application").expect(401);
    let hers = holder(network, "ana@library.example");
    assert_eq!(hers.get("/public/application").expect(200).json["name"], "Ana");

    // It is confirmed now: a later one takes nobody's place.
    send(network, &opening, application("Mallory", "ana@library.example")).expect(202);
    assert!(!mails_to(network, "ana@library.example")[0]["body"].as_str().unwrap().contains("/draft#"));
    assert_eq!(name(), "Ana");
});

both!(what_reviewers_have_is_not_replaced, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "ana@library.example", whole()).expect(202);
    let ana = holder(network, "ana@library.example");
    send(network, &opening, application("Mallory", "ana@library.example")).expect(202);
    let reviewers = [0, 1].map(|_| network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &reviewers.iter().collect::<Vec<_>>());
    ana.post("/public/draft/submit", json!({ "version": 1 })).expect(409);
    let id = desk.applications(&opening).remove(0);
    assert_eq!(desk.task_force.get(&format!("/applications/{id}")).expect(200).json["name"], "Mallory");
});

both!(of_two_who_send_in_the_place_of_an_impostor_one_is_kept, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let drafts: Vec<_> = (0..2)
        .map(|_| {
            save(network, &opening, "ana@library.example", whole()).expect(202);
            holder(network, "ana@library.example")
        })
        .collect();
    send(network, &opening, application("Mallory", "ana@library.example")).expect(202);
    let sent: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = drafts
            .iter()
            .map(|one| scope.spawn(|| one.post("/public/draft/submit", json!({ "version": 1 })).status))
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(sent.iter().filter(|status| **status == 202).count(), 1, "{sent:?}");
    assert!(sent.iter().all(|status| [202, 401, 404, 409, 412].contains(status)), "{sent:?}");
    assert_eq!(desk.applications(&opening).len(), 1);
});

both!(a_draft_can_be_erased_by_its_holder, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "ana@library.example", whole()).expect(202);
    let ana = holder(network, "ana@library.example");
    ana.send("DELETE", "/public/draft", &[("if-match", "\"7\"")], None).expect(412);
    ana.delete("/public/draft").expect(204);
    ana.get("/public/draft").expect(401);
    network.anonymous.get("/public/draft").expect(401);
    desk.task_force.get("/public/draft").expect(403);
});

/// Waits until the worker has done what comes again by itself.
fn until(what: &str, mut done: impl FnMut() -> bool) {
    let started = std::time::Instant::now();
    while !done() {
        assert!(started.elapsed() < std::time::Duration::from_secs(30), "{what} does not come");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}

fn drafts_kept(network: &Network) -> i64 {
    use diesel::prelude::*;
    use perennial::schema::application_drafts;
    network.operator(|work| Ok(application_drafts::table.count().get_result(work.conn)?))
}

both!(drafts_end_a_fortnight_after_the_opening_and_are_erased, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "ana@library.example", whole()).expect(202);
    let ana = holder(network, "ana@library.example");
    let public = network.anonymous.get(&format!("/public/openings/{opening}")).expect(200).json;
    assert_eq!(public["drafts_kept_until"], "2027-05-29");
    // After the last day it can be read, no longer saved or sent.
    let closed = "2027-05-16T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    network.advance(closed - network.now());
    assert_eq!(ana.get("/public/draft").expect(200).json["accepts_applications"], false);
    ana.put("/public/draft", whole()).expect(409);
    ana.post("/public/draft/submit", json!({ "version": 1 })).expect(409);
    let over = "2027-05-30T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    network.advance(over - network.now() - TimeDelta::seconds(1));
    ana.get("/public/draft").expect(200);
    assert_eq!(drafts_kept(network), 1);
    network.advance(TimeDelta::days(2));
    ana.get("/public/draft").expect(401);
    until("the erasure", || drafts_kept(network) == 0);
});

both!(an_opening_that_is_closed_early_keeps_drafts_no_longer_than_others, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "ana@library.example", whole()).expect(202);
    let ana = holder(network, "ana@library.example");
    desk.task_force.act(&format!("/openings/{opening}/close")).expect(200);
    assert_eq!(ana.get("/public/draft").expect(200).json["expires_at"], "2027-03-16T12:00:00Z");
    save(network, &opening, "bo@library.example", whole()).expect(409);
    let draft = desk.task_force.post("/openings", desk.opening()).expect(201).id();
    save(network, &draft, "bo@library.example", whole()).expect(404);
});

both!(drafts_and_their_links_follow_an_opening_that_is_extended, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    save(network, &opening, "ana@library.example", whole()).expect(202);
    let ana = holder(network, "ana@library.example");
    let extended = json!({ "closes_on": "2027-06-20" });
    desk.task_force.patch(&format!("/openings/{opening}"), extended).expect(200);
    let kept = ana.get("/public/draft").expect(200);
    assert_eq!(kept.json["expires_at"], "2027-07-05T12:00:00Z", "a fortnight after the new day");
    assert_eq!(kept.header("etag"), Some("\"1\""), "whoever is writing is not told to read it again");
    // Past the old end of the draft and of its link, and before the new last day: it can still be sent.
    let old_end = "2027-05-30T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    network.advance(old_end - network.now() + TimeDelta::days(1));
    assert_eq!(ana.get("/public/draft").expect(200).json["accepts_applications"], true);
    ana.post("/public/draft/submit", json!({ "version": 1 })).expect(202);
    let desk = Desk { task_force: network.task_force(), ..desk };
    assert_eq!(desk.applications(&opening).len(), 1);
    ana.get("/public/draft").expect(401);
});

both!(an_extension_gives_no_draft_back_and_other_openings_no_time, |network| {
    let desk = Desk::in_region(network, "03");
    let (opening, other) = (desk.published(), desk.published());
    save(network, &opening, "ana@library.example", whole()).expect(202);
    let ana = holder(network, "ana@library.example");
    save(network, &other, "bo@library.example", whole()).expect(202);
    let bo = holder(network, "bo@library.example");
    ana.delete("/public/draft").expect(204);
    desk.task_force.patch(&format!("/openings/{opening}"), json!({ "closes_on": "2027-06-20" })).expect(200);
    ana.get("/public/draft").expect(401);
    assert_eq!(bo.get("/public/draft").expect(200).json["expires_at"], "2027-05-30T12:00:00Z");
    // Other words alone move no end.
    desk.task_force.patch(&format!("/openings/{other}"), json!({ "title": "Coordinator" })).expect(200);
    assert_eq!(bo.get("/public/draft").expect(200).json["expires_at"], "2027-05-30T12:00:00Z");
    // Closed after the extension: the time after the end is the same for all.
    desk.task_force.patch(&format!("/openings/{other}"), json!({ "closes_on": "2027-06-20" })).expect(200);
    desk.task_force.act(&format!("/openings/{other}/close")).expect(200);
    assert_eq!(bo.get("/public/draft").expect(200).json["expires_at"], "2027-03-16T12:00:00Z");
});
