//! Applicants choose, move and cancel a time by their link.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::json;

use super::calendar::read;
use super::{Search, address_of, choose, mails_to};
use crate::both;
use crate::support::{Client, Network};

fn free(holder: &Client) -> Vec<String> {
    let seen = holder.get("/public/interview").expect(200).json;
    seen["free"].as_array().unwrap().iter().map(|s| s["slot_id"].as_str().unwrap().to_owned()).collect()
}

both!(an_applicant_chooses_moves_and_cancels_a_time_by_the_mailed_link, |network| {
    let search = Search::with_applicants(network, 1);
    let (first, second) = (search.offer("2027-03-09T10:00"), search.offer("2027-03-11T10:00"));
    search.invite(&search.applications).expect(200);
    let holder = search.holders(network).remove(0);
    for _ in 0..2 {
        let seen = holder.get("/public/interview").expect(200);
        assert_eq!(
            (seen.json["state"].as_str(), seen.json["may_book"].as_bool()),
            (Some("invited"), Some(true))
        );
        assert_eq!(seen.json["free"][0]["starts_at"], "2027-03-09T16:00:00Z");
        assert_eq!(seen.json["free"][0]["by_video"], true);
        assert!(!seen.text.contains("meet.example"), "the room is told with the booked time");
    }
    holder.get("/public/interview/calendar.ics").expect(404);
    holder.post("/public/interview/reschedule", choose(&first, "America/Denver")).expect(409);
    assert_eq!(
        holder.post("/public/interview/book", choose(&first, "Mars/Olympus")).expect(422).pointers(),
        ["/time_zone"]
    );
    let booked = holder.post("/public/interview/book", choose(&first, "America/Denver")).expect(200).json;
    assert_eq!((booked["state"].as_str(), booked["may_change"].as_bool()), (Some("booked"), Some(true)));
    assert_eq!(booked["time"]["link"], "https://meet.example/room");
    assert_eq!(booked["change_until"], "2027-03-08T16:00:00Z");
    assert_eq!(booked["panel_names"], json!(["Test reviewer"]));
    holder.post("/public/interview/book", choose(&second, "America/Denver")).expect(409);

    let moved =
        holder.post("/public/interview/reschedule", choose(&second, "America/Denver")).expect(200).json;
    assert_eq!(moved["time"]["slot_id"].as_str(), Some(&*second));
    assert_eq!(free(&holder), std::slice::from_ref(&first), "the earlier time is free again");
    holder.post("/public/interview/reschedule", choose(&second, "America/Denver")).expect(409);

    let cancelled =
        holder.post("/public/interview/cancel", json!({ "reason": "Another post." })).expect(200).json;
    assert_eq!(cancelled["state"], "cancelled");
    holder.post("/public/interview/cancel", json!({})).expect(409);
    assert_eq!(search.interviews()[0]["cancelled_by"], "applicant");
    let told = network.mail_to(&address_of(&search.rosa));
    assert!(told["body"].as_str().unwrap().contains("Another post."));
    let application = search.desk.task_force.get(&format!("/applications/{}", search.applications[0]));
    assert_eq!(application.expect(200).json["state"], "in_review", "the application stays as it is");
});

