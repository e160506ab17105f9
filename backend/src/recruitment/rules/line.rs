//! How firm the order is where it matters: at the line between those who get a seat and those who do not.

use super::ranking::{Scored, weighted_mean};
use crate::platform::db::Id;

crate::text_enum! {
    /// Where an application stands when seats go to the best.
    pub enum Place {
        /// There is a seat, whatever becomes of equal means.
        Above = "above",
        /// Equal with others, and there are not seats for all of them.
        AtTheLine = "at_the_line",
        Below = "below",
    }
}

/// What is changed to see whether the order holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// All reviews of one reviewer are left out.
    WithoutReviewer(Id),
    /// One criterion's share of the whole is raised or lowered by these percentage points, as far as 0 and 100 allow; the
    /// other criteria keep their proportions to each other.
    Weight { criterion: Id, points: i32 },
}

/// An application whose place differs after a change. `None`: without any score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    pub application: Id,
    pub from: Option<Place>,
    pub to: Option<Place>,
}

/// A change that moves somebody across the line, onto it or off it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    pub cause: Cause,
    /// In the order of the applications.
    pub moved: Vec<Moved>,
}

/// The places at `seats` seats, and every single change that makes a difference to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// In the order of the applications; `None` without any score.
    pub places: Vec<(Id, Option<Place>)>,
    /// How many reviewers were left out, one at a time.
    pub reviewers_left_out: usize,
    /// How many other weights were tried: two for each criterion, fewer where its share cannot be changed.
    pub weights_tried: usize,
    /// Those that make a difference: reviewers first, then criteria, each in order.
    pub changes: Vec<LineChange>,
}

/// By how many percentage points of the whole a criterion's share is changed.
pub const POINTS: i32 = 10;

/// Draws the line through `applications` (those that compete for the seats) and tries what would change it: each
/// reviewer's reviews left out, and each criterion's share raised and lowered by [`POINTS`]. Means are taken and compared
/// as in the ranking.
#[must_use]
pub fn line(criteria: &[(Id, i32)], applications: &[Scored], seats: usize) -> Line {
    let weights: Vec<(Id, f64)> = criteria.iter().map(|(id, weight)| (*id, f64::from(*weight))).collect();
    let under = |weights: &[(Id, f64)], left_out: Option<Id>| -> Vec<Option<Place>> {
        let means: Vec<Option<f64>> =
            applications.iter().map(|scored| weighted_mean(weights, scored, left_out)).collect();
        places(&means, seats)
    };
    let now = under(&weights, None);
    let mut reviewers: Vec<Id> =
        applications.iter().flat_map(|scored| &scored.reviews).map(|review| review.reviewer).collect();
    reviewers.sort_unstable();
    reviewers.dedup();
    let mut tried: Vec<(Cause, Vec<Option<Place>>)> = Vec::new();
    for reviewer in &reviewers {
        tried.push((Cause::WithoutReviewer(*reviewer), under(&weights, Some(*reviewer))));
    }
    for (at, (criterion, _)) in weights.iter().enumerate() {
        for points in [POINTS, -POINTS] {
            if let Some(shares) = with_share_changed(&weights, at, f64::from(points)) {
                tried.push((Cause::Weight { criterion: *criterion, points }, under(&shares, None)));
            }
        }
    }
    let reviewers_left_out = reviewers.len();
    let weights_tried = tried.len() - reviewers_left_out;
    let ids = || applications.iter().map(|scored| scored.application);
    let changes = tried
        .into_iter()
        .map(|(cause, then)| {
            let pairs = ids().zip(now.iter().copied().zip(then));
            let moved = pairs.filter(|(_, (from, to))| from != to);
            LineChange {
                cause,
                moved: moved.map(|(application, (from, to))| Moved { application, from, to }).collect(),
            }
        })
        .filter(|change| !change.moved.is_empty())
        .collect();
    Line { places: ids().zip(now.iter().copied()).collect(), reviewers_left_out, weights_tried, changes }
}

fn places(means: &[Option<f64>], seats: usize) -> Vec<Option<Place>> {
    let mut best_first: Vec<f64> = means.iter().flatten().copied().collect();
    best_first.sort_by(|a, b| b.total_cmp(a));
    let place = |mean: f64| {
        let better = best_first.partition_point(|other| *other > mean);
        let not_worse = best_first.partition_point(|other| *other >= mean);
        match (not_worse <= seats, better < seats) {
            (true, _) => Place::Above,
            (false, true) => Place::AtTheLine,
            (false, false) => Place::Below,
        }
    };
    means.iter().map(|mean| mean.map(place)).collect()
}

