use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

/// Waits until a pairing has ended.
#[track_caller]
fn ended(who: &Client, pairing: &str) -> Value {
    let started = Instant::now();
    loop {
        let seen = who.get(&format!("/pairings/{pairing}")).expect(200).json;
        if seen["state"] == "ended" {
            return seen;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "it does not end: {seen}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn subjects(network: &Network, who: &Client, words: &str) -> usize {
    network.mail_to_person(who).iter().filter(|subject| subject.contains(words)).count()
}

both!(closing_a_cycle_ends_its_pairings_but_those_that_were_extended, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let (other, another) = season.two(&season.lakes);
    let longer = season.pairing(&other, &another);
    other.post(&format!("/pairings/{longer}/extend"), json!({ "ends_on": "2027-12-01" })).expect(200);
    let plan = json!({ "starts_at": "2027-03-09T20:00:00Z", "duration_minutes": 45 });
    mentor.post(&format!("/pairings/{pairing}/planned-meetings"), plan).expect(201);
    let chosen = json!({ "reason": "cycle_closed" });
    assert_eq!(mentor.post(&format!("/pairings/{pairing}/end"), chosen).expect(422).pointers(), ["/reason"]);
    let preview = format!("/cycles/{}/closing-preview", season.cycle);
    let before = season.task_force.get(&preview).expect(200).json;
    assert_eq!(
        before,
        json!({ "pairings_ending": 1, "meetings_called_off": 1, "pairings_lasting": 1, "circles_ending": 0 })
    );
    mentor.get(&preview).expect(403);
    season.becomes("mentoring");
    season.becomes("closed");
    let seen = ended(&mentor, &pairing);
    assert_eq!([&seen["end_reason"], &seen["ended_by_side"]], [&json!("cycle_closed"), &Value::Null]);
    mentee.get(&format!("/pairings/{pairing}/certificate")).expect(200);
    for one in [&mentor, &mentee] {
        assert_eq!(subjects(network, one, "ended with its cycle"), 1);
    }
    assert_eq!(other.get(&format!("/pairings/{longer}")).expect(200).json["state"], "active");
    assert_eq!(subjects(network, &other, "ended"), 0);
    let after = season.task_force.get(&preview).expect(200).json;
    assert_eq!(
        after,
        json!({ "pairings_ending": 0, "meetings_called_off": 0, "pairings_lasting": 1, "circles_ending": 0 })
    );
});
