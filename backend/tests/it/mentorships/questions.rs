use perennial::platform::auth::Role;
use serde_json::json;

use crate::both;
use crate::matching::Season;

both!(a_question_goes_to_the_coordinators_and_back, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let path = format!("/pairings/{pairing}/questions");
    let asked = mentee.post(&path, json!({ "text": "a most private worry" })).expect(201);
    let question = format!("/questions/{}", asked.id());
    assert_eq!(asked.json["state"], "open");
    assert!(network.mail_to_person(&here).iter().any(|s| s.contains("asks you something")));
    assert!(!network.mail_to_person(&there).iter().any(|s| s.contains("asks you something")));
    for (other, count) in [(&here, 1), (&mentee, 1), (&mentor, 0), (&there, 0)] {
        assert_eq!(other.get("/questions?state=open").expect(200).items().len(), count);
    }
    for other in [&mentor, &there, &season.task_force, &network.admin(), &network.nobody()] {
        other.get(&question).expect(404);
        other.post(&format!("{question}/answers"), json!({ "text": "x" })).expect(404);
    }
    here.post(&path, json!({ "text": "x" })).expect(404);
    let answered = here.post(&format!("{question}/answers"), json!({ "text": "Thursday." })).expect(201).json;
    assert_eq!(
        (&answered["state"], &answered["answers"][0]["from"]),
        (&json!("answered"), &json!("coordinator"))
    );
    assert!(network.mail_to_person(&mentee).iter().any(|s| s.contains("has answered you")));
    let again = mentee.post(&format!("{question}/answers"), json!({ "text": "At nine?" })).expect(201).json;
    assert_eq!((&again["state"], &again["answered_at"]), (&json!("open"), &json!(null)));
    let admin = network.admin();
    for path in ["/events?limit=200", "/audit-entries?limit=200", "/mails?limit=200"] {
        let text = admin.get(path).expect(200).text;
        assert!(!text.contains("worry") && !text.contains("Thursday"), "{path}: {text}");
    }
    // Also after the end.
    mentor.post(&format!("/pairings/{pairing}/end"), json!({ "reason": "moved" })).expect(200);
    mentor.post(&path, json!({ "text": "And now?" })).expect(201);
    assert_eq!(mentor.post(&path, json!({ "text": " " })).expect(422).pointers(), ["/text"]);
});
