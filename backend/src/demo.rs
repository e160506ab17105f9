//! Fills an empty database with a demo network, through the same services that the API calls.

use std::path::Path;

use crate::identity::{self, NewAccount};
use crate::platform::auth::{Caller, Principal, Role, Scope, ScopeKind, password};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::state::Platform;
use crate::platform::work::Work;

/// The password of every demo account.
pub const PASSWORD: &str = "perennial-demo-1";

/// Printed at start: one sign-in for each role.
pub const SIGN_INS: &str = "\
Demo sign-ins (password: perennial-demo-1)
  admin@demo.perennial.example        administrator
  taskforce@demo.perennial.example    task force
  coordinator@demo.perennial.example  coordinator of a region
  guide@demo.perennial.example        guide
  reviewer@demo.perennial.example     reviewer
  evaluator@demo.perennial.example    evaluator of a study
  mentor@demo.perennial.example       mentor
  mentee@demo.perennial.example       mentee";

/// # Errors
/// One sentence.
pub fn fill(platform: &Platform, libraries: Option<&Path>) -> Result<(), String> {
    let _ = libraries;
    let said = |problem: Problem| problem.cause.unwrap_or(problem.detail);
    let hash = password::hash(PASSWORD, &platform.entropy).map_err(said)?;
    let caller = Caller::without_grants(Principal::Operator);
    let scope = Scope::everything();
    platform
        .db
        .write(|conn| {
            let mut work = Work::new(platform, conn, &caller, &scope, "demo");
            if identity::person_by_email(&mut work, "admin@demo.perennial.example")?.is_some() {
                return Ok(());
            }
            account(&mut work, "Ada Admin", "admin", &hash, Role::Admin, ScopeKind::Network, None)?;
            account(
                &mut work,
                "Theo Taskforce",
                "taskforce",
                &hash,
                Role::TaskForce,
                ScopeKind::Network,
                None,
            )?;
            Ok(())
        })
        .map_err(said)
}

fn account(
    work: &mut Work<'_>,
    name: &str,
    local: &str,
    hash: &str,
    role: Role,
    kind: ScopeKind,
    scope: Option<Id>,
) -> Result<Id, Problem> {
    let person = identity::create_account(
        work,
        NewAccount {
            name,
            email: &format!("{local}@demo.perennial.example"),
            password_hash: Some(hash.to_owned()),
            institution: None,
            jurisdiction: None,
            region: scope.filter(|_| kind == ScopeKind::Region),
            time_zone: "America/New_York",
        },
    )?;
    identity::grant_role(work, person, role, kind, scope)?;
    Ok(person)
}
