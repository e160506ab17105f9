//! Whether two people may meet: by the rules of a policy, and by what nobody is told.

use matcher::Standing;

use crate::matching::rules::may_be_overridden;

/// Whether two people may meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meeting {
    Eligible,
    RuledOut {
        rules: Vec<matcher::HardRule>,
        overridable: bool,
    },
    /// Full, or barred for a reason that is nobody's business.
    NotAvailable,
}

impl Meeting {
    #[must_use]
    pub const fn may_be_forced(&self) -> bool {
        matches!(self, Self::Eligible | Self::RuledOut { overridable: true, .. })
    }
}

/// The policy without any rule that a hand may override: who is not available then never is.
#[must_use]
pub fn relaxed(policy: &matcher::Policy) -> matcher::Policy {
    matcher::Policy {
        shared_language_required: false,
        within_region: false,
        least_shared_hours: 0,
        ..policy.clone()
    }
}

/// The two by themselves: others change nothing about it. `barred`: vetoed, or tried before and come to nothing.
#[must_use]
pub fn of_two(
    policy: &matcher::Policy,
    mentee: &matcher::Mentee,
    mentor: &matcher::Mentor,
    barred: bool,
) -> Meeting {
    let mut two = matcher::Problem {
        policy: policy.clone(),
        mentees: vec![mentee.clone()],
        mentors: vec![mentor.clone()],
        ..matcher::Problem::default()
    };
    if barred {
        two.vetoes.push((mentee.id.clone(), mentor.id.clone()));
    }
    let rules = match standing(&two) {
        Standing::Eligible => return Meeting::Eligible,
        Standing::NotAvailable => return Meeting::NotAvailable,
        Standing::RuledOut { rules } => rules,
    };
    let overridable = rules.iter().all(|rule| may_be_overridden(*rule));
    two.policy = relaxed(policy);
    let available = !overridable || standing(&two) == Standing::Eligible;
    if available { Meeting::RuledOut { rules, overridable } } else { Meeting::NotAvailable }
}

fn standing(two: &matcher::Problem) -> Standing {
    let found = two
        .mentees
        .iter()
        .zip(&two.mentors)
        .next()
        .and_then(|(mentee, mentor)| matcher::explain(two, &mentee.id, &mentor.id).ok());
    found.map_or(Standing::NotAvailable, |pair| pair.standing)
}
