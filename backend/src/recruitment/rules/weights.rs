//! Other weights, as they are asked for: `experience:50,leadership:20`.

use crate::platform::problem::FieldError;

/// Highest weight one may ask for.
const HIGHEST: i32 = 100;

/// The weights of `criteria` (code and own weight, in order) when some are asked for otherwise. Criteria that are not named
/// keep their own weight.
///
/// # Errors
/// Everything that is wrong, each under `/weights`: what is no `code:number`, a code that is no criterion of the opening or
/// comes twice, a number outside 0 to 100, and no weight at all.
pub fn weights_from(asked: &str, criteria: &[(&str, i32)]) -> Result<Vec<i32>, Vec<FieldError>> {
    let mut weights: Vec<i32> = criteria.iter().map(|(_, weight)| *weight).collect();
    let mut named: Vec<&str> = Vec::new();
    let mut wrong = Vec::new();
    let mut refuse = |code: &str, detail: String| wrong.push(FieldError::new("/weights", code, detail));
    for part in asked.split(',') {
        let Some((code, number)) = part.split_once(':') else {
            refuse(
                "shape",
                format!("'{part}' is no weight: write a criterion's code, a colon and a number."),
            );
            continue;
        };
        let Some(at) = criteria.iter().position(|(known, _)| *known == code) else {
            let known: Vec<&str> = criteria.iter().map(|(code, _)| *code).collect();
            refuse("unknown", format!("'{code}' is no criterion of this opening: {}.", known.join(", ")));
            continue;
        };
        if named.contains(&code) {
            refuse("duplicate", format!("'{code}' is named twice."));
            continue;
        }
        named.push(code);
        // Digits alone: `parse` would take a sign.
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        match number.parse::<i32>().ok().filter(|weight| digits && *weight <= HIGHEST) {
            Some(weight) => weights[at] = weight,
            None => refuse("range", format!("'{number}' is no whole number from 0 to {HIGHEST}.")),
        }
    }
    if wrong.is_empty() && weights.iter().all(|weight| *weight == 0) {
        wrong.push(FieldError::new(
            "/weights",
            "empty",
            "At least one criterion must have a weight above 0.",
        ));
    }
    if wrong.is_empty() { Ok(weights) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &[(&str, i32)] = &[("experience", 40), ("leadership", 30), ("commitment", 30)];

    #[test]
    fn what_is_not_named_keeps_its_own_weight() {
        assert_eq!(weights_from("experience:50,leadership:20", OWN), Ok(vec![50, 20, 30]));
        assert_eq!(weights_from("commitment:0", OWN), Ok(vec![40, 30, 0]));
        assert_eq!(weights_from("leadership:100,experience:0,commitment:0", OWN), Ok(vec![0, 100, 0]));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once_under_the_parameter() {
        let wrong =
            weights_from("experience:101,charm:5,leadership,experience:2,commitment:+3", OWN).unwrap_err();
        let codes: Vec<&str> = wrong.iter().map(|e| e.code.as_str()).collect();
        assert_eq!(codes, ["range", "unknown", "shape", "duplicate", "range"]);
        assert!(wrong.iter().all(|e| e.pointer == "/weights"));
        let code = |asked| weights_from(asked, OWN).unwrap_err()[0].code.clone();
        assert_eq!(code(""), "shape");
        assert_eq!(code("experience:"), "range");
        assert_eq!(code("experience:4.5"), "range");
        assert_eq!(code("experience:99999999999"), "range");
        assert_eq!(code("experience: 5"), "range");
        assert_eq!(code("experience:5,"), "shape");
        assert_eq!(code("experience:0,leadership:0,commitment:0"), "empty");
    }
}
