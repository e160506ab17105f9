use serde_json::{Value, json};

use super::Bench;
use crate::both;

/// All that a list shows of the pairs, ids, marks and points; not how often a row was written.
fn state(bench: &Bench<'_>) -> (Vec<Value>, Vec<Value>, Value) {
    let rows = bench.task_force().get(&bench.path("/proposals?limit=200")).expect(200).items();
    let rows = rows
        .into_iter()
        .map(|mut row| {
            let row_fields = row.as_object_mut().unwrap();
            row_fields.remove("version");
            row_fields.remove("changed_seq");
            row
        })
        .collect();
    let left = bench.task_force().get(&bench.path("/unmatched?limit=200")).expect(200).items();
    let round = bench.task_force().get(&bench.path("")).expect(200).json;
    let figures = ["matched", "unmatched", "total_points", "gap"].map(|name| round[name].clone());
    (rows, left, json!(figures))
}

both!(undo_gives_the_first_state_and_redo_the_last, |network| {
    let bench = Bench::of(network, 5, 8);
    let all = bench.task_force().get(&bench.path("/proposals")).expect(200).items();
    let marked: Vec<&Value> = all.iter().map(|row| &row["id"]).collect();
    let approve = json!({ "approved": true, "proposal_ids": marked });
    bench.task_force().post(&bench.path("/approve"), approve).expect(200);
    let first = state(&bench);
    let mut states = vec![first];
    for n in 0..3 {
        let (mentee, other) = bench.another_of(n);
        let edit = if n == 1 {
            let mentor = bench.mentor_of(&mentee).unwrap();
            Bench::veto(&mentee, &mentor)
        } else {
            Bench::lock(&mentee, &other)
        };
        if bench.now(edit).status != 200 {
            break;
        }
        states.push(state(&bench));
    }
    assert!(states.len() >= 3, "too few edits could be made");
    let step = |name: &str| {
        let body = json!({ "expected_seq": bench.seq() });
        bench.task_force().post(&bench.path(&format!("/{name}")), body)
    };
    for before in states.iter().rev().skip(1) {
        step("undo").expect(200);
        assert_eq!(state(&bench), *before, "undone");
    }
    step("undo").expect(409);
    for after in &states[1..] {
        step("redo").expect(200);
        assert_eq!(state(&bench), *after, "redone");
    }
    step("redo").expect(409);
    let edits = bench.task_force().get(&bench.path("/edits")).expect(200).items();
    assert_eq!(edits.len(), states.len() - 1);
    assert!(edits.iter().all(|edit| edit["undone"] == false));
});

both!(an_edit_after_an_undo_leaves_nothing_to_redo, |network| {
    let bench = Bench::of(network, 4, 4);
    let (mentee, other) = bench.another();
    bench.now(Bench::lock(&mentee, &other)).expect(200);
    let undone = bench.task_force().post(&bench.path("/undo"), json!({ "expected_seq": 1 })).expect(200).json;
    assert_eq!(undone["seq"], 2);
    let seen = bench.task_force().get(&bench.path("/workbench")).expect(200).json;
    assert_eq!((&seen["redo"]["seq"], &seen["undo"]), (&json!(1), &json!(null)));
    bench.now(Bench::veto(&mentee, &other)).expect(200);
    bench.task_force().post(&bench.path("/redo"), json!({ "expected_seq": 3 })).expect(409);
    let edits = bench.task_force().get(&bench.path("/edits")).expect(200).items();
    let told: Vec<_> = edits.iter().map(|edit| (&edit["seq"], &edit["undone"], &edit["in_force"])).collect();
    assert_eq!(told, [(&json!(3), &json!(false), &json!(true)), (&json!(1), &json!(true), &json!(false))]);
    assert_eq!(edits[0]["reason"], "Former boss.");
    assert_eq!(edits[1]["undone_by_name"], edits[1]["made_by_name"]);
    let page = bench.task_force().get(&bench.path("/edits?limit=1")).expect(200).json;
    let cursor = page["next_cursor"].as_str().unwrap();
    let rest = bench.task_force().get(&bench.path(&format!("/edits?limit=1&cursor={cursor}"))).expect(200);
    assert_eq!(rest.items()[0]["seq"], 1);
});
