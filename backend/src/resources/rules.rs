//! Words and rules of resources: kinds, audiences, which state may follow which.

use crate::platform::problem::FieldError;

crate::text_enum! {
    /// What a resource is.
    pub enum ResourceKind {
        Guideline = "guideline",
        BestPractice = "best_practice",
        Toolkit = "toolkit",
        TrainingModule = "training_module",
        Template = "template",
        Recording = "recording",
        Reading = "reading",
    }
}

crate::text_enum! {
    /// Whom a resource is for.
    pub enum ResourceAudience {
        Coordinator = "coordinator",
        Guide = "guide",
        Mentor = "mentor",
        Mentee = "mentee",
        TaskForce = "task_force",
        Partner = "partner",
    }
}

crate::text_enum! {
    /// Where the working copy of a resource is.
    pub enum ResourceState {
        /// Being written; readers keep the published version, if there is one.
        Draft = "draft",
        /// Handed in: somebody else reads it before it is published.
        InReview = "in_review",
        Published = "published",
        /// Withdrawn for good; it stays for the record.
        Retired = "retired",
    }
}

impl ResourceState {
    /// Which state may follow which.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use ResourceState::{Draft, InReview, Published, Retired};
        matches!(
            (self, next),
            (Draft, InReview | Retired)
                | (InReview, Draft | Published | Retired)
                | (Published, Draft | Retired)
        )
    }

    /// The state after the content was edited; `None` where it cannot be.
    #[must_use]
    pub const fn edited(self) -> Option<Self> {
        match self {
            Self::Draft | Self::InReview | Self::Published => Some(Self::Draft),
            Self::Retired => None,
        }
    }
}

/// What a new version must say: from the second on, what has changed.
#[must_use]
pub fn publication_problems(published_versions: i32, change_note: Option<&str>) -> Vec<FieldError> {
    let silent = change_note.is_none_or(|note| note.trim().is_empty());
    if published_versions == 0 || !silent {
        return Vec::new();
    }
    vec![FieldError::new("/change_note", "missing", "Say what has changed since the version before.")]
}

/// Topics are compared in lower case.
#[must_use]
pub fn normal_topic(topic: &str) -> String {
    topic.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// 1 to 60 characters; a quotation mark or a backslash is in no topic, nor is anything unprintable.
#[must_use]
pub fn is_topic(topic: &str) -> bool {
    let sound = |c: char| !c.is_control() && c != '"' && c != '\\';
    (1..=60).contains(&topic.chars().count()) && topic.chars().all(sound) && !topic.trim().is_empty()
}

/// A language as `en`, `es` or `pt-BR`: ISO 639 with an optional region.
#[must_use]
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let language_sound =
        (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
    let region_sound =
        parts.next().is_none_or(|region| region.len() == 2 && region.bytes().all(|b| b.is_ascii_uppercase()));
    language_sound && region_sound && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_move_along_exactly_these_edges() {
        use ResourceState::{Draft, InReview, Published, Retired};
        let edges = [
            (Draft, InReview),
            (Draft, Retired),
            (InReview, Draft),
            (InReview, Published),
            (InReview, Retired),
            (Published, Draft),
            (Published, Retired),
        ];
        for from in ResourceState::ALL {
            for to in ResourceState::ALL {
                assert_eq!(from.may_become(*to), edges.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    #[test]
    fn an_edit_leads_where_the_states_allow() {
        for state in ResourceState::ALL {
            match state.edited() {
                Some(next) => assert!(next == *state || state.may_become(next), "{state} -> {next}"),
                None => assert_eq!(*state, ResourceState::Retired),
            }
        }
    }

    #[test]
    fn from_the_second_version_on_a_note_is_needed() {
        assert!(publication_problems(0, None).is_empty());
        assert!(!publication_problems(1, None).is_empty());
        assert!(!publication_problems(1, Some("  ")).is_empty());
        assert!(publication_problems(1, Some("New examples")).is_empty());
    }

    #[test]
    fn topics_are_words_and_compare_in_lower_case() {
        assert!(is_topic("Grant writing & budgets"));
        assert!(is_topic("Bibliotecología (K-12, 50%)"));
        for refused in ["", "   ", "a\nb", "a\"b", "a\\b", &"x".repeat(61)] {
            assert!(!is_topic(refused), "{refused}");
        }
        assert_eq!(normal_topic("  Grant   Writing "), "grant writing");
    }

    #[test]
    fn languages_are_tags() {
        for tag in ["en", "es", "haw", "pt-BR"] {
            assert!(is_language(tag), "{tag}");
        }
        for refused in ["", "e", "EN", "english", "pt-br", "pt-BR-x", "en-"] {
            assert!(!is_language(refused), "{refused}");
        }
    }
}
