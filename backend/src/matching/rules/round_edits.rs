//! Edits of a ready round: what counts after some were made and some undone, and what a lock may override.

use std::collections::BTreeMap;

use matcher::HardRule;

use crate::platform::db::Id;

crate::text_enum! {
    /// What a coordinator does to a ready round.
    pub enum RoundEditKind {
        /// The two are a pair, whatever the best outcome would be.
        Lock = "lock",
        Unlock = "unlock",
        /// The two are no pair.
        Veto = "veto",
        Unveto = "unveto",
        /// Nothing but taking people as they are now.
        Refresh = "refresh",
    }
}

impl RoundEditKind {
    /// Whether it must say why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Lock | Self::Veto)
    }
}

/// Two enrolments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairOf {
    pub mentee: Id,
    pub mentor: Id,
}

/// An edit as far as it decides what counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// From 1 on; 0 and less for what was taken over from an earlier round.
    pub seq: i64,
    pub kind: RoundEditKind,
    /// `None` for one that is about no pair.
    pub pair: Option<PairOf>,
    pub overrides: bool,
    /// At which number of the round it was taken back.
    pub undone_seq: Option<i64>,
}

/// A lock that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lock {
    pub seq: i64,
    pub pair: PairOf,
    pub overrides: bool,
}

/// What counts, in the order in which it was decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    pub locks: Vec<Lock>,
    /// By pair, the number of the edit.
    pub vetoes: BTreeMap<PairOf, i64>,
}

impl Decisions {
    /// Of steps in the order of their numbers.
    #[must_use]
    pub fn of(steps: &[Step]) -> Self {
        let mut decided = Self::default();
        for step in steps.iter().filter(|step| step.undone_seq.is_none()) {
            decided.take(step);
        }
        decided
    }

    pub fn take(&mut self, step: &Step) {
        let Some(pair) = step.pair else { return };
        match step.kind {
            RoundEditKind::Lock => {
                self.locks.push(Lock { seq: step.seq, pair, overrides: step.overrides });
            }
            RoundEditKind::Unlock => self.locks.retain(|lock| lock.pair != pair),
            RoundEditKind::Veto => {
                self.vetoes.insert(pair, step.seq);
            }
            RoundEditKind::Unveto => {
                self.vetoes.remove(&pair);
            }
            RoundEditKind::Refresh => {}
        }
    }

    #[must_use]
    pub fn lock_of(&self, mentee: Id) -> Option<&Lock> {
        self.locks.iter().find(|lock| lock.pair.mentee == mentee)
    }

    #[must_use]
    pub fn is_locked(&self, pair: PairOf) -> bool {
        self.locks.iter().any(|lock| lock.pair == pair)
    }

    /// Whether the edit of this number is one of those that count.
    #[must_use]
    pub fn holds(&self, seq: i64) -> bool {
        self.locks.iter().any(|lock| lock.seq == seq) || self.vetoes.values().any(|veto| *veto == seq)
    }

    /// Why an edit makes no sense after what was decided: a word for programs and a sentence.
    #[must_use]
    pub fn objection(&self, kind: RoundEditKind, pair: PairOf) -> Option<(&'static str, &'static str)> {
        let vetoed = self.vetoes.contains_key(&pair);
        let locked = self.is_locked(pair);
        match kind {
            RoundEditKind::Lock if vetoed => Some(("vetoed", "The pair is vetoed: lift the veto first.")),
            RoundEditKind::Lock if self.lock_of(pair.mentee).is_some() => {
                Some(("locked", "The mentee is locked already: unlock the pair first."))
            }
            RoundEditKind::Unlock if !locked => Some(("not_locked", "The pair is not locked.")),
            RoundEditKind::Veto if vetoed => Some(("vetoed", "The pair is vetoed already.")),
            RoundEditKind::Veto if locked => Some(("locked", "The pair is locked: unlock it first.")),
            RoundEditKind::Unveto if !vetoed => Some(("not_vetoed", "The pair is not vetoed.")),
            _ => None,
        }
    }
}

/// The number of the edit that undoing takes back. What was taken over is lifted, not undone.
#[must_use]
pub fn to_undo(steps: &[Step]) -> Option<i64> {
    steps.iter().filter(|step| step.undone_seq.is_none() && step.seq > 0).map(|step| step.seq).max()
}

/// The number of the edit that comes back: the one undone last, unless something was edited since.
#[must_use]
pub fn to_redo(steps: &[Step]) -> Option<i64> {
    let newest = steps.iter().map(|step| step.seq).max()?;
    let undone = steps.iter().filter(|step| step.undone_seq.is_some_and(|at| at > newest));
    undone.max_by_key(|step| step.undone_seq).map(|step| step.seq)
}

