//! Who sits where while circles are formed: every change is noted, so that it can be taken back.

use super::problem::CircleProblem;
use super::table::Table;

pub const NOBODY: u32 = u32::MAX;

#[derive(Debug, Default, Clone)]
pub struct Group {
    pub members: Vec<u32>,
    pub mentors: Vec<u32>,
    /// The points of all its pairs of members.
    pairs: i64,
}

enum Step {
    Seated { member: u32, circle: u32 },
    Left { member: u32, circle: u32 },
    Led { circle: u32, before: Vec<u32> },
}

pub struct Seating<'a> {
    pub table: &'a Table,
    pub circle_of: Vec<u32>,
    pub circles: Vec<Group>,
    /// Per mentor, the circles that may still be led.
    pub free: Vec<u32>,
    /// Per circle and then per member: the points with all who sit there; negative when somebody there may not be met.
    sums: Vec<i32>,
    /// The same with the own circle, and with its mentors.
    pub own: Vec<i32>,
    pub own_led: Vec<i32>,
    pub placed: usize,
    journal: Vec<Step>,
}

impl<'a> Seating<'a> {
    pub fn new(table: &'a Table) -> Self {
        let circles = table.most_circles();
        Self {
            table,
            circle_of: vec![NOBODY; table.members],
            circles: vec![Group::default(); circles],
            free: table.capacity.clone(),
            sums: vec![0; circles * table.members],
            own: vec![0; table.members],
            own_led: vec![0; table.members],
            placed: 0,
            journal: Vec::new(),
        }
    }

    /// The points of everybody with those in the circle.
    pub fn sums(&self, circle: u32) -> &[i32] {
        &self.sums[circle as usize * self.table.members..(circle as usize + 1) * self.table.members]
    }

    /// A member's points with the mentors of a circle; negative when one of them may not be met.
    pub fn led(&self, member: u32, circle: u32) -> i32 {
        let mentors = &self.circles[circle as usize].mentors;
        mentors.iter().map(|mentor| i32::from(self.table.led_by(*mentor)[member as usize])).sum()
    }

    pub fn size(&self, circle: u32) -> usize {
        self.circles[circle as usize].members.len()
    }

    pub fn is_open(&self, circle: u32) -> bool {
        !self.circles[circle as usize].mentors.is_empty()
    }

    pub fn has_room(&self, circle: u32) -> bool {
        self.is_open(circle) && self.size(circle) < self.table.sizes.most as usize
    }

    /// Whether everybody there, mentors too, may be met.
    pub fn fits(&self, member: u32, circle: u32) -> bool {
        self.sums(circle)[member as usize] >= 0 && self.led(member, circle) >= 0
    }

    pub fn pairs(&self, circle: u32) -> i64 {
        self.circles[circle as usize].pairs
    }

    /// What all members of the circle have.
    pub fn parts(&self, circle: u32) -> i64 {
        let group = &self.circles[circle as usize];
        let led: i64 = group.members.iter().map(|member| i64::from(self.own_led[*member as usize])).sum();
        group.pairs * CircleProblem::peer_weight(group.members.len()) + led * self.table.mentor_weight
    }

    pub fn total(&self) -> i64 {
        (0..self.circles.len() as u32).map(|circle| self.parts(circle)).sum()
    }

    /// What the circle would have more with one more member.
    pub fn gain_of_joining(&self, member: u32, circle: u32) -> i64 {
        let (size, pairs) = (self.size(circle), self.pairs(circle));
        let more = pairs + i64::from(self.sums(circle)[member as usize]);
        more * CircleProblem::peer_weight(size + 1) - pairs * CircleProblem::peer_weight(size)
            + i64::from(self.led(member, circle)) * self.table.mentor_weight
    }

    /// What the circle would have more, mostly less, without one of its members.
    pub fn gain_of_leaving(&self, member: u32) -> i64 {
        let circle = self.circle_of[member as usize];
        let (size, pairs) = (self.size(circle), self.pairs(circle));
        let left = pairs - i64::from(self.own[member as usize]);
        left * CircleProblem::peer_weight(size - 1)
            - pairs * CircleProblem::peer_weight(size)
            - i64::from(self.own_led[member as usize]) * self.table.mentor_weight
    }

    pub fn seat(&mut self, member: u32, circle: u32) {
        self.journal.push(Step::Seated { member, circle });
        self.change(member, circle, true);
    }

    pub fn unseat(&mut self, member: u32) {
        let circle = self.circle_of[member as usize];
        self.journal.push(Step::Left { member, circle });
        self.change(member, circle, false);
    }

    pub fn lead(&mut self, circle: u32, mentors: Vec<u32>) {
        let before = self.set_mentors(circle, mentors);
        self.journal.push(Step::Led { circle, before });
    }

    fn set_mentors(&mut self, circle: u32, mentors: Vec<u32>) -> Vec<u32> {
        let before = std::mem::take(&mut self.circles[circle as usize].mentors);
        for mentor in &before {
            self.free[*mentor as usize] += 1;
        }
        for mentor in &mentors {
            self.free[*mentor as usize] -= 1;
        }
        self.circles[circle as usize].mentors = mentors;
        for at in 0..self.size(circle) {
            let member = self.circles[circle as usize].members[at];
            self.own_led[member as usize] = self.led(member, circle);
        }
        before
    }

    fn change(&mut self, member: u32, circle: u32, comes: bool) {
        self.own_led[member as usize] = if comes { self.led(member, circle) } else { 0 };
        let (at, table) = (member as usize, self.table);
        let from = circle as usize * table.members;
        let sums = &mut self.sums[from..from + table.members];
        let group = &mut self.circles[circle as usize];
        if comes {
            group.pairs += i64::from(sums[at]);
            for (sum, points) in sums.iter_mut().zip(table.peers_of(at)) {
                *sum += i32::from(*points);
            }
            group.members.push(member);
            self.circle_of[at] = circle;
            self.placed += 1;
        } else {
            for (sum, points) in sums.iter_mut().zip(table.peers_of(at)) {
                *sum -= i32::from(*points);
            }
            group.pairs -= i64::from(sums[at]);
            group.members.retain(|other| *other != member);
            self.circle_of[at] = NOBODY;
            self.own[at] = 0;
            self.placed -= 1;
        }
        for other in &group.members {
            self.own[*other as usize] = sums[*other as usize];
        }
    }

    /// A place in what has been done, to return to.
    pub fn mark(&self) -> usize {
        self.journal.len()
    }

    pub fn go_back(&mut self, mark: usize) {
        while self.journal.len() > mark {
            match self.journal.pop() {
                Some(Step::Seated { member, circle }) => self.change(member, circle, false),
                Some(Step::Left { member, circle }) => self.change(member, circle, true),
                Some(Step::Led { circle, before }) => drop(self.set_mentors(circle, before)),
                None => return,
            }
        }
    }

    /// Forgets how it came to this.
    pub fn keep(&mut self) {
        self.journal.clear();
    }

    pub fn unplaced(&self) -> Vec<u32> {
        (0..self.table.members as u32).filter(|member| self.circle_of[*member as usize] == NOBODY).collect()
    }
}
