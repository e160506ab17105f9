//! Numbers of hundreds of mentors, bit by bit: laid over one another, added, and the highest of them chosen.
//!
//! One bit of a wide word stands for one mentor, and a number is as many words as it has bits: adding two of them by
//! the rules of an adder adds for all mentors at once. Rows laid over one another say who is in at least one, in two and
//! so on; since those sets lie inside one another, a bit of the points by count is the sum, without carries, of the sets
//! at which it changes. The highest numbers are found from the highest bit downwards.

use super::sieve::{LEVELS, bits};
use super::ways::Task;
use std::ops::{BitAnd, BitOr, BitXor};

/// Words of 64 mentors that are looked at side by side.
pub const WORDS: usize = 8;

pub const WIDE: usize = 64 * WORDS;

/// One bit for each of 512 mentors; one load, and one instruction, where the machine has such.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(align(64))]
pub struct Wide(pub [u64; WORDS]);

/// No score needs more.
pub const MOST_BITS: usize = 10;

/// A number of `B` bits for each of them.
pub type Number<const B: usize> = [Wide; B];

/// One bit for each of all mentors.
pub type Row = Vec<Wide>;

/// What is added to a score: so many points by how many of the rows somebody is in.
pub struct Term<'a> {
    rows: [&'a [Wide]; LEVELS],
    count: usize,
    /// By bit of the points, the counts with which it changes: as bits of their own, the lowest for the first of the rows.
    flips: [u8; MOST_BITS],
}

impl<'a> Term<'a> {
    /// From the points by count; `None` for more than [`LEVELS`] rows.
    pub fn new(rows: &mut dyn Iterator<Item = &'a Row>, points: &[u32]) -> Option<Self> {
        let mut term = Self { rows: [&[]; LEVELS], count: 0, flips: [0; MOST_BITS] };
        for row in rows {
            *term.rows.get_mut(term.count)? = row;
            term.count += 1;
        }
        for (level, both) in points.windows(2).enumerate() {
            bits(&[u64::from(both[0] ^ both[1])]).for_each(|bit| term.flips[bit] |= 1 << level);
        }
        Some(term)
    }

    /// Who is in at least one of the rows, in two and so on.
    #[inline(always)]
    fn lay_over(&self, at: usize, levels: &mut [Wide; LEVELS]) {
        for (count, row) in self.rows[..self.count].iter().enumerate() {
            let row = row[at];
            levels[count] = Wide::default();
            for level in (1..=count).rev() {
                levels[level] = levels[level] | (levels[level - 1] & row);
            }
            levels[0] = levels[0] | row;
        }
    }
}

/// Adds the terms for all mentors.
pub struct Add<'a, const B: usize> {
    pub start: &'a [Number<B>],
    pub terms: &'a [Term<'a>],
    pub out: &'a mut [Number<B>],
}

impl<const B: usize> Task for Add<'_, B> {
    #[inline(always)]
    fn run(self) {
        let mut levels = [Wide::default(); LEVELS];
        for (at, (out, start)) in self.out.iter_mut().zip(self.start).enumerate() {
            let mut sum = *start;
            for term in self.terms {
                term.lay_over(at, &mut levels);
                let mut carry = Wide::default();
                for (sum, flips) in sum.iter_mut().zip(term.flips) {
                    let (mut more, mut left) = (Wide::default(), flips);
                    while left != 0 {
                        more = more ^ levels[left.trailing_zeros() as usize];
                        left &= left - 1;
                    }
                    let both = *sum ^ more;
                    let next = (*sum & more) | (carry & both);
                    *sum = both ^ carry;
                    carry = next;
                }
            }
            *out = sum;
        }
    }
}

/// Those who have the `wanted` highest numbers, and all who are level with the last of them.
pub struct Choose<'a, const B: usize> {
    pub numbers: &'a [Number<B>],
    pub alive: &'a mut [Wide],
    pub chosen: &'a mut [Wide],
    pub wanted: usize,
}

impl<const B: usize> Task for Choose<'_, B> {
    #[inline(always)]
    fn run(mut self) {
        for bit in (0..B).rev() {
            let mut counts = [0; WORDS];
            for (alive, number) in self.alive.iter().zip(self.numbers) {
                (*alive & number[bit]).count_in(&mut counts);
            }
            let count = counts.iter().sum::<u64>() as usize;
            let lives = self.alive.iter_mut().zip(self.numbers);
            if count >= self.wanted {
                lives.for_each(|(alive, number)| *alive = *alive & number[bit]);
                continue;
            }
            self.wanted -= count;
            for ((alive, number), chosen) in lives.zip(&mut *self.chosen) {
                let has = *alive & number[bit];
                *chosen = *chosen | has;
                *alive = *alive ^ has;
            }
        }
        for (chosen, alive) in self.chosen.iter_mut().zip(&*self.alive) {
            *chosen = *chosen | *alive;
        }
    }
}

impl Wide {
    /// Adds to each word's count the bits that are set in it.
    #[inline(always)]
    fn count_in(self, counts: &mut [u64; WORDS]) {
        counts.iter_mut().zip(self.0).for_each(|(count, word)| *count += u64::from(word.count_ones()));
    }
}

impl BitAnd for Wide {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }
}

impl BitOr for Wide {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }
}

impl BitXor for Wide {
    type Output = Self;

    #[inline(always)]
    fn bitxor(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] ^ other.0[word]))
    }
}

pub fn empty(mentors: usize) -> Row {
    vec![Wide::default(); mentors.div_ceil(WIDE)]
}

pub fn set(row: &mut [Wide], mentor: usize) {
    row[mentor / WIDE].0[mentor % WIDE / 64] |= 1 << (mentor % 64);
}
