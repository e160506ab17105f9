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
    }
}

impl AssignmentState {
    /// Which state may follow which. Who has scored cannot step back: the scores would have to be forgotten by those
    /// who read them.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use AssignmentState::{Assigned, Recused, Reviewed};
        matches!((self, next), (Assigned, Reviewed | Recused) | (Recused, Assigned))
    }

    /// Whether the application counts as one of the reviewer's.
    #[must_use]
    pub const fn stands(self) -> bool {
        matches!(self, Self::Assigned | Self::Reviewed)
    }
}

/// Whether a person sees what reviewers gave to an application, `own` being that person's assignment to it: who is asked
/// for a review sees the others' after their own, and who stepped back does not see them at all.
#[must_use]
pub const fn sees_reviews(own: Option<AssignmentState>) -> bool {
    matches!(own, None | Some(AssignmentState::Reviewed))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of states, written out: a new state fails here until somebody decides.
    #[test]
    fn a_reviewer_scores_or_steps_back_and_only_the_step_back_is_lifted() {
        use AssignmentState::{Assigned, Recused, Reviewed};
        let allowed = [(Assigned, Reviewed), (Assigned, Recused), (Recused, Assigned)];
        for from in AssignmentState::ALL {
            for to in AssignmentState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    #[test]
    fn ones_own_scores_come_first() {
        use AssignmentState::{Assigned, Recused, Reviewed};
        assert!(sees_reviews(None) && sees_reviews(Some(Reviewed)));
        assert!(!sees_reviews(Some(Assigned)) && !sees_reviews(Some(Recused)));
        assert!(Assigned.stands() && Reviewed.stands() && !Recused.stands());
    }
}
