//! A certificate that `verify` accepts proves what it claims. Of a tiny round the true certificate is bent: people move,
//! prices and covers change, claims are made to fit. Whatever passes must be the best answer there is.
#![no_main]

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use matcher::tables::{Aim, Certificate, Market, assign, json, verify};
use matcher_fuzz::by_force::Round;
use matcher_fuzz::market::{Tables, round, table};
use matcher_fuzz::{done, source};
use std::ops::ControlFlow;

/// A round of up to four mentees and three mentors, with scores of few values and perhaps a lock.
fn tables(draw: &mut Unstructured<'_>) -> Result<Tables> {
    let (mentees, mentors) = (draw.int_in_range(1..=4_u32)?, draw.int_in_range(1..=3_u32)?);
    let (mut edges, mut locks) = (Vec::new(), Vec::new());
    for mentee in 0..mentees {
        let mut is_locked = false;
        for mentor in 0..mentors {
            let score = draw.int_in_range(0..=5_u32)?;
            if score == 0 {
                continue;
            }
            let ids = vec![format!("m{mentee}"), format!("n{mentor}")];
            if !is_locked && draw.ratio(1, 8)? {
                is_locked = true;
                locks.push(ids.clone());
            }
            edges.push([ids, vec![(score - 1).to_string()]].concat());
        }
    }
    let seats: Vec<u32> = (0..mentors).map(|_| draw.int_in_range(0..=2)).collect::<Result<_>>()?;
    let capacity = seats.iter().enumerate().map(|(at, seats)| vec![format!("n{at}"), seats.to_string()]);
    let published = edges.first().map(|edge| edge[..2].to_vec());
    Ok(Tables {
        capacity: table(&["mentor", "capacity"], capacity),
        edges: table(&["mentee", "mentor", "score"], edges.into_iter()),
        locks: table(&["mentee", "mentor"], locks.into_iter()),
        published: table(&["mentee", "mentor"], published.into_iter()),
        keep: draw.int_in_range(0..=2)?,
    })
}

/// What all prices and gains add up to.
fn dual(certificate: &Certificate, market: &Market) -> [i128; 2] {
    let seats = |id: &String| market.mentors.iter().position(|other| other == id).map(|at| market.seats[at]);
    let mut sum = [0, 0];
    let mut add = |numbers: &(i64, String), times: u32| {
        sum[0] += i128::from(numbers.0) * i128::from(times);
        sum[1] += numbers.1.parse::<i128>().unwrap_or(0) * i128::from(times);
    };
    certificate.mentees.values().for_each(|numbers| add(numbers, 1));
    certificate.mentors.iter().for_each(|(id, numbers)| add(numbers, seats(id).unwrap_or(0)));
    sum
}

