//! All mentors by their numbers as rows of bits, and each mentee's best of them by what those add up to.

use super::adder::{Add, Choose, MOST_BITS, Number, Row, Term, WIDE, Wide, empty, set};
use super::candidates::{BEST, Best, Keys, Scratch, best_of};
use super::sieve::{LEVELS, bits};
use super::{Facts, Measure, Pool, count};
use crate::policy::Factor;
use crate::worth::tie;

/// More settings, regions or time zones than these are left to other ways of scoring.
const MOST_CLASSES: usize = 64;

/// A way to find the best that not every mentee can be asked in.
pub trait Slicer: Sync {
    /// `None` when the mentee names too much to be laid over.
    fn best(&self, pool: &Pool<'_>, keys: &Keys, i: usize, scratch: &mut Scratch) -> Option<Best>;
}

/// All mentors by their numbers, as rows of bits.
pub struct Slices<const B: usize> {
    measure: Measure,
    valid: Row,
    interests: Vec<Row>,
    goals: Vec<Row>,
    languages: Vec<Row>,
    shares: Vec<Row>,
    /// By steps from the start: whose career stage is ahead.
    ahead: Vec<Row>,
    settings: Classes,
    regions: Classes,
    /// By the mentees' offsets: points for years and for the time zone.
    by_offset: Vec<(i32, Vec<Number<B>>)>,
    /// By employer and by person: the mentors.
    by_employer: Vec<Vec<u32>>,
    by_person: Vec<Vec<u32>>,
}

/// Rows of those who have the same value.
struct Classes {
    /// By value, the place of its row.
    places: Vec<usize>,
    rows: Vec<Row>,
}

/// One thread's memory for it.
#[derive(Default)]
pub struct Sliced {
    numbers: Vec<Wide>,
    /// Who may be met; afterwards, of those, who has the lowest score that is chosen.
    may: Vec<Wide>,
    chosen: Vec<Wide>,
}

impl<const B: usize> Slices<B> {
    /// `None` where hours count, where there are too many classes, or where `B` bits are too few.
    pub fn new(pool: &Pool<'_>, measure: Measure) -> Option<Self> {
        let mentors = &pool.mentor_facts;
        let mut offsets: Vec<i32> = pool.mentee_facts.iter().map(|facts| facts.offset).collect();
        offsets.sort_unstable();
        offsets.dedup();
        if B > MOST_BITS
            || pool.counts_hours()
            || pool.policy.highest_score() >= 1 << B
            || offsets.len() > MOST_CLASSES
        {
            return None;
        }
        let rows = |count: usize, of: &dyn Fn(&Facts) -> &[u64]| -> Vec<Row> {
            let mut rows = vec![empty(mentors.len()); count];
            for (mentor, facts) in mentors.iter().enumerate() {
                bits(of(facts)).for_each(|bit| set(&mut rows[bit], mentor));
            }
            rows
        };
        let wishes = if measure == Measure::Score { pool.wishes } else { 0 };
        let ahead = (0..5).map(|rank: u8| row(mentors, &|facts| facts.stage > rank));
        let by_offset = offsets.into_iter().map(|offset| {
            let points = |facts: &Facts| facts.years_points + pool.time_zone_points(offset, facts.offset);
            (offset, numbers(mentors, &points))
        });
        Some(Self {
            measure,
            valid: (pool.mentors.iter().enumerate()).fold(empty(mentors.len()), |mut row, (at, mentor)| {
                if mentor.capacity > 0 {
                    set(&mut row, at);
                }
                row
            }),
            interests: rows(pool.topics, &|facts| &facts.interests),
            goals: rows(pool.topics, &|facts| &facts.goals),
            languages: rows(pool.spoken, &|facts| &facts.languages),
            shares: if wishes == 0 { Vec::new() } else { rows(wishes, &|facts| &facts.wishes) },
            ahead: ahead.collect(),
            settings: Classes::new(mentors, &|facts| facts.setting)?,
            regions: Classes::new(mentors, &|facts| facts.region)?,
            by_offset: by_offset.collect(),
            by_employer: lists(mentors, &|facts| facts.employer),
            by_person: lists(mentors, &|facts| facts.person),
        })
    }

    /// Takes away whom rules and confidential reasons keep from the mentee.
    fn rule_out(&self, pool: &Pool<'_>, i: usize, may: &mut [Wide]) {
        let facts = &pool.mentee_facts[i];
        if pool.policy.shared_language_required {
            let languages: Vec<&Row> =
                bits(&facts.languages).map(|language| &self.languages[language]).collect();
            for (at, may) in may.iter_mut().enumerate() {
                *may = *may & languages.iter().fold(Wide::default(), |all, row| all | row[at]);
            }
        }
        if pool.policy.within_region {
            let region = self.regions.row(facts.region);
            for (at, may) in may.iter_mut().enumerate() {
                *may = *may & region.map_or(Wide::default(), |row| row[at]);
            }
        }
        let employer = if pool.policy.same_employer_forbidden { facts.employer as usize } else { 0 };
        let colleagues = self.by_employer.get(employer).filter(|_| employer != 0);
        let themselves = self.by_person.get(facts.person as usize);
        let barred = pool.barred_mentors(i);
        for mentor in colleagues.into_iter().chain(themselves).flatten().chain(barred) {
            let mentor = *mentor as usize;
            may[mentor / WIDE].0[mentor % WIDE / 64] &= !(1 << (mentor % 64));
        }
    }

