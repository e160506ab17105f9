//! Terms: appointed directly, handed over, renewed, left for a while, ended.

use std::thread;

use chrono::{Days, NaiveDate, TimeDelta};
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::support::{Answer, Client, Network};

fn day(network: &Network, n: i64) -> NaiveDate {
    network.now().date_naive() + TimeDelta::days(n)
}

fn seat(network: &Network, task_force: &Client, region: &str) -> String {
    let body = json!({ "region_id": network.region(region), "name": "First seat" });
    task_force.post("/seats", body).expect(201).id()
}

fn appointment(network: &Network, person: &Client, from: i64, to: i64) -> Value {
    json!({
        "person_id": person.person_id, "starts_on": day(network, from), "ends_on": day(network, to),
        "trained": true,
    })
}

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

fn appoint(client: &Client, seat: &str, body: Value) -> Answer {
    client.post(&format!("/seats/{seat}/terms"), body)
}

fn coverage(network: &Network, client: &Client) -> Value {
    let to = day(network, 100);
    client.get(&format!("/coverage?from={}&to={to}", day(network, 0))).expect(200).json
}

fn refused(answer: Answer, words: &str) {
    let answer = answer.expect(409);
    assert!(answer.json["detail"].as_str().unwrap().contains(words), "{}", answer.text);
}

fn resignation(network: &Network, n: i64) -> Value {
    json!({ "reason": "workload", "note": "Too much at home.", "ends_on": day(network, n) })
}

both!(a_founding_coordinator_is_appointed_without_an_opening, |network| {
    let task_force = network.task_force();
    let seat = seat(network, &task_force, "03");
    let ana = network.nobody();
    let term = appoint(&task_force, &seat, appointment(network, &ana, 0, 700)).expect(201);
    assert_eq!((&term.json["state"], &term.json["handover"]), (&json!("active"), &json!(false)));
    assert_eq!(term.json["appointed_until"], term.json["ends_on"]);
    assert_eq!(ana.get("/terms").expect(200).items().len(), 1, "the role came with the term");
    assert_eq!(coverage(network, &task_force)["covered_seats"], 1);
    let own = ana.get("/me/terms").expect(200).items();
    assert_eq!(own[0]["id"], term.json["id"]);

    let wrong = json!({
        "person_id": "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f",
        "starts_on": day(network, 5), "ends_on": day(network, 5),
    });
    assert_eq!(appoint(&task_force, &seat, wrong).expect(422).pointers(), ["/ends_on", "/person_id"]);
    let long = appointment(network, &ana, 0, 4000);
    assert_eq!(appoint(&task_force, &seat, long).expect(422).pointers(), ["/ends_on"]);
    let past = appointment(network, &ana, -90, -10);
    assert_eq!(appoint(&task_force, &seat, past).expect(422).pointers(), ["/ends_on"]);
    let stray = with(appointment(network, &ana, 0, 9), "salary", json!(1));
    appoint(&task_force, &seat, stray).expect(422);
    appoint(&ana, &seat, appointment(network, &ana, 700, 800)).expect(403);
    appoint(&task_force, &ana.person_id, appointment(network, &ana, 700, 800)).expect(404);
});

both!(fifty_appointments_at_once_give_one_term, |network| {
    let task_force = network.task_force();
    let seat = seat(network, &task_force, "03");
    let people: Vec<Client> = (0..5).map(|_| network.nobody()).collect();
    let at_once = |from: i64, to: i64, handover: bool| -> Vec<u16> {
        thread::scope(|scope| {
            let running: Vec<_> = (0..50_usize)
                .map(|n| {
                    let body = appointment(network, &people[n % 5], from, to);
                    let body = with(body, "handover", json!(handover));
                    let (task_force, seat) = (&task_force, &seat);
                    scope.spawn(move || appoint(task_force, seat, body).status)
                })
                .collect();
            running.into_iter().map(|t| t.join().unwrap()).collect()
        })
    };
    let first = at_once(0, 300, false);
    assert_eq!(first.iter().filter(|status| **status == 201).count(), 1, "{first:?}");
    assert!(first.iter().all(|status| [201, 409, 503].contains(status)), "{first:?}");
    let incoming = at_once(280, 600, true);
    assert_eq!(incoming.iter().filter(|status| **status == 201).count(), 1, "{incoming:?}");
    let terms = task_force.get("/terms").expect(200).items();
    assert_eq!(terms.len(), 2);
});

