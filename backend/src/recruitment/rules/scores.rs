//! Scores on an opening's criteria, as reviewers and panels give them.

use super::SCALE_MAX;
use crate::platform::db::Id;
use crate::platform::problem::FieldError;

/// Everything that is wrong with the scores that one person gives.
#[must_use]
pub fn score_problems(criteria: &[Id], scores: &[(Id, i32)]) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    for (index, (criterion, score)) in scores.iter().enumerate() {
        let mut refuse = |field: &str, code: &str, text: &str| {
            wrong.push(FieldError::new(&format!("/scores/{index}/{field}"), code, text));
        };
        if !criteria.contains(criterion) {
            refuse("criterion_id", "unknown", "This is no criterion of the opening.");
        }
        if scores[..index].iter().any(|(earlier, _)| earlier == criterion) {
            refuse("criterion_id", "duplicate", "This criterion is scored twice.");
        }
        if !(1..=SCALE_MAX).contains(score) {
            refuse("score", "range", "Scores are whole numbers from 1 to 5.");
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> Id {
        Id(Uuid::from_u128(n))
    }

    #[test]
    fn all_wrong_scores_are_named() {
        let wrong = score_problems(&[id(1)], &[(id(1), 0), (id(1), 6), (id(2), 3)]);
        let pointers: Vec<_> = wrong.iter().map(|e| (e.pointer.as_str(), e.code.as_str())).collect();
        assert_eq!(
            pointers,
            [
                ("/scores/0/score", "range"),
                ("/scores/1/criterion_id", "duplicate"),
                ("/scores/1/score", "range"),
                ("/scores/2/criterion_id", "unknown"),
            ]
        );
        assert!(score_problems(&[id(1)], &[(id(1), 5)]).is_empty());
    }
}
