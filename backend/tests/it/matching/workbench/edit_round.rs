use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde_json::{Value, json};

use super::Bench;
use crate::both;

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

/// The pairs that a fresh solution of the crate finds for what the API says of the people, with these locks and vetoes.
fn afresh(
    bench: &Bench<'_>,
    locks: &[(String, String)],
    vetoes: &[(String, String)],
) -> BTreeMap<String, (String, i64)> {
    let task_force = bench.task_force();
    let round = task_force.get(&bench.path("")).expect(200).json;
    let mut problem = matcher::Problem {
        policy: serde_json::from_value(round["policy"].clone()).unwrap(),
        ..matcher::Problem::default()
    };
    let mut person_of = BTreeMap::new();
    let path = format!("/cycles/{}/enrolments?limit=200", bench.season.cycle);
    for row in task_force.get(&path).expect(200).items() {
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        person_of.insert(text("id"), text("person_id"));
        let stage = text("career_stage").parse().unwrap();
        if row["role"] == "mentee" {
            problem.mentees.push(matcher::Mentee {
                id: text("person_id"),
                interests: texts(&row["interests"]),
                goals: texts(&row["goals"]),
                languages: texts(&row["languages"]),
                setting: text("setting"),
                career_stage: stage,
                region: text("region_id"),
                employer: None,
                time_zone_offset_minutes: -360,
                available_hours: None,
                excluded: Vec::new(),
                wishes: Vec::new(),
            });
        } else {
            problem.mentors.push(matcher::Mentor {
                id: text("person_id"),
                interests: texts(&row["interests"]),
                expertise: texts(&row["goals"]),
                languages: texts(&row["languages"]),
                setting: text("setting"),
                career_stage: stage,
                region: text("region_id"),
                employer: None,
                time_zone_offset_minutes: -360,
                available_hours: None,
                years_of_experience: u32::try_from(row["years_of_experience"].as_u64().unwrap()).unwrap(),
                capacity: u32::try_from(row["capacity"].as_u64().unwrap()).unwrap(),
                excluded: Vec::new(),
                shares: Vec::new(),
            });
        }
    }
    let named = |pairs: &[(String, String)]| {
        pairs.iter().map(|(mentee, mentor)| (person_of[mentee].clone(), person_of[mentor].clone())).collect()
    };
    problem.locks = named(locks);
    problem.vetoes = named(vetoes);
    let outcome = matcher::solve(&problem, &mut |_| ControlFlow::Continue(())).unwrap();
    let mentees = &bench.mentees;
    let enrolment = |person: &str, side: &[String]| {
        side.iter().find(|enrolment| person_of[*enrolment] == person).unwrap().clone()
    };
    outcome
        .pairs
        .iter()
        .map(|pair| {
            let mentor = enrolment(&pair.mentor, &bench.mentors);
            (enrolment(&pair.mentee, mentees), (mentor, i64::from(pair.points)))
        })
        .collect()
}

