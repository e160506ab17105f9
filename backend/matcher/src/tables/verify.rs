//! The check of pairs against their certificate, from the tables alone: nothing of the solver is used, not even its
//! arithmetic. The long table is read once and never held.

use super::read::{Complaints, Source, Sources, each, each_at};
use super::statement::{Aim, Certificate, FORMAT, People};
use std::collections::{HashMap, HashSet};

/// What a certificate is found to prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub pairs: usize,
    pub points: i64,
    /// The pairs of the table that were looked at.
    pub edges: u64,
    pub least_score: Option<i64>,
}

type PairOfIds = (Vec<u8>, Vec<u8>);

/// Checks `pairs` (`mentee,mentor,score`) and the certificate against the tables of the round.
///
/// # Errors
/// Everything found wrong, at most 20 sentences.
pub fn verify(
    sources: Sources<'_>,
    pairs: Source<'_>,
    certificate: &Certificate,
) -> Result<Verified, Complaints> {
    let mut wrong = Complaints::default();
    let stated = certificate;
    if stated.format != FORMAT || stated.version != 1 {
        wrong.0.push(format!("The certificate's format is {:?}, version {}.", stated.format, stated.version));
    }
    if stated.keep != sources.keep {
        wrong
            .0
            .push(format!("The certificate keeps published pairs by {}, not {}.", stated.keep, sources.keep));
    }
    let expected_unit = match stated.objective {
        Aim::Fit => (1_048_576, 1),
        Aim::Matched | Aim::WorstServed => (1, 2_000_001 * 1_048_576),
    };
    if (stated.per_point, stated.per_pair) != expected_unit {
        wrong.0.push(
            "The certificate weighs points and pairs in another way than its objective does.".to_owned(),
        );
    }
    if (stated.objective == Aim::WorstServed) != stated.worst_served.is_some() {
        wrong.0.push(
            "A proof of the lowest score belongs to the objective that raises it, and to no other."
                .to_owned(),
        );
    }
    let whole = |(first, second): &(i64, String)| -> Option<[i128; 2]> {
        // Ties of a million people stay below 2^79: what is longer was not written by the solver, nor could be added.
        let second: i128 = second.parse().ok()?;
        (second.unsigned_abs() < 1 << 80).then_some([i128::from(*first), second])
    };
    let mut gains: HashMap<Vec<u8>, [i128; 2]> = HashMap::new();
    let mut prices: HashMap<Vec<u8>, [i128; 2]> = HashMap::new();
    for (from, to) in [(&stated.mentees, &mut gains), (&stated.mentors, &mut prices)] {
        for (id, numbers) in from {
            match whole(numbers) {
                Some(numbers) => drop(to.insert(id.clone().into_bytes(), numbers)),
                None => wrong.0.push(format!("The certificate's numbers of {id:?} cannot be read.")),
            }
        }
    }
    let mut seats: HashMap<Vec<u8>, i128> = HashMap::new();
    each(sources.capacity, ["mentor", "capacity"], &mut wrong, |[mentor, count]| {
        let count = text(count).parse::<u32>().ok().filter(|count| *count <= 1 << 20);
        let count = count.ok_or_else(|| "the capacity is no whole number from 0 to 1048576".to_owned())?;
        match seats.insert(mentor.to_vec(), i128::from(count)) {
            Some(_) => Err(format!("the mentor {:?} is listed before", text(mentor))),
            None => Ok(()),
        }
    });
    let mut list = |source: Option<Source<'_>>| {
        let mut listed: HashSet<PairOfIds> = HashSet::new();
        if let Some(source) = source {
            each(source, ["mentee", "mentor"], &mut wrong, |[mentee, mentor]| {
                listed.insert((mentee.to_vec(), mentor.to_vec()));
                Ok(())
            });
        }
        listed
    };
    let (locks, vetoes, published) = (list(sources.locks), list(sources.vetoes), list(sources.published));
    let locked: HashSet<&[u8]> = locks.iter().map(|(mentee, _)| mentee.as_slice()).collect();

    let mut mentor_of: HashMap<Vec<u8>, (Vec<u8>, i64, bool)> = HashMap::new();
    let mut left = seats.clone();
    each(pairs, ["mentee", "mentor", "score"], &mut wrong, |[mentee, mentor, score]| {
        let score = score_of(score)?;
        let left = left.get_mut(mentor).ok_or_else(|| format!("the mentor {:?} is unknown", text(mentor)))?;
        *left -= 1;
        if *left < 0 {
            return Err(format!("the mentor {:?} has more mentees than seats", text(mentor)));
        }
        let before = mentor_of.insert(mentee.to_vec(), (mentor.to_vec(), score, false));
        if before.is_some() { Err(format!("the mentee {:?} has two mentors", text(mentee))) } else { Ok(()) }
    });
    for (mentee, mentor) in &locks {
        if mentor_of.get(mentee).is_none_or(|found| found.0 != *mentor) {
            wrong.0.push(format!("The lock of {:?} with {:?} is not kept.", text(mentee), text(mentor)));
        }
    }

    let covers = Covers::of(stated);
    let (mut edges, mut points) = (0, 0);
    let mut primal = [0_i128; 2];
    each_at(sources.edges, ["mentee", "mentor", "score"], &mut wrong, |_, [mentee, mentor, score]| {
        edges += 1;
        let score = score_of(score)?;
        let pair = (mentee.to_vec(), mentor.to_vec());
        if vetoes.contains(&pair) {
            return Ok(());
        }
        let bonus = if published.contains(&pair) { i64::from(stated.keep) } else { 0 };
        let first = i128::from(stated.per_point) * i128::from(score + bonus) + i128::from(stated.per_pair);
        let worth = [first, i128::from(lot(mentee, mentor))];
        let (Some(gain), Some(price)) = (gains.get(mentee), prices.get(mentor)) else {
            return Err("the certificate does not name both people".to_owned());
        };
        let is_locked = locked.contains(mentee);
        let mut is_chosen = false;
        if let Some(chosen) = mentor_of.get_mut(mentee).filter(|chosen| chosen.0 == mentor) {
            is_chosen = true;
            if chosen.1 != score {
                return Err(format!("the pair was given {} points", chosen.1));
            }
            if std::mem::replace(&mut chosen.2, true) {
                return Err("the pair is listed before".to_owned());
            }
            points += score;
            primal = [primal[0] + worth[0], primal[1] + worth[1]];
        }
        if let Some(covers) = &covers {
            if !is_locked && !covers.hold(mentee, mentor, score) {
                return Err("the pair is in no cover, so the lowest score may be raised".to_owned());
            }
            if score < covers.least_score && !is_locked {
                return if is_chosen { Err("the pair is below the lowest score".to_owned()) } else { Ok(()) };
            }
        }
        // A locked mentee has one choice, which must be covered like any. Compared as the two numbers one after the other.
        if (!is_locked || is_chosen) && worth > [gain[0] + price[0], gain[1] + price[1]] {
            return Err(
                "the pair is worth more than its two prices, so a better outcome may exist".to_owned()
            );
        }
        Ok(())
    });
    for (mentee, (mentor, _, is_known)) in &mentor_of {
        if !is_known {
            wrong.0.push(format!("The pair {:?}, {:?} may not meet.", text(mentee), text(mentor)));
        }
    }
    let mut dual = [0_i128; 2];
    for (mentee, gain) in &gains {
        if !locked.contains(mentee.as_slice()) && *gain < [0, 0] {
            wrong.0.push(format!("The gain of {:?} is below 0.", text(mentee)));
        }
        dual = [dual[0] + gain[0], dual[1] + gain[1]];
    }
    for (mentor, price) in &prices {
        let Some(seats) = seats.get(mentor) else {
            wrong.0.push(format!("The certificate names the mentor {:?}, who is unknown.", text(mentor)));
            continue;
        };
        if *price < [0, 0] {
            wrong.0.push(format!("The price of {:?} is below 0.", text(mentor)));
        }
        dual = [dual[0] + seats * price[0], dual[1] + seats * price[1]];
    }
    if dual[0] != primal[0] {
        wrong.0.push(format!("The prices leave a gap of {}.", dual[0] - primal[0]));
    } else if dual[1] != primal[1] {
        wrong.0.push("The pairs are among the best, but not the canonical ones.".to_owned());
    }
    let claims =
        (stated.pairs, stated.points, i128::from(stated.primal), i128::from(stated.dual), stated.gap);
    if claims != (mentor_of.len(), points, primal[0], dual[0], 0) {
        wrong.0.push("The certificate claims other totals than the pairs have.".to_owned());
    }
    let least_score = covers.as_ref().map(|covers| covers.least_score);
    if let Some(covers) = covers {
        covers.have_room_for(mentor_of.len(), &locks, &seats, &mut wrong);
    }
    wrong.0.truncate(20);
    if wrong.0.is_empty() {
        Ok(Verified { pairs: mentor_of.len(), points, edges, least_score })
    } else {
        Err(wrong)
    }
}

