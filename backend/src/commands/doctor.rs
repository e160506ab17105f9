//! `perennial doctor`: is everything as it should be?

use super::start;
use crate::platform::config::{NAMES, SECRETS};
use crate::platform::db::{Database, DatabaseUrl, pending_migrations};
use crate::platform::problem::Problem;

/// # Errors
/// What is wrong, one sentence each.
#[allow(clippy::print_stdout)] // the report is for the person who asked
pub fn doctor() -> Result<(), String> {
    let (settings, config) = start::configuration()?;
    for (name, _, about) in NAMES {
        let value = settings.get(name);
        let shown = match *name {
            "DATABASE_URL" => value.parse::<DatabaseUrl>().map_or(value, |url| url.to_string()),
            name if SECRETS.contains(&name) && !value.is_empty() => "(set, not shown)".into(),
            _ => value,
        };
        println!("{name:<32} {shown:<44} {about}");
    }
    let db = Database::open(&config.database, 1)?;
    let pending =
        db.with_writer(|conn| pending_migrations(conn).map_err(Problem::internal)).map_err(start::said)?;
    println!("\nThe database {} answers; {pending} migrations are to be run.", db.url);
    let spa = config.spa_dir.join("index.html");
    println!(
        "The SPA is {} at {}.",
        if spa.exists() { "built" } else { "not built" },
        config.spa_dir.display()
    );
    match config.files.reachable() {
        Ok(()) => println!("Attached files are kept in {}, which can be reached.", config.files),
        Err(why) => println!("Attached files are to be kept in {}, but {why}.", config.files),
    }
    println!(
        "Mail is {}.",
        if config.smtp.is_some() {
            "sent by SMTP"
        } else {
            "kept in the outbox, where an administrator can read it"
        }
    );
    Ok(())
}
