//! Changes of who leads a circle: a mentor with time left, or two circles change mentors.

use super::search::Move;
use super::seating::Seating;

/// The gain of the best change so far, and the change.
type Best = (i64, Option<Move>);

impl Seating<'_> {
    pub fn try_mentors(&self, circle: u32, best: &mut Best) {
        let is_near = self.mentors_for_circle(circle);
        for seat in 0..self.table.per_circle {
            self.try_free_mentors(circle, seat, &is_near, best);
            for other in (0..self.circles.len() as u32).filter(|at| *at != circle && self.is_open(*at)) {
                for place in 0..self.table.per_circle {
                    if is_near[self.circles[other as usize].mentors[place] as usize] {
                        self.try_swap_of_mentors((circle, seat), (other, place), best);
                    }
                }
            }
        }
    }

    fn try_free_mentors(&self, circle: u32, seat: usize, is_near: &[bool], best: &mut Best) {
        let has = self.led_sum(self.circles[circle as usize].mentors[seat], circle).unwrap_or(0);
        let is_free = |mentor: &u32| self.free[*mentor as usize] > 0 && is_near[*mentor as usize];
        for mentor in (0..self.table.mentors as u32).filter(is_free) {
            let Some(sum) = self.led_sum(mentor, circle) else { continue };
            let gain = (sum - has) * self.table.mentor_weight;
            if gain > best.0
                && let Some(mentors) = self.with_mentor(circle, seat, mentor)
            {
                *best = (gain, Some(Move::Lead { circle, mentors }));
            }
        }
    }

    fn try_swap_of_mentors(
        &self,
        (circle, seat): (u32, usize),
        (other, place): (u32, usize),
        best: &mut Best,
    ) {
        let (ours, theirs) =
            (self.circles[circle as usize].mentors[seat], self.circles[other as usize].mentors[place]);
        let (Some(taken), Some(given)) = (self.led_sum(theirs, circle), self.led_sum(ours, other)) else {
            return;
        };
        let has = self.led_sum(ours, circle).unwrap_or(0) + self.led_sum(theirs, other).unwrap_or(0);
        let gain = (taken + given - has) * self.table.mentor_weight;
        if gain > best.0
            && let (Some(mentors), Some(others)) =
                (self.with_mentor(circle, seat, theirs), self.with_mentor(other, place, ours))
        {
            *best = (gain, Some(Move::SwapMentors { circle, mentors, other, others }));
        }
    }

    /// The mentors of a circle with another in one seat; `None` where the two may not lead together.
    fn with_mentor(&self, circle: u32, seat: usize, mentor: u32) -> Option<Vec<u32>> {
        let mut mentors = self.circles[circle as usize].mentors.clone();
        mentors[seat] = mentor;
        let may_lead = mentors.len() == 1 || self.table.may_lead_together(mentors[0], mentors[1]);
        may_lead.then_some(mentors)
    }

    /// The points of a circle's members with a mentor; `None` when one of them may not be met.
    fn led_sum(&self, mentor: u32, circle: u32) -> Option<i64> {
        let points = self.table.led_by(mentor);
        let members = &self.circles[circle as usize].members;
        members
            .iter()
            .map(|member| Some(i64::from(points[*member as usize])).filter(|points| *points >= 0))
            .sum()
    }
}
