//! A veto counts in the whole cycle.

use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Bench, pairs_of};
use crate::both;

fn another_round(bench: &Bench<'_>) -> String {
    bench.season.round(bench.task_force(), None)["id"].as_str().unwrap().to_owned()
}

fn vetoes(bench: &Bench<'_>, round: &str) -> Vec<Value> {
    bench.task_force().get(&format!("/rounds/{round}/edits")).expect(200).items()
}

both!(later_rounds_take_a_veto_over_until_it_is_lifted, |network| {
    let bench = Bench::of(network, 4, 4);
    let (mentee, (mentor, _)) = bench.pairs().into_iter().next().unwrap();
    bench.now(Bench::veto(&mentee, &mentor)).expect(200);
    let vetoed = bench.pairs();

    let second = another_round(&bench);
    assert_eq!(pairs_of(bench.task_force(), &second), vetoed, "the two are apart there too");
    let taken = vetoes(&bench, &second);
    assert_eq!(taken.len(), 1);
    assert_eq!((&taken[0]["seq"], &taken[0]["in_force"]), (&json!(0), &json!(true)));
    assert_eq!((&taken[0]["reason"], &taken[0]["kind"]), (&json!("Former boss."), &json!("veto")));
    assert_eq!(taken[0]["taken_from_round_id"], json!(bench.round));
    assert_eq!(taken[0]["made_by"], json!(bench.task_force().person_id));
    let path = format!("/rounds/{second}");
    let seen = bench.task_force().get(&format!("{path}/workbench")).expect(200).json;
    assert_eq!((&seen["vetoed"], &seen["seq"], &seen["undo"]), (&json!(1), &json!(0), &Value::Null));
    let step = |rest: &str, body: Value| bench.task_force().post(&format!("{path}{rest}"), body);
    step("/undo", json!({ "expected_seq": 0 })).expect(409);

    // A third one takes it over once, though two rounds show it; lifting it there counts from then on.
    let third = another_round(&bench);
    assert_eq!(vetoes(&bench, &third).len(), 1);
    network.advance(TimeDelta::seconds(10));
    let lift = json!({ "kind": "unveto", "mentee_enrolment_id": mentee, "mentor_enrolment_id": mentor });
    step("/edits", json!({ "expected_seq": 0, "edits": [lift] })).expect(200);
    assert_eq!(pairs_of(bench.task_force(), &second)[&mentee].0, mentor, "they are the best pair again");
    assert_eq!(vetoes(&bench, &third).len(), 1, "what was taken over before stays");
    let fourth = another_round(&bench);
    assert_eq!(vetoes(&bench, &fourth).len(), 0);
    assert_eq!(pairs_of(bench.task_force(), &fourth)[&mentee].0, mentor);
    // The lifting undone, the veto is back.
    step("/undo", json!({ "expected_seq": 1 })).expect(200);
    assert_eq!(vetoes(&bench, &another_round(&bench)).len(), 1);
    // The veto itself undone in its own round, nothing is left.
    let back = json!({ "expected_seq": bench.seq() });
    bench.task_force().post(&bench.path("/undo"), back).expect(200);
    assert_eq!(vetoes(&bench, &another_round(&bench)).len(), 0);
});

both!(coordinators_see_the_vetoes_taken_over_for_their_own_mentees, |network| {
    let bench = Bench::of(network, 4, 6);
    let lakes = network.in_region(Role::Coordinator, &bench.season.lakes);
    let ours = |mentee: &String| lakes.get(&format!("/enrolments/{mentee}")).status == 200;
    let (mine, theirs): (Vec<&String>, Vec<&String>) = bench.mentees.iter().partition(|mentee| ours(mentee));
    for mentee in [mine[0], mine[1], theirs[0]] {
        bench.now(Bench::veto(mentee, &bench.mentors[1])).expect(200);
    }
    let round = another_round(&bench);
    let of = |client: &crate::support::Client, round: &str| {
        client.get(&format!("/rounds/{round}/edits")).expect(200).items()
    };
    let seqs: Vec<i64> = vetoes(&bench, &round).iter().map(|row| row["seq"].as_i64().unwrap()).collect();
    assert_eq!(seqs, [0, -1, -2]);
    assert_eq!(of(&lakes, &round).len(), 2);
    // A round of the region takes over what is about its people.
    let regional = bench.season.round(&lakes, Some(&bench.season.lakes));
    assert_eq!(of(&lakes, regional["id"].as_str().unwrap()).len(), 2);
});

both!(a_vetoed_pair_is_not_matched_again_in_one_step_and_by_hand_with_a_warning, |network| {
    let bench = Bench::of(network, 1, 1);
    let (mentee, mentor) = (bench.mentees[0].clone(), bench.mentors[0].clone());
    let check = format!("/pairings/hand-check?mentor_enrolment_id={mentor}&mentee_enrolment_id={mentee}");
    let asked = || bench.task_force().get(&check).expect(200).json;
    assert_eq!(asked()["warnings"], json!([]));
    bench.now(Bench::veto(&mentee, &mentor)).expect(200);
    let rematch = format!("/enrolments/{mentee}/rematch");
    let refused = bench.task_force().post(&rematch, json!({})).expect(409);
    assert_eq!(refused.json["errors"][0]["code"], "no_eligible_mentor");
    let told = asked();
    assert_eq!((&told["possible"], &told["obstacles"]), (&json!(true), &json!([])));
    assert_eq!(told["warnings"][0]["code"], "vetoed");
    assert!(told["warnings"][0]["detail"].as_str().unwrap().contains("Former boss."));
    let body = json!({ "mentor_enrolment_id": mentor, "mentee_enrolment_id": mentee });
    bench.task_force().post("/pairings", body.clone()).expect(422);
    let mut knowing = body;
    knowing["despite_veto"] = json!(true);
    knowing["reason"] = json!("It was another person of that name.");
    bench.task_force().post("/pairings", knowing).expect(201);
});