both!(after_any_edits_the_pairs_are_those_of_a_fresh_round, |network| {
    let bench = Bench::of(network, 6, 9);
    assert_eq!(bench.pairs(), afresh(&bench, &[], &[]), "as the round made them");
    let mut dice = Dice(20_261_211);
    let (mut locks, mut vetoes): (Vec<(String, String)>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    let mut made = 0;
    for _ in 0..24 {
        let pair = (bench.mentees[dice.below(9)].clone(), bench.mentors[dice.below(6)].clone());
        let (kind, list) = match dice.below(4) {
            0 | 1 => ("lock", &mut locks),
            2 => ("veto", &mut vetoes),
            _ if !locks.is_empty() => {
                let (mentee, mentor) = locks.swap_remove(dice.below(locks.len()));
                let edit =
                    json!({ "kind": "unlock", "mentee_enrolment_id": mentee, "mentor_enrolment_id": mentor });
                let done = bench.now(edit).expect(200);
                assert_eq!(done.json["totals"]["gap"], 0);
                assert_eq!(bench.pairs(), afresh(&bench, &locks, &vetoes), "unlocked");
                continue;
            }
            _ => continue,
        };
        let edit = if kind == "lock" { Bench::lock(&pair.0, &pair.1) } else { Bench::veto(&pair.0, &pair.1) };
        let done = bench.now(edit);
        if done.status == 422 {
            continue; // locked before, or every seat of the mentor is
        }
        done.expect(200);
        made += 1;
        list.push(pair);
        assert_eq!(bench.pairs(), afresh(&bench, &locks, &vetoes), "after {made} edits");
    }
    assert!(made >= 8, "only {made} edits could be made");
    let round = bench.task_force().get(&bench.path("")).expect(200).json;
    let pairs = bench.pairs();
    assert_eq!(round["matched"], pairs.len());
    assert_eq!(round["total_points"], pairs.values().map(|(_, points)| points).sum::<i64>());
    assert_eq!(round["gap"], 0);
});

both!(a_step_tells_what_is_new_what_is_gone_and_who_lost_their_place, |network| {
    let bench = Bench::of(network, 3, 6);
    let before = bench.pairs();
    let left = bench.mentees.iter().find(|mentee| !before.contains_key(*mentee)).unwrap().clone();
    let taken = before.values().next().unwrap().0.clone();
    let done = bench.now(Bench::lock(&left, &taken)).expect(200).json;
    let ids = |list: &str, field: &str| -> Vec<String> {
        let rows = done["proposals"][list].as_array().unwrap();
        rows.iter().map(|row| row[field].as_str().unwrap().to_owned()).collect()
    };
    assert!(ids("new", "mentee_enrolment_id").contains(&left));
    assert_eq!(done["newly_matched"][0]["enrolment_id"], left);
    assert_eq!(done["newly_unmatched"].as_array().unwrap().len(), 1, "somebody had to give way");
    let after = bench.pairs();
    for mentee in ids("gone", "mentee_enrolment_id") {
        assert_ne!(before.get(&mentee), after.get(&mentee));
    }
    let totals = &done["totals"];
    let sum = |pairs: &BTreeMap<String, (String, i64)>| pairs.values().map(|pair| pair.1).sum::<i64>();
    assert_eq!((&totals["points_before"], &totals["points"]), (&json!(sum(&before)), &json!(sum(&after))));
    assert_eq!(done["fairness"]["after"]["people"], 6);
    let row = &done["proposals"]["new"][0];
    assert_eq!((&row["changed_seq"], &row["state"]), (&json!(1), &json!("proposed")));
    assert_eq!(ids("gone", "state"), vec!["replaced"; ids("gone", "state").len()]);
    let left_out = bench.task_force().get(&bench.path("/unmatched")).expect(200).items();
    assert_eq!(left_out.len(), 6 - after.len());
    assert!(left_out.iter().all(|one| one["reason"]["text"].as_str().is_some_and(|text| !text.is_empty())));
});

both!(all_that_is_wrong_with_edits_is_named_and_nothing_is_done, |network| {
    let bench = Bench::of(network, 3, 4);
    let (mentee, other) = bench.another();
    let unknown = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    let before = bench.pairs();
    let edits = json!([
        Bench::lock(&mentee, &other),
        { "kind": "lock", "mentee_enrolment_id": bench.mentees[1], "mentor_enrolment_id": other },
        { "kind": "veto", "mentee_enrolment_id": bench.mentees[1], "reason": "  " },
        { "kind": "unlock", "mentee_enrolment_id": bench.mentees[2], "mentor_enrolment_id": other },
        Bench::veto(&mentee, &other),
        Bench::lock(unknown, &other),
        Bench::lock(&bench.mentees[3], unknown),
    ]);
    let refused = bench.edit(bench.task_force(), 0, edits).expect(422);
    assert_eq!(
        refused.pointers(),
        [
            "/edits/1/reason",
            "/edits/2/mentor_enrolment_id",
            "/edits/2/reason",
            "/edits/3/kind",
            "/edits/4/kind",
            "/edits/5/mentee_enrolment_id",
            "/edits/6/mentor_enrolment_id"
        ]
    );
    assert_eq!((bench.pairs(), bench.seq()), (before, 0), "all or nothing");
    bench.edit(bench.task_force(), 0, json!([])).expect(422);
    bench.edit(bench.task_force(), -1, json!([{ "kind": "refresh" }])).expect(422);
    let charm = json!([{ "kind": "charm" }]);
    assert_eq!(bench.edit(bench.task_force(), 0, charm).expect(422).pointers(), ["/edits/0/kind"]);
    bench.task_force().get("/rounds/01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f/workbench").expect(404);
});

both!(a_hand_may_cross_regions_and_never_houses, |network| {
    let bench = Bench::of(network, 4, 4);
    let season = &bench.season;
    let pair = |name: &str, region: &str, role: &str, more: serde_json::Value| {
        season.enrol(&season.somebody(region, name), role, more)
    };
    let mentor = pair("Spanish Only", &season.lakes, "mentor", json!({ "languages": ["es"] }));
    let mentee = pair("French Only", &season.lakes, "mentee", json!({ "languages": ["fr"] }));
    let round = season.round(bench.task_force(), None)["id"].as_str().unwrap().to_owned();
    let bench = Bench { round, ..bench };
    let seen = bench.pair(&mentee, &mentor);
    assert_eq!((&seen["standing"], &seen["rules"]), (&json!("ruled_out"), &json!(["no_shared_language"])));
    assert_eq!(seen["overridable"], true);
    let refused = bench.now(Bench::lock(&mentee, &mentor)).expect(422);
    assert_eq!(refused.json["errors"][0]["code"], "breaks_rule");
    let mut lock = Bench::lock(&mentee, &mentor);
    lock["override"] = json!(true);
    let before = bench.pairs();
    let done = bench.now(lock).expect(200).json;
    assert_eq!(done["totals"]["gap"], 0);
    assert_eq!(bench.mentor_of(&mentee), Some(mentor.clone()));
    let others: Vec<_> = bench.pairs().into_iter().filter(|(one, _)| *one != mentee).collect();
    assert_eq!(others, before.into_iter().collect::<Vec<_>>(), "nobody else moves");
    assert_eq!(seen["cost"]["points"], -done["proposals"]["new"][0]["points"].as_i64().unwrap());
    let row = bench.task_force().get(&bench.path("/proposals?locked=true")).expect(200).items();
    assert_eq!((row.len(), &row[0]["mentee_enrolment_id"]), (1, &json!(mentee)));
});

both!(only_a_ready_round_is_edited, |network| {
    let bench = Bench::of(network, 2, 2);
    let mentee = bench.season.network.in_region(perennial::platform::auth::Role::Mentee, &bench.season.lakes);
    mentee.get(&bench.path("/workbench")).expect(403);
    bench.edit(&mentee, 0, json!([{ "kind": "refresh" }])).expect(403);
    bench.task_force().act(&bench.path("/publish")).expect(200);
    bench.now(json!({ "kind": "refresh" })).expect(409);
    bench.task_force().post(&bench.path("/undo"), json!({ "expected_seq": 0 })).expect(409);
    let (mentee, mentor) = (&bench.mentees[0], &bench.mentors[0]);
    let query = format!("/pair?mentee_enrolment_id={mentee}&mentor_enrolment_id={mentor}");
    bench.task_force().get(&bench.path(&query)).expect(409);
    let seen = bench.task_force().get(&bench.path("/workbench")).expect(200).json;
    assert_eq!((&seen["editable"], &seen["asked"]), (&json!(false), &json!(2)));
});
