//! Files that were cut off, torn, patched together or struck by a flipped bit: each is refused with its line, or read
//! as something valid whose answer holds. The same mutations every time.

use crate::pool::{Dice, Shape, people};
use matcher::circles::{CircleProblem, Sizes, form_circles, verify_circles};
use matcher::tables::{
    Aim, Certificate, Complaints, Market, Source, Sources, assign, json, lines_of_json, verify,
};
use matcher::{Mentee, Mentor, Outcome, Policy, Problem, solve_on};
use std::ops::ControlFlow;

fn source<'a>(name: &str, bytes: &'a [u8]) -> Source<'a> {
    Source { name: name.to_owned(), content: Box::new(bytes) }
}

/// One to three mutations of the bytes.
fn torn(dice: &mut Dice, whole: &[u8]) -> Vec<u8> {
    const WORDS: [&[u8]; 12] = [
        b"\n",
        b",",
        b"\"",
        b"-1",
        b"99999999999999999999",
        b"2147483648",
        b"\xFF\xFE",
        b"\0",
        b"{}",
        b"null",
        b"1e400",
        b"\r\n\r\n",
    ];
    let mut bytes = whole.to_vec();
    for _ in 0..=dice.below(3) {
        if bytes.is_empty() {
            return bytes;
        }
        let at = dice.below(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << dice.below(8),
            2 => drop(bytes.drain(..at)),
            3 => {
                let word = WORDS[dice.below(WORDS.len())];
                bytes.splice(at..at, word.iter().copied());
            }
            4 => {
                let end = (at + dice.below(40)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            _ => {
                let end = (at + dice.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
        }
    }
    bytes
}

/// Every complaint names a file and a line, or says that a whole table has nothing in it.
fn names_its_place(complaints: &Complaints) {
    assert!(!complaints.0.is_empty() && complaints.0.len() <= 21);
    for told in &complaints.0 {
        let place = told.split_once(':').and_then(|(_, rest)| rest.split_once(':'));
        let has_line = place.is_some_and(|(line, _)| line.trim().parse::<u64>().is_ok());
        assert!(has_line || told.contains(" lists no "), "{told}");
    }
}

const EDGES: &[u8] =
    b"mentee,mentor,score\nana,kim,9\nana,lee,8\nbo,kim,8\nbo,\"le,e\",3\ncy,lee,1000000\n\"d\"\"i\",kim,0\n";
const CAPACITY: &[u8] = b"mentor,capacity\nkim,1\nlee,1048576\n\"le,e\",0\n";
const PAIRS: &[u8] = b"mentee,mentor\nana,kim\ncy,lee\n";

#[test]
fn torn_tables_are_refused_with_their_line_or_solved() {
    let dice = &mut Dice(31);
    let (mut read, mut refused) = (0, 0);
    for round in 0..6_000 {
        let mut tables = [EDGES.to_vec(), CAPACITY.to_vec(), PAIRS.to_vec(), PAIRS.to_vec(), PAIRS.to_vec()];
        let at = dice.below(tables.len());
        tables[at] = torn(dice, &tables[at]);
        let [edges, capacity, locks, vetoes, published] = &tables;
        let sources = || Sources {
            edges: source("edges", edges),
            capacity: source("capacity", capacity),
            locks: (round % 3 == 0).then(|| source("locks", locks)),
            vetoes: (round % 3 == 1).then(|| source("vetoes", vetoes)),
            published: Some(source("published", published)),
            keep: [0, 1, 1_000_000][round % 3],
        };
        let market = match Market::read(sources()) {
            Ok(market) => market,
            Err(complaints) => {
                refused += 1;
                names_its_place(&complaints);
                continue;
            }
        };
        read += 1;
        for aim in [Aim::Fit, Aim::Matched, Aim::WorstServed] {
            let ControlFlow::Continue(found) = assign(&market, aim, &mut |_| ControlFlow::Continue(()))
            else {
                panic!("nobody stopped it");
            };
            let mut pairs = csv::Writer::from_writer(Vec::new());
            pairs.write_record(["mentee", "mentor", "score"]).expect("a line");
            for (mentee, mentor, score) in &found.pairs {
                let (mentee, mentor) = (&market.mentees[*mentee as usize], &market.mentors[*mentor as usize]);
                pairs.write_record([mentee, mentor, &score.to_string()]).expect("a line");
            }
            let pairs = pairs.into_inner().expect("bytes");
            let checked = verify(sources(), source("pairs", &pairs), &found.certificate);
            assert!(checked.is_ok(), "{:?}: {:?}", String::from_utf8_lossy(edges), checked.err());
        }
    }
    assert!(read > 1_000 && refused > 1_000, "{read} read, {refused} refused");
}

#[test]
fn torn_certificates_and_pairs_never_pass_for_others() {
    let dice = &mut Dice(32);
    let sources = || Sources {
        edges: source("edges", EDGES),
        capacity: source("capacity", CAPACITY),
        locks: None,
        vetoes: None,
        published: None,
        keep: 0,
    };
    let market = Market::read(sources()).expect("tables");
    let ControlFlow::Continue(found) = assign(&market, Aim::WorstServed, &mut |_| ControlFlow::Continue(()))
    else {
        panic!("nobody stopped it");
    };
    let mut pairs = "mentee,mentor,score\n".to_owned();
    for (mentee, mentor, score) in &found.pairs {
        let id = market.mentees[*mentee as usize].replace('"', "\"\"");
        pairs += &format!("\"{id}\",\"{}\",{score}\n", market.mentors[*mentor as usize]);
    }
    let proof = serde_json::to_vec(&found.certificate).expect("JSON");
    assert!(verify(sources(), source("pairs", pairs.as_bytes()), &found.certificate).is_ok());
    for _ in 0..6_000 {
        let changed = torn(dice, &proof);
        match json::<Certificate>(source("proof", &changed)) {
            Err(complaints) => names_its_place(&complaints),
            Ok(read) => {
                let checked = verify(sources(), source("pairs", pairs.as_bytes()), &read);
                // What still passes claims the same.
                assert!(
                    checked.is_err()
                        || (read.points, read.pairs) == (found.certificate.points, found.certificate.pairs)
                );
            }
        }
        let changed = torn(dice, pairs.as_bytes());
        if let Ok(verified) = verify(sources(), source("pairs", &changed), &found.certificate) {
            assert_eq!(
                (verified.pairs, verified.points),
                (found.certificate.pairs, found.certificate.points)
            );
        }
    }
}

fn lines<T: serde::Serialize>(people: &[T]) -> Vec<u8> {
    let lines: Vec<String> =
        people.iter().map(|person| serde_json::to_string(person).expect("JSON")).collect();
    (lines.join("\n") + "\n").into_bytes()
}

#[test]
fn torn_people_and_policies_are_refused_with_their_line_or_matched() {
    let dice = &mut Dice(33);
    let shape = Shape { mentees: 7, mentors: 5, most_seats: 2, topics: 4, regions: 2, employers: 3 };
    let whole = people(8, shape);
    let files =
        [lines(&whole.mentees), lines(&whole.mentors), serde_json::to_vec(&whole.policy).expect("JSON")];
    let (mut matched, mut refused) = (0, 0);
    for _ in 0..6_000 {
        let mut files = files.clone();
        let at = dice.below(files.len());
        files[at] = torn(dice, &files[at]);
        let read = (
            lines_of_json::<Mentee>(source("m.jsonl", &files[0])),
            lines_of_json::<Mentor>(source("n.jsonl", &files[1])),
            json::<Policy>(source("policy.json", &files[2])),
        );
        let (mentees, mentors, policy) = match read {
            (Ok(mentees), Ok(mentors), Ok(policy)) => (mentees, mentors, policy),
            (mentees, mentors, policy) => {
                let complaints = [mentees.err(), mentors.err(), policy.err()];
                complaints.iter().flatten().for_each(names_its_place);
                refused += 1;
                continue;
            }
        };
        let problem = Problem {
            mentees: mentees.clone(),
            mentors: mentors.clone(),
            policy: policy.clone(),
            ..Problem::default()
        };
        let circles = CircleProblem {
            mentees,
            mentors,
            policy,
            sizes: Sizes { least: 2, most: 4 },
            effort: 0,
            ..CircleProblem::default()
        };
        if !problem.validate().is_empty() {
            assert!(!circles.validate().is_empty());
            refused += 1;
            continue;
        }
        matched += 1;
        let outcome = solve_on(&problem, 1, &mut |_| ControlFlow::Continue(())).expect("a valid problem");
        matcher::verify(&problem, &outcome, &outcome.duals).expect("a verified outcome");
        let formed = form_circles(&circles, &mut |_| ControlFlow::Continue(())).expect("a valid problem");
        verify_circles(&circles, &formed).expect("verified circles");
    }
    assert!(matched > 100 && refused > 1_000, "{matched} matched, {refused} refused");
}

#[test]
fn torn_outcomes_never_pass_for_others() {
    let dice = &mut Dice(34);
    let shape = Shape { mentees: 8, mentors: 4, most_seats: 1, topics: 4, regions: 2, employers: 3 };
    for seed in 0..6 {
        let mut problem = crate::pool::problem(seed, shape);
        if seed % 2 == 0 {
            problem.policy.objective = matcher::Objective::WorstServedThenFit;
        }
        let outcome = crate::pool::solved(&problem);
        let whole = serde_json::to_vec(&outcome).expect("JSON");
        let explainer = matcher::Explainer::new(&problem);
        for _ in 0..1_500 {
            let Ok(read) = json::<Outcome>(source("outcome", &torn(dice, &whole))) else { continue };
            let _ = explainer.alternatives(&read, "person-1", 3);
            if matcher::verify(&problem, &read, &read.duals).is_ok() {
                assert_eq!((&read.pairs, read.total_points), (&outcome.pairs, outcome.total_points));
            }
        }
    }
}
