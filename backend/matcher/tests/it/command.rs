//! The command on files: what it writes, what it refuses and where it says the mistake is, and what verify catches.

use crate::pool::{Dice, Shape, people, state_wishes};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("matcher-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn write(&self, name: &str, text: &str) -> &Self {
        std::fs::write(self.0.join(name), text).expect("a file");
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("a file")
    }

    fn run(&self, arguments: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matcher"));
        command.current_dir(&self.0).args(arguments.split_whitespace()).output().expect("the command")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const ASSIGN: &str =
    "assign --edges edges.csv --capacity capacity.csv --out pairs.csv --certificate proof.json";
const VERIFY: &str =
    "verify --edges edges.csv --capacity capacity.csv --pairs pairs.csv --certificate proof.json";

fn small(folder: &Folder) {
    folder
        .write("edges.csv", "mentee,mentor,score\nana,kim,9\nana,lee,8\nbo,kim,8\ncy,lee,1\n")
        .write("capacity.csv", "mentor,capacity\nkim,1\nlee,1\n");
}

#[test]
fn pairs_are_written_and_verified_for_every_objective() {
    let folder = Folder::new("objectives");
    small(&folder);
    for (objective, pairs) in [("fit", "ana,lee,8\nbo,kim,8\n"), ("matched", "ana,lee,8\nbo,kim,8\n")] {
        let done = folder.run(&format!("{ASSIGN} --objective {objective}"));
        assert!(done.status.success(), "{}", said(&done));
        assert_eq!(folder.read("pairs.csv"), format!("mentee,mentor,score\n{pairs}"));
        assert!(folder.run(VERIFY).status.success());
    }
    let done = folder.run(&format!("{ASSIGN} --objective worst-served"));
    assert!(done.status.success());
    let verified = folder.run(VERIFY);
    assert!(verified.status.success(), "{}", said(&verified));
    assert!(String::from_utf8_lossy(&verified.stdout).contains("lowest score 8 proved highest"));
}

#[test]
fn locks_vetoes_and_published_pairs() {
    let folder = Folder::new("locks");
    small(&folder);
    let head = "mentee,mentor\n";
    folder.write("locks.csv", &format!("{head}cy,lee\n")).write("vetoes.csv", &format!("{head}bo,kim\n"));
    folder.write("old.csv", &format!("{head}ana,kim\nsomebody,gone\n"));
    let options = "--locks locks.csv --vetoes vetoes.csv";
    assert!(folder.run(&format!("{ASSIGN} {options}")).status.success());
    assert_eq!(folder.read("pairs.csv"), "mentee,mentor,score\nana,kim,9\ncy,lee,1\n");
    assert!(folder.run(&format!("{VERIFY} {options}")).status.success());
    let without = folder.run(VERIFY);
    assert_eq!(without.status.code(), Some(1));

    // Seven points more for the whole are not worth breaking a published pair for ten; they are for five.
    for (keep, pairs) in [(10, "ana,kim,9\ncy,lee,1\n"), (5, "ana,lee,8\nbo,kim,8\n")] {
        let options = format!("--published old.csv --keep {keep}");
        assert!(folder.run(&format!("{ASSIGN} {options}")).status.success());
        assert_eq!(folder.read("pairs.csv"), format!("mentee,mentor,score\n{pairs}"));
        assert!(folder.run(&format!("{VERIFY} {options}")).status.success());
    }
}

#[test]
fn mistakes_are_told_with_their_line_and_nothing_is_written() {
    let edges = "mentee,mentor,score\n";
    let seats = "mentor,capacity\nkim,1\n";
    let cases = [
        (format!("{edges}ana,kim,1\nana,max,1\n"), seats, "", "edges.csv:3: there is no mentor \"max\"."),
        (format!("{edges}ana,kim,1000001\n"), seats, "", "edges.csv:2: score must be from 0 to 1000000"),
        (format!("{edges}ana,kim,-1\n"), seats, "", "edges.csv:2: score must be from 0"),
        (format!("{edges}ana,kim,x\n"), seats, "", "edges.csv:2: score must be a whole number"),
        (
            format!("{edges}ana,kim,1\nbo,kim,1\nana,kim,2\n"),
            seats,
            "",
            "edges.csv:4: the pair is listed before, in line 2.",
        ),
        (format!("{edges}ana,kim\n"), seats, "", "edges.csv:2: has 2 fields, not 3."),
        (format!("{edges} ,kim,1\n"), seats, "", "edges.csv:2: an id is blank."),
        (edges.to_owned(), seats, "", "edges.csv lists no pair."),
        (String::new(), seats, "", "edges.csv:1: the file is empty"),
        ("a,b,c\n".to_owned(), seats, "", "edges.csv:1: the first line must be mentee,mentor,score."),
        (
            format!("{edges}ana,kim,1\n"),
            "mentor,capacity\nkim,-1\n",
            "",
            "capacity.csv:2: capacity must be from 0",
        ),
        (
            format!("{edges}ana,kim,1\n"),
            "mentor,capacity\nkim,1\nkim,2\n",
            "",
            "capacity.csv:3: the mentor \"kim\" is listed before.",
        ),
        (edges.to_owned(), "mentor,capacity\n", "", "capacity.csv lists no mentor."),
        (
            format!("{edges}ana,kim,1\n"),
            seats,
            "mentee,mentor\nbo,kim\n",
            "locks.csv:2: there is no mentee \"bo\".",
        ),
        (
            format!("{edges}ana,kim,1\nbo,kim,1\n"),
            seats,
            "mentee,mentor\nana,kim\nbo,kim\n",
            "locks.csv:3: the seats of the mentor \"kim\" are all locked before.",
        ),
    ];
    for (at, (edges, capacity, locks, complaint)) in cases.into_iter().enumerate() {
        let folder = Folder::new(&format!("mistake-{at}"));
        folder.write("edges.csv", &edges).write("capacity.csv", capacity).write("locks.csv", locks);
        let options = if locks.is_empty() { "" } else { "--locks locks.csv" };
        let done = folder.run(&format!("{ASSIGN} {options}"));
        assert_eq!(done.status.code(), Some(2), "{complaint}");
        assert!(said(&done).contains(complaint), "{complaint}: {}", said(&done));
        assert!(!folder.0.join("pairs.csv").exists() && !folder.0.join("proof.json").exists());
    }
    let folder = Folder::new("absent");
    assert!(said(&folder.run(ASSIGN)).contains("edges.csv cannot be opened"));
}

/// A larger made-up table.
fn random_tables(folder: &Folder, seed: u64) {
    let dice = &mut Dice(seed);
    let (mut edges, mut capacity) = ("mentee,mentor,score\n".to_owned(), "mentor,capacity\n".to_owned());
    for mentor in 0..40 {
        capacity += &format!("n{mentor},{}\n", dice.below(3));
    }
    for mentee in 0..60 {
        for mentor in 0..40 {
            if dice.one_in(4) {
                edges += &format!("m{mentee},n{mentor},{}\n", dice.below(12));
            }
        }
    }
    folder.write("edges.csv", &edges).write("capacity.csv", &capacity);
}

#[test]
fn verify_catches_what_is_tampered_with() {
    let folder = Folder::new("tampered");
    for objective in ["fit", "matched", "worst-served"] {
        random_tables(&folder, 5);
        assert!(folder.run(&format!("{ASSIGN} --objective {objective}")).status.success());
        assert!(folder.run(VERIFY).status.success());
        let (pairs, proof, edges) =
            (folder.read("pairs.csv"), folder.read("proof.json"), folder.read("edges.csv"));
        let is_refused = |what: &str| {
            let code = folder.run(VERIFY).status.code();
            assert!(code == Some(1) || code == Some(2), "{objective}: {what}");
        };
        let lines: Vec<&str> = pairs.lines().collect();
        for gone in 1..lines.len() {
            let kept: Vec<&str> = (0..lines.len()).filter(|at| *at != gone).map(|at| lines[at]).collect();
            folder.write("pairs.csv", &kept.join("\n"));
            is_refused("a pair is missing");
        }
        folder.write("pairs.csv", &format!("{pairs}{}\n", lines[1]));
        is_refused("a pair is twice");
        folder.write("pairs.csv", &pairs);
        for (from, to) in
            [("\"gap\":0", "\"gap\":1"), ("\"keep\":0", "\"keep\":1"), ("\"version\":1", "\"version\":2")]
        {
            folder.write("proof.json", &proof.replacen(from, to, 1));
            is_refused(to);
        }
        // Every single price matters.
        let value: serde_json::Value = serde_json::from_str(&proof).expect("JSON");
        for side in ["mentees", "mentors"] {
            let ids: Vec<String> = value[side].as_object().expect("people").keys().cloned().collect();
            for id in ids.iter().step_by(7) {
                let mut changed = value.clone();
                let price = changed[side][id][0].as_i64().expect("a number");
                changed[side][id][0] = (price - 1).into();
                folder.write("proof.json", &changed.to_string());
                is_refused("a price is lower");
            }
        }
        folder.write("proof.json", &proof);
        // A table with one more good pair than was solved.
        folder.write("edges.csv", &edges.replacen(",0\n", ",999\n", 1));
        is_refused("a score has changed");
    }
}

#[test]
fn the_order_of_the_lines_does_not_matter() {
    let folder = Folder::new("order");
    random_tables(&folder, 6);
    let run = || {
        assert!(folder.run(ASSIGN).status.success());
        (folder.read("pairs.csv"), folder.read("proof.json"))
    };
    let first = run();
    let dice = &mut Dice(7);
    for _ in 0..5 {
        for name in ["edges.csv", "capacity.csv"] {
            let text = folder.read(name);
            let mut lines: Vec<&str> = text.lines().skip(1).collect();
            dice.shuffle(&mut lines);
            let head = text.lines().next().expect("a header");
            folder.write(name, &format!("{head}\n{}\n", lines.join("\n")));
        }
        assert_eq!(run(), first);
    }
}

#[test]
fn any_bytes_are_read_or_refused_without_a_panic() {
    let folder = Folder::new("bytes");
    let dice = &mut Dice(8);
    let alphabet = b"mentee,mentor,score,capacity\n\n\"\"\r019-a\xFF\xC3 ";
    for _ in 0..40 {
        small(&folder);
        let name = ["edges.csv", "capacity.csv"][dice.below(2)];
        let mut bytes = folder.read(name).into_bytes();
        for _ in 0..=dice.below(6) {
            let at = dice.below(bytes.len());
            bytes[at] = alphabet[dice.below(alphabet.len())];
        }
        std::fs::write(folder.0.join(name), bytes).expect("a file");
        let done = folder.run(ASSIGN);
        assert!(matches!(done.status.code(), Some(0 | 2)), "{}", said(&done));
    }
}

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
fn tables_tell_fairness_and_price() {
    let folder = Folder::new("figures");
    folder
        .write("edges.csv", "mentee,mentor,score\nana,kim,90\nana,lee,40\nbo,kim,45\nbo,lee,10\n")
        .write("capacity.csv", "mentor,capacity\nkim,1\nlee,1\n");
    let done = folder.run(&format!("{ASSIGN} --objective worst-served --figures figures.json"));
    assert!(done.status.success(), "{}", said(&done));
    let told: serde_json::Value = serde_json::from_str(&folder.read("figures.json")).expect("JSON");
    assert_eq!((&told["price"]["points"], &told["price"]["given_up"]), (&85.into(), &15.into()));
    assert_eq!(
        (&told["price"]["worst_served"], &told["price"]["worst_served_by_fit"]),
        (&40.into(), &10.into())
    );
    assert_eq!(told["fairness"]["worst_served"], 40);
    assert!(said(&done).contains("15 points (15.00 %) less than most total fit"), "{}", said(&done));
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
