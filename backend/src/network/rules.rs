//! Words and rules of the network: settings, why a count is missing, when a term covers a seat.

use chrono::NaiveDate;

use crate::platform::problem::FieldError;

pub mod identifiers;
pub mod load;
pub mod moves;
pub mod names;
pub mod schemes;
pub mod terms;

crate::text_enum! {
    /// The kind of library or workplace.
    pub enum Setting {
        Academic = "academic",
        Public = "public",
        School = "school",
        Special = "special",
        Archives = "archives",
        Health = "health",
        Law = "law",
        Government = "government",
        Tribal = "tribal",
        Consortium = "consortium",
        Independent = "independent",
    }
}

crate::text_enum! {
    /// Why a count of the Public Libraries Survey is missing (IMLS, data file documentation FY 2018).
    pub enum MissingReason {
        /// -1: the library did not answer.
        NotReported = "not_reported",
        /// -3: the library is closed or temporarily closed for the year.
        Closed = "closed",
        /// -4: the question does not apply.
        NotApplicable = "not_applicable",
        /// -9: withheld to protect confidentiality.
        Suppressed = "suppressed",
    }
}

impl MissingReason {
    /// The reason that a code in a count column stands for.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "-1" => Some(Self::NotReported),
            "-3" => Some(Self::Closed),
            "-4" => Some(Self::NotApplicable),
            "-9" => Some(Self::Suppressed),
            _ => None,
        }
    }
}

crate::text_enum! {
    /// Where a coordinator's term is.
    pub enum TermState {
        /// Appointed and in training: not coverage yet.
        InTraining = "in_training",
        Active = "active",
        OnLeave = "on_leave",
        Graduating = "graduating",
        /// Ended by graduation.
        Graduated = "graduated",
        /// Ended otherwise.
        Ended = "ended",
    }
}

impl TermState {
    /// Which state may follow which.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use TermState::{Active, Ended, Graduated, Graduating, InTraining, OnLeave};
        matches!(
            (self, next),
            (InTraining, Active | Ended)
                | (Active, OnLeave | Graduating | Graduated | Ended)
                | (OnLeave, Active | Ended)
                | (Graduating, Active | Graduated | Ended)
        )
    }

    /// Whether a term in this state covers its seat on days within it.
    #[must_use]
    pub const fn covers(self) -> bool {
        matches!(self, Self::Active | Self::Graduating)
    }

    /// Whether another term may follow for the same coordinator. Who is in training has not served yet.
    #[must_use]
    pub const fn may_be_renewed(self) -> bool {
        matches!(self, Self::Active | Self::OnLeave | Self::Graduating)
    }

    /// Whether nothing follows.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Graduated | Self::Ended)
    }
}

/// A term is `[starts_on, ends_on)`.
#[must_use]
pub fn term_problems(starts_on: NaiveDate, ends_on: NaiveDate) -> Vec<FieldError> {
    if starts_on < ends_on {
        return Vec::new();
    }
    vec![FieldError::new("/term_ends_on", "order", "A term ends after it starts.")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_for_missing_is_kept_distinct() {
        let reasons: Vec<_> =
            ["-1", "-3", "-4", "-9"].iter().filter_map(|c| MissingReason::of_code(c)).collect();
        assert_eq!(reasons, MissingReason::ALL);
        assert_eq!(MissingReason::of_code("-149.876"), None, "longitudes are negative by nature");
    }

    #[test]
    fn terms_move_along_exactly_these_edges() {
        use TermState::{Active, Ended, Graduated, Graduating, InTraining, OnLeave};
        let edges = [
            (InTraining, Active),
            (InTraining, Ended),
            (Active, OnLeave),
            (Active, Graduating),
            (Active, Graduated),
            (Active, Ended),
            (OnLeave, Active),
            (OnLeave, Ended),
            (Graduating, Active),
            (Graduating, Graduated),
            (Graduating, Ended),
        ];
        for from in TermState::ALL {
            for to in TermState::ALL {
                assert_eq!(from.may_become(*to), edges.contains(&(*from, *to)), "{from} -> {to}");
            }
            assert_eq!(from.may_be_renewed(), matches!(from, Active | OnLeave | Graduating), "{from}");
            assert_eq!(from.is_final(), !TermState::ALL.iter().any(|to| from.may_become(*to)), "{from}");
        }
    }

    #[test]
    fn training_is_not_coverage() {
        assert!(!TermState::InTraining.covers());
        assert!(TermState::Active.covers());
    }
}