/// The shares of a hundred when the one at `at` changes by `points`; `None` when it cannot change, or when no other has a
/// weight that could take or give.
fn with_share_changed(weights: &[(Id, f64)], at: usize, points: f64) -> Option<Vec<(Id, f64)>> {
    let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
    if sum <= 0.0 {
        return None;
    }
    let share = |weight: f64| weight / sum * 100.0;
    let before = share(weights[at].1);
    let after = (before + points).clamp(0.0, 100.0);
    let rest = 100.0 - before;
    if (after - before).abs() < 1e-9 || rest < 1e-9 {
        return None;
    }
    let others = (100.0 - after) / rest;
    let changed = |(index, (id, weight)): (usize, &(Id, f64))| {
        (*id, if index == at { after } else { share(*weight) * others })
    };
    Some(weights.iter().enumerate().map(changed).collect())
}

#[cfg(test)]
mod tests {
    use super::super::ranking;
    use super::super::ranking::Given;
    use super::*;

    fn id(n: u128) -> Id {
        Id(uuid::Uuid::from_u128(n))
    }

    fn scored(application: u128, reviews: &[(u128, &[(u128, i32)])]) -> Scored {
        Scored {
            application: id(application),
            assigned: reviews.len(),
            reviews: reviews
                .iter()
                .map(|(reviewer, scores)| Given {
                    reviewer: id(*reviewer),
                    scores: scores.iter().map(|(c, s)| (id(*c), *s)).collect(),
                })
                .collect(),
        }
    }

    fn criteria(weights: &[i32]) -> Vec<(Id, i32)> {
        (1..).map(id).zip(weights.iter().copied()).collect()
    }

