//! From tables to pairs and their certificate.

use super::read::Market;
use super::statement::{Aim, Certificate, FORMAT, People, Proof};
use crate::fairness::Price;
use crate::model::{Arc, Cover, Lists, Model, Sides, raise};
use crate::worth::{MAX_SCORE, Unit, mentee_key, mentor_key};
use std::ops::ControlFlow;

/// The pairs, by number and with the scores of the table, in the order of the mentees' ids.
pub struct Found {
    pub pairs: Vec<(u32, u32, i32)>,
    pub certificate: Certificate,
    pub model: Model,
}

/// The market solved, and the proof of its lowest score where the aim raises it. `step` as for [`assign`].
pub fn solve_market(
    market: &Market,
    aim: Aim,
    step: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> ControlFlow<(), (Model, Option<Proof>)> {
    let mut lists = None;
    let mut proof = None;
    if aim == Aim::WorstServed {
        let (raised, filtered) = raise_worst(market);
        lists = Some(filtered);
        proof = Some(raised);
        step(0.4)?;
    }
    let sides = Sides {
        rows: market.mentees.iter().map(|id| mentee_key(id)).collect(),
        columns: market
            .mentors
            .iter()
            .zip(&market.seats)
            .map(|(id, seats)| (mentor_key(id), *seats))
            .collect(),
    };
    let lists = lists.unwrap_or_else(|| market.lists.clone());
    let model = Model::solve(sides, lists, unit_of(aim), &market.locks, step)?;
    ControlFlow::Continue((model, proof))
}

fn unit_of(aim: Aim) -> Unit {
    match aim {
        Aim::Fit => Unit::MOST_FIT,
        // A published pair may have twice the highest score.
        Aim::Matched | Aim::WorstServed => Unit::most_pairs(2 * MAX_SCORE),
    }
}

/// Finds the pairs that the aim asks for. `step` is told the part done, 0 to 1, and may stop the work.
pub fn assign(
    market: &Market,
    aim: Aim,
    step: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> ControlFlow<(), Found> {
    let unit = unit_of(aim);
    let (model, proof) = solve_market(market, aim, step)?;
    let prices = model.lowest_prices();
    let pairs: Vec<(u32, u32, i32)> = (0..market.mentees.len() as u32)
        .filter_map(|mentee| {
            let mentor = model.column_of(mentee as usize)? as u32;
            Some((mentee, mentor, market.points(mentee, mentor)?))
        })
        .collect();
    let primal = model.value() as i64;
    let seats = prices.columns.iter().zip(&market.seats).map(|(price, seats)| price.0 * i64::from(*seats));
    let dual = prices.rows.iter().map(|gain| gain.0).sum::<i64>() + seats.sum::<i64>();
    let named = |ids: &[String], numbers: &[(i64, i128)]| {
        ids.iter().cloned().zip(numbers.iter().map(|(first, second)| (*first, second.to_string()))).collect()
    };
    let certificate = Certificate {
        format: FORMAT.to_owned(),
        version: 1,
        objective: aim,
        keep: market.keep,
        per_point: unit.per_point,
        per_pair: unit.per_pair,
        pairs: pairs.len(),
        points: pairs.iter().map(|pair| i64::from(pair.2)).sum(),
        primal,
        dual,
        gap: dual - primal,
        worst_served: proof,
        mentees: named(&market.mentees, &prices.rows),
        mentors: named(&market.mentors, &prices.columns),
    };
    ControlFlow::Continue(Found { pairs, certificate, model })
}

/// The price of the aim: solves once more, for most total fit, unless that is the aim. `step` as for [`assign`].
pub fn price_of(
    market: &Market,
    found: &Found,
    step: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> ControlFlow<(), Price> {
    let scores =
        |pairs: &mut dyn Iterator<Item = i32>| -> Vec<u32> { pairs.map(i32::unsigned_abs).collect() };
    let served = scores(&mut found.pairs.iter().map(|pair| pair.2));
    if found.certificate.objective == Aim::Fit {
        return ControlFlow::Continue(Price::of(&served, &served));
    }
    let (model, _) = solve_market(market, Aim::Fit, step)?;
    let by_fit = scores(
        &mut (0..market.mentees.len() as u32)
            .filter_map(|mentee| market.points(mentee, model.column_of(mentee as usize)? as u32)),
    );
    ControlFlow::Continue(Price::of(&served, &by_fit))
}

/// The highest lowest score, without what publishing adds, and the pairs that reach it or are locked.
fn raise_worst(market: &Market) -> (Proof, Lists) {
    let mut locked = vec![false; market.mentees.len()];
    let mut seats = market.seats.clone();
    for (mentee, mentor) in &market.locks {
        locked[*mentee as usize] = true;
        seats[*mentor as usize] -= 1;
    }
    let plain = lists_where(market, &|mentee, mentor, score| {
        Some(score - if market.published.contains(&(mentee, mentor)) { market.keep } else { 0 })
    });
    let raised = raise(&plain, &|row| !locked[row], &seats);
    let named = |cover: Cover| People {
        mentees: cover.rows.iter().map(|row| market.mentees[*row as usize].clone()).collect(),
        mentors: cover.columns.iter().map(|column| market.mentors[*column as usize].clone()).collect(),
    };
    let filtered = lists_where(market, &|mentee, mentor, score| {
        let points = score - if market.published.contains(&(mentee, mentor)) { market.keep } else { 0 };
        (locked[mentee as usize] || points >= raised.least_score).then_some(score)
    });
    let proof =
        Proof { least_score: raised.least_score, most: named(raised.most), above: raised.above.map(named) };
    (proof, filtered)
}

fn lists_where(market: &Market, keep: &dyn Fn(u32, u32, i32) -> Option<i32>) -> Lists {
    let mut arcs = Vec::with_capacity(market.lists.arc_count());
    let mut ends = Vec::with_capacity(market.mentees.len());
    for mentee in 0..market.mentees.len() {
        for arc in market.lists.of(mentee) {
            if let Some(score) = keep(mentee as u32, arc.to, arc.score) {
                arcs.push(Arc { to: arc.to, score });
            }
        }
        ends.push(arcs.len() as u32);
    }
    Lists::new(&ends, arcs)
}
