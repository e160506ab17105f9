//! Campaigns: through which channel people hear of an opening, and how far they come.

crate::text_enum! {
    /// Through what a campaign reaches people.
    pub enum Channel {
        Listserv = "listserv",
        Newsletter = "newsletter",
        Social = "social",
        Conference = "conference",
        Partner = "partner",
        Website = "website",
        Other = "other",
    }
}

crate::text_enum! {
    /// How far somebody came. Views and starts are page loads, submissions and appointments are applications.
    pub enum FunnelStage {
        View = "view",
        Start = "start",
        Submit = "submit",
        Appoint = "appoint",
    }
}

/// How many came how far.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub views: i64,
    pub starts: i64,
    pub submissions: i64,
    pub appointments: i64,
}

impl Counts {
    pub const fn add(&mut self, stage: FunnelStage, count: i64) {
        match stage {
            FunnelStage::View => self.views += count,
            FunnelStage::Start => self.starts += count,
            FunnelStage::Submit => self.submissions += count,
            FunnelStage::Appoint => self.appointments += count,
        }
    }

    /// As a funnel: whoever came to a stage has come through those before it, whether or not the page loads were counted.
    #[must_use]
    pub fn as_funnel(self) -> Self {
        let submissions = self.submissions.max(self.appointments);
        let starts = self.starts.max(submissions);
        Self { views: self.views.max(starts), starts, submissions, ..self }
    }

    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            views: self.views + other.views,
            starts: self.starts + other.starts,
            submissions: self.submissions + other.submissions,
            appointments: self.appointments + other.appointments,
        }
    }
}

/// Letters and digits that nobody takes for one another when a link is read out or printed.
const ALPHABET: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
pub const CODE_LENGTH: usize = 6;

/// A code out of chance: 31 signs to the sixth, 887 million for each opening.
#[must_use]
pub fn code_from(chance: [u8; CODE_LENGTH]) -> String {
    chance.iter().map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_short_and_cannot_be_misread() {
        assert_eq!(code_from([0, 1, 30, 31, 255, 7]), "23z299");
        for byte in 0..=255 {
            let code = code_from([byte; CODE_LENGTH]);
            assert!(!code.contains(['0', 'o', '1', 'l', 'i']), "{code}");
        }
    }

    /// Every way to count up to three at each stage.
    #[test]
    fn no_stage_of_a_funnel_is_wider_than_the_one_before() {
        for n in 0..4_i64.pow(4) {
            let counted =
                Counts { views: n % 4, starts: n / 4 % 4, submissions: n / 16 % 4, appointments: n / 64 % 4 };
            let funnel = counted.as_funnel();
            assert!(funnel.views >= funnel.starts, "{counted:?}");
            assert!(funnel.starts >= funnel.submissions, "{counted:?}");
            assert!(funnel.submissions >= funnel.appointments, "{counted:?}");
            assert!(
                funnel.views >= counted.views && funnel.starts >= counted.starts,
                "nothing is taken away"
            );
            assert_eq!(funnel.appointments, counted.appointments, "the last stage is as it was counted");
            let highest =
                counted.views.max(counted.starts).max(counted.submissions).max(counted.appointments);
            assert_eq!(funnel.views, highest, "and nothing is added that nobody came to");
            assert_eq!(funnel.as_funnel(), funnel);
        }
    }
}