    /// A small generator, so that the cases are the same every time.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % n
        }
    }

    /// The same by brute force: the ranking is made anew for every change, and places are counted in it.
    fn placed(criteria: &[(Id, i32)], applications: &[Scored], seats: usize) -> Vec<(Id, Option<Place>)> {
        let ranked = ranking(criteria, applications);
        applications
            .iter()
            .map(|one| {
                let mine = ranked.iter().find(|r| r.application == one.application).unwrap();
                let rank = mine.rank;
                let equal = ranked.iter().filter(|r| r.rank.is_some() && r.rank == rank).count();
                let place = rank.map(|rank| {
                    if rank - 1 + equal <= seats {
                        Place::Above
                    } else if rank <= seats {
                        Place::AtTheLine
                    } else {
                        Place::Below
                    }
                });
                (one.application, place)
            })
            .collect()
    }

    fn by_brute_force(criteria: &[(Id, i32)], applications: &[Scored], seats: usize) -> Vec<LineChange> {
        let now = placed(criteria, applications, seats);
        let against = |then: Vec<(Id, Option<Place>)>, cause: Cause| {
            let moved: Vec<Moved> = now
                .iter()
                .zip(then)
                .filter(|((_, from), (_, to))| from != to)
                .map(|((application, from), (_, to))| Moved { application: *application, from: *from, to })
                .collect();
            (!moved.is_empty()).then_some(LineChange { cause, moved })
        };
        let mut reviewers: Vec<Id> =
            applications.iter().flat_map(|a| a.reviews.iter().map(|r| r.reviewer)).collect();
        reviewers.sort();
        reviewers.dedup();
        let mut found = Vec::new();
        for reviewer in reviewers {
            let without: Vec<Scored> = applications
                .iter()
                .map(|a| Scored {
                    reviews: a.reviews.iter().filter(|r| r.reviewer != reviewer).cloned().collect(),
                    ..a.clone()
                })
                .collect();
            found.extend(against(placed(criteria, &without, seats), Cause::WithoutReviewer(reviewer)));
        }
        // Weights that sum to a hundred, so that shares can be written as whole numbers of a common denominator.
        let sum: i32 = criteria.iter().map(|(_, weight)| weight).sum();
        assert_eq!(sum, 100);
        for (at, (criterion, weight)) in criteria.iter().enumerate() {
            for points in [10, -10] {
                let after = (weight + points).clamp(0, 100);
                let rest = 100 - weight;
                if after == *weight || rest == 0 {
                    continue;
                }
                let changed: Vec<(Id, i32)> = criteria
                    .iter()
                    .enumerate()
                    .map(|(index, (id, weight))| {
                        (*id, if index == at { after * rest } else { weight * (100 - after) })
                    })
                    .collect();
                let cause = Cause::Weight { criterion: *criterion, points };
                found.extend(against(placed(&changed, applications, seats), cause));
            }
        }
        found
    }

    #[test]
    fn the_same_as_making_every_ranking_anew() {
        let mut chance = Chance(20_271_126);
        let mut differences = 0;
        for _ in 0..400 {
            let weights = [[40, 30, 30], [95, 3, 2], [100, 0, 0], [5, 50, 45], [34, 33, 33]]
                [usize::try_from(chance.below(5)).unwrap()];
            let criteria = criteria(&weights);
            let applications: Vec<Scored> = (0..2 + chance.below(7))
                .map(|application| {
                    let reviews: Vec<(u128, Vec<(u128, i32)>)> = (0..4_u128)
                        .filter(|_| chance.below(2) == 0)
                        .collect::<Vec<_>>()
                        .into_iter()
                        .map(|reviewer| {
                            let scores = (1..=3)
                                .filter(|_| chance.below(6) > 0)
                                .collect::<Vec<_>>()
                                .into_iter()
                                .map(|c| (c, 2 + i32::try_from(chance.below(4)).unwrap()))
                                .collect();
                            (50 + reviewer, scores)
                        })
                        .collect();
                    let reviews: Vec<(u128, &[(u128, i32)])> =
                        reviews.iter().map(|(r, scores)| (*r, scores.as_slice())).collect();
                    scored(1000 + u128::from(application), &reviews)
                })
                .collect();
            for seats in 1..4 {
                let ours = line(&criteria, &applications, seats);
                assert_eq!(ours.places, placed(&criteria, &applications, seats));
                assert_eq!(ours.changes, by_brute_force(&criteria, &applications, seats));
                differences += ours.changes.len();
            }
        }
        assert!(differences > 500, "the cases are no test otherwise: {differences}");
    }

    #[test]
    fn equal_means_at_the_line_are_at_the_line() {
        let all = |application, score| scored(application, &[(50, &[(1, score)])]);
        let applications = [all(10, 5), all(11, 4), all(12, 4), all(13, 2), scored(14, &[])];
        let places = |seats| -> Vec<Option<Place>> {
            line(&criteria(&[100]), &applications, seats).places.iter().map(|(_, place)| *place).collect()
        };
        use Place::{Above, AtTheLine, Below};
        assert_eq!(places(1), [Some(Above), Some(Below), Some(Below), Some(Below), None]);
        assert_eq!(places(2), [Some(Above), Some(AtTheLine), Some(AtTheLine), Some(Below), None]);
        assert_eq!(places(3), [Some(Above), Some(Above), Some(Above), Some(Below), None]);
    }

    #[test]
    fn one_reviewer_who_made_the_difference_is_named() {
        // The third reviewer alone lifts the second application over the first.
        let first = scored(10, &[(50, &[(1, 4)]), (51, &[(1, 4)])]);
        let second = scored(11, &[(50, &[(1, 4)]), (52, &[(1, 5)])]);
        let found = line(&criteria(&[100]), &[first, second], 1);
        assert_eq!(
            (found.reviewers_left_out, found.weights_tried),
            (3, 0),
            "one criterion has no other weight"
        );
        let causes: Vec<Cause> = found.changes.iter().map(|change| change.cause).collect();
        assert_eq!(causes, [Cause::WithoutReviewer(id(52))]);
        let moved =
            |application, from, to| Moved { application: id(application), from: Some(from), to: Some(to) };
        assert_eq!(
            found.changes[0].moved,
            [moved(10, Place::Below, Place::AtTheLine), moved(11, Place::Above, Place::AtTheLine)]
        );
    }

    #[test]
    fn a_share_stays_within_nothing_and_all() {
        let weights = |w: &[i32]| -> Vec<(Id, f64)> {
            criteria(w).into_iter().map(|(id, weight)| (id, f64::from(weight))).collect()
        };
        let shares = |w: &[i32], at, points| {
            with_share_changed(&weights(w), at, points)
                .map(|shares| shares.iter().map(|(_, share)| share.round()).collect::<Vec<_>>())
        };
        assert_eq!(shares(&[40, 30, 30], 0, 10.0), Some(vec![50.0, 25.0, 25.0]));
        assert_eq!(shares(&[40, 30, 30], 0, -10.0), Some(vec![30.0, 35.0, 35.0]));
        assert_eq!(shares(&[1, 1], 0, 10.0), Some(vec![60.0, 40.0]), "weights are relative");
        assert_eq!(shares(&[5, 95], 0, -10.0), Some(vec![0.0, 100.0]));
        assert_eq!(shares(&[0, 100], 0, -10.0), None, "it is nothing already");
        assert_eq!(shares(&[100, 0], 0, -10.0), None, "nobody could take it");
        assert_eq!(shares(&[7], 0, 10.0), None);
    }
}
