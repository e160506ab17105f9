//! Confidential concerns: which step may follow, and who may receive one.

use crate::platform::db::Id;

crate::text_enum! {
    /// How far a concern is.
    pub enum ConcernState {
        Open = "open",
        /// The pairing rests until it is settled.
        Suspended = "suspended",
        /// The pairing has been ended.
        Separated = "separated",
        Closed = "closed",
    }
}

crate::text_enum! {
    /// What came of a concern.
    pub enum ConcernOutcome {
        Unfounded = "unfounded",
        Advised = "advised",
        Separated = "separated",
        Removed = "removed",
        Other = "other",
    }
}

crate::text_enum! {
    /// What was done about a concern.
    pub enum ConcernStep {
        Raised = "raised",
        Suspended = "suspended",
        Reinstated = "reinstated",
        Separated = "separated",
        Closed = "closed",
    }
}

crate::text_enum! {
    /// How far a concern is, for whoever raised it: what was done on the way is not told.
    pub enum RaisedConcernState {
        Open = "open",
        Closed = "closed",
    }
}

impl From<ConcernState> for RaisedConcernState {
    fn from(state: ConcernState) -> Self {
        match state {
            ConcernState::Open | ConcernState::Suspended | ConcernState::Separated => Self::Open,
            ConcernState::Closed => Self::Closed,
        }
    }
}

crate::text_enum! {
    /// Why a concern may be about somebody.
    pub enum ConcernPersonKind {
        OtherOfThePair = "other_of_the_pair",
        /// Of the responsible region, or of the region of one of the two.
        Coordinator = "coordinator",
        /// Named to receive concerns.
        Recipient = "recipient",
    }
}

/// The state after a step, or the sentence that says why it cannot be taken.
///
/// # Errors
/// When the state forbids the step.
pub const fn next_concern_state(
    state: ConcernState,
    step: ConcernStep,
) -> Result<ConcernState, &'static str> {
    use ConcernState::{Closed, Open, Separated, Suspended};
    match (state, step) {
        (Closed, _) => Err("The concern is closed."),
        (_, ConcernStep::Raised) => Err("The concern has been raised."),
        (Open, ConcernStep::Suspended) => Ok(Suspended),
        (Suspended, ConcernStep::Suspended) => Err("The pairing is suspended already."),
        (Suspended, ConcernStep::Reinstated) => Ok(Open),
        (Open, ConcernStep::Reinstated) => Err("The pairing is not suspended."),
        (Open | Suspended, ConcernStep::Separated) => Ok(Separated),
        (Separated, ConcernStep::Suspended | ConcernStep::Reinstated | ConcernStep::Separated) => {
            Err("The two have been separated.")
        }
        (Suspended, ConcernStep::Closed) => {
            Err("The pairing is suspended: reinstate it or separate the two before you close the concern.")
        }
        (Open | Separated, ConcernStep::Closed) => Ok(Closed),
    }
}

/// Of those named to receive concerns, those whom this one may reach: none of the pair, not whom it is
/// about, and none of the pair's coordinators.
#[must_use]
pub fn concern_readers(named: &[Id], involved: &[Id], coordinators: &[Id]) -> Vec<Id> {
    named.iter().copied().filter(|id| !involved.contains(id) && !coordinators.contains(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_in_every_state() {
        use ConcernState::{Closed, Open, Separated, Suspended};
        for state in ConcernState::ALL {
            for step in ConcernStep::ALL {
                let expected = match (state, step) {
                    (Open, ConcernStep::Suspended) => Some(Suspended),
                    (Suspended, ConcernStep::Reinstated) => Some(Open),
                    (Open | Suspended, ConcernStep::Separated) => Some(Separated),
                    (Open | Separated, ConcernStep::Closed) => Some(Closed),
                    _ => None,
                };
                assert_eq!(next_concern_state(*state, *step).ok(), expected, "{state} {step}");
            }
        }
    }

    #[test]
    fn a_concern_reaches_nobody_who_is_part_of_it() {
        let ids = [1_u128, 2, 3, 4].map(|n| Id(uuid::Uuid::from_u128(n)));
        let [one, accused, coordinator, other] = ids;
        assert_eq!(concern_readers(&ids, &[accused], &[coordinator]), [one, other]);
        assert_eq!(concern_readers(&[accused, coordinator], &[accused], &[coordinator]), []);
    }
}
