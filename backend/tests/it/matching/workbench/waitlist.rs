use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Bench, Season};
use crate::both;

fn why(list: &[Value]) -> Vec<(Value, Value)> {
    list.iter().map(|one| (one["mentee"]["enrolment_id"].clone(), one["why"].clone())).collect()
}

both!(who_waits_is_listed_with_since_when_and_why, |network| {
    let season = Season::matching(network);
    let path = format!("/cycles/{}/waitlist", season.cycle);
    let (mentor, mentee) = season.two(&season.lakes);
    let mine = mentee.get("/me/enrolments").expect(200).items()[0]["id"].clone();
    let list = || season.task_force.get(&path).expect(200).items();
    assert_eq!(why(&list()), [(mine.clone(), json!("new"))]);
    let round = season.round(&season.task_force, None);
    assert_eq!(why(&list()), [(mine.clone(), json!("proposed"))]);
    season.publish(&round);
    assert_eq!(list().len(), 0, "who is asked does not wait");
    let proposal = mentee.get("/me/proposals").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    mentor.post(&format!("/proposals/{proposal}/decline"), json!({ "reason": "other" })).expect(200);
    assert_eq!(why(&list()), [(mine.clone(), json!("declined"))]);
    season.round(&season.task_force, None);
    let left = list();
    assert_eq!(why(&left), [(mine, json!("unmatched"))]);
    assert_eq!(left[0]["reason"]["code"], "no_eligible_mentor");
    assert_eq!((&left[0]["place"], &left[0]["waits_since"]), (&json!(1), &json!("2027-03-01T12:00:00Z")));
    mentee.get(&path).expect(403);
});

both!(the_waitlist_is_read_page_by_page_and_by_region, |network| {
    let bench = Bench::of(network, 2, 9);
    let path = format!("/cycles/{}/waitlist", bench.season.cycle);
    bench.task_force().act(&bench.path("/publish")).expect(200);
    let waiting = 9 - bench.task_force().get(&bench.path("/proposals")).expect(200).items().len();
    let (mut places, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = bench.task_force().get(&format!("{path}?limit=2{cursor}")).expect(200);
        places.extend(page.items().iter().map(|one| one["place"].as_u64().unwrap()));
        match page.json["next_cursor"].as_str() {
            None => break,
            Some(next) => cursor = format!("&cursor={next}"),
        }
    }
    assert_eq!(places, (1..=waiting as u64).collect::<Vec<_>>());
    let west = network.in_region(Role::Coordinator, &bench.season.west);
    let seen = west.get(&path).expect(200).items();
    assert!(seen.iter().all(|one| one["mentee"]["region_id"] == bench.season.west.as_str()));
    let filtered = format!("{path}?region_id={}", bench.season.west);
    assert_eq!(bench.task_force().get(&filtered).expect(200).items().len(), seen.len());
});

both!(what_is_only_proposed_does_not_change_since_when_somebody_waits, |network| {
    let season = Season::matching(network);
    let path = format!("/cycles/{}/waitlist", season.cycle);
    let (mentor, mentee) = season.two(&season.lakes);
    season.enrol(&season.somebody(&season.lakes, "Mentor B"), "mentor", json!({ "setting": "law" }));
    let mine = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let proposal = season.proposal_of(&mentee);
    network.advance(TimeDelta::minutes(5));
    mentor.post(&format!("/proposals/{proposal}/decline"), json!({ "reason": "other" })).expect(200);
    let since = || season.task_force.get(&path).expect(200).items()[0]["waits_since"].clone();
    assert_eq!(since(), "2027-03-01T12:05:00Z");
    let found = season.task_force.post(&format!("/enrolments/{mine}/rematch"), json!({})).expect(201).json;
    assert_eq!(since(), "2027-03-01T12:05:00Z", "nobody was asked");
    let discard = format!("/rounds/{}/discard", found["round_id"].as_str().unwrap());
    season.task_force.act(&discard).expect(200);
    let seen = season.task_force.get(&path).expect(200).items().remove(0);
    assert_eq!((&seen["waits_since"], &seen["why"]), (&json!("2027-03-01T12:05:00Z"), &json!("declined")));
});
