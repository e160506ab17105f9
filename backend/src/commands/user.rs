//! `perennial user`: the first administrator of an empty network.

use clap::Subcommand;

use super::start;
use crate::identity::{self, NewAccount};
use crate::platform::auth::{Role, ScopeKind, password};

#[derive(Subcommand)]
pub enum UserCommand {
    /// Make an administrator; the password is read from `PERENNIAL_ADMIN_PASSWORD`.
    CreateAdmin { name: String, email: String },
}

/// # Errors
/// One sentence.
#[allow(clippy::print_stdout)] // the outcome is for the person who asked
pub fn run(command: UserCommand) -> Result<(), String> {
    let UserCommand::CreateAdmin { name, email } = command;
    let secret = std::env::var("PERENNIAL_ADMIN_PASSWORD").unwrap_or_default();
    if secret.chars().count() < 12 {
        return Err("Set PERENNIAL_ADMIN_PASSWORD to a password of at least 12 characters.".into());
    }
    let (_, config) = start::configuration()?;
    let platform = start::platform(config)?;
    let hash = password::hash(&secret, &platform.entropy).map_err(start::said)?;
    start::as_operator(&platform, |work| {
        let person = identity::create_account(
            work,
            NewAccount {
                name: &name,
                email: &email,
                password_hash: Some(hash),
                institution: None,
                jurisdiction: None,
                region: None,
                time_zone: "America/New_York",
            },
        )?;
        identity::grant_role(work, person, Role::Admin, ScopeKind::Network, None)
    })
    .map_err(start::said)?;
    println!("{name} <{email}> is an administrator.");
    Ok(())
}
