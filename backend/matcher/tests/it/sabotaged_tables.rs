//! Certificates of tables that claim too much, each found by the fuzz targets or by asking what they cannot prove.

use matcher::tables::{Aim, Certificate, Market, Source, Sources, assign, verify};
use std::ops::ControlFlow;

fn source<'a>(name: &str, text: &'a str) -> Source<'a> {
    Source { name: name.to_owned(), content: Box::new(text.as_bytes()) }
}

fn sources<'a>(edges: &'a str, capacity: &'a str, locks: &'a str) -> Sources<'a> {
    Sources {
        edges: source("edges", edges),
        capacity: source("capacity", capacity),
        locks: Some(source("locks", locks)),
        vetoes: None,
        published: None,
        keep: 0,
    }
}

/// The certificate and the pairs that solving gives.
fn solved(edges: &str, capacity: &str, locks: &str, aim: Aim) -> (Certificate, String) {
    let market = Market::read(sources(edges, capacity, locks)).expect("tables");
    let ControlFlow::Continue(found) = assign(&market, aim, &mut |_| ControlFlow::Continue(())) else {
        panic!("nobody stopped it");
    };
    let pairs = found.pairs.iter().map(|(mentee, mentor, score)| {
        format!("{},{},{score}\n", market.mentees[*mentee as usize], market.mentors[*mentor as usize])
    });
    (found.certificate, "mentee,mentor,score\n".to_owned() + &pairs.collect::<String>())
}

const EDGES: &str = "mentee,mentor,score\na,x,9\na,y,5\nb,x,6\nb,y,0\n";
const CAPACITY: &str = "mentor,capacity\nx,1\ny,1\n";
const NO_LOCKS: &str = "mentee,mentor\n";

#[test]
fn the_lowest_score_is_proved_under_its_objective_and_no_other() {
    let check = |certificate: &Certificate, pairs: &str| {
        verify(sources(EDGES, CAPACITY, NO_LOCKS), source("pairs", pairs), certificate)
    };
    // Pairs below the lowest score are out of the question for one objective alone: 'matched' would be 9 and 0.
    let (mut raised, pairs) = solved(EDGES, CAPACITY, NO_LOCKS, Aim::WorstServed);
    assert!(check(&raised, &pairs).is_ok());
    raised.objective = Aim::Matched;
    assert!(check(&raised, &pairs).expect_err("another objective").to_string().contains("lowest score"));
    let (mut matched, pairs) = solved(EDGES, CAPACITY, NO_LOCKS, Aim::Matched);
    assert!(check(&matched, &pairs).is_ok());
    matched.objective = Aim::WorstServed;
    assert!(check(&matched, &pairs).expect_err("no proof").to_string().contains("lowest score"));
}

#[test]
fn a_locked_gain_takes_up_no_loss() {
    let (edges, locks) = ("mentee,mentor,score\na,x,9\nb,y,7\nc,y,3\n", "mentee,mentor\na,x\n");
    let (mut certificate, pairs) = solved(edges, CAPACITY, locks, Aim::Fit);
    let check = |certificate: &Certificate, pairs: &str| {
        verify(sources(edges, CAPACITY, locks), source("pairs", pairs), certificate)
    };
    assert!(check(&certificate, &pairs).is_ok());
    // A worse pair, and a gain of the locked mentee that is lower by as much: the sums agree.
    let worse = pairs.replace("b,y,7", "c,y,3");
    let lost = 4 * certificate.per_point;
    certificate.points -= 4;
    certificate.primal -= lost;
    certificate.dual -= lost;
    let lot = |mentee| i128::from(matcher::tie(matcher::mentee_key(mentee), matcher::mentor_key("y")));
    let gain = certificate.mentees.get_mut("a").expect("the locked one");
    gain.0 -= lost;
    gain.1 = (gain.1.parse::<i128>().expect("a number") - lot("b") + lot("c")).to_string();
    let told = check(&certificate, &worse).expect_err("a better outcome exists").to_string();
    assert!(told.contains("worth more than its two prices"), "{told}");
}

#[test]
fn lines_that_come_twice_are_no_pairs_and_no_seats() {
    let (certificate, pairs) = solved(EDGES, CAPACITY, NO_LOCKS, Aim::Fit);
    let told = |edges: &str, capacity: &str| {
        let found = verify(sources(edges, capacity, NO_LOCKS), source("pairs", &pairs), &certificate);
        found.err().map(|wrong| wrong.to_string()).unwrap_or_default()
    };
    assert_eq!(told(EDGES, CAPACITY), "");
    assert!(told(&format!("{EDGES}a,x,9\na,y,5\nb,x,6\n"), CAPACITY).contains("the pair is listed before"));
    assert!(told(EDGES, &format!("{CAPACITY}x,1\n")).contains("\"x\" is listed before"));
}
