use serde_json::{Value, json};

use super::{Bench, pairs_of};
use crate::both;

both!(two_rounds_are_compared_mentee_by_mentee, |network| {
    let bench = Bench::of(network, 5, 8);
    let other = bench.season.round(bench.task_force(), None)["id"].as_str().unwrap().to_owned();
    let compare = |query: &str| {
        bench.task_force().get(&bench.path(&format!("/comparison?with={other}{query}"))).expect(200).json
    };
    let same = compare("");
    assert_eq!(
        (&same["same"], &same["moved"]),
        (&json!(bench.pairs().len()), &json!(0)),
        "the same people, the same pairs"
    );
    assert_eq!(same["here"]["fairness"], same["there"]["fairness"]);
    let (mentee, mentor) = bench.another();
    bench.now(Bench::lock(&mentee, &mentor)).expect(200);
    let (here, there) = (bench.pairs(), pairs_of(bench.task_force(), &other));
    let told = compare("&limit=200");
    let mut counts = [0_i64; 4];
    for mentee in &bench.mentees {
        match (here.get(mentee), there.get(mentee)) {
            (Some(one), Some(two)) if one.0 == two.0 => counts[0] += 1,
            (Some(_), Some(_)) => counts[1] += 1,
            (Some(_), None) => counts[2] += 1,
            (None, Some(_)) => counts[3] += 1,
            (None, None) => {}
        }
    }
    let names = ["same", "moved", "only_here", "only_there"];
    assert_eq!(names.map(|name| told[name].as_i64().unwrap()), counts);
    assert_eq!(told["here"]["total_points"], here.values().map(|pair| pair.1).sum::<i64>());
    let moved = compare("&change=moved&limit=1");
    let row = &moved["items"][0];
    assert_eq!(row["change"], "moved");
    assert_ne!(row["here"]["mentor"], row["there"]["mentor"]);
    let all: usize = names.iter().map(|name| told[*name].as_u64().unwrap() as usize).sum();
    let (mut seen, mut cursor) = (0, String::new());
    loop {
        let page = compare(&format!("&limit=2{cursor}"));
        seen += page["items"].as_array().unwrap().len();
        match page["next_cursor"].as_str() {
            None => break,
            Some(next) => cursor = format!("&cursor={next}"),
        }
    }
    assert_eq!(seen, all);
});

both!(a_new_round_can_leave_an_earlier_ones_pairs_in_peace, |network| {
    let bench = Bench::of(network, 5, 5);
    let (mentee, mentor) = bench.another();
    bench.now(Bench::lock(&mentee, &mentor)).expect(200);
    let before = bench.pairs();
    let run = |body: Value| {
        let path = format!("/cycles/{}/rounds", bench.season.cycle);
        let accepted = bench.task_force().post(&path, body).expect(202);
        network.job_done(bench.task_force(), &accepted);
        let round = bench.task_force().get(&format!("/rounds/{}", accepted.id())).expect(200).json;
        (pairs_of(bench.task_force(), &accepted.id()), round)
    };
    let (kept, round) = run(json!({ "keep_from_round_id": bench.round, "keep_points": 1000 }));
    let mentors = |pairs: &std::collections::BTreeMap<String, (String, i64)>| {
        pairs.iter().map(|(mentee, pair)| (mentee.clone(), pair.0.clone())).collect::<Vec<_>>()
    };
    assert_eq!(mentors(&kept), mentors(&before), "nobody moves for a thousand points");
    assert_eq!(kept, before, "and the points that are shown are those of the pairs");
    assert_eq!((&round["keep_points"], &round["gap"]), (&json!(1000), &json!(0)));
    let (fresh, round) = run(json!({ "keep_from_round_id": bench.round, "keep_points": 0 }));
    assert_eq!(round["keep_from_round_id"], json!(bench.round));
    assert_ne!(mentors(&fresh), mentors(&before));
    let path = format!("/cycles/{}/rounds", bench.season.cycle);
    let unknown = json!({ "keep_from_round_id": "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f" });
    let refused = bench.task_force().post(&path, unknown).expect(422);
    assert_eq!(refused.pointers(), ["/keep_from_round_id"]);
    bench.task_force().post(&path, json!({ "keep_points": 1001 })).expect(422);
});

both!(who_is_asked_is_left_in_peace_by_later_rounds, |network| {
    let bench = Bench::of(network, 4, 4);
    bench.task_force().act(&bench.path("/publish")).expect(200);
    let asked = bench.task_force().get(&bench.path("/proposals?state=published")).expect(200).items();
    let later = bench.season.round(bench.task_force(), None);
    assert_eq!(later["mentees"], 4 - asked.len());
    let after = bench.task_force().get(&bench.path("/proposals?state=published")).expect(200).items();
    assert_eq!(asked, after);
});
