//! Tables of a round: written back as text, and as a round to be tried by force.

use crate::by_force::Round;
use crate::source;
use matcher::tables::{Market, Sources};

/// The files of a round as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    pub edges: Vec<u8>,
    pub capacity: Vec<u8>,
    pub locks: Vec<u8>,
    pub published: Vec<u8>,
    pub keep: i32,
}

impl Tables {
    pub fn sources(&self) -> Sources<'_> {
        Sources {
            edges: source("edges", &self.edges),
            capacity: source("capacity", &self.capacity),
            locks: Some(source("locks", &self.locks)),
            vetoes: None,
            published: Some(source("published", &self.published)),
            keep: self.keep,
        }
    }

    /// What is in a market, vetoed pairs left out, as anybody would write it.
    pub fn of(market: &Market) -> Self {
        let pairs = || {
            (0..market.mentees.len() as u32)
                .flat_map(|mentee| market.lists.of(mentee as usize).iter().map(move |arc| (mentee, arc.to)))
        };
        let name = |pair: (u32, u32)| {
            (market.mentees[pair.0 as usize].clone(), market.mentors[pair.1 as usize].clone())
        };
        let of_two = |pairs: Vec<(u32, u32)>| {
            table(
                &["mentee", "mentor"],
                pairs.into_iter().map(|pair| {
                    let (mentee, mentor) = name(pair);
                    vec![mentee, mentor]
                }),
            )
        };
        let scored = pairs().map(|pair| {
            let (mentee, mentor) = name(pair);
            vec![mentee, mentor, market.points(pair.0, pair.1).expect("a pair of the market").to_string()]
        });
        let seats = market.mentors.iter().zip(&market.seats);
        Self {
            edges: table(&["mentee", "mentor", "score"], scored),
            capacity: table(
                &["mentor", "capacity"],
                seats.map(|(id, seats)| vec![id.clone(), seats.to_string()]),
            ),
            locks: of_two(market.locks.clone()),
            published: of_two(pairs().filter(|pair| market.published.contains(pair)).collect()),
            keep: market.keep,
        }
    }
}

/// Lines of CSV below a header.
pub fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(header).expect("a line");
    rows.for_each(|row| out.write_record(row).expect("a line"));
    out.into_inner().expect("bytes")
}

/// The market as a round, for every possible answer.
pub fn round(market: &Market) -> Round {
    let (rows, columns) = (0..market.mentees.len() as u32, market.mentors.len() as u32);
    let mut locks = vec![None; market.mentees.len()];
    market.locks.iter().for_each(|(mentee, mentor)| locks[*mentee as usize] = Some(*mentor as usize));
    let bonus = |pair| if market.published.contains(&pair) { i64::from(market.keep) } else { 0 };
    Round {
        scores: rows
            .clone()
            .map(|row| (0..columns).map(|column| market.points(row, column).map(i64::from)).collect())
            .collect(),
        bonus: rows.map(|row| (0..columns).map(|column| bonus((row, column))).collect()).collect(),
        mentees: market.mentees.clone(),
        mentors: market.mentors.clone(),
        seats: market.seats.clone(),
        locks,
    }
}
