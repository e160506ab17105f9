use serde_json::{Value, json};

use super::Bench;
use crate::both;

fn changed(bench: &Bench<'_>) -> Vec<(Value, Value)> {
    let seen = bench.task_force().get(&bench.path("/workbench")).expect(200).json;
    seen["people_changed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["enrolment_id"].clone(), one["what"].clone()))
        .collect()
}

both!(who_changed_is_told_and_counts_from_the_next_step_on, |network| {
    let bench = Bench::of(network, 4, 6);
    assert_eq!(changed(&bench), []);
    let before = bench.pairs();
    let mentee = before.keys().next().unwrap().clone();
    let path = format!("/enrolments/{mentee}");
    bench.task_force().patch(&path, json!({ "interests": ["zines"], "goals": ["zines"] })).expect(200);
    assert_eq!(bench.pairs(), before, "nobody is scored anew behind one's back");
    assert_eq!(changed(&bench), [(json!(mentee), json!("changed"))]);
    bench.now(json!({ "kind": "refresh" })).expect(200);
    assert_eq!(changed(&bench), [], "now they count as they are");
    if let Some((_, points)) = bench.pairs().get(&mentee) {
        assert!(points < &before[&mentee].1);
    }
});

both!(who_left_is_gone_and_a_lock_of_them_has_lapsed, |network| {
    let bench = Bench::of(network, 4, 6);
    let (mentee, other) = bench.another();
    bench.now(Bench::lock(&mentee, &other)).expect(200);
    bench.task_force().act(&format!("/enrolments/{mentee}/withdraw")).expect(200);
    assert!(changed(&bench).contains(&(json!(mentee), json!("left"))));
    let done = bench.now(json!({ "kind": "refresh" })).expect(200).json;
    assert_eq!(done["lapsed_locks"].as_array().unwrap().len(), 1, "{done}");
    assert!(!bench.pairs().contains_key(&mentee));
    assert_eq!(changed(&bench), [], "that they left is counted");
    // The lock can still be lifted, and the place of who left is somebody else's.
    let unlock = json!({ "kind": "unlock", "mentee_enrolment_id": mentee, "mentor_enrolment_id": other });
    let done = bench.now(unlock).expect(200).json;
    assert_eq!(done["lapsed_locks"], json!([]));
    // Who joins later is in no round that ran before.
    let late = bench.season.somebody(&bench.season.lakes, "Late Comer");
    let late = bench.season.enrol(&late, "mentee", json!({}));
    bench.now(json!({ "kind": "refresh" })).expect(200);
    assert!(!bench.pairs().contains_key(&late));
});
