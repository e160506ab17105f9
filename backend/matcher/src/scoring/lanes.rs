//! Points of one mentee with sixteen mentors at a time, in the widest instructions the machine has.
//!
//! The loops are plain Rust over arrays of sixteen. All ways in which they are compiled, and the slow way in the module
//! above, give the same numbers: `tests` below compare them.

use super::ways::Task;

/// Mentors side by side.
pub const LANES: usize = 16;

/// In place of points for years: nobody is in this lane.
pub const EMPTY: u32 = 1 << 20;

/// Never an employer or a person.
pub const NONE: u32 = u32::MAX;

/// What sixteen mentors have in common for a mentee.
#[derive(Debug, Clone, Copy, Default)]
pub struct Common {
    pub points: u32,
    /// The rule of shared hours; 0 where it is off or one of the two has not stated any.
    pub least_hours: u32,
}

/// Sixteen mentors of one region and time zone, fact by fact. `W` words of 32 bits hold the topics, `H` the hours of the
/// week: 6, or 0 where hours do not count; `V` what mentors share with those who wish for it: 1, or 0.
#[derive(Debug, Clone)]
pub struct Lanes<const W: usize, const H: usize, const V: usize> {
    pub interests: [[u32; LANES]; W],
    pub goals: [[u32; LANES]; W],
    pub languages: [u32; LANES],
    pub setting: [u32; LANES],
    pub stage: [u32; LANES],
    /// Points, or [`EMPTY`].
    pub years: [u32; LANES],
    pub employer: [u32; LANES],
    pub person: [u32; LANES],
    pub hours: [[u32; LANES]; H],
    pub shares: [[u32; LANES]; V],
}

/// `weight * count / whole`, halves upwards, as one multiplication: `(factor * count + half) >> 25`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    factor: u32,
    half: u32,
}

const SHIFT: u32 = 25;

impl Share {
    /// From the points by count; `None` where the multiplication would round otherwise.
    pub fn new(weight: u32, points: &[u32]) -> Option<Self> {
        let whole = points.len().checked_sub(1)? as u32;
        if whole == 0 {
            return Some(Self::default());
        }
        let inverse = (1_u32 << SHIFT).div_ceil(2 * whole);
        let share = Self { factor: (2 * weight).checked_mul(inverse)?, half: whole.checked_mul(inverse)? };
        let agrees = |(count, points): (usize, &u32)| {
            let product = u64::from(share.factor) * count as u64 + u64::from(share.half);
            u32::try_from(product).is_ok_and(|product| product >> SHIFT == *points)
        };
        points.iter().enumerate().all(agrees).then_some(share)
    }

    #[inline(always)]
    const fn of(self, count: u32) -> u32 {
        self.factor.wrapping_mul(count).wrapping_add(self.half) >> SHIFT
    }
}

/// A mentee as the lanes see them.
#[derive(Debug, Clone, Copy)]
pub struct Probe<const W: usize, const H: usize, const V: usize> {
    pub interests: [u32; W],
    pub goals: [u32; W],
    pub languages: u32,
    pub setting: u32,
    pub stage: u32,
    /// [`NONE`] where the rule is off or the employer unknown.
    pub employer: u32,
    pub person: u32,
    pub needs_language: bool,
    pub interest_share: Share,
    pub goal_share: Share,
    pub language_share: Share,
    pub setting_points: u32,
    pub stage_points: u32,
    pub hours: [u32; H],
    /// The shared hours that give everything.
    pub full_hours: u32,
    pub hour_share: Share,
    pub wishes: [u32; V],
    pub wish_share: Share,
}

/// Score plus one, 0 for a pair that may not meet.
pub type Scores = [u16; LANES];

