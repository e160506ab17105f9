//! When the seats are filled the others are told: all at once, each once.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::accept_offer::{in_review, offer};
use super::interviews::mails_to;
use super::{Desk, apply};
use crate::both;
use crate::support::{Answer, Client, Network};

const OTHERS: [&str; 3] = ["bo@x.example", "cy@x.example", "di@x.example"];

/// An opening that Ana has filled, with three others in review and one that nobody has read.
fn filled(network: &Network) -> (Desk, String, Vec<String>) {
    let desk = Desk::in_region(network, "03");
    let emails: Vec<&str> = std::iter::once("ana@x.example").chain(OTHERS).collect();
    let (opening, _) = in_review(network, &desk, &emails);
    apply(network, &opening, "Late", "late@x.example");
    let applications = desk.applications(&opening);
    offer(&desk, &applications[0]).expect(201);
    network.anonymous.with_link(&network.link_to("ana@x.example")).act("/public/offer/accept").expect(200);
    (desk, opening, applications)
}

fn decline_remaining(client: &Client, opening: &str, dry_run: bool) -> Answer {
    let body = json!({ "reason": "The seat is filled.", "dry_run": dry_run });
    client.post(&format!("/openings/{opening}/decline-remaining"), body)
}

fn verdicts(network: &Network, address: &str) -> usize {
    let mails = mails_to(network, address);
    mails.iter().filter(|mail| mail["template"] == "application_declined").count()
}

fn ids(answer: &Value, of: &str) -> Vec<String> {
    let items = answer[of].as_array().unwrap();
    items.iter().map(|one| one["application_id"].as_str().unwrap().to_owned()).collect()
}

/// How many decisions Today says are waiting for the task force.
fn waiting_today(desk: &Desk) -> i64 {
    let today = desk.task_force.get("/dashboard").expect(200).json["today"].clone();
    let kind = |item: &&Value| item["kind"] == "applications_to_decide";
    today.as_array().unwrap().iter().find(kind).map_or(0, |item| item["count"].as_i64().unwrap())
}

fn undecided(desk: &Desk, opening: &str) -> Value {
    desk.task_force.get(&format!("/openings/{opening}")).expect(200).json["undecided"].clone()
}

both!(a_filled_opening_tells_the_others_in_one_step, |network| {
    let (desk, opening, applications) = filled(network);
    assert_eq!(undecided(&desk, &opening), 4);
    assert_eq!(waiting_today(&desk), 4, "a filled opening still waits for its decisions");
    let preview = decline_remaining(&desk.task_force, &opening, true).expect(200).json;
    assert_eq!(ids(&preview, "declined"), applications[1..]);
    assert_eq!(preview["declined"][0]["state"], "in_review");
    assert_eq!(preview["declined"][3]["name"], "Late");
    assert_eq!(preview["left"], json!([]));
    let letter = preview["mail"]["body"].as_str().unwrap();
    assert!(letter.contains("Applicant bo@x.example") && !letter.contains("The seat is filled."), "{letter}");
    assert_eq!(
        (undecided(&desk, &opening), verdicts(network, "bo@x.example")),
        (json!(4), 0),
        "nothing is done"
    );

    let done = decline_remaining(&desk.task_force, &opening, false).expect(200).json;
    assert_eq!((ids(&done, "declined"), &done["mail"]), (applications[1..].to_vec(), &preview["mail"]));
    assert_eq!(done["declined"][0]["state"], "declined");
    assert_eq!((undecided(&desk, &opening), waiting_today(&desk)), (json!(0), 0));
    for id in &applications[1..] {
        let read = desk.task_force.get(&format!("/applications/{id}")).expect(200).json;
        assert_eq!(
            (&read["state"], &read["decision_reason"]),
            (&json!("declined"), &json!("The seat is filled."))
        );
    }
    let appointed = desk.task_force.get(&format!("/applications/{}", applications[0])).expect(200).json;
    assert_eq!(appointed["state"], "appointed");
    // A second time finds nobody, and nobody is written to twice.
    let again = decline_remaining(&desk.task_force, &opening, false).expect(200).json;
    assert_eq!((&again["declined"], &again["mail"]), (&json!([]), &Value::Null));
    for address in OTHERS.into_iter().chain(["late@x.example"]) {
        assert_eq!(verdicts(network, address), 1, "{address}");
    }
    assert_eq!(verdicts(network, "ana@x.example"), 0);
});

