//! Nobody decides about a pair that they are one of.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Bench;
use crate::both;
use crate::matching::Season;

both!(nobody_edits_or_approves_the_own_pair, |network| {
    let season = Season::matching(network);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    // A coordinator who mentors, and two others.
    let mentor = season.enrol(&coordinator.person_id, "mentor", json!({}));
    let [other, mentee, second] =
        ["Mentor B", "Mentee X", "Mentee Y"].map(|name| season.somebody(&season.lakes, name));
    let other = season.enrol(&other, "mentor", json!({}));
    let mentee = season.enrol(&mentee, "mentee", json!({}));
    let second = season.enrol(&second, "mentee", json!({}));
    let round = season.round(&season.task_force, None)["id"].as_str().unwrap().to_owned();
    let mentors = vec![mentor.clone(), other.clone()];
    let bench = Bench { mentors, mentees: vec![mentee.clone(), second], round, season };
    let codes = |answer: &crate::support::Answer| answer.json["errors"][0]["code"].clone();
    for edit in [Bench::lock(&mentee, &mentor), Bench::veto(&mentee, &mentor)] {
        let refused = bench.edit(&coordinator, 0, json!([edit])).expect(422);
        assert_eq!(refused.pointers(), ["/edits/0/mentor_enrolment_id"]);
        assert_eq!(codes(&refused), "own_pair");
    }
    bench.edit(bench.task_force(), 0, json!([Bench::veto(&mentee, &mentor)])).expect(200);
    let lifted = json!({ "kind": "unveto", "mentee_enrolment_id": mentee, "mentor_enrolment_id": mentor });
    assert_eq!(codes(&bench.edit(&coordinator, 1, json!([lifted])).expect(422)), "own_pair");
    coordinator.post(&bench.path("/undo"), json!({ "expected_seq": 1 })).expect(409);
    let seen = coordinator.get(&bench.path("/workbench")).expect(200).json;
    assert_eq!(seen["undo"]["yours"], false, "somebody else takes it back");
    bench.task_force().post(&bench.path("/undo"), json!({ "expected_seq": 1 })).expect(200);
    // Nor are they asked about: who is not available for oneself could tell who has said so.
    let both = format!("mentee_enrolment_id={mentee}&mentor_enrolment_id={mentor}");
    for path in [bench.path(&format!("/pair?{both}")), format!("/pairings/hand-check?{both}")] {
        let refused = coordinator.get(&path).expect(422);
        assert_eq!(
            (refused.pointers(), codes(&refused)),
            (vec!["/mentor_enrolment_id".into()], json!("own_pair"))
        );
        bench.task_force().get(&path).expect(200);
    }
    // Of others the coordinator decides as before.
    bench.edit(&coordinator, 2, json!([Bench::lock(&mentee, &other)])).expect(200);

    let rows = bench.task_force().get(&bench.path("/proposals")).expect(200).items();
    let (own, others): (Vec<&Value>, Vec<&Value>) =
        rows.iter().partition(|row| row["mentor_id"] == json!(coordinator.person_id));
    assert_eq!((own.len(), others.len()), (1, 1));
    let approve = |body: Value| coordinator.post(&bench.path("/approve"), body);
    let both = json!({ "approved": true, "proposal_ids": [others[0]["id"], own[0]["id"]] });
    let refused = approve(both).expect(422);
    assert_eq!(
        (refused.pointers(), codes(&refused)),
        (vec!["/proposal_ids/1".to_owned()], json!("own_pair"))
    );
    let done = approve(json!({ "approved": true, "filter": {} })).expect(200).json;
    assert_eq!(done, json!({ "changed": 1, "approved": 1, "open": 1 }));
    let all = json!({ "approved": true, "filter": {} });
    assert_eq!(bench.task_force().post(&bench.path("/approve"), all).expect(200).json["approved"], 2);
});

both!(why_one_is_alone_tells_nothing_that_others_have_said, |network| {
    let season = Season::matching(network);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    season.enrol(&coordinator.person_id, "mentor", json!({}));
    season.excluding(Role::Mentee, &[&coordinator.person_id]);
    let round = season.round(&season.task_force, None);
    let path = format!("/rounds/{}/unmatched?role=mentor", round["id"].as_str().unwrap());
    let removed = |client: &crate::support::Client| {
        client.get(&path).expect(200).items()[0]["reason"]["removed"].clone()
    };
    assert_eq!(removed(&season.task_force), json!([{ "rule": "not_available", "mentors": 1 }]));
    assert_eq!(removed(&coordinator), json!([]));
});
