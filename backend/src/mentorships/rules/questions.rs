//! Check-ins, and questions of the pair to their coordinator.

crate::text_enum! {
    /// How somebody says that a pairing goes.
    pub enum CheckInChoice {
        GoingWell = "going_well",
        NeedsAttention = "needs_attention",
        NotMeeting = "not_meeting",
    }
}

crate::text_enum! {
    /// Whether a question to the coordinator waits.
    pub enum QuestionState {
        Open = "open",
        Answered = "answered",
    }
}

crate::text_enum! {
    /// As whom somebody writes below a question.
    pub enum SpeaksAs {
        Asker = "asker",
        Coordinator = "coordinator",
    }
}

/// Where a question is once somebody has written below it.
#[must_use]
pub const fn after_writing(_before: QuestionState, who: SpeaksAs) -> QuestionState {
    match who {
        SpeaksAs::Coordinator => QuestionState::Answered,
        SpeaksAs::Asker => QuestionState::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coordinator_answers_and_the_asker_asks_on() {
        for before in QuestionState::ALL {
            assert_eq!(after_writing(*before, SpeaksAs::Coordinator), QuestionState::Answered);
            assert_eq!(after_writing(*before, SpeaksAs::Asker), QuestionState::Open);
        }
    }
}
