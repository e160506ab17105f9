//! What every command needs first: the configuration, the log, the database, the secret.

use std::sync::Arc;

use diesel::prelude::*;

use crate::platform::auth::{Caller, Principal, Scope};
use crate::platform::clock::{Entropy, SystemClock};
use crate::platform::config::{Config, Settings};
use crate::platform::db::{Database, migrate as run_migrations};
use crate::platform::problem::Problem;
use crate::platform::state::Platform;
use crate::platform::work::Work;
use crate::schema::settings;

/// # Errors
/// Every setting that is wrong.
pub fn configuration() -> Result<(Settings, Config), String> {
    let loaded = Settings::load(|name| std::env::var(name).ok())?;
    let config = Config::check(&loaded).map_err(|wrong| wrong.join("\n"))?;
    Ok((loaded, config))
}

pub fn start_log() {
    env_logger::Builder::from_env(
        env_logger::Env::default().default_filter_or("warn,access=info,perennial=info"),
    )
    .format_timestamp_millis()
    .init();
}

/// Opens the database, migrates it and makes what every network has: its secret and its regions.
///
/// # Errors
/// One sentence.
pub fn platform(config: Config) -> Result<Platform, String> {
    let db = Database::open(&config.database, config.database_connections)?;
    let ran = db
        .with_writer(|conn| run_migrations(conn).map_err(Problem::internal))
        .map_err(|problem| problem.cause.unwrap_or(problem.detail))?;
    for name in &ran {
        log::info!("migrated to {name}");
    }
    let secret = match &config.secret {
        Some(secret) => secret.clone().into_bytes(),
        None => kept_secret(&db).map_err(said)?,
    };
    let platform = Platform::new(db, Arc::new(SystemClock), &secret, config);
    as_operator(&platform, |work| {
        crate::network::install_bea_regions(work)?;
        crate::network::read_earlier_institutions(work)?;
        crate::succession::install_default_criteria(work)
    })
    .map_err(said)?;
    Ok(platform)
}

/// Made once and kept in the database, so that every node signs with the same.
fn kept_secret(db: &Database) -> Result<Vec<u8>, Problem> {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let fresh = STANDARD.encode(Entropy::default().secret::<32>());
    let text: String = db.write(|conn| {
        let kept: Option<String> = settings::table
            .filter(settings::name.eq("secret"))
            .select(settings::value)
            .first(conn)
            .optional()?;
        if let Some(kept) = kept {
            return Ok(kept);
        }
        diesel::insert_into(settings::table)
            .values((settings::name.eq("secret"), settings::value.eq(&fresh)))
            .execute(conn)?;
        Ok(fresh)
    })?;
    STANDARD.decode(text).map_err(Problem::internal)
}

/// One transaction in the operator's name.
///
/// # Errors
/// What `act` answers.
pub fn as_operator<T>(
    platform: &Platform,
    act: impl FnOnce(&mut Work<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let caller = Caller::without_grants(Principal::Operator);
    let scope = Scope::everything();
    platform.db.write(|conn| act(&mut Work::new(platform, conn, &caller, &scope, "command-line")))
}

/// A problem as one sentence for the command line.
#[must_use]
pub fn said(problem: Problem) -> String {
    let fields: Vec<String> = problem
        .errors
        .iter()
        .map(|e| format!("{} {}", e.pointer.trim_start_matches('/'), e.detail))
        .collect();
    match (problem.cause, fields.is_empty()) {
        (Some(cause), _) => format!("{} ({cause})", problem.detail),
        (None, true) => problem.detail,
        (None, false) => fields.join("\n"),
    }
}

/// # Errors
/// One sentence.
pub fn migrate() -> Result<(), String> {
    start_log();
    let (_, config) = configuration()?;
    platform(config).map(|_| ())
}
