//! A certificate as a document: what is claimed, and the prices and covers that prove it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The word by which a certificate is known.
pub const FORMAT: &str = "matcher-certificate";

/// What a round of tables maximises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// The highest sum of scores; among those, the most pairs.
    Fit,
    /// The most pairs; among those, the highest sum of scores.
    Matched,
    /// The most pairs; among those, the highest lowest score; among those, the highest sum.
    WorstServed,
}

/// A claim about a round, with its proof. Numbers in quotes may be longer than 64 bits.
///
/// A pair is worth `per_point * score + per_pair`, where a published pair's score is higher by `keep`. Every mentee
/// has a gain and every mentor a price of a seat; no pair that may meet is worth more than both together; and all
/// together are as much as the pairs are worth, so nothing better exists. The second number of each proves, in the
/// same way, that no equally good outcome has a higher sum of ties, so that this one is the canonical one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    pub format: String,
    pub version: u32,
    pub objective: Aim,
    pub keep: i32,
    pub per_point: i64,
    pub per_pair: i64,
    pub pairs: usize,
    /// The sum of the scores as the table gave them.
    pub points: i64,
    pub primal: i64,
    pub dual: i64,
    pub gap: i64,
    /// Of the objective [`Aim::WorstServed`] alone: how low the lowest score is, and why no higher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worst_served: Option<Proof>,
    pub mentees: BTreeMap<String, (i64, Text)>,
    pub mentors: BTreeMap<String, (i64, Text)>,
}

/// A whole number of any length, written as text.
pub type Text = String;

/// Why the lowest score, locks apart, can be no higher without losing a pair: of all pairs that may meet, each
/// touches somebody of `most`, who are as many people and seats as there are pairs; of the pairs with a score above
/// `least_score`, each touches somebody of `above`, who are fewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    pub least_score: i32,
    pub most: People,
    pub above: Option<People>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    pub mentees: Vec<String>,
    pub mentors: Vec<String>,
}
