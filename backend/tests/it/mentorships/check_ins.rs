use perennial::platform::auth::{Role, ScopeKind};
use serde_json::json;

use crate::both;
use crate::matching::Season;

both!(a_check_in_says_before_who_reads_it_and_nobody_else_does, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let asked = mentee.get(&format!("/pairings/{pairing}/check-in-question")).expect(200).json;
    let readers = asked["readers"].as_array().unwrap();
    assert_eq!((readers.len(), &readers[0]["kind"]), (2, &json!("coordinator")));
    assert_eq!((&readers[1]["kind"], &asked["region_name"]), (&json!("yourself"), &json!("Great Lakes")));
    let path = format!("/pairings/{pairing}/check-ins");
    let said = json!({ "choice": "needs_attention", "text": "a most private worry" });
    let made = mentee.post(&path, said.clone()).expect(201).json;
    assert_eq!(made["readers"], json!(["Test coordinator"]));
    assert_eq!(here.get(&path).expect(200).items()[0]["text"], "a most private worry");
    assert_eq!(mentee.get(&path).expect(200).items().len(), 1);
    assert_eq!(mentor.get(&path).expect(200).items().len(), 0, "not the other of the pair");
    there.get(&path).expect(404);
    let admin = network.admin();
    let nationwide = network.person(Role::Coordinator, ScopeKind::Network, None);
    nationwide.get(&format!("/pairings/{pairing}")).expect(200);
    for other in [&season.task_force, &admin, &network.nobody(), &nationwide] {
        other.get(&path).expect(404);
    }
    for other in [&here, &season.task_force] {
        other.post(&path, said.clone()).expect(404);
        other.get(&format!("/pairings/{pairing}/check-in-question")).expect(404);
    }
    for path in ["/events?limit=200", "/audit-entries?limit=200"] {
        let text = admin.get(path).expect(200).text;
        assert!(!text.contains("worry") && !text.contains("needs_attention"), "{text}");
    }
    assert_eq!(mentee.post(&path, json!({ "choice": "fine" })).expect(422).pointers(), ["/choice"]);
    let long = json!({ "choice": "going_well", "text": "x".repeat(2001) });
    assert_eq!(mentee.post(&path, long).expect(422).pointers(), ["/text"]);
});
