//! The command on people: a policy, two lists, and what it tells of the round and never tells of wishes.

use crate::command::{Folder, said};
use crate::pool::{Dice, Shape, people, state_wishes};
use std::path::Path;

fn write_people(folder: &Path, problem: &matcher::Problem) {
    let lines = |people: Vec<String>| people.join("\n") + "\n";
    let mentees = problem.mentees.iter().map(|m| serde_json::to_string(m).expect("JSON")).collect();
    let mentors = problem.mentors.iter().map(|m| serde_json::to_string(m).expect("JSON")).collect();
    std::fs::write(folder.join("m.jsonl"), lines(mentees)).expect("a file");
    std::fs::write(folder.join("n.jsonl"), lines(mentors)).expect("a file");
    let policy = serde_json::to_string(&problem.policy).expect("JSON");
    std::fs::write(folder.join("policy.json"), policy).expect("a file");
}

#[test]
fn the_schema_of_a_policy_names_its_fields() {
    let folder = Folder::new("schema");
    let printed = folder.run("schema").stdout;
    let schema: serde_json::Value = serde_json::from_slice(&printed).expect("JSON");
    let policy = serde_json::to_value(matcher::Policy::default()).expect("JSON");
    let names = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().expect("an object").keys().cloned().collect()
    };
    assert_eq!(names(&schema["properties"]), names(&policy));
    assert_eq!(names(&schema["properties"]["weights"]["properties"]), names(&policy["weights"]));
    for (name, rules) in schema["properties"].as_object().expect("fields") {
        if name != "weights" {
            assert_eq!(rules["default"], policy[name], "{name}");
        }
    }
    for (name, rules) in schema["properties"]["weights"]["properties"].as_object().expect("weights") {
        assert_eq!(rules["default"], policy["weights"][name], "{name}");
        assert_eq!(rules["maximum"], matcher::Policy::MAX_WEIGHT);
    }
}

#[test]
fn people_are_matched_verified_and_explained() {
    let folder = Folder::new("people");
    let shape = Shape { mentees: 60, mentors: 30, most_seats: 2, topics: 12, regions: 3, employers: 10 };
    let problem = people(3, shape);
    write_people(&folder.0, &problem);
    let input = "--mentees m.jsonl --mentors n.jsonl --policy policy.json";
    let done = folder.run(&format!("match {input} --out outcome.json --verify"));
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&done).contains("gap 0, verified over all pairs"));
    let explain = format!("explain {input} --outcome outcome.json --mentee person-1");
    let answer = folder.run(&explain);
    assert!(String::from_utf8_lossy(&answer.stdout).contains("\"alternatives\""), "{}", said(&answer));
    let pair = folder.run(&format!("{explain} --mentor {}", problem.mentors[0].id));
    assert!(String::from_utf8_lossy(&pair.stdout).contains("\"factors\""), "{}", said(&pair));

    let text = folder.read("m.jsonl");
    folder.write("m.jsonl", &text.replacen("\"id\":\"person-4\"", "\"id\":\"person-3\"", 1));
    assert!(
        said(&folder.run(&format!("match {input}")))
            .contains("m.jsonl:5: id: The id \"person-3\" occurs before.")
    );
    folder.write("m.jsonl", &format!("{text}{{\n"));
    assert!(said(&folder.run(&format!("match {input}"))).contains("m.jsonl:61: "));
    folder.write("m.jsonl", &text).write("policy.json", "{\"weights\": {\"charm\": 5}}");
    assert!(said(&folder.run(&format!("match {input}"))).contains("unknown field `charm`"));
}

#[test]
fn wishes_are_read_and_nowhere_written() {
    let folder = Folder::new("wishes");
    let shape = Shape { mentees: 60, mentors: 30, most_seats: 2, topics: 12, regions: 3, employers: 10 };
    let mut problem = people(3, shape);
    let input = "--mentees m.jsonl --mentors n.jsonl --policy policy.json";
    let mut outcomes = Vec::new();
    for weight in [0, 60] {
        state_wishes(&mut problem, &mut Dice(3));
        problem.policy.weights.confidential_wishes = weight;
        write_people(&folder.0, &problem);
        assert!(folder.read("m.jsonl").contains("wish-1") && folder.read("n.jsonl").contains("wish-1"));
        let done = folder.run(&format!("match {input} --out outcome.json --verify"));
        assert!(done.status.success(), "{}", said(&done));
        assert!(!said(&done).contains("wish"));
        outcomes.push(folder.read("outcome.json"));
    }
    assert!(outcomes[0] != outcomes[1]);
    assert!(outcomes.iter().all(|outcome| !outcome.contains("wish")));
    let explain = format!("explain {input} --outcome outcome.json --mentee person-1");
    for asked in [explain.clone(), format!("{explain} --mentor {}", problem.mentors[0].id)] {
        let answer = folder.run(&asked);
        assert!(answer.status.success(), "{}", said(&answer));
        assert!(!String::from_utf8_lossy(&answer.stdout).contains("wish"));
    }
}

