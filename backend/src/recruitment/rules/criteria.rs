//! What applications are judged by.

use crate::platform::problem::FieldError;

/// One thing that applications are judged by. Scores are whole numbers from 1 to 5, and the anchors
/// say what each of the five means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    pub code: String,
    pub label: String,
    pub weight: i32,
    pub anchors: Vec<String>,
}

pub const SCALE_MAX: i32 = 5;

/// Experience, leadership and commitment: what an opening asks for unless told otherwise.
#[must_use]
pub fn default_criteria() -> Vec<Criterion> {
    let criterion = |code: &str, label: &str, weight, anchors: [&str; 5]| Criterion {
        code: code.into(),
        label: label.into(),
        weight,
        anchors: anchors.map(str::to_owned).to_vec(),
    };
    vec![
        criterion(
            "experience",
            "Experience in libraries and in mentoring",
            40,
            [
                "No experience in libraries or in mentoring",
                "Some years in libraries, none in mentoring",
                "Has been a mentor or a mentee in a program",
                "Has mentored several people, with results that can be told",
                "Has run or built a mentoring program",
            ],
        ),
        criterion(
            "leadership",
            "Leadership and bringing people together",
            30,
            [
                "No example of leading",
                "Has led a task within a team",
                "Has led a team or a committee",
                "Has led across institutions",
                "Is sought out as a leader in the region or beyond",
            ],
        ),
        criterion(
            "commitment",
            "Commitment to the whole term",
            30,
            [
                "Cannot say how the work would fit",
                "Has time only now and then",
                "Has time, without the employer's support yet",
                "Has time and the employer's support",
                "Has time, support and plans for the years after the term",
            ],
        ),
    ]
}

fn is_code(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Everything that is wrong with the codes of these criteria.
#[must_use]
pub fn criteria_problems(criteria: &[Criterion]) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    for (index, criterion) in criteria.iter().enumerate() {
        if !is_code(&criterion.code) {
            wrong.push(FieldError::new(
                &format!("/criteria/{index}/code"),
                "code",
                "Use small letters, digits and underscores, a letter first.",
            ));
        }
        if criteria.iter().take(index).any(|earlier| earlier.code == criterion.code) {
            wrong.push(FieldError::new(
                &format!("/criteria/{index}/code"),
                "duplicate",
                "Another criterion has this code.",
            ));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_by_default_is_sound() {
        let criteria = default_criteria();
        assert_eq!(criteria_problems(&criteria), Vec::new());
        assert_eq!(criteria.iter().map(|c| c.weight).sum::<i32>(), 100);
        assert!(criteria.iter().all(|c| i32::try_from(c.anchors.len()) == Ok(SCALE_MAX)));
    }
}
