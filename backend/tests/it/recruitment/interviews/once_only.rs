//! Fifty at once: the database lets one.

use std::sync::Barrier;

use super::{Search, choose};
use crate::both;
use crate::support::{Answer, Client};

const AT_ONCE: usize = 50;

/// All of these requests at the same moment.
fn at_once(asked: &[(Client, String)]) -> Vec<Answer> {
    let start = Barrier::new(asked.len());
    std::thread::scope(|scope| {
        let running: Vec<_> = asked
            .iter()
            .map(|(client, slot)| {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    client.post("/public/interview/book", choose(slot, "America/Denver"))
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

both!(of_fifty_applicants_who_choose_one_slot_one_gets_it, |network| {
    let search = Search::with_applicants(network, AT_ONCE);
    let slot = search.offer("2027-03-09T10:00");
    let other = search.offer("2027-03-09T11:00");
    search.invite(&search.applications).expect(200);
    let holders = search.holders(network);
    assert_eq!(holders.len(), AT_ONCE);
    let asked: Vec<(Client, String)> = holders.iter().map(|h| (h.clone(), slot.clone())).collect();
    let answers = at_once(&asked);
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().enumerate().partition(|(_, a)| a.status == 200);
    assert_eq!(won.len(), 1, "{:?}", lost.iter().map(|(_, a)| a.status).collect::<Vec<_>>());
    assert_eq!(lost.len(), AT_ONCE - 1);
    for (at, answer) in lost {
        let answer = answer.expect(409);
        assert!(
            answer.text.contains("just been taken") || answer.text.contains("just been changed"),
            "{}",
            answer.text
        );
        // And the rest is offered, to the one who asks again.
        if at % 10 == 0 {
            let seen = holders[at].get("/public/interview").expect(200).json;
            assert_eq!(seen["free"].as_array().unwrap().len(), 1);
            assert_eq!(seen["free"][0]["slot_id"].as_str(), Some(&*other));
        }
    }
    let booked: Vec<_> = search.interviews().into_iter().filter(|i| i["state"] == "booked").collect();
    assert_eq!(booked.len(), 1);
    assert_eq!(booked[0]["applicant_name"], format!("Applicant {}", won[0].0));
    let told = network.admin().get("/mails?limit=200").expect(200).items();
    let confirmed =
        told.iter().filter(|m| m["subject"].as_str().unwrap().starts_with("Interview booked: Mentorship"));
    assert_eq!(confirmed.count(), 1, "and one is told so");
});

both!(of_fifty_slots_that_one_applicant_chooses_at_once_one_is_theirs, |network| {
    let search = Search::with_applicants(network, 1);
    let series = serde_json::json!({
        "first_day": "2027-03-09", "last_day": "2027-03-11", "weekdays": ["tuesday", "wednesday", "thursday"],
        "from": "08:00", "until": "17:00", "every_minutes": 30, "time_zone": "America/Chicago",
        "duration_minutes": 30, "link": null, "place": "Room 12", "note": null,
        "panel_ids": [search.rosa.person_id],
    });
    search
        .desk
        .task_force
        .post(&format!("/openings/{}/interview-series", search.opening), series)
        .expect(200);
    search.invite(&search.applications).expect(200);
    let holder = search.holders(network).remove(0);
    let free = holder.get("/public/interview").expect(200).json["free"].as_array().unwrap().clone();
    let asked: Vec<(Client, String)> = free
        .iter()
        .take(AT_ONCE)
        .map(|slot| (holder.clone(), slot["slot_id"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(asked.len(), AT_ONCE);
    let statuses: Vec<u16> = at_once(&asked).iter().map(|a| a.status).collect();
    assert_eq!(statuses.iter().filter(|s| **s == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|s| **s == 409).count(), AT_ONCE - 1, "{statuses:?}");
    let slots = search
        .desk
        .task_force
        .get(&format!("/openings/{}/interview-slots?limit=200", search.opening))
        .expect(200);
    assert_eq!(slots.items().iter().filter(|s| !s["holder"].is_null()).count(), 1);
});

both!(of_fifty_panels_that_one_person_is_put_on_at_once_one_is_made, |network| {
    let search = Search::with_applicants(network, 1);
    let start = Barrier::new(AT_ONCE);
    let path = format!("/openings/{}/interview-slots", search.opening);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                let (start, search, path) = (&start, &search, &path);
                scope.spawn(move || {
                    start.wait();
                    search.desk.task_force.post(path, search.slot("2027-03-09T10:00")).status
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|s| **s == 201).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|s| [201, 409, 422].contains(s)), "{statuses:?}");
});
