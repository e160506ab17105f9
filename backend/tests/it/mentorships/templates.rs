use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;

fn terms(more: Value) -> Value {
    let mut terms = json!({ "goals": ["Write a grant"], "cadence": "monthly", "confidentiality": "Ours.",
        "ends_on": "2027-08-01" });
    for (name, value) in more.as_object().unwrap() {
        terms[name] = value.clone();
    }
    terms
}

both!(an_agreement_names_the_version_of_the_template_that_it_follows, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}/agreement");
    assert_eq!(
        mentor.get("/agreement-template").expect(200).json["version"],
        1,
        "the network comes with one"
    );
    let first = mentor.put(&path, terms(json!({}))).expect(200).json;
    assert_eq!(first["template_version"], 1);
    let body = json!({ "goal_prompts": ["What next?"], "cadence": "weekly", "confidentiality": "Between us.",
        "note": "Shorter." });
    mentor.change("PUT", "/agreement-template", "*", body.clone()).expect(403);
    let written =
        season.task_force.change("PUT", "/agreement-template", "\"1\"", body.clone()).expect(200).json;
    assert_eq!((&written["version"], &written["note"]), (&json!(2), &json!("Shorter.")));
    season.task_force.change("PUT", "/agreement-template", "\"1\"", body).expect(412);
    // What is there keeps its version until somebody names another.
    let again = mentee.put(&path, terms(json!({ "cadence": "weekly" }))).expect(200).json;
    assert_eq!(again["template_version"], 1);
    let newer = mentee.put(&path, terms(json!({ "template_version": 2 }))).expect(200).json;
    assert_eq!(newer["template_version"], 2);
    let refused = mentee.put(&path, terms(json!({ "template_version": 3 }))).expect(422);
    assert_eq!(refused.pointers(), ["/template_version"]);
    let versions = mentee.get("/agreement-template/versions").expect(200).items();
    assert_eq!(versions.iter().map(|v| v["version"].as_i64().unwrap()).collect::<Vec<_>>(), [2, 1]);
});

both!(a_template_that_makes_no_sense_is_refused_by_field, |network| {
    let task_force = network.task_force();
    let refused = |body: Value| task_force.put("/agreement-template", body).expect(422).pointers();
    let body = json!({ "goal_prompts": [" "], "cadence": "weekly", "confidentiality": " " });
    assert_eq!(refused(body), ["/confidentiality", "/goal_prompts"]);
    let body =
        json!({ "goal_prompts": [], "cadence": "weekly", "confidentiality": "x", "note": "n".repeat(501) });
    assert_eq!(refused(body), ["/goal_prompts", "/note"]);
});

both!(who_has_not_signed_is_reminded_at_most_once_a_week, |network| {
    use chrono::TimeDelta;
    use perennial::platform::auth::Role;
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}/agreement");
    let written = mentor.put(&path, terms(json!({}))).expect(200).json;
    mentor.post(&format!("{path}/sign"), json!({ "terms_digest": written["terms_digest"] })).expect(200);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    network.in_region(Role::Coordinator, &season.west).act(&format!("{path}/remind")).expect(404);
    mentor.act(&format!("{path}/remind")).expect(403);
    coordinator.act(&format!("{path}/remind")).expect(200);
    coordinator.act(&format!("{path}/remind")).expect(409);
    let count =
        |who| network.mail_to_person(who).iter().filter(|s| s.starts_with("Your agreement with")).count();
    assert_eq!((count(&mentor), count(&mentee)), (0, 1));
    network.advance(TimeDelta::days(8));
    let coordinator = network.sign_in_as(&coordinator);
    coordinator.act(&format!("{path}/remind")).expect(200);
    let mentee = network.sign_in_as(&mentee);
    mentee.post(&format!("{path}/sign"), json!({ "terms_digest": written["terms_digest"] })).expect(200);
    network.advance(TimeDelta::days(8));
    network.sign_in_as(&coordinator).act(&format!("{path}/remind")).expect(409);
});
