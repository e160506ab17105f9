//! What nothing on the workbench tells.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Bench;
use crate::both;
use crate::matching::Season;

/// A round of one mentee with three mentors: one whom the mentee excludes, one who is full, one who is free.
fn three(season: Season<'_>) -> (Bench<'_>, [String; 3]) {
    let enrol = |name: &str, role: &str, more: Value| {
        let person = season.somebody(&season.lakes, name);
        let enrolment = season.enrol(&person, role, more);
        (person, enrolment)
    };
    let excluded = enrol("Mentor Excluded", "mentor", json!({}));
    let (_, full) = enrol("Mentor Full", "mentor", json!({ "goals": ["law"] }));
    enrol("Mentor Free", "mentor", json!({}));
    // The full one is asked about somebody who wants what nobody else offers.
    let (_, taken) = enrol("Mentee Taken", "mentee", json!({ "goals": ["law"] }));
    let body = json!({ "publish": true });
    let asked = season.task_force.post(&format!("/enrolments/{taken}/rematch"), body).expect(201).json;
    assert_eq!(asked["mentor"]["enrolment_id"], full.as_str());
    let (_, mentee) = season.excluding(Role::Mentee, &[&excluded.0]);
    let round = season.round(&season.task_force, None)["id"].as_str().unwrap().to_owned();
    let bench = Bench { mentors: Vec::new(), mentees: vec![mentee.clone()], round, season };
    (bench, [mentee, excluded.1, full])
}

both!(a_pair_that_is_barred_reads_like_a_mentor_who_is_full, |network| {
    let (bench, [mentee, excluded, full]) = three(Season::matching(network));
    let told = |mentor: &str| {
        let seen = bench.pair(&mentee, mentor);
        ["standing", "rules", "overridable", "cost", "vetoed", "locked"].map(|name| seen[name].clone())
    };
    assert_eq!(told(&excluded), told(&full));
    assert_eq!(told(&excluded)[0], "not_available");
    for (mentor, overrides) in [(&excluded, false), (&full, false), (&excluded, true), (&full, true)] {
        let mut lock = Bench::lock(&mentee, mentor);
        lock["override"] = json!(overrides);
        let refused = bench.now(lock).expect(422);
        assert_eq!(refused.json["errors"][0]["code"], "not_available");
        assert_eq!(refused.json["errors"][0]["detail"], "The mentor is not available for this mentee.");
    }
    let path = bench.path(&format!("/alternatives?mentee_enrolment_id={mentee}&most=10"));
    let text = bench.task_force().get(&path).expect(200).text;
    assert!(!text.contains(&excluded) && !text.contains(&full), "nobody who is not available is in it");
});

both!(no_cost_below_nothing_tells_who_shares_a_wish, |network| {
    let season = Season::matching(network);
    let policy = json!({ "policy": { "weights": { "confidential_wishes": 100 } } });
    season.task_force.put("/network-policy", policy).expect(200);
    let enrol = |role: Role, goals: Value, wishes: Value| {
        let person = network.in_region(role, &season.lakes);
        let role = if role == Role::Mentor { "mentor" } else { "mentee" };
        let enrolment = season.enrol(&person.person_id, role, json!({ "goals": goals }));
        let said = json!({ "wishes": wishes, "excluded_person_ids": [] });
        person.put(&format!("/enrolments/{enrolment}/wishes"), said).expect(200);
        enrolment
    };
    // The one who shares the wish meets no goal, the other does.
    let sharing = enrol(Role::Mentor, json!(["law"]), json!(["second_career"]));
    let fitting = enrol(Role::Mentor, json!(["archives"]), json!([]));
    let mine = enrol(Role::Mentee, json!(["archives"]), json!(["second_career"]));
    let round = season.round(&season.task_force, None)["id"].as_str().unwrap().to_owned();
    let bench = Bench { mentors: vec![sharing.clone()], mentees: vec![mine.clone()], round, season };
    assert_eq!(bench.mentor_of(&mine).as_ref(), Some(&sharing), "the wish decides");
    let path = bench.path(&format!("/alternatives?mentee_enrolment_id={mine}"));
    let told = bench.task_force().get(&path).expect(200).json;
    assert_eq!(told["items"][0]["mentor"]["enrolment_id"], json!(fitting));
    for cost in [&told["items"][0]["cost"], &bench.pair(&mine, &fitting)["cost"]] {
        assert_eq!((&cost["points"], &cost["matched"]), (&json!(0), &json!(0)), "{cost}");
    }
});

