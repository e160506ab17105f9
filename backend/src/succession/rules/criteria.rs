//! What a coordinator must have done to graduate. Each is a number compared with a threshold, so that the
//! thresholds are data.

crate::text_enum! {
    /// What is measured.
    pub enum CriterionCode {
        TrainingCompleted = "training_completed",
        TermServedDays = "term_served_days",
        PairingsSupported = "pairings_supported",
        AgreementsSignedPercent = "agreements_signed_percent",
        EvaluationTakenPart = "evaluation_taken_part",
    }
}

impl CriterionCode {
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::TrainingCompleted => "Training completed",
            Self::TermServedDays => "Days of the term served",
            Self::PairingsSupported => "Pairings of the region during the term",
            Self::AgreementsSignedPercent => "Percent of these pairings with an agreement signed by both",
            Self::EvaluationTakenPart => "Waves during the term that asked people of the region",
        }
    }

    /// What a new installation asks for.
    #[must_use]
    pub const fn default_threshold(self) -> i32 {
        match self {
            Self::TrainingCompleted | Self::EvaluationTakenPart => 1,
            Self::TermServedDays => 365,
            Self::PairingsSupported => 5,
            Self::AgreementsSignedPercent => 50,
        }
    }

    /// The largest threshold that means something; 0 asks for nothing.
    #[must_use]
    pub const fn most(self) -> i32 {
        match self {
            Self::TrainingCompleted => 1,
            Self::EvaluationTakenPart => 20,
            Self::TermServedDays => 3660,
            Self::PairingsSupported => 10_000,
            Self::AgreementsSignedPercent => 100,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_threshold_that_may_be_set() {
        for code in CriterionCode::ALL {
            assert!((0..=code.most()).contains(&code.default_threshold()), "{code}");
            assert!(!code.label().is_empty());
        }
    }
}
