//! What every request needs: the database, the clock, chance, the keys and the configuration.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::auth::AccessKey;
use super::clock::{Clock, Entropy};
use super::config::Config;
use super::db::Database;
use super::http::metrics::Metrics;
use super::pagination::CursorKey;

/// Shared by all workers of the web server and by the job runner.
pub struct Platform {
    pub db: Database,
    pub clock: Arc<dyn Clock>,
    pub entropy: Entropy,
    pub access_key: AccessKey,
    pub cursor_key: CursorKey,
    pub config: Config,
    pub metrics: Metrics,
}

impl Platform {
    #[must_use]
    pub fn new(db: Database, clock: Arc<dyn Clock>, secret: &[u8], config: Config) -> Self {
        Self {
            db,
            clock,
            entropy: Entropy::default(),
            access_key: AccessKey::new(&derived(secret, "access tokens")),
            cursor_key: CursorKey::new(derived(secret, "cursors")),
            config,
            metrics: Metrics::default(),
        }
    }
}

/// One key per use from the one secret, so that what is signed for one use is worth nothing in another.
fn derived(secret: &[u8], purpose: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"perennial:");
    hash.update(purpose.as_bytes());
    hash.update([0]);
    hash.update(secret);
    hash.finalize().into()
}
