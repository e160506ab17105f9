//! The life of an enrolment: a draft, a place in the cycle, a withdrawal, and back.

crate::text_enum! {
    /// Whether an enrolment counts.
    pub enum EnrolmentState {
        /// Begun, and not sent in: it may be incomplete, and no round sees it.
        Draft = "draft",
        Enrolled = "enrolled",
        Withdrawn = "withdrawn",
    }
}

/// What somebody wants to do with a person's place in a cycle in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentStep {
    /// Begin one that may be incomplete.
    Draft,
    /// Take part, saying everything at once. It replaces a draft.
    Enrol,
    /// Send a draft in.
    Submit,
    Change,
    Withdraw,
}

impl EnrolmentStep {
    pub const ALL: [Self; 5] = [Self::Draft, Self::Enrol, Self::Submit, Self::Change, Self::Withdraw];
}

/// Where a step leads from `now`, which is `None` when the person has no place in that role yet.
///
/// # Errors
/// Why the step cannot be taken, as the end of "The enrolment ...".
pub const fn next_state(
    now: Option<EnrolmentState>,
    step: EnrolmentStep,
) -> Result<EnrolmentState, &'static str> {
    use EnrolmentState::{Draft, Enrolled, Withdrawn};
    match (now, step) {
        (None | Some(Withdrawn), EnrolmentStep::Draft) | (Some(Draft), EnrolmentStep::Change) => Ok(Draft),
        (None | Some(Draft | Withdrawn), EnrolmentStep::Enrol)
        | (Some(Draft), EnrolmentStep::Submit)
        | (Some(Enrolled), EnrolmentStep::Change) => Ok(Enrolled),
        (Some(Draft | Enrolled), EnrolmentStep::Withdraw) => Ok(Withdrawn),
        (Some(Draft), EnrolmentStep::Draft) => Err("is a draft already: change that one."),
        (Some(Enrolled), _) => Err("counts already: the person takes part in that role."),
        (Some(Withdrawn), _) => Err("is withdrawn."),
        (None, _) => Err("does not exist."),
    }
}

/// The fields that a draft may leave open, by their name in the API.
pub const MAY_BE_OPEN: [&str; 4] = ["setting", "career_stage", "years_of_experience", "languages"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_from_every_state_leads_where_it_should() {
        use EnrolmentState::{Draft, Enrolled, Withdrawn};
        use EnrolmentStep as Step;
        let allowed = [
            (None, Step::Draft, Draft),
            (None, Step::Enrol, Enrolled),
            (Some(Draft), Step::Enrol, Enrolled),
            (Some(Draft), Step::Submit, Enrolled),
            (Some(Draft), Step::Change, Draft),
            (Some(Draft), Step::Withdraw, Withdrawn),
            (Some(Enrolled), Step::Change, Enrolled),
            (Some(Enrolled), Step::Withdraw, Withdrawn),
            (Some(Withdrawn), Step::Draft, Draft),
            (Some(Withdrawn), Step::Enrol, Enrolled),
        ];
        let states = EnrolmentState::ALL.iter().copied().map(Some).chain([None]);
        for now in states {
            for step in Step::ALL {
                let expected =
                    allowed.iter().find(|(from, by, _)| (*from, *by) == (now, step)).map(|(_, _, to)| *to);
                assert_eq!(next_state(now, step).ok(), expected, "{now:?} {step:?}");
            }
        }
    }

    #[test]
    fn nobody_who_takes_part_becomes_a_draft_again_unnoticed() {
        for step in EnrolmentStep::ALL {
            assert_ne!(next_state(Some(EnrolmentState::Enrolled), step), Ok(EnrolmentState::Draft));
        }
    }
}
