//! What is different between two versions of the charter, word by word.
//!
//! Two promises hold for every pair of texts: the segments that are the same or added are the newer text, and those
//! that are the same or removed are the older, letter by letter.

use similar::{Algorithm, DiffOp, capture_diff_slices};

crate::text_enum! {
    /// Whether words stand in both texts, in the older alone or in the newer alone.
    pub enum SegmentKind {
        Same = "same",
        Removed = "removed",
        Added = "added",
    }
}

crate::text_enum! {
    /// What became of a goal.
    pub enum GoalChange {
        Kept = "kept",
        Reworded = "reworded",
        Added = "added",
        Removed = "removed",
    }
}

/// Words that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub kind: SegmentKind,
    pub text: String,
}

/// A goal of either version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalDifference {
    pub change: GoalChange,
    /// Its place in the newer version, from 1 on.
    pub place: Option<usize>,
    /// Its place in the older version, from 1 on.
    pub former_place: Option<usize>,
    pub segments: Vec<Segment>,
}

/// Texts of more pieces than a charter of prose has are told as replaced: comparing them would take too long.
const MOST_PIECES: usize = 8000;

/// Two goals of which less than this part is the same are two goals, and not one reworded.
const ALIKE_PERCENT: usize = 50;

/// The differences of two texts, what is removed before what takes its place.
#[must_use]
pub fn segments(older: &str, newer: &str) -> Vec<Segment> {
    let (old, new) = (pieces(older), pieces(newer));
    let ops = if old != new && old.len() + new.len() > MOST_PIECES {
        vec![DiffOp::Replace { old_index: 0, old_len: old.len(), new_index: 0, new_len: new.len() }]
    } else {
        capture_diff_slices(Algorithm::Myers, &old, &new)
    };
    let mut told = Told::default();
    for op in ops {
        let (_, from, to) = op.as_tag_tuple();
        let (removed, added) = (old[from].concat(), new[to].concat());
        match op {
            DiffOp::Equal { .. } => told.same(removed),
            _ => told.changed(&removed, &added),
        }
    }
    told.end()
}