#[inline(always)]
#[allow(clippy::needless_range_loop, reason = "one index for all the arrays is what becomes one instruction")]
fn scores<const W: usize, const H: usize, const V: usize>(
    probe: &Probe<W, H, V>,
    lanes: &Lanes<W, H, V>,
    common: Common,
) -> Scores {
    let mut out = [0; LANES];
    for lane in 0..LANES {
        let (mut interests, mut goals) = (0, 0);
        for word in 0..W {
            interests += (probe.interests[word] & lanes.interests[word][lane]).count_ones();
            goals += (probe.goals[word] & lanes.goals[word][lane]).count_ones();
        }
        let mut hours = 0;
        for word in 0..H {
            hours += (probe.hours[word] & lanes.hours[word][lane]).count_ones();
        }
        let mut wishes = 0;
        for word in 0..V {
            wishes += (probe.wishes[word] & lanes.shares[word][lane]).count_ones();
        }
        let languages = (probe.languages & lanes.languages[lane]).count_ones();
        let setting = if probe.setting == lanes.setting[lane] { probe.setting_points } else { 0 };
        let stage = if lanes.stage[lane] > probe.stage { probe.stage_points } else { 0 };
        let score = common.points
            + lanes.years[lane]
            + probe.interest_share.of(interests)
            + probe.goal_share.of(goals)
            + probe.language_share.of(languages)
            + probe.hour_share.of(hours.min(probe.full_hours))
            + if V == 0 { 0 } else { probe.wish_share.of(wishes) }
            + setting
            + stage
            + 1;
        let may_not = (probe.employer == lanes.employer[lane])
            | (probe.person == lanes.person[lane])
            | (probe.needs_language & (languages == 0))
            | (hours < common.least_hours)
            | (lanes.years[lane] == EMPTY);
        out[lane] = if may_not { 0 } else { score as u16 };
    }
    out
}

/// Some of the sixteens, and what each has in common.
pub struct Part<'a, const W: usize, const H: usize, const V: usize> {
    pub lanes: &'a [Lanes<W, H, V>],
    /// The sixteens to look at.
    pub picked: &'a [u32],
    /// Per sixteen its group, and per group what it has in common.
    pub group_of: &'a [u32],
    pub commons: &'a [Common],
}

/// Scores of some sixteens, and the highest of each.
pub struct Fill<'a, const W: usize, const H: usize, const V: usize> {
    pub probe: &'a Probe<W, H, V>,
    pub part: Part<'a, W, H, V>,
    pub out: &'a mut [Scores],
    pub highest: &'a mut [u16],
}

impl<const W: usize, const H: usize, const V: usize> Task for Fill<'_, W, H, V> {
    #[inline(always)]
    fn run(self) {
        // A copy of its own: only of that the compiler knows that nobody writes it, and that all of it can be read.
        let probe = *self.probe;
        for at in self.part.picked.iter().map(|at| *at as usize) {
            let scores = self.part.scores(&probe, at);
            self.out[at] = scores;
            self.highest[at] = scores.iter().copied().fold(0, u16::max);
        }
    }
}

/// Scores of some sixteens, and for each whether some score reaches `least + price`: 1, else 0.
pub struct Reach<'a, const W: usize, const H: usize, const V: usize> {
    pub probe: &'a Probe<W, H, V>,
    pub part: Part<'a, W, H, V>,
    pub least: i32,
    pub prices: &'a [[i32; LANES]],
    pub out: &'a mut [Scores],
    pub reached: &'a mut [u16],
}

impl<const W: usize, const H: usize, const V: usize> Task for Reach<'_, W, H, V> {
    #[inline(always)]
    #[allow(clippy::needless_range_loop, reason = "as above")]
    fn run(self) {
        let (probe, least) = (*self.probe, self.least);
        for at in self.part.picked.iter().map(|at| *at as usize) {
            let (scores, prices) = (self.part.scores(&probe, at), self.prices[at]);
            let mut any = 0;
            for lane in 0..LANES {
                let score = i32::from(scores[lane]);
                any |= u16::from((score > 0) & (score > least + prices[lane]));
            }
            self.out[at] = scores;
            self.reached[at] = any;
        }
    }
}

