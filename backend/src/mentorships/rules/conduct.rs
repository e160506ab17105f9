//! The code of conduct: which acceptance counts.

/// Whether somebody has accepted the version in force, from the newest that they accepted.
#[must_use]
pub const fn accepts_what_is_in_force(accepted: Option<i64>, in_force: i64) -> bool {
    matches!(accepted, Some(version) if version >= in_force)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_in_force_counts() {
        assert!(!accepts_what_is_in_force(None, 1));
        assert!(!accepts_what_is_in_force(Some(1), 2));
        assert!(accepts_what_is_in_force(Some(2), 2));
    }
}
