//! Small rounds of peer circles by brute force: every partition there is.

use matcher::circles::{CircleProblem, PARTS, Sizes};
use matcher::{Explainer, Mentor, Problem, Standing};

/// Points of all pairs, asked of the explainer; `None` where two may not sit in one circle.
pub struct Table {
    peers: Vec<Vec<Option<i64>>>,
    led: Vec<Vec<Option<i64>>>,
    capacity: Vec<u32>,
    sizes: Sizes,
    per_circle: usize,
    pub best: (usize, i64),
}

impl Table {
    pub fn new(problem: &CircleProblem) -> Self {
        let mut asked = Problem {
            mentees: problem.mentees.clone(),
            mentors: problem.mentors.clone(),
            policy: problem.policy.clone(),
            never_again: problem.never_again.iter().chain(&problem.apart).cloned().collect(),
            ..Problem::default()
        };
        let points = |asked: &Problem| -> Vec<Vec<Option<i64>>> {
            let explainer = Explainer::new(asked);
            let row = |mentee: &String| {
                let pair = |mentor: &Mentor| explainer.explain(mentee, &mentor.id).expect("known");
                let pairs = asked.mentors.iter().map(pair);
                pairs.map(|p| (p.standing == Standing::Eligible).then_some(i64::from(p.points))).collect()
            };
            asked.mentees.iter().map(|m| row(&m.id)).collect()
        };
        let led = points(&asked);
        asked.policy = problem.peer_policy.clone().unwrap_or(asked.policy);
        asked.mentors = problem
            .mentees
            .iter()
            .map(|m| Mentor {
                id: m.id.clone(),
                interests: m.interests.clone(),
                expertise: m.goals.clone(),
                languages: m.languages.clone(),
                setting: m.setting.clone(),
                career_stage: m.career_stage,
                region: m.region.clone(),
                employer: m.employer.clone(),
                time_zone_offset_minutes: m.time_zone_offset_minutes,
                available_hours: m.available_hours.clone(),
                years_of_experience: 0,
                capacity: 1,
                excluded: m.excluded.clone(),
                shares: Vec::new(),
            })
            .collect();
        Self {
            peers: points(&asked),
            led,
            capacity: problem.mentors.iter().map(|m| m.capacity).collect(),
            sizes: problem.sizes,
            per_circle: problem.mentors_per_circle as usize,
            best: (0, 0),
        }
    }

    /// What a circle has; `None` when some of it may not be.
    fn parts(&self, members: &[usize], mentors: &[usize]) -> Option<i64> {
        let (mut peers, mut led) = (0, 0);
        for one in members {
            for other in members.iter().filter(|other| *other != one) {
                peers += self.peers[*one][*other]?;
            }
            for mentor in mentors {
                led += self.led[*one][*mentor]?;
            }
        }
        Some(peers * PARTS / (members.len() as i64 - 1) + led * PARTS / mentors.len() as i64)
    }

    /// Gives the first person left nobody, or every circle that is possible, and goes on with the rest.
    pub fn search(&mut self, left: &[usize], placed: usize, parts: i64) {
        let Some((first, rest)) = left.split_first() else {
            self.best = self.best.max((placed, parts));
            return;
        };
        self.search(rest, placed, parts);
        for chosen in 0..1_u32 << rest.len() {
            let size = chosen.count_ones() + 1;
            if !(self.sizes.least..=self.sizes.most).contains(&size) {
                continue;
            }
            let is_in = |at: &usize| chosen >> at & 1 == 1;
            let mut members = vec![*first];
            members.extend((0..rest.len()).filter(is_in).map(|at| rest[at]));
            let others: Vec<usize> = (0..rest.len()).filter(|at| !is_in(at)).map(|at| rest[at]).collect();
            for one in 0..self.capacity.len() {
                let pairs: Vec<Vec<usize>> = if self.per_circle == 1 {
                    vec![vec![one]]
                } else {
                    (one + 1..self.capacity.len()).map(|other| vec![one, other]).collect()
                };
                for mentors in pairs {
                    if mentors.iter().any(|mentor| self.capacity[*mentor] == 0) {
                        continue;
                    }
                    if let Some(more) = self.parts(&members, &mentors) {
                        mentors.iter().for_each(|mentor| self.capacity[*mentor] -= 1);
                        self.search(&others, placed + members.len(), parts + more);
                        mentors.iter().for_each(|mentor| self.capacity[*mentor] += 1);
                    }
                }
            }
        }
    }
}
