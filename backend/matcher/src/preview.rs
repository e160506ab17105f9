//! What a policy would do to the people of a problem, before anything is solved: whom its hard rules leave without any mentor,
//! and which weights decide.
//!
//! Exclusions, wishes, vetoes and never-again requests are left out, whatever the problem holds: no figure moves with them.

use crate::policy::{Factor, HardRule, Policy};
use crate::problem::Problem;
use crate::scoring::Pool;
use serde::Serialize;

/// Up to so many pairs each is weighed; of more, a sample of about so many.
pub const MOST_WEIGHED: u64 = 4_000_000;

/// What a hard rule does alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RuleEffect {
    pub rule: HardRule,
    /// Whether the policy has it.
    pub applies: bool,
    /// Mentees whom no mentor may meet when this rule falls and the others stay.
    pub unmatchable_without: u32,
}

/// How points spread over the pairs that may meet.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
}

/// What a factor contributes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FactorEffect {
    pub factor: Factor,
    pub weight: u32,
    pub points: Spread,
    /// Its covariance with the sum of all factors, as a share of that sum's variance: the shares add up to 1, and one is
    /// negative when the factor works against the others. `None` when all pairs have the same sum.
    pub share_of_variance: Option<f64>,
}

/// See [`preview`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Preview {
    pub mentees: u32,
    /// Those with a seat.
    pub mentors: u32,
    pub seats: u64,
    /// Mentees whom no mentor with a seat may meet.
    pub unmatchable: u32,
    /// All rules that a policy can have, in the order of [`HardRule::ALL`].
    pub rules: Vec<RuleEffect>,
    /// Mentees times mentors with a seat.
    pub pairs: u64,
    /// As many as `pairs` unless there are more than [`MOST_WEIGHED`]: then every so many-th, by the order of the ids.
    pub pairs_weighed: u64,
    /// How many of those weighed no hard rule removes. The figures below are of these.
    pub pairs_that_may_meet: u64,
    /// `None` when there is no such pair, and then `factors` is empty.
    pub points: Option<Spread>,
    /// The factors whose weight is above 0, in the order of [`Factor::ALL`].
    pub factors: Vec<FactorEffect>,
}

/// Counts what a problem's policy would do. The same people give the same figures, in whatever order.
#[must_use]
pub fn preview(problem: &Problem) -> Preview {
    weighed(problem, MOST_WEIGHED)
}