impl<const W: usize, const H: usize, const V: usize> Part<'_, W, H, V> {
    #[inline(always)]
    fn scores(&self, probe: &Probe<W, H, V>, at: usize) -> Scores {
        scores(probe, &self.lanes[at], self.commons[self.group_of[at] as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::super::ways::Way;
    use super::*;

    #[test]
    fn a_share_rounds_as_the_division_does() {
        for weight in 0..=100 {
            for whole in 1..=256 {
                let points: Vec<u32> =
                    (0..=whole).map(|count| (2 * weight * count + whole) / (2 * whole)).collect();
                let share = Share::new(weight, &points).expect("exact up to 256");
                for (count, points) in points.iter().enumerate() {
                    assert_eq!(share.of(count as u32), *points);
                }
            }
        }
        assert_eq!(Share::new(10, &[0, 9]), None);
    }

    #[test]
    fn every_way_gives_the_same_numbers() {
        let mut state = 3_u64;
        let mut dice = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 32) as u32
        };
        let mut some = |modulus: u32| -> [u32; LANES] { std::array::from_fn(|_| dice() % modulus) };
        for round in 0..200 {
            let lanes: Vec<Lanes<2, 6, 1>> = (0..9)
                .map(|at| Lanes {
                    interests: [some(NONE), some(NONE)],
                    goals: [some(NONE), some(NONE)],
                    languages: some(8),
                    setting: some(4),
                    stage: some(5),
                    years: if at == 8 { [EMPTY; LANES] } else { some(6) },
                    employer: some(9),
                    person: some(50),
                    hours: std::array::from_fn(|_| some(NONE)),
                    shares: [some(64)],
                })
                .collect();
            let prices: Vec<[i32; LANES]> = (0..9).map(|_| some(40).map(|price| price as i32)).collect();
            let [a, b, c, d, languages, setting, stage, employer, ..] = some(NONE);
            let points = |whole: u32| -> Vec<u32> {
                (0..=whole).map(|k| (2 * 30 * k + whole) / (2 * whole)).collect()
            };
            let probe = Probe {
                interests: [a, b],
                goals: [c, d],
                languages: languages % 8,
                setting: setting % 4,
                stage: stage % 5,
                employer: employer % 9,
                person: round,
                needs_language: round % 2 == 0,
                interest_share: Share::new(30, &points(64)).expect("exact"),
                goal_share: Share::new(30, &points(64)).expect("exact"),
                language_share: Share::new(30, &points(3)).expect("exact"),
                setting_points: 7,
                stage_points: 11,
                hours: std::array::from_fn(|_| some(NONE)[0]),
                full_hours: 40,
                hour_share: Share::new(30, &points(40)).expect("exact"),
                wishes: [some(64)[0]],
                wish_share: Share::new(30, &points(6)).expect("exact"),
            };
            let common = Common { points: 5, least_hours: [0, 40, 50][round as usize % 3] };
            let run = |way: Way| {
                let mut found = (vec![[0; LANES]; 9], vec![0; 9], vec![[0; LANES]; 9], vec![0; 9]);
                let (probe, lanes, prices, commons) = (&probe, &lanes, &prices, &[common; 1]);
                let picked: Vec<u32> = (0..9).filter(|at| at % 3 != round % 2).collect();
                let part = || Part { lanes, picked: &picked, group_of: &[0; 9], commons };
                way.run(Fill { probe, part: part(), out: &mut found.0, highest: &mut found.1 });
                let (out, reached) = (&mut found.2, &mut found.3);
                way.run(Reach { probe, part: part(), least: 20, prices, out, reached });
                found
            };
            let plain = run(Way::Plain);
            assert_eq!(plain.0[8], [0; LANES]);
            assert!(Way::all().into_iter().all(|way| run(way) == plain));
        }
    }
}
