//! The fixed list of what can be wished for. What each code means is told to clients by `PUT /enrolments/{id}/wishes`, and to
//! people by the screen, in plain words.

use std::collections::BTreeSet;

crate::text_enum! {
    /// What a mentee may wish to share with a mentor, and what a mentor is willing to be matched on.
    pub enum Wish {
        FirstGeneration = "first_generation",
        SecondCareer = "second_career",
        Parent = "parent",
        FamilyCarer = "family_carer",
        Veteran = "veteran",
        Disability = "disability",
        Neurodivergent = "neurodivergent",
        Lgbtq = "lgbtq",
        RaceOrEthnicity = "race_or_ethnicity",
        Immigrant = "immigrant",
        LanguageAtHome = "language_at_home",
        Rural = "rural",
        Faith = "faith",
    }
}

/// Each once, in the order of the list.
pub fn each_once(said: &[Wish]) -> Vec<Wish> {
    said.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
}

/// How they are stored.
pub fn stored(wishes: &[Wish]) -> String {
    each_once(wishes).iter().map(|wish| wish.as_str()).collect::<Vec<_>>().join(" ")
}

/// Words of an earlier list are left out.
pub fn read(text: &str) -> Vec<Wish> {
    text.split(' ').filter_map(|word| word.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_comes_back_each_once_in_the_order_of_the_list() {
        assert_eq!(read(&stored(Wish::ALL)), Wish::ALL);
        let said = [Wish::Veteran, Wish::FirstGeneration, Wish::Veteran];
        assert_eq!(read(&stored(&said)), [Wish::FirstGeneration, Wish::Veteran]);
        assert_eq!(read(&stored(&[])), []);
        assert_eq!(read("veteran gone_by_now"), [Wish::Veteran]);
    }
}
