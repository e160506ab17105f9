use perennial::platform::auth::Role;
use serde_json::json;

use crate::both;
use crate::matching::Season;

both!(notes_stay_with_the_two, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}/meetings", season.pairing(&mentor, &mentee));
    let body = json!({ "held_on": "2027-03-01", "duration_minutes": 45, "channel": "video",
        "shared_note": "a most private worry" });
    mentor.post(&path, body).expect(201);
    assert_eq!(mentee.get(&path).expect(200).items()[0]["shared_note"], "a most private worry");
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    for staff in [&coordinator, &season.task_force, &network.admin()] {
        let seen = staff.get(&path).expect(200);
        assert!(!seen.text.contains("worry"), "{}", seen.text);
        assert_eq!(seen.items()[0]["duration_minutes"], 45);
        staff
            .post(&path, json!({ "held_on": "2027-03-01", "duration_minutes": 5, "channel": "chat" }))
            .expect(404);
    }
    let admin = network.admin();
    assert!(!admin.get("/events?limit=200").expect(200).text.contains("worry"));
    assert!(!admin.get("/audit-entries?limit=200").expect(200).text.contains("worry"));
    network.in_region(Role::Coordinator, &season.west).get(&path).expect(404);
    network.in_region(Role::Mentor, &season.lakes).get(&path).expect(404);
});

both!(a_meeting_is_of_the_pairings_days, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}/meetings", season.pairing(&mentor, &mentee));
    let on = |day: &str, minutes: i64| {
        mentor.post(&path, json!({ "held_on": day, "duration_minutes": minutes, "channel": "phone" }))
    };
    assert_eq!(on("2027-03-03", 30).expect(422).pointers(), ["/held_on"], "the day after tomorrow");
    assert_eq!(on("2027-02-01", 30).expect(422).pointers(), ["/held_on"], "before it began");
    assert_eq!(on("2027-03-01", 601).expect(422).pointers(), ["/duration_minutes"]);
    assert_eq!(on("not a day", 30).expect(422).pointers(), ["/held_on"]);
    on("2027-03-02", 30).expect(201);
    on("2027-03-01", 30).expect(201);
    on("2027-03-01", 15).expect(201);
    let days = |query: &str| -> Vec<String> {
        let items = mentee.get(&format!("{path}{query}")).expect(200).items();
        items.iter().map(|m| m["held_on"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(days(""), ["2027-03-02", "2027-03-01", "2027-03-01"], "latest first");
    let page = mentee.get(&format!("{path}?limit=2")).expect(200);
    let cursor = page.json["next_cursor"].as_str().unwrap();
    assert_eq!(days(&format!("?limit=2&cursor={cursor}")), ["2027-03-01"]);
});
