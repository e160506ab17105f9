//! A reviewer's assignment to one application: asked, written, or stepped back from.

crate::text_enum! {
    /// Where an assignment is. One that is taken back before anything was scored is gone.
    pub enum AssignmentState {
        /// Asked for a review.
        Assigned = "assigned",
        /// The review is written.
        Reviewed = "reviewed",
        /// The reviewer stepped back, with a reason: the application is out of their sight, and is not given to them
        /// again unless somebody who decides lifts the recusal.
        Recused = "recused",
        /// The review is written and does not count: a conflict was found later. The application is out of the reviewer's
        /// sight, and the scores stay readable to those who decide.
        SetAside = "set_aside",
    }
}

impl AssignmentState {
    /// Which state may follow which. Who has scored cannot step back: the scores would have to be forgotten by those
    /// who read them. They can be set aside by somebody who decides, and count again when that was a mistake.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use AssignmentState::{Assigned, Recused, Reviewed, SetAside};
        matches!(
            (self, next),
            (Assigned, Reviewed | Recused)
                | (Recused, Assigned)
                | (Reviewed, SetAside)
                | (SetAside, Reviewed)
        )
    }

    /// Where somebody who decides puts it back to, when it was stepped back from or set aside.
    #[must_use]
    pub const fn reinstated(self) -> Option<Self> {
        match self {
            Self::Recused => Some(Self::Assigned),
            Self::SetAside => Some(Self::Reviewed),
            Self::Assigned | Self::Reviewed => None,
        }
    }

    /// Whether the application counts as one of the reviewer's.
    #[must_use]
    pub const fn stands(self) -> bool {
        matches!(self, Self::Assigned | Self::Reviewed)
    }
}

/// Whether a person sees what reviewers gave to an application, `own` being that person's assignment to it: who is asked
/// for a review sees the others' after their own, and who stepped back, or whose review is set aside, does not see them at all.
#[must_use]
pub const fn sees_reviews(own: Option<AssignmentState>) -> bool {
    matches!(own, None | Some(AssignmentState::Reviewed))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of states, written out: a new state fails here until somebody decides.
    #[test]
    fn a_reviewer_scores_or_steps_back_and_what_does_not_count_can_count_again() {
        use AssignmentState::{Assigned, Recused, Reviewed, SetAside};
        let allowed = [
            (Assigned, Reviewed),
            (Assigned, Recused),
            (Recused, Assigned),
            (Reviewed, SetAside),
            (SetAside, Reviewed),
        ];
        for from in AssignmentState::ALL {
            for to in AssignmentState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
            assert!(from.reinstated().is_none_or(|to| from.may_become(to) && to.stands() && !from.stands()));
        }
    }

    #[test]
    fn ones_own_scores_come_first() {
        use AssignmentState::{Assigned, Recused, Reviewed, SetAside};
        assert!(!sees_reviews(Some(SetAside)) && !SetAside.stands());
        assert!(sees_reviews(None) && sees_reviews(Some(Reviewed)));
        assert!(!sees_reviews(Some(Assigned)) && !sees_reviews(Some(Recused)));
        assert!(Assigned.stands() && Reviewed.stands() && !Recused.stands());
    }
}
