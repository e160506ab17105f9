//! Where the search looks: in small rounds everywhere, in large ones around those who fit best.
//!
//! With thousands of people nearly all changes that can be thought of are far from any good one, and looking at them
//! takes nearly all the time.

use super::seating::Seating;

/// In rounds of more people, the search looks at so many of the best peers and mentors of everybody.
const SMALL: usize = 256;
const NEAREST: usize = 24;
const NEAREST_MENTORS: usize = 16;

impl Seating<'_> {
    pub fn is_small(&self) -> bool {
        self.table.members <= SMALL
    }

    /// The best peers of a member, best first.
    pub fn nearest(&self, member: u32) -> impl Iterator<Item = &u32> {
        self.table.near[member as usize].iter().take(NEAREST)
    }

    /// Circles that somebody may go to: all, or those of the best peers. Some come twice.
    pub fn circles_for(&self, member: u32) -> Box<dyn Iterator<Item = u32> + '_> {
        let all = self.circles.len() as u32;
        if self.is_small() {
            return Box::new(0..all);
        }
        Box::new(
            self.nearest(member)
                .map(|near| self.circle_of[*near as usize])
                .filter(move |circle| *circle < all),
        )
    }

    /// Who may come to a circle: everybody, or the best peers of those who are there. Some come twice.
    pub fn members_for(&self, circle: u32) -> Box<dyn Iterator<Item = u32> + '_> {
        if self.is_small() {
            return Box::new(0..self.table.members as u32);
        }
        let members = &self.circles[circle as usize].members;
        Box::new(members.iter().flat_map(|member| self.nearest(*member)).copied())
    }

    /// Per mentor, whether it may lead the circle as well as others: all, or the best of somebody there.
    pub fn mentors_for_circle(&self, circle: u32) -> Vec<bool> {
        if self.is_small() {
            return vec![true; self.table.mentors];
        }
        let mut is_near = vec![false; self.table.mentors];
        for member in &self.circles[circle as usize].members {
            let near = self.table.near_mentors[*member as usize].iter().take(NEAREST_MENTORS);
            near.for_each(|mentor| is_near[*mentor as usize] = true);
        }
        is_near
    }
}