both!(mails_tell_the_time_in_each_readers_zone_and_bring_a_calendar, |network| {
    let search = Search::with_applicants(network, 1);
    let mut with_ravi = search.slot("2027-03-16T10:00");
    with_ravi["panel_ids"] = json!([search.ravi.person_id]);
    with_ravi["note"] =
        json!("Bring; a, list\\of \"things\"\nand time for a rather long sentence with é and 字 in it.");
    let first = search.offer("2027-03-09T10:00");
    let second = search.add(with_ravi).expect(201).id();
    search.invite(&search.applications).expect(200);
    let holder = search.holders(network).remove(0);
    let (rosa, ravi) = (address_of(&search.rosa), address_of(&search.ravi));
    let newest = |address: &str| {
        let mail = mails_to(network, address).remove(0);
        let file = mail["calendar"].as_str().map(read);
        (mail["subject"].as_str().unwrap().to_owned(), mail["body"].as_str().unwrap().to_owned(), file)
    };
    holder.post("/public/interview/book", choose(&first, "Pacific/Honolulu")).expect(200);
    let (subject, body, file) = newest(&search.emails[0]);
    assert_eq!(subject, "Interview booked: Mentorship coordinator");
    assert!(body.contains("Tuesday, March 9, 2027, 6:00 AM HST (Pacific/Honolulu), 30 minutes"), "{body}");
    assert!(body.contains("https://meet.example/room") && body.contains("/interview#"), "{body}");
    let asked = file.unwrap();
    assert_eq!((asked.method.as_str(), asked.get("SEQUENCE")), ("REQUEST", "1"));
    assert_eq!((asked.get("DTSTART"), asked.get("DTEND")), ("20270309T160000Z", "20270309T163000Z"));
    assert_eq!(asked.get("ATTENDEE"), format!("mailto:{}", search.emails[0]));
    let uid = asked.get("UID").to_owned();
    let (_, body, file) = newest(&rosa);
    assert!(body.contains("Tuesday, March 9, 2027, 10:00 AM CST (America/Chicago)"), "{body}");
    assert!(body.contains("Applicant 0 has chosen a time"), "{body}");
    assert_eq!(file.unwrap().get("UID"), uid);

    holder.post("/public/interview/reschedule", choose(&second, "Pacific/Honolulu")).expect(200);
    let (subject, body, file) = newest(&search.emails[0]);
    assert_eq!(subject, "Interview moved: Mentorship coordinator");
    assert!(body.contains("Tuesday, March 16, 2027, 5:00 AM HST"), "{body}");
    let moved = file.unwrap();
    assert_eq!((moved.method.as_str(), moved.get("SEQUENCE"), moved.get("UID")), ("REQUEST", "2", &*uid));
    assert_eq!(moved.get("DTSTART"), "20270316T150000Z");
    assert!(
        moved.get("DESCRIPTION").contains("Bring; a, list\\of \"things\"\nand time"),
        "{}",
        moved.get("DESCRIPTION")
    );
    // The panel of the earlier time is released, the new one invited.
    let (_, _, released) = newest(&rosa);
    let released = released.unwrap();
    assert_eq!((released.method.as_str(), released.get("STATUS")), ("CANCEL", "CANCELLED"));
    assert_eq!((released.get("UID"), released.get("DTSTART")), (&*uid, "20270309T160000Z"));
    let (subject, _, asked) = newest(&ravi);
    assert!(subject.starts_with("Interview booked: Applicant 0"), "{subject}");
    assert_eq!(asked.unwrap().method, "REQUEST");

    // The same event by link and for the panel.
    let answer = holder.get("/public/interview/calendar.ics").expect(200);
    assert_eq!(answer.header("content-type"), Some("text/calendar; charset=utf-8"));
    let published = read(&answer.text);
    assert_eq!((published.method.as_str(), published.get("UID")), ("PUBLISH", &*uid));
    let id = search.interviews()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/interviews/{id}/calendar.ics");
    let mine = read(&search.ravi.get(&path).expect(200).text);
    assert_eq!(mine.get("SUMMARY"), "Interview with Applicant 0: Mentorship coordinator");
    search.rosa.get(&path).expect(404);

    holder.post("/public/interview/cancel", json!({ "reason": "" })).expect(200);
    let (_, _, gone) = newest(&search.emails[0]);
    let gone = gone.unwrap();
    assert_eq!((gone.method.as_str(), gone.get("SEQUENCE"), gone.get("UID")), ("CANCEL", "3", &*uid));
    assert_eq!(newest(&ravi).2.unwrap().method, "CANCEL");
});