/// The covers of a raised lowest score.
struct Covers<'a> {
    least_score: i64,
    most: [HashSet<&'a [u8]>; 2],
    above: Option<[HashSet<&'a [u8]>; 2]>,
}

impl<'a> Covers<'a> {
    fn of(certificate: &'a Certificate) -> Option<Self> {
        let proof = certificate.worst_served.as_ref()?;
        let sets = |people: &'a People| -> [HashSet<&'a [u8]>; 2] {
            [&people.mentees, &people.mentors].map(|ids| ids.iter().map(String::as_bytes).collect())
        };
        Some(Self {
            least_score: i64::from(proof.least_score),
            most: sets(&proof.most),
            above: proof.above.as_ref().map(sets),
        })
    }

    /// Whether the pair touches somebody of each cover that has to hold it.
    fn hold(&self, mentee: &[u8], mentor: &[u8], score: i64) -> bool {
        let holds =
            |[mentees, mentors]: &[HashSet<&[u8]>; 2]| mentees.contains(mentee) || mentors.contains(mentor);
        // Where no pair is free there is no lowest score to raise: see below.
        let above = score <= self.least_score || self.above.as_ref().is_none_or(holds);
        holds(&self.most) && above
    }

    /// Counts people and free seats of each cover against the pairs that are not locked.
    fn have_room_for(
        &self,
        pairs: usize,
        locks: &HashSet<PairOfIds>,
        seats: &HashMap<Vec<u8>, i128>,
        wrong: &mut Complaints,
    ) {
        let open = pairs as i128 - locks.len() as i128;
        let room = |[mentees, mentors]: &[HashSet<&[u8]>; 2]| -> i128 {
            let taken = locks.iter().filter(|lock| mentors.contains(lock.1.as_slice())).count() as i128;
            let seats: i128 = mentors.iter().filter_map(|mentor| seats.get(*mentor)).sum();
            mentees.len() as i128 + seats - taken
        };
        if room(&self.most) != open {
            wrong.0.push("The first cover has room for another number of pairs.".to_owned());
        }
        if self.above.as_ref().map_or(open != 0, |above| room(above) >= open) {
            wrong.0.push(
                "The second cover has room for as many pairs: the lowest score may be raised.".to_owned(),
            );
        }
    }
}

/// The tie of a pair, from its definition: FNV-1a of each id from two starts, each mixed by the finaliser of
/// SplitMix64, added, mixed again, and the upper 56 bits of that.
fn lot(mentee: &[u8], mentor: &[u8]) -> u64 {
    let mixed = |number: u64| {
        let one = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let two = (one ^ (one >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        two ^ (two >> 31)
    };
    let hash = |start: u64, id: &[u8]| {
        id.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(1_099_511_628_211))
    };
    let one = mixed(hash(14_695_981_039_346_656_037, mentee));
    let other = mixed(hash(0x9AE1_6A3B_2F90_404F, mentor));
    mixed(one.wrapping_add(other)) >> 8
}

/// Scores are 0 to 1,000,000.
fn score_of(field: &[u8]) -> Result<i64, String> {
    let score = text(field).parse::<i64>().ok().filter(|score| (0..=1_000_000).contains(score));
    score.ok_or_else(|| "the score is no whole number from 0 to 1000000".to_owned())
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or("?").trim()
}