both!(a_handover_is_declared_and_has_a_limit, |network| {
    let task_force = network.task_force();
    let seat = seat(network, &task_force, "03");
    let (ana, ben) = (network.nobody(), network.nobody());
    let outgoing = appoint(&task_force, &seat, appointment(network, &ana, 0, 100)).expect(201).id();
    let incoming = |from: i64, handover: bool| {
        let body = appointment(network, &ben, from, 500);
        appoint(&task_force, &seat, with(body, "handover", json!(handover)))
    };
    refused(incoming(80, false), "no handover is declared");
    let long = incoming(39, true).expect(422);
    assert_eq!(long.pointers(), ["/starts_on"]);
    assert!(long.text.contains("61 days: at most 60"), "{}", long.text);
    let to_self = with(appointment(network, &ana, 80, 500), "handover", json!(true));
    assert_eq!(appoint(&task_force, &seat, to_self).expect(422).pointers(), ["/person_id"]);
    let rules = task_force.get("/term-rules").expect(200);
    assert_eq!((&rules.json["most_renewals"], &rules.json["most_handover_days"]), (&json!(1), &json!(60)));
    task_force.change("PATCH", "/term-rules", "\"7\"", json!({ "most_handover_days": 20 })).expect(412);
    task_force.patch("/term-rules", json!({ "most_handover_days": 0 })).expect(422);
    task_force.patch("/term-rules", json!({ "most_handover_days": 20 })).expect(200);
    assert_eq!(incoming(79, true).expect(422).pointers(), ["/starts_on"]);
    let taken_over = incoming(80, true).expect(201);
    assert_eq!(taken_over.json["alone_from"], day(network, 100).to_string());
    let shown = coverage(network, &task_force);
    let lakes = shown["regions"].as_array().unwrap().iter().find(|r| r["code"] == "03").unwrap();
    assert_eq!(lakes["seats"][0]["terms"].as_array().unwrap().len(), 2, "both are shown");
    let third = with(appointment(network, &network.nobody(), 90, 600), "handover", json!(true));
    appoint(&task_force, &seat, third).expect(422);
    refused(
        task_force.post(&format!("/terms/{outgoing}/renew"), json!({ "ends_on": day(network, 200) })),
        "another term",
    );
    assert!(network.mail_to_person(&ben).iter().any(|subject| subject == "Handover"));

    // Who resigns earlier leaves the seat to who takes over, and to nobody in between.
    ana.post(&format!("/terms/{outgoing}/resign"), resignation(network, 90)).expect(200);
    let after = task_force.get(&format!("/terms/{}", taken_over.id())).expect(200).json;
    assert_eq!(after["alone_from"], day(network, 90).to_string());
    refused(appoint(&task_force, &seat, appointment(network, &network.nobody(), 90, 95)), "another term");
    ben.patch("/term-rules", json!({ "most_renewals": 9 })).expect(403);
});

