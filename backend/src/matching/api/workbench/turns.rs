//! Questions that solve a round anew take turns. Each keeps a processor busy for a second or more, and a connection with it;
//! without turns a few coordinators who walk their pairs would leave none to everybody else.

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::platform::problem::Problem;

/// As many are answered at a time; the pool has more connections than these.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Waits for a turn, which lasts until it is dropped: hand it to the work, which goes on when whoever asked has left. Who leaves
/// while waiting gives the place up.
///
/// # Errors
/// Never as long as the server runs.
pub async fn turn() -> Result<SemaphorePermit<'static>, Problem> {
    TURNS.acquire().await.map_err(Problem::internal)
}