both!(a_time_is_chosen_and_changed_in_time, |network| {
    let search = Search::with_applicants(network, 2);
    // It is 12:00 UTC on the first of March: 06:00 in Chicago.
    let soon = search.offer("2027-03-01T09:59");
    let today = search.offer("2027-03-01T11:00");
    let later = search.offer("2027-03-03T10:00");
    search.invite(&search.applications).expect(200);
    let holders = search.holders(network);
    assert_eq!(free(&holders[0]), [today.clone(), later.clone()], "the panel must learn of it in time");
    let refused = holders[0].post("/public/interview/book", choose(&soon, "America/Denver")).expect(409);
    assert!(refused.text.contains("not offered any more"), "{}", refused.text);
    let unknown = holders[0].post("/public/interview/book", choose(&search.opening, "America/Denver"));
    unknown.expect(409);
    let booked = holders[0].post("/public/interview/book", choose(&today, "America/Denver")).expect(200).json;
    assert_eq!(booked["may_change"], false, "it begins in less than 24 hours");
    let refused = holders[0].post("/public/interview/cancel", json!({})).expect(409);
    assert!(refused.text.contains("write to the task force"), "{}", refused.text);
    holders[0].post("/public/interview/reschedule", choose(&later, "America/Denver")).expect(409);
    // The task force moves it all the same.
    let id = search.interviews()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/interviews/{id}/reschedule");
    let task_force = &search.desk.task_force;
    assert_eq!(task_force.post(&path, json!({ "slot_id": today })).expect(422).pointers(), ["/slot_id"]);
    assert_eq!(
        task_force.post(&path, json!({ "slot_id": search.opening })).expect(422).pointers(),
        ["/slot_id"]
    );
    let moved = task_force.post(&path, json!({ "slot_id": later })).expect(200).json;
    assert_eq!(moved["time"]["slot_id"].as_str(), Some(&*later));
    assert_eq!(moved["applicant_time_zone"], "America/Denver");
    let mail = network.mail_to(&search.emails[0]);
    assert!(mail["body"].as_str().unwrap().contains("9:00 AM MST (America/Denver)"), "{mail}");
    let taken = holders[1].post("/public/interview/book", choose(&later, "America/Denver")).expect(409);
    assert!(taken.text.contains("just been taken"), "{}", taken.text);
    assert_eq!(free(&holders[1]), [today]);
});

both!(nobody_is_offered_a_panel_of_their_own_house, |network| {
    let search = Search::with_applicants(network, 1);
    let rosa = address_of(&search.rosa);
    super::super::apply(network, &search.opening, "Rosa herself", &rosa);
    // From another house than all the reviewers.
    let others = [(); 2].map(|()| {
        let guide = network.in_region(Role::Guide, &search.desk.region);
        let body = json!({ "person_id": guide.person_id, "role": "reviewer", "scope_kind": "region",
            "scope_id": search.desk.region });
        network.admin().post("/grants", body).expect(201);
        guide
    });
    let ids = json!({ "reviewer_ids": others.each_ref().map(|other| &other.person_id) });
    let task_force = &search.desk.task_force;
    task_force.post(&format!("/openings/{}/reviewers", search.opening), ids).expect(200);
    let (with_rosa, mut with_another) = (search.offer("2027-03-09T10:00"), search.slot("2027-03-09T11:00"));
    with_another["panel_ids"] = json!([others[0].person_id]);
    let with_another = search.add(with_another).expect(201).id();
    let applications = search.desk.applications(&search.opening);
    search.invite(&applications).expect(200);
    let token = network.link_to(&rosa);
    let holder = network.anonymous.with_link(&token);
    assert_eq!(free(&holder), std::slice::from_ref(&with_another));
    let refused = holder.post("/public/interview/book", choose(&with_rosa, "America/Denver")).expect(409);
    assert!(!refused.text.contains("Test reviewer"), "who sits there is not told");
    holder.post("/public/interview/book", choose(&with_another, "America/Denver")).expect(200);
    let interview = search.interviews().into_iter().find(|i| i["state"] == "booked").unwrap();
    let path = format!("/interviews/{}/reschedule", interview["id"].as_str().unwrap());
    let refused = task_force.post(&path, json!({ "slot_id": with_rosa })).expect(422);
    assert!(refused.text.contains("Test reviewer"), "those who decide are told: {}", refused.text);
});

both!(nobody_is_offered_a_panel_with_a_declared_conflict, |network| {
    let search = Search::with_applicants(network, 2);
    let slot = search.offer("2027-03-09T10:00");
    search.invite(&search.applications).expect(200);
    let holders = search.holders(network);
    assert_eq!(free(&holders[0]), std::slice::from_ref(&slot));
    let body = json!({ "reviewer_id": search.rosa.person_id, "reason": "They wrote a book together." });
    let path = format!("/applications/{}/conflicts", search.applications[0]);
    search.desk.task_force.post(&path, body).expect(201);
    assert!(free(&holders[0]).is_empty());
    holders[0].post("/public/interview/book", choose(&slot, "America/Denver")).expect(409);
    assert_eq!(free(&holders[1]), std::slice::from_ref(&slot), "the other applicant is free to choose");
    // Who steps back from an application does not interview its applicant either.
    let path = format!("/applications/{}/recuse", search.applications[1]);
    search.rosa.post(&path, json!({ "reason": "A neighbour." })).expect(204);
    assert!(free(&holders[1]).is_empty());
});