/// Words, white space and signs: runs of each.
fn pieces(text: &str) -> Vec<&str> {
    #[derive(PartialEq, Clone, Copy)]
    enum Sort {
        Word,
        Space,
        Sign,
    }
    let sort = |c: char| match c {
        c if c.is_whitespace() => Sort::Space,
        c if c.is_alphanumeric() || c == '\'' || c == '’' => Sort::Word,
        _ => Sort::Sign,
    };
    let mut found = Vec::new();
    let (mut start, mut last) = (0, None);
    for (at, c) in text.char_indices() {
        let now = sort(c);
        if last.is_some_and(|last| last != now) {
            found.push(&text[start..at]);
            start = at;
        }
        last = Some(now);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// Puts segments together. White space between two changes belongs to both, or a rewritten sentence would fall into
/// single words.
#[derive(Default)]
struct Told {
    segments: Vec<Segment>,
    removed: String,
    added: String,
    /// White space after a change, which is the same unless another change follows.
    space: String,
}

impl Told {
    fn changed(&mut self, removed: &str, added: &str) {
        let space = std::mem::take(&mut self.space);
        self.removed.push_str(&space);
        self.added.push_str(&space);
        self.removed.push_str(removed);
        self.added.push_str(added);
    }

    fn same(&mut self, text: String) {
        let in_change = !(self.removed.is_empty() && self.added.is_empty());
        if in_change && self.space.is_empty() && text.chars().all(char::is_whitespace) {
            self.space = text;
            return;
        }
        self.close();
        self.push(SegmentKind::Same, text);
    }

    fn close(&mut self) {
        let (removed, added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        self.push(SegmentKind::Removed, removed);
        self.push(SegmentKind::Added, added);
        let space = std::mem::take(&mut self.space);
        self.push(SegmentKind::Same, space);
    }

    fn push(&mut self, kind: SegmentKind, text: String) {
        match self.segments.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.kind == kind => last.text.push_str(&text),
            _ => self.segments.push(Segment { kind, text }),
        }
    }

    fn end(mut self) -> Vec<Segment> {
        self.close();
        self.segments
    }
}

/// The goals of the newer version in their order, then those that were removed in the order they had.
#[must_use]
pub fn goals(older: &[String], newer: &[String]) -> Vec<GoalDifference> {
    let pairs = paired(older, newer);
    let mut told: Vec<GoalDifference> = newer
        .iter()
        .enumerate()
        .map(|(at, goal)| {
            let former = pairs.iter().find(|(_, new)| *new == at).map(|(old, _)| *old);
            let before = former.map_or("", |old| older[old].as_str());
            let change = match former {
                None => GoalChange::Added,
                Some(_) if before == goal => GoalChange::Kept,
                Some(_) => GoalChange::Reworded,
            };
            GoalDifference {
                change,
                place: Some(at + 1),
                former_place: former.map(|old| old + 1),
                segments: segments(before, goal),
            }
        })
        .collect();
    let left = older.iter().enumerate().filter(|(at, _)| pairs.iter().all(|(old, _)| old != at));
    told.extend(left.map(|(at, goal)| GoalDifference {
        change: GoalChange::Removed,
        place: None,
        former_place: Some(at + 1),
        segments: segments(goal, ""),
    }));
    told
}

/// Which goal of the older version stands for which of the newer: those that are equal first, then the most alike.
fn paired(older: &[String], newer: &[String]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (old, before) in older.iter().enumerate() {
        for (new, after) in newer.iter().enumerate() {
            let alike = alike_percent(before, after);
            if alike >= ALIKE_PERCENT {
                // Of two that are equally alike the one that moved less.
                candidates.push((std::cmp::Reverse(alike), old.abs_diff(new), old, new));
            }
        }
    }
    candidates.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (.., old, new) in candidates {
        if pairs.iter().all(|(o, n)| *o != old && *n != new) {
            pairs.push((old, new));
        }
    }
    pairs
}

/// How much of two texts is the same, counted in letters of the words: 100 when they are equal, never otherwise.
fn alike_percent(older: &str, newer: &str) -> usize {
    if older == newer {
        return 100;
    }
    let weight = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let whole = weight(older) + weight(newer);
    let same: usize = segments(older, newer)
        .iter()
        .filter(|segment| segment.kind == SegmentKind::Same)
        .map(|segment| weight(&segment.text))
        .sum();
    (200 * same).checked_div(whole).map_or(0, |share| share.min(99))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(segments: &[Segment], without: SegmentKind) -> String {
        segments.iter().filter(|s| s.kind != without).map(|s| s.text.as_str()).collect()
    }

    fn told(older: &str, newer: &str) -> String {
        segments(older, newer)
            .iter()
            .map(|s| match s.kind {
                SegmentKind::Same => s.text.clone(),
                SegmentKind::Removed => format!("[-{}-]", s.text),
                SegmentKind::Added => format!("[+{}+]", s.text),
            })
            .collect()
    }

    #[test]
    fn words_are_compared_and_not_letters() {
        assert_eq!(told("Nine members meet.", "Nine members meet."), "Nine members meet.");
        assert_eq!(told("Nine members meet.", "Eleven members meet."), "[-Nine-][+Eleven+] members meet.");
        assert_eq!(told("They meet.", "They meet, and vote."), "They meet[+, and vote+].");
        assert_eq!(told("", "All of it"), "[+All of it+]");
        assert_eq!(told("All of it", ""), "[-All of it-]");
        assert_eq!(told("", ""), "");
    }

    #[test]
    fn a_rewritten_passage_stays_in_one_piece() {
        assert_eq!(told("one two three", "four five three"), "[-one two-][+four five+] three");
        assert_eq!(told("a\n\nb", "a\nb"), "a[-\n\n-][+\n+]b");
    }

    /// A text of few different pieces, so that much of two is the same.
    fn text(seed: &mut u64) -> String {
        const PIECES: &[&str] =
            &["a", "b", "mentor", " ", " ", "\n", ", ", ".", "é", "日本", "👩‍🏫", "'", "the"];
        let mut next = |below: usize| {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*seed >> 33) as usize % below
        };
        (0..next(30)).map(|_| PIECES[next(PIECES.len())]).collect()
    }

    #[test]
    fn both_texts_can_be_put_together_again() {
        let mut seed = 7;
        for _ in 0..4000 {
            let (older, newer) = (text(&mut seed), text(&mut seed));
            let found = segments(&older, &newer);
            assert_eq!(joined(&found, SegmentKind::Removed), newer, "{found:?}");
            assert_eq!(joined(&found, SegmentKind::Added), older, "{found:?}");
            assert!(found.iter().all(|s| !s.text.is_empty()), "{found:?}");
            assert!(found.windows(2).all(|two| two[0].kind != two[1].kind), "{found:?}");
        }
    }

    #[test]
    fn texts_that_would_take_too_long_are_told_as_replaced() {
        let (older, newer) = ("a!".repeat(4000), "b?".repeat(4000));
        let found = segments(&older, &newer);
        assert_eq!(found.len(), 2);
        assert_eq!(joined(&found, SegmentKind::Removed), newer);
        assert_eq!(segments(&older, &older).len(), 1, "what is equal stays the same");
    }

    fn changes(older: &[&str], newer: &[&str]) -> Vec<(GoalChange, Option<usize>, Option<usize>)> {
        let owned = |goals: &[&str]| goals.iter().map(|goal| (*goal).to_owned()).collect::<Vec<_>>();
        goals(&owned(older), &owned(newer)).iter().map(|g| (g.change, g.place, g.former_place)).collect()
    }

    #[test]
    fn goals_are_kept_reworded_added_or_removed() {
        use GoalChange::{Added, Kept, Removed, Reworded};
        let older =
            ["A coordinator in every region", "Evidence that others may check", "A library of toolkits"];
        let newer =
            ["Evidence that everybody may check", "Graduates who guide", "A coordinator in every region"];
        assert_eq!(
            changes(&older, &newer),
            [
                (Reworded, Some(1), Some(2)),
                (Added, Some(2), None),
                (Kept, Some(3), Some(1)),
                (Removed, None, Some(3)),
            ]
        );
        assert_eq!(changes(&[], &newer).iter().filter(|g| g.0 == Added).count(), 3);
    }

    #[test]
    fn a_goal_said_twice_is_paired_once() {
        use GoalChange::{Added, Kept, Removed};
        assert_eq!(changes(&["x y"], &["x y", "x y"]), [(Kept, Some(1), Some(1)), (Added, Some(2), None)]);
        assert_eq!(changes(&["x y", "x y"], &["x y"]), [(Kept, Some(1), Some(1)), (Removed, None, Some(2))]);
    }

    #[test]
    fn every_goal_of_both_versions_is_told_once() {
        let mut seed = 11;
        for _ in 0..300 {
            let mut some = || (0..5).map(|_| text(&mut seed)).collect::<Vec<_>>();
            let (older, newer) = (some(), some());
            let found = goals(&older, &newer);
            let places: Vec<usize> = found.iter().filter_map(|g| g.place).collect();
            assert_eq!(places, [1, 2, 3, 4, 5]);
            let mut former: Vec<usize> = found.iter().filter_map(|g| g.former_place).collect();
            former.sort_unstable();
            assert_eq!(former, [1, 2, 3, 4, 5]);
            for goal in &found {
                let before = goal.former_place.map_or("", |at| older[at - 1].as_str());
                let after = goal.place.map_or("", |at| newer[at - 1].as_str());
                assert_eq!(joined(&goal.segments, SegmentKind::Removed), after);
                assert_eq!(joined(&goal.segments, SegmentKind::Added), before);
                assert_eq!(
                    goal.change == GoalChange::Kept,
                    goal.former_place.is_some() && goal.place.is_some() && before == after
                );
            }
        }
    }
}
