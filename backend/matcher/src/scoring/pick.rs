//! Sixteens chosen by their bounds, and how high a bound must be.

use super::sieve::WIDE;
use super::ways::{Task, Way};

/// The `n`-th highest of the values, at least 1 and below 1,024, by halving.
pub fn floor_of(way: Way, values: &[u16], n: usize) -> u16 {
    // Scores are at most 1,001.
    let (mut low, mut high) = (1_u16, 1_024);
    while high - low > 1 {
        let middle = low.midpoint(high);
        let mut count = 0;
        way.run(Count { values, least: middle, count: &mut count });
        if count >= n { low = middle } else { high = middle }
    }
    low
}

/// How many values are at least so high.
struct Count<'a> {
    values: &'a [u16],
    least: u16,
    count: &'a mut usize,
}

impl Task for Count<'_> {
    #[inline(always)]
    #[allow(
        clippy::needless_range_loop,
        reason = "one index for all the arrays is what becomes one instruction"
    )]
    fn run(self) {
        let (wides, rest) = self.values.as_chunks::<WIDE>();
        let mut counts = [0_u16; WIDE];
        for wide in wides {
            for lane in 0..WIDE {
                counts[lane] += u16::from(wide[lane] >= self.least);
            }
        }
        *self.count = counts.iter().map(|count| usize::from(*count)).sum::<usize>()
            + rest.iter().filter(|value| **value >= self.least).count();
    }
}

/// The sixteens whose bound is above a bar and at most another.
pub struct Pick<'a> {
    /// A multiple of [`WIDE`].
    pub most: &'a [u16],
    /// One bar for all, and more of it for each where there are any.
    pub above: i32,
    pub more: &'a [[i32; WIDE]],
    pub at_most: u16,
    pub picked: &'a mut Vec<u32>,
}

impl Task for Pick<'_> {
    #[inline(always)]
    #[allow(
        clippy::needless_range_loop,
        reason = "one index for all the arrays is what becomes one instruction"
    )]
    fn run(self) {
        self.picked.clear();
        for (at, most) in self.most.as_chunks::<WIDE>().0.iter().enumerate() {
            let more = self.more.get(at).copied().unwrap_or_default();
            let mut flags = [0_u16; WIDE];
            for lane in 0..WIDE {
                // What is asked may be far below 0, but nobody is in a sixteen of bound 0.
                let is_there = (most[lane] > 0) & (most[lane] <= self.at_most);
                let is_above = i32::from(most[lane]) > more[lane] + self.above;
                flags[lane] = if is_above & is_there { 1 << (lane % 16) } else { 0 };
            }
            let (low, high) = flags.split_at(WIDE / 2);
            let either = |flags: &[u16]| u32::from(flags.iter().fold(0, |all, flag| all | flag));
            let mut left = either(high) << 16 | either(low);
            while left != 0 {
                self.picked.push((at * WIDE) as u32 + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }
}
