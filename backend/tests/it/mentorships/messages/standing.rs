//! Whoever coordinates a region and is one of a pair there learns nothing of the other by choosing whom to write to.

use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;
use crate::mentorships::look_after;
use crate::support::Client;

/// How many are chosen from pairings that stand so: well, watched, asked, stalled.
fn chosen(client: &Client) -> [i64; 4] {
    ["well", "watched", "asked", "stalled"].map(|health| {
        let body = message(json!({ "of": "pairings", "health": health }));
        client.post("/message-preview", body).expect(200).json["chosen"].as_i64().unwrap()
    })
}

fn message(selection: Value) -> Value {
    json!({ "subject": "A word", "body": "How is it going?", "selection": selection })
}

both!(how_their_own_pair_stands_is_chosen_by_what_they_may_know, |network| {
    let season = Season::matching(network);
    let mut both = network.in_region(Role::Coordinator, &season.lakes);
    let mut mentee = network.in_region(Role::Mentee, &season.lakes);
    season.enrol(&both.person_id, "mentor", json!({}));
    season.enrol(&mentee.person_id, "mentee", json!({}));
    let pairing = season.pairing(&both, &mentee);
    let mut colleague = network.in_region(Role::Coordinator, &season.lakes);
    network.advance(TimeDelta::days(14));
    look_after(network);
    for client in [&mut both, &mut mentee, &mut colleague] {
        *client = network.sign_in_as(client);
    }
    let answer = format!("/pairings/{pairing}/health/answer");
    assert_eq!([chosen(&colleague), chosen(&both)], [[0, 0, 2, 0], [0, 0, 2, 0]]);
    both.post(&answer, json!({ "answer": "well" })).expect(200);
    assert_eq!(chosen(&both), [0, 2, 0, 0]);
    mentee.post(&answer, json!({ "answer": "help" })).expect(200);
    assert_eq!([chosen(&colleague), chosen(&both)], [[0, 0, 0, 2], [0, 2, 0, 0]]);
    // Nor does what a colleague has sent tell it: to both of the pair, or to the other one alone.
    for selection in [
        json!({ "of": "pairings", "health": "stalled" }),
        json!({ "of": "pairings", "health": "stalled", "role": "mentee" }),
    ] {
        let accepted = colleague.post("/messages", message(selection)).expect(202);
        let job = network.job_done(&colleague, &accepted);
        assert_eq!(job["state"], "succeeded", "{job}");
        let path = format!("/messages/{}", accepted.id());
        let health = |who: &Client| who.get(&path).expect(200).json["selection"]["health"].clone();
        assert_eq!([health(&colleague), health(&both)], [json!("stalled"), Value::Null]);
    }
    let listed = both.get("/messages").expect(200).items();
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|one| one["selection"]["health"].is_null()), "{listed:?}");
});