/// Whether a pair made by hand may break the rule. Nobody is matched with themselves or their own house by hand
/// either; capacity and what is confidential are no rules that one can see, and never give way.
#[must_use]
pub const fn may_be_overridden(rule: HardRule) -> bool {
    matches!(rule, HardRule::NoSharedLanguage | HardRule::OtherRegion | HardRule::TooFewSharedHours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Id {
        uuid(n).parse().unwrap_or_else(|_| panic!("{n}"))
    }

    fn uuid(n: u128) -> String {
        format!("00000000-0000-7000-8000-{n:012x}")
    }

    fn step(seq: i64, kind: RoundEditKind, mentee: u128, mentor: u128) -> Step {
        let pair = PairOf { mentee: id(mentee), mentor: id(mentor) };
        Step { seq, kind, pair: Some(pair), overrides: false, undone_seq: None }
    }

    #[test]
    fn what_was_undone_counts_no_more_and_what_was_lifted_neither() {
        use RoundEditKind::{Lock, Unlock, Unveto, Veto};
        let mut steps = vec![step(1, Lock, 1, 1), step(2, Veto, 2, 1), step(3, Unlock, 1, 1)];
        let decided = Decisions::of(&steps);
        assert!(decided.locks.is_empty() && decided.holds(2) && !decided.holds(1));
        steps[2].undone_seq = Some(4);
        assert!(Decisions::of(&steps).holds(1), "the lock is back");
        steps.push(step(5, Unveto, 2, 1));
        assert!(Decisions::of(&steps).vetoes.is_empty());
    }

    #[test]
    fn undoing_and_redoing_go_the_same_way_back() {
        use RoundEditKind::Lock;
        let mut steps = vec![step(1, Lock, 1, 1), step(2, Lock, 2, 2)];
        assert_eq!((to_undo(&steps), to_redo(&steps)), (Some(2), None));
        steps[1].undone_seq = Some(3);
        assert_eq!((to_undo(&steps), to_redo(&steps)), (Some(1), Some(2)));
        steps[0].undone_seq = Some(4);
        assert_eq!((to_undo(&steps), to_redo(&steps)), (None, Some(1)));
        steps[0].undone_seq = None;
        assert_eq!(to_redo(&steps), Some(2), "what was undone before it comes next");
        steps.push(step(6, Lock, 3, 3));
        assert_eq!(to_redo(&steps), None, "something was edited since");
        assert_eq!(to_redo(&[]), None);
    }

    #[test]
    fn what_was_taken_over_counts_and_is_lifted_but_never_undone() {
        use RoundEditKind::{Unveto, Veto};
        let mut steps = vec![step(-1, Veto, 1, 1), step(0, Veto, 2, 2)];
        assert_eq!((Decisions::of(&steps).vetoes.len(), to_undo(&steps), to_redo(&steps)), (2, None, None));
        steps.push(step(1, Unveto, 2, 2));
        assert_eq!((Decisions::of(&steps).vetoes.len(), to_undo(&steps)), (1, Some(1)));
        steps[2].undone_seq = Some(2);
        assert_eq!((Decisions::of(&steps).vetoes.len(), to_undo(&steps)), (2, None));
        assert_eq!(to_redo(&steps), Some(1));
    }

    #[test]
    fn every_edit_is_weighed_against_what_was_decided() {
        use RoundEditKind::{Lock, Refresh, Unlock, Unveto, Veto};
        let pair = PairOf { mentee: id(1), mentor: id(1) };
        let other = PairOf { mentee: id(1), mentor: id(2) };
        let nothing = Decisions::default();
        let locked = Decisions::of(&[step(1, Lock, 1, 1)]);
        let vetoed = Decisions::of(&[step(1, Veto, 1, 1)]);
        let code = |decided: &Decisions, kind, pair| decided.objection(kind, pair).map(|(code, _)| code);
        for (kind, on_nothing, on_locked, on_vetoed) in [
            (Lock, None, Some("locked"), Some("vetoed")),
            (Unlock, Some("not_locked"), None, Some("not_locked")),
            (Veto, None, Some("locked"), Some("vetoed")),
            (Unveto, Some("not_vetoed"), Some("not_vetoed"), None),
            (Refresh, None, None, None),
        ] {
            assert_eq!(code(&nothing, kind, pair), on_nothing, "{kind}");
            assert_eq!(code(&locked, kind, pair), on_locked, "{kind}");
            assert_eq!(code(&vetoed, kind, pair), on_vetoed, "{kind}");
        }
        assert_eq!(code(&locked, Lock, other), Some("locked"), "one mentor for each mentee");
        assert_eq!(code(&locked, Veto, other), None);
    }

    #[test]
    fn no_hand_matches_people_of_one_house() {
        let allowed: Vec<HardRule> =
            HardRule::ALL.into_iter().filter(|rule| may_be_overridden(*rule)).collect();
        assert_eq!(allowed, [HardRule::NoSharedLanguage, HardRule::OtherRegion, HardRule::TooFewSharedHours]);
    }
}
