//! Pairs from outside come into the market as long as prices leave some worth having, so that the assignment is the
//! best of all pairs and not of those alone that the market began with.
//!
//! A look through the whole pool costs as much as scoring it, so it also brings those pairs that are nearly worth
//! having. What lacked more cannot have become worth having while gains and prices fell by less than that; of the few
//! people whose fell by more, all pairs are looked at again. Only when those are many is there another look at all.

use super::run::{JOINING, Round};
use crate::model::{Arc, Model};
use crate::scoring::Bounds;
use crate::worth::{TIE_LIMIT, Worth, whole};
use std::cmp::Reverse;
use std::ops::ControlFlow;

/// Nearly worth having is a pair that lacks no more points than these.
const NEAR: i32 = 3;

/// Of more mentors than these, not all pairs are looked at one by one.
const MOST_MENTORS: usize = 128;

/// What the last look brought: any other pair in question lacks more than [`NEAR`] points of these gains and prices.
pub struct Look {
    /// Per mentee, some perhaps twice.
    near: Vec<Vec<Arc>>,
    gains: Vec<Worth>,
    prices: Vec<Worth>,
}

/// Everything that pricing asks and changes.
pub struct Pricing<'a> {
    pub round: &'a Round<'a>,
    /// Per mentee: score and tie of the last pair inside, when there are others outside.
    pub lasts: &'a [Option<(i32, u64)>],
    /// Pairs of fewer points are out of the question.
    pub least: i32,
    pub model: &'a mut Model,
}

type Step<'a> = &'a mut dyn FnMut(usize) -> ControlFlow<()>;

impl Pricing<'_> {
    /// Afterwards the assignment is the best of all pairs of at least the points in question. Published pairs are all
    /// inside.
    pub fn run(&mut self, step: Step<'_>) -> ControlFlow<(), Look> {
        self.model.lower_prices();
        let mut look = self.look(step)?;
        while self.join(&look.near) > 0 {
            self.model.lower_prices();
            self.look_again(&mut look, step)?;
        }
        ControlFlow::Continue(look)
    }

    /// The same after an edit of a market that was the best of all pairs when `look` was taken, without another look at
    /// those whom the edit does not touch. Of a mentee whom the edit locks all pairs must be inside: no look tells of them.
    pub fn after_edit(&mut self, look: &mut Look, step: Step<'_>) -> ControlFlow<()> {
        self.look_again(look, step)?;
        while self.join(&look.near) > 0 {
            self.look_again(look, step)?;
        }
        ControlFlow::Continue(())
    }

    /// All pairs of those whose gain or price fell so far that a pair may have become worth having.
    fn look_again(&self, look: &mut Look, step: Step<'_>) -> ControlFlow<()> {
        let (gains, prices) = self.model.gains_and_prices();
        let (mentees, mentors) =
            (fallen(&look.gains, &gains, self.far()), fallen(&look.prices, &prices, self.far()));
        if mentors.len() > MOST_MENTORS || 4 * mentees.len() > gains.len() {
            *look = self.look(step)?;
            return ControlFlow::Continue(());
        }
        mentees.iter().for_each(|i| look.gains[*i] = gains[*i]);
        self.look_at_mentees(&mentees, look, step)?;
        mentors.iter().for_each(|j| look.prices[*j] = prices[*j]);
        self.look_at_mentors(&mentors, look);
        ControlFlow::Continue(())
    }

    /// Half of what a pair lacks that is not near: its two may fall by that much each. Ties, and parts of points that
    /// bounds leave out, are less than a point.
    fn far(&self) -> Worth {
        whole(i64::from(NEAR) * self.model.unit().per_point) / 2 - TIE_LIMIT
    }

    fn look(&self, step: Step<'_>) -> ControlFlow<(), Look> {
        let (gains, prices) = self.model.gains_and_prices();
        let near = self.tempting(&prices, &|_| true, step)?;
        ControlFlow::Continue(Look { near, gains, prices })
    }

    /// Pairs of these mentees that are worth having, or nearly so, at today's gains.
    fn tempting(
        &self,
        prices: &[Worth],
        is_asked: &dyn Fn(usize) -> bool,
        step: Step<'_>,
    ) -> ControlFlow<(), Vec<Vec<Arc>>> {
        let (model, least) = (&*self.model, self.least);
        let bound = |(i, last): (usize, &Option<(i32, u64)>)| {
            // No pair outside is worth more than the last one inside, nor has more points than that one counts.
            let can_tempt =
                |(score, tie): &(i32, u64)| *score >= least && model.is_tempted_by(i, score + NEAR, *tie);
            let last = last.as_ref().filter(|last| is_asked(i) && can_tempt(last));
            last.map(|_| model.least_points(i) - NEAR)
        };
        let mentees: Vec<Option<i32>> = self.lasts.iter().enumerate().map(bound).collect();
        if mentees.iter().all(Option::is_none) {
            return ControlFlow::Continue(vec![Vec::new(); mentees.len()]);
        }
        let mentors = prices.iter().map(|price| model.in_points(*price)).collect();
        self.round.board.tempting(self.round.pool, &Bounds { mentees, mentors }, self.round.threads, step)
    }

    fn look_at_mentees(&self, mentees: &[usize], look: &mut Look, step: Step<'_>) -> ControlFlow<()> {
        if mentees.is_empty() {
            return ControlFlow::Continue(());
        }
        let mut found = self.tempting(&look.prices, &|i| mentees.binary_search(&i).is_ok(), step)?;
        mentees.iter().for_each(|i| look.near[*i] = std::mem::take(&mut found[*i]));
        ControlFlow::Continue(())
    }

    fn look_at_mentors(&self, mentors: &[usize], look: &mut Look) {
        let (pool, unit) = (self.round.pool, self.model.unit());
        let near = whole(i64::from(NEAR) * unit.per_point) + TIE_LIMIT;
        for j in mentors {
            for (i, near_to) in look.near.iter_mut().enumerate() {
                let score = pool.score(i, *j) as i32;
                let lacks = look.gains[i] + look.prices[*j] - whole(unit.of(score));
                if lacks <= near && pool.is_eligible(i, *j) {
                    near_to.push(Arc { to: *j as u32, score });
                }
            }
        }
    }

    fn is_in_question(&self, i: usize, arc: Arc) -> bool {
        let (pool, least) = (self.round.pool, self.least);
        arc.score >= least && (!pool.counts_wishes() || pool.points(i, arc.to as usize) as i32 >= least)
    }

    /// Lets the best of each mentee in that are worth having. Returns how many.
    fn join(&mut self, found: &[Vec<Arc>]) -> usize {
        let mut joining = Vec::new();
        for (i, arcs) in found.iter().enumerate() {
            let reaching = arcs.iter().filter(|arc| self.is_in_question(i, **arc));
            let mut worth_having: Vec<_> =
                reaching.filter_map(|arc| Some((self.model.temptation(i, *arc)?, *arc))).collect();
            worth_having.sort_unstable_by_key(|(more, arc)| (Reverse(*more), arc.to));
            worth_having.dedup_by_key(|(_, arc)| arc.to);
            worth_having.truncate(JOINING);
            joining.extend(worth_having.into_iter().map(|(_, arc)| (i as u32, arc)));
        }
        self.model.join_all(&joining);
        joining.len()
    }
}

/// Whose number has fallen by more than `most`.
fn fallen(before: &[Worth], now: &[Worth], most: Worth) -> Vec<usize> {
    (0..now.len()).filter(|at| before[*at] - now[*at] > most).collect()
}
