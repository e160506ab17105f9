use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::member;
use crate::both;
use crate::support::{Client, Network};

fn motion() -> Value {
    json!({ "title": "A second seat for region 03", "motion": "It is opened on 2027-09-01." })
}

fn vote(client: &Client, path: &str, choice: &str) -> u16 {
    client.put(&format!("{path}/vote"), json!({ "choice": choice })).status
}

/// Waits until the worker has closed it.
#[track_caller]
fn closed(network: &Network, reader: &Client, path: &str) -> Value {
    for _ in 0..500 {
        let read = reader.get(path).expect(200).json;
        if read["state"] != "open" {
            return read;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("it is not closed at {}", network.now());
}

fn meeting(network: &Network) -> String {
    network
        .admin()
        .post(
            "/task-force-meetings",
            json!({ "title": "Spring", "starts_at_local": "2027-03-09T14:00",
                "time_zone": "America/New_York", "duration_minutes": 60 }),
        )
        .expect(201)
        .id()
}

both!(a_written_vote_is_told_taken_and_closed_by_itself, |network| {
    let admin = network.admin();
    let members: Vec<Client> = (0..3).map(|_| member(network, true)).collect();
    let adviser = member(network, false);
    let put = admin.post("/decisions", motion()).expect(201);
    assert_eq!(put.json["number"], 1);
    assert_eq!(put.json["closes_at"].as_str().unwrap()[..10], *"2027-03-08", "seven days, as the rules say");
    assert_eq!(put.json["may_vote"], false, "an administrator without a seat has no vote");
    let path = format!("/decisions/{}", put.id());
    assert_eq!(network.mail_to_person(&members[0]), ["Your vote: A second seat for region 03"]);
    assert_eq!(network.mail_to_person(&adviser), [""; 0]);
    assert_eq!(vote(&members[0], &path, "no"), 200);
    assert_eq!(vote(&members[0], &path, "yes"), 200, "another vote replaces the first");
    assert_eq!(vote(&members[1], &path, "yes"), 200);
    assert_eq!(vote(&adviser, &path, "yes"), 409);
    assert_eq!(vote(&admin, &path, "yes"), 403);
    let mine = members[0].get(&path).expect(200).json;
    assert_eq!((&mine["my_choice"], &mine["votes_cast"]), (&json!("yes"), &json!(2)));
    assert_eq!(mine["votes"].as_array().unwrap().len(), 2);
    assert_eq!(mine["result"], Value::Null);
    admin.post(&format!("{path}/close"), json!({})).expect(409);
    network.advance(TimeDelta::days(7));
    let reader = network.sign_in_as(&admin);
    let done = closed(network, &reader, &path);
    assert_eq!(done["state"], "carried");
    assert_eq!(
        done["result"],
        json!({ "yes": 2, "no": 0, "abstain": 0, "took_part": 2, "quorum": 2, "eligible": 3 })
    );
    let letters = network.mail_to_person(&network.sign_in_as(&adviser));
    assert_eq!(letters, ["Number 1 is carried: A second seat for region 03"]);
    assert_eq!(vote(&network.sign_in_as(&members[2]), &path, "no"), 409);
});

both!(too_few_decide_nothing, |network| {
    let admin = network.admin();
    let members: Vec<Client> = (0..3).map(|_| member(network, true)).collect();
    let path = format!("/decisions/{}", admin.post("/decisions", motion()).expect(201).id());
    assert_eq!(vote(&members[0], &path, "yes"), 200);
    network.advance(TimeDelta::days(8));
    let reader = network.sign_in_as(&admin);
    let done = closed(network, &reader, &path);
    assert_eq!((&done["state"], &done["result"]["quorum"]), (&json!("no_quorum"), &json!(2)));
});

both!(when_all_have_voted_it_can_be_closed_at_once, |network| {
    let admin = network.admin();
    let members: Vec<Client> = (0..2).map(|_| member(network, true)).collect();
    let mut two_thirds = motion();
    two_thirds["majority"] = json!("two_thirds");
    let path = format!("/decisions/{}", admin.post("/decisions", two_thirds).expect(201).id());
    assert_eq!(vote(&members[0], &path, "yes"), 200);
    assert_eq!(vote(&members[1], &path, "no"), 200);
    let done = admin.post(&format!("{path}/close"), json!({})).expect(200).json;
    assert_eq!(done["state"], "rejected", "one to one is not two thirds");
    admin.post(&format!("{path}/close"), json!({})).expect(409);
    admin.patch(&path, json!({ "title": "Other" })).expect(409);
    let shown = json!({ "show_of_hands": { "yes": 1, "no": 0, "abstain": 0 } });
    let again = format!("/decisions/{}", admin.post("/decisions", motion()).expect(201).id());
    assert_eq!(admin.post(&format!("{again}/close"), shown).expect(422).pointers(), ["/show_of_hands"]);
});

both!(a_vote_stands_though_its_seat_has_ended_and_nobody_changes_the_quorum_meanwhile, |network| {
    let admin = network.admin();
    let only = member(network, true);
    let seat = admin.get("/task-force-seats").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/decisions/{}", admin.post("/decisions", motion()).expect(201).id());
    assert_eq!(vote(&only, &path, "yes"), 200);
    admin.patch("/task-force-rules", json!({ "quorum_percent": 0 })).expect(409);
    admin.patch("/task-force-rules", json!({ "ballot_days": 9 })).expect(200);
    admin.patch(&format!("/task-force-seats/{seat}"), json!({ "ends_on": "2027-03-01" })).expect(200);
    let done = admin.post(&format!("{path}/close"), json!({})).expect(200).json;
    assert_eq!(done["state"], "carried");
    assert_eq!(
        done["result"],
        json!({ "yes": 1, "no": 0, "abstain": 0, "took_part": 1, "quorum": 1, "eligible": 1 }),
        "who voted could: the figures of a decision agree with one another"
    );
    admin.patch("/task-force-rules", json!({ "quorum_percent": 0 })).expect(200);
});

both!(a_secret_ballot_keeps_no_thread_to_who_cast_it, |network| {
    let admin = network.admin();
    let members: Vec<Client> = (0..3).map(|_| member(network, true)).collect();
    let mut secret = motion();
    secret["secret"] = json!(true);
    let path = format!("/decisions/{}", admin.post("/decisions", secret).expect(201).id());
    for (member, choice) in members.iter().zip(["yes", "no", "yes"]) {
        assert_eq!(vote(member, &path, choice), 200);
    }
    assert_eq!(vote(&members[0], &path, "no"), 409, "nobody can find the vote to change it");
    let mine = members[0].get(&path).expect(200).json;
    assert_eq!(
        (&mine["voted"], &mine["my_choice"], &mine["votes_cast"]),
        (&json!(true), &Value::Null, &json!(3))
    );
    assert_eq!(mine["votes"], json!([]));
    network.operator(|work| {
        use diesel::prelude::*;
        use perennial::schema::{audit_entries, decision_votes, events, idempotency_keys};
        let named: i64 = decision_votes::table
            .filter(decision_votes::choice.is_not_null())
            .count()
            .get_result(work.conn)?;
        assert_eq!(named, 0);
        let told: Vec<String> = events::table
            .filter(events::kind.eq("decision.vote_cast"))
            .select(events::data)
            .load(work.conn)?;
        let written: Vec<String> = audit_entries::table
            .filter(audit_entries::action.eq("decision.vote_cast"))
            .select(audit_entries::detail)
            .load(work.conn)?;
        assert_eq!((told.len(), written.len()), (3, 3));
        assert!(told.iter().chain(&written).all(|data| data == r#"{"number":1}"#), "{told:?} {written:?}");
        let kept: i64 = idempotency_keys::table
            .filter(idempotency_keys::operation.like("%vote%"))
            .count()
            .get_result(work.conn)?;
        assert_eq!(kept, 0);
        Ok(())
    });
    let done = admin.post(&format!("{path}/close"), json!({})).expect(200).json;
    assert_eq!(
        (&done["state"], &done["result"]["yes"], &done["result"]["no"]),
        (&json!("carried"), &json!(2), &json!(1))
    );
});

both!(a_meeting_decides_by_votes_or_by_a_show_of_hands, |network| {
    let admin = network.admin();
    let members: Vec<Client> = (0..3).map(|_| member(network, true)).collect();
    let meeting = meeting(network);
    let mut put = motion();
    put["meeting_id"] = json!(meeting);
    let path = format!("/decisions/{}", admin.post("/decisions", put.clone()).expect(201).id());
    assert_eq!(admin.get(&path).json["meeting_title"], "Spring");
    assert_eq!(network.mail_to_person(&members[0]).len(), 1, "the invitation, and no letter of a vote");
    assert_eq!(vote(&members[0], &path, "yes"), 409, "it has not begun");
    admin.post(&format!("{path}/close"), json!({})).expect(409);
    admin.post(&format!("/task-force-meetings/{meeting}/cancel"), json!({})).expect(409);
    put["closes_at"] = json!("2027-03-20T00:00:00Z");
    assert_eq!(admin.post("/decisions", put).expect(422).pointers(), ["/closes_at"]);
    network.advance(TimeDelta::days(9));
    let admin = network.sign_in_as(&admin);
    let shown = |yes: i32| json!({ "show_of_hands": { "yes": yes, "no": 0, "abstain": 0 } });
    admin.post(&format!("{path}/close"), shown(2)).expect(409);
    let records: Vec<Value> = members
        .iter()
        .zip(["present", "present", "absent"])
        .map(|(member, presence)| json!({ "person_id": member.person_id, "presence": presence }))
        .collect();
    let sheet = format!("/task-force-meetings/{meeting}/attendance");
    admin.put(&sheet, json!({ "records": records })).expect(200);
    assert_eq!(admin.post(&format!("{path}/close"), shown(3)).expect(422).pointers(), ["/show_of_hands"]);
    let done = admin.post(&format!("{path}/close"), shown(2)).expect(200).json;
    assert_eq!(
        done["result"],
        json!({ "yes": 2, "no": 0, "abstain": 0, "took_part": 2, "quorum": 2, "eligible": 3 })
    );
    assert_eq!(done["state"], "carried");
    assert_eq!(admin.get(&format!("/decisions?meeting_id={meeting}")).expect(200).items().len(), 1);
});

both!(words_that_were_voted_on_stay, |network| {
    let admin = network.admin();
    let members: Vec<Client> = (0..2).map(|_| member(network, true)).collect();
    let path = format!("/decisions/{}", admin.post("/decisions", motion()).expect(201).id());
    let read = members[0].etag(&path);
    admin.patch(&path, json!({ "motion": "It is opened on 2028-09-01." })).expect(200);
    let stale = members[0].change("PUT", &format!("{path}/vote"), &read, json!({ "choice": "yes" }));
    assert_eq!(stale.status, 412, "who votes has read these words");
    assert_eq!(vote(&members[0], &path, "yes"), 200);
    admin.patch(&path, json!({ "motion": "It is opened never." })).expect(409);
    let sooner = admin.patch(&path, json!({ "closes_at": "2027-03-05T00:00:00Z" }));
    assert_eq!(sooner.expect(422).pointers(), ["/closes_at"]);
    admin.patch(&path, json!({ "closes_at": "2027-03-20T12:00:00Z" })).expect(200);
    network.advance(TimeDelta::days(8));
    let admin = network.sign_in_as(&admin);
    std::thread::sleep(std::time::Duration::from_millis(400));
    assert_eq!(admin.get(&path).expect(200).json["state"], "open", "it was given more time");
    let withdrawn =
        admin.post(&format!("{path}/withdraw"), json!({ "reason": "Another wording" })).expect(200);
    assert_eq!((&withdrawn.json["state"], &withdrawn.json["result"]), (&json!("withdrawn"), &Value::Null));
    admin.post(&format!("{path}/withdraw"), json!({ "reason": "Again" })).expect(409);
});

both!(votes_at_once_are_each_counted_once, |network| {
    let admin = network.admin();
    let members: Vec<Client> = (0..8).map(|_| member(network, true)).collect();
    let mut secret = motion();
    secret["secret"] = json!(true);
    let path = format!("/decisions/{}", admin.post("/decisions", secret).expect(201).id());
    std::thread::scope(|scope| {
        for member in members.iter().chain(&members) {
            let (member, path) = (member.clone(), path.clone());
            scope.spawn(move || vote(&member, &path, "yes"));
        }
    });
    let done = admin.post(&format!("{path}/close"), json!({})).expect(200).json;
    assert_eq!((&done["result"]["yes"], &done["result"]["took_part"]), (&json!(8), &json!(8)));
});

both!(two_motions_at_once_have_two_numbers, |network| {
    let admin = network.admin();
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..6)
            .map(|_| {
                let admin = admin.clone();
                scope.spawn(move || admin.post("/decisions", motion()).status)
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers, [201; 6]);
    let numbers: Vec<_> =
        admin.get("/decisions").items().iter().map(|d| d["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [6, 5, 4, 3, 2, 1]);
});

both!(coordinators_read_what_was_decided_and_nothing_else, |network| {
    let admin = network.admin();
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    let voter = member(network, true);
    let open = admin.post("/decisions", motion()).expect(201).id();
    let taken = admin.post("/decisions", motion()).expect(201).id();
    assert_eq!(vote(&voter, &format!("/decisions/{taken}"), "yes"), 200);
    admin.post(&format!("/decisions/{taken}/close"), json!({})).expect(200);
    let seen = coordinator.get("/decisions").expect(200).items();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0]["id"], taken);
    let read = coordinator.get(&format!("/decisions/{taken}")).expect(200).json;
    assert_eq!(read["votes"], json!([]), "who voted how is the task force's own");
    coordinator.get(&format!("/decisions/{open}")).expect(404);
    coordinator.put(&format!("/decisions/{open}/vote"), json!({ "choice": "yes" })).expect(403);
    coordinator.post("/decisions", motion()).expect(403);
    network.in_region(Role::Mentee, &network.region("03")).get("/decisions").expect(403);
});

both!(wrong_motions_are_refused_with_every_field, |network| {
    let admin = network.admin();
    let blank = admin.post("/decisions", json!({ "title": "", "motion": " " })).expect(422);
    let mut pointers = blank.pointers();
    pointers.dedup();
    assert_eq!(pointers, ["/motion", "/title"]);
    for (field, value, pointer) in [
        ("majority", json!("unanimous"), "/majority"),
        ("meeting_id", json!("01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f"), "/meeting_id"),
        ("closes_at", json!("2027-02-01T00:00:00Z"), "/closes_at"),
        ("closes_at", json!("2028-02-01T00:00:00Z"), "/closes_at"),
    ] {
        let mut wrong = motion();
        wrong[field] = value;
        assert_eq!(admin.post("/decisions", wrong).expect(422).pointers(), [pointer]);
    }
    assert_eq!(admin.get("/decisions").items().len(), 0);
});
