//! Who reviews what: evenly, and nobody an application of their own house or one that they stepped back from.

use super::conflict::of_one_house;
use crate::platform::db::Id;

/// An application that wants reviewers.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub application: Id,
    pub institution: String,
    pub email: String,
    /// Who reviews it already.
    pub assigned: Vec<Id>,
    /// Who has stepped back from it, or has a declared conflict with it.
    pub excluded: Vec<Id>,
}

/// What decides whether a reviewer may read an application.
#[derive(Debug, Clone)]
pub struct ReviewerFacts {
    pub person: Id,
    pub institution: Option<String>,
    pub email: String,
}

fn in_conflict(candidate: &Candidate, reviewer: &ReviewerFacts) -> bool {
    candidate.excluded.contains(&reviewer.person)
        || of_one_house(
            (&candidate.email, &candidate.institution),
            (&reviewer.email, reviewer.institution.as_deref()),
        )
}

/// Gives each application reviewers until it has `each`, so that the reviewers' loads differ as
/// little as the conflicts allow. Assignments that exist already count and stay.
///
/// # Errors
/// The applications for which there are not enough reviewers without a conflict.
pub fn assign_evenly(
    candidates: &[Candidate],
    reviewers: &[ReviewerFacts],
    each: usize,
) -> Result<Vec<(Id, Id)>, Vec<Id>> {
    let mut load: Vec<usize> = reviewers
        .iter()
        .map(|r| candidates.iter().filter(|c| c.assigned.contains(&r.person)).count())
        .collect();
    let may: Vec<Vec<bool>> = candidates
        .iter()
        .map(|c| reviewers.iter().map(|r| !in_conflict(c, r) && !c.assigned.contains(&r.person)).collect())
        .collect();
    let wanted = |c: usize| each.saturating_sub(candidates[c].assigned.len());
    let choices = |c: usize| may[c].iter().filter(|free| **free).count();
    let short: Vec<Id> = (0..candidates.len())
        .filter(|c| choices(*c) < wanted(*c))
        .map(|c| candidates[c].application)
        .collect();
    if !short.is_empty() {
        return Err(short);
    }
    // Those with the least choice first, so that the others can make up for it.
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|c| (choices(*c), *c));
    let mut given: Vec<(usize, usize)> = Vec::new();
    for c in order {
        let mut free: Vec<usize> = (0..reviewers.len()).filter(|r| may[c][*r]).collect();
        free.sort_by_key(|r| (load[*r], *r));
        for r in free.into_iter().take(wanted(c)) {
            load[r] += 1;
            given.push((c, r));
        }
    }
    while let Some((index, to)) = exchange(&given, &load, &may) {
        load[given[index].1] -= 1;
        load[to] += 1;
        given[index].1 = to;
    }
    given.sort_unstable();
    Ok(given.into_iter().map(|(c, r)| (candidates[c].application, reviewers[r].person)).collect())
}