    fn terms<'a>(&'a self, pool: &Pool<'_>, facts: &'a Facts) -> Option<Vec<Term<'a>>> {
        let mut terms = Vec::with_capacity(8);
        let mut add = |rows: &mut dyn Iterator<Item = &'a Row>, points: &[u32]| -> Option<()> {
            if points.last().is_some_and(|most| *most > 0) {
                terms.push(Term::new(rows, points)?);
            }
            Some(())
        };
        let mut sets = vec![
            (&facts.interests, &self.interests, &facts.interest_points),
            (&facts.goals, &self.goals, &facts.goal_points),
            (&facts.languages, &self.languages, &facts.language_points),
        ];
        if self.measure == Measure::Score {
            sets.push((&facts.wishes, &self.shares, &facts.wish_points));
        }
        for (wanted, rows, points) in sets {
            if count(wanted) as usize > LEVELS {
                return None;
            }
            add(&mut bits(wanted).map(|bit| &rows[bit]), points)?;
        }
        let classes = [
            (self.settings.row(facts.setting), Factor::Setting),
            (self.ahead.get(usize::from(facts.stage)), Factor::CareerStage),
            (self.regions.row(facts.region), Factor::Region),
        ];
        for (row, factor) in classes {
            if row.is_some() {
                add(&mut row.into_iter(), &[0, pool.weight(factor)])?;
            }
        }
        Some(terms)
    }
}

impl<const B: usize> Slicer for Slices<B> {
    fn best(&self, pool: &Pool<'_>, keys: &Keys, i: usize, scratch: &mut Scratch) -> Option<Best> {
        let facts = &pool.mentee_facts[i];
        let terms = self.terms(pool, facts)?;
        let Scratch { sliced: Sliced { numbers, may, chosen }, found, .. } = scratch;
        numbers.resize(self.valid.len() * B, Wide::default());
        may.clear();
        may.extend_from_slice(&self.valid);
        self.rule_out(pool, i, may);
        let start = self.by_offset.binary_search_by_key(&facts.offset, |(offset, _)| *offset).ok()?;
        let (out, _) = numbers.as_chunks_mut::<B>();
        pool.way.run(Add { start: &self.by_offset[start].1, terms: &terms, out });
        chosen.clear();
        chosen.resize(may.len(), Wide::default());
        // One more, to see whether there are others.
        pool.way.run(Choose { numbers: out, alive: may, chosen, wanted: BEST + 1 });
        found.clear();
        for (at, (chosen, number)) in chosen.iter().zip(out).enumerate() {
            for (word, chosen) in chosen.0.iter().enumerate() {
                let mut left = *chosen;
                while left != 0 {
                    let lane = left.trailing_zeros();
                    left &= left - 1;
                    let mentor = (at * WIDE + word * 64) as u32 + lane;
                    let bit = |bit: usize| ((number[bit].0[word] >> lane & 1) as i32) << bit;
                    let score = (0..B).map(bit).sum();
                    found.push((score, tie(keys.mentees[i], keys.mentors[mentor as usize]), mentor));
                }
            }
        }
        Some(best_of(found))
    }
}

impl Classes {
    fn new(mentors: &[Facts], of: &dyn Fn(&Facts) -> u32) -> Option<Self> {
        let mut classes = Self { places: Vec::new(), rows: Vec::new() };
        for (mentor, facts) in mentors.iter().enumerate() {
            let value = of(facts) as usize;
            if classes.places.len() <= value {
                classes.places.resize(value + 1, usize::MAX);
            }
            if classes.places[value] == usize::MAX {
                classes.places[value] = classes.rows.len();
                classes.rows.push(empty(mentors.len()));
            }
            if classes.rows.len() > MOST_CLASSES {
                return None;
            }
            set(&mut classes.rows[classes.places[value]], mentor);
        }
        Some(classes)
    }

    /// Those who have the value; `None` where nobody has.
    fn row(&self, value: u32) -> Option<&Row> {
        self.rows.get(*self.places.get(value as usize)?)
    }
}

fn row(mentors: &[Facts], is_in: &dyn Fn(&Facts) -> bool) -> Row {
    let mut row = empty(mentors.len());
    let inside = mentors.iter().enumerate().filter(|(_, facts)| is_in(facts));
    inside.for_each(|(mentor, _)| set(&mut row, mentor));
    row
}

fn numbers<const B: usize>(mentors: &[Facts], points: &dyn Fn(&Facts) -> u32) -> Vec<Number<B>> {
    let mut numbers = vec![[Wide::default(); B]; mentors.len().div_ceil(WIDE)];
    for (mentor, facts) in mentors.iter().enumerate() {
        for bit in bits(&[u64::from(points(facts))]) {
            numbers[mentor / WIDE][bit].0[mentor % WIDE / 64] |= 1 << (mentor % 64);
        }
    }
    numbers
}

/// The mentors of each value.
fn lists(mentors: &[Facts], of: &dyn Fn(&Facts) -> u32) -> Vec<Vec<u32>> {
    let most = mentors.iter().map(of).max().map_or(0, |most| most as usize + 1);
    let mut lists = vec![Vec::new(); most];
    mentors.iter().enumerate().for_each(|(mentor, facts)| lists[of(facts) as usize].push(mentor as u32));
    lists
}
