//! That somebody is not selected: from every undecided state, told by one letter or by none.

use serde_json::{Value, json};

use super::accept_offer::{in_review, offer};
use super::interviews::calendar::read;
use super::interviews::{Search, choose, mails_to};
use super::{Desk, apply};
use crate::both;
use crate::support::{Answer, Network};

fn decline(desk: &Desk, application: &str, tells: bool) -> Answer {
    let body = json!({ "reason": "A secret between us.", "tell_applicant": tells });
    desk.task_force.post(&format!("/applications/{application}/decline"), body)
}

/// The letters to an address that say how it was decided.
fn verdicts(network: &Network, address: &str) -> Vec<Value> {
    let mails = mails_to(network, address).into_iter();
    mails.filter(|mail| mail["template"] == "application_declined").collect()
}

both!(whatever_is_undecided_can_be_declined, |network| {
    let desk = Desk::in_region(network, "03");
    let emails = ["next@x.example", "open@x.example", "lapsed@x.example"];
    let (opening, applications) = in_review(network, &desk, &emails);
    // One whose offer nobody answers, one with an open offer, one who is next in line, and one that nobody has read.
    let short = json!({ "expires_on": "2027-03-01", "reason": "First." });
    desk.task_force.post(&format!("/applications/{}/offer", applications[2]), short).expect(201);
    network.advance(chrono::TimeDelta::days(2));
    let desk = Desk { task_force: network.task_force(), ..desk };
    offer(&desk, &applications[1]).expect(201);
    let link = network.anonymous.with_link(&network.link_to("open@x.example"));
    apply(network, &opening, "Late", "late@x.example");
    let late = desk.applications(&opening).pop().unwrap();
    for (application, offer) in [
        (&applications[2], json!("expired")),
        (&applications[1], json!("withdrawn")),
        (&applications[0], Value::Null),
        (&late, Value::Null),
    ] {
        let declined = decline(&desk, application, true).expect(200).json;
        assert_eq!((&declined["state"], &declined["offer"]["state"]), (&json!("declined"), &offer));
        assert_eq!(declined["decision_reason"], "A secret between us.");
        decline(&desk, application, true).expect(409);
    }
    link.act("/public/offer/accept").expect(401);
    for address in emails.into_iter().chain(["late@x.example"]) {
        assert_eq!(verdicts(network, address).len(), 1, "{address}");
    }
    let read = desk.task_force.get(&format!("/openings/{opening}")).expect(200).json;
    assert_eq!((&read["undecided"], &read["applications"]), (&json!(0), &json!(4)));
});

both!(the_reason_is_nobodys_but_theirs_who_decide, |network| {
    let desk = Desk::in_region(network, "03");
    let (_, applications) = in_review(network, &desk, &["ana@x.example"]);
    decline(&desk, &applications[0], true).expect(200);
    for text in [
        desk.task_force.get("/events?limit=200").expect(200).text,
        network.admin().get("/audit-entries?limit=200").expect(200).text,
        network.admin().get("/mails?limit=200").expect(200).text,
    ] {
        assert!(!text.contains("A secret between us"), "{text}");
    }
});

both!(nobody_has_to_be_written_to, |network| {
    let desk = Desk::in_region(network, "03");
    let (_, applications) = in_review(network, &desk, &["ana@x.example"]);
    let follows = network.anonymous.with_link(&network.link_to("ana@x.example"));
    let before = mails_to(network, "ana@x.example").len();
    decline(&desk, &applications[0], false).expect(200);
    assert_eq!(mails_to(network, "ana@x.example").len(), before);
    assert_eq!(follows.get("/public/application").expect(200).json["state"], "not_chosen");
    let wrong = json!({ "reason": "x", "tell_applicant": "perhaps" });
    desk.task_force.post(&format!("/applications/{}/decline", applications[0]), wrong).expect(422);
});

both!(an_interview_to_come_is_called_off_by_the_same_letter, |network| {
    let search = Search::with_applicants(network, 2);
    let slots = [search.offer("2027-03-09T10:00"), search.offer("2027-03-09T11:00")];
    search.invite(&search.applications).expect(200);
    for (holder, slot) in search.holders(network).iter().zip(&slots) {
        holder.post("/public/interview/book", choose(slot, "America/Denver")).expect(200);
    }
    let so_far = |address: &str| mails_to(network, address).len();
    let before = [so_far(&search.emails[0]), so_far(&search.emails[1])];
    decline(&search.desk, &search.applications[0], true).expect(200);
    assert_eq!(so_far(&search.emails[0]), before[0] + 1, "one letter says both");
    let letter = verdicts(network, &search.emails[0]).remove(0);
    let body = letter["body"].as_str().unwrap();
    assert!(body.contains("does not take place") && body.contains("March 9, 2027, 9:00 AM"), "{body}");
    let calendar = read(letter["calendar"].as_str().unwrap());
    assert_eq!((calendar.method.as_str(), calendar.get("STATUS")), ("CANCEL", "CANCELLED"));
    // Who is not told of the decision is told of the interview all the same.
    decline(&search.desk, &search.applications[1], false).expect(200);
    assert_eq!(so_far(&search.emails[1]), before[1] + 1);
    assert_eq!(mails_to(network, &search.emails[1])[0]["template"], "interview_cancelled");
    assert!(search.interviews().iter().all(|interview| interview["state"] == "cancelled"));
});
