//! Opening a circle around one person.

use super::seating::{NOBODY, Seating};

/// So many of a person's best mentors are tried before a circle around that person is given up.
const MENTORS_TRIED: usize = 6;

impl Seating<'_> {
    /// Opens a circle of up to `size` around `seed`, by what each candidate adds; `None`, and nothing changed, when
    /// not even the least size comes together. Candidates who sit elsewhere come only from circles that can spare them.
    pub fn open(&mut self, seed: u32, candidates: &[u32], size: usize, turn: usize) -> Option<u32> {
        let circle = self.circles.iter().position(|group| group.mentors.is_empty())? as u32;
        let options = self.mentors_for(seed);
        let tried = options.len().min(MENTORS_TRIED);
        for at in 0..tried {
            let mark = self.mark();
            self.lead(circle, options[(at + turn) % tried].clone());
            self.bring(seed, circle);
            while self.size(circle) < size {
                let Some(next) = self.next_for(circle, candidates) else { break };
                self.bring(next, circle);
            }
            if self.size(circle) >= self.table.sizes.least as usize {
                return Some(circle);
            }
            self.go_back(mark);
        }
        None
    }

    /// Seats somebody, from another circle if need be.
    pub fn bring(&mut self, member: u32, circle: u32) {
        if self.circle_of[member as usize] != NOBODY {
            self.unseat(member);
        }
        self.seat(member, circle);
    }

    /// Mentors with time left who could lead this member's circle, best first.
    fn mentors_for(&self, member: u32) -> Vec<Vec<u32>> {
        let is_free = |mentor: &u32| self.free[*mentor as usize] > 0;
        let near = &self.table.near_mentors[member as usize];
        let mut able: Vec<u32> = near.iter().copied().filter(is_free).collect();
        if able.len() < MENTORS_TRIED {
            let may_meet = |mentor: &u32| self.table.led_by(*mentor)[member as usize] >= 0;
            able = (0..self.table.mentors as u32).filter(is_free).filter(may_meet).collect();
            able.sort_by_key(|mentor| (-self.table.led_by(*mentor)[member as usize], *mentor));
        }
        if self.table.per_circle == 1 {
            return able.into_iter().take(MENTORS_TRIED).map(|mentor| vec![mentor]).collect();
        }
        let with_another = |(at, one): (usize, &u32)| {
            let others = able[at + 1..].iter();
            others
                .filter(|other| self.table.may_lead_together(*one, **other))
                .map(|other| vec![*one, *other])
                .next()
        };
        able.iter().enumerate().filter_map(with_another).take(MENTORS_TRIED).collect()
    }

    /// Whom the circle gains most by; somebody without a circle before anybody who has one.
    fn next_for(&self, circle: u32, candidates: &[u32]) -> Option<u32> {
        let mut best: Option<(bool, i64, u32)> = None;
        for member in candidates {
            let sits = self.circle_of[*member as usize];
            let can_come =
                sits == NOBODY || (sits != circle && self.size(sits) > self.table.sizes.least as usize);
            if !can_come || !self.fits(*member, circle) {
                continue;
            }
            let leaving = if sits == NOBODY { 0 } else { self.gain_of_leaving(*member) };
            let found = (sits == NOBODY, self.gain_of_joining(*member, circle) + leaving, *member);
            if best.is_none_or(|best| (found.0, found.1) > (best.0, best.1)) {
                best = Some(found);
            }
        }
        best.map(|best| best.2)
    }

    /// Opens circles until nobody left can start one, those first who fit with fewest.
    pub fn build(&mut self) {
        let table = self.table;
        let (least, most) = (table.sizes.least as usize, table.sizes.most as usize);
        let circles = self.circles.len().max(1);
        let size = table.members.div_ceil(circles).clamp(least, most);
        let mut order: Vec<(usize, u32)> = (0..table.members as u32)
            .map(|member| {
                let peers = table.peers_of(member as usize).iter().filter(|points| **points >= 0).count();
                (peers.min(most * 4) + table.near_mentors[member as usize].len(), member)
            })
            .collect();
        order.sort_unstable();
        for (_, seed) in &order {
            if self.circle_of[*seed as usize] == NOBODY {
                let left = self.unplaced();
                if left.len() < least {
                    return;
                }
                self.open(*seed, &left, size, 0);
            }
        }
    }
}