/// An assignment that another reviewer, with at least two fewer, could take over. Each exchange
/// makes the sum of squared loads smaller, so there is a last one.
fn exchange(given: &[(usize, usize)], load: &[usize], may: &[Vec<bool>]) -> Option<(usize, usize)> {
    given.iter().enumerate().find_map(|(index, (c, from))| {
        let takes = |to: &usize| load[*to] + 1 < load[*from] && may[*c][*to] && !given.contains(&(*c, *to));
        (0..load.len()).filter(takes).min_by_key(|to| load[*to]).map(|to| (index, to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Id {
        Id(uuid::Uuid::from_u128(n))
    }

    fn candidates(n: u128) -> Vec<Candidate> {
        (0..n)
            .map(|i| Candidate {
                application: id(1000 + i),
                institution: format!("Library {i}"),
                email: format!("applicant{i}@library{i}.example"),
                assigned: Vec::new(),
                excluded: Vec::new(),
            })
            .collect()
    }

    fn reviewers(n: u128) -> Vec<ReviewerFacts> {
        (0..n)
            .map(|i| ReviewerFacts {
                person: id(i),
                institution: None,
                email: format!("reviewer{i}@review.example"),
            })
            .collect()
    }

    fn loads(given: &[(Id, Id)], reviewers: &[ReviewerFacts]) -> Vec<usize> {
        reviewers.iter().map(|r| given.iter().filter(|(_, person)| *person == r.person).count()).collect()
    }

    #[test]
    fn two_reviewers_each_and_loads_that_differ_by_one_at_most() {
        for (applications, people) in [(1, 2), (7, 3), (10, 4), (23, 5), (0, 2)] {
            let (candidates, reviewers) = (candidates(applications), reviewers(people));
            let given = assign_evenly(&candidates, &reviewers, 2).expect("enough reviewers");
            for candidate in &candidates {
                let mut theirs: Vec<_> =
                    given.iter().filter(|(a, _)| *a == candidate.application).map(|(_, r)| *r).collect();
                theirs.dedup();
                assert_eq!(theirs.len(), 2, "two different reviewers");
            }
            let loads = loads(&given, &reviewers);
            let (most, least) = (loads.iter().max().unwrap(), loads.iter().min().unwrap());
            assert!(most - least <= 1, "{applications} among {people}: {loads:?}");
        }
    }

    #[test]
    fn nobody_reviews_their_own_house_or_themselves() {
        let candidates = candidates(6);
        let mut reviewers = reviewers(4);
        reviewers[0].institution = Some("  LIBRARY   3 ".into());
        reviewers[1].email = "Applicant5@Library5.example".into();
        reviewers[2].email = "director@staff.library2.example".into();
        let given = assign_evenly(&candidates, &reviewers, 2).expect("enough reviewers");
        assert!(!given.contains(&(id(1003), id(0))), "same institution, however it is written");
        assert!(!given.contains(&(id(1005), id(1))), "the reviewer's own application");
        assert!(!given.contains(&(id(1002), id(2))), "an address of the same house");
        assert_eq!(loads(&given, &reviewers), [3, 3, 3, 3]);
    }

    #[test]
    fn who_stepped_back_is_never_given_the_application_again() {
        let mut candidates = candidates(3);
        candidates[1].assigned = vec![id(0)];
        candidates[1].excluded = vec![id(1)];
        let given = assign_evenly(&candidates, &reviewers(3), 2).expect("enough reviewers");
        assert!(given.contains(&(id(1001), id(2))), "the third fills the gap: {given:?}");
        assert!(!given.contains(&(id(1001), id(1))));
        assert_eq!(assign_evenly(&candidates, &reviewers(2), 2), Err(vec![id(1001)]), "nobody else is left");
    }

    #[test]
    fn an_application_without_two_free_reviewers_is_named() {
        let candidates = candidates(3);
        let mut reviewers = reviewers(2);
        reviewers[1].institution = Some("Library 1".into());
        assert_eq!(assign_evenly(&candidates, &reviewers, 2), Err(vec![id(1001)]));
    }

    #[test]
    fn what_is_assigned_stays_and_counts() {
        let mut candidates = candidates(4);
        candidates[0].assigned = vec![id(0), id(1)];
        candidates[1].assigned = vec![id(0)];
        let reviewers = reviewers(3);
        let given = assign_evenly(&candidates, &reviewers, 2).expect("enough reviewers");
        assert!(given.iter().all(|(a, _)| *a != id(1000)), "it has its two");
        assert_eq!(given.iter().filter(|(a, _)| *a == id(1001)).count(), 1);
        let total: Vec<_> =
            loads(&given, &reviewers).iter().zip([2, 1, 0]).map(|(new, old)| new + old).collect();
        assert_eq!(total.iter().sum::<usize>(), 8);
        assert!(total.iter().max().unwrap() - total.iter().min().unwrap() <= 1, "{total:?}");
        let again: Vec<Candidate> = candidates
            .iter()
            .map(|c| {
                let new = given.iter().filter(|(a, _)| *a == c.application).map(|(_, r)| *r);
                Candidate { assigned: c.assigned.iter().copied().chain(new).collect(), ..c.clone() }
            })
            .collect();
        assert_eq!(assign_evenly(&again, &reviewers, 2), Ok(Vec::new()), "doing it again changes nothing");
    }
}
