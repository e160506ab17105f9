//! Blind review: who is not told whose application it is, and what is said instead.

use super::{ApplicationState, AssignmentState, comparable};

/// Stands where something that names the applicant stood.
const HIDDEN: &str = "[…]";

/// Whether a reader is kept from knowing whose application it is. `decides` is the permission to decide, `own` the
/// reader's own assignment to the application.
///
/// Reviewers of a blind opening never learn it, after the decision neither: who was declined is not their business.
/// Those who decide do. A person who decides and is asked for a review is a reviewer first: blind to that application
/// until their own review is written, they step back, or it is decided without them. What they saw before they were
/// asked cannot be unseen; committees that want more do not ask those who decide for reviews.
#[must_use]
pub fn hides_applicant(
    blind: bool,
    decides: bool,
    own: Option<AssignmentState>,
    state: ApplicationState,
) -> bool {
    let owes = own == Some(AssignmentState::Assigned) && state == ApplicationState::InReview;
    blind && (!decides || owes)
}

/// What an application is called where its applicant is not named: the same for everybody, in the order of arrival.
#[must_use]
pub fn label(number: Option<i32>) -> String {
    number.map_or_else(|| "Application".to_owned(), |number| format!("Application {number}"))
}

/// `text` without the applicant's name, its parts, the address and the institution, wherever they are written out.
/// Whatever else could tell who wrote it stays: applicants of blind openings are asked to leave it out.
#[must_use]
pub fn masked(text: &str, name: &str, email: &str, institution: &str) -> String {
    let mut text = text.to_owned();
    let mut whole: Vec<&str> = vec![email, institution, name];
    whole.retain(|words| !words.trim().is_empty());
    for words in whole {
        text = without_words(&text, words, false);
    }
    // Parts of a name in their own case or in capitals alone, so that Will Grant may still write what he will do.
    for part in name.split_whitespace().filter(|part| part.chars().count() > 1) {
        text = without_words(&text, part, true);
        text = without_words(&text, &part.to_uppercase(), true);
    }
    text
}

/// `text` without the names and addresses that its applicant had in this application before: one a line in `known_as`.
#[must_use]
pub fn masked_formerly(text: &str, known_as: &str) -> String {
    known_as.lines().filter(|line| !line.trim().is_empty()).fold(text.to_owned(), |text, line| {
        match line.contains('@') {
            true => masked(&text, "", line, ""),
            false => masked(&text, line, "", ""),
        }
    })
}

/// Replaces every occurrence of `words` that neither begins nor ends inside a word; any white space in `words` stands for
/// any white space in the text.
fn without_words(text: &str, words: &str, exact_case: bool) -> String {
    let wanted: Vec<char> = comparable_in(words, exact_case).chars().collect();
    let letters: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let begins = at == 0 || !letters[at - 1].is_alphanumeric();
        match begins.then(|| length_of_match(&letters[at..], &wanted, exact_case)).flatten() {
            Some(length) => {
                kept.push_str(HIDDEN);
                at += length;
            }
            None => {
                kept.push(*letter);
                at += 1;
            }
        }
    }
    kept
}

fn comparable_in(words: &str, exact_case: bool) -> String {
    if exact_case { words.split_whitespace().collect::<Vec<_>>().join(" ") } else { comparable(words) }
}

/// How many letters of `text`, from its start, say what `wanted` says.
fn length_of_match(text: &[char], wanted: &[char], exact_case: bool) -> Option<usize> {
    let mut at = 0;
    let mut said = wanted.iter().copied().peekable();
    while let Some(want) = said.peek().copied() {
        let letter = *text.get(at)?;
        if want == ' ' {
            if !letter.is_whitespace() {
                return None;
            }
            while text.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
            said.next();
            continue;
        }
        // One letter may be two in small, as İ is.
        let small: Vec<char> = if exact_case { vec![letter] } else { letter.to_lowercase().collect() };
        for c in small {
            if said.next() != Some(c) {
                return None;
            }
        }
        at += 1;
    }
    let ends = text.get(at).is_none_or(|next| !next.is_alphanumeric());
    (at > 0 && ends).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reviewers_never_know_and_those_who_decide_know_after_their_own_review() {
        use AssignmentState::{Assigned, Recused, Reviewed, SetAside};
        for state in ApplicationState::ALL {
            for own in [None, Some(Assigned), Some(Reviewed), Some(Recused), Some(SetAside)] {
                assert!(!hides_applicant(false, false, own, *state), "an open opening hides nobody");
                assert!(!hides_applicant(false, true, own, *state), "an open opening hides nobody");
                assert!(hides_applicant(true, false, own, *state), "a reviewer: {own:?} {state}");
                let owes = own == Some(Assigned) && *state == ApplicationState::InReview;
                assert_eq!(hides_applicant(true, true, own, *state), owes, "who decides: {own:?} {state}");
            }
        }
    }

    fn of_ana(text: &str) -> String {
        masked(text, "Ana María Flores", "ana.flores@anchor.example", "Anchor Point Public Library")
    }

    #[test]
    fn what_names_the_applicant_is_hidden_however_it_is_written() {
        assert_eq!(of_ana("I am Ana María Flores."), "I am […].");
        assert_eq!(of_ana("ANA  MARÍA\nFLORES"), "[…]");
        assert_eq!(of_ana("Write to Ana.Flores@anchor.example, please"), "Write to […], please");
        assert_eq!(of_ana("Director of the anchor point public library"), "Director of the […]");
        assert_eq!(of_ana("Ana's team calls me FLORES"), "[…]'s team calls me […]");
    }

    #[test]
    fn what_named_the_applicant_before_a_correction_is_hidden_too() {
        let before = "Ana Flores\nana@anchor.example";
        let text = "I am Ana Flores, ana@anchor.example; Flores for short.";
        assert_eq!(masked_formerly(text, before), "I am […], […]; […] for short.");
        assert_eq!(masked_formerly(text, ""), text);
    }

    #[test]
    fn other_words_stay() {
        for text in ["Anatomy collections", "the banana club", "our public library", "", "Ánimo"] {
            assert_eq!(of_ana(text), text);
        }
        assert_eq!(masked("I will lead a grant.", "Will Grant", "w@g.example", "G"), "I will lead a grant.");
        assert_eq!(masked("Grade A", "A B", "a@b.example", ""), "Grade A", "an initial is no name");
    }

    #[test]
    fn letters_that_are_two_in_small_break_nothing() {
        assert_eq!(masked("İnci Ştefan was here", "İnci Ştefan", "i@s.example", "X"), "[…] was here");
        assert_eq!(masked("straße", "STRASSE", "s@t.example", "X"), "straße");
    }
}
