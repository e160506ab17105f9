//! Long work that heeds its job: what stops it is kept, so that it can be told.

use std::ops::ControlFlow;

use crate::platform::problem::Problem;

pub struct Heed<'a> {
    /// Hears 0 to 1.
    progress: &'a mut dyn FnMut(f64) -> Result<(), Problem>,
    stopped: Option<Problem>,
}

impl<'a> Heed<'a> {
    pub fn of(progress: &'a mut dyn FnMut(f64) -> Result<(), Problem>) -> Self {
        Self { progress, stopped: None }
    }

    /// For the matcher: goes on, or stops it.
    pub fn step(&mut self, done: f64) -> ControlFlow<()> {
        match (self.progress)(done) {
            Ok(()) => ControlFlow::Continue(()),
            Err(problem) => {
                self.stopped = Some(problem);
                ControlFlow::Break(())
            }
        }
    }

    /// What stopped the work, if something did.
    pub fn stopped(self) -> Option<Problem> {
        self.stopped
    }
}