both!(why_something_was_decided_is_read_by_coordinators_alone, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let other = season.somebody(&season.lakes, "Mentor B");
    let other = season.enrol(&other, "mentor", json!({ "setting": "law" }));
    let round = season.round(&season.task_force, None)["id"].as_str().unwrap().to_owned();
    let mine = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let bench = Bench { mentors: vec![other.clone()], mentees: vec![mine.clone()], round, season };
    let present = bench.mentor_of(&mine).unwrap();
    let mut edit = Bench::veto(&mine, &present);
    edit["reason"] = json!("They were married once.");
    bench.now(edit).expect(200);
    let mut lock = Bench::lock(&mine, &other);
    lock["reason"] = json!("A quiet word from the director.");
    bench.now(lock).expect(200);
    let seen = bench.task_force().get(&bench.path("/edits")).expect(200);
    assert!(seen.text.contains("married once") && seen.text.contains("quiet word"));
    bench.task_force().act(&bench.path("/publish")).expect(200);
    let admin = network.admin();
    let proposal = mentee.get("/me/proposals").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let told = [
        admin.get("/events?limit=200").expect(200).text,
        admin.get("/audit-entries?limit=200").expect(200).text,
        mentee.get(&format!("/proposals/{proposal}")).expect(200).text,
        mentee.get("/me/proposals").expect(200).text,
        bench.task_force().get(&bench.path("/unmatched?role=mentor")).expect(200).text,
    ];
    for text in told {
        assert!(!text.contains("married") && !text.contains("quiet word"), "{text}");
    }
    mentee.get(&bench.path("/edits")).expect(403);
    mentor.get(&bench.path("/edits")).expect(403);
});

both!(who_coordinates_and_is_one_of_the_two_reads_no_reason_and_no_note, |network| {
    let season = Season::matching(network);
    let both = network.in_region(Role::Coordinator, &season.lakes);
    let mine = season.enrol(&both.person_id, "mentee", json!({}));
    let mentor = season.somebody(&season.lakes, "Mentor A");
    let mentor = season.enrol(&mentor, "mentor", json!({}));
    let round = season.round(&season.task_force, Some(&season.lakes))["id"].as_str().unwrap().to_owned();
    let bench = Bench { mentors: vec![mentor.clone()], mentees: vec![mine.clone()], round, season };
    bench.now(Bench::lock(&mine, &mentor)).expect(200);
    let row = bench.task_force().get(&bench.path("/proposals")).expect(200).items().remove(0);
    assert_eq!((&row["locked"], &row["has_note"]), (&json!(true), &json!(false)));
    let note = format!("/proposals/{}/note", row["id"].as_str().unwrap());
    bench.task_force().change("PUT", &note, "\"0\"", json!({ "body": "Careful." })).expect(200);
    let seen = both.get(&bench.path("/proposals")).expect(200).items().remove(0);
    assert_eq!([&seen["locked"], &seen["approved"], &seen["has_note"]], [&Value::Null; 3]);
    both.get(&note).expect(404);
    assert_eq!(both.get(&bench.path("/edits")).expect(200).items()[0]["reason"], Value::Null);
});

both!(a_wish_stated_after_the_round_was_made_still_counts, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let round = season.round(&season.task_force, None);
    let mine = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{mine}");
    mentee.patch(&path, json!({ "excluded_person_ids": [mentor.person_id] })).expect(200);
    let id = round["id"].as_str().unwrap();
    let refused = season.task_force.act(&format!("/rounds/{id}/publish")).expect(409);
    assert_eq!(refused.json["errors"][0]["code"], "not_available");
    let body = json!({ "expected_seq": 0, "edits": [{ "kind": "refresh" }] });
    let done = season.task_force.post(&format!("/rounds/{id}/edits"), body).expect(200);
    assert!(!done.text.contains("exclu"));
    assert_eq!(done.json["totals"]["matched"], 0);
});