#[test]
fn rounds_of_people_tell_fairness_price_and_keep_published_pairs() {
    let folder = Folder::new("fair");
    let shape = Shape { mentees: 50, mentors: 25, most_seats: 2, topics: 12, regions: 3, employers: 10 };
    let mut problem = people(4, shape);
    problem.policy.objective = matcher::Objective::WorstServedThenFit;
    write_people(&folder.0, &problem);
    let input = "match --mentees m.jsonl --mentors n.jsonl --policy policy.json --verify";
    let done = folder.run(&format!("{input} --out fair.json"));
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&done).contains("less than most total fit"), "{}", said(&done));
    let told: serde_json::Value = serde_json::from_str(&folder.read("fair.json")).expect("JSON");
    assert_eq!(told["fairness"]["people"], 50);
    assert!(told["fairness"]["by_region"].as_object().is_some_and(|classes| classes.len() > 1));
    assert_eq!(told["price"]["points"], told["total_points"]);
    assert!(told["worst_served"]["least_points"].is_u64());

    let pairs = told["pairs"].as_array().expect("pairs");
    let ids = |at: usize| {
        (pairs[at]["mentee"].as_str().expect("an id"), pairs[at]["mentor"].as_str().expect("an id"))
    };
    let head = "mentee,mentor\n";
    folder.write("old.csv", &format!("{head}{},{}\n", ids(0).0, ids(0).1));
    let done = folder.run(&format!("{input} --published old.csv --keep 1000 --out kept.json"));
    assert!(done.status.success(), "{}", said(&done));
    let done = folder.run(&format!("{input} --published old.csv --keep 1001"));
    assert_eq!(said(&done).trim(), "/keep: Must be from 0 to 1000, not 1001.");
    folder.write("vetoes.csv", &format!("{head}{},{}\nnobody,{}\n", ids(0).0, ids(0).1, ids(1).1));
    let done = folder.run(&format!("{input} --vetoes vetoes.csv"));
    assert_eq!(said(&done).trim(), "vetoes.csv:3: No mentee has the id \"nobody\".");
}

#[test]
fn circles_are_formed_verified_and_refused_with_their_place() {
    let folder = Folder::new("circles");
    let shape = Shape { mentees: 30, mentors: 12, most_seats: 3, topics: 12, regions: 1, employers: 40 };
    write_people(&folder.0, &people(9, shape));
    let input = "circles --mentees m.jsonl --mentors n.jsonl --policy policy.json --sizes 3:6";
    let done = folder.run(&format!("{input} --verify --out circles.json"));
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&done).contains("verified"), "{}", said(&done));
    let told: matcher::circles::CirclesOutcome =
        serde_json::from_str(&folder.read("circles.json")).expect("circles");
    assert!(told.placed > 10 && told.circles.iter().all(|circle| (3..=6).contains(&circle.members.len())));

    folder.write("apart.csv", "one,other\nperson-1,person-2\nperson-1,nobody\n");
    let cases = [
        ("--sizes 5:4", "/sizes/most: Must be from 5 to 9, not 4."),
        ("--sizes 1:12", "/sizes/least: Must be from 2 to 9, not 1."),
        ("--sizes four", "for example 4:8"),
        ("--mentors-per-circle 3", "/mentors_per_circle: Must be 1 or 2, not 3."),
        ("--effort 1000", "/effort: Must be from 0 to 100"),
        ("--apart apart.csv", "apart.csv:3: Nobody has the id \"nobody\"."),
        ("--apart m.jsonl", "m.jsonl:1: the first line must be one,other."),
        ("--peer-policy absent.json", "absent.json cannot be opened"),
    ];
    let input = input.replace("--sizes 3:6", "");
    for (option, complaint) in cases {
        let done = folder.run(&format!("{input} {option} --out none.json"));
        assert_eq!(done.status.code(), Some(2), "{option}");
        assert!(said(&done).contains(complaint), "{complaint}: {}", said(&done));
        assert!(!folder.0.join("none.json").exists());
    }
}
