//! The command on files: what it writes, what it refuses and where it says the mistake is, and what verify catches.

use crate::pool::Dice;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of its own, gone afterwards.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("matcher-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    pub fn write(&self, name: &str, text: &str) -> &Self {
        std::fs::write(self.0.join(name), text).expect("a file");
        self
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("a file")
    }

    pub fn run(&self, arguments: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matcher"));
        command.current_dir(&self.0).args(arguments.split_whitespace()).output().expect("the command")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn said(output: &Output) -> String {
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