both!(a_term_is_renewed_up_to_the_limit, |network| {
    let task_force = network.task_force();
    let seat = seat(network, &task_force, "03");
    let ana = network.nobody();
    let first = appoint(&task_force, &seat, appointment(network, &ana, 0, 100)).expect(201).id();
    let renew = |id: &str, to: i64| {
        task_force.post(&format!("/terms/{id}/renew"), json!({ "ends_on": day(network, to) }))
    };
    assert_eq!(renew(&first, 100).expect(422).pointers(), ["/ends_on"]);
    let statuses: Vec<u16> = thread::scope(|scope| {
        let running: Vec<_> = (0..50).map(|_| scope.spawn(|| renew(&first, 200).status)).collect();
        running.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    let before = task_force.get(&format!("/terms/{first}")).expect(200).json;
    let second = before["renewal_id"].as_str().unwrap().to_owned();
    let after = task_force.get(&format!("/terms/{second}")).expect(200).json;
    assert_eq!(
        (&after["renews_term_id"], &after["times_renewed"], &after["starts_on"]),
        (&json!(first), &json!(1), &before["ends_on"]),
        "the history stays"
    );
    refused(renew(&first, 300), "renewed already");
    refused(renew(&second, 300), "at most 1 times here, and this one has been renewed 1 times");
    task_force.patch("/term-rules", json!({ "most_renewals": 2 })).expect(200);
    renew(&second, 300).expect(201);
    network.advance(TimeDelta::days(150));
    ana.get("/terms").expect(401);
    let grants = network.admin().get(&format!("/grants?person_id={}", ana.person_id)).expect(200).items();
    assert_eq!(
        grants[0]["ends_on"],
        after["ends_on"]
            .as_str()
            .map_or(Value::Null, |_| { json!((network.now().date_naive() + Days::new(150)).to_string()) })
    );
    let task_force = network.task_force();
    let other = network.in_region(Role::Coordinator, &network.region("08"));
    other.get(&format!("/terms/{first}")).expect(404);
    other.post(&format!("/terms/{first}/renew"), json!({ "ends_on": "2030-01-01" })).expect(403);
    let over = task_force.post(&format!("/terms/{first}/renew"), json!({ "ends_on": "2030-01-01" }));
    refused(over, "The term is over");
});

both!(who_resigns_frees_the_seat_and_the_role_ends_on_that_day, |network| {
    let task_force = network.task_force();
    let seat = seat(network, &task_force, "03");
    let (ana, west) = (network.nobody(), network.in_region(Role::Coordinator, &network.region("08")));
    let term = appoint(&task_force, &seat, appointment(network, &ana, 0, 400)).expect(201).id();
    let at = format!("/terms/{term}");
    task_force.post(&format!("{at}/renew"), json!({ "ends_on": day(network, 800) })).expect(201);
    west.post(&format!("{at}/resign"), resignation(network, 20)).expect(404);
    ana.post(&format!("{at}/end"), json!({})).expect(403);
    assert_eq!(
        ana.post(&format!("{at}/resign"), resignation(network, -1)).expect(422).pointers(),
        ["/ends_on"]
    );
    assert_eq!(
        ana.post(&format!("{at}/resign"), resignation(network, 400)).expect(422).pointers(),
        ["/ends_on"]
    );
    let resigned = ana.post(&format!("{at}/resign"), resignation(network, 1)).expect(200);
    assert_eq!(
        (&resigned.json["ends_on"], &resigned.json["appointed_until"], &resigned.json["state"]),
        (&json!(day(network, 1)), &json!(day(network, 400)), &json!("active"))
    );
    assert_eq!(resigned.json["renewal_id"], Value::Null, "what was to follow does not");
    for who in [&ana, &west] {
        who.get(&format!("{at}/ending")).expect(403);
    }
    let why = task_force.get(&format!("{at}/ending")).expect(200).json;
    assert_eq!(
        (&why["kind"], &why["reason"], &why["note"]),
        (&json!("resigned"), &json!("workload"), &json!("Too much at home."))
    );
    let seen = [
        ana.get("/me/terms").expect(200).text,
        ana.get("/terms").expect(200).text,
        task_force.get("/terms").expect(200).text,
        task_force.get("/events?limit=200").expect(200).text,
        network.admin().get("/audit-entries?limit=200").text,
        network.admin().get("/mails?limit=200").expect(200).text,
    ];
    for text in &seen {
        assert!(!text.contains("Too much at home") && !text.contains("workload"), "{text}");
    }
    assert!(network.mail_to_person(&task_force).iter().any(|subject| subject == "A coordinator resigns"));
    let shown = coverage(network, &task_force);
    assert_eq!((&shown["uncovered_days"], &shown["covered_seats"]), (&json!(99), &json!(1)));

    let ben = network.nobody();
    appoint(&task_force, &seat, appointment(network, &ben, 1, 300)).expect(201);
    ana.get("/terms").expect(200);
    network.advance(TimeDelta::days(1));
    let ana = network.sign_in_as(&ana);
    ana.get("/terms").expect(403);
    assert_eq!(ana.get("/me/terms").expect(200).items().len(), 2, "their history is theirs");
    refused(ana.post(&format!("{at}/resign"), resignation(network, 5)), "The term is over");
});

both!(who_is_removed_is_out_at_once, |network| {
    let task_force = network.task_force();
    let seat = seat(network, &task_force, "03");
    let ana = network.nobody();
    let term = appoint(&task_force, &seat, appointment(network, &ana, -50, 400)).expect(201).id();
    ana.get("/terms").expect(200);
    let removal = |n: i64, reason: &str| {
        let body = json!({ "kind": "removed", "reason": reason, "note": null, "ends_on": day(network, n) });
        task_force.post(&format!("/terms/{term}/end"), body)
    };
    assert_eq!(removal(0, "dislike").expect(422).pointers(), ["/reason"]);
    assert_eq!(removal(-50, "conduct").expect(422).pointers(), ["/ends_on"]);
    let removed = removal(0, "conduct").expect(200).json;
    assert_eq!((&removed["state"], &removed["ends_on"]), (&json!("ended"), &json!(day(network, 0))));
    ana.get("/terms").expect(403);
    assert_eq!(coverage(network, &task_force)["uncovered_days"], 100);
    refused(removal(0, "conduct"), "The term is over");
    appoint(&task_force, &seat, appointment(network, &network.nobody(), 0, 300)).expect(201);
    let mails = network.mail_to_person(&ana);
    assert!(mails.iter().any(|subject| subject == "Your term ends"), "{mails:?}");
});

both!(a_term_that_never_began_leaves_its_seat_to_others, |network| {
    let task_force = network.task_force();
    let seat = seat(network, &task_force, "03");
    let ana = network.nobody();
    let term = appoint(&task_force, &seat, appointment(network, &ana, 30, 400)).expect(201).id();
    let resigned = ana.post(&format!("/terms/{term}/resign"), resignation(network, 10)).expect(200).json;
    assert_eq!((&resigned["state"], &resigned["never_began"]), (&json!("ended"), &json!(true)));
    ana.get("/terms").expect(403);
    appoint(&task_force, &seat, appointment(network, &network.nobody(), 30, 400)).expect(201);
});

both!(a_leave_uncovers_the_seat_until_the_return, |network| {
    let task_force = network.task_force();
    let seat = seat(network, &task_force, "03");
    let ana = network.nobody();
    let term = appoint(&task_force, &seat, appointment(network, &ana, 0, 400)).expect(201).id();
    let at = format!("/terms/{term}");
    refused(task_force.act(&format!("{at}/return")), "nobody is on leave");
    let back = json!({ "expected_back_on": day(network, 0) });
    assert_eq!(task_force.post(&format!("{at}/leave"), back).expect(422).pointers(), ["/expected_back_on"]);
    ana.post(&format!("{at}/leave"), json!({})).expect(403);
    let back = json!({ "expected_back_on": day(network, 40) });
    let away = task_force.post(&format!("{at}/leave"), back).expect(200).json;
    assert_eq!(away["state"], "on_leave");
    assert_eq!(coverage(network, &task_force)["uncovered_days"], 100);
    refused(task_force.post(&format!("{at}/leave"), json!({})), "cannot become on_leave");
    network.advance(TimeDelta::days(10));
    let task_force = network.task_force();
    task_force.act(&format!("{at}/return")).expect(200);
    let shown = task_force.get(&format!("/coverage?from={}&to={}", day(network, -10), day(network, 90)));
    assert_eq!(shown.expect(200).json["uncovered_days"], 10, "the days of the leave stay uncovered");
});