both!(each_has_an_event_and_none_holds_the_reason, |network| {
    let (desk, opening, applications) = filled(network);
    decline_remaining(&desk.task_force, &opening, false).expect(200);
    let mut told = Vec::new();
    for _ in 0..200 {
        let events = desk.task_force.get("/events?limit=200").expect(200);
        assert!(!events.text.contains("The seat is filled."));
        told = events.items().into_iter().filter(|e| e["type"] == "application.declined").collect();
        if told.len() == 4 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    let mut subjects: Vec<&str> = told.iter().map(|e| e["subject_id"].as_str().unwrap()).collect();
    subjects.sort_unstable();
    let mut expected: Vec<&str> = applications[1..].iter().map(String::as_str).collect();
    expected.sort_unstable();
    assert_eq!(subjects, expected);
});

both!(who_has_stepped_back_leaves_it_to_others, |network| {
    let desk = Desk::in_region(network, "03");
    let emails: Vec<&str> = std::iter::once("ana@x.example").chain(OTHERS).collect();
    let (opening, applications) = in_review(network, &desk, &emails);
    // Somebody who decides and reviews, and steps back from one.
    let colleague = network.task_force();
    network.operator(|work| {
        let person = colleague.person_id.parse().unwrap();
        let region = Some(desk.region.parse().unwrap());
        perennial::identity::grant_role(
            work,
            person,
            Role::Reviewer,
            perennial::platform::auth::ScopeKind::Region,
            region,
        )
    });
    apply(network, &opening, "Late", "late@x.example");
    let late = desk.applications(&opening).pop().unwrap();
    let other = network.in_region(Role::Reviewer, &desk.region);
    desk.assign(&opening, &[&colleague, &other]);
    colleague.post(&format!("/applications/{late}/recuse"), json!({ "reason": "A friend." })).expect(204);
    offer(&desk, &applications[0]).expect(201);
    network.anonymous.with_link(&network.link_to("ana@x.example")).act("/public/offer/accept").expect(200);

    let done = decline_remaining(&colleague, &opening, false).expect(200).json;
    assert_eq!(ids(&done, "declined"), applications[1..]);
    assert_eq!(done["left"], json!([{ "application_id": late, "name": "Late", "because": "recused" }]));
    assert_eq!((undecided(&desk, &opening), verdicts(network, "late@x.example")), (json!(1), 0));
    let rest = decline_remaining(&desk.task_force, &opening, false).expect(200).json;
    assert_eq!(ids(&rest, "declined"), [late]);
});

both!(a_closed_opening_keeps_those_who_may_still_accept, |network| {
    let desk = Desk::in_region(network, "03");
    let (opening, applications) = in_review(network, &desk, &OTHERS);
    let refused = decline_remaining(&desk.task_force, &opening, true).expect(409);
    assert!(refused.text.contains("published"), "{}", refused.text);
    desk.task_force.act(&format!("/openings/{opening}/close")).expect(200);
    offer(&desk, &applications[0]).expect(201);
    let quiet = json!({ "reason": "No seat.", "tell_applicants": false });
    let done =
        desk.task_force.post(&format!("/openings/{opening}/decline-remaining"), quiet).expect(200).json;
    assert_eq!(ids(&done, "declined"), applications[1..]);
    assert_eq!((&done["left"][0]["because"], &done["mail"]), (&json!("open_offer"), &Value::Null));
    assert_eq!(verdicts(network, OTHERS[1]) + verdicts(network, OTHERS[2]), 0);
    network.anonymous.with_link(&network.link_to(OTHERS[0])).act("/public/offer/accept").expect(200);
    assert_eq!(undecided(&desk, &opening), 0);
});

both!(many_at_once_write_to_each_applicant_once, |network| {
    let (desk, opening, _) = filled(network);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..10)
            .map(|_| scope.spawn(|| decline_remaining(&desk.task_force, &opening, false).status))
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(statuses.contains(&200), "{statuses:?}");
    assert!(statuses.iter().all(|status| [200, 409, 412].contains(status)), "{statuses:?}");
    for address in OTHERS.into_iter().chain(["late@x.example"]) {
        assert_eq!(verdicts(network, address), 1, "{address}");
    }
    assert_eq!(undecided(&desk, &opening), 0);
});

both!(the_remaining_are_declined_by_those_who_decide_with_a_reason, |network| {
    let (desk, opening, _) = filled(network);
    let reviewer = network.in_region(Role::Reviewer, &desk.region);
    decline_remaining(&reviewer, &opening, true).expect(403);
    decline_remaining(&network.anonymous, &opening, true).expect(401);
    decline_remaining(&desk.task_force, &desk.seat, true).expect(404);
    let path = format!("/openings/{opening}/decline-remaining");
    assert_eq!(desk.task_force.post(&path, json!({ "reason": " " })).expect(422).pointers(), ["/reason"]);
    let unknown = json!({ "reason": "Filled.", "except": [] });
    desk.task_force.post(&path, unknown).expect(422);
    assert_eq!(undecided(&desk, &opening), 4);
    let draft = desk.task_force.post("/openings", desk.opening()).expect(201).id();
    decline_remaining(&desk.task_force, &draft, true).expect(409);
    assert_eq!(reviewer_sees(network, &desk), Value::Null, "how many are undecided is for those who decide");
});

/// What a reviewer with an assignment reads as `undecided`.
fn reviewer_sees(network: &Network, desk: &Desk) -> Value {
    let opening = desk.published();
    apply(network, &opening, "Eve", "eve@x.example");
    let reviewers =
        [network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region)];
    desk.assign(&opening, &[&reviewers[0], &reviewers[1]]);
    reviewers[0].get(&format!("/openings/{opening}")).expect(200).json["undecided"].clone()
}
