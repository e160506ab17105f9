//! A certificate or an outcome as a file, of any bytes: read or refused, written and read as the same, and never more
//! than the true answer of its round when the check accepts it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matcher::tables::{Certificate, Market, Sources, json, verify};
use matcher::{Explainer, Mentee, Mentor, Outcome, Problem};
use matcher_fuzz::people::{aim, round};
use matcher_fuzz::{files, source};

const EDGES: &[u8] = b"mentee,mentor,score\nana,kim,9\nana,lee,8\nbo,kim,8\nbo,lee,3\ncy,lee,7\n";
const CAPACITY: &[u8] = b"mentor,capacity\nkim,1\nlee,1\n";

fn problem() -> Problem {
    let mentee = |id: &str| -> Mentee {
        serde_json::from_value(serde_json::json!({
            "id": id, "interests": ["a"], "goals": ["b"], "languages": ["en"], "setting": "x",
            "career_stage": "early", "region": "r", "employer": null, "time_zone_offset_minutes": 0,
        }))
        .expect("a mentee")
    };
    let mentor = |id: &str, years: u32| -> Mentor {
        serde_json::from_value(serde_json::json!({
            "id": id, "interests": ["a"], "expertise": ["b"], "languages": ["en"], "setting": "x",
            "career_stage": "mid", "region": "r", "employer": null, "time_zone_offset_minutes": 0,
            "years_of_experience": years, "capacity": 1,
        }))
        .expect("a mentor")
    };
    Problem {
        mentees: ["ana", "bo", "cy"].map(mentee).to_vec(),
        mentors: vec![mentor("kim", 3), mentor("lee", 9)],
        ..Problem::default()
    }
}

fuzz_target!(|data: &[u8]| {
    let [document, pairs] = files(data);
    if let Ok(certificate) = json::<Certificate>(source("certificate", document)) {
        let text = serde_json::to_vec(&certificate).expect("JSON");
        assert_eq!(json::<Certificate>(source("again", &text)).expect("what was written"), certificate);
        let sources = || Sources {
            edges: source("edges", EDGES),
            capacity: source("capacity", CAPACITY),
            locks: None,
            vetoes: None,
            published: None,
            keep: 0,
        };
        if let Ok(verified) = verify(sources(), source("pairs", pairs), &certificate) {
            let market = Market::read(sources()).expect("tables");
            let best = matcher_fuzz::market::round(&market).best(certificate.objective).1;
            assert_eq!(verified.pairs, best.iter().flatten().count());
        }
    }
    if let Ok(outcome) = json::<Outcome>(source("outcome", document)) {
        let text = serde_json::to_vec(&outcome).expect("JSON");
        assert!(json::<Outcome>(source("again", &text)).expect("what was written") == outcome);
        let problem = problem();
        let _ = Explainer::new(&problem).alternatives(&outcome, "ana", 3);
        if matcher::verify(&problem, &outcome, &outcome.duals).is_ok() {
            let best = round(&problem).best(aim(problem.policy.objective)).1;
            assert_eq!(outcome.pairs.len(), best.iter().flatten().count());
            for (mentee, mentor) in problem.mentees.iter().zip(best) {
                let found = outcome.pairs.iter().find(|pair| pair.mentee == mentee.id);
                assert_eq!(found.is_some(), mentor.is_some());
            }
        }
    }
});
