//! Time and chance, as parameters: nothing else in the program asks the machine for either.

use std::sync::Arc;
use std::sync::Mutex;

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};
use uuid::{ContextV7, Timestamp, Uuid};

use super::db::Id;

/// What time it is. PostgreSQL keeps microseconds, so the clock does too.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

pub struct SystemClock;

impl Clock for SystemClock {
    // The one place that may ask the machine for the time.
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        now.with_nanosecond(now.nanosecond() / 1000 * 1000).unwrap_or(now)
    }
}

/// A clock that tests set.
pub struct FixedClock(pub Mutex<DateTime<Utc>>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Makes ids and secrets. UUIDv7 with a counter: ids of one process sort in the order they were made.
#[derive(Clone)]
pub struct Entropy {
    counter: Arc<Mutex<ContextV7>>,
}

impl Default for Entropy {
    fn default() -> Self {
        Self { counter: Arc::new(Mutex::new(ContextV7::new().with_additional_precision())) }
    }
}

impl Entropy {
    #[must_use]
    pub fn id(&self, now: DateTime<Utc>) -> Id {
        let counter = self.counter.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        Id(Uuid::new_v7(Timestamp::from_unix(&*counter, seconds, now.timestamp_subsec_nanos())))
    }

    /// `N` bytes nobody can guess, for tokens and keys.
    #[must_use]
    #[allow(clippy::disallowed_methods)] // The one place that may ask the machine for chance.
    pub fn secret<const N: usize>(&self) -> [u8; N] {
        rand::random()
    }
}

/// A stored moment (UTC without a zone) as it is shown.
#[must_use]
pub fn utc(stored: NaiveDateTime) -> DateTime<Utc> {
    stored.and_utc()
}
