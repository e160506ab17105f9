//! One task for each of many people, on several threads; each thread has a memory of its own.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Mentees that a thread takes at a time.
const BATCH: usize = 64;

/// Runs `task` for 0 to `count`, in batches on several threads; the results are in order whatever the threads did.
pub fn in_batches<T: Send, Scratch: Default>(
    count: usize,
    threads: usize,
    step: &mut dyn FnMut(usize) -> ControlFlow<()>,
    task: &(dyn Fn(usize, &mut Scratch) -> T + Sync),
) -> ControlFlow<(), Vec<T>> {
    let batches = count.div_ceil(BATCH);
    let next = AtomicUsize::new(0);
    let is_stopped = AtomicBool::new(false);
    let work = |tell: &mut dyn FnMut(usize) -> ControlFlow<()>| {
        let mut scratch = Scratch::default();
        let mut done: Vec<(usize, Vec<T>)> = Vec::new();
        loop {
            let batch = next.fetch_add(1, Ordering::Relaxed);
            if batch >= batches || is_stopped.load(Ordering::Relaxed) {
                return done;
            }
            if tell(batch * BATCH).is_break() {
                is_stopped.store(true, Ordering::Relaxed);
            }
            let range = batch * BATCH..((batch + 1) * BATCH).min(count);
            done.push((batch, range.map(|i| task(i, &mut scratch)).collect()));
        }
    };
    let others = threads.min(batches).saturating_sub(1);
    let mut parts = std::thread::scope(|scope| {
        let helpers: Vec<_> =
            (0..others).map(|_| scope.spawn(|| work(&mut |_| ControlFlow::Continue(())))).collect();
        let mut parts = work(step);
        for helper in helpers {
            match helper.join() {
                Ok(part) => parts.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    if is_stopped.into_inner() {
        return ControlFlow::Break(());
    }
    parts.sort_unstable_by_key(|part| part.0);
    ControlFlow::Continue(parts.into_iter().flat_map(|part| part.1).collect())
}
