//! The hours of a week in which somebody has time, as bits of UTC.

/// 168 hours, the first from Monday, 0:00 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week([u64; 3]);

/// The words of 32 bits that hold a week.
pub const WORDS: usize = 6;

const HOURS: i32 = 7 * 24;

impl Week {
    /// From hours of the own clock, `offset` minutes east of UTC; `None` when none are stated. Where the offset is no
    /// whole hour, an hour of UTC counts when both hours of the own clock that it touches are free: shared time is
    /// never overstated. Hours beyond the week, which validation refuses, are left out.
    pub fn of(stated: Option<&[u8]>, offset: i32) -> Option<Self> {
        let mut own = Self([0; 3]);
        stated?.iter().filter(|hour| i32::from(**hour) < HOURS).for_each(|hour| own.add(usize::from(*hour)));
        let (shift, touches_two) = (offset.div_euclid(60), offset.rem_euclid(60) != 0);
        let mut week = Self([0; 3]);
        for hour in 0..HOURS {
            let at = |own: i32| own.rem_euclid(HOURS) as usize;
            if own.has(at(hour + shift)) && (!touches_two || own.has(at(hour + shift + 1))) {
                week.add(hour as usize);
            }
        }
        Some(week)
    }

    fn add(&mut self, hour: usize) {
        self.0[hour / 64] |= 1 << (hour % 64);
    }

    fn has(&self, hour: usize) -> bool {
        self.0[hour / 64] >> (hour % 64) & 1 == 1
    }

    /// Hours in which both have time, 0 to 168.
    pub fn shared(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(one, other)| (one & other).count_ones()).sum()
    }

    /// For the lanes.
    pub fn word(&self, at: usize) -> u32 {
        (self.0[at / 2] >> (32 * (at % 2))) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_hours_become_hours_of_utc() {
        let hours = |stated: &[u8], offset: i32| -> Vec<usize> {
            let week = Week::of(Some(stated), offset).expect("stated");
            (0..168).filter(|hour| week.has(*hour)).collect()
        };
        assert_eq!(hours(&[10, 11, 167], 0), [10, 11, 167]);
        // Five hours west: nine in the morning there is fourteen o'clock; Sunday's last hour is Monday's fifth.
        assert_eq!(hours(&[9, 167], -300), [4, 14]);
        assert_eq!(hours(&[0], 60), [167]);
        // Half past five hours east: 18:00 to 20:00 there is 12:30 to 14:30, which holds one whole hour.
        assert_eq!(hours(&[18, 19], 330), [13]);
        assert_eq!(hours(&[18], 330), [0_usize; 0]);
        assert_eq!(hours(&(0..168).collect::<Vec<u8>>(), 345).len(), 168);
        assert_eq!(hours(&[200], 0), [0_usize; 0]);
        assert_eq!(Week::of(None, 0), None);
    }
}
