use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;
use crate::support::Client;

fn terms() -> Value {
    json!({ "goals": ["Write a grant"], "cadence": "monthly", "confidentiality": "Between us.",
        "ends_on": "2027-08-01" })
}

fn sign(client: &Client, pairing: &str, agreement: &Value) -> crate::support::Answer {
    client.post(
        &format!("/pairings/{pairing}/agreement/sign"),
        json!({ "terms_digest": agreement["terms_digest"] }),
    )
}

both!(an_agreement_is_written_by_one_and_signed_by_both, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}/agreement");
    mentor.get(&path).expect(404);
    mentor
        .send("PUT", &path, &[("content-type", "application/json")], Some(terms().to_string().as_bytes()))
        .expect(428);
    let first = mentor.change("PUT", &path, "\"0\"", terms()).expect(200).json;
    assert_eq!(first["state"], "draft");
    mentee.change("PUT", &path, "\"0\"", terms()).expect(412);
    let one = sign(&mentee, &pairing, &first).expect(200).json;
    assert_eq!((&one["state"], &one["mentor_signed_at"]), (&json!("draft"), &json!(null)));
    sign(&mentee, &pairing, &first).expect(409);
    assert_eq!(sign(&mentor, &pairing, &first).expect(200).json["state"], "signed");
    let seen = season.task_force.get(&format!("/pairings/{pairing}")).expect(200).json;
    assert_eq!((&seen["agreement"], &seen["ends_on"]), (&json!("signed"), &json!("2027-08-01")));
});

both!(new_words_clear_both_signatures_and_nobody_signs_what_they_have_not_read, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}/agreement");
    let read = mentor.put(&path, terms()).expect(200).json;
    sign(&mentor, &pairing, &read).expect(200);
    let mut other = terms();
    other["cadence"] = json!("weekly");
    let changed = mentor.put(&path, other).expect(200).json;
    assert_eq!(changed["mentor_signed_at"], json!(null));
    sign(&mentee, &pairing, &read).expect(412);
    sign(&mentee, &pairing, &changed).expect(200);
    // Writing the same words again changes nothing.
    let mut same = terms();
    same["cadence"] = json!("weekly");
    assert!(mentor.put(&path, same).expect(200).json["mentee_signed_at"].is_string());
});

both!(an_agreement_that_makes_no_sense_is_refused_by_field, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}/agreement", season.pairing(&mentor, &mentee));
    let with = |name: &str, value: Value| {
        let mut wrong = terms();
        wrong[name] = value;
        mentor.put(&path, wrong).expect(422).pointers()
    };
    assert_eq!(with("goals", json!([])), ["/goals"]);
    assert_eq!(with("goals", json!([" "])), ["/goals"]);
    assert_eq!(with("cadence", json!("daily")), ["/cadence"]);
    assert_eq!(with("ends_on", json!("2027-03-01")), ["/ends_on"]);
    assert_eq!(with("ends_on", json!("2030-03-01")), ["/ends_on"]);
    assert_eq!(with("confidentiality", json!("")), ["/confidentiality"]);
    let digest = json!({ "terms_digest": "0".repeat(64) });
    mentor.post(&format!("{path}/sign"), digest).expect(409);
    assert_eq!(
        mentor.post(&format!("{path}/sign"), json!({ "terms_digest": "short" })).expect(422).pointers(),
        ["/terms_digest"]
    );
});

both!(a_coordinator_reads_the_agreement_and_signs_nothing, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}/agreement");
    let written = mentor.put(&path, terms()).expect(200).json;
    assert_eq!(season.task_force.get(&path).expect(200).json["goals"], json!(["Write a grant"]));
    sign(&season.task_force, &pairing, &written).expect(404);
    season.task_force.put(&path, terms()).expect(404);
});

both!(a_signature_given_before_takes_no_extension_back, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}/agreement");
    let read = mentor.put(&path, terms()).expect(200).json;
    sign(&mentee, &pairing, &read).expect(200);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    coordinator.post(&format!("/pairings/{pairing}/extend"), json!({ "ends_on": "2027-12-01" })).expect(200);
    // Nobody has signed these words: whoever read the old ones reads again.
    let refused = sign(&mentor, &pairing, &read).expect(412);
    assert!(refused.text.contains("extended"), "{}", refused.text);
    let now = mentor.get(&path).expect(200).json;
    assert_eq!((&now["ends_on"], &now["mentee_signed_at"]), (&json!("2027-12-01"), &json!(null)));
    sign(&mentor, &pairing, &now).expect(200);
    sign(&mentee, &pairing, &now).expect(200);
    let end = || mentor.get(&format!("/pairings/{pairing}")).expect(200).json["ends_on"].clone();
    assert_eq!(end(), "2027-12-01");
    // What both have signed stays as they signed it.
    coordinator.post(&format!("/pairings/{pairing}/extend"), json!({ "ends_on": "2028-01-01" })).expect(200);
    let signed = mentor.get(&path).expect(200).json;
    assert_eq!((&signed["state"], &signed["ends_on"]), (&json!("signed"), &json!("2027-12-01")));
    assert_eq!(end(), "2028-01-01");
    // The draft was moved.
    network.events_with("agreement.extended");
});

both!(an_agreement_does_not_end_on_a_day_that_is_over, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}/agreement");
    let mut soon = terms();
    soon["ends_on"] = json!("2027-03-20");
    let read = mentor.put(&path, soon.clone()).expect(200).json;
    network.advance(chrono::TimeDelta::days(40));
    let mentor = network.sign_in_as(&mentor);
    sign(&mentor, &pairing, &read).expect(409);
    soon["goals"] = json!(["Another"]);
    let refused = mentor.put(&path, soon).expect(422);
    assert_eq!(
        (refused.pointers(), &refused.json["errors"][0]["code"]),
        (vec!["/ends_on".to_owned()], &json!("past"))
    );
    let mut blank = terms();
    blank["goals"] = json!(["\u{200b}"]);
    assert_eq!(mentor.put(&path, blank).expect(422).pointers(), ["/goals"]);
});
