//! Repeatable chance for the demo network: the same network every time, whatever the machine.

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Chance(u64);

impl Chance {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `bound` - 1; 0 when `bound` is 0.
    #[allow(clippy::cast_possible_truncation)] // the remainder is below a u32
    pub const fn below(&mut self, bound: u32) -> u32 {
        if bound == 0 { 0 } else { (self.next() % bound as u64) as u32 }
    }

    /// One of `list`, which is not empty.
    pub fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let index = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX)) as usize;
        &list[index]
    }

    /// `count` different ones of `list`, or all of it.
    pub fn some_of<T: Clone>(&mut self, list: &[T], count: usize) -> Vec<T> {
        let mut left: Vec<T> = list.to_vec();
        let mut taken = Vec::with_capacity(count);
        while taken.len() < count && !left.is_empty() {
            let index = self.below(u32::try_from(left.len()).unwrap_or(u32::MAX)) as usize;
            taken.push(left.swap_remove(index));
        }
        taken
    }
}
