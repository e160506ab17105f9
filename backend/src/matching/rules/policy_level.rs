//! Which matching policy counts: a cycle's before a region's, a region's before the network's.

crate::text_enum! {
    /// Whose matching policy it is.
    pub enum PolicyLevel {
        /// What the program brings along, when nobody has saved anything.
        BuiltIn = "built_in",
        Network = "network",
        Region = "region",
        Cycle = "cycle",
    }
}

impl PolicyLevel {
    /// The order in which levels are asked. The first that says something counts.
    pub const ASKED: [Self; 4] = [Self::Cycle, Self::Region, Self::Network, Self::BuiltIn];
}

/// What counts when nobody has saved anything. Whoever was asked for confidential wishes has them counted; a policy that was
/// written before they were says nothing of them, and counts none.
#[must_use]
pub fn built_in() -> matcher::Policy {
    let mut policy = matcher::Policy::default();
    policy.weights.confidential_wishes = 10;
    policy
}

/// The most specific level that says something; what nobody says is built in.
#[must_use]
pub fn counts(says: impl Fn(PolicyLevel) -> bool) -> PolicyLevel {
    PolicyLevel::ASKED.into_iter().find(|level| says(*level)).unwrap_or(PolicyLevel::BuiltIn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_level_that_says_something_counts() {
        use PolicyLevel::{BuiltIn, Cycle, Network, Region};
        for said in 0..8_u8 {
            let says = |level| match level {
                Cycle => said & 1 != 0,
                Region => said & 2 != 0,
                Network => said & 4 != 0,
                BuiltIn => true,
            };
            let expected = match said {
                odd if odd % 2 == 1 => Cycle,
                2 | 6 => Region,
                4 => Network,
                _ => BuiltIn,
            };
            assert_eq!(counts(says), expected, "{said}");
        }
    }
}