fn weighed(problem: &Problem, most: u64) -> Preview {
    let pool = Pool::new(problem);
    let free: Vec<usize> = (0..pool.mentors.len()).filter(|j| pool.mentors[*j].capacity > 0).collect();
    let (unmatchable, rules) = reach(&pool, &free);
    let pairs = pool.mentees.len() as u64 * free.len() as u64;
    let mut sums = Sums::default();
    let step = step(pairs, free.len() as u64, most);
    let mut pairs_weighed = 0;
    for pair in (0..pairs).step_by(usize::try_from(step).unwrap_or(usize::MAX)) {
        let at = |part: u64| usize::try_from(part).unwrap_or(0);
        let (i, j) = (at(pair / free.len() as u64), free[at(pair % free.len() as u64)]);
        pairs_weighed += 1;
        if pool.first_broken_rule(i, j).is_none() {
            sums.add(pool.factor_points(i, j));
        }
    }
    Preview {
        mentees: count(pool.mentees.len()),
        mentors: count(free.len()),
        seats: free.iter().map(|j| u64::from(pool.mentors[*j].capacity)).sum(),
        unmatchable,
        rules,
        pairs,
        pairs_weighed,
        pairs_that_may_meet: sums.pairs,
        points: (sums.pairs > 0).then(|| sums.spread(sums.total, sums.total_squares)),
        factors: if sums.pairs > 0 { sums.factors(&pool) } else { Vec::new() },
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Every pair, or one in so many that each mentor comes up with many mentees: no divisor in common with their number.
fn step(pairs: u64, mentors: u64, most: u64) -> u64 {
    const fn divisor(a: u64, b: u64) -> u64 {
        if b == 0 { a } else { divisor(b, a % b) }
    }
    let mut step = pairs.div_ceil(most.max(1)).max(1);
    while step > 1 && divisor(step, mentors) > 1 {
        step += 1;
    }
    step
}

const fn applies(rule: HardRule, policy: &Policy) -> bool {
    match rule {
        HardRule::SamePerson => true,
        HardRule::SameEmployer => policy.same_employer_forbidden,
        HardRule::NoSharedLanguage => policy.shared_language_required,
        HardRule::OtherRegion => policy.within_region,
        HardRule::TooFewSharedHours => policy.least_shared_hours > 0,
    }
}

/// The mentees whom nobody may meet, and how many there would be without each rule.
fn reach(pool: &Pool<'_>, free: &[usize]) -> (u32, Vec<RuleEffect>) {
    let mut rules: Vec<RuleEffect> = HardRule::ALL
        .into_iter()
        .filter(|rule| *rule != HardRule::SamePerson)
        .map(|rule| RuleEffect { rule, applies: applies(rule, pool.policy), unmatchable_without: 0 })
        .collect();
    let mut unmatchable = 0;
    for i in 0..pool.mentees.len() {
        if free.iter().any(|j| pool.first_broken_rule(i, *j).is_none()) {
            continue;
        }
        unmatchable += 1;
        // A pair that breaks one rule alone comes back when that rule falls.
        let alone: Vec<HardRule> = free
            .iter()
            .filter_map(|j| match pool.broken_rules(i, *j).as_slice() {
                [one] => Some(*one),
                _ => None,
            })
            .collect();
        for effect in &mut rules {
            effect.unmatchable_without += u32::from(!alone.contains(&effect.rule));
        }
    }
    (unmatchable, rules)
}

const FACTORS: usize = Factor::ALL.len();

/// Whole numbers, so that the order of adding does not matter.
#[derive(Default)]
struct Sums {
    pairs: u64,
    points: [u64; FACTORS],
    squares: [u64; FACTORS],
    /// Each factor times the sum of all.
    with_total: [u64; FACTORS],
    total: u64,
    total_squares: u64,
}

impl Sums {
    fn add(&mut self, points: [u32; FACTORS]) {
        let total: u64 = points.iter().map(|points| u64::from(*points)).sum();
        self.pairs += 1;
        self.total += total;
        self.total_squares += total * total;
        for (at, points) in points.into_iter().map(u64::from).enumerate() {
            self.points[at] += points;
            self.squares[at] += points * points;
            self.with_total[at] += points * total;
        }
    }

    /// `n * sum(xy) - sum(x) * sum(y)`: the covariance times `n` squared.
    fn covariance(&self, x: u64, y: u64, products: u64) -> i128 {
        i128::from(self.pairs) * i128::from(products) - i128::from(x) * i128::from(y)
    }

    #[allow(clippy::cast_precision_loss)] // figures to read
    fn spread(&self, sum: u64, squares: u64) -> Spread {
        let pairs = self.pairs as f64;
        let deviation = (self.covariance(sum, sum, squares) as f64).sqrt() / pairs;
        Spread { mean: sum as f64 / pairs, deviation }
    }

    #[allow(clippy::cast_precision_loss)]
    fn factors(&self, pool: &Pool<'_>) -> Vec<FactorEffect> {
        let variance = self.covariance(self.total, self.total, self.total_squares);
        let effect = |(at, factor): (usize, Factor)| FactorEffect {
            factor,
            weight: pool.weight(factor),
            points: self.spread(self.points[at], self.squares[at]),
            share_of_variance: (variance > 0).then(|| {
                self.covariance(self.points[at], self.total, self.with_total[at]) as f64 / variance as f64
            }),
        };
        let weighs = |(_, factor): &(usize, Factor)| pool.weight(*factor) > 0;
        Factor::ALL.into_iter().enumerate().filter(weighs).map(effect).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{CareerStage, Mentee, Mentor};

    fn mentee(id: &str, region: &str, language: &str, employer: &str) -> Mentee {
        Mentee {
            id: id.into(),
            interests: vec!["maps".into()],
            goals: Vec::new(),
            languages: vec![language.into()],
            setting: "public".into(),
            career_stage: CareerStage::Early,
            region: region.into(),
            employer: Some(employer.into()),
            time_zone_offset_minutes: 0,
            available_hours: None,
            excluded: Vec::new(),
            wishes: Vec::new(),
        }
    }

    fn mentor(id: &str, region: &str, language: &str, capacity: u32) -> Mentor {
        Mentor {
            id: id.into(),
            interests: vec!["maps".into()],
            expertise: Vec::new(),
            languages: vec![language.into()],
            setting: if id < "n" { "public".into() } else { "law".into() },
            career_stage: CareerStage::Late,
            region: region.into(),
            employer: Some("library".into()),
            time_zone_offset_minutes: 0,
            available_hours: None,
            years_of_experience: 15,
            capacity,
            excluded: Vec::new(),
            shares: Vec::new(),
        }
    }

    fn problem() -> Problem {
        Problem {
            mentees: vec![
                mentee("a", "east", "en", "college"),
                mentee("b", "east", "en", "library"),
                mentee("c", "east", "fr", "college"),
                mentee("d", "east", "fr", "library"),
            ],
            mentors: vec![
                mentor("m", "east", "en", 2),
                mentor("z", "east", "en", 1),
                mentor("full", "west", "fr", 0),
            ],
            ..Problem::default()
        }
    }

    #[test]
    fn each_rule_is_told_apart_from_the_others() {
        let found = preview(&problem());
        assert_eq!((found.mentees, found.mentors, found.seats), (4, 2, 3), "who is full offers nothing");
        assert_eq!(found.unmatchable, 3, "b for the employer, c for the language, d for both");
        let without =
            |rule| found.rules.iter().find(|r| r.rule == rule).map(|r| (r.applies, r.unmatchable_without));
        assert_eq!(without(HardRule::SameEmployer), Some((true, 2)), "b comes back, d does not");
        assert_eq!(without(HardRule::NoSharedLanguage), Some((true, 2)), "c comes back, d does not");
        assert_eq!(without(HardRule::OtherRegion), Some((false, 3)));
    }

    #[test]
    fn the_factor_in_which_pairs_differ_has_all_of_the_variance() {
        let found = preview(&problem());
        assert_eq!((found.pairs, found.pairs_weighed, found.pairs_that_may_meet), (8, 8, 2));
        let share: f64 = found.factors.iter().filter_map(|f| f.share_of_variance).sum();
        assert!((share - 1.0).abs() < 1e-12);
        let setting = found.factors.iter().find(|f| f.factor == Factor::Setting).expect("it weighs");
        assert_eq!((setting.weight, setting.points), (10, Spread { mean: 5.0, deviation: 5.0 }));
        assert_eq!(setting.share_of_variance, Some(1.0), "the two pairs differ in it alone");
    }

    #[test]
    fn nothing_confidential_moves_a_figure() {
        let before = preview(&problem());
        let mut other = problem();
        other.mentees[0].excluded = vec!["m".into(), "z".into()];
        other.mentees[1].wishes = vec!["veteran".into()];
        other.mentors[0].shares = vec!["veteran".into()];
        other.vetoes = vec![("a".into(), "z".into())];
        other.never_again = vec![("a".into(), "m".into())];
        other.policy.weights.confidential_wishes = 90;
        assert_eq!(preview(&other), before);
    }

    #[test]
    fn a_sample_takes_every_mentor_and_is_the_same_whatever_the_order() {
        let mut many = Problem::default();
        for n in 0..40 {
            many.mentees.push(mentee(&format!("a{n:02}"), "east", "en", "college"));
            many.mentors.push(mentor(&format!("m{n:02}"), "east", "en", 1));
        }
        let sample = weighed(&many, 100);
        assert_eq!(sample.pairs, 1600);
        assert_eq!(step(1600, 40, 100), 17, "16 would see each mentee with the same few");
        assert_eq!(sample.pairs_weighed, 95);
        many.mentees.reverse();
        many.mentors.reverse();
        assert_eq!(weighed(&many, 100), sample);
        assert_eq!(weighed(&Problem::default(), 100).points, None);
    }
}
