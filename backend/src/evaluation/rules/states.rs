//! The closed lists of words of evaluation, and which state may follow which.

crate::text_enum! {
    /// Whether an instrument can still be changed.
    pub enum InstrumentState {
        Draft = "draft",
        /// Immutable from here on.
        Published = "published",
    }
}

crate::text_enum! {
    /// How an item is answered.
    pub enum ItemKind {
        /// One of ordered choices, taken as equally spaced where a mean is asked for.
        Likert = "likert",
        /// One of choices without an order.
        SingleChoice = "single_choice",
        Number = "number",
        Text = "text",
    }
}

impl ItemKind {
    #[must_use]
    pub const fn has_choices(self) -> bool {
        matches!(self, Self::Likert | Self::SingleChoice)
    }

    /// The same kind in the words of the statistics.
    #[must_use]
    pub const fn measured(self) -> evidence::Kind {
        match self {
            Self::Likert => evidence::Kind::Likert,
            Self::SingleChoice => evidence::Kind::SingleChoice,
            Self::Number => evidence::Kind::Number,
            Self::Text => evidence::Kind::Text,
        }
    }

    /// The kind that the statistics name; `None` for those that no instrument has yet.
    #[must_use]
    pub const fn of_measured(kind: evidence::Kind) -> Option<Self> {
        match kind {
            evidence::Kind::Likert => Some(Self::Likert),
            evidence::Kind::SingleChoice => Some(Self::SingleChoice),
            evidence::Kind::Number => Some(Self::Number),
            evidence::Kind::Text => Some(Self::Text),
            evidence::Kind::MultipleChoice => None,
        }
    }
}

crate::text_enum! {
    /// Where a wave is.
    pub enum WaveState {
        Draft = "draft",
        /// The invitations are being written.
        Opening = "opening",
        Open = "open",
        /// No more answers; results and datasets can be read from here on.
        Closed = "closed",
    }
}

impl WaveState {
    /// Which state may follow which. An opening that was cut off is taken up again.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use WaveState::{Closed, Draft, Open, Opening};
        matches!((self, next), (Draft | Opening, Opening | Open) | (Open, Closed))
    }

    /// Whether answers are taken. Who was invited first need not wait for the last invitation.
    #[must_use]
    pub const fn takes_answers(self) -> bool {
        matches!(self, Self::Opening | Self::Open)
    }
}

crate::text_enum! {
    /// What a respondent is in the cycle.
    pub enum RespondentRole {
        Mentor = "mentor",
        Mentee = "mentee",
    }
}

crate::text_enum! {
    /// Whom a wave asks, among the people in pairings of its cycle.
    pub enum WaveAudience {
        Pairs = "pairs",
        Mentors = "mentors",
        Mentees = "mentees",
    }
}

impl WaveAudience {
    #[must_use]
    pub const fn includes(self, role: RespondentRole) -> bool {
        match self {
            Self::Pairs => true,
            Self::Mentors => matches!(role, RespondentRole::Mentor),
            Self::Mentees => matches!(role, RespondentRole::Mentee),
        }
    }
}

crate::text_enum! {
    /// What became of an invitation.
    pub enum Disposition {
        Invited = "invited",
        Completed = "completed",
    }
}

crate::text_enum! {
    /// Where an adjustment is.
    pub enum AdjustmentState {
        Planned = "planned",
        InProgress = "in_progress",
        Done = "done",
        Dropped = "dropped",
    }
}

impl AdjustmentState {
    /// Which state may follow which; staying is always allowed, so that what was observed can be added later.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        use AdjustmentState::{Done, Dropped, InProgress, Planned};
        self == next
            || matches!(
                (self, next),
                (Planned, InProgress | Done | Dropped) | (InProgress, Planned | Done | Dropped)
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_only_moves_forward() {
        use WaveState::{Closed, Draft, Open, Opening};
        let allowed = [(Draft, Opening), (Draft, Open), (Opening, Opening), (Opening, Open), (Open, Closed)];
        for from in WaveState::ALL {
            for to in WaveState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
    }

    #[test]
    fn a_closed_wave_and_a_draft_take_no_answers() {
        let taking: Vec<_> = WaveState::ALL.iter().filter(|s| s.takes_answers()).collect();
        assert_eq!(taking, [&WaveState::Opening, &WaveState::Open]);
    }

    #[test]
    fn what_is_done_or_dropped_stays_so() {
        use AdjustmentState::{Done, Dropped};
        for from in [Done, Dropped] {
            for to in AdjustmentState::ALL {
                assert_eq!(from.may_become(*to), from == *to);
            }
        }
        assert!(AdjustmentState::Planned.may_become(Done));
    }

    #[test]
    fn every_kind_is_the_same_in_the_statistics() {
        for kind in ItemKind::ALL {
            assert_eq!(ItemKind::of_measured(kind.measured()), Some(*kind));
            assert_eq!(kind.measured().has_choices(), kind.has_choices());
        }
    }

    #[test]
    fn an_audience_is_who_it_says() {
        use RespondentRole::{Mentee, Mentor};
        assert!(WaveAudience::Pairs.includes(Mentor) && WaveAudience::Pairs.includes(Mentee));
        assert!(WaveAudience::Mentors.includes(Mentor) && !WaveAudience::Mentors.includes(Mentee));
        assert!(!WaveAudience::Mentees.includes(Mentor) && WaveAudience::Mentees.includes(Mentee));
    }
}