fn reminders(network: &Network, address: &str) -> usize {
    mails_to(network, address)
        .iter()
        .filter(|mail| mail["subject"].as_str().unwrap().starts_with("Interview tomorrow"))
        .count()
}

#[track_caller]
fn wait_until(what: impl Fn() -> bool) {
    let started = Instant::now();
    while !what() {
        assert!(started.elapsed() < Duration::from_secs(20), "it does not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}

both!(a_reminder_comes_the_day_before_once_and_for_the_new_time_only, |network| {
    let search = Search::with_applicants(network, 2);
    let (first, second, third) = (
        search.offer("2027-03-05T10:00"),
        search.offer("2027-03-09T10:00"),
        search.offer("2027-03-05T11:00"),
    );
    search.invite(&search.applications).expect(200);
    let holders = search.holders(network);
    holders[0].post("/public/interview/book", choose(&first, "America/Denver")).expect(200);
    holders[0].post("/public/interview/reschedule", choose(&second, "America/Denver")).expect(200);
    holders[1].post("/public/interview/book", choose(&third, "America/Denver")).expect(200);
    let jobs = |state: &str| -> usize {
        network.operator(|work| {
            use diesel::prelude::*;
            use perennial::schema::jobs;
            let reminders = jobs::table.filter(jobs::kind.eq(perennial::recruitment::REMIND_OF_INTERVIEW));
            let n: i64 = reminders.filter(jobs::state.eq(state.to_owned())).count().get_result(work.conn)?;
            Ok(usize::try_from(n).unwrap())
        })
    };
    assert_eq!((jobs("queued"), jobs("cancelled")), (2, 1), "the earlier time's reminder is taken back");
    // To the day before the earlier time, at the same hour: 16:00 UTC, and of the third an hour later.
    network.advance(TimeDelta::days(3) + TimeDelta::hours(5));
    wait_until(|| jobs("succeeded") == 1);
    assert_eq!(reminders(network, &search.emails[0]), 0);
    assert_eq!(reminders(network, &search.emails[1]), 1);
    let rosa = network.operator(|work| {
        let id = search.rosa.person_id.parse().unwrap();
        Ok(perennial::identity::contacts(work.conn, &[id])?.remove(&id).unwrap().email)
    });
    assert_eq!(reminders(network, &rosa), 1);
    network.advance(TimeDelta::days(4));
    wait_until(|| jobs("succeeded") == 2);
    assert_eq!(reminders(network, &search.emails[0]), 1);
    let mail = network.mail_to(&search.emails[0]);
    assert!(mail["body"].as_str().unwrap().contains("Tuesday, March 9, 2027, 9:00 AM MST"), "{mail}");
    // The job once more, as after a crash between the mails and the note that it is done: nobody is told twice.
    let (interview, sequence) = network.operator(|work| {
        use diesel::prelude::*;
        use perennial::schema::interviews;
        let row: (perennial::platform::db::Id, i32) = interviews::table
            .filter(interviews::slot_id.eq(Some(second.parse::<perennial::platform::db::Id>().unwrap())))
            .select((interviews::id, interviews::sequence))
            .first(work.conn)?;
        Ok(row)
    });
    network.operator(|work| {
        let payload = json!({ "interview_id": interview, "sequence": sequence });
        let now = work.stamp();
        perennial::platform::jobs::schedule(work, perennial::recruitment::REMIND_OF_INTERVIEW, &payload, now)
    });
    wait_until(|| jobs("succeeded") == 3);
    assert_eq!(reminders(network, &search.emails[0]), 1);
});

both!(a_link_to_an_interview_serves_nothing_else, |network| {
    let search = Search::with_applicants(network, 1);
    let slot = search.offer("2027-03-09T10:00");
    search.invite(&search.applications).expect(200);
    let holder = search.holders(network).remove(0);
    holder.get("/public/offer").expect(403);
    holder.get(&format!("/openings/{}/interviews", search.opening)).expect(403);
    holder.get("/interviews/mine").expect(403);
    for client in [&network.anonymous, &network.anonymous.with_link("guess")] {
        client.get("/public/interview").expect(401);
        client.post("/public/interview/book", choose(&slot, "America/Denver")).expect(401);
    }
    search.desk.task_force.get("/public/interview").expect(403);
    let extra =
        json!({ "slot_id": slot, "time_zone": "America/Denver", "application_id": search.applications[0] });
    holder.post("/public/interview/book", extra).expect(422);
    network.advance(TimeDelta::days(121));
    holder.get("/public/interview").expect(401);
});
