//! Tables made to hurt: scores and points to keep at both ends of their range, one mentor wanted by all, everybody
//! alike, seats far beyond and far below the demand, nobody allowed. Every answer is checked by `verify`.

use crate::pool::Dice;
use matcher::tables::{Aim, Market, Source, Sources, assign, verify};
use std::fmt::Write;
use std::ops::ControlFlow;

const MENTEES: usize = 240;
const MENTORS: usize = 40;
const TOP: i64 = 1_000_000;

fn source<'a>(name: &str, text: &'a str) -> Source<'a> {
    Source { name: name.to_owned(), content: Box::new(text.as_bytes()) }
}

/// The pairs and points that every aim finds, verified.
fn solved(edges: &str, capacity: &str, published: &str, keep: i32) -> Vec<(usize, i64)> {
    let sources = || Sources {
        edges: source("edges", edges),
        capacity: source("capacity", capacity),
        locks: None,
        vetoes: None,
        published: Some(source("published", published)),
        keep,
    };
    let market = Market::read(sources()).expect("tables");
    let solve = |aim| {
        let ControlFlow::Continue(found) = assign(&market, aim, &mut |_| ControlFlow::Continue(())) else {
            panic!("nobody stopped it");
        };
        let mut pairs = "mentee,mentor,score\n".to_owned();
        for (mentee, mentor, score) in &found.pairs {
            let (mentee, mentor) = (&market.mentees[*mentee as usize], &market.mentors[*mentor as usize]);
            writeln!(pairs, "{mentee},{mentor},{score}").expect("text");
        }
        let verified =
            verify(sources(), source("pairs", &pairs), &found.certificate).expect("a verified answer");
        (verified.pairs, verified.points)
    };
    [Aim::Fit, Aim::Matched, Aim::WorstServed].map(solve).to_vec()
}

fn tables(
    score: &dyn Fn(usize, usize) -> Option<i64>,
    seats: &dyn Fn(usize) -> usize,
) -> (String, String, String) {
    let (mut edges, mut capacity) = ("mentee,mentor,score\n".to_owned(), "mentor,capacity\n".to_owned());
    let mut published = "mentee,mentor\n".to_owned();
    for mentor in 0..MENTORS {
        writeln!(capacity, "n{mentor},{}", seats(mentor)).expect("text");
    }
    for mentee in 0..MENTEES {
        for mentor in 0..MENTORS {
            if let Some(score) = score(mentee, mentor) {
                writeln!(edges, "m{mentee},n{mentor},{score}").expect("text");
            }
        }
        writeln!(published, "m{mentee},n{}", mentee % MENTORS).expect("text");
    }
    (edges, capacity, published)
}

#[test]
fn everybody_alike_at_both_ends_of_the_range() {
    for score in [0, 1, TOP] {
        for seats in [0, 1, 6, 1 << 20] {
            let (edges, capacity, published) = tables(&|_, _| Some(score), &|_| seats);
            let matched = MENTEES.min(MENTORS * seats);
            for keep in [0, TOP as i32] {
                let found = solved(&edges, &capacity, &published, keep);
                assert!(found.iter().all(|found| *found == (matched, matched as i64 * score)), "{found:?}");
            }
        }
    }
}

#[test]
fn one_mentor_wanted_by_all() {
    for seats in [1, 7, MENTEES] {
        let (edges, capacity, published) =
            tables(&|_, mentor| Some(if mentor == 3 { TOP } else { 0 }), &|mentor| {
                if mentor == 3 { seats } else { 9 }
            });
        let found = solved(&edges, &capacity, &published, 0);
        assert!(found.iter().all(|found| *found == (MENTEES, seats as i64 * TOP)), "{found:?}");
    }
    // And nobody else may be met.
    let (edges, capacity, published) = tables(&|_, mentor| (mentor == 3).then_some(TOP), &|_| 5);
    assert!(solved(&edges, &capacity, &published, 1).iter().all(|found| *found == (5, 5 * TOP)));
}

#[test]
fn steep_and_torn_scores() {
    let dice = std::cell::RefCell::new(Dice(41));
    let shapes: [&dyn Fn(usize, usize) -> Option<i64>; 4] = [
        // Both ends and nothing between.
        &|_, _| Some([0, TOP][dice.borrow_mut().below(2)]),
        // Chains: each fits two neighbours, so that one more mentee moves everybody.
        &|mentee, mentor| {
            (mentee % MENTORS == mentor || (mentee + 1) % MENTORS == mentor).then_some(TOP - mentee as i64)
        },
        // Products, where greedy choices are as wrong as can be.
        &|mentee, mentor| Some((mentee * mentor) as i64 * TOP / (MENTEES * MENTORS) as i64),
        // Powers of two.
        &|mentee, mentor| Some(1 << ((mentee + mentor) % 20)),
    ];
    for score in shapes {
        for seats in [1, 5, 1_000] {
            let (edges, capacity, published) = tables(score, &|_| seats);
            for keep in [0, 1, TOP as i32] {
                let found = solved(&edges, &capacity, &published, keep);
                assert_eq!(found[1].0, found[2].0, "as many are matched");
                assert!(found[0].0 <= found[1].0);
                if keep == 0 {
                    assert!(found[0].1 >= found[1].1 && found[1].1 >= found[2].1, "{found:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_beyond_the_range_is_refused() {
    let refused = |edges: &str, capacity: &str, keep: i32| {
        let sources = Sources {
            edges: source("edges", edges),
            capacity: source("capacity", capacity),
            locks: None,
            vetoes: None,
            published: None,
            keep,
        };
        Market::read(sources).err().map(|complaints| complaints.0.join(" ")).unwrap_or_default()
    };
    let (edges, capacity) = ("mentee,mentor,score\na,b,1\n", "mentor,capacity\nb,1\n");
    for score in [1_000_001, i64::from(i32::MAX), i64::from(i32::MIN), i64::MAX, i64::MIN, -1] {
        let told = refused(&format!("mentee,mentor,score\na,b,{score}\n"), capacity, 0);
        assert!(told.starts_with("edges:2: score must be from 0 to 1000000"), "{told}");
    }
    for count in [1_048_577, i64::from(u32::MAX) + 1, i64::MAX, -1] {
        let told = refused(edges, &format!("mentor,capacity\nb,{count}\n"), 0);
        assert!(told.starts_with("capacity:2: capacity must be from 0 to 1048576"), "{told}");
    }
    for keep in [-1, 1_000_001, i32::MAX, i32::MIN] {
        assert!(refused(edges, capacity, keep).starts_with("The points that keep a pair must be"));
    }
    assert!(
        refused(&format!("mentee,mentor,score\na,b,{}\n", "9".repeat(400)), capacity, 0).contains("edges:2")
    );
}
