use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::happened;
use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

fn import(network: &Network, client: &Client, query: &str, file: &str) -> Value {
    let accepted = client
        .send("POST", &format!("/imports?{query}"), &[("content-type", "text/csv")], Some(file.as_bytes()))
        .expect(202);
    let job = network.job_done(client, &accepted);
    assert_eq!(job["state"], "succeeded", "{job}");
    client.get(&format!("/imports/{}", accepted.id())).expect(200).json
}

fn sums(import: &Value) -> [i64; 5] {
    ["rows_read", "created", "updated", "unchanged", "failed"].map(|name| import[name].as_i64().unwrap())
}

fn problems(client: &Client, import: &Value) -> Vec<(i64, String, String)> {
    let path = format!("/imports/{}/problems", import["id"].as_str().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let items = client.get(&path).expect(200).items();
    items.iter().map(|p| (p["line"].as_i64().unwrap(), text(&p["field"]), text(&p["code"]))).collect()
}

const HEADER: &str = "external_id,mentor_email,mentor_name,mentor_jurisdiction,mentee_email,mentee_name,\
                      mentee_jurisdiction,started_on,ends_on,ended_on,end_reason\n";

fn program() -> String {
    format!(
        "{HEADER}\
         p1,ana@run.example,Ana Run,OH,ben@run.example,Ben Run,OH,2026-10-01,2027-10-01,,\n\
         p2,ana@run.example,Ana Run,OH,cy@run.example,Cy Run,MI,2026-09-01,2027-06-01,,\n\
         p3,dot@run.example,Dot Run,CA,eve@run.example,Eve Run,OH,2026-05-01,2026-12-01,2026-11-15,completed\n"
    )
}

both!(a_running_program_is_taken_over_twice_and_nothing_changes, |network| {
    let season = Season::matching(network);
    let admin = network.admin();
    let query = format!("format=pairings&cycle_id={}", season.cycle);
    let tried = import(network, &admin, &format!("{query}&dry_run=true"), &program());
    assert_eq!(sums(&tried), [3, 3, 0, 0, 0]);
    assert_eq!(admin.get("/pairings").expect(200).items().len(), 0, "a dry run changes nothing");
    let mails = admin.get("/mails?limit=200").expect(200).items().len();
    let first = import(network, &admin, &query, &program());
    assert_eq!(sums(&first), [3, 3, 0, 0, 0]);
    assert_eq!(sums(&import(network, &admin, &query, &program())), [3, 0, 0, 3, 0]);
    assert_eq!(admin.get("/mails?limit=200").expect(200).items().len(), mails, "nobody is mailed");
    let pairings = admin.get("/pairings").expect(200).items();
    assert_eq!(pairings.len(), 3);
    let of = |name: &str| pairings.iter().find(|p| p["mentee_name"] == name).unwrap();
    assert_eq!(
        (&of("Ben Run")["made_by"], &of("Ben Run")["started_on"]),
        (&json!("import"), &json!("2026-10-01"))
    );
    assert_eq!([&of("Eve Run")["state"], &of("Eve Run")["ended_on"]], ["ended", "2026-11-15"]);
    assert_eq!(of("Cy Run")["region_name"], "Great Lakes");
    // A row that says more later is taken over too.
    let moved = program().replace(
        "p1,ana@run.example,Ana Run,OH,ben@run.example,Ben Run,OH,2026-10-01,2027-10-01",
        "p1,ana@run.example,Ana Run,OH,ben@run.example,Ben Run,OH,2026-10-01,2027-12-01",
    );
    assert_eq!(sums(&import(network, &admin, &query, &moved)), [3, 0, 1, 2, 0]);
    let kinds = |kind: &str| happened(network).iter().filter(|(known, ..)| known == kind).count();
    assert_eq!((kinds("pairing.started"), kinds("pairing.ended"), kinds("pairing.extended")), (3, 1, 1));
    // Its meetings.
    let meetings = "external_id,pairing_external_id,held_on,duration_minutes,channel\n\
                    m1,p1,2026-10-15,60,video\nm2,p1,2026-11-15,45,phone\nm3,p9,2026-11-15,45,phone\nm4,p1,2026-01-01,0,smoke\n\
                    m5,p1,2027-03-02,45,phone\nm6,p3,2026-11-16,45,phone\n";
    let taken = import(network, &admin, "format=pairing-meetings", meetings);
    assert_eq!(sums(&taken), [6, 2, 0, 0, 4]);
    assert_eq!(kinds("meeting.logged"), 2);
    let expected = [
        (4, "pairing_external_id", "unknown"),
        (5, "channel", "unknown"),
        (5, "duration_minutes", "range"),
        (5, "held_on", "too_early"),
        (6, "held_on", "future"),
        (7, "held_on", "after_end"),
    ];
    assert_eq!(
        problems(&admin, &taken),
        expected.map(|(line, field, code)| (line, field.to_owned(), code.to_owned()))
    );
    assert_eq!(sums(&import(network, &admin, "format=pairing-meetings", meetings)), [6, 0, 0, 2, 4]);
    assert_eq!(kinds("meeting.logged"), 2, "once");
    let seen = admin.get(&format!("/pairings/{}", of("Ben Run")["id"].as_str().unwrap())).expect(200).json;
    assert_eq!((&seen["meetings"], &seen["last_met_on"]), (&json!(2), &json!("2026-11-15")));
    let failed = admin
        .get(&format!("/imports/{}/failed-mentoring-rows.csv", taken["id"].as_str().unwrap()))
        .expect(200);
    assert!(
        failed.text.starts_with("external_id,pairing_external_id,held_on,duration_minutes,channel,problem")
    );
    assert_eq!(failed.text.lines().count(), 5);
});

both!(rows_that_cannot_be_taken_are_named_and_the_others_are_taken, |network| {
    let season = Season::matching(network);
    let admin = network.admin();
    let query = format!("format=pairings&cycle_id={}", season.cycle);
    let file = format!(
        "{HEADER}\
         p1,ana@run.example,Ana Run,OH,ben@run.example,Ben Run,OH,2026-10-01,2027-10-01,,\n\
         p2,ana@run.example,,,ana@run.example,,,2026-10-01,2027-10-01,,\n\
         p3,nobody@run.example,,,cy@run.example,Cy Run,MI,2026-10-01,2027-10-01,,\n\
         p4,dot@run.example,Dot Run,XX,cy@run.example,Cy Run,MI,2026-10-01,2027-10-01,,\n\
         p5,no address,Dot Run,OH,cy@run.example,Cy Run,MI,2027-10-01,2026-10-01,2026-01-01,bored\n\
         ,dot@run.example,Dot Run,OH,cy@run.example,Cy Run,MI,yesterday,,,\n\
         p7,fay@run.example,Fay Run,OH,ben@run.example,Ben Run,OH,2026-10-01,2027-10-01,,\n\
         p8,fay@run.example,Fay Run,OH,gil@run.example,Gil Run,OH,2026-10-01,2027-10-01,2026-12-01,cycle_closed\n"
    );
    let taken = import(network, &admin, &query, &file);
    assert_eq!(sums(&taken), [8, 1, 0, 0, 7]);
    let found = problems(&admin, &taken);
    let at = |line: i64| -> Vec<(&str, &str)> {
        found.iter().filter(|p| p.0 == line).map(|p| (p.1.as_str(), p.2.as_str())).collect()
    };
    assert_eq!(at(3), [("mentee_email", "same_person")]);
    assert_eq!(at(4), [("mentor_email", "unknown")]);
    assert_eq!(at(5), [("mentor_jurisdiction", "unknown")]);
    assert_eq!(
        at(6),
        [
            ("end_reason", "unknown"),
            ("ended_on", "order"),
            ("ends_on", "order"),
            ("mentor_email", "email"),
            ("started_on", "future")
        ]
    );
    assert_eq!(at(7), [("ends_on", "missing"), ("external_id", "missing"), ("started_on", "day")]);
    assert_eq!(at(8), [("mentee_email", "no_seat")]);
    assert_eq!(at(9), [("end_reason", "cycle_open")]);
    assert_eq!(admin.get("/pairings").expect(200).items().len(), 1);
});

both!(a_file_that_is_none_is_refused_at_once, |network| {
    let season = Season::matching(network);
    let admin = network.admin();
    let send = |client: &Client, query: &str, file: &str| {
        client.send(
            "POST",
            &format!("/imports?{query}"),
            &[("content-type", "text/csv")],
            Some(file.as_bytes()),
        )
    };
    let query = format!("format=pairings&cycle_id={}", season.cycle);
    let refused = send(&admin, &query, "external_id,mentor_email,who\n").expect(422);
    assert_eq!(refused.pointers(), ["/ends_on", "/mentee_email", "/started_on", "/who"]);
    assert_eq!(send(&admin, "format=pairings", &program()).expect(422).pointers(), ["/cycle_id"]);
    let nowhere = format!("format=pairings&cycle_id={}", season.lakes);
    assert_eq!(send(&admin, &nowhere, &program()).expect(422).pointers(), ["/cycle_id"]);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    send(&coordinator, &query, &program()).expect(403);
});

both!(who_has_withdrawn_or_not_sent_in_is_named_by_row, |network| {
    let season = Season::matching(network);
    let admin = network.admin();
    let query = format!("format=pairings&cycle_id={}", season.cycle);
    let mentor = season.somebody(&season.lakes, "Ana Run");
    let enrolment = season.enrol(&mentor, "mentor", json!({}));
    season.task_force.act(&format!("/enrolments/{enrolment}/withdraw")).expect(200);
    let mentee = season.somebody(&season.lakes, "Ben Run");
    let draft = json!({ "role": "mentee", "draft": true, "person_id": mentee });
    season.task_force.post(&format!("/cycles/{}/enrolments", season.cycle), draft).expect(201);
    let file = format!(
        "{HEADER}\
         p1,ana.run@test.example,,,cy@run.example,Cy Run,MI,2026-10-01,2027-10-01,,\n\
         p2,dot@run.example,Dot Run,OH,ben.run@test.example,,,2026-10-01,2027-10-01,2026-12-01,moved\n\
         p3,dot@run.example,Dot Run,OH,eve@run.example,Eve Run,OH,2026-10-01,2027-10-01,,\n"
    );
    let taken = import(network, &admin, &query, &file);
    assert_eq!(sums(&taken), [3, 1, 0, 0, 2]);
    let expected = [(2, "mentor_email", "withdrawn"), (3, "mentee_email", "draft")];
    assert_eq!(
        problems(&admin, &taken),
        expected.map(|(line, field, code)| (line, field.to_owned(), code.to_owned()))
    );
});
