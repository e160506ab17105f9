//! Sensitive wishes and exclusions: the person's alone, used by the matcher, kept nowhere else.

use std::path::Path;

use diesel::prelude::*;
use perennial::platform::auth::Role;
use perennial::schema::{audit_entries, events, idempotency_keys};
use serde_json::{Value, json};

use super::Season;
use crate::both;
use crate::support::Network;

/// Everything that is kept beside the rows themselves, as one text.
fn kept_beside(network: &Network) -> String {
    network.operator(|work| {
        let said: Vec<String> = events::table.select(events::data).load(work.conn)?;
        let audited: Vec<String> = audit_entries::table.select(audit_entries::detail).load(work.conn)?;
        let answers: Vec<Option<String>> =
            idempotency_keys::table.select(idempotency_keys::body).load(work.conn)?;
        Ok([said, audited, answers.into_iter().flatten().collect()].concat().join("\n"))
    })
}

fn counted(network: &Network) -> i64 {
    network.operator(|work| Ok(events::table.count().get_result(work.conn)?))
}

both!(only_the_person_reads_and_writes_what_an_enrolment_keeps_to_itself, |network| {
    let season = Season::enrolling(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let enrolment = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{enrolment}/wishes");
    let before = mentee.get(&path).expect(200);
    assert_eq!((&before.json["wishes"], before.header("etag")), (&json!([]), Some("\"0\"")));
    let body = json!({ "wishes": ["veteran", "first_generation", "veteran"],
        "excluded_person_ids": [mentor.person_id] });
    let saved = mentee.put(&path, body.clone()).expect(200).json;
    assert_eq!(saved["wishes"], json!(["first_generation", "veteran"]));
    assert_eq!(saved["excluded_people"][0]["person_name"], "Test mentor");
    assert_eq!(mentee.get(&path).expect(200).json, saved);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    for other in [&mentor, &coordinator, &season.task_force, &network.admin()] {
        other.get(&path).expect(404);
        other.put(&path, body.clone()).expect(404);
    }
    network.anonymous.get(&path).expect(401);
    // Saving nothing leaves what never saying anything leaves.
    let nothing = json!({ "wishes": [], "excluded_person_ids": [] });
    let cleared = mentee.put(&path, nothing).expect(200);
    assert_eq!((cleared.json, cleared.headers.get("etag")), (before.json, before.headers.get("etag")));
});

both!(what_is_wrong_with_wishes_is_named_and_changes_nothing, |network| {
    let season = Season::enrolling(network);
    let (_, mentee) = season.two(&season.lakes);
    let enrolment = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{enrolment}/wishes");
    let own = json!({ "wishes": ["charm"], "excluded_person_ids": [] });
    assert_eq!(mentee.put(&path, own).expect(422).pointers(), ["/wishes/0"]);
    let nobody = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    let unknown = json!({ "wishes": ["faith"], "excluded_person_ids": [nobody] });
    assert_eq!(mentee.put(&path, unknown).expect(422).pointers(), ["/excluded_person_ids/0"]);
    assert_eq!(mentee.get(&path).expect(200).json["version"], 0);
    let good = json!({ "wishes": ["faith"], "excluded_person_ids": [] });
    mentee
        .send("PUT", &path, &[("content-type", "application/json")], Some(good.to_string().as_bytes()))
        .expect(428);
    mentee.put(&path, good.clone()).expect(200);
    mentee.change("PUT", &path, "\"0\"", good).expect(412);
});

both!(nothing_that_is_kept_tells_of_a_wish_or_an_exclusion, |network| {
    let season = Season::enrolling(network);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let stranger = season.somebody(&season.west, "Never Again");
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    let mut wish = Season::wish("mentee");
    wish["excluded_person_ids"] = json!([stranger]);
    let headers = [("content-type", "application/json"), ("idempotency-key", "only-once")];
    let cycle = format!("/cycles/{}/enrolments", season.cycle);
    let made = mentee.send("POST", &cycle, &headers, Some(wish.to_string().as_bytes())).expect(201);
    let events_before = counted(network);
    let path = format!("/enrolments/{}/wishes", made.id());
    let body = json!({ "wishes": ["race_or_ethnicity"], "excluded_person_ids": [stranger] });
    let headers = [("content-type", "application/json"), ("idempotency-key", "twice"), ("if-match", "*")];
    mentee.send("PUT", &path, &headers, Some(body.to_string().as_bytes())).expect(200);
    assert_eq!(counted(network), events_before, "no event, not even an empty one");
    let kept = kept_beside(network);
    assert!(!kept.contains("race_or_ethnicity") && !kept.contains(&stranger), "{kept}");
    for reader in [&coordinator, &season.task_force, &mentee] {
        let seen = reader.get(&format!("/enrolments/{}", made.id())).expect(200);
        let listed = reader.get(&cycle).expect(200);
        for text in [&seen.text, &listed.text] {
            assert!(!text.contains("race_or_ethnicity") && !text.contains(&stranger), "{text}");
        }
    }
    assert_eq!(
        coordinator.get(&format!("/enrolments/{}", made.id())).expect(200).json["version"],
        made.json["version"],
        "a save does not move the enrolment"
    );
});

both!(wishes_go_with_the_enrolment_and_with_the_cycle, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let of = |person: &crate::support::Client| {
        let mine = person.get("/me/enrolments").expect(200).items();
        format!("/enrolments/{}", mine[0]["id"].as_str().unwrap())
    };
    let body = json!({ "wishes": ["parent"], "excluded_person_ids": [mentor.person_id] });
    let path = of(&mentee);
    mentee.put(&format!("{path}/wishes"), body.clone()).expect(200);
    mentee.act(&format!("{path}/withdraw")).expect(200);
    assert_eq!(mentee.get(&format!("{path}/wishes")).expect(200).json["version"], 0);
    mentee.put(&format!("{path}/wishes"), body.clone()).expect(409);
    let own = of(&mentor);
    let willing = json!({ "wishes": ["parent"], "excluded_person_ids": [] });
    mentor.put(&format!("{own}/wishes"), willing.clone()).expect(200);
    season.becomes("mentoring");
    season.becomes("closed");
    assert_eq!(mentor.get(&format!("{own}/wishes")).expect(200).json["wishes"], json!([]));
    mentor.put(&format!("{own}/wishes"), willing).expect(409);
});

