//! Edges, capacity, locks, vetoes and published pairs: refused, or a market that is written and read again, solved for
//! every aim, verified, and the best of all where it is tiny.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matcher::tables::{Aim, Market, Sources, assign, verify};
use matcher_fuzz::market::{Tables, round, table};
use matcher_fuzz::{done, files, source};
use std::ops::ControlFlow;

fuzz_target!(|data: &[u8]| {
    let Some((kind, data)) = data.split_first() else { return };
    let [edges, capacity, locks, vetoes, published] = files(data);
    let sources = || Sources {
        edges: source("edges", edges),
        capacity: source("capacity", capacity),
        locks: (!locks.is_empty()).then(|| source("locks", locks)),
        vetoes: (!vetoes.is_empty()).then(|| source("vetoes", vetoes)),
        published: (!published.is_empty()).then(|| source("published", published)),
        keep: [0, 1, 7, 1_000_000][usize::from(kind % 4)],
    };
    let Ok(market) = Market::read(sources()) else { return };
    let written = Tables::of(&market);
    if market.lists.arc_count() > 0 {
        let again = Market::read(written.sources()).expect("what was read can be written and read");
        assert_eq!(Tables::of(&again), written);
    }
    for aim in [Aim::Fit, Aim::Matched, Aim::WorstServed] {
        let found = done(assign(&market, aim, &mut |_| ControlFlow::Continue(())));
        let rows = found.pairs.iter().map(|(mentee, mentor, score)| {
            let (mentee, mentor) = (&market.mentees[*mentee as usize], &market.mentors[*mentor as usize]);
            vec![mentee.clone(), mentor.clone(), score.to_string()]
        });
        let pairs = table(&["mentee", "mentor", "score"], rows);
        verify(sources(), source("pairs", &pairs), &found.certificate).expect("a verified answer");
        let round = round(&market);
        if round.is_tiny() {
            let mut chosen = vec![None; market.mentees.len()];
            found.pairs.iter().for_each(|pair| chosen[pair.0 as usize] = Some(pair.1 as usize));
            assert_eq!(chosen, round.best(aim).1);
        }
    }
});