fn bend(
    draw: &mut Unstructured<'_>,
    certificate: &mut Certificate,
    chosen: &mut [Option<usize>],
    round: &Round,
    market: &Market,
) -> Result<()> {
    let by = [1, certificate.per_point, certificate.per_pair][draw.int_in_range(0..=2)?]
        * draw.int_in_range(-3_i64..=3)?;
    match draw.int_in_range(0..=9)? {
        // Somebody moves or leaves.
        0 | 1 => {
            let at = draw.choose_index(chosen.len())?;
            chosen[at] =
                Some(draw.int_in_range(0..=round.mentors.len())?).filter(|to| *to < round.mentors.len());
        }
        2 => {
            let at = draw.choose_index(certificate.mentees.len())?;
            if let Some(numbers) = certificate.mentees.values_mut().nth(at) {
                numbers.0 = numbers.0.saturating_add(by);
            }
        }
        3 => {
            let at = draw.choose_index(certificate.mentors.len())?;
            if let Some(numbers) = certificate.mentors.values_mut().nth(at) {
                numbers.0 = numbers.0.saturating_add(by);
            }
        }
        // One gain takes up what the sums differ by.
        4 | 5 => {
            let all = chosen.iter().enumerate().filter_map(|(at, to)| Some((at, (*to)?)));
            let (mut first, mut second) = (0, 0);
            for (at, to) in all {
                let score = round.scores[at][to].unwrap_or(0) + round.bonus[at][to];
                first += certificate.per_point * score + certificate.per_pair;
                let keys = (matcher::mentee_key(&round.mentees[at]), matcher::mentor_key(&round.mentors[to]));
                second += i128::from(matcher::tie(keys.0, keys.1));
            }
            let sum = dual(certificate, market);
            let at = draw.choose_index(certificate.mentees.len())?;
            if let Some(numbers) = certificate.mentees.values_mut().nth(at) {
                numbers.0 += first - sum[0] as i64;
                numbers.1 = (numbers.1.parse::<i128>().unwrap_or(0) + second - sum[1]).to_string();
            }
        }
        6 => certificate.objective = *draw.choose(&[Aim::Fit, Aim::Matched, Aim::WorstServed])?,
        7 => certificate.worst_served = None,
        8 => {
            if let Some(proof) = &mut certificate.worst_served {
                proof.least_score += draw.int_in_range(-2..=2)?;
                if draw.arbitrary()? {
                    proof.above = None;
                }
            }
        }
        _ => {
            if let Some(proof) = &mut certificate.worst_served {
                let cover = match &mut proof.above {
                    Some(above) if draw.arbitrary()? => above,
                    _ => &mut proof.most,
                };
                let ids = if draw.arbitrary()? { &mut cover.mentees } else { &mut cover.mentors };
                if draw.arbitrary()? {
                    ids.pop();
                } else {
                    ids.push(format!("{}{}", draw.choose(&["m", "n"])?, draw.int_in_range(0..=3)?));
                }
            }
        }
    }
    Ok(())
}

/// The claims that follow from who sits where.
fn claim(certificate: &mut Certificate, chosen: &[Option<usize>], round: &Round) {
    let taken = chosen.iter().enumerate().filter_map(|(at, to)| Some((at, (*to)?)));
    let (mut points, mut primal) = (0, 0);
    certificate.pairs = 0;
    for (at, to) in taken {
        let score = round.scores[at][to].unwrap_or(0);
        points += score;
        primal += certificate.per_point * (score + round.bonus[at][to]) + certificate.per_pair;
        certificate.pairs += 1;
    }
    (certificate.points, certificate.primal, certificate.dual, certificate.gap) = (points, primal, primal, 0);
}

fn run(draw: &mut Unstructured<'_>) -> Result<()> {
    let tables = tables(draw)?;
    let aim = *draw.choose(&[Aim::Fit, Aim::Matched, Aim::WorstServed])?;
    let Ok(market) = Market::read(tables.sources()) else { return Ok(()) };
    let round = round(&market);
    let found = done(assign(&market, aim, &mut |_| ControlFlow::Continue(())));
    let mut certificate = found.certificate;
    let mut chosen = vec![None; market.mentees.len()];
    found.pairs.iter().for_each(|pair| chosen[pair.0 as usize] = Some(pair.1 as usize));
    for _ in 0..draw.int_in_range(0..=6)? {
        bend(draw, &mut certificate, &mut chosen, &round, &market)?;
    }
    claim(&mut certificate, &chosen, &round);
    let rows = chosen.iter().enumerate().filter_map(|(at, to)| {
        let (to, score) = ((*to)?, round.scores[at][(*to)?].unwrap_or(0));
        Some(vec![round.mentees[at].clone(), round.mentors[to].clone(), score.to_string()])
    });
    let pairs = table(&["mentee", "mentor", "score"], rows);
    // What is written is read as the same, and what passes is the best, and the canonical one.
    let text = serde_json::to_vec(&certificate).expect("JSON");
    assert_eq!(json::<Certificate>(source("again", &text)).expect("what was written"), certificate);
    if verify(tables.sources(), source("pairs", &pairs), &certificate).is_ok() {
        assert_eq!(chosen, round.best(certificate.objective).1, "{certificate:?}");
    }
    Ok(())
}

fuzz_target!(|data: &[u8]| {
    let _ = run(&mut Unstructured::new(data));
});
