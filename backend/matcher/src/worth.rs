//! What a pair is worth: one number that holds the objective's aims, and a second that breaks every tie.
//!
//! The first is made of whole points, so that sums are exact. The second is a hash of the two ids: small enough
//! that all of them together never outweigh one unit of the first, and different enough that one outcome alone is
//! best (the isolating lemma of Mulmuley, Vazirani and Vazirani, 1987). So the answer depends on who is there and on
//! nothing else: not on the order of the input, on threads, or on the way by which a state was reached.

/// The most people on a side.
pub const MAX_PEOPLE: usize = 1 << 20;

/// The highest score of a pair.
pub const MAX_SCORE: i32 = 1_000_000;

/// The place of the first number above the second. 2^20 people with ties under 2^56 add up to less than 2^76, so
/// that the second part of a sum or of a price, positive or negative, stays inside 79 bits.
const SHIFT: u32 = 80;

const TIE_BITS: u32 = 56;

/// More than any tie.
pub(crate) const TIE_LIMIT: Worth = 1 << TIE_BITS;

/// Both numbers in one: `first * 2^80 + second`. Compares and adds as the pair of them would.
pub(crate) type Worth = i128;

/// How points become worth: `per_point * points + per_pair`; somebody left out is worth 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    pub per_point: i64,
    pub per_pair: i64,
}

impl Unit {
    /// The highest sum of points; among those, the most pairs.
    pub const MOST_FIT: Self = Self { per_point: MAX_PEOPLE as i64, per_pair: 1 };

    /// The most pairs; among those, the highest sum of points, where no pair has more than `most_points`.
    #[must_use]
    pub const fn most_pairs(most_points: i32) -> Self {
        Self { per_point: 1, per_pair: (most_points as i64 + 1) * MAX_PEOPLE as i64 }
    }

    /// The first number alone.
    #[must_use]
    pub const fn of(self, points: i32) -> i64 {
        self.per_point * points as i64 + self.per_pair
    }
}

/// The first number as worth.
pub(crate) const fn whole(first: i64) -> Worth {
    (first as Worth) << SHIFT
}

/// Both numbers apart; the second may be negative.
pub(crate) const fn split(worth: Worth) -> (i64, i128) {
    let first = (worth + (1 << (SHIFT - 1))) >> SHIFT;
    (first as i64, worth - (first << SHIFT))
}

/// A mentee's part of a tie: FNV-1a (Fowler, Noll and Vo) over the id's bytes.
#[must_use]
pub fn mentee_key(id: &str) -> u64 {
    key(0xCBF2_9CE4_8422_2325, id)
}

/// A mentor's part: the same from another start, since one person may be both.
#[must_use]
pub fn mentor_key(id: &str) -> u64 {
    key(0x9AE1_6A3B_2F90_404F, id)
}

fn key(start: u64, id: &str) -> u64 {
    let hash =
        id.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    mixed(hash)
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
#[inline]
const fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// `SplitMix64` (Steele, Lea and Flood, 2014): choices of a search that are the same everywhere.
pub(crate) struct Dice(pub u64);

impl Dice {
    /// 0 to `n - 1`; 0 where there is nothing to choose from.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        (mixed(self.0) % n.max(1) as u64) as usize
    }
}

/// The second number of a pair, 0 to 2^56 - 1: higher wins where the first numbers are level.
#[must_use]
#[inline]
pub const fn tie(mentee_key: u64, mentor_key: u64) -> u64 {
    mixed(mentee_key.wrapping_add(mentor_key)) >> (64 - TIE_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worth_splits_into_what_it_was_made_of() {
        for first in [-5, 0, 1, 1 << 45] {
            for second in [-(1_i128 << 78), -1, 0, 1, 1 << 78] {
                assert_eq!(split(whole(first) + second), (first, second));
            }
        }
    }

    #[test]
    fn no_sum_of_second_aims_outweighs_one_first_aim() {
        let most = MAX_PEOPLE as i64;
        assert!(Unit::MOST_FIT.of(1) > (most - 1) * Unit::MOST_FIT.of(0));
        let unit = Unit::most_pairs(MAX_SCORE);
        assert!(unit.of(0) > most * i64::from(MAX_SCORE));
        // Three of the highest worths can be added without leaving the number.
        assert!(whole(unit.of(MAX_SCORE)).checked_mul(8).is_some());
        assert!(whole(Unit::MOST_FIT.of(MAX_SCORE)).checked_mul(8).is_some());
    }

    #[test]
    fn one_person_on_both_sides_has_two_keys() {
        assert_ne!(mentee_key("a"), mentor_key("a"));
        assert_ne!(tie(mentee_key("a"), mentor_key("b")), tie(mentee_key("b"), mentor_key("a")));
    }
}