both!(a_wish_decides_between_equals_and_is_in_no_point_that_is_shown, |network| {
    let season = Season::matching(network);
    let path = format!("/cycles/{}", season.cycle);
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    let mentors =
        [network.in_region(Role::Mentor, &season.lakes), network.in_region(Role::Mentor, &season.lakes)];
    season.enrol(&mentee.person_id, "mentee", json!({}));
    for mentor in &mentors {
        season.enrol(&mentor.person_id, "mentor", json!({}));
    }
    let wishes = |person: &crate::support::Client, wishes: Value| {
        let mine = person.get("/me/enrolments").expect(200).items();
        let path = format!("/enrolments/{}/wishes", mine[0]["id"].as_str().unwrap());
        person.put(&path, json!({ "wishes": wishes, "excluded_person_ids": [] })).expect(200);
    };
    wishes(&mentee, json!(["second_career"]));
    let matched = |weight: u32| {
        let policy = json!({ "policy": { "weights": { "confidential_wishes": weight } } });
        season.task_force.patch(&path, policy).expect(200);
        let round = season.round(&season.task_force, None);
        let pair = season.proposals(&round).remove(0);
        (
            pair["mentor_id"].as_str().unwrap().to_owned(),
            pair["points"].clone(),
            pair["points_possible"].clone(),
        )
    };
    let by_points = matched(0);
    for mentor in &mentors {
        wishes(mentor, json!([]));
    }
    // Whoever ties do not choose shares the wish now.
    let other = mentors.iter().find(|mentor| mentor.person_id != by_points.0).unwrap();
    wishes(other, json!(["second_career"]));
    let by_wish = matched(20);
    assert_eq!(by_wish.0, other.person_id);
    assert_eq!(
        (&by_wish.1, &by_wish.2),
        (&by_points.1, &by_points.2),
        "points and the most there are say nothing"
    );
});

/// Whoever adds a reader of these tables has to come by here.
#[test]
fn only_one_room_names_the_tables_of_confidential_things() {
    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                if text.contains("enrolment_wishes") || text.contains("enrolment_exclusions") {
                    found.push(path.display().to_string());
                }
            }
        }
    }
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.retain(|path| !path.ends_with("schema.rs"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("matching/wishes/queries.rs"), "{found:?}");
    let readers = include_str!("../../../src/matching/service/pool.rs");
    assert!(readers.contains("OfCycle::read"), "the pool reads them");
    let rounds = include_str!("../../../src/matching/service/rounds.rs");
    assert!(!rounds.contains("wishes"), "nothing after the pool knows of them");
}
