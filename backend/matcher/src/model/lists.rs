//! Who may meet whom: one list of neighbours for each person, all in one piece of memory, that can grow.
//!
//! A pair's score is what counts. Some of it may be withheld: points for something confidential, which are in no figure
//! that is told.

use crate::people::WITHHELD;
use std::collections::BTreeMap;
use std::fmt;

/// A neighbour and what the pair counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    pub to: u32,
    pub score: i32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: u32,
    len: u32,
    room: u32,
}

/// Lists of neighbours, numbered from 0.
#[derive(Clone, Default)]
pub struct Lists {
    spans: Vec<Span>,
    arcs: Vec<Arc>,
    /// Of the scores of these pairs, whether or not they are in the lists, so many points.
    withheld: BTreeMap<(u32, u32), u32>,
}

// Written by hand: scores beside points would show what is withheld.
impl fmt::Debug for Lists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lists").field("lists", &self.spans.len()).field("arcs", &WITHHELD).finish()
    }
}

impl Lists {
    /// `ends[i]` is where list `i` ends in `arcs`.
    pub fn new(ends: &[u32], arcs: Vec<Arc>) -> Self {
        let mut start = 0;
        let spans = ends.iter().map(|end| {
            let span = Span { start, len: end - start, room: end - start };
            start = *end;
            span
        });
        Self { spans: spans.collect(), arcs, withheld: BTreeMap::new() }
    }

    /// Of the score of a pair, so many points are told nowhere. Returns how many were before.
    pub fn withhold(&mut self, list: u32, to: u32, points: u32) -> u32 {
        let before = if points == 0 {
            self.withheld.remove(&(list, to))
        } else {
            self.withheld.insert((list, to), points)
        };
        before.unwrap_or(0)
    }

    /// How many points of a pair's score are withheld.
    pub(super) fn withheld(&self, list: usize, to: usize) -> i32 {
        self.withheld.get(&(list as u32, to as u32)).map_or(0, |points| *points as i32)
    }

    /// The same pairs, each with the points that are told.
    pub(super) fn told(&self) -> Self {
        let mut told = Self { spans: self.spans.clone(), arcs: self.arcs.clone(), withheld: BTreeMap::new() };
        for ((list, to), points) in &self.withheld {
            if let Some(span) = told.spans.get(*list as usize) {
                let arcs = &mut told.arcs[span.start as usize..(span.start + span.len) as usize];
                arcs.iter_mut().filter(|arc| arc.to == *to).for_each(|arc| arc.score -= *points as i32);
            }
        }
        told
    }

    /// These lists, with as much withheld as in others.
    pub(super) fn withholding(self, other: &Self) -> Self {
        Self { withheld: other.withheld.clone(), ..self }
    }

    /// The same pairs seen from the other side, which has `count` people.
    pub fn turned(&self, count: usize) -> Self {
        let mut ends = vec![0_u32; count];
        for list in 0..self.spans.len() {
            for arc in self.of(list) {
                ends[arc.to as usize] += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            // Becomes the start of the list, and its end while the list is filled.
            sum += std::mem::replace(end, sum);
        }
        let mut arcs = vec![Arc { to: 0, score: 0 }; sum as usize];
        for list in 0..self.spans.len() {
            for arc in self.of(list) {
                let at = &mut ends[arc.to as usize];
                arcs[*at as usize] = Arc { to: list as u32, score: arc.score };
                *at += 1;
            }
        }
        Self::new(&ends, arcs)
    }

    pub fn len(&self) -> usize {
        self.spans.len()
    }

    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    pub fn arc_count(&self) -> usize {
        self.spans.iter().map(|span| span.len as usize).sum()
    }

    #[inline]
    pub fn of(&self, list: usize) -> &[Arc] {
        let span = self.spans[list];
        &self.arcs[span.start as usize..(span.start + span.len) as usize]
    }

    pub fn score(&self, list: usize, to: usize) -> Option<i32> {
        self.of(list).iter().find(|arc| arc.to as usize == to).map(|arc| arc.score)
    }

    pub fn add_list(&mut self) {
        self.spans.push(Span { start: self.arcs.len() as u32, len: 0, room: 0 });
    }

    /// Adds a neighbour, who must not be there yet.
    pub fn push(&mut self, list: usize, arc: Arc) {
        let span = self.spans[list];
        if span.len == span.room {
            let start = self.arcs.len() as u32;
            let old = span.start as usize..(span.start + span.len) as usize;
            self.arcs.extend_from_within(old);
            let room = (span.len * 2).max(4);
            self.arcs.resize((start + room) as usize, arc);
            self.spans[list] = Span { start, len: span.len, room };
        }
        let span = &mut self.spans[list];
        self.arcs[(span.start + span.len) as usize] = arc;
        span.len += 1;
    }

    /// Takes a neighbour away and returns the points.
    pub fn remove(&mut self, list: usize, to: usize) -> Option<i32> {
        let span = &mut self.spans[list];
        let arcs = &mut self.arcs[span.start as usize..(span.start + span.len) as usize];
        let at = arcs.iter().position(|arc| arc.to as usize == to)?;
        let score = arcs[at].score;
        arcs[at] = arcs[arcs.len() - 1];
        span.len -= 1;
        Some(score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_withheld_is_not_told() {
        let arc = |to, score| Arc { to, score };
        let mut lists = Lists::new(&[2], vec![arc(0, 5), arc(1, 6)]);
        assert_eq!((lists.withhold(0, 1, 4), lists.withhold(0, 1, 2), lists.withhold(3, 1, 2)), (0, 4, 0));
        assert_eq!(lists.told().of(0), [arc(0, 5), arc(1, 4)]);
        assert_eq!((lists.of(0)[1].score, lists.withheld(0, 1), lists.withheld(0, 0)), (6, 2, 0));
        assert_eq!((lists.withhold(0, 1, 0), lists.withheld(0, 1)), (2, 0));
        assert_eq!(format!("{lists:?}"), r#"Lists { lists: 1, arcs: "withheld" }"#);
    }

    #[test]
    fn lists_turn_grow_and_shrink() {
        let arc = |to, score| Arc { to, score };
        let mut lists = Lists::new(&[2, 2, 3], vec![arc(0, 5), arc(1, 6), arc(1, 7)]);
        let turned = lists.turned(3);
        assert_eq!(turned.of(0), [arc(0, 5)]);
        assert_eq!(turned.of(1), [arc(0, 6), arc(2, 7)]);
        assert_eq!(turned.of(2), []);
        for to in 2..40 {
            lists.push(1, arc(to, 1));
        }
        assert_eq!((lists.of(0).len(), lists.of(1).len(), lists.of(2)), (2, 38, &[arc(1, 7)][..]));
        assert_eq!(lists.remove(0, 0), Some(5));
        assert_eq!(lists.remove(0, 0), None);
        assert_eq!(lists.of(0), [arc(1, 6)]);
        lists.add_list();
        lists.push(3, arc(9, 9));
        assert_eq!((lists.score(3, 9), lists.arc_count()), (Some(9), 41));
    }
}
