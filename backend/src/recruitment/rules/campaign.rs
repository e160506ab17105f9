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
}
