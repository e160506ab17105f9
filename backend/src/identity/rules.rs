//! Rules of accounts: what a password must be, when sign-in waits, which grant fits which scope.

use chrono::Duration;

use crate::platform::auth::{Role, ScopeKind};
use crate::platform::db::Id;
use crate::platform::problem::FieldError;

pub const SESSION_LASTS: Duration = Duration::days(14);
/// Tabs that refresh at the same time must not end each other's session.
pub const REFRESH_GRACE: Duration = Duration::seconds(10);
pub const INVITATION_LASTS: Duration = Duration::days(14);
pub const RESET_LASTS: Duration = Duration::hours(2);
pub const FAILURES_COUNT_FOR: Duration = Duration::minutes(15);
const FAILURES_PER_ACCOUNT: i64 = 5;
const FAILURES_PER_ADDRESS: i64 = 50;

/// Whether sign-in must wait. Failures count per account *and* address: nobody can lock out
/// another by failing in their name from elsewhere.
#[must_use]
pub const fn must_wait(account_from_address: i64, address: i64) -> bool {
    account_from_address >= FAILURES_PER_ACCOUNT || address >= FAILURES_PER_ADDRESS
}

/// A grant for the whole network names no scope, every other names one.
#[must_use]
pub fn grant_problems(role: Role, kind: ScopeKind, scope: Option<Id>) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    match (kind, scope) {
        (ScopeKind::Network, Some(_)) => wrong.push(FieldError::new(
            "/scope_id",
            "not_wanted",
            "A grant for the network names no scope_id.",
        )),
        (ScopeKind::Region | ScopeKind::Association | ScopeKind::Study, None) => {
            wrong.push(FieldError::new("/scope_id", "missing", format!("A grant in a {kind} needs its id.")));
        }
        _ => {}
    }
    let fits = match role {
        Role::Admin | Role::TaskForce => kind == ScopeKind::Network,
        Role::Coordinator | Role::Guide | Role::Reviewer | Role::Mentor | Role::Mentee => {
            matches!(kind, ScopeKind::Network | ScopeKind::Region)
        }
        Role::Evaluator => kind == ScopeKind::Study,
        Role::Partner => kind == ScopeKind::Association,
    };
    if !fits {
        wrong.push(FieldError::new(
            "/scope_kind",
            "unfit",
            format!("The role {role} is not granted in a {kind}."),
        ));
    }
    wrong
}

/// Addresses are compared in lower case.
#[must_use]
pub fn normal_email(email: &str) -> String {
    email.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_elsewhere_do_not_lock_an_account() {
        assert!(must_wait(5, 5));
        assert!(!must_wait(0, 49), "forty-nine failures in other names leave this account free");
        assert!(must_wait(0, 50));
    }

    #[test]
    fn every_role_has_a_scope_it_fits() {
        for role in Role::ALL {
            let fits = ScopeKind::ALL.iter().any(|kind| {
                let scope = (*kind != ScopeKind::Network).then(|| Id(uuid::Uuid::nil()));
                grant_problems(*role, *kind, scope).is_empty()
            });
            assert!(fits, "{role} can be granted somewhere");
        }
    }

    #[test]
    fn a_grant_names_its_scope_exactly_when_it_has_one() {
        let nil = Some(Id(uuid::Uuid::nil()));
        assert!(!grant_problems(Role::Admin, ScopeKind::Network, nil).is_empty());
        assert!(!grant_problems(Role::Coordinator, ScopeKind::Region, None).is_empty());
        assert!(grant_problems(Role::Coordinator, ScopeKind::Region, nil).is_empty());
    }
}
